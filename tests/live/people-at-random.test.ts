/**
 * Many people doing what people do, over lines that drop, double and reorder: in the end every screen,
 * the room and the journal tell the same story, and whatever was answered is in it exactly once.
 */
import { expect, onTestFinished, test } from 'vitest';
import { itemNow } from '#lib/meeting/agenda/agenda.ts';
import type { Command } from '#lib/meeting/registry.ts';
import { verify } from '#server/meeting/verify.ts';
import { badLine, type Misfortune } from './lossy.ts';
import { Phone, resident, seatId, sitDown } from './people.ts';
import { seeded } from './seeded.ts';
import { slowStore } from './slow-store.ts';
import { discuss, folder, openMeeting, replay, served } from './world.ts';
import { storedRows } from './stored-rows.ts';

const BAD: Misfortune = { drop: 0.08, double: 0.08, swap: 0.08, cut: 0.03 };
const PEOPLE = 8;
const TURNS = 6;

/** A store over a network: late, and sometimes not there. */
const OVER_A_LINE = { late: true, failing: 0.04 };
const AT_HAND = { late: false, failing: 0 };

test.each([
	[11, AT_HAND],
	[42, AT_HAND],
	[2026, AT_HAND],
	[12, OVER_A_LINE],
	[43, OVER_A_LINE],
	[2027, OVER_A_LINE]
])(
	'seed %i: a meeting over bad lines stays one meeting; store %o',
	async (seed, { late, failing }) => {
		const random = seeded(seed);
		const store = { fails: 0 };
		const it = await served(
			folder(),
			late ? slowStore(seeded(seed), () => store.fails) : undefined
		);
		const names = Array.from({ length: PEOPLE }, (_, i) => resident(`居民${i + 1}`));
		const { room, chair } = await openMeeting(it, names);
		await discuss(room, chair);
		const line = await badLine(it.origin, random, BAD);
		onTestFinished(() => line.stop());

		const phones: Phone[] = [];
		for (const [who, n] of [['chair', 0], ...names.map((_, i) => [i + 1, i + 1])] as const) {
			const seat = seatId(room, who);
			const cookie = n === 0 ? undefined : await sitDown(it.app, room, seat);
			if (cookie) phones.push(new Phone(line.origin, room.code, seat, cookie, 400));
		}
		onTestFinished(() => phones.forEach((phone) => phone.close()));
		await Promise.all(
			phones.map((phone) => phone.until((p) => p.copy !== null, 'the room', 30_000))
		);

		store.fails = failing;
		const done: number[] = [];
		const life = async (phone: Phone) => {
			for (let turn = 0; turn < TURNS; turn++) {
				const answer = await phone.send(something(phone, random));
				if ('seq' in answer) done.push(answer.seq);
			}
		};
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
		await Promise.all([...phones.map(life), leading]);

		line.mend();
		store.fails = 0;
		for (const phone of phones) phone.client.wake();
		const { seq } = room.committed;
		await Promise.all(
			phones.map((phone) => phone.until((p) => p.copy!.seq >= seq, 'the last event', 30_000))
		);
		const story = replay(it, room);
		expect(room.committed.state).toEqual(story);
		for (const phone of phones) {
			expect(phone.copy!.head).toBe(room.committed.head);
			expect(phone.copy!.state).toEqual(story);
		}
		expect(done.every((at) => at <= seq)).toBe(true);
		expect(done.length).toBeGreaterThan(PEOPLE);
		const hands = new Map<string, number>();
		for (const { seat } of story.queue.entries) hands.set(seat, (hands.get(seat) ?? 0) + 1);
		expect([...hands.values()].every((n) => n === 1)).toBe(true);
		expect(verify(room.meeting, storedRows(it.app, room.meeting))).toMatchObject({ ok: true });
	},
	120_000
);

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
