/** Hidden rows of any lot, plain and sealed, on a real file; and what a folder of before gave up. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '#server/db/connection.ts';
import { migrationsBefore } from '#server/db/earlier-migrations.ts';
import { migrateDatabase } from '#server/db/migrate.ts';
import { lotRows, type RowWrite } from './lots.ts';
import { Sealing } from './sealing.ts';

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

test('rows of a plain and of a sealed lot are put, replaced, taken out and cleared', () => {
	const dir = folder();
	const { sqlite } = open(dir);
	const kinds = { plain: 'plain', ballots: 'sealed' } as const;
	const rows = () => lotRows(sqlite, new Sealing(dir), kinds);
	const lots = rows();
	const write = (...writes: RowWrite[]) => writes.forEach((write) => lots.save('m', write));
	write(
		{ lot: 'plain', key: 'a', value: '住院' },
		{ lot: 'plain', key: 'a', value: '出差' },
		{ lot: 'plain', key: 'b', value: { n: 1 } },
		{ lot: 'plain', key: 'b', value: null },
		{ lot: 'ballots', key: 'x', value: '赞成' },
		{ lot: 'ballots', key: 'x', value: '反对' },
		{ lot: 'ballots', key: 'y', value: '弃权' },
		{ lot: 'ballots', key: 'y', value: null }
	);
	const read = () => rows().read('m') as unknown as Record<string, Map<string, unknown>>;
	expect([...read().plain!]).toEqual([['a', '出差']]);
	expect([...read().ballots!]).toEqual([['x', '反对']]);
	expect(rows().read('other')).toEqual({ 'leave-reasons': new Map() });
	// What is sealed can't be read in the table, neither words nor whose row it is.
	const [row] = sqlite.prepare("SELECT id, body FROM hidden WHERE lot = 'ballots'").all() as [
		{ id: string; body: Buffer }
	];
	expect(row.id).not.toBe('x');
	expect(row.body.toString()).not.toContain('反对');
	expect(lots.needed()).toHaveLength(1);
	write({ lot: 'ballots', clear: true }, { lot: 'plain', clear: true });
	expect(sqlite.prepare('SELECT count(*) FROM hidden').pluck().get()).toBe(0);
});

test('a sealed lot whose key is gone begins anew', () => {
	const dir = folder();
	const { sqlite } = open(dir);
	const kinds = { ballots: 'sealed' } as const;
	lotRows(sqlite, new Sealing(dir), kinds).save('m', { lot: 'ballots', key: 'x', value: 1 });
	for (const file of readdirSync(join(dir, 'keys'))) rmSync(join(dir, 'keys', file));
	const after = lotRows(sqlite, new Sealing(dir), kinds);
	expect(after.read('m')).toMatchObject({ ballots: new Map() });
	expect(after.needed()).toEqual([]);
});

test('[A12] reasons of an earlier release move out of the texts, the last word of each seat', () => {
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
	expect(lotRows(sqlite, new Sealing(dir)).read('m')['leave-reasons']).toEqual(
		new Map([['s1', '住"院"']])
	);
	expect(sqlite.prepare('SELECT id, body FROM text').all()).toEqual([{ id: 'x5', body: '留' }]);
});
