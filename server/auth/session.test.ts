/** Who was seen is written down seldom, and for many at once. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
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
