/** The store on one SQLite file: what fails in a COMMIT, and what is said of it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from './connection.ts';
import { isNotSaved } from './disk.ts';
import { sqliteStore } from './sqlite-store.ts';
import type { Piece } from './store.ts';

function opened() {
	const dir = mkdtempSync(join(tmpdir(), 'yitang-store-'));
	const connection = openDatabase(join(dir, 'yitang.db'));
	onTestFinished(() => {
		connection.close();
		rmSync(dir, { recursive: true, force: true });
	});
	connection.sqlite.exec('CREATE TABLE event (meeting, seq, line, hash)');
	connection.sqlite.exec('CREATE TABLE answer (meeting, actor, command, digest, seq)');
	connection.sqlite.exec('CREATE TABLE text (meeting, id, salt, body)');
	const store = sqliteStore(connection);
	return { store, sqlite: connection.sqlite };
}

const piece = (key: string, sql: string): Piece => ({
	...{ key, meeting: key, things: 1 },
	writes: [{ sql, args: [] }]
});

test('on a full disk all pieces are told so, also when SQLite has taken the transaction back itself', async () => {
	const { store, sqlite } = opened();
	sqlite.pragma(`max_page_count = ${Number(sqlite.pragma('page_count', { simple: true }))}`);
	// As SQLite does on some disk errors (lang_transaction: "automatic rollback").
	const fits = "INSERT INTO event VALUES ('a', 1, 'x', 'h')";
	const big = "INSERT INTO event VALUES ('b', 1, zeroblob(1000000), 'h')";
	const failed = await store.commit([piece('a', fits), piece('b', big), piece('c', fits)]);
	expect([...failed.keys()].sort()).toEqual(['a', 'b', 'c']);
	for (const error of failed.values()) expect(isNotSaved(error), String(error)).toBe(true);
	expect(sqlite.inTransaction).toBe(false);
	expect(await store.all('SELECT * FROM event')).toEqual([]);
});

test('a broken piece is taken back alone, with its own error', async () => {
	const { store } = opened();
	const good = "INSERT INTO event VALUES ('a', 1, 'x', 'h')";
	const failed = await store.commit([
		piece('a', good),
		piece('b', 'INSERT INTO nowhere VALUES (1)')
	]);
	expect([...failed.entries()].map(([key, { message }]) => [key, message])).toEqual([
		['b', 'no such table: nowhere']
	]);
	expect(await store.all('SELECT meeting FROM event')).toEqual([{ meeting: 'a' }]);
});
