/**
 * Rows that nobody reads before their time, and that afterwards tell nothing. Each lot of rows has a key
 * of its own in the keys folder, outside the database and its backups; when the lot is shown or counted
 * the key is destroyed, and with it every copy of the rows in the write-ahead log, free pages or backups
 * (docs/decisions/0007-unsigned-cards.md).
 *
 * Invariants: a key is on disk before a row that needs it is stored, and goes only after the COMMIT that
 * makes it needless; sealed bodies have few lengths; ids in the table are not the ids people know.
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import {
	closeSync,
	existsSync,
	fsyncSync,
	mkdirSync,
	openSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { keptKeyFolders, keysFolder, SEALED_KEY } from './sealed-keys.ts';

/** Bodies are filled up to a multiple of this many bytes, so that their length tells little. */
const FILLED_TO = 512;
const NONCE = 12;
const TAG = 16;

export interface SealedRow {
	/** Which key. */
	key: string;
	id: string;
	body: Buffer;
}

export class Sealing {
	#folder: string;
	#keys = new Map<string, Buffer>();
	/** Lot → the key that new rows of it get. */
	#current = new Map<string, string>();
	#missing = 0;
	#needless: { meeting: string; key: string }[] = [];

	/** Keys lie in `<dataDir>/keys`, mode 0600. */
	constructor(dataDir: string) {
		this.#folder = keysFolder(dataDir);
		mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
	}

	/** One row of a lot; the same id gives the same row id as long as the lot has this key. */
	seal(lot: string, id: string, value: unknown): SealedRow {
		const name = this.#current.get(lot) ?? this.#make(lot);
		const key = this.#key(name)!;
		const plain = Buffer.from(JSON.stringify(value));
		const length = Math.ceil(plain.length / FILLED_TO) * FILLED_TO;
		const nonce = randomBytes(NONCE);
		const cipher = createCipheriv('aes-256-gcm', key, nonce);
		const filled = Buffer.concat([plain, Buffer.alloc(length - plain.length, ' ')]);
		const body = Buffer.concat([nonce, cipher.update(filled), cipher.final(), cipher.getAuthTag()]);
		return { key: name, id: this.rowId(lot, id)!, body };
	}

	/** What the row of this id is called, undefined when the lot has no key. */
	rowId(lot: string, id: string): string | undefined {
		const name = this.#current.get(lot);
		const key = name && this.#key(name);
		return key ? createHmac('sha256', key).update(id).digest('base64url') : undefined;
	}

	/** What was sealed; undefined when the key is not here (a restored backup). Its lot goes on with it. */
	open(lot: string, { key: name, body }: Omit<SealedRow, 'id'>): unknown {
		const key = this.#key(name);
		if (!key) return undefined;
		this.#current.set(lot, name);
		return JSON.parse(decrypted(key, body).toString()) as unknown;
	}

	/** The lot is over; its key goes when the meeting's part of the COMMIT has held. */
	end(meeting: string, lot: string): void {
		const name = this.#current.get(lot);
		if (!name) return;
		this.#current.delete(lot);
		this.#needless.push({ meeting, key: name });
	}

	/** After each COMMIT. */
	committed(failed: ReadonlyMap<string, Error>): void {
		const over = this.#needless;
		this.#needless = [];
		for (const { meeting, key } of over) {
			if (failed.has(meeting)) continue;
			this.#destroy(key);
			// Also what a restore has kept: the promise is that nobody can open the rows of a lot that is over.
			for (const kept of keptKeyFolders(this.#folder))
				rmSync(join(kept, `sealed-${key}.key`), { force: true });
		}
	}

	/** Destroys keys that no row needs: a crash came between a COMMIT and this. */
	sweep(needed: ReadonlySet<string>): void {
		for (const file of readdirSync(this.#folder)) {
			const name = SEALED_KEY.exec(file)?.[1];
			if (name && !needed.has(name)) this.#destroy(name);
		}
		this.#missing = [...needed].filter((name) => !existsSync(this.#file(name))).length;
	}

	/** How many keys rows needed at the start and were not here: what they sealed can be read by nobody. */
	get missing(): number {
		return this.#missing;
	}

	#make(lot: string): string {
		const name = randomBytes(16).toString('hex');
		const key = randomBytes(32);
		writeFileSync(this.#file(name), key, { mode: 0o600, flag: 'wx', flush: true });
		const folder = openSync(this.#folder, 'r');
		fsyncSync(folder);
		closeSync(folder);
		this.#keys.set(name, key);
		this.#current.set(lot, name);
		return name;
	}

	#key(name: string): Buffer | undefined {
		const known = this.#keys.get(name);
		if (known) return known;
		try {
			const key = readFileSync(this.#file(name));
			this.#keys.set(name, key);
			return key;
		} catch {
			return undefined;
		}
	}

	#destroy(name: string): void {
		this.#keys.get(name)?.fill(0);
		this.#keys.delete(name);
		rmSync(this.#file(name), { force: true });
	}

	#file(name: string): string {
		return join(this.#folder, `sealed-${name}.key`);
	}
}

/** For verification: whether the key of a sealed row is here, and opens it. */
export function tryToOpen(
	dataDir: string,
	{ key, body }: Omit<SealedRow, 'id'>
): 'opened' | 'changed' | 'no key' {
	const file = join(keysFolder(dataDir), `sealed-${key}.key`);
	if (!SEALED_KEY.test(`sealed-${key}.key`) || !existsSync(file)) return 'no key';
	try {
		JSON.parse(decrypted(readFileSync(file), body).toString());
		return 'opened';
	} catch {
		return 'changed';
	}
}

function decrypted(key: Buffer, body: Buffer): Buffer {
	const decipher = createDecipheriv('aes-256-gcm', key, body.subarray(0, NONCE));
	decipher.setAuthTag(body.subarray(-TAG));
	return Buffer.concat([decipher.update(body.subarray(NONCE, -TAG)), decipher.final()]);
}
