/** Hidden rows of any lot, plain and sealed, on a real file; and what a folder of before gave up. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { emptyHidden } from '#lib/meeting/hidden.ts';
import type { Lot, RowWrite } from '#lib/meeting/lots.ts';
import type { Hidden, LotKind } from '#lib/meeting/registry.ts';
import { openDatabase, type Connection } from '#server/db/connection.ts';
import { migrationsBefore } from '#server/db/earlier-migrations.ts';
import { migrateDatabase } from '#server/db/migrate.ts';
import { sqliteStore } from '#server/db/sqlite-store.ts';
import type { ReadRows, Value, Write } from '#server/db/store.ts';
import { createLog } from '#server/log.ts';
import { LotRows } from './lots.ts';
import { Sealing, type SealedRow } from './sealing.ts';
import { folderKeys, type Keys } from './key-folder.ts';
import { openJournal } from './journal.ts';
import { UnitOfWork, type Batch } from './unit-of-work.ts';

const MIGRATIONS = join(import.meta.dirname, '../db/migrations');

function folder(): string {
	const dir = mkdtempSync(join(tmpdir(), 'yitang-lots-'));
	onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
	return dir;
}

function open(dir: string, migrations = MIGRATIONS) {
	const path = join(dir, 'yitang.db');
	const connection = openDatabase(path);
	onTestFinished(() => connection.close());
	migrateDatabase(connection, path, migrations);
	return connection;
}

const log = createLog('silent');

const kinds = (of: Record<string, LotKind>) =>
	Object.fromEntries(
		Object.entries(of).map(([lot, kind]) => [lot, { slice: 'attendance', kind } satisfies Lot])
	);

/** Lots of this name on a file: `say` stores, `rows` reads again with keys from the disk. */
function lots(dir: string, sqlite: Connection['sqlite'], of: Record<string, LotKind>) {
	const all: ReadRows = async <Row>(sql: string, ...args: Value[]) =>
		sqlite.prepare(sql).all(args) as Row[];
	const run = (writes: Write[]) => {
		for (const { sql, args } of writes) sqlite.prepare(sql).run(args);
	};
	const sealing = new Sealing(folderKeys(dir), log);
	const here = new LotRows(sealing, log, kinds(of));
	return {
		all,
		here,
		sealing,
		async say(...writes: Omit<RowWrite, 'slice'>[]) {
			for (const write of writes) run(here.save('m', { slice: 'attendance', ...write }));
			await sealing.ready();
			await sealing.committed(new Map());
		},
		async rows(): Promise<Record<string, ReadonlyMap<string, unknown>>> {
			const empty = Object.fromEntries(Object.keys(of).map((lot) => [lot, new Map()]));
			const before = { ...emptyHidden(), lots: empty } as unknown as Hidden;
			const fresh = new LotRows(new Sealing(folderKeys(dir), log), log, kinds(of));
			const { hidden, writes } = await fresh.read('m', all, before);
			run(writes);
			return hidden.lots as unknown as Record<string, ReadonlyMap<string, unknown>>;
		}
	};
}

test('rows of a plain and of a sealed lot are put, replaced, taken out and cleared', async () => {
	const dir = folder();
	const { sqlite } = open(dir);
	const { all, here, say, rows } = lots(dir, sqlite, { plain: 'plain', ballots: 'sealed' });
	await say(
		{ lot: 'plain', key: 'a', value: '住院' },
		{ lot: 'plain', key: 'a', value: '出差' },
		{ lot: 'plain', key: 'b', value: { n: 1 } },
		{ lot: 'plain', key: 'b', value: null },
		{ lot: 'ballots', key: 'x', value: '赞成' },
		{ lot: 'ballots', key: 'x', value: '反对' },
		{ lot: 'ballots', key: 'y', value: '弃权' },
		{ lot: 'ballots', key: 'y', value: null }
	);
	expect([...(await rows()).plain!]).toEqual([['a', '出差']]);
	expect([...(await rows()).ballots!]).toEqual([['x', '反对']]);
	// What is sealed can't be read in the table, neither words nor whose row it is.
	const [row] = sqlite.prepare("SELECT id, body FROM hidden WHERE lot = 'ballots'").all() as [
		{ id: string; body: Buffer }
	];
	expect(row.id).not.toBe('x');
	expect(row.body.toString()).not.toContain('反对');
	expect(await here.needed(all)).toHaveLength(1);
	await say({ lot: 'ballots', clear: true }, { lot: 'plain', clear: true });
	expect(sqlite.prepare('SELECT count(*) FROM hidden').pluck().get()).toBe(0);
});

test('a sealed lot whose key is gone begins anew', async () => {
	const dir = folder();
	const { sqlite } = open(dir);
	const { all, here, say, rows } = lots(dir, sqlite, { ballots: 'sealed' });
	await say({ lot: 'ballots', key: 'x', value: 1 });
	for (const file of readdirSync(join(dir, 'keys'))) rmSync(join(dir, 'keys', file));
	expect((await rows()).ballots).toEqual(new Map());
	expect(await here.needed(all)).toEqual(new Set());
});

test('one damaged row of a sealed lot keeps neither the meeting shut nor the lot from going on', async () => {
	const dir = folder();
	const { sqlite } = open(dir);
	const of = { ballots: 'sealed', voices: 'sealed-each' } as const;
	const { all, say, rows } = lots(dir, sqlite, of);
	await say(
		{ lot: 'ballots', key: 'x', value: 1 },
		{ lot: 'ballots', key: 'y', value: 2 },
		{ lot: 'voices', key: 'v', value: 3 }
	);
	const flip = sqlite.prepare(
		"UPDATE hidden SET body = substr(body, 1, 40) || x'00' || substr(body, 42) WHERE rowid = ?"
	);
	const ids = sqlite.prepare('SELECT rowid FROM hidden ORDER BY rowid').pluck().all();
	for (const id of [ids[0], ids[2]]) flip.run(id);
	// The first row is read first, and its key is the one that the lot goes on with.
	const read = await rows();
	expect([...read.ballots!]).toEqual([['y', 2]]);
	expect([...read.voices!]).toEqual([]);
	expect(sqlite.prepare('SELECT count(*) FROM hidden').pluck().get(), 'for verify').toBe(3);
	flip.run(ids[1]);
	const sealing = new Sealing(folderKeys(dir), log);
	const fresh = new LotRows(sealing, log, kinds(of));
	const empty = { ...emptyHidden(), lots: { ballots: new Map(), voices: new Map() } };
	await fresh.read('m', all, empty as unknown as Hidden);
	const writes = [
		...fresh.save('m', { slice: 'attendance', lot: 'ballots', clear: true }),
		...fresh.save('m', { slice: 'attendance', lot: 'voices', clear: true })
	];
	for (const { sql, args } of writes) sqlite.prepare(sql).run(args);
	await sealing.committed(new Map());
	expect(readdirSync(join(dir, 'keys')), 'nor their keys from going').toEqual([]);
});

test('keys that could not be destroyed are destroyed after the next COMMIT, whatever fails in that', async () => {
	const dir = folder();
	const keys = folderKeys(dir);
	let broken = true;
	const failing: Keys = {
		...keys,
		destroy: (names, kept) =>
			broken ? Promise.reject(new Error('read-only')) : keys.destroy(names, kept)
	};
	const sealing = new Sealing(failing, log);
	sealing.seal('m ballots', 'x', 1);
	await sealing.ready();
	sealing.end('m', 'm ballots');
	await sealing.committed(new Map());
	expect(keys.names()).toHaveLength(1);
	broken = false;
	await sealing.committed(new Map([['m', new Error('full')]]));
	expect(keys.names()).toEqual([]);
});

test('a batch that cannot be put into rows fails alone', async () => {
	const dir = folder();
	const connection = open(dir);
	const sealing = new Sealing(folderKeys(dir), log);
	const count = { add: () => undefined, committed: () => undefined };
	const store = sqliteStore(connection, count);
	const journal = await openJournal(store, sealing, new LotRows(sealing, log));
	const batch = (meeting: string): Batch => new UnitOfWork(meeting).batch;
	const broken = batch('a');
	broken.hidden.push({ slice: 'attendance', lot: 'nowhere', key: 'x', value: 1 } as never);
	const piece = { key: 'document', meeting: 'b', writes: [], things: 0 };
	const failed = await journal.commit([broken, batch('b')], [piece]);
	expect([...failed.keys()]).toEqual(['a']);
});

test('nothing of a room that went home stays in memory; what it sealed is read again', async () => {
	const dir = folder();
	const { sqlite } = open(dir);
	const of = { ballots: 'sealed', voices: 'sealed-each' } as const;
	const { all, here, sealing, say, rows } = lots(dir, sqlite, of);
	await say({ lot: 'ballots', key: 'x', value: 1 }, { lot: 'voices', of: 'b', key: 'v', value: 2 });
	const stored = sqlite.prepare('SELECT key, id, body FROM hidden').all() as SealedRow[];
	expect(stored.map((row) => typeof sealing.open(row))).toEqual(['object', 'object']);
	here.forget('m');
	expect(stored.map((row) => sealing.open(row))).toEqual([undefined, undefined]);
	expect(sealing.rowId('m ballots', 'x')).toBeUndefined();
	expect([...(await rows()).ballots!]).toEqual([['x', 1]]);
	expect(await here.file('m', 'voices' as never, 'b', 'v', all)).toBeNull();
});

test('one of many lots is cleared by itself, and its key goes with it', async () => {
	const dir = folder();
	const { sqlite } = open(dir);
	const { say, all, here } = lots(dir, sqlite, { ballots: 'sealed' });
	await say(
		{ lot: 'ballots', of: 'b1', key: 'x', value: 1 },
		{ lot: 'ballots', of: 'b2', key: 'x', value: 2 }
	);
	expect(readdirSync(join(dir, 'keys'))).toHaveLength(2);
	await say({ lot: 'ballots', of: 'b1', clear: true });
	expect(sqlite.prepare('SELECT lot FROM hidden').pluck().all()).toEqual(['ballots b2']);
	const [left] = await here.needed(all);
	expect(readdirSync(join(dir, 'keys'))).toEqual([`sealed-${left}.key`]);
});

test('where each row has a key of its own, key and file go with the row', async () => {
	const dir = folder();
	const { sqlite } = open(dir);
	const { say, rows, all, here } = lots(dir, sqlite, { 'card-voices': 'sealed-each' });
	const file = Buffer.from('录音').toString('base64');
	const at = { lot: 'card-voices', of: 'b1' } as const;
	await say(
		{ ...at, key: 'x', value: { n: 1 }, file },
		{ ...at, key: 'y', value: { n: 2 }, file: null }
	);
	expect(await here.file('m', 'card-voices', 'b1', 'x', all)).toEqual(Buffer.from('录音'));
	expect(await here.file('m', 'card-voices', 'b1', 'y', all)).toBeNull();
	expect([...(await rows())['card-voices']!].sort()).toEqual([
		['x', { n: 1 }],
		['y', { n: 2 }]
	]);
	await say({ ...at, key: 'x', value: { n: 3 }, file });
	expect(readdirSync(join(dir, 'keys')), 'in place of the one before').toHaveLength(2);
	await say({ ...at, key: 'x', value: null });
	expect(await here.file('m', 'card-voices', 'b1', 'x', all)).toBeNull();
	expect(readdirSync(join(dir, 'keys'))).toHaveLength(1);
	for (const one of readdirSync(join(dir, 'keys'))) rmSync(join(dir, 'keys', one));
	expect((await rows())['card-voices']).toEqual(new Map());
	expect(sqlite.prepare('SELECT count(*) FROM hidden').pluck().get()).toBe(0);
});

test('[A12] reasons of an earlier release move out of the texts, the last word of each seat', async () => {
	const dir = folder();
	const { sqlite } = open(dir, migrationsBefore('hidden-lots'));
	const event = sqlite.prepare('INSERT INTO event VALUES (?, ?, ?, ?)');
	const text = sqlite.prepare('INSERT INTO text VALUES (?, ?, ?, ?)');
	let seq = 0;
	const said = (type: string, body: object) =>
		event.run('m', ++seq, JSON.stringify([1, 'm', seq, 0, 's1', type, body]), 'h');
	const reason = (id: string) => ({ id, hash: 'h' });
	said('attendance.answered', { seat: 's1', rsvp: 'leave', reason: reason('x1') });
	said('attendance.excused', { seat: 's1', reason: reason('x2') });
	said('attendance.excused', { seat: 's2', reason: reason('x3') });
	said('attendance.answered', { seat: 's2', rsvp: 'coming', reason: null });
	said('attendance.excused', { seat: 's3', reason: reason('x4') });
	said('roll.removed', { seat: 's3' });
	said('runsheet.noted', { stage: 'st1', text: { id: 'x5', hash: 'h' } });
	event.run('m', ++seq, '"attendance. not a line', 'h');
	for (const [id, body] of Object.entries({
		x1: '出差',
		x2: '住"院"',
		x3: '丧事',
		x4: '病',
		x5: '留'
	}))
		text.run('m', id, 'salt', body);
	open(dir);
	const { rows } = lots(dir, sqlite, { 'leave-reasons': 'plain' });
	expect([...(await rows())['leave-reasons']!]).toEqual([['s1', '住"院"']]);
	expect(sqlite.prepare('SELECT id, body FROM text').all()).toEqual([{ id: 'x5', body: '留' }]);
});
