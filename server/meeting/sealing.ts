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
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '#server/log.ts';
import type { Keys } from './key-folder.ts';
import { KEY_BYTES, keysFolder, SEALED_KEY } from './sealed-keys.ts';

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

/** A key that rows need, and whose they are. */
export interface NeededKey {
	meeting: string;
	/** As the table names it. */
	lot: string;
	key: string;
}

export class Sealing {
	#store: Keys;
	#keys = new Map<string, Buffer>();
	/** Lot → the key that new rows of it get. */
	#current = new Map<string, string>();
	/** Keys that are on their way to their place. */
	#making: { lot: string; name: string; put: Promise<void> }[] = [];
	#missing: NeededKey[] = [];
	/** What the next COMMIT makes needless, where the meeting's part of it holds. */
	#needless: { meeting: string; lot: string; key: string }[] = [];
	/** Needless for good, and not destroyed yet. */
	#over: string[] = [];
	#log: Log;

	constructor(keys: Keys, log: Log) {
		this.#store = keys;
		this.#log = log;
	}

	/** One row of a lot; the same id gives the same row id as long as the lot has this key. */
	seal(lot: string, id: string, value: unknown): SealedRow {
		const name = this.#current.get(lot) ?? this.#make(lot);
		const key = this.#keys.get(name)!;
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
		const key = name && this.#keys.get(name);
		return key ? createHmac('sha256', key).update(id).digest('base64url') : undefined;
	}

	/** Brings keys of these names into memory, so that rows can be opened. */
	async fetch(names: Iterable<string>): Promise<void> {
		const unknown = [...new Set(names)].filter((name) => !this.#keys.has(name));
		if (unknown.length === 0) return;
		for (const [name, key] of await this.#store.get(unknown)) this.#keys.set(name, key);
	}

	/**
	 * What was sealed, once its key was fetched; undefined when that is not here (a restored backup).
	 * Throws where the row is damaged.
	 */
	open({ key: name, body }: Omit<SealedRow, 'id'>): unknown {
		const key = this.#keys.get(name);
		return key && (JSON.parse(decrypted(key, body).toString()) as unknown);
	}

	/** The lot goes on with the key of this row; with a new one where that is damaged, and can seal nothing. */
	adopt(lot: string, { key }: Pick<SealedRow, 'key'>): void {
		if (this.#keys.get(key)?.length === KEY_BYTES) this.#current.set(lot, key);
	}

	/** The lot is over; its key goes when the meeting's part of the COMMIT has held. */
	end(meeting: string, lot: string): void {
		const name = this.#current.get(lot);
		if (!name) return;
		this.#current.delete(lot);
		this.#needless.push({ meeting, lot, key: name });
	}

	/** Keys that the meeting's part of the next COMMIT makes needless. */
	ending(meeting: string): string[] {
		return this.#needless.filter((one) => one.meeting === meeting).map(({ key }) => key);
	}

	/** Resolves when every key that was made lies in its place; before a COMMIT of rows that need it. */
	async ready(): Promise<void> {
		const making = this.#making;
		this.#making = [];
		const put = await Promise.allSettled(making.map((one) => one.put));
		const lost = put.flatMap((one, n) =>
			one.status === 'rejected' ? [{ ...making[n]!, ...one }] : []
		);
		for (const { lot, name } of lost) {
			this.#keys.delete(name);
			if (this.#current.get(lot) === name) this.#current.delete(lot);
		}
		if (lost[0]) throw lost[0].reason;
	}

	/**
	 * After each COMMIT; gives the keys that were destroyed. Never rejects: what could not be is tried again after
	 * the next one.
	 */
	async committed(failed: ReadonlyMap<string, Error>): Promise<string[]> {
		// The last first, so that of a lot that ended twice the key from before is left.
		for (const { meeting, lot, key } of this.#needless.reverse())
			if (failed.has(meeting)) this.#goOn(lot, key);
			else this.#over.push(key);
		this.#needless = [];
		const over = this.#over;
		if (over.length === 0) return [];
		try {
			await this.#destroy(over, true);
			this.#over = [];
			return over;
		} catch (err) {
			this.#log.error({ err }, 'keys that are over could not be destroyed; it is tried again');
			return [];
		}
	}

	/** The lot is not over: what is stored needs this key, and nothing that of its new beginning. */
	#goOn(lot: string, key: string): void {
		const begun = this.#current.get(lot);
		if (begun !== undefined && begun !== key) this.#over.push(begun);
		this.#current.set(lot, key);
	}

	/** All lots of a meeting leave memory, and their keys. */
	forget(meeting: string): void {
		for (const [lot, name] of this.#current) {
			if (!lot.startsWith(`${meeting} `)) continue;
			this.#current.delete(lot);
			this.#drop(name);
		}
	}

	/**
	 * Destroys keys that no row needs: a crash came between a COMMIT and this. Those of lots that were over
	 * (`ended`) also where a restore has put copies aside.
	 *
	 * @throws {StartRefused} when a key that rows need is damaged; then nothing was destroyed
	 */
	async sweep(rows: readonly NeededKey[], ended: readonly string[] = []): Promise<void> {
		const needed = new Set(rows.map(({ key }) => key));
		const here = new Set(this.#store.names());
		this.#store.check([...needed].filter((name) => here.has(name)));
		await this.#destroy(
			[...here].filter((name) => !needed.has(name)),
			false
		);
		await this.#destroy(
			ended.filter((name) => !needed.has(name)),
			true
		);
		this.#missing = rows.filter(({ key }) => !here.has(key));
	}

	/** These go for good, also where a restore has put copies aside: the rows that needed them are gone. */
	destroy(names: readonly string[]): Promise<void> {
		return names.length === 0 ? Promise.resolve() : this.#destroy(names, true);
	}

	/** Keys that rows needed at the start and that were not here: what they sealed can be read by nobody. */
	get missing(): readonly NeededKey[] {
		return this.#missing;
	}

	#make(lot: string): string {
		const name = randomBytes(16).toString('hex');
		const key = randomBytes(KEY_BYTES);
		const put = this.#store.put(name, key);
		// It is asked for in `ready`, a moment later.
		put.catch(() => {});
		this.#making.push({ lot, name, put });
		this.#keys.set(name, key);
		this.#current.set(lot, name);
		return name;
	}

	#destroy(names: readonly string[], kept: boolean): Promise<void> {
		for (const name of names) this.#drop(name);
		return this.#store.destroy(names, kept);
	}

	#drop(name: string): void {
		this.#keys.get(name)?.fill(0);
		this.#keys.delete(name);
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
