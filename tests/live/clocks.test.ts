/** Somebody sets the clock of the server's machine in the middle of a meeting: nobody notices. */
import { expect, onTestFinished, test } from 'vitest';
import { voteOf } from '#lib/meeting/ballots/ballots.ts';
import type { VoteDraft } from '#lib/meeting/ballots/commands.ts';
import type { Command } from '#lib/meeting/registry.ts';
import { newId } from '#server/auth/arrival.ts';
import { eventOf } from '#server/meeting/chain.ts';
import type { Room } from '#server/meeting/room.ts';
import { testClock } from '#server/test-clock.ts';
import { makeMeeting, resident, seatId, type Phone } from './people.ts';
import { serve, type Served } from './serve.ts';
import { discuss, folder, openMeeting, phone } from './world.ts';
import { storedRows } from './stored-rows.ts';

const HOUR = 3_600_000;
const JUMPS = [20_000, HOUR, 24 * HOUR].flatMap((ms) => [ms, -ms]);

/** A server on a machine whose clock can be set; real time passes. */
async function machine(dir = folder(), at = Date.now()) {
	const clock = testClock(at, true);
	const it = await serve(dir, clock.environment);
	let stopped: Promise<void> | null = null;
	const stop = () => (stopped ??= it.stop());
	onTestFinished(stop);
	return { it, clock, dir, stop };
}

function dates(it: Served, room: Room): number[] {
	return storedRows(it.app, room.meeting).map((row) => eventOf(row.line).at);
}

/** Says something as the chair, who holds a session. */
async function sendAsChair(room: Room, command: Command): Promise<void> {
	const as = seatId(room, 'chair');
	const session = room.committed.hidden.roll.holders.get(as)!;
	expect(await room.ask({ id: newId(), as, command }, { session, owner: false })).toHaveProperty(
		'seq'
	);
}

/** The calm pause of one second has ended by itself. */
async function calmEnds(room: Room): Promise<void> {
	await expect.poll(() => room.committed.state.runsheet.calmUntil).toBeNull();
}

test.each(JUMPS)(
	'a window ends on time when the clock is set by %d ms in its middle',
	async (ms) => {
		const { it, clock } = await machine();
		const { room, chair } = await openMeeting(it, [resident('王桂芳')]);
		await chair.send({ type: 'runsheet.calm', seconds: 1 });
		const until = room.committed.state.runsheet.calmUntil!;
		clock.set(ms);
		await calmEnds(room);
		expect(dates(it, room).at(-1)).toBe(until);
		// And the jump is corrected: the next window ends too.
		await chair.send({ type: 'runsheet.calm', seconds: 1 });
		const next = room.committed.state.runsheet.calmUntil!;
		expect(next - until).toBeLessThan(20_000);
		clock.set(-ms);
		await calmEnds(room);
		const told = dates(it, room);
		expect(told).toEqual(told.toSorted((a, b) => a - b));
		await chair.until((p) => p.presence !== null, 'the time of the room');
		expect(Math.abs(chair.presence!.now - until)).toBeLessThan(20_000);
	}
);

test('[E19] a vote of thirty seconds lasts thirty seconds, whatever becomes of the clock meanwhile', async () => {
	const { it, clock } = await machine();
	const { room, chair } = await openMeeting(
		it,
		['王桂芳', '李建国', '马素英'].map((name) => resident(name))
	);
	const [one, two, late] = await Promise.all([1, 2, 3].map((no) => phone(it, room, no)));
	await discuss(room, chair);
	const cast = (who: Phone, vote: string) => {
		const ballot = `ballotofnobodyatall${who.seat}`;
		return who.send({ type: 'ballots.cast', vote, seat: who.seat, ballot, choice: ['agree'] });
	};
	for (const ms of JUMPS) {
		const draft: VoteDraft = { question: '您的态度', settings: { kind: 'scale', seconds: 30 } };
		await chair.send({ type: 'ballots.prepare', item: null, draft });
		const { id: vote } = room.committed.state.ballots.votes.at(-1)!;
		await chair.send({ type: 'ballots.open', vote });
		const now = () => voteOf(room.committed.state.ballots, vote)!;
		const { openedAt, until } = now();
		expect(until! - openedAt!).toBe(30_000);
		clock.set(ms);
		// A clock that finds its way back runs one in a hundred faster or slower.
		clock.pass(20_000);
		for (const who of [one, two]) expect(await cast(who!, vote)).toHaveProperty('seq');
		expect(now()).toMatchObject({ step: 'open', until });
		clock.pass(9_300);
		// What is stored makes the room look again when the vote ends.
		expect(await chair.send({ type: 'runsheet.remind', kind: 'civil' })).toHaveProperty('seq');
		await expect.poll(() => now().step).toBe('closed');
		// At its moment, or as soon as a busy machine looked; never by as much as the clock was set.
		expect(now().closedAt! - until!).toBeGreaterThanOrEqual(0);
		expect(now().closedAt! - until!).toBeLessThan(JUMPS[0]! / 2);
		expect(await cast(late!, vote)).toMatchObject({ refused: 'vote-closed' });
		expect(now().result!.tally.cast.heads).toBe(2);
		clock.set(-ms);
	}
});

test('nobody speaks too fast because the clock was set back in the middle of a conversation', async () => {
	const { it, clock } = await machine();
	const { room } = await openMeeting(it, [resident('王桂芳')]);
	const member = await phone(it, room, 1);
	for (const ms of JUMPS) {
		for (const type of ['attendance.sign-in', 'attendance.step-out'] as const)
			expect(await member.send({ type, seat: member.seat } as Command)).toHaveProperty('seq');
		clock.set(ms);
		for (const type of ['attendance.sign-in', 'attendance.step-out'] as const)
			expect(await member.send({ type, seat: member.seat } as Command)).toHaveProperty('seq');
	}
	const told = dates(it, room);
	expect(told).toEqual(told.toSorted((a, b) => a - b));
	expect(told.at(-1)! - told[0]!).toBeLessThan(60_000);
});

test('started again with a clock a day back, the room goes on from its last event', async () => {
	const first = await machine();
	const made = await openMeeting(first.it, [resident('王桂芳')]);
	const { code } = made.room;
	const last = dates(first.it, made.room).at(-1)!;
	await first.stop();

	const { it, clock } = await machine(first.dir, Date.now() - 24 * HOUR);
	const room = (await it.app.rooms.byCode(code))!;
	clock.pass(60_000);
	await sendAsChair(room, { type: 'runsheet.calm', seconds: 1 });
	await calmEnds(room);
	const told = dates(it, room).slice(-2);
	expect(told[0]! - last).toBeGreaterThan(59_000);
	expect(told[1]! - told[0]!).toBe(1000);
});

test('a clock that was wrong for long is followed where no meeting is open', async () => {
	const { it, clock } = await machine();
	const room = await makeMeeting(it.app, [resident('王桂芳')]);
	clock.set(5 * HOUR);
	const before = room.now();
	it.app.rooms.followTheClock();
	expect(room.now() - before).toBeLessThan(60_000);
	it.app.rooms.followTheClock();
	expect(room.now() - before).toBeGreaterThan(4 * HOUR);
	const { chair } = await openMeeting(it, [resident('赵敏')]);
	clock.set(-5 * HOUR);
	const open = it.app.now();
	for (let look = 0; look < 3; look += 1) it.app.rooms.followTheClock();
	expect(Math.abs(it.app.now() - open)).toBeLessThan(60_000);
	await chair.send({ type: 'plan.close' });
});
