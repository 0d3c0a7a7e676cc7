/**
 * All lots of hidden rows in one table: saved, read and sealed in the same way, whatever they hold
 * (`src/lib/meeting/lots.ts` says which there are).
 *
 * Invariants: a sealed row can only be read with a key outside the database, which goes with the lot, or
 * with the row where each has its own; a row of a lot that this release does not know is left alone; a lot
 * of which a key is missing is locked as it lies, until the key is back or somebody gives it up (decision 0021).
 */
import { randomBytes } from 'node:crypto';
import { applyHidden, restoredHidden } from '#lib/meeting/hidden.ts';
import { LOTS, type Lot, type RowWrite } from '#lib/meeting/lots.ts';
import type { Hidden, HiddenWrite, LotName, SliceName } from '#lib/meeting/registry.ts';
import type { ReadRows, Store, Write } from '#server/db/store.ts';
import type { Log } from '#server/log.ts';
import { placeOf } from './locked-lots.ts';
import type { NeededKey, SealedRow, Sealing } from './sealing.ts';

const PUT = `INSERT INTO hidden (meeting, lot, id, key, body) VALUES (?, ?, ?, ?, ?)
	ON CONFLICT (meeting, lot, id) DO UPDATE SET key = excluded.key, body = excluded.body`;
const DROP = 'DELETE FROM hidden WHERE meeting = ? AND lot = ? AND id = ?';
const CLEAR = 'DELETE FROM hidden WHERE meeting = ? AND lot = ?';
const ALL = 'SELECT lot, id, key, body FROM hidden WHERE meeting = ? ORDER BY lot, id';
const ONE = 'SELECT key, body FROM hidden WHERE meeting = ? AND lot = ? AND id = ?';
const NEEDED = `SELECT DISTINCT meeting, lot, key FROM hidden WHERE key <> '' ORDER BY meeting, lot, key`;
/** Rows that name keys of lots that are over until these are destroyed: a crash may come before. */
const ENDED = 'ended-keys';
const ENDED_KEYS = `SELECT id FROM hidden WHERE lot = '${ENDED}'`;
const FORGET_ENDED = `DELETE FROM hidden WHERE lot = '${ENDED}' AND id = ?`;

type Row = SealedRow & { lot: string };

/** What lies in a sealed row: its key is inside, for the row's own name says nothing. */
interface Sealed {
	key: string;
	value: unknown;
	file?: string | null;
}

export class LotRows {
	#sealing: Sealing;
	#log: Log;
	#lots: Readonly<Record<string, Lot>>;
	/** Keys that are lost for good: what they sealed is given up, and its lot begins anew. */
	#givenUp: ReadonlySet<string> = new Set();
	/** Where each row has its own key: meeting, lot and key → the row's own name, which is random. */
	#names = new Map<string, string>();
	/** What the names that changed since the last COMMIT were before. */
	#before = new Map<string, string | undefined>();

	constructor(sealing: Sealing, log: Log, lots: Readonly<Record<string, Lot>> = LOTS) {
		this.#sealing = sealing;
		this.#log = log;
		this.#lots = lots;
	}

	/** Somebody decided that these keys do not come back; asked before rooms are read. */
	giveUp(keys: Iterable<string>): void {
		this.#givenUp = new Set(keys);
	}

	/** What stores one change, in its order. */
	save(meeting: string, write: RowWrite): Write[] {
		const place = placeOf(write);
		const { kind } = this.#lots[write.lot]!;
		if (write.clear) return this.#clear(meeting, place, kind);
		const { key, value = null, file } = write as RowWrite & { key: string };
		const put = (row: SealedRow): Write => {
			return { sql: PUT, args: [meeting, place, row.id, row.key, row.body] };
		};
		const drop = (id: string): Write => ({ sql: DROP, args: [meeting, place, id] });
		if (kind === 'plain')
			return [
				value === null
					? drop(key)
					: put({ id: key, key: '', body: Buffer.from(JSON.stringify(value)) })
			];
		const lot = sealName(meeting, place);
		if (kind === 'sealed') {
			if (value !== null) return [put(this.#sealing.seal(lot, key, { key, value }))];
			const id = this.#sealing.rowId(lot, key);
			return id === undefined ? [] : [drop(id)];
		}
		const name = nameOf(meeting, place, key);
		const gone = this.#endOne(meeting, place, name);
		if (value === null) return gone;
		const id = randomBytes(12).toString('hex');
		const sealed = this.#sealing.seal(sealName(meeting, id), id, { key, value, file });
		this.#rename(name, id);
		return [...gone, put({ ...sealed, id })];
	}

	/** What stores, with a meeting's changes, which keys they make needless. */
	ending(meeting: string): Write[] {
		const none = Buffer.from('null');
		return this.#sealing
			.ending(meeting)
			.map((key) => ({ sql: PUT, args: [meeting, ENDED, key, '', none] }));
	}

	/**
	 * After each COMMIT: keys go that it made needless, and where a meeting's part of it did not hold, its rows
	 * are called as before. Never rejects.
	 */
	async committed(
		failed: ReadonlyMap<string, Error>,
		write: Store['write'] = async () => []
	): Promise<void> {
		for (const [name, id] of this.#before) {
			if (!failed.has(name.split('\n', 1)[0]!)) continue;
			if (id === undefined) this.#names.delete(name);
			else this.#names.set(name, id);
		}
		this.#before.clear();
		const destroyed = await this.#sealing.committed(failed);
		try {
			await this.#forgetEnded(destroyed, write);
		} catch (err) {
			this.#log.warn({ err }, 'what keys are over is forgotten at the next start');
		}
	}

	async #forgetEnded(keys: readonly string[], write: Store['write']): Promise<void> {
		if (keys.length > 0) await write(keys.map((key) => ({ sql: FORGET_ENDED, args: [key] })));
	}

	/**
	 * The hidden part of a meeting with all its rows.
	 *
	 * @param hidden what other tables have brought
	 * @returns also the lots that are locked because a key of theirs is missing, and whose they are; or, where what cannot be opened
	 * is given up, what must be stored for that
	 */
	async read(
		meeting: string,
		all: ReadRows,
		hidden: Hidden
	): Promise<{ hidden: Hidden; locked: ReadonlyMap<string, SliceName>; writes: Write[] }> {
		const { rows, locked, lost, writes } = this.#open(meeting, await this.#fetch(meeting, all));
		let read = rows.reduce((now, row) => this.#applied(now, row), hidden);
		for (const { lot, of } of lost)
			for (const write of this.#lots[lot]!.lost?.(lot, of, read) ?? []) {
				writes.push(...this.save(meeting, write));
				read = applyHidden(read, write as HiddenWrite);
			}
		return { hidden: restoredHidden(read), locked, writes };
	}

	/** The file beside a row; null when there is none, or the row was damaged since it was read. */
	async file(
		meeting: string,
		lot: LotName,
		of: string,
		key: string,
		all: ReadRows
	): Promise<Buffer | null> {
		const place = placeOf({ lot, of });
		const id = this.#names.get(nameOf(meeting, place, key));
		const [row] = id === undefined ? [] : await all<SealedRow>(ONE, meeting, place, id);
		if (!row) return null;
		await this.#sealing.fetch([row.key]);
		const sealed = this.#opened(meeting, place, row) as Sealed | undefined | 'damaged';
		if (sealed === 'damaged') return null;
		return sealed?.file ? Buffer.from(sealed.file, 'base64') : null;
	}

	/** The room of this meeting went home: names and keys of its rows leave memory. */
	forget(meeting: string): void {
		for (const name of this.#names.keys())
			if (name.startsWith(`${meeting}\n`)) this.#names.delete(name);
		this.#sealing.forget(meeting);
	}

	/** At the start: destroys keys that rows do not need, also those that a crash left. See `Sealing.sweep`. */
	async sweep({ all, write }: Pick<Store, 'all' | 'write'>): Promise<void> {
		const ended = (await all<{ id: string }>(ENDED_KEYS)).map(({ id }) => id);
		await this.#sealing.sweep(await all<NeededKey>(NEEDED), ended);
		await this.#forgetEnded(ended, write);
	}

	/** Keys that seal rows of a meeting. */
	async keysOf(meeting: string, all: ReadRows): Promise<string[]> {
		const sql = `SELECT DISTINCT key FROM hidden WHERE meeting = ? AND key <> ''`;
		return (await all<{ key: string }>(sql, meeting)).map(({ key }) => key);
	}

	/** Keys that rows still need. */
	async needed(all: ReadRows): Promise<Set<string>> {
		return new Set((await all<NeededKey>(NEEDED)).map(({ key }) => key));
	}

	/** All rows of a meeting, and their keys in memory. */
	async #fetch(meeting: string, all: ReadRows): Promise<Row[]> {
		const rows = await all<Row>(ALL, meeting);
		await this.#sealing.fetch(rows.flatMap(({ key }) => key || []));
		return rows;
	}

	/** Every row that can be read, as the write that made it; and what becomes of those that cannot. */
	#open(meeting: string, all: readonly Row[]) {
		const rows: RowWrite[] = [];
		const writes: Write[] = [];
		const locked = new Map<string, SliceName>();
		const lost = new Map<string, { lot: string; of?: string }>();
		for (const row of all) {
			// Damaged: `npm run verify` names it. One row must not keep the whole meeting shut.
			if (typeof row.lot !== 'string') continue;
			const [lot, of] = row.lot.split(/ (.*)/s) as [string, string?];
			const known = this.#lots[lot];
			if (!known) continue;
			const at = { slice: known.slice, lot, ...(of === undefined ? {} : { of }) };
			if (row.key === '') {
				const value = jsonIn(row.body);
				if (value !== undefined) rows.push({ ...at, key: row.id, value });
				continue;
			}
			const each = known.kind === 'sealed-each';
			const name = sealName(meeting, each ? row.id : row.lot);
			const opened = this.#opened(meeting, row.lot, row);
			if (opened === 'damaged') {
				// The lot goes on with this key, and when it is over the key goes, as if the row were whole.
				this.#sealing.adopt(name, row);
				if (each) this.#names.set(nameOf(meeting, row.lot, row.id), row.id);
				continue;
			}
			if (opened === undefined && !this.#givenUp.has(row.key)) {
				locked.set(row.lot, known.slice);
				continue;
			}
			if (opened === undefined) {
				lost.set(row.lot, at);
				// Of these each is lost by itself: it is spoken or photographed again.
				if (each) writes.push({ sql: DROP, args: [meeting, row.lot, row.id] });
				continue;
			}
			this.#sealing.adopt(name, row);
			const [key, value] = contentOf(opened, known);
			if (each) this.#names.set(nameOf(meeting, row.lot, key), row.id);
			rows.push({ ...at, key, value });
		}
		// The key of a sealed lot is gone, and what was sealed with it: the lot begins anew.
		for (const [place, { lot }] of lost)
			if (this.#lots[lot]!.kind === 'sealed') writes.push(...this.#clear(meeting, place, 'sealed'));
		const begun = (row: RowWrite) =>
			lost.has(placeOf(row)) && this.#lots[row.lot]!.kind === 'sealed';
		return { rows: rows.filter((row) => !begun(row)), locked, lost: lost.values(), writes };
	}

	#clear(meeting: string, place: string, kind: Lot['kind']): Write[] {
		if (kind === 'sealed') this.#sealing.end(meeting, sealName(meeting, place));
		if (kind === 'sealed-each') {
			const before = nameOf(meeting, place, '');
			for (const name of this.#names.keys())
				if (name.startsWith(before)) this.#endOne(meeting, place, name);
		}
		return [{ sql: CLEAR, args: [meeting, place] }];
	}

	/** One row of a lot in which each has its own key. */
	#endOne(meeting: string, place: string, name: string): Write[] {
		const id = this.#names.get(name);
		if (id === undefined) return [];
		this.#rename(name, undefined);
		this.#sealing.end(meeting, sealName(meeting, id));
		return [{ sql: DROP, args: [meeting, place, id] }];
	}

	#rename(name: string, id: string | undefined): void {
		if (!this.#before.has(name)) this.#before.set(name, this.#names.get(name));
		if (id === undefined) this.#names.delete(name);
		else this.#names.set(name, id);
	}

	/** A row that holds what no row of its lot can is left out: one must not keep the whole meeting shut. */
	#applied(hidden: Hidden, row: RowWrite): Hidden {
		try {
			return applyHidden(hidden, row as HiddenWrite);
		} catch (err) {
			this.#log.error({ err, lot: row.lot }, 'a hidden row is damaged; it is left out');
			return hidden;
		}
	}

	/** What a sealed row holds; undefined where its key is gone. */
	#opened(meeting: string, lot: string, row: SealedRow): object | undefined | 'damaged' {
		try {
			return this.#sealing.open(row) as object | undefined;
		} catch (err) {
			this.#log.error({ err, meeting, lot }, 'a sealed row is damaged; it is left out');
			return 'damaged';
		}
	}
}

const sealName = (meeting: string, place: string) => `${meeting} ${place}`;
const nameOf = (meeting: string, place: string, key: string) => `${meeting}\n${place}\n${key}`;

/** What a plain row holds; undefined where it cannot be read. */
function jsonIn(body: Uint8Array): unknown {
	try {
		return JSON.parse(Buffer.from(body).toString());
	} catch {
		return undefined;
	}
}

function contentOf(body: object, { earlier }: Lot): readonly [string, unknown] {
	if (!('value' in body)) return earlier!(body);
	const { key, value } = body as Sealed;
	return [key, value];
}
