/** The signature of a public record, or of a receipt, that somebody has as a file, checked in the browser alone. */
import { signedOf, type VoteReceipt } from '#lib/meeting/ballots/vote-receipt.ts';
import { recordText, signedIn, type RecordSignature } from '#lib/meeting/record/signed-file.ts';
import { fromBase64url, toBase64url, toHex } from './byte-encoding.ts';

/**
 * `none`: no signature stands at its end; `wrong`: it does not fit what stands before it; `right`: it does, by the key of
 * this fingerprint; `unknown`: this browser cannot tell (an insecure page, or one older than Ed25519).
 */
export type RecordSeal =
	| { is: 'none' | 'wrong' | 'unknown' }
	| { is: 'right'; /** As at the foot of a record: `3f2a 91c0 77de 10b4`. */ fingerprint: string };

const ALGORITHM = 'Ed25519';

/** How the signature of this file stands. */
export async function checkSeal(text: string): Promise<RecordSeal> {
	const found = signedIn(text);
	if (!found) return { is: 'none' };
	return checkSigned(found, async (sha256) => recordText(await sha256(encode(found.signed))));
}

/** How the signature of a receipt stands. */
export function checkReceipt(receipt: VoteReceipt): Promise<RecordSeal> {
	// A key, or a signature, that is no base64 is none.
	return checkSigned(receipt, () => signedOf(receipt)).catch(() => ({ is: 'wrong' }));
}

const encode = (text: string) => new TextEncoder().encode(text);
type Sha256 = (bytes: Uint8Array<ArrayBuffer>) => Promise<string>;

/** Whether this key signed this text, which may take SHA-256 to be known. */
async function checkSigned(
	{ by, signature }: RecordSignature,
	textOf: (sha256: Sha256) => string | Promise<string>
): Promise<RecordSeal> {
	// Over http a browser has none of it.
	const subtle = (crypto as Partial<Crypto>).subtle;
	if (!subtle) return { is: 'unknown' };
	// The last sign of base64 has bits to spare: only one way to write it is the one that was published.
	if ([by, signature].some((one) => toBase64url(fromBase64url(one)) !== one))
		return { is: 'wrong' };
	const sha256: Sha256 = async (bytes) =>
		toHex(new Uint8Array(await subtle.digest('SHA-256', bytes)));
	const said = encode(await textOf(sha256));
	let key: CryptoKey;
	try {
		key = await subtle.importKey('raw', fromBase64url(by), ALGORITHM, false, ['verify']);
	} catch (error) {
		const unable = error instanceof DOMException && error.name === 'NotSupportedError';
		return { is: unable ? 'unknown' : 'wrong' };
	}
	if (!(await subtle.verify(ALGORITHM, key, fromBase64url(signature), said)))
		return { is: 'wrong' };
	const digest = await sha256(fromBase64url(by));
	return { is: 'right', fingerprint: digest.slice(0, 16).match(/.{4}/gu)!.join(' ') };
}
