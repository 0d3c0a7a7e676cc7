/**
 * Blind signatures as rooms ask for them (RFC 9474, RSABSSA-SHA384-PSS-Randomized, 2,048 bits). Signing is OpenSSL's,
 * whose private operation takes the same time whatever it is given; anybody verifies with plain RSA-PSS.
 *
 * Invariants: no more than one message is signed at a time, and what was signed is checked before it leaves, so that
 * a fault tells nothing of the key; pairs are made in threads where it is said in time that they will be asked for.
 */
import {
	constants,
	createPrivateKey,
	createPublicKey,
	generateKeyPair,
	generateKeyPairSync,
	privateDecrypt,
	publicEncrypt,
	verify,
	type KeyObject
} from 'node:crypto';
import type { BlindSigning } from '#lib/meeting/context.ts';

const BITS = 2048;
const BYTES = BITS / 8;
/** Length of the salt, that of SHA-384. */
const SALT = 48;
/** A blinded message is as good as random; what begins with so many zeros is a digest, or a number somebody chose. */
const NOT_ZERO = 16;
/** Keys that are read once for many signatures. */
const READ = 64;

interface Pair {
	key: string;
	secret: string;
}

export class BlindKeys implements BlindSigning {
	readonly epoch: string;
	#ready: Pair[] = [];
	#making = 0;
	#read = new Map<string, KeyObject>();

	/** @param epoch names the history of the data folder */
	constructor(epoch: string) {
		this.epoch = epoch;
	}

	expect(pairs: number): void {
		while (this.#ready.length + this.#making < pairs) {
			this.#making += 1;
			generateKeyPair('rsa', { modulusLength: BITS }, (error, publicKey, privateKey) => {
				this.#making -= 1;
				// One that fails here is made when it is asked for, and fails where somebody is told.
				if (!error) this.#ready.push(pairOf(publicKey, privateKey));
			});
		}
	}

	newKey(): Pair {
		const ready = this.#ready.pop();
		if (ready) return ready;
		const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: BITS });
		return pairOf(publicKey, privateKey);
	}

	sign(secret: string, blinded: string): string | null {
		const message = Buffer.from(blinded, 'base64url');
		if (message.length !== BYTES || message.toString('base64url') !== blinded) return null;
		if (message.subarray(0, NOT_ZERO).every((byte) => byte === 0)) return null;
		const key = this.#keyOf(secret, () =>
			createPrivateKey({ key: Buffer.from(secret, 'base64url'), format: 'der', type: 'pkcs8' })
		);
		return signBlinded(key, message)?.toString('base64url') ?? null;
	}

	verify(key: string, message: string, signature: string): boolean {
		const signed = Buffer.from(signature, 'base64url');
		return signed.length === BYTES && verifySigned(publicOf(key), message, signed);
	}

	#keyOf(text: string, read: () => KeyObject): KeyObject {
		const known = this.#read.get(text);
		if (known) return known;
		if (this.#read.size >= READ) this.#read.clear();
		const key = read();
		this.#read.set(text, key);
		return key;
	}
}

/** The plain private operation on a message as long as the key; null for one that is none. */
export function signBlinded(key: KeyObject, message: Buffer): Buffer | null {
	const padding = constants.RSA_NO_PADDING;
	try {
		const signature = privateDecrypt({ key, padding }, message);
		// A fault while signing would tell the key to whoever holds what came of it.
		const same = publicEncrypt({ key: publicHalf(key), padding }, signature).equals(message);
		return same ? signature : null;
	} catch {
		// As large as the modulus or larger: no blinded message is.
		return null;
	}
}

/** Made once for each key: a thousand are signed with it. */
const halves = new WeakMap<KeyObject, KeyObject>();
function publicHalf(key: KeyObject): KeyObject {
	const half = halves.get(key) ?? createPublicKey(key);
	halves.set(key, half);
	return half;
}

/** Whether a message, lower-case hex, was signed with this public key: for whoever verifies a record. */
export function isSigned(key: string, message: string, signature: string): boolean {
	try {
		return verifySigned(publicOf(key), message, Buffer.from(signature, 'base64url'));
	} catch {
		return false;
	}
}

function verifySigned(key: KeyObject, message: string, signature: Buffer): boolean {
	const padding = constants.RSA_PKCS1_PSS_PADDING;
	return verify(
		'sha384',
		Buffer.from(message, 'hex'),
		{ key, padding, saltLength: SALT },
		signature
	);
}

/** Public keys that were read: of a vote that is open one is asked of for every ballot. */
const read = new Map<string, KeyObject>();

function publicOf(key: string): KeyObject {
	const known = read.get(key);
	if (known) return known;
	if (read.size >= READ) read.clear();
	const made = createPublicKey({ key: Buffer.from(key, 'base64url'), format: 'der', type: 'spki' });
	read.set(key, made);
	return made;
}

function pairOf(publicKey: KeyObject, privateKey: KeyObject): Pair {
	return {
		key: publicKey.export({ format: 'der', type: 'spki' }).toString('base64url'),
		secret: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url')
	};
}
