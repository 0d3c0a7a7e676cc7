/**
 * The signature at the end of a published record (`events.json`): over the very bytes before it, by the key of the
 * installation, whose fingerprint stands at the foot of every record. Pure; who reads a record brings SHA-256 and
 * Ed25519.
 */

/** What is signed: SHA-256 of the bytes, lower-case hex, with what it is said of. */
export function recordText(digest: string): string {
	return `yitang record\n${digest}\n`;
}

/** The 32 bytes of the public half of the key, and the signature; base64url. */
export interface RecordSignature {
	by: string;
	signature: string;
}

/** The end of the file, in place of its last brace. */
export function signatureEnd({ by, signature }: RecordSignature): string {
	return `,"signed":${JSON.stringify({ by, signature })}}`;
}

const END = /,"signed":\{"by":"([\w-]{1,100})","signature":"([\w-]{1,200})"\}\}\s*$/u;

/** What of a file is signed, and by whom; null where it has no signature at its end. */
export function signedIn(file: string): ({ signed: string } & RecordSignature) | null {
	const found = END.exec(file.slice(-400));
	if (!found) return null;
	const [end, by = '', signature = ''] = found;
	return { signed: file.slice(0, file.length - end.length), by, signature };
}
