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
import { peopleAt } from '#server/community/meetings.ts';
import { createMeeting } from '#server/meeting/create.ts';
import { copiedPlan, copiedRoll } from '#server/meeting/meeting-copy.ts';
import { meetingsOfAccount } from '#server/meeting/meeting-lists.ts';
import { resident } from './people.ts';
import type { Served } from './serve.ts';
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

test('[F41 W1] a community, its roll, its organisers and a copied meeting go back with a restore, and come again; what opens once opens nothing', async () => {
	const dir = folder();
	let it = await served(dir);
	const { accounts } = it.app;
	const zhou = await account(it, 'zhou', await accounts.invite());
	const id = await it.app.communities.firstOf(zhou);
	await it.app.communityRoll.add(id, [resident('王桂芳')], Buffer.from('first-list---'));
	const [invited, recovery] = [
		await accounts.invite(undefined, id),
		await accounts.recover('zhou')
	];
	const signedIn = await it.app.sessions.create('account', zhou);
	const old = join(dir, 'old.db');
	await makeBackup(dir, old);

	// Afterwards the link is used, and so on.
	await account(it, 'wu', invited);
	await it.app.communityRoll.add(id, [resident('李建国')], Buffer.from('second-list--'));
	const { room } = await openMeeting(it, [resident('王桂芳')]);
	const copied = await createMeeting(it.app, {
		...{ owner: zhou, community: id, plan: copiedPlan(room, it.app.now()) },
		then: [{ type: 'roll.add', entries: copiedRoll(room) }]
	});
	if ('refused' in copied) throw new Error(copied.refused);
	await it.stop();

	restore(dir, old);
	it = await served(dir);
	const names = async () => (await it.app.communityRoll.people(id)).map(({ entry }) => entry.name);
	const organisers = async () =>
		(await it.app.communities.organisers(id)).map(({ login }) => login);
	const meetings = async () => (await meetingsOfAccount(it.app, zhou)).map((one) => one.id);
	expect([await names(), await organisers(), await meetings()]).toEqual([['王桂芳'], ['zhou'], []]);
	expect(await it.app.accounts.invited(invited), 'it was used since').toBe(false);
	expect(await it.app.accounts.recoverable(recovery!)).toBeUndefined();
	expect(await it.app.sessions.validate(signedIn.token, 'account')).toBeNull();
	await it.stop();

	restore(dir, replacedDatabases(dir)[0]!);
	it = await served(dir);
	expect(await names()).toEqual(['王桂芳', '李建国']);
	expect(await organisers()).toEqual(['zhou', 'wu']);
	expect(await meetings()).toContain(copied.meeting);
	const back = (await it.app.rooms.byId(copied.meeting))!;
	expect(peopleAt(back).map(({ person }) => person.name)).toContain('王桂芳');
}, 240_000);

async function account({ app }: Served, login: string, token: string): Promise<string> {
	const made = await app.accounts.create(token, login, login, '雨伞 螃蟹 钢琴 萝卜');
	if (typeof made === 'string') throw new Error(made);
	return made.id;
}

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
