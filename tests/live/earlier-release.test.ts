/**
 * A data folder as the release before lots made it (`tests/data/release-0014`, said by `hidden-scenario.ts`): it
 * opens, loses nothing, and its meetings go on.
 */
import Database from 'better-sqlite3';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { hiddenBoard } from '#lib/meeting/cards/hidden.ts';
import { privateView } from '#lib/meeting/private-view.ts';
import { verify } from '#server/meeting/verify.ts';
import { makeBackup } from '#server/backup.ts';
import { faultLines } from '#server/verify/report.ts';
import { keyOf, PICTURE, SPOKEN, Table } from './hidden-scenario.ts';
import type { Served } from './serve.ts';
import { folder, served } from './world.ts';
import { storedRows } from './stored-rows.ts';

const RELEASE = join(import.meta.dirname, '../data/release-0014');
const { codes, files, keys } = JSON.parse(readFileSync(join(RELEASE, 'folder.json'), 'utf8')) as {
	codes: Record<'writing' | 'weighing' | 'commented', string>;
	files: Record<string, string>;
	/** Base64, by the names of their files. */
	keys: Record<string, string>;
};

let dir: string;
let it: Served;
beforeEach(async () => {
	dir = folder();
	mkdirSync(join(dir, 'keys'), { mode: 0o700 });
	for (const [name, key] of Object.entries(keys))
		writeFileSync(join(dir, 'keys', name), Buffer.from(key, 'base64'), { mode: 0o600 });
	for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
	const db = new Database(join(dir, 'yitang.db'));
	db.exec(`BEGIN; ${readFileSync(join(RELEASE, 'database.sql'), 'utf8')} COMMIT;`);
	db.close();
	it = await served(dir);
});

async function table(which: keyof typeof codes): Promise<Table> {
	return new Table(it.app, (await it.app.rooms.byCode(codes[which]))!);
}

/** What somebody sees beyond what everybody does. */
function view({ room }: Table, session: string | null) {
	return privateView(room.committed.state, room.committed.hidden, {
		session,
		organiser: session === null
	});
}
const holder = ({ room }: Table, seat: string) => room.committed.hidden.roll.holders.get(seat)!;

test('what was hidden in tables of their own is in lots, and every key that was needed still is', async () => {
	const sealed = readdirSync(join(dir, 'keys')).filter((file) => file.startsWith('sealed-'));
	expect(sealed).toHaveLength(Object.keys(keys).filter((file) => /^sealed-/.test(file)).length);
	for (const which of Object.keys(codes) as (keyof typeof codes)[]) {
		const { meeting } = (await table(which)).room;
		expect(verify(meeting, storedRows(it.app, meeting))).toMatchObject({ ok: true });
	}
	expect(faultLines(await makeBackup(dir, join(dir, 'after.db')))).toEqual([]);
});

test('notes, reasons for being away, phones that ask and guests who wait', async () => {
	const here = await table('writing');
	const { notes, attendance, roll } = view(here, null);
	expect(notes.map(({ phase, text }) => [phase, text])).toEqual([
		['before', '会前：材料没有提前三天发'],
		['during', '会中：发言次序按规则']
	]);
	expect(Object.values(attendance)).toEqual(['去医院透析']);
	expect(roll.requests.map(({ seat }) => seat)).toEqual([here.seat(1)]);
	expect(roll.guests.filter(({ seat }) => seat === null).map(({ name }) => name)).toEqual([
		'来宾31',
		'来宾32'
	]);
	expect(roll.guests).toHaveLength(32);
	const waits = roll.guests.find(({ name }) => name === '来宾31')!;
	await here.send('organiser', { type: 'roll.admit', guests: [waits.id] });
	expect(view(here, null).roll.guests.filter(({ seat }) => seat === null)).toHaveLength(1);
	const [request] = roll.requests;
	await here.send('organiser', { type: 'roll.deny', request: request!.id });
	expect(view(here, null).roll.requests).toEqual([]);
});

test('a round that is being written goes on: cards, recordings, photographs and what each seat has used', async () => {
	const here = await table('writing');
	const { room } = here;
	const board = hiddenBoard(room.committed.hidden.cards, 'b1');
	expect([...board.cards.values()].map(({ text, seat }) => [text, seat]).sort()).toEqual(
		['不记名第1张', '不记名第2张', '不记名第3张', '纸上的一张'].sort().map((text) => [text, null])
	);
	expect([...board.voices.values()].map(({ id, back }) => [id, back]).sort()).toEqual([
		['spokencard01', false],
		['spokencard02', true]
	]);
	expect(await it.app.hiddenFile(room.meeting, 'card-voices', 'b1', 'spokencard01')).toEqual(
		SPOKEN
	);
	expect(await it.app.hiddenFile(room.meeting, 'card-photos', 'b1', '42')).toEqual(PICTURE);
	expect(Object.fromEntries(board.countsBySeat.cards)).toMatchObject({
		...{ [here.seat(1)]: 1, [here.seat(4)]: 1, [here.seat(5)]: 1 }
	});
	expect([...board.papers]).toEqual([41]);
	const named = view(here, holder(here, here.seat(1))).cards;
	expect(named.sent.map(({ text }) => text).sort()).toEqual(['记名第一张', '记名第二张']);
	expect(hiddenBoard(room.committed.hidden.cards, 'b2').countsBySeat.early.size).toBe(1);

	// The same card again is answered like the first time; its key takes it back; the clerk types what was said.
	await here.card('b1', 1, 'unsignedcard1', '不记名第1张');
	await here.send(2, {
		...{ type: 'cards.take-back', board: 'b1', card: 'unsignedcard2' },
		key: keyOf('unsignedcard2')
	});
	await here.send('clerk', {
		...{ type: 'cards.type-voice', board: 'b1', card: 'spokencard01', text: '油烟大' },
		stance: 'worry'
	});
	expect(await it.app.hiddenFile(room.meeting, 'card-voices', 'b1', 'spokencard01')).toBe(null);
	const go = { type: 'cards.go', board: 'b1', from: 'writing', to: 'reading' } as const;
	await here.send('chair', { ...go, force: true, untyped: true });
	const { cards } = room.committed.state.cards.boards[0]!;
	expect(cards.map(({ text }) => room.texts.get(text.id)).sort()).toEqual(
		['不记名第1张', '不记名第3张', '纸上的一张', '油烟大'].sort()
	);
	expect(await it.app.hiddenFile(room.meeting, 'card-photos', 'b1', '42')).toBe(null);
	const lots = it.app.connection.sqlite.prepare('SELECT DISTINCT lot FROM hidden').pluck().all();
	for (const gone of ['cards b1', 'card-voices b1', 'card-photos b1'])
		expect(lots).not.toContain(gone);
});

test('faces that were given count, and nobody gives two', async () => {
	const here = await table('writing');
	const { faces, gave, told } = here.room.committed.hidden.mood;
	expect([...faces.values()].sort()).toEqual(['bad', 'bad', 'soso', 'soso', 'soso']);
	expect(gave.size).toBe(5);
	expect(Object.values(told!).reduce((a, b) => a + b)).toBe(3);
	const again = { type: 'mood.give', seat: here.seat(1), face: 'good' } as const;
	await expect(here.send(1, { ...again, ballot: 'anotherballotofthesame' })).rejects.toThrow(
		'mood-given'
	);
	await here.send(1, { ...again, ballot: 'ballotofnobodyatall1' });
	expect([...here.room.committed.hidden.mood.faces.values()].sort()).toContain('good');
	const closed = await table('weighing');
	expect(closed.room.committed.hidden.mood).toMatchObject({ told: { good: 3, soso: 0, bad: 0 } });
});

test('a round that is being weighed counts what was placed by phone and called in the hall', async () => {
	const here = await table('weighing');
	const secret = hiddenBoard(here.room.committed.hidden.cards, 'b1');
	expect([secret.weigh.size, secret.countsBySeat.weigh.size]).toEqual([3, 3]);
	expect(secret.hall).toEqual({ g1: 3, g2: 4 });
	expect(secret.keys.get('b1shown00001')).toBe(keyOf('b1shown00001'));
	await here.send('chair', { type: 'cards.go', board: 'b1', from: 'dots', to: 'result' });
	expect(here.room.committed.state.cards.boards[0]!.weighed).toMatchObject({
		parts: [{ ways: ['hall', 'on-behalf'], points: { g1: 6, g2: 7 } }],
		...{ ballots: 3, people: 4 }
	});
	const answered = hiddenBoard(here.room.committed.hidden.cards, 'b2');
	expect([...answered.agree.values()].map((votes) => votes.b2shown00001).sort()).toEqual([
		...[-1, -1, 1, 1]
	]);
	const twice = { type: 'cards.agree', board: 'b2', seat: here.seat(1) } as const;
	await expect(
		here.send(1, { ...twice, ballot: 'agreeing-ballot-another', votes: {} })
	).rejects.toThrow('already-weighed');
});

test('comments that wait, and why one is withheld', async () => {
	const here = await table('commented');
	expect(
		view(here, null).comments.map(({ id, name, text, reason }) => [id, name, text, reason])
	).toEqual([
		['w1', '', '', null],
		['w2', '丁淑华2', '门口要有坡道2', '骂人'],
		['w3', '丁淑华3', '门口要有坡道3', null]
	]);
	await here.send('organiser', { type: 'comments.publish', comment: 'w3' });
	const { text } = here.room.committed.state.comments.list[2]!;
	expect(here.room.texts.get(text!.id)).toBe('门口要有坡道3');
});
