/** A room in which something breaks off, on a timer or at a join: nobody else hears of it, and it comes back. */
import Database from 'better-sqlite3';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { databasePath } from '#server/db/connection.ts';
import { publicSource } from '#server/export/source.ts';
import { roomPage } from '#server/meeting/page.ts';
import { headsPath } from '#server/verify/heads.ts';
import { Phone, resident, seatId, sitDown } from './people.ts';
import { serve } from './serve.ts';
import { folder, openMeeting, phone, served } from './world.ts';

/** A limit for what never comes; a busy machine may take its time, ms. */
const PATIENT = 60_000;

const broken = () => {
	throw new Error('it breaks off');
};

test('where one room cannot say how it stands, others do, and who comes gets in when it can again', async () => {
	const it = await served(folder());
	const logged = vi.spyOn(it.app.log, 'error').mockReturnValue();
	const { room } = await openMeeting(it, [resident('王桂芳')]);
	const { room: other, chair } = await openMeeting(it, [resident('李建国')]);
	const seat = seatId(room, 1);
	const cookie = await sitDown(it.app, room, seat);
	const clock = vi.spyOn(room, 'now').mockImplementation(broken);
	onTestFinished(() => clock.mockRestore());
	// Somebody comes: the greeting says the time.
	const coming = new Phone(it.origin, room.code, seat, cookie);
	onTestFinished(() => coming.close());
	const said = (words: string) => logged.mock.calls.some(([, sentence]) => sentence === words);
	await expect.poll(() => said('a socket could not be let in')).toBe(true);
	await expect.poll(() => said('who is here could not be told')).toBe(true);
	await phone(it, other, 1);
	await chair.until((p) => p.presence!.online + p.presence!.hall > 2, 'the other meeting to count');
	clock.mockRestore();
	await coming.until(
		(p) => p.copy?.seq === room.committed.seq && p.presence !== null,
		'to be let in'
	);
});

test('signed heads that cannot be made are a line in the log, and are made a minute later', async () => {
	vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
	onTestFinished(() => void vi.useRealTimers());
	const dir = folder();
	const it = await served(dir);
	const warned = vi.spyOn(it.app.log, 'warn').mockReturnValue();
	await openMeeting(it, [resident('王桂芳')]);
	const file = headsPath(dir);
	await vi.waitUntil(() => existsSync(file), PATIENT);
	rmSync(file);
	const { sqlite } = it.app.connection;
	const reading = vi.spyOn(sqlite, 'prepare').mockImplementation(broken);
	onTestFinished(() => reading.mockRestore());
	vi.advanceTimersByTime(60_000);
	const said = () => warned.mock.lastCall?.[1];
	await vi.waitUntil(() => said() === 'the signed heads could not be written', PATIENT);
	reading.mockRestore();
	vi.advanceTimersByTime(60_000);
	await vi.waitUntil(() => existsSync(join(dir, 'heads.json')), PATIENT);
});

test('a meeting with a damaged event keeps no server from starting, nor the others from being held', async () => {
	const dir = folder();
	const it = await serve(dir);
	onTestFinished(() => it.stop());
	const damaged = await openMeeting(it, [resident('王桂芳')]);
	const other = await openMeeting(it, [resident('李建国')]);
	// In both something happens by itself, so a start opens them.
	for (const { chair } of [damaged, other])
		expect(await chair.send({ type: 'mood.open' })).toHaveProperty('seq');
	await it.stop();
	const db = new Database(databasePath(dir));
	db.exec('DELETE FROM snapshot');
	db.prepare(`UPDATE event SET line = '[1,' WHERE meeting = ? AND seq = 2`).run(
		damaged.room.meeting
	);
	db.close();
	const again = await served(dir);
	const back = (await again.app.rooms.byId(other.room.meeting))!;
	expect(back.committed.seq).toBe(other.room.committed.seq);
	await expect(again.app.rooms.byId(damaged.room.meeting)).rejects.toThrow();
});

test.each([
	['a person that is no JSON', `UPDATE person SET body = '{'`],
	['a person that is a number', 'UPDATE person SET body = 5'],
	['a text in bytes', `UPDATE text SET body = x'ff00'`],
	['answers of nobody', `UPDATE answer SET actor = x'00'`],
	[
		'a note that is a number',
		`INSERT INTO hidden (meeting, lot, id, key, body) SELECT id, 'notes', 'x', '', CAST('5' AS BLOB) FROM meeting`
	],
	[
		'a snapshot without its parts',
		`UPDATE snapshot SET state = json_set(state, '$.roll', json('{}'))`
	],
	[
		'a snapshot with a list in place',
		`UPDATE snapshot SET state = json_set(state, '$.queue', json('[]'))`
	]
])('a damaged row shuts no meeting: %s', async (_, damage) => {
	const dir = folder();
	const it = await serve(dir);
	onTestFinished(() => it.stop());
	const { room } = await openMeeting(it, [resident('王桂芳')]);
	await it.stop();
	const db = new Database(databasePath(dir));
	expect(db.prepare(damage).run().changes).toBeGreaterThan(0);
	db.close();
	const again = await served(dir);
	const back = (await again.app.rooms.byId(room.meeting))!;
	expect(back.committed.state).toEqual(room.committed.state);
	const nobody = { seat: null, account: null, display: null };
	expect((await roomPage(again.app, back, nobody)).code).toBe(room.code);
	expect((await publicSource(again.app, back))?.record.seq).toBe(room.committed.seq);
});
