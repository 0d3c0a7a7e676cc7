/** Hidden rows of the slice `answers`: comments that are not public. */
import type { AnswersWrite, Comment, HiddenAnswers } from '#lib/meeting/answers/hidden.ts';
import type { Sqlite } from '#server/db/connection.ts';

/** The slice's `save` and `read` on one connection. */
export function answersRows(sqlite: Sqlite) {
	const put = sqlite.prepare(
		`INSERT OR REPLACE INTO comment (meeting, id, at, how, name, building, body, reason)
		 VALUES (?, ?, ?, ?, ?, ?, ?, ?)`
	);
	const drop = sqlite.prepare('DELETE FROM comment WHERE meeting = ? AND id = ?');
	const all = sqlite.prepare(
		`SELECT id, at, how, name, building, body AS text, reason FROM comment
		 WHERE meeting = ? ORDER BY at, id`
	);
	return {
		save(meeting: string, write: AnswersWrite): void {
			if (write.op === 'drop') return void drop.run(meeting, write.id);
			const { id, at, how, name, building, text, reason } = write.comment;
			put.run(meeting, id, at, how, name, building, text, reason);
		},
		read(meeting: string): HiddenAnswers {
			const rows = all.all(meeting) as Comment[];
			return { comments: new Map(rows.map((row) => [row.id, row])) };
		}
	};
}
