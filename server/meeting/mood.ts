/**
 * Hidden rows of the slice `mood`: faces sealed under keyed names, who gave one apart from them. Closed,
 * the key of the faces goes and only what the chair was told is left (decision 0007).
 */
import {
	applyMoodWrite,
	emptyHiddenMood,
	type HiddenMood,
	type MoodWrite
} from '#lib/meeting/mood/hidden.ts';
import type { Faces, Face } from '#lib/meeting/mood/mood.ts';
import type { Sqlite } from '#server/db/connection.ts';
import type { Sealing, SealedRow } from './sealing.ts';

type Sealed = { ballot: string; face: Face } | { told: Faces };

/** The slice's `save` and `read` on one connection. */
export function moodRows(sqlite: Sqlite, sealing: Sealing) {
	const put = sqlite.prepare(
		'INSERT OR REPLACE INTO mood_sealed (meeting, id, key, body) VALUES (?, ?, ?, ?)'
	);
	const end = sqlite.prepare('DELETE FROM mood_sealed WHERE meeting = ?');
	const putGave = sqlite.prepare('INSERT OR IGNORE INTO mood_gave (meeting, seat) VALUES (?, ?)');
	const endGave = sqlite.prepare('DELETE FROM mood_gave WHERE meeting = ?');
	const sealed = sqlite.prepare(
		'SELECT id, key, body FROM mood_sealed WHERE meeting = ? ORDER BY id'
	);
	const gave = sqlite.prepare('SELECT seat FROM mood_gave WHERE meeting = ?').pluck();
	const lotOf = (meeting: string) => `${meeting} mood`;

	function seal(meeting: string, id: string, value: Sealed): void {
		const row = sealing.seal(lotOf(meeting), id, value);
		put.run(meeting, row.id, row.key, row.body);
	}

	function over(meeting: string): void {
		end.run(meeting);
		endGave.run(meeting);
		sealing.end(meeting, lotOf(meeting));
	}

	return {
		save(meeting: string, write: MoodWrite): void {
			switch (write.op) {
				case 'give':
					return seal(meeting, write.ballot, { ballot: write.ballot, face: write.face });
				case 'gave':
					return void putGave.run(meeting, write.seat);
				case 'open':
					return over(meeting);
				case 'close':
					over(meeting);
					if (write.told) seal(meeting, 'told', { told: write.told });
			}
		},

		read(meeting: string): HiddenMood {
			const faces: { ballot: string; face: Face }[] = [];
			let told: Faces | null = null;
			for (const row of sealed.all(meeting) as SealedRow[]) {
				const value = sealing.open(lotOf(meeting), row) as Sealed | undefined;
				// Without its key it is lost: everybody may give a face again.
				if (!value) over(meeting);
				else if ('told' in value) told = value.told;
				else faces.push(value);
			}
			const who = new Map((gave.all(meeting) as string[]).map((seat) => [seat, true as const]));
			const hidden = { ...emptyHiddenMood(), told, gave: who };
			return faces.reduce<HiddenMood>(
				(all, face) => applyMoodWrite(all, { slice: 'mood', op: 'give', ...face }),
				hidden
			);
		},

		/** Keys that rows still need. */
		needed: () => sqlite.prepare('SELECT DISTINCT key FROM mood_sealed').pluck().all() as string[]
	};
}
