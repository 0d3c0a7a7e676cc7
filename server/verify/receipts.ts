/** The receipt of a secret ballot that somebody has as a file [V16]. */
import { codeOf } from '#lib/meeting/ballots/secret-board.ts';
import { receiptIn, signedOf } from '#lib/meeting/ballots/vote-receipt.ts';
import { fingerprintOf, isSignedBy } from '#server/auth/signing-key.ts';
import { fetchedText } from './fetched-text.ts';

/** What a receipt says; `right`: the holder of the key of this fingerprint signed just this. */
export interface VerifiedReceipt {
	right: boolean;
	code: string;
	choice: string;
	signedBy: string;
}

/** Null where it is no receipt. `keys`: fingerprints or public keys of those who may have signed; none: anybody. */
export function verifyReceiptFile(
	path: string,
	keys: readonly string[] = []
): VerifiedReceipt | null {
	const read = fetchedText(path);
	const receipt = 'text' in read ? receiptIn(read.text) : null;
	if (!receipt) return null;
	const { by, signature, token, choice } = receipt;
	const signedBy = fingerprintOf(by);
	const plain = (key: string) => key.replaceAll(' ', '');
	const known = keys.length === 0 || keys.some((key) => [by, plain(signedBy)].includes(plain(key)));
	return {
		right: known && isSignedBy(by, signedOf(receipt), signature),
		code: codeOf(token),
		choice: choice.join(),
		signedBy
	};
}
