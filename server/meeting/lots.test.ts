/** Hidden rows of any lot, plain and sealed, on a real file; and what a folder of before gave up. */
import {
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync
} from 'node:fs';
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
import { keepKeys } from './sealed-keys.ts';
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

function emptyLotsOf(...names: string[]): Hidden {
	const lots = Object.fromEntries(names.map((lot) => [lot, new Map()]));
	return { ...emptyHidden(), lots } as unknown as Hidden;
}

const FAILED = new Map([['m', new Error('the disk is full')]]);

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
			await here.committed(new Map());
		},
		/** Decided, and lost with its COMMIT. */
		async lose(...writes: Omit<RowWrite, 'slice'>[]) {
			for (const write of writes) here.save('m', { slice: 'attendance', ...write });
			await sealing.ready();
			await here.committed(FAILED);
		},
		async rows(givenUp: string[] = []): Promise<Record<string, ReadonlyMap<string, unknown>>> {
			const fresh = new LotRows(new Sealing(folderKeys(dir), log), log, kinds(of));
			fresh.giveUp(givenUp);
			const { hidden, writes } = await fresh.read('m', all, emptyLotsOf(...Object.keys(of)));
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

test('a lot of which a key is gone is locked as it lies, opens with its key, and begins anew when that is given up', async () => {
	const dir = folder();
	const { sqlite } = open(dir);
	const of = { ballots: 'sealed', voices: 'sealed-each', mood: 'sealed' } as const;
	const { all, here, say, rows } = lots(dir, sqlite, of);
	await say(
		{ lot: 'ballots', of: 'a', key: 'x', value: 1 },
		{ lot: 'voices', of: 'a', key: 'v', value: 2 },
		{ lot: 'voices', of: 'a', key: 'w', value: 3 },
		{ lot: 'mood', key: 'y', value: 4 }
	);
	const stored = () => sqlite.prepare('SELECT * FROM hidden ORDER BY lot, id').all();
	const before = stored();
	const keys = new Map<string, string>();
	for (const { lot, key } of before as { lot: string; key: string }[]) keys.set(lot, key);
	const gone = [keys.get('ballots a')!, keys.get('voices a')!];
	const file = (key: string) => join(dir, 'keys', `sealed-${key}.key`);
	for (const key of gone) renameSync(file(key), `${file(key)}.away`);

	const starting = new Sealing(folderKeys(dir), log);
	const fresh = new LotRows(starting, log, kinds(of));
	await fresh.sweep({ all, write: () => Promise.reject(new Error('nothing is written')) });
	expect(starting.missing.map(({ lot }) => lot)).toEqual(['ballots a', 'voices a']);
	const { hidden, locked, writes } = await fresh.read('m', all, emptyLotsOf(...Object.keys(of)));
	expect(writes).toEqual([]);
	const slice = 'attendance';
	expect([...locked].sort()).toEqual([
		['ballots a', slice],
		['voices a', slice]
	]);
	const read = hidden.lots as unknown as Record<string, ReadonlyMap<string, unknown>>;
	expect([...read.mood!], 'what has its key goes on').toEqual([['y', 4]]);
	expect([read.ballots!.size, read.voices!.size]).toEqual([0, 1]);
	for (const key of gone) renameSync(`${file(key)}.away`, file(key));
	const whole = await rows();
	expect([...whole.ballots!]).toEqual([['x', 1]]);
	expect([...whole.voices!].sort()).toEqual([
		['v', 2],
		['w', 3]
	]);
	expect(stored()).toEqual(before);

	for (const key of gone) rmSync(file(key));
	const anew = await rows(gone);
	expect([anew.ballots!.size, anew.voices!.size]).toEqual([0, 1]);
	expect(await here.needed(all)).toHaveLength(2);
	expect([...(await rows()).mood!]).toEqual([['y', 4]]);
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
	await fresh.read('m', all, emptyLotsOf('ballots', 'voices'));
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

test('after a COMMIT that failed lots go on with the keys and names of what is stored, though nothing is read again', async () => {
	const dir = folder();
	const { sqlite } = open(dir);
	const of = { ballots: 'sealed', 'card-voices': 'sealed-each' } as const;
	const { all, here, say, lose, rows } = lots(dir, sqlite, of);
	const voice = { lot: 'card-voices', of: 'b', key: 'v' } as const;
	const file = (words: string) => Buffer.from(words).toString('base64');
	await say(
		{ lot: 'ballots', key: 'x', value: 1 },
		{ ...voice, value: 1, file: file('录音') },
		{ ...voice, key: 'w', value: 2, file: file('另一段') }
	);
	// They end, begin anew, and end once more, in COMMITs that do not hold.
	await lose({ lot: 'ballots', clear: true }, { ...voice, value: null });
	await lose(
		{ lot: 'ballots', clear: true },
		{ lot: 'ballots', key: 'y', value: 2 },
		{ lot: 'ballots', clear: true },
		{ lot: 'ballots', key: 'z', value: 3 },
		{ ...voice, value: 3, file: file('别的') },
		{ lot: 'card-voices', of: 'b', clear: true }
	);
	expect(await here.file('m', 'card-voices', 'b', 'v', all)).toEqual(Buffer.from('录音'));
	await say({ lot: 'ballots', key: 'x', value: 4 }, { ...voice, value: null });
	expect([...(await rows()).ballots!]).toEqual([['x', 4]]);
	expect([...(await rows())['card-voices']!]).toEqual([['w', 2]]);
	expect(await here.needed(all), 'one key a lot, as before').toHaveLength(2);
	await say({ lot: 'ballots', clear: true }, { lot: 'card-voices', of: 'b', clear: true });
	expect(await here.needed(all)).toEqual(new Set());
	const left = readdirSync(join(dir, 'keys'));
	// Of a row with a key of its own the lost beginning leaves one that nobody needs, until the next start.
	expect(left).toHaveLength(1);
});

test('a recording that was damaged since it was read is not there, and the log says why', async () => {
	const dir = folder();
	const { sqlite } = open(dir);
	const { all, here, say } = lots(dir, sqlite, { 'card-voices': 'sealed-each' });
	await say({ lot: 'card-voices', of: 'b', key: 'v', value: 1, file: 'AAAA' });
	sqlite.exec("UPDATE hidden SET body = substr(body, 1, 40) || x'00' || substr(body, 42)");
	expect(await here.file('m', 'card-voices', 'b', 'v', all)).toBeNull();
	sqlite.exec("UPDATE hidden SET body = ''");
	expect(await here.file('m', 'card-voices', 'b', 'v', all)).toBeNull();
});

test('a key file that is none: a start says which; found later, the lot is locked as if it were gone', async () => {
	const dir = folder();
	const { sqlite } = open(dir);
	const { all, say, rows } = lots(dir, sqlite, { ballots: 'sealed' });
	await say({ lot: 'ballots', key: 'x', value: 1 });
	const [name] = readdirSync(join(dir, 'keys'));
	const path = join(dir, 'keys', name!);
	const whole = readFileSync(path);
	const other = join(dir, 'keys', `sealed-${'0'.repeat(32)}.key`);
	writeFileSync(other, 'left by a crash');
	for (const bytes of [whole.subarray(0, 7), Buffer.alloc(0), Buffer.concat([whole, whole])]) {
		writeFileSync(path, bytes);
		const starting = new LotRows(new Sealing(folderKeys(dir), log), log);
		const store = { all, write: () => Promise.reject(new Error('nothing is written')) };
		const refusal = expect.stringMatching(`^${path}已损坏.*\n.*is damaged`);
		await expect(starting.sweep(store)).rejects.toMatchObject({
			name: 'StartRefused',
			message: refusal
		});
		expect(existsSync(other), 'nothing was destroyed').toBe(true);
		const later = new LotRows(new Sealing(folderKeys(dir), log), log, kinds({ ballots: 'sealed' }));
		const { locked, writes } = await later.read('m', all, emptyLotsOf('ballots'));
		expect([[...locked.keys()], writes]).toEqual([['ballots'], []]);
	}
	writeFileSync(path, whole);
	expect([...(await rows()).ballots!], 'put back, it opens what it sealed').toEqual([['x', 1]]);
});

test('keys of lots that were over when a crash came go at the start, where a restore put copies too', async () => {
	const dir = folder();
	const { sqlite } = open(dir);
	const { all, here, say } = lots(dir, sqlite, { ballots: 'sealed' });
	await say({ lot: 'ballots', key: 'x', value: 1 });
	await say({ lot: 'ballots', of: 'b', key: 'x', value: 1 });
	keepKeys(dir, 'yitang.db.before-restore');
	const kept = () => readdirSync(join(dir, 'keys', 'yitang.db.before-restore'));
	expect(kept()).toHaveLength(2);
	// Stored, and killed before the key went.
	const writes = here.save('m', { slice: 'attendance', lot: 'ballots', clear: true });
	for (const { sql, args } of [...writes, ...here.ending('m')]) sqlite.prepare(sql).run(args);
	const started = new LotRows(new Sealing(folderKeys(dir), log), log);
	const write = async (all: readonly Write[]) =>
		all.map(({ sql, args }) => sqlite.prepare(sql).run(args).changes);
	await started.sweep({ all, write });
	const [needed] = await started.needed(all);
	expect(kept()).toEqual([`sealed-${needed}.key`]);
	expect(sqlite.prepare('SELECT lot FROM hidden').pluck().all()).toEqual(['ballots b']);
	// What merely is not needed now may be by what was replaced.
	sqlite.exec('DELETE FROM hidden');
	await started.sweep({ all, write });
	expect(kept()).toHaveLength(1);
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
	const left = readdirSync(join(dir, 'keys'));
	for (const one of left) rmSync(join(dir, 'keys', one));
	expect((await rows(left.map((one) => one.slice(7, -4))))['card-voices']).toEqual(new Map());
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
