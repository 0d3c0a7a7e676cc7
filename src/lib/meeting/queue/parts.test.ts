import { describe, expect, it } from 'vitest';
import { opened, plan } from '../runsheet/test-meetings.ts';
import { pressFor } from '../runsheet/press.ts';
import { scriptFor } from '../runsheet/script.ts';
import { floorOf } from '../runsheet/script/floor.ts';
import type { TestRoom } from '../test-room.ts';
import { answerers, statementsLeft } from './parts.ts';
import { orderNow, speakingView, stancesFor } from './view.ts';
import { itemOf, raise, waiting } from './test-discussion.ts';

const PEOPLE = ['李梅', '唐守义', '邓红', '代永康'];

/** A hearing with one who applies, one who objects and one who asks, in this stage; 代永康 is nothing yet. */
function hearing(stage: string, preset = 'hearing', template = 'hearing'): TestRoom {
	const world = opened(plan({ preset, template }), PEOPLE);
	const [a, b, asker] = template === 'hearing' ? (['a', 'b', 'asker'] as const) : SIDES_OF_PITCH;
	for (const [name, side] of [
		['唐守义', b],
		['李梅', a],
		['邓红', asker]
	] as const)
		world.do('孙晓彤', { type: 'roll.side', seat: world.seat(name), side });
	expect(world.go(stage, { force: true })).toBe('ok');
	return world;
}
const SIDES_OF_PITCH = ['presenter', 'presenter', 'asker'] as const;

const chair = '周雅琴';
const names = (world: TestRoom, seats: readonly string[]) =>
	seats.map((seat) => world.hidden.roll.people.get(seat)!.name);
const list = (world: TestRoom) => names(world, waiting(world));
const hand = (world: TestRoom, name: string, stance: 'ask' | 'opinion' | 'for' | 'order') =>
	({ type: 'queue.join', seat: world.seat(name), item: itemOf(world), stance }) as const;
const begin = (world: TestRoom) =>
	world.do(chair, {
		type: 'queue.next-round',
		item: itemOf(world),
		round: world.state.queue.round + 1
	});
const press = (world: TestRoom) => pressFor(world.state, floorOf(world.state, world.now));
const WORDS = {
	person: () => ({ name: '某某', building: '', title: '', honorific: null }),
	text: () => '…'
} as never;
const read = (world: TestRoom) =>
	scriptFor(world.state, {
		floor: floorOf(world.state, world.now),
		words: WORDS,
		now: world.now
	}).map(({ key }) => key);

/** The chair calls the first; the person speaks for a second. */
function heard(world: TestRoom): string {
	const expect = orderNow(world.state)[0]!.entry.id;
	world.do(chair, { type: 'queue.call', item: itemOf(world), expect });
	const speaker = world.state.queue.speaker!;
	world.do(chair, { type: 'queue.start', entry: speaker.entry.id });
	world.pass(1000).do(chair, { type: 'queue.end', entry: speaker.entry.id });
	return names(world, [speaker.entry.seat])[0]!;
}

describe('[Q46] statements', () => {
	it('are made without a hand, who applies first, ten minutes each, once', () => {
		const world = hearing('statements');
		expect(read(world)).toContain('statements');
		expect(press(world)).toEqual({ what: 'round', n: 1, listed: true });
		expect(read(world)).not.toContain('how_to_speak');
		begin(world);
		expect(list(world)).toEqual(['李梅', '唐守义']);
		expect(orderNow(world.state)[0]!.reasons).toEqual([{ code: 'listed' }]);
		world.do(chair, {
			...{ type: 'queue.call', item: itemOf(world) },
			expect: orderNow(world.state)[0]!.entry.id
		});
		expect(speakingView(world.state, world.now)).toMatchObject({
			...{ stance: 'statement', allowed: 600_000, side: 'a' }
		});
		const { id } = world.state.queue.speaker!.entry;
		world.do(chair, { type: 'queue.start', entry: id });
		world.do(chair, { type: 'queue.end', entry: id });
		expect(heard(world)).toBe('唐守义');
		expect(statementsLeft(world.state)).toEqual([]);
		expect(press(world).what).toBe('next');
	});

	it('take no hand but a point of order', () => {
		const world = hearing('statements');
		expect(world.refused('邓红', hand(world, '邓红', 'ask'))).toBe('in-turn');
		expect(stancesFor(world.state, world.state.roll.seats[world.seat('邓红')]!)).toEqual([]);
		world.do('邓红', hand(world, '邓红', 'order'));
	});

	it('of who came late are made after the others, and nobody is called twice', () => {
		const world = hearing('statements');
		world.do('孙晓彤', { type: 'attendance.step-out', seat: world.seat('唐守义') });
		begin(world);
		expect(heard(world)).toBe('李梅');
		expect(press(world).what).toBe('next');
		world.do('孙晓彤', { type: 'attendance.sign-in', seat: world.seat('唐守义'), channel: 'hall' });
		begin(world);
		expect(list(world)).toEqual(['唐守义']);
	});

	it('leave nobody waiting for the part that comes next', () => {
		const world = hearing('statements');
		begin(world);
		expect(world.go('questions')).toBe('ok');
		expect(list(world)).toEqual([]);
	});

	it('are limited by the rules of the meeting, and not by their turns', () => {
		const world = hearing('statements', 'twelve-rules');
		begin(world);
		expect(heard(world)).toBe('李梅');
		expect(world.state.queue.turns[0]!.allowed).toBe(120_000);
		expect(world.go('questions')).toBe('ok');
		for (let n = 0; n < 3; n++) {
			raise(world, world.seat('邓红'), 'ask');
			heard(world);
		}
		expect(world.state.queue.turns).toHaveLength(4);
	});
});

describe('[Q47] questions and answers', () => {
	it('are asked by who asks, two minutes, and answered in three by who was heard', () => {
		const world = hearing('questions');
		expect(read(world)).toContain('questions');
		expect(world.refused('李梅', hand(world, '李梅', 'ask'))).toBe('answers-here');
		expect(world.refused('邓红', hand(world, '邓红', 'for'))).toBe('stance-required');
		// Of whom nobody said what they are, they ask like everybody.
		for (const name of ['邓红', '代永康']) world.do(name, hand(world, name, 'ask'));
		world.do(chair, {
			...{ type: 'queue.call', item: itemOf(world) },
			expect: orderNow(world.state)[0]!.entry.id
		});
		const { entry, allowed } = world.state.queue.speaker!;
		expect(allowed).toBe(120_000);
		world.do(chair, { type: 'queue.start', entry: entry.id });
		world.do(chair, { type: 'queue.end', entry: entry.id });
		expect(
			names(
				world,
				answerers(world.state).map(({ id }) => id)
			)
		).toEqual(['李梅', '唐守义']);
		expect(read(world)).toContain('answer_any');
		const answer = {
			type: 'queue.respond',
			item: itemOf(world),
			seat: world.seat('李梅')
		} as const;
		world.do(chair, answer);
		expect(world.state.queue.speaker).toMatchObject({ allowed: 180_000, response: true });
	});

	it('where several may answer and nobody waits to ask, the chair says whose it is', () => {
		const world = hearing('questions');
		raise(world, world.seat('邓红'), 'ask');
		heard(world);
		expect(press(world)).toEqual({ what: 'answer' });
		raise(world, world.seat('代永康'), 'ask');
		expect(press(world)).toEqual({ what: 'call', seat: world.seat('代永康') });
	});

	it('where one alone may answer, that is the press for now', () => {
		const world = hearing('questions');
		world.do('孙晓彤', { type: 'attendance.step-out', seat: world.seat('唐守义') });
		raise(world, world.seat('邓红'), 'ask');
		raise(world, world.seat('代永康'), 'ask');
		heard(world);
		expect(press(world)).toEqual({ what: 'respond', seat: world.seat('李梅') });
		expect(read(world)).toContain('answer');
		world.do(chair, { type: 'queue.respond', item: itemOf(world), seat: world.seat('李梅') });
		const { id } = world.state.queue.speaker!.entry;
		world.do(chair, { type: 'queue.start', entry: id });
		world.do(chair, { type: 'queue.end', entry: id });
		expect(press(world)).toEqual({ what: 'call', seat: world.seat('代永康') });
	});
});

describe('[Q46] the other parts', () => {
	it('opinions are everybody’s, three minutes each', () => {
		const world = hearing('opinions');
		expect(read(world)).toContain('opinions');
		for (const name of PEOPLE) raise(world, world.seat(name), 'opinion');
		expect(list(world)).toEqual(PEOPLE);
		heard(world);
		expect(world.state.queue.turns[0]!.allowed).toBe(180_000);
		expect(world.refused('李梅', hand(world, '李梅', 'ask'))).toBe('stance-required');
	});

	it('pitches are heard in the order of the list, five minutes each, and then asked about', () => {
		const world = hearing('pitches', 'pitch', 'pitch');
		begin(world);
		expect(list(world)).toEqual(['李梅', '唐守义']);
		heard(world);
		expect(world.state.queue.turns[0]!.allowed).toBe(300_000);
		expect(world.go('questions')).toBe('ok');
		raise(world, world.seat('邓红'), 'ask');
		heard(world);
		expect(world.state.queue.turns[1]!.allowed).toBe(60_000);
	});

	it('rules with two sides have no parts', () => {
		const world = opened(plan({ preset: 'mediation', template: 'hearing' }), PEOPLE);
		world.do('孙晓彤', { type: 'roll.side', seat: world.seat('李梅'), side: 'a' });
		expect(world.go('statements', { force: true })).toBe('ok');
		expect(stancesFor(world.state, world.state.roll.seats[world.seat('李梅')]!)).toEqual([
			...['side', 'ask', 'add']
		]);
		expect(world.state.plan.parties).toBeUndefined();
		raise(world, world.seat('李梅'), 'side' as never);
		const called = names(world, [orderNow(world.state)[0]!.entry.seat]);
		expect(called).toEqual(['李梅']);
	});

	it('a talk that is no part goes by the rules alone', () => {
		const world = opened(plan(), PEOPLE);
		expect(world.go('discussion', { force: true })).toBe('ok');
		expect(world.refused('李梅', hand(world, '李梅', 'opinion'))).toBe('stance-required');
	});
});
