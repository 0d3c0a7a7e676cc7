/** Who was seen is written down seldom, and for many at once. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Store } from '#server/db/store.ts';
import type { Log } from '#server/log.ts';
import { SeenSessions } from './seen-sessions.ts';
import { stage, type Stage } from './test-meeting.ts';

const HOUR = 3600_000;
let here: Stage;
beforeEach(async () => {
	here = await stage();
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
	return here.close();
});

test('a hall that comes back after an hour is written down in a few COMMITs, a moment later', async () => {
	const { sessions, connection } = here.app;
	connection.sqlite.exec('BEGIN');
	const made = await Promise.all(Array.from({ length: 1200 }, () => sessions.create('seat')));
	connection.sqlite.exec('COMMIT');
	const tokens = made.map(({ token }) => token);
	const count = (sql: string) => connection.sqlite.prepare(sql).pluck().get() as number;
	const written = () => count('SELECT count(*) FROM session WHERE seen_at > created_at');
	const first = (await sessions.validate(tokens[0], 'seat'))!;
	here.later(HOUR);
	for (const token of tokens)
		expect((await sessions.validate(token, 'seat'))!.expiresAt).toBe(first.expiresAt + HOUR);
	expect(written(), 'nobody waited for the disk').toBe(0);
	await vi.advanceTimersByTimeAsync(1100);
	expect(written()).toBe(tokens.length);
	here.later(HOUR - 1);
	await sessions.validate(tokens[0], 'seat');
	await vi.advanceTimersByTimeAsync(5000);
	expect(count('SELECT max(seen_at - created_at) FROM session')).toBe(HOUR);
});

test('where the disk takes nothing everybody comes in, and it is written later; at a stop at once', async () => {
	const { sessions, connection } = here.app;
	const [one, two] = [await sessions.create('seat'), await sessions.create('seat')];
	const seen = (id: string) =>
		connection.sqlite
			.prepare('SELECT seen_at - created_at FROM session WHERE id = ?')
			.pluck()
			.get(id);
	here.later(HOUR);
	connection.sqlite.pragma('query_only = ON');
	for (let n = 0; n < 2; n++) {
		expect((await sessions.validate(one.token, 'seat'))!.expiresAt).toBe(
			one.session.expiresAt + HOUR
		);
		await vi.advanceTimersByTimeAsync(2000);
	}
	connection.sqlite.pragma('query_only = OFF');
	await vi.advanceTimersByTimeAsync(60_000);
	expect(seen(one.session.id)).toBe(HOUR);
	await sessions.validate(two.token, 'seat');
	await sessions.stop();
	expect(seen(two.session.id)).toBe(HOUR);
});

test('one that can never be written is told, and left behind', async () => {
	const { sessions, connection } = here.app;
	connection.sqlite.exec('BEGIN');
	const made = await Promise.all(Array.from({ length: 700 }, () => sessions.create('seat')));
	connection.sqlite.exec('COMMIT');
	const bad = made[3]!.session.id;
	connection.sqlite.exec(`CREATE TEMP TRIGGER never BEFORE UPDATE ON session WHEN OLD.id = '${bad}'
		BEGIN SELECT RAISE(ABORT, 'never'); END`);
	const told: unknown[] = [];
	const log = { error: ({ session }: { session: string }) => told.push(session) };
	const seen = new SeenSessions(here.app.store, log as unknown as Log);
	const at = here.app.now() + HOUR;
	for (const { session } of made) seen.see(session.id, { seenAt: at, expiresAt: at });
	await vi.advanceTimersByTimeAsync(1100);
	const written = 'SELECT count(*) FROM session WHERE seen_at > created_at';
	expect(connection.sqlite.prepare(written).pluck().get()).toBe(made.length - 1);
	expect(told).toEqual([bad]);
	expect(seen.get(bad)).toBeUndefined();
});

test('after a stop no timer waits, also where the disk takes nothing', async () => {
	const full = Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
	const store = { write: () => Promise.reject(full) } as unknown as Store;
	const told: unknown[] = [];
	const seen = new SeenSessions(store, { warn: () => told.push('warn') } as unknown as Log);
	const timers = vi.getTimerCount();
	seen.see('one', { seenAt: 1, expiresAt: 2 });
	await seen.stop();
	seen.see('two', { seenAt: 1, expiresAt: 2 });
	expect(vi.getTimerCount()).toBe(timers);
	expect(told).toEqual(['warn']);
});
