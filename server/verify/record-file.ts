/** A published record that somebody fetched as `events.json`, read and counted again [V15]. */
import { auditRecord, recordFileIn, type RecordFault } from '#lib/meeting/ballots/audit-record.ts';
import { fetchedText } from './fetched-text.ts';

/** What it says of its votes and the first thing that is wrong; null where it is no such file. */
export function verifyRecordFile(
	path: string
): { wrong: string | null; events: number; head: string; votes: string[] } | null {
	const read = fetchedText(path);
	const file = 'text' in read ? recordFileIn(read.text) : null;
	if (!file) return null;
	const { fault, state } = auditRecord(file);
	return {
		wrong: fault && sentence(fault),
		events: file.events.length,
		head: file.heads.at(-1) ?? '',
		votes: state.ballots.votes.flatMap(({ question, result, step }) => {
			if (!result) return [];
			const { options, outcome } = result.tally;
			const counts = options.map(({ id, heads }) => `${id} ${heads}`).join(', ');
			const words = file.texts[question.id] ?? question.id;
			return [`${words}: ${counts}; ${step === 'annulled' ? 'annulled' : outcome}`];
		})
	};
}

function sentence(fault: RecordFault): string {
	switch (fault.what) {
		case 'order':
			return `event ${fault.seq}: another one stands in its place, or it is gone`;
		case 'time':
			return `event ${fault.seq}: it is older than the one before it`;
		case 'heads':
			return `event ${fault.seq}: its check code is missing, is none, or has no event`;
		case 'event':
			return `event ${fault.seq}: it cannot have followed what was before`;
		case 'vote':
			return fault.says;
	}
}
