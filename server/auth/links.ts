/**
 * Personal links and seat cards: one token per seat, made from a key that lives outside the database
 * and outside backups. Whoever steals the database cannot sit down as somebody else.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isThere } from '#server/db/inspect.ts';
import { keyDamaged } from '#server/start-refused.ts';

export class Links {
	#key: Buffer;

	/** Reads the key below the data folder, or makes it (mode 0600). */
	constructor(dataDir: string) {
		const file = keyFile(dataDir);
		mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
		if (!isThere(file))
			writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
		this.#key = readKey(file);
	}

	/** By which the key is known without being told: kept in the database. */
	get print(): string {
		return printOf(this.#key);
	}

	/** The print of the key below this data folder; null when there is none. */
	static printIn(dataDir: string): string | null {
		const file = keyFile(dataDir);
		return isThere(file) ? printOf(readKey(file)) : null;
	}

	/** The token of one seat, 128 bits, the same every time so that cards can be printed again. */
	token(meeting: string, seat: string): string {
		return this.#mac(meeting, seat).subarray(0, 16).toString('base64url');
	}

	/** Whether a token opens this seat. */
	opens(meeting: string, seat: string, token: string): boolean {
		const given = Buffer.from(token, 'base64url');
		return given.length === 16 && timingSafeEqual(given, this.#mac(meeting, seat).subarray(0, 16));
	}

	/** 32 secret bytes for another purpose; no `purpose` is a meeting's id, for it ends in a colon. */
	derive(purpose: string, text: string): Buffer {
		return createHmac('sha256', this.#key).update(`${purpose}: ${text}`).digest();
	}

	/** The token of a meeting's display link; another one when its `round` changed. */
	displayToken(meeting: string, round: number): string {
		return this.token(meeting, `display ${round}`);
	}

	/** The six digits that a big screen with this id shows when it asks for this code. */
	pairingNumber(id: string, code: string): string {
		const number = this.#mac('pairing', JSON.stringify([id, code])).readUInt32BE(0) % 1_000_000;
		return String(number).padStart(6, '0');
	}

	#mac(meeting: string, seat: string): Buffer {
		return createHmac('sha256', this.#key).update(`${meeting} ${seat}`).digest();
	}
}

function keyFile(dataDir: string): string {
	return join(dataDir, 'keys', 'links.key');
}

function readKey(file: string): Buffer {
	let key: Buffer;
	try {
		key = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
	} catch (error) {
		// Another thing of that name, or a link to nothing; who may not read it is told that elsewhere.
		if (/^(?:EISDIR|ELOOP|ENOENT)$/.test(String((error as NodeJS.ErrnoException).code)))
			throw keyDamaged(file);
		throw error;
	}
	if (key.length !== 32) throw keyDamaged(file);
	return key;
}

/** The key has 256 random bits: nobody finds it from this. */
function printOf(key: Buffer): string {
	return createHash('sha256').update('yitang keys ').update(key).digest('base64url').slice(0, 22);
}
