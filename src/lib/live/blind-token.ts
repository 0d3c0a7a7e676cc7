/**
 * A ballot that is signed without being seen (RFC 9474, RSABSSA-SHA384-PSS-Randomized): made here, blinded, signed by
 * the server, and freed of what blinded it. Loaded only where a secret vote is open: the numbers are large.
 */
import { RSABSSA } from '@cloudflare/blindrsa-ts';
import { fromBase64url, toBase64url, toHex, fromHex } from './byte-encoding.ts';

/** What the browser keeps of a ballot that it asks for. */
export interface BlindToken {
	/** 64 random bytes, lower-case hex: the name of the ballot. */
	token: string;
	/** What the server signs, base64url. */
	blinded: string;
	/** What takes the blinding away again, base64url. */
	inverse: string;
}

const SUITE = RSABSSA.SHA384.PSS.Randomized();
/** The half of a token that we draw; the suite puts as much before it. */
const OURS = 32;

/** A fresh ballot for this key (SPKI, base64url). */
export async function newToken(key: string): Promise<BlindToken> {
	const message = SUITE.prepare(crypto.getRandomValues(new Uint8Array(OURS)));
	const { blindedMsg, inv } = await SUITE.blind(await read(key), message);
	return { token: toHex(message), blinded: toBase64url(blindedMsg), inverse: toBase64url(inv) };
}

/** The signature of the ballot, base64url. Throws where what came back was not made with this key. */
export async function finishToken(
	key: string,
	{ token, inverse }: BlindToken,
	blindSignature: string
): Promise<string> {
	const [message, signed] = [fromHex(token), fromBase64url(blindSignature)];
	return toBase64url(
		await SUITE.finalize(await read(key), message, signed, fromBase64url(inverse))
	);
}

function read(key: string): Promise<CryptoKey> {
	const algorithm = { name: 'RSA-PSS', hash: 'SHA-384' };
	return crypto.subtle.importKey('spki', fromBase64url(key), algorithm, true, ['verify']);
}
