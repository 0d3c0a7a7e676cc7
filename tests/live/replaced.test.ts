/** What a restore replaces is kept whole: the write-ahead log, the sealed cards and their keys. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { layReady, makeBackup } from '#server/backup.ts';
import { databasePath } from '#server/db/connection.ts';
import { keepReplaced, replacedDatabases } from '#server/db/replaced.ts';
import { swapIn } from '#server/restore.ts';
import { faultLines } from '#server/verify/report.ts';
import { resident } from './people.ts';
import { discuss, folder, openMeeting, phone, served } from './world.ts';

/** What `npm run restore` does while no server runs. */
function restore(dir: string, file: string): string | null {
	expect(faultLines(layReady(dir, file).report)).toEqual([]);
	return swapIn(dir);
}

/** The folder as a pulled plug leaves it: the newest pages are in the write-ahead log alone. */
function asAfterKill(from: string, to: string): void {
	for (const rest of ['', '-wal', '-shm'])
		copyFileSync(databasePath(from) + rest, databasePath(to) + rest);
}

const last = (file: string) => {
	const db = new Database(file, { readonly: true });
	onTestFinished(() => void db.close());
	return db.prepare('SELECT max(seq) FROM event').pluck().get();
};

test('[F41] opened, signed in, killed, restored: the kept file ends where the server did, twice over', async () => {
	const alive = folder();
	const dir = folder();
	const it = await served(alive);
	const { room, chair } = await openMeeting(it, [resident('王桂芳'), resident('李建国')]);
	const old = join(dir, 'old.db');
	await makeBackup(alive, old);
	it.app.connection.sqlite.pragma('wal_checkpoint(PASSIVE)');
	await discuss(room, chair);
	const seq = room.committed.seq;
	asAfterKill(alive, dir);

	const kept = restore(dir, old);
	expect(replacedDatabases(dir)).toEqual([kept]);
	expect(last(kept!)).toBe(seq);
	expect(last(databasePath(dir))).toBeLessThan(seq);

	const second = restore(dir, kept!);
	expect(replacedDatabases(dir)).toEqual([kept, second]);
	expect(last(databasePath(dir))).toBe(seq);
	expect(last(kept!)).toBe(seq);
});

test('[F41] a file of that name is there already: both stay; a damaged database is kept with its log as it lies', () => {
	const dir = folder();
	const path = databasePath(dir);
	const now = new Date(Date.UTC(2026, 10, 29));
	for (const words of ['一', '二', '三']) {
		writeFileSync(path, words);
		writeFileSync(`${path}-wal`, `${words}的日志`);
		keepReplaced(dir, now);
	}
	const kept = replacedDatabases(dir);
	expect(kept.map((file) => readFileSync(file, 'utf8')).sort()).toEqual(['一', '三', '二']);
	for (const file of kept)
		expect(readFileSync(`${file}-wal`, 'utf8')).toBe(`${readFileSync(file, 'utf8')}的日志`);
	expect(keepReplaced(dir, now)).toBe(null);
});

test('[F41 K1] a round of cards in writing, replaced and restored again, can still be shown', async () => {
	const dir = folder();
	let it = await served(dir);
	const { room, chair } = await openMeeting(it, [resident('王桂芳')]);
	await discuss(room, chair);
	const old = join(dir, 'old.db');
	await makeBackup(dir, old);
	const item = room.committed.state.agenda.items[0]!.id;
	await chair.send({ type: 'cards.prepare', item, question: '最担心什么？' });
	await chair.send({ type: 'cards.go', board: 'b1', from: 'ready', to: 'writing' });
	const one = await phone(it, room, 1);
	const sent = await one.send({
		...{ type: 'cards.send', board: 'b1', seat: one.seat, text: '油烟怎么办', stance: 'worry' },
		card: 'card000000x00',
		key: 'key-of-a-single-phone-0-0'
	});
	expect(sent).toHaveProperty('seq');
	await it.stop();
	restore(dir, old);
	// The restored rows need no key, and the start takes needless ones away.
	it = await served(dir);
	await it.stop();
	restore(dir, replacedDatabases(dir)[0]!);
	it = await served(dir);
	const back = (await it.app.rooms.byId(room.meeting))!;
	const { cards } = back.committed.hidden.cards.boards.get('b1')!;
	expect([...cards.values()].map(({ text }) => text)).toEqual(['油烟怎么办']);
});
