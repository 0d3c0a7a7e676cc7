/** The receipt of a secret ballot as a file: who lacks theirs on the board can show that it was counted [E53]. */
import { receiptText } from '../receipt.ts';
import type { OptionId } from './ballots.ts';

/** Names the file; a change that could break a reader raises its number. */
export const RECEIPT_FORMAT = 'yitang.receipt/1';

export interface VoteReceipt {
	format: typeof RECEIPT_FORMAT;
	meeting: string;
	vote: string;
	token: string;
	choice: OptionId[];
	/** The installation's public key and its signature, base64url. */
	by: string;
	signature: string;
}

/** What of a ballot stands in its receipt. */
export function receiptLines({
	vote,
	token,
	choice
}: Pick<VoteReceipt, 'vote' | 'token'> & { choice: readonly OptionId[] }): string[] {
	return [vote, token, choice.join()];
}

/** The text that its signature is of. */
export function signedOf(receipt: VoteReceipt): string {
	return receiptText(receipt.meeting, receiptLines(receipt));
}

/** The receipt in this text; null where it is none. */
export function receiptIn(text: string): VoteReceipt | null {
	try {
		const file = JSON.parse(text) as VoteReceipt;
		const { format, meeting, vote, token, choice, by, signature } = file;
		const texts: unknown[] = [meeting, vote, by, signature, ...choice];
		const right = format === RECEIPT_FORMAT && /^[0-9a-f]{128}$/u.test(token);
		return right && texts.every((one) => typeof one === 'string') ? file : null;
	} catch {
		return null;
	}
}
