/** What is stored, held against a signed list of where every journal and document ended. */
import type { Sqlite } from '#server/db/connection.ts';
import type { Heads } from './heads.ts';
import type { Titles, VerifyReport } from './report.ts';

/** Holds the journals and documents against heads that were signed earlier. */
export function checkHeads(
	db: Sqlite,
	{ meetings, documents }: Pick<Heads, 'meetings' | 'documents'>,
	report: VerifyReport,
	titles: Titles
): void {
	const last = db.prepare('SELECT max(seq) FROM event WHERE meeting = ?').pluck();
	const hashAt = db.prepare('SELECT hash FROM event WHERE meeting = ? AND seq = ?').pluck();
	const wiped = new Set<string>();
	for (const { id, code, seq, head, invented } of meetings) {
		const called = `${titles(id)} (${code})`;
		const ends = (last.get(id) as number | null) ?? 0;
		if (ends === 0 && invented) {
			wiped.add(id);
			continue;
		}
		if (ends === 0) report.fault(called, 'meeting', `id=${id}`, `is gone with its ${seq} events`);
		else if (ends < seq) {
			const lost = seq - ends > 1 ? `seq=${ends + 1}–${seq}` : `seq=${seq}`;
			report.fault(called, 'event', lost, seq - ends > 1 ? 'are gone' : 'is gone');
		} else if (hashAt.get(id, seq) !== head)
			report.fault(called, 'event', `seq=${seq}`, 'is another one than was signed');
	}
	const stored = db.prepare(
		`SELECT epoch, (SELECT max(version) FROM document_update
		  WHERE meeting = document.meeting AND name = document.name) AS version
		 FROM document WHERE meeting = ? AND name = ?`
	);
	for (const { meeting, name, epoch, version } of documents) {
		if (wiped.has(meeting)) continue;
		const row = stored.get(meeting, name) as { epoch: string; version: number | null } | undefined;
		if (row?.epoch !== epoch && row !== undefined) continue; // Written anew since.
		const ends = row?.version ?? 0;
		if (ends < version)
			report.fault(
				titles(meeting),
				'document_update',
				`name=${name}, version=${ends + 1}${version > ends + 1 ? `–${version}` : ''}`,
				version > ends + 1 ? 'are gone' : 'is gone'
			);
	}
}
