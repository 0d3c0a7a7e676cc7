/** Keeping what was said: durability at every open, one server per folder, backup and restore. */
import { execFile } from 'node:child_process';
import { readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import Database from 'better-sqlite3';
import { databasePath, openDatabase } from '#server/db/connection.ts';
import { replacedDatabases } from '#server/db/replaced.ts';
import { AlreadyRunning } from '#server/db/lock.ts';
import { open } from '#server/running.ts';
import { DEMO_CODE } from '#server/demo/scenario-a.ts';
import { newId } from '#server/auth/arrival.ts';
import { bundled } from './bundled.ts';
import { serve } from './serve.ts';
import { makeMeeting, resident } from './people.ts';
import { folder, openMeeting, served } from './world.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');

/** `npm run backup` or `npm run restore` on this data folder. */
async function script(name: 'backup' | 'restore', dataDir: string, ...args: string[]) {
	return run(process.execPath, [await bundled(name), ...args], {
		cwd: root,
		env: { ...process.env, DATA_DIR: dataDir, YITANG_ROOT: root }
	});
}

/** The last event of each meeting in a file, read by itself. */
function lastEvents(file: string): number[] {
	const db = new Database(file, { readonly: true });
	onTestFinished(() => void db.close());
	return db.prepare('SELECT max(seq) FROM event GROUP BY meeting').pluck().all() as number[];
}

test('[F3] synchronous is FULL and the journal WAL at the first open and at every later one', () => {
	const path = join(folder(), 'a.db');
	for (let i = 0; i < 3; i++) {
		const { sqlite, close } = openDatabase(path);
		expect(sqlite.pragma('synchronous', { simple: true })).toBe(2);
		expect(sqlite.pragma('journal_mode', { simple: true })).toBe('wal');
		close();
	}
});

test('[F37] a second server on the same folder refuses with a sentence; after the first ends it may', async () => {
	const dir = folder();
	const first = await serve(dir);
	await expect(serve(dir)).rejects.toThrow(AlreadyRunning);
	await expect(serve(dir)).rejects.toThrow(/already uses the data folder/);
	await first.stop();
	await (await serve(dir)).stop();
});

test('[B20] the database holds no secret that opens anything', async () => {
	const dir = folder();
	const it = await served(dir);
	const { room } = await openMeeting(it, [resident('王桂芳')]);
	const tokens = room.committed.state.roll.order.map((seat) =>
		it.app.links.token(room.meeting, seat)
	);
	const { token } = await it.app.sessions.create('seat');
	it.app.connection.sqlite.pragma('wal_checkpoint(TRUNCATE)');
	const bytes = readdirSync(dir)
		.filter((name) => name.startsWith('yitang.db'))
		.map((name) => readFileSync(join(dir, name), 'latin1'))
		.join('');
	for (const secret of [...tokens, token.split('.')[1]!]) expect(bytes).not.toContain(secret);
	expect(statSync(join(dir, 'keys/links.key')).mode & 0o077).toBe(0);
});

test('[F41] a backup under a running server, then a restore under it: history goes back, the epoch changes', async () => {
	const dir = folder();
	const live = await open({ DATA_DIR: dir, PORT: '0', LOG_LEVEL: 'silent', YITANG_ROOT: root });
	onTestFinished(() => live.close());
	const room = (await live.app.rooms.byCode(DEMO_CODE))!;
	const { head } = room.committed;
	const copy = join(dir, 'copy.db');
	expect((await script('backup', dir, copy)).stdout).toMatch(
		/1 meetings, \d+ events, every chain verifies/
	);

	const organiser = { session: null, owner: true, door: true };
	const opened = await room.ask(
		{ id: newId(), as: 'organiser', command: { type: 'plan.open' } },
		organiser
	);
	expect(opened).toHaveProperty('seq');
	const before = live.app;
	const after = room.committed.seq;
	const { stdout } = await script('restore', dir, copy);
	expect(stdout).toMatch(/has restored 1 meetings/);
	expect(stdout).toContain(replacedDatabases(dir)[0]);
	await expect.poll(() => live.app.epoch !== before.epoch).toBe(true);
	expect(live.app).not.toBe(before);
	const back = (await live.app.rooms.byCode(DEMO_CODE))!;
	expect(back.committed.head).toBe(head);
	expect(back.committed.state.plan.phase).toBe('planned');
	expect(replacedDatabases(dir).map(lastEvents)).toEqual([[after]]);
});

test('the links of the demo are printed at every start, also after the plug was pulled', async () => {
	const env = { DATA_DIR: folder(), PORT: '0', LOG_LEVEL: 'silent', YITANG_ROOT: root };
	const links = async () => {
		const live = await open(env);
		const said = await live.welcome(3000);
		await live.close();
		return said.match(/\/s\/110411#\S+/g);
	};
	const first = await links();
	expect(first).toHaveLength(5);
	expect(await links()).toEqual(first);
});

test('[F41] a restore before the start works; a damaged backup is refused and nothing is touched', async () => {
	const dir = folder();
	const it = await serve(dir);
	const room = await makeMeeting(it.app, [resident('王桂芳')]);
	await it.stop();
	const copy = join(dir, 'copy.db');
	await script('backup', dir, copy);
	const bad = new Database(copy);
	bad.prepare(`UPDATE event SET line = replace(line, 'plan', 'plam') WHERE seq = 1`).run();
	bad.close();
	await expect(script('restore', dir, copy)).rejects.toMatchObject({
		stderr: /event, seq=1: was changed/
	});
	await script('backup', dir, copy);
	expect((await script('restore', dir, copy)).stdout).toMatch(/Restored 1 meetings/);
	const again = await served(dir);
	expect((await again.app.rooms.byCode(room.code))!.committed.head).toBe(room.committed.head);
});

test('[F41] a backup asked for on top of the data, or of something else, is refused in a sentence; in a folder it is made', async () => {
	const dir = folder();
	const it = await served(dir);
	const { room } = await openMeeting(it, [resident('王桂芳')]);
	const there = folder();
	const notes = join(there, 'notes.txt');
	writeFileSync(notes, '会后要办的事');
	const link = join(there, 'data');
	symlinkSync(dir, link);
	const before = statSync(databasePath(dir)).ino;
	const refused = [
		databasePath(dir),
		join(dir, 'yitang.db-wal'),
		join(link, 'yitang.db'),
		join(dir, 'incoming.db'),
		join(dir, 'keys', 'links.key'),
		notes,
		join(notes, 'below-a-file.db')
	].map(async (target) => {
		const told = await script('backup', dir, target).catch((error: unknown) => error);
		expect(told, target).toMatchObject({ code: 1, stdout: '' });
		expect((told as { stderr: string }).stderr).not.toMatch(/^\s+at /m);
	});
	await Promise.all(refused);
	expect(statSync(databasePath(dir)).ino).toBe(before);
	expect(readFileSync(notes, 'utf8')).toBe('会后要办的事');
	expect(readdirSync(dir).filter((name) => /incoming|draft/.test(name))).toEqual([]);
	rmSync(link);
	for (const target of [there, join(there, 'again.db'), join(there, 'again.db')]) {
		const { stdout } = await script('backup', dir, target);
		expect(stdout).toContain('1 meetings');
	}
	const made = readdirSync(there).filter((name) => name.endsWith('.db'));
	expect(made).toHaveLength(2);
	for (const name of made) expect(lastEvents(join(there, name))).toEqual([room.committed.seq]);
});
