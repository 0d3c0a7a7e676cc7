/**
 * The key with which this installation signs what it keeps: an Ed25519 pair. The private half lies in the
 * keys folder, outside the database and its backups; the public half is printed at the first start and
 * stands in every record, so that whoever holds a record can tell whose backup a file is.
 */
import {
	createHash,
	createPrivateKey,
	createPublicKey,
	generateKeyPairSync,
	sign,
	verify,
	type KeyObject
} from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isThere } from '#server/db/inspect.ts';
import { keysFolder } from '#server/meeting/sealed-keys.ts';
import { signingKeyDamaged } from '#server/start-refused.ts';

export interface SigningKey {
	/** The 32 bytes of the public half, base64url. */
	publicKey: string;
	/** Signs a text; base64url. */
	sign(text: string): string;
}

/**
 * The key of this data folder, made (mode 0600) when there is none; `made` says so. Throws when it cannot be
 * read.
 */
export function openSigningKey(dataDir: string): SigningKey & { made: boolean } {
	const found = readSigningKey(dataDir);
	if (found) return { ...found, made: false };
	mkdirSync(keysFolder(dataDir), { recursive: true, mode: 0o700 });
	const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
	try {
		writeFileSync(fileOf(dataDir), pem, { mode: 0o600, flag: 'wx', flush: true });
	} catch (error) {
		// A backup and a first start at the same moment: one of them made it.
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	}
	return { ...readSigningKey(dataDir)!, made: true };
}

/** The key of this data folder; null when it has none. Throws with a sentence when the file is damaged. */
export function readSigningKey(dataDir: string): SigningKey | null {
	const file = fileOf(dataDir);
	if (!isThere(file)) return null;
	let key: KeyObject;
	try {
		key = createPrivateKey(readFileSync(file, 'utf8'));
	} catch {
		throw signingKeyDamaged(file);
	}
	return {
		publicKey: String(createPublicKey(key).export({ format: 'jwk' }).x),
		sign: (text) => sign(null, Buffer.from(text), key).toString('base64url')
	};
}

/** Whether the holder of this public key signed exactly this text. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
	try {
		const key = createPublicKey({
			format: 'jwk',
			key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }
		});
		return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
	} catch {
		return false; // Not a key, or not a signature.
	}
}

/** Short enough to compare by eye: 64 bits of SHA-256 of the public key, as `3f2a 91c0 77de 10b4`. */
export function fingerprintOf(publicKey: string): string {
	const digest = createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('hex');
	return digest.slice(0, 16).match(/.{4}/g)!.join(' ');
}

function fileOf(dataDir: string): string {
	return join(keysFolder(dataDir), 'signing.key');
}
