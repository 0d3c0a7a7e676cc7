import { setImmediate as turn } from 'node:timers/promises';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { attendanceOf } from '#lib/meeting/attendance/attendance.ts';
import { nextPress } from '#lib/meeting/cards/view.ts';
import { orderNow } from '#lib/meeting/queue/view.ts';
import { refuse } from '#lib/meeting/refusal.ts';
import type { Vote } from '#lib/meeting/ballots/ballots.ts';
import { hiddenVote } from '#lib/meeting/ballots/hidden.ts';
import type { Command, MeetingState } from '#lib/meeting/registry.ts';
import { stageNow } from '#lib/meeting/runsheet/runsheet.ts';
import { newId } from '#server/auth/arrival.ts';
import { MINUTE, person, stage, type Stage } from '#server/auth/test-meeting.ts';
import { DEMO_CODE } from '#server/demo/scenario-a.ts';
import { makeDemo } from '#server/demo/seed.ts';
import { BlindKeys } from '#server/meeting/blind-keys.ts';
import { createMeeting } from '#server/meeting/create.ts';
import { meetingsOfAccount } from '#server/meeting/meeting-lists.ts';
import type { Room } from '#server/meeting/room.ts';
import { recentRecords } from '#server/record/recent.ts';
import { makeBackup } from '#server/backup.ts';
import { faultLines } from '#server/verify/report.ts';
import { verifyFolder } from '#server/verify/verify.ts';
import { seeded } from '../../tests/live/seeded.ts';
import { MinutesProjections } from '#server/meeting/minutes-projections.ts';
import { beginRehearsal, holdAgain, rehearsalsOf, wipe } from './rehearsals.ts';
import { MEANT, personaOf } from './personas.ts';
import { nextCommand } from './resident-commands.ts';
import { InventedResidents } from './residents.ts';
import { encodedForSigning } from './secret-vote.ts';

let here: Stage;
beforeEach(async () => (here = await stage()));
afterEach(() => here.close());

const organiser = { session: null, owner: true, door: true };
async function send(room: Room, command: Command): Promise<void> {
	const answer = await room.ask({ id: newId(), as: 'organiser', command }, organiser);
	expect(answer, command.type).toHaveProperty('seq');
}

/** The chair sits down, and sends. */
async function chairOf(room: Room): Promise<(command: Command) => Promise<void>> {
	const { order, seats } = room.committed.state.roll;
	const seat = order.find((id) => seats[id]!.role === 'chair')!;
	const session = 'a session of the chair';
	const claim = { type: 'roll.claim', seat } as const;
	const door = { session, owner: false, door: true, proves: seat };
	await room.ask({ id: newId(), as: 'door', command: claim }, door);
	return async (command) => {
		const who = { session, owner: false };
		const answer = await room.ask({ id: newId(), as: seat, command }, who);
		expect(answer, command.type).toHaveProperty('seq');
	};
}

/** An organiser with a planned meeting. */
async function planned() {
	const { app } = here;
	const made = await app.accounts.create(
		await app.accounts.invite(),
		...(['zhou', '周雅琴', '雨伞 螃蟹 钢琴 萝卜'] as const)
	);
	if (typeof made === 'string') throw new Error(made);
	const room = await createMeeting(app, {
		owner: made.id,
		plan: {
			draft: { title: '真的会', matter: '怎样办老年食堂？' },
			...{ preset: 'twelve-rules', template: 'seven-set' },
			items: [{ title: '用途', minutes: 20 }]
		},
		then: [
			{
				type: 'roll.add',
				entries: [person('周雅琴', 'chair'), person('孙晓彤', 'clerk'), person('真有其人')]
			}
		]
	});
	if ('refused' in room) throw new Error(room.refused);
	const by = () => ({
		account: made.id,
		once: app.once.open('desk', null, app.once.issue('desk', null))!,
		titled: (title: string) => `演练：${title}`
	});
	return { room, by, account: made.id };
}

async function rehearsal(size: number) {
	const it = await planned();
	const room = await beginRehearsal(here.app, it.room, size, it.by());
	if ('refused' in room) throw new Error(JSON.stringify(room));
	return { ...it, planned: it.room, room };
}

/** Chance that is the same each time. */
function chance(seed: number) {
	const random = seeded(seed);
	const sign = () => 'abcdefghijklmnopqrstuvwxyz0123456789'[Math.floor(random() * 36)]!;
	return { random, name: (length: number) => Array.from({ length }, sign).join('') };
}

it('[P17] a rehearsal has invented residents and the real staff, is marked, and stands in no public list', async () => {
	const it = await rehearsal(30);
	const { plan, roll } = it.room.committed.state;
	expect(plan).toMatchObject({ rehearsal: true, phase: 'planned' });
	expect(plan.announcedAt).not.toBeNull();
	expect(it.room.texts.get(plan.details!.title.id)).toBe('演练：真的会');
	const names = [...it.room.committed.hidden.roll.people.values()].map((one) => one!.name);
	expect(names).toContain('周雅琴');
	expect(names).not.toContain('真有其人');
	// One of them is asked for advice.
	expect(new Set(names).size).toBe(33);
	expect(roll.order.filter((id) => roll.seats[id]!.no > 0)).toHaveLength(30);
	expect('rehearsal' in it.planned.committed.state.plan).toBe(false);
	expect(await rehearsalsOf(here.app, it.planned.meeting)).toMatchObject([{ code: it.room.code }]);
	await send(it.room, { type: 'plan.open' });
	await here.app.rooms.flush();
	expect(await recentRecords(here.app)).toEqual([]);
	expect(await beginRehearsal(here.app, it.room, 12, it.by())).toEqual(refuse('not-allowed'));
	expect(await beginRehearsal(here.app, it.planned, 13, it.by())).toEqual(refuse('malformed'));
});

it('[P17] its residents come, agree, raise hands, speak, write cards, place dots and vote by the room’s own commands', async () => {
	const { room } = await rehearsal(12);
	const chair = await chairOf(room);
	const residents = new InventedResidents(here.app, chance(7));
	const state = () => room.committed.state;
	/** They look until it is so. What is counted is told up to a second later, by the machine's clock. */
	const until = async (what: string, isSo: () => boolean) => {
		for (let n = 0; n < 150 && !isSo(); n++) {
			here.later(1000);
			await residents.look(room);
		}
		await expect.poll(isSo, { message: what }).toBe(true);
	};
	const go = async (kind: string) => {
		const { stages } = state().runsheet;
		const from = stageNow(state().runsheet)!.id;
		const to = stages.find((one) => one.kind === kind)!.id;
		await chair({ type: 'runsheet.go', from, to, force: true, reason: '演练' });
	};
	const present = () =>
		state().roll.order.filter((id) => attendanceOf(state().attendance, id).status === 'present');
	await chair({ type: 'plan.open' });
	// Two of twelve have no phone: the clerk signs them in. One gives advice.
	await until('eleven to sign in', () => present().length === 11);
	await go('rules');
	await until('all to agree', () => Object.keys(state().runsheet.acks).length === 10);
	await go('discussion');
	await until('three hands', () => state().queue.entries.length >= 3);
	const item = state().queue.item!;
	for (let turn = 1; turn <= 3; turn++) {
		const next = orderNow(state()).find(({ entry }) => entry.stance !== 'order')!;
		await chair({ type: 'queue.call', item, expect: next.entry.id });
		await until(`turn ${turn} to end`, () => state().queue.speaker === null);
	}
	expect(state().queue.turns.length).toBe(3);

	await chair({ type: 'cards.prepare', item, question: '最希望什么？' });
	const board = () => state().cards.boards[0]!;
	const press = async () => {
		const { from, to } = nextPress(board())!;
		await chair({ type: 'cards.go', board: board().id, from, to, force: true });
	};
	await press();
	await until('cards', () => board().count.people >= 9);
	while (board().cards.length === 0) await press();
	const [first, second] = board().cards;
	for (const one of [first!, second!])
		await chair({ type: 'cards.group', board: board().id, cards: [one.id], to: 'new' });
	while (board().step !== 'dots') await press();
	await until('dots', () => (board().count.weighed ?? 0) >= 9);
	await press();

	const draft = { question: '办不办？', settings: { kind: 'yes-no' as const } };
	await chair({ type: 'ballots.prepare', item, draft });
	const vote = () => state().ballots.votes[0]!;
	await chair({ type: 'ballots.open', vote: vote().id, waive: '演练' });
	const votes = (of: Vote) => Object.values(of.turnout).reduce((a, b) => a + b, 0);
	await until('votes', () => votes(vote()) >= 9);
	await chair({ type: 'ballots.close', vote: vote().id });

	const unseen = { question: '谁来管？', settings: { kind: 'yes-no', secrecy: 'secret' } } as const;
	await chair({ type: 'ballots.prepare', item, draft: unseen });
	const secret = () => state().ballots.votes[1]!;
	await chair({ type: 'ballots.open', vote: secret().id, waive: '演练' });
	// The turnout is told a second later, by the machine's clock.
	const inBox = () => hiddenVote(room.committed.hidden.ballots, secret().id).ballots.size;
	await until('secret votes', () => inBox() === 10);
	await chair({ type: 'ballots.close', vote: secret().id });
	expect(secret().result).toMatchObject({ board: { ballots: 10, issued: 10 } });

	await go('result');
	await chair({ type: 'outcomes.write', source: null, draft: { text: '先修楼道的灯' } });
	const line = () => state().outcomes.lines[0]!;
	await chair({ type: 'outcomes.await-legal', outcome: line().id, awaited: true });
	await until('advice', () => line().legal.notes.length === 1);
	residents.stop();

	// What the clerk wrote of a turn is right for most, and for who is angry it is not.
	const { entry, fact } = state().queue.turns[0]!;
	const at = room.now();
	const words: MeetingState['minutes']['lines'] = [
		{ ...{ id: 'l1', fact, tag: null, relayed: false, at, writtenAt: at }, text: secret().question }
	];
	const written = { ...state(), minutes: { ...state().minutes, lines: words } };
	const seat = state().roll.seats[entry.seat]!;
	const [usual, angry] = [personaOf(1), personaOf(6)].map((persona) => {
		const memory = { cards: new Map(), done: new Set<string>() };
		const surely = { random: () => 0, name: chance(1).name };
		return nextCommand(written, seat, persona, { memory, chance: surely, now: at });
	});
	expect(usual).toMatchObject({ type: 'minutes.read-back', seat: seat.id, right: true, meant: '' });
	expect(angry).toMatchObject({ type: 'minutes.read-back', right: false, meant: MEANT });
});

it('[P17] what a resident has signed unblinded is a signature like others', () => {
	const keys = new BlindKeys('here');
	const { key, secret } = keys.newKey();
	const token = randomBytes(64);
	const signature = keys.sign(secret, encodedForSigning(token).toString('base64url'))!;
	expect(keys.verify(key, token.toString('hex'), signature)).toBe(true);
	expect(keys.verify(key, randomBytes(64).toString('hex'), signature)).toBe(false);
});

it('[P17] [V13] wiped, nothing of it is left, in rows, documents, keys or the log, and the folder verifies', async () => {
	const it = await rehearsal(12);
	const { app } = here;
	const { room } = it;
	const dir = app.config.dataDir;
	const keys = () => readdirSync(join(dir, 'keys')).filter((file) => file.startsWith('sealed-'));
	const before = keys();
	const chair = await chairOf(room);
	const residents = new InventedResidents(app, chance(3));
	await chair({ type: 'plan.open' });
	for (let n = 0; n < 40; n++) {
		here.later(1000);
		await residents.look(room);
	}
	const { stages } = room.committed.state.runsheet;
	const discussion = stages.find(({ kind }) => kind === 'discussion')!.id;
	const from = stageNow(room.committed.state.runsheet)!.id;
	await chair({ type: 'runsheet.go', from, to: discussion, force: true, reason: '演练' });
	const item = room.committed.state.agenda.items[0]!.id;
	await chair({ type: 'cards.prepare', item, question: '问一问' });
	await chair({ type: 'cards.go', board: 'b1', from: 'ready', to: 'writing' });
	for (let n = 0; n < 20; n++) {
		here.later(1000);
		await residents.look(room);
	}
	const minutes = await app.documents.open(room.meeting, 'minutes');
	await minutes.change((doc) => doc.getText('extra').insert(0, '演练写的字'));
	await app.sessions.create('display', null, undefined, room.meeting);
	expect(keys().length).toBeGreaterThan(before.length);
	residents.stop();
	await makeBackup(dir, join(dir, 'backups', 'with-it.db'));

	// Whoever asks for it meanwhile finds the room that there was, or none: never one made of what is left.
	const found = new Set<unknown>();
	let wiping = true;
	const asking = (async () => {
		for (; wiping; await turn())
			found.add(await Promise.race([app.rooms.byCode(room.code), app.rooms.byId(room.meeting)]));
	})();
	expect(await wipe(app, room)).toBeNull();
	wiping = false;
	await asking;
	expect([...found].filter((one) => one !== undefined && one !== room)).toEqual([]);
	expect(app.rooms.inMemoryById(room.meeting)).toBeUndefined();
	await expect(app.documents.open(room.meeting, 'minutes')).rejects.toMatchObject({ status: 404 });
	const late = { id: newId(), as: 'organiser', command: { type: 'plan.close' } } as const;
	expect(await room.ask(late, organiser)).toEqual(refuse('not-saved'));
	// Whoever was reading its record just then reads that there is none.
	const reading = new MinutesProjections(app).read(room);
	await expect(reading).rejects.toMatchObject({ status: 404 });
	expect(keys()).toEqual(before);
	expect(await app.documents.at(room.meeting, 'minutes')).toBeUndefined();
	const tables = app.connection.sqlite
		.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`)
		.pluck()
		.all() as string[];
	const left = tables.filter((table) => {
		const rows = app.connection.sqlite.prepare(`SELECT * FROM "${table}"`).all();
		return JSON.stringify(rows).includes(room.meeting);
	});
	expect(left).toEqual([]);
	const files = readdirSync(dir).filter((file) => /^(?:yitang|heads)/.test(file));
	const holding = files.filter((file) =>
		['赵演一', '演练写的字', room.meeting].some((word) =>
			readFileSync(join(dir, file)).includes(word)
		)
	);
	expect(holding).toEqual([]);
	expect(faultLines(await verifyFolder(dir))).toEqual([]);
	await here.restart();
	expect(existsSync(join(dir, 'yitang.db'))).toBe(true);
	expect(await meetingsOfAccount(here.app, it.account)).toMatchObject([{ title: '真的会' }]);
});

it('[P17] only what is invented is wiped; a rehearsal and the demo are held again', async () => {
	const it = await rehearsal(30);
	const { app } = here;
	expect(await wipe(app, it.planned)).toEqual(refuse('not-allowed'));
	expect(await holdAgain(app, it.planned, it.by())).toEqual(refuse('not-allowed'));
	await send(it.room, { type: 'plan.open' });
	const again = await holdAgain(app, it.room, it.by());
	if ('refused' in again) throw new Error(again.refused);
	expect(again.committed.state.plan).toMatchObject({ phase: 'planned', rehearsal: true });
	expect(again.committed.state.roll.order.length).toBe(it.room.committed.state.roll.order.length);
	expect((await rehearsalsOf(app, it.planned.meeting)).map(({ code }) => code)).toEqual([
		again.code
	]);

	const demo = await makeDemo(app, { owner: it.account });
	if ('refused' in demo) throw new Error(demo.refused);
	await send(demo, { type: 'plan.open' });
	await send(demo, { type: 'plan.close' });
	here.later(60 * MINUTE);
	const anew = await holdAgain(app, demo, it.by());
	if ('refused' in anew) throw new Error(anew.refused);
	expect([anew.code, anew.committed.state.plan.phase]).toEqual([demo.code, 'planned']);
	expect(anew.meeting).not.toBe(demo.meeting);
	expect(await app.communities.organises(anew.meeting, it.account)).toBe(true);
});

it('[P17] held again twice at once, by one page or by two: made once, and nobody meets a fault', async () => {
	const it = await rehearsal(12);
	const { app } = here;
	const by = it.by();
	const [one, same] = await Promise.all([holdAgain(app, it.room, by), holdAgain(app, it.room, by)]);
	expect(same).toBe(one);
	if ('refused' in one) throw new Error(one.refused);
	expect(await rehearsalsOf(app, it.planned.meeting)).toHaveLength(1);
	const two = await Promise.all([holdAgain(app, one, it.by()), holdAgain(app, one, it.by())]);
	expect(two.map((made) => ('refused' in made ? made.refused : 'made'))).toEqual([
		'made',
		'unknown-meeting'
	]);

	const demo = await makeDemo(app, { owner: it.account });
	if ('refused' in demo) throw new Error(demo.refused);
	const all = await Promise.all([1, 2, 3].map(() => holdAgain(app, demo, it.by())));
	for (const made of all) expect(made).toMatchObject({ code: DEMO_CODE });
});
