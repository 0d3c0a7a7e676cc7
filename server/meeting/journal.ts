/**
 * Stores what rooms decided and brings it back. All rooms of one turn of the event loop are committed
 * together, each as a piece of its own.
 *
 * Invariants: `commit` resolves only when everything that is not named as failed is on disk; a room whose
 * piece fails is told so alone; nothing is told to anybody before.
 */
import { applyHidden, emptyHidden } from '#lib/meeting/hidden.ts';
import { emptyMeeting } from '#lib/meeting/meeting.ts';
import type { Hidden, LotName, SliceName } from '#lib/meeting/registry.ts';
import { STATE_SHAPE } from '#lib/meeting/state-shape.ts';
import type { Piece, Rows, Store, Value, Write } from '#server/db/store.ts';
import type { Batch, JournalRow, StoredAnswer } from './unit-of-work.ts';
import { eventOf, genesis } from './chain.ts';
import type { LotRows } from './lots.ts';
import type { Sealing } from './sealing.ts';
import { readTables, saveTable } from './hidden-tables.ts';

/** What a room needs to come back to life. */
export interface Loaded {
	seq: number;
	head: string;
	/** Date of the last event, ms; 0 before the first. */
	at: number;
	snapshot: { seq: number; head: string; state: unknown } | null;
	/** The events after that. */
	rows: JournalRow[];
	texts: Map<string, string | null>;
	hidden: Hidden;
	/** Lots of which a key is missing, and whose they are. */
	locked: ReadonlyMap<string, SliceName>;
	/** `answerKey` of every stored answer. */
	answered: Set<number>;
}

export interface Journal {
	/**
	 * Stores all, with pieces of others (shared documents) in the same COMMIT; resolves with the error of
	 * each room (by meeting) and piece that could not be stored. Asked for one after another.
	 */
	commit(batches: readonly Batch[], others?: readonly Piece[]): Promise<Map<string, Error>>;
	load(meeting: string): Promise<Loaded>;
	answerTo(meeting: string, actor: string, command: string): Promise<StoredAnswer | undefined>;
	/** All rows of a meeting, for verification and replay. */
	rows(meeting: string, after?: number): Promise<JournalRow[]>;
	/** One row; undefined when there is none. */
	row(meeting: string, seq: number): Promise<JournalRow | undefined>;
	/** The file beside a hidden row; null when there is none. */
	file(meeting: string, lot: LotName, of: string, key: string): Promise<Buffer | null>;
	saveSnapshot(meeting: string, seq: number, head: string, state: unknown): Promise<void>;
	/** Its room went home: what helps to store and read it leaves memory. */
	forget(meeting: string): void;
	/** Takes out a meeting, with its documents and the keys of what it sealed: unfinished, or a rehearsal. */
	discard(meeting: string): Promise<void>;
}

/**
 * A small number for one command of one actor (FNV-1a, 32 bits): a room asks the table only where it
 * has seen the number, because nearly every command is new.
 */
export function answerKey(actor: string, command: string): number {
	let key = 0x811c9dc5;
	for (const part of [actor, ' ', command])
		for (let n = 0; n < part.length; n++) key = Math.imul(key ^ part.charCodeAt(n), 0x01000193);
	return key;
}

const ROWS = 'SELECT seq, line, hash FROM event WHERE meeting = ? AND seq > ? ORDER BY seq';
const ROW = 'SELECT seq, line, hash FROM event WHERE meeting = ? AND seq = ?';
const ANSWER =
	'SELECT actor, command, digest, seq FROM answer WHERE meeting = ? AND actor = ? AND command = ?';
const ANSWERED = 'SELECT actor, command FROM answer WHERE meeting = ?';
const TEXTS = 'SELECT id, body FROM text WHERE meeting = ?';
const ERASE_TEXT = 'UPDATE text SET salt = NULL, body = NULL WHERE meeting = ? AND id = ?';
const DROP_TEXT = 'DELETE FROM text WHERE meeting = ? AND id = ?';
const SNAPSHOT = 'SELECT seq, head, state FROM snapshot WHERE meeting = ? AND shape = ?';
const PUT_SNAPSHOT = `INSERT INTO snapshot (meeting, seq, head, shape, state) VALUES (?, ?, ?, ?, ?)
	ON CONFLICT (meeting) DO UPDATE SET
	seq = excluded.seq, head = excluded.head, shape = excluded.shape, state = excluded.state`;

/**
 * A meeting whose making was cut short before its first event: nobody has been told of it. One that has lost its
 * events to damage has words left, and a title.
 */
const DROP_UNMADE = `DELETE FROM meeting WHERE title = ''
	AND NOT EXISTS (SELECT 1 FROM event WHERE event.meeting = meeting.id)
	AND NOT EXISTS (SELECT 1 FROM text WHERE text.meeting = meeting.id)
	AND NOT EXISTS (SELECT 1 FROM person WHERE person.meeting = meeting.id)`;

/** Where a meeting's own rows lie. */
const TABLES = [
	'event',
	'answer',
	'text',
	'person',
	'seat_holder',
	'seat_request',
	'snapshot',
	'hidden',
	'document',
	'document_update',
	'document_client'
];

/** A journal in this store, when it has been put in order. */
export async function openJournal(store: Store, sealing: Sealing, lots: LotRows): Promise<Journal> {
	// Another shape is folded anew when its meeting is opened; older ones held words that may be erased.
	await store.write([{ sql: 'DELETE FROM snapshot WHERE shape <> ?', args: [STATE_SHAPE] }]);
	await lots.sweep(store);
	await store.write([{ sql: DROP_UNMADE, args: [] }]);

	/** What stores one room's batch. */
	function pieceOf(batch: Batch): Piece {
		const { meeting } = batch;
		const writes: (Write | Rows)[] = [];
		const put = (table: Rows['table'], rows: Value[][]) => {
			if (rows.length > 0) writes.push({ table, rows });
		};
		put(
			'event',
			batch.rows.map((row) => [meeting, row.seq, row.line, row.hash])
		);
		put(
			'text',
			batch.texts.map((text) => [meeting, text.id, text.salt, text.body])
		);
		for (const id of batch.erasedTexts) writes.push({ sql: ERASE_TEXT, args: [meeting, id] });
		for (const id of batch.droppedTexts) writes.push({ sql: DROP_TEXT, args: [meeting, id] });
		for (const write of batch.hidden)
			if ('lot' in write) writes.push(...lots.save(meeting, write));
			else writes.push(saveTable(meeting, write));
		writes.push(...lots.ending(meeting));
		put(
			'answer',
			batch.answers.map((one) => [meeting, one.actor, one.command, one.digest, one.seq])
		);
		const summary = summaryOf(batch);
		if (summary) writes.push(summary);
		return { key: meeting, meeting, writes, things: batch.rows.length + batch.hidden.length };
	}

	return {
		async commit(batches, others = []) {
			const failed = new Map<string, Error>();
			const pieces: Piece[] = [];
			for (const batch of batches)
				try {
					pieces.push(pieceOf(batch));
				} catch (error) {
					failed.set(batch.meeting, error as Error);
				}
			pieces.push(...others);
			try {
				// A key is in its place before a row that needs it.
				await sealing.ready();
				for (const [key, error] of await store.commit(pieces)) failed.set(key, error);
			} catch (error) {
				for (const { key } of pieces) failed.set(key, error as Error);
			}
			await lots.committed(failed, store.write);
			return failed;
		},
		async load(meeting) {
			const snapshot = snapshotIn(await store.one<SnapshotRow>(SNAPSHOT, meeting, STATE_SHAPE));
			const rows = await store.all<JournalRow>(ROWS, meeting, snapshot?.seq ?? 0);
			const last = rows.at(-1);
			// A snapshot of the last event holds no date of it, and the room's time goes on from there.
			const newest =
				last ?? (snapshot ? await store.one<JournalRow>(ROW, meeting, snapshot.seq) : undefined);
			const texts = new Map<string, string | null>();
			for (const text of await store.all<{ id: string; body: string | null }>(TEXTS, meeting))
				texts.set(text.id, typeof text.body === 'string' ? text.body : null);
			const answered = new Set<number>();
			for (const one of await store.all<{ actor: string; command: string }>(ANSWERED, meeting))
				answered.add(answerKey(String(one.actor), String(one.command)));
			const tables = (await readTables(meeting, store.all)).reduce(applyHidden, emptyHidden());
			const { hidden, locked, writes } = await lots.read(meeting, store.all, tables);
			if (writes.length > 0) await store.write(writes);
			return {
				answered,
				seq: last?.seq ?? snapshot?.seq ?? 0,
				head: last?.hash ?? snapshot?.head ?? genesis(meeting),
				at: newest ? eventOf(newest.line).at : 0,
				snapshot,
				rows,
				texts,
				hidden,
				locked
			};
		},
		answerTo: (meeting, actor, command) => store.one(ANSWER, meeting, actor, command),
		rows: (meeting, after = 0) => store.all(ROWS, meeting, after),
		row: (meeting, seq) => store.one(ROW, meeting, seq),
		file: (meeting, lot, of, key) => lots.file(meeting, lot, of, key, store.all),
		forget: (meeting) => lots.forget(meeting),
		async discard(meeting) {
			const keys = await lots.keysOf(meeting, store.all);
			await store.write([
				...TABLES.map((table) => ({
					sql: `DELETE FROM ${table} WHERE meeting = ?`,
					args: [meeting]
				})),
				{ sql: 'DELETE FROM meeting WHERE id = ?', args: [meeting] }
			]);
			await sealing.destroy(keys);
		},
		async saveSnapshot(meeting, seq, head, state) {
			await store.write([
				{ sql: PUT_SNAPSHOT, args: [meeting, seq, head, STATE_SHAPE, JSON.stringify(state)] }
			]);
		}
	};
}

/** What brings the meeting's row in the lists up to date, if anything of it changed. */
function summaryOf({ meeting, summary }: Batch): Write | null {
	if (!summary) return null;
	const flag = (is: boolean | undefined) => (is === undefined ? undefined : Number(is));
	const columns: [string, Value | undefined][] = [
		['title', summary.title],
		['phase', summary.phase],
		['announced', flag(summary.announced)],
		['private', flag(summary.private)],
		['starts_at', summary.startsAt],
		['due_at', summary.dueAt]
	];
	const changed = columns.flatMap(([name, value]) =>
		value === undefined ? [] : [{ name, value }]
	);
	if (changed.length === 0) return null;
	return {
		sql: `UPDATE meeting SET ${changed.map(({ name }) => `${name} = ?`).join(', ')} WHERE id = ?`,
		args: [...changed.map(({ value }) => value), meeting]
	};
}

interface SnapshotRow {
	seq: number;
	head: string;
	state: string;
}

/**
 * The state that was stored; null where there is none, or one that no state can be: it saves time and nothing
 * else, and the events are folded anew.
 */
function snapshotIn(saved: SnapshotRow | undefined): Loaded['snapshot'] {
	if (!saved) return null;
	try {
		const state = JSON.parse(saved.state) as Record<string, unknown> | null;
		return isLike(emptyMeeting(), state, 2) ? { ...saved, state } : null;
	} catch {
		return null;
	}
}

/** Whether a value has everything that the empty one has, lists where it has lists: so many levels deep. */
function isLike(empty: unknown, value: unknown, levels: number): boolean {
	if (typeof empty !== 'object' || empty === null || levels < 0) return true;
	if (typeof value !== 'object' || value === null) return false;
	if (Array.isArray(empty) !== Array.isArray(value)) return false;
	return Object.entries(empty).every(
		([key, one]) =>
			(one === undefined || key in value) &&
			isLike(one, (value as Record<string, unknown>)[key], levels - 1)
	);
}
