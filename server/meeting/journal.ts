/**
 * The only file that knows where events live. Commits what rooms decided, all rooms of one turn of
 * the event loop in one transaction, each room in a savepoint of its own.
 *
 * Invariants: `commit` returns only after COMMIT with synchronous=FULL; a room whose part fails is
 * rolled back alone and told so; nothing is told to anybody before.
 */
import { applyHidden, emptyHidden } from '#lib/meeting/hidden.ts';
import type { Hidden, LotName, MeetingEvent } from '#lib/meeting/registry.ts';
import { STATE_SHAPE } from '#lib/meeting/state-shape.ts';
import type { Connection } from '#server/db/connection.ts';
import type { Value, Write } from '#server/db/store.ts';
import type { Batch, JournalRow, StoredAnswer } from './batch.ts';
import { eventOf, genesis } from './chain.ts';
import type { LotRows } from './lots.ts';
import type { Sealing } from './sealing.ts';
import { readTables, saveTable, type All } from './tables.ts';

/**
 * What is stored in the same COMMIT as the rooms' batches, in a savepoint of its own: the updates of a
 * shared document.
 */
export interface Part {
	/** Unlike any meeting's id; `commit` answers with it. */
	key: string;
	/** Writes; throws when it cannot. */
	store(): void;
}

/** What a room needs to come back to life. */
export interface Loaded {
	seq: number;
	head: string;
	/** Date of the last event, ms; 0 before the first. */
	at: number;
	snapshot: { seq: number; head: string; state: unknown } | null;
	events: MeetingEvent[];
	texts: Map<string, string | null>;
	hidden: Hidden;
	/** `answerKey` of every stored answer. */
	answered: Set<number>;
}

export interface Journal {
	/** Stores all; resolves with the error of each room (by meeting) and part that could not be stored. */
	commit(batches: Batch[], parts?: Part[]): Promise<Map<string, Error>>;
	load(meeting: string): Promise<Loaded>;
	answerTo(meeting: string, actor: string, command: string): StoredAnswer | undefined;
	/** All rows of a meeting, for verification and replay. */
	rows(meeting: string, after?: number): JournalRow[];
	/** One row; undefined when there is none. */
	row(meeting: string, seq: number): JournalRow | undefined;
	/** The file beside a hidden row; null when there is none. */
	file(meeting: string, lot: LotName, of: string, key: string): Buffer | null;
	saveSnapshot(meeting: string, seq: number, head: string, state: unknown): void;
	/** Takes out a meeting that was never finished being made. */
	discard(meeting: string): void;
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

/** Counts what is stored, so that a start notices when some of it has vanished (`db/stored-mark.ts`). */
export interface StoredCount {
	/** Within the COMMIT. */
	add(things: number): void;
	/** The COMMIT has held, or not. */
	committed(held: boolean): void;
}

type Statement = ReturnType<Connection['sqlite']['prepare']>;

/** A journal on one SQLite connection. */
export function sqliteJournal(
	connection: Connection,
	sealing: Sealing,
	lots: LotRows,
	count: StoredCount
): Journal {
	const { sqlite } = connection;
	const statements = new Map<string, Statement>();
	/** Each text is parsed once. */
	const prepared = (sql: string) => {
		const statement = statements.get(sql) ?? sqlite.prepare(sql);
		statements.set(sql, statement);
		return statement;
	};
	// `exec` would parse these four again for every commit.
	const begin = sqlite.prepare('BEGIN IMMEDIATE');
	const savepoint = sqlite.prepare('SAVEPOINT room');
	const release = sqlite.prepare('RELEASE room');
	const commit = sqlite.prepare('COMMIT');
	const insertEvent = sqlite.prepare(
		'INSERT INTO event (meeting, seq, line, hash) VALUES (?, ?, ?, ?)'
	);
	const insertAnswer = sqlite.prepare(
		'INSERT INTO answer (meeting, actor, command, digest, seq) VALUES (?, ?, ?, ?, ?)'
	);
	const insertText = sqlite.prepare(
		'INSERT INTO text (meeting, id, salt, body) VALUES (?, ?, ?, ?)'
	);
	const eraseText = sqlite.prepare(
		'UPDATE text SET salt = NULL, body = NULL WHERE meeting = ? AND id = ?'
	);
	const dropText = sqlite.prepare('DELETE FROM text WHERE meeting = ? AND id = ?');
	const selectAnswer = sqlite.prepare(
		'SELECT actor, command, digest, seq FROM answer WHERE meeting = ? AND actor = ? AND command = ?'
	);
	const selectAnswered = sqlite
		.prepare('SELECT actor, command FROM answer WHERE meeting = ?')
		.raw();
	const selectRows = sqlite.prepare(
		'SELECT seq, line, hash FROM event WHERE meeting = ? AND seq > ? ORDER BY seq'
	);
	const selectRow = sqlite.prepare(
		'SELECT seq, line, hash FROM event WHERE meeting = ? AND seq = ?'
	);
	const selectTexts = sqlite.prepare('SELECT id, body FROM text WHERE meeting = ?');
	const selectSnapshot = sqlite.prepare(
		'SELECT seq, head, shape, state FROM snapshot WHERE meeting = ?'
	);
	const putSnapshot = sqlite.prepare(
		'INSERT OR REPLACE INTO snapshot (meeting, seq, head, shape, state) VALUES (?, ?, ?, ?, ?)'
	);
	const summarise = sqlite.prepare(
		`UPDATE meeting SET title = coalesce(@title, title), phase = coalesce(@phase, phase),
		 announced = coalesce(@announced, announced),
		 starts_at = CASE WHEN @hasStart THEN @startsAt ELSE starts_at END,
		 due_at = CASE WHEN @hasDue THEN @dueAt ELSE due_at END WHERE id = @meeting`
	);
	const all: All = <Row>(sql: string, ...args: Value[]) => prepared(sql).all(args) as Row[];
	const run = (writes: readonly Write[]) => {
		for (const { sql, args } of writes) prepared(sql).run(args);
	};
	// Another shape is folded anew when its meeting is opened; older ones held words that may be erased.
	sqlite.prepare('DELETE FROM snapshot WHERE shape <> ?').run(STATE_SHAPE);
	sealing.sweep(lots.needed(all));

	function store(batch: Batch): void {
		const { meeting } = batch;
		for (const row of batch.rows) insertEvent.run(meeting, row.seq, row.line, row.hash);
		for (const text of batch.texts) insertText.run(meeting, text.id, text.salt, text.body);
		for (const id of batch.erasedTexts) eraseText.run(meeting, id);
		for (const id of batch.droppedTexts) dropText.run(meeting, id);
		for (const write of batch.hidden)
			run('lot' in write ? lots.save(meeting, write) : [saveTable(meeting, write)]);
		for (const a of batch.answers) insertAnswer.run(meeting, a.actor, a.command, a.digest, a.seq);
		const s = batch.summary;
		if (s)
			summarise.run({
				meeting,
				title: s.title ?? null,
				phase: s.phase ?? null,
				announced: s.announced === undefined ? null : Number(s.announced),
				hasStart: s.startsAt === undefined ? 0 : 1,
				startsAt: s.startsAt ?? null,
				hasDue: s.dueAt === undefined ? 0 : 1,
				dueAt: s.dueAt ?? null
			});
	}

	return {
		async commit(batches, parts = []) {
			const all = [
				...batches.map((batch) => ({
					...{ key: batch.meeting, things: batch.rows.length + batch.hidden.length },
					store: () => store(batch)
				})),
				...parts.map((part) => ({ key: part.key, things: 1, store: () => part.store() }))
			];
			const failed = new Map<string, Error>();
			try {
				begin.run();
				// One alone needs no savepoint: it holds or fails with the COMMIT.
				if (all.length === 1) all[0]!.store();
				else
					for (const part of all) {
						savepoint.run();
						try {
							part.store();
							release.run();
						} catch (error) {
							sqlite.exec('ROLLBACK TO room');
							sqlite.exec('RELEASE room');
							failed.set(part.key, error as Error);
						}
					}
				let things = 0;
				for (const part of all) if (!failed.has(part.key)) things += part.things;
				count.add(things);
				commit.run();
				count.committed(true);
			} catch (error) {
				count.committed(false);
				if (sqlite.inTransaction) sqlite.exec('ROLLBACK');
				for (const { key } of all) failed.set(key, error as Error);
			}
			sealing.committed(failed);
			return failed;
		},
		async load(meeting) {
			const saved = selectSnapshot.get(meeting) as
				{ seq: number; head: string; shape: number; state: string } | undefined;
			const snapshot =
				saved && saved.shape === STATE_SHAPE
					? { seq: saved.seq, head: saved.head, state: JSON.parse(saved.state) as unknown }
					: null;
			const rows = selectRows.all(meeting, snapshot?.seq ?? 0) as JournalRow[];
			const last = rows.at(-1);
			// A snapshot of the last event holds no date of it, and the room's time goes on from there.
			const [newest] =
				last || !snapshot ? [last] : (selectRows.all(meeting, snapshot.seq - 1) as JournalRow[]);
			const texts = new Map<string, string | null>();
			for (const t of selectTexts.all(meeting) as { id: string; body: string | null }[])
				texts.set(t.id, t.body);
			const answered = new Set<number>();
			for (const [actor, command] of selectAnswered.iterate(meeting) as Iterable<[string, string]>)
				answered.add(answerKey(actor, command));
			const tables = readTables(meeting, all).reduce(applyHidden, emptyHidden());
			const { hidden, writes } = lots.read(meeting, all, tables);
			run(writes);
			return {
				answered,
				seq: last?.seq ?? snapshot?.seq ?? 0,
				head: last?.hash ?? snapshot?.head ?? genesis(meeting),
				at: newest ? eventOf(newest.line).at : 0,
				snapshot,
				events: rows.map((row) => eventOf(row.line)),
				texts,
				hidden
			};
		},
		answerTo: (meeting, actor, command) =>
			selectAnswer.get(meeting, actor, command) as StoredAnswer | undefined,
		rows: (meeting, after = 0) => selectRows.all(meeting, after) as JournalRow[],
		row: (meeting, seq) => selectRow.get(meeting, seq) as JournalRow | undefined,
		discard: sqlite.transaction((meeting: string) => {
			for (const table of [
				'event',
				'answer',
				'text',
				'person',
				'seat_holder',
				'seat_request',
				'snapshot',
				'hidden'
			])
				sqlite.prepare(`DELETE FROM ${table} WHERE meeting = ?`).run(meeting);
			sqlite.prepare('DELETE FROM meeting WHERE id = ?').run(meeting);
		}),
		file: (meeting, lot, of, key) => lots.file(meeting, lot, of, key, all),
		saveSnapshot: (meeting, seq, head, state) =>
			void putSnapshot.run(meeting, seq, head, STATE_SHAPE, JSON.stringify(state))
	};
}
