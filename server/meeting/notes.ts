/** Hidden rows of the slice `notes`. */
import type { HiddenNotes, Note, NotesWrite } from '#lib/meeting/notes/hidden.ts';
import type { Sqlite } from '#server/db/connection.ts';

/** The slice's `save` and `read` on one connection. */
export function notesRows(sqlite: Sqlite) {
	const add = sqlite.prepare(
		'INSERT INTO note (meeting, id, seat, phase, at, body) VALUES (?, ?, ?, ?, ?, ?)'
	);
	const all = sqlite.prepare(
		'SELECT id, seat, phase, at, body AS text FROM note WHERE meeting = ? ORDER BY at, id'
	);
	const drop = sqlite.prepare('DELETE FROM note WHERE meeting = ? AND id = ?');
	return {
		save(meeting: string, write: NotesWrite): void {
			if (write.op === 'drop') return void drop.run(meeting, write.id);
			const { id, seat, phase, at, text } = write.note;
			add.run(meeting, id, seat, phase, at, text);
		},
		read: (meeting: string): HiddenNotes => ({ notes: all.all(meeting) as Note[] })
	};
}
