/** Proves that a copy of the database is whole: SQLite's own check, and every chain. */
import Database from 'better-sqlite3';
import { verify } from '#server/meeting/verify.ts';
import type { JournalRow } from '#server/meeting/batch.ts';

/** Counts of a sound copy; throws with the first fault of a damaged one. */
export function checkBackup(path: string): { meetings: number; events: number } {
	const db = new Database(path, { readonly: true });
	try {
		const integrity = db.pragma('integrity_check', { simple: true });
		if (integrity !== 'ok') throw new Error(`${path} is damaged: ${String(integrity)}`);
		const meetings = db.prepare('SELECT id, code FROM meeting').all() as {
			id: string;
			code: string;
		}[];
		const rows = db.prepare('SELECT seq, line, hash FROM event WHERE meeting = ? ORDER BY seq');
		let events = 0;
		for (const { id, code } of meetings) {
			const verdict = verify(id, rows.iterate(id) as Iterable<JournalRow>);
			if (!verdict.ok)
				throw new Error(
					`${path}: meeting ${code} does not verify at event ${verdict.seq} (${verdict.why})`
				);
			events += verdict.seq;
		}
		return { meetings: meetings.length, events };
	} finally {
		db.close();
	}
}
