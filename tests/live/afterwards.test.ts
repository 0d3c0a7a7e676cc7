/** 缺席补投 on a real server: who was away comes after 散会, a restart forgets nothing, the clock ends it (X12). */
import { readFileSync, readdirSync } from 'node:fs';
import { join as path } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { afterwardsOf, voteOf } from '#lib/meeting/ballots/ballots.ts';
import { auditVotes } from '#lib/meeting/ballots/recount.ts';
import { newId } from '#server/auth/arrival.ts';
import type { Room } from '#server/meeting/room.ts';
import { testClock } from '#server/test-clock.ts';
import { resident, seatId, type Phone } from './people.ts';
import { serve, type Served } from './serve.ts';
import { folder, openMeeting, phone, replay } from './world.ts';

const NAMES = ['王桂芳', '李建国', '刘玉珍', '陈立新', '张秀兰', '赵德厚', '孙美玲', '钱世荣'];
/** Those who are in the hall, by their number. */
const HERE = [1, 2, 3];
const AWAY = [4, 5, 6, 7, 8];

async function started(dir: string, at: number): Promise<Served & { end(): Promise<void> }> {
	const it = await serve(dir, testClock(at, true).environment);
	let stopped: Promise<void> | null = null;
	const end = () => (stopped ??= it.stop());
	onTestFinished(end);
	return { ...it, end };
}

/** As the organiser, without a screen. */
async function organise(room: Room, command: Parameters<Phone['send']>[0]) {
	return room.ask(
		{ id: newId(), as: 'organiser', command },
		{ session: null, owner: true, door: true }
	);
}

const give = (one: Phone, vote: string, n: number, choice: string) =>
	one.send({
		...{ type: 'ballots.cast', vote, seat: one.seat },
		...{ ballot: `ballotofsomebodyaway${n}xy`, choice: [choice] }
	});

test('[E47 E22] five who were away vote over two starts of the machine, and the clock tells what they chose', async () => {
	const dir = folder();
	const at = Date.now();
	const first = await started(dir, at);
	const { room, chair } = await openMeeting(
		first,
		NAMES.map((name) => resident(name))
	);
	await chair.send({
		type: 'attendance.sign-in-all',
		seats: HERE.map((n) => seatId(room, n))
	});
	const draft = { question: '您对办食堂的态度', settings: { kind: 'scale', afterwards: true } };
	await chair.send({ type: 'ballots.prepare', item: null, draft } as never);
	const { id: vote } = room.committed.state.ballots.votes[0]!;
	await chair.send({ type: 'ballots.open', vote });
	const there = await phone(first, room, HERE[0]!);
	await give(there, vote, HERE[0]!, 'agree');
	for (const n of HERE.slice(1)) await give(await phone(first, room, n), vote, n, 'agree');
	await chair.send({ type: 'ballots.close', vote });
	await chair.send({ type: 'plan.close' });
	await organise(room, { type: 'record.set', publish: 'sealed' });
	expect(await chair.send({ type: 'ballots.open-afterwards', vote })).toMatchObject({
		refused: 'vote-afterwards-early'
	});
	await organise(room, { type: 'record.set', publish: 'live' });
	// They sit down by their links after the meeting, when nobody signs in any more.
	const late = await phone(first, room, AWAY[0]!);
	expect(await chair.send({ type: 'ballots.open-afterwards', vote })).toHaveProperty('seq');
	const { id, until } = afterwardsOf(room.committed.state.ballots, vote)!;
	await late.until((p) => voteOf(p.copy!.state.ballots, id)?.step === 'open', 'that it is open');
	expect(await give(late, id, 4, 'disagree')).toHaveProperty('seq');
	for (const n of AWAY.slice(1, 3))
		expect(await give(await phone(first, room, n), id, n, 'disagree')).toHaveProperty('seq');
	expect(await give(there, id, 1, 'disagree')).toMatchObject({ refused: 'vote-was-there' });
	for (const one of [chair, late, there])
		expect(JSON.stringify(one.copy!.state.ballots.afterwards)).not.toContain('"disagree"');
	await first.app.rooms.flush();
	const files = readdirSync(dir).filter((file) => /^yitang\.db(-wal)?$/u.test(file));
	for (const file of files)
		expect(readFileSync(path(dir, file)).includes('ballotofsomebodyaway'), file).toBe(false);
	await first.end();

	const second = await started(dir, at + 60_000);
	const back = (await second.app.rooms.byCode(room.code))!;
	for (const n of AWAY.slice(3))
		expect(await give(await phone(second, back, n), id, n, 'accept')).toHaveProperty('seq');
	await second.end();

	const third = await started(dir, until! + 1000);
	const over = (await third.app.rooms.byCode(room.code))!;
	await vi.waitUntil(() => voteOf(over.committed.state.ballots, id)!.step === 'closed', 60_000);
	const { result, turnout } = voteOf(over.committed.state.ballots, id)!;
	expect(result!.tally.options.map(({ heads }) => heads)).toEqual([0, 2, 0, 3]);
	expect(turnout).toEqual({ online: 5 });
	expect(voteOf(over.committed.state.ballots, vote)!.result!.tally.cast.heads).toBe(3);
	expect(auditVotes(over.committed.state.ballots)).toEqual([]);
	expect(replay(third, over).ballots).toEqual(over.committed.state.ballots);
	const told = (await third.app.projections.read(over)).facts.filter(({ what }) =>
		/^afterwards/u.test(what)
	);
	expect(told.map(({ what }) => what)).toEqual(['afterwards-opened', 'afterwards-closed']);
});
