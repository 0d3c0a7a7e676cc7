/** Blind signatures: the published vectors of RFC 9474, and what no message can be. */
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { RSABSSA } from '@cloudflare/blindrsa-ts';
import { expect, test } from 'vitest';
import { finishToken, newToken } from '#lib/live/blind-token.ts';
import { BlindKeys, isSigned, signBlinded } from './blind-keys.ts';

/** RFC 9474, appendix A.1: RSABSSA-SHA384-PSS-Randomized, a key of 4,096 bits. */
const VECTOR = JSON.parse(
	readFileSync(new URL('../../tests/data/rfc9474.json', import.meta.url), 'utf8')
) as Record<
	| 'p'
	| 'q'
	| 'n'
	| 'e'
	| 'd'
	| 'input_msg'
	| 'inv'
	| 'blinded_msg'
	| 'blind_sig'
	| 'sig'
	| 'msg'
	| 'msg_prefix',
	string
>;
const bytes = (hex: string) => Buffer.from(hex, 'hex');
const number = (hex: string) => BigInt(`0x${hex}`);
const base64url = (value: bigint) => {
	const hex = value.toString(16);
	return bytes(hex.padStart(hex.length + (hex.length % 2), '0')).toString('base64url');
};

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
	let result = 1n;
	for (let [b, e] = [base % modulus, exponent]; e > 0n; e >>= 1n, b = (b * b) % modulus)
		if (e & 1n) result = (result * b) % modulus;
	return result;
}

function keyOfVector() {
	const [p, q, d] = [number(VECTOR.p), number(VECTOR.q), number(VECTOR.d)];
	const numbers = { n: number(VECTOR.n), e: number(VECTOR.e), d, p, q };
	const rest = { dp: d % (p - 1n), dq: d % (q - 1n), qi: power(q, p - 2n, p) };
	const jwk = Object.fromEntries(
		Object.entries({ ...numbers, ...rest }).map(([name, value]) => [name, base64url(value)])
	);
	return createPrivateKey({ key: { kty: 'RSA', ...jwk }, format: 'jwk' });
}

test('RFC 9474: the server signs the blinded message of the vectors, and plain RSA-PSS verifies what comes of it', async () => {
	expect(VECTOR.input_msg).toBe(VECTOR.msg_prefix + VECTOR.msg);
	const key = keyOfVector();
	expect(signBlinded(key, bytes(VECTOR.blinded_msg))!.toString('hex')).toBe(VECTOR.blind_sig);
	const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
	const sig = bytes(VECTOR.sig).toString('base64url');
	expect(isSigned(spki.toString('base64url'), VECTOR.input_msg, sig)).toBe(true);
	expect(isSigned(spki.toString('base64url'), VECTOR.msg, sig)).toBe(false);
	// What the browser does with it: takes the blinding away.
	const algorithm = { name: 'RSA-PSS', hash: 'SHA-384' };
	const read = await crypto.subtle.importKey('spki', spki, algorithm, true, ['verify']);
	const suite = RSABSSA.SHA384.PSS.Randomized();
	const [message, blind, inverse] = [VECTOR.input_msg, VECTOR.blind_sig, VECTOR.inv].map(
		(hex) => new Uint8Array(bytes(hex.padStart(hex.length + (hex.length % 2), '0')))
	);
	const made = await suite.finalize(read, message!, blind!, inverse!);
	expect(Buffer.from(made).toString('hex')).toBe(VECTOR.sig);
});

test('a browser’s ballot: signed without being seen, verified by anybody, with this key alone', async () => {
	const keys = new BlindKeys('first');
	keys.expect(1);
	const [one, other] = [keys.newKey(), keys.newKey()];
	const own = await newToken(one.key);
	const blind = keys.sign(one.secret, own.blinded)!;
	const signature = await finishToken(one.key, own, blind);
	expect(own.token).toMatch(/^[0-9a-f]{128}$/u);
	expect(keys.verify(one.key, own.token, signature)).toBe(true);
	expect(keys.verify(other.key, own.token, signature)).toBe(false);
	expect(
		keys.verify(
			one.key,
			own.token.replace(/^./u, (d) => (d === '0' ? '1' : '0')),
			signature
		)
	).toBe(false);
	expect(keys.verify(one.key, own.token, blind), 'the blind one is none').toBe(false);
	expect(keys.sign(one.secret, own.blinded), 'the same again').toBe(blind);
	await expect(finishToken(one.key, own, keys.sign(other.secret, own.blinded)!)).rejects.toThrow();
});

test('what no blinded message can be is not signed: digests, receipts, numbers that somebody chose', () => {
	const keys = new BlindKeys('first');
	const { secret, key } = keys.newKey();
	const { n } = createPublicKey({
		key: Buffer.from(key, 'base64url'),
		format: 'der',
		type: 'spki'
	}).export({ format: 'jwk' });
	const wide = (part: Buffer) => Buffer.concat([Buffer.alloc(256 - part.length), part]);
	const digest = bytes('ab'.repeat(48));
	for (const blinded of [
		digest,
		wide(digest),
		wide(bytes('01')),
		Buffer.alloc(256),
		Buffer.alloc(255, 1),
		Buffer.alloc(257, 1),
		Buffer.from(n!, 'base64url'),
		Buffer.alloc(256, 255)
	])
		expect(
			keys.sign(secret, blinded.toString('base64url')),
			blinded.toString('hex').slice(0, 20)
		).toBe(null);
	const good = Buffer.alloc(256, 1).toString('base64url');
	expect(keys.sign(secret, good)).not.toBe(null);
	expect(keys.sign(secret, `${good}=`), 'one way to write it').toBe(null);
});
