/** The thread of checkpoints: when it begins, and that it always ends. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { createLog } from '#server/log.ts';
import { startCheckpoints } from './checkpoint.ts';
import { openDatabase } from './connection.ts';

const ROOT = join(import.meta.dirname, '../..');
const AFTER_START_MS = 1000;

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

/** A database with something in its write-ahead journal, and the lines of a log. */
function database() {
	const dir = mkdtempSync(join(tmpdir(), 'yitang-checkpoint-'));
	onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
	const path = join(dir, 'yitang.db');
	const { sqlite, close } = openDatabase(path);
	onTestFinished(close);
	sqlite.exec('CREATE TABLE event (line TEXT)');
	sqlite.prepare('INSERT INTO event VALUES (?)').run('议'.repeat(100_000));
	const lines: string[] = [];
	const log = createLog('warn', { write: (line: string) => void lines.push(line) });
	return { dir, path, log, lines };
}

/** The thread that begins when the start is over. */
async function begun(): Promise<Worker> {
	const beginning = once(process, 'worker') as Promise<[Worker]>;
	vi.advanceTimersByTime(AFTER_START_MS);
	return (await beginning)[0];
}

test('a stop before the thread began ends at once, and none begins after it', async () => {
	const { path, log } = database();
	const stop = startCheckpoints(path, ROOT, log);
	expect(vi.getTimerCount()).toBe(1);
	vi.advanceTimersByTime(AFTER_START_MS - 1);
	await stop();
	expect(vi.getTimerCount()).toBe(0);
	await stop();
});

test('the thread moves what was committed into the file, and a stop waits until it has ended', async () => {
	const { path, log, lines } = database();
	const before = statSync(path).size;
	const stop = startCheckpoints(path, ROOT, log);
	const thread = await begun();
	let ended = false;
	thread.once('exit', () => (ended = true));
	await expect.poll(() => statSync(path).size).toBeGreaterThan(before);
	await stop();
	expect([ended, lines]).toEqual([true, []]);
	await stop();
});

test('a stop while the thread is being loaded waits for it too', async () => {
	const { path, log } = database();
	const stop = startCheckpoints(path, ROOT, log);
	const thread = await begun();
	let ended = false;
	thread.once('exit', () => (ended = true));
	await stop();
	expect(ended).toBe(true);
});

test('a thread that died is a line in the log, and a stop after it waits for nothing', async () => {
	const { dir, path, log, lines } = database();
	// No thread lies in this folder.
	const stop = startCheckpoints(path, dir, log);
	const thread = await begun();
	await new Promise((died) => thread.once('exit', died));
	expect(lines.join()).toContain('checkpoints go on at commits');
	await stop();
});
