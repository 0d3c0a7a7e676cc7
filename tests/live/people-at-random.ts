/**
 * Many people doing what people do, over lines that drop, double and reorder: in the end every screen, the room and
 * the journal tell the same story. The tests hold some such meetings, `npm run prove` many.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { itemNow } from '#lib/meeting/agenda/agenda.ts';
import { fold } from '#lib/meeting/evolve.ts';
import { emptyMeeting } from '#lib/meeting/meeting.ts';
import type { Command, MeetingState } from '#lib/meeting/registry.ts';
import { eventOf } from '#server/meeting/chain.ts';
import type { Room } from '#server/meeting/room.ts';
import { verify, type Verdict } from '#server/meeting/verify.ts';
import { badLine, type Misfortune } from './lossy.ts';
import { join, makeMeeting, Phone, resident, seatId, sitDown } from './people.ts';
import { seeded } from './seeded.ts';
import { serve, type Served } from './serve.ts';
import { slowStore } from './slow-store.ts';
import { storedRows } from './stored-rows.ts';

const BAD: Misfortune = { drop: 0.08, double: 0.08, swap: 0.08, cut: 0.03 };
export const PEOPLE = 8;
const TURNS = 6;

/** Where the meeting is kept: a store over a network is late, and sometimes not there. */
export interface Kept {
	late: boolean;
	/** How often a COMMIT fails, in parts of one. */
	failing: number;
}
export const AT_HAND: Kept = { late: false, failing: 0 };
export const OVER_A_LINE: Kept = { late: true, failing: 0.04 };

/** The meeting as everybody has it at the end. */
export interface ToldStory {
	/** What the journal alone gives. */
	journal: MeetingState;
	room: MeetingState;
	head: string;
	seq: number;
	phones: { head: string; state: MeetingState }[];
	/** Numbers of the events by which commands were answered. */
	answered: number[];
	verdict: Verdict;
}

/** Holds one meeting; `seed` chooses what happens. Rejects where a screen does not follow. */
export async function meetAtRandom(seed: number, { late, failing }: Kept): Promise<ToldStory> {
	const random = seeded(seed);
	const store = { fails: 0 };
	const dir = mkdtempSync(path(tmpdir(), 'yitang-people-'));
	const slow = late ? slowStore(seeded(seed), () => store.fails) : undefined;
	const it = await serve(dir, undefined, 0, slow);
	const ends: (() => unknown)[] = [];
	try {
		const names = Array.from({ length: PEOPLE }, (_, n) => resident(`居民${n + 1}`));
		const room = await makeMeeting(it.app, names);
		const chair = await join(it, room, 'chair');
		ends.push(() => chair.close());
		await discuss(room, chair);
		const line = await badLine(it.origin, random, BAD);
		ends.push(() => line.stop());
		const seats = names.map((_, n) => seatId(room, n + 1));
		const cookies = await Promise.all(seats.map((seat) => sitDown(it.app, room, seat)));
		const phones = seats.map(
			(seat, n) => new Phone(line.origin, room.code, seat, cookies[n]!, 400)
		);
		ends.unshift(() => phones.forEach((phone) => phone.close()));
		await Promise.all(phones.map((phone) => phone.until(({ copy }) => copy !== null, 'the room')));

		store.fails = failing;
		const answered = await live(room, chair, phones, random);
		line.mend();
		store.fails = 0;
		for (const phone of phones) phone.client.wake();
		const { seq } = room.committed;
		await Promise.all(phones.map((p) => p.until(({ copy }) => copy!.seq >= seq, 'the last event')));
		return told(it, room, phones, answered);
	} finally {
		for (const end of ends) await end();
		await it.stop();
		rmSync(dir, { recursive: true, force: true });
	}
}

/** Everybody is here, and the discussion begins. */
async function discuss(room: Room, chair: Phone): Promise<void> {
	const { seats, order } = room.committed.state.roll;
	const here = order.filter((seat) => seats[seat]!.votes);
	await chair.send({ type: 'plan.open' });
	await chair.send({ type: 'attendance.sign-in-all', seats: here });
	const { runsheet } = room.committed.state;
	const to = runsheet.stages.find(({ kind }) => kind === 'discussion')!.id;
	await chair.send({ type: 'runsheet.go', from: runsheet.stageId!, to, force: true });
}

/** Each does something several times, while the chair calls; gives the events by which they were answered. */
async function live(
	room: Room,
	chair: Phone,
	phones: Phone[],
	random: () => number
): Promise<number[]> {
	const answered: number[] = [];
	const acting = phones.map(async (phone) => {
		for (let turn = 0; turn < TURNS; turn++) {
			const answer = await phone.send(something(phone, random));
			if ('seq' in answer) answered.push(answer.seq);
		}
	});
	const leading = (async () => {
		for (let turn = 0; turn < TURNS * 2; turn++) {
			const { queue, agenda } = room.committed.state;
			const first = queue.entries[0];
			if (queue.speaker) await chair.send({ type: 'queue.end', entry: queue.speaker.entry.id });
			else if (first)
				await chair.send({ type: 'queue.call', item: itemNow(agenda)!.id, expect: first.id });
			else await chair.send({ type: 'plan.cover', covered: random() < 0.5 });
		}
	})();
	await Promise.all([...acting, leading]);
	return answered;
}

/** Something a person with a phone might press now. */
function something(phone: Phone, random: () => number): Command {
	const { seat } = phone;
	const item = itemNow(phone.copy!.state.agenda)?.id ?? 'none';
	const choices: Command[] = [
		{ type: 'queue.join', seat, item, stance: random() < 0.5 ? 'for' : 'against' },
		{ type: 'queue.join', seat, item, stance: 'ask' },
		{ type: 'queue.withdraw', seat, item },
		{ type: 'attendance.step-out', seat },
		{ type: 'attendance.return', seat },
		{ type: 'runsheet.acknowledge', seat }
	];
	return choices[Math.floor(random() * choices.length)]!;
}

function told(it: Served, room: Room, phones: Phone[], answered: number[]): ToldStory {
	const rows = storedRows(it.app, room.meeting);
	const { state, head, seq } = room.committed;
	return {
		journal: fold(
			emptyMeeting(),
			rows.map(({ line }) => eventOf(line))
		),
		room: state,
		...{ head, seq, answered },
		phones: phones.map(({ copy }) => ({ head: copy!.head, state: copy!.state })),
		verdict: verify(room.meeting, rows)
	};
}

/** How often each seat stands in the queue: once, or something was counted twice. */
export function handsBySeat({ queue }: MeetingState): Map<string, number> {
	const hands = new Map<string, number>();
	for (const { seat } of queue.entries) hands.set(seat, (hands.get(seat) ?? 0) + 1);
	return hands;
}
