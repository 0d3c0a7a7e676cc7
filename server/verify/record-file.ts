/** A published record that somebody fetched as `events.json`, read and counted again [V15]. */
import { hash } from 'node:crypto';
import { auditRecord, recordFileIn, type RecordFault } from '#lib/meeting/ballots/audit-record.ts';
import { recordText, signedIn } from '#lib/meeting/record/signed-file.ts';
import { fingerprintOf, isSignedBy } from '#server/auth/signing-key.ts';
import { fetchedText } from './fetched-text.ts';

/** What a file says. */
export interface VerifiedRecord {
	/** The first thing that is wrong. */
	wrong: string | null;
	/** The fingerprint of the key that signed it; null where nothing did. */
	signedBy: string | null;
	events: number;
	head: string;
	votes: string[];
}

/**
 * What it says of its votes and the first thing that is wrong; null where it is no such file. `keys`: fingerprints or
 * public keys of those who may have signed; none: anybody, whose fingerprint is said.
 */
export function verifyRecordFile(
	path: string,
	keys: readonly string[] = []
): VerifiedRecord | null {
	const read = fetchedText(path);
	return 'text' in read ? verifyRecord(read.text, keys) : null;
}

/** The same of what stands in it. */
export function verifyRecord(text: string, keys: readonly string[] = []): VerifiedRecord | null {
	const file = recordFileIn(text);
	if (!file) return null;
	const { fault, state } = auditRecord(file);
	const seal = sealOf(text, keys);
	return {
		wrong: fault ? sentence(fault) : seal.wrong,
		signedBy: seal.signedBy,
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

function sealOf(text: string, keys: readonly string[]): Pick<VerifiedRecord, 'wrong' | 'signedBy'> {
	const found = signedIn(text);
	if (!found)
		return {
			signedBy: null,
			wrong: 'no signature stands at its end: it was taken out, or an older release published it'
		};
	const { signed, by, signature } = found;
	// The last sign of base64 has bits to spare: only one way to write it is the one that was published.
	const asWritten = [by, signature].every(
		(one) => Buffer.from(one, 'base64url').toString('base64url') === one
	);
	if (!asWritten || !isSignedBy(by, recordText(hash('sha256', signed)), signature))
		return {
			signedBy: null,
			wrong: 'its signature does not fit: something in it was changed since it was published'
		};
	const signedBy = fingerprintOf(by);
	const plain = (key: string) => key.replaceAll(' ', '');
	const known = keys.length === 0 || keys.some((key) => [by, plain(signedBy)].includes(plain(key)));
	return {
		signedBy,
		wrong: known ? null : `it was signed by ${signedBy}, which is none of the keys that were named`
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
		case 'voters':
			return `vote ${fault.vote}: it was opened for somebody who is not on the roll, or does not vote`;
		case 'vote':
			return fault.says;
	}
}
