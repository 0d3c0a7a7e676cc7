/** Raising a hand and putting it down. */
import { describe, expect, it } from 'vitest';
import type { QueueCommand, Stance } from './queue.ts';
import { presetOf } from './presets.ts';
import {
	discussion,
	end,
	people,
	places,
	raise,
	speak,
	start,
	call,
	waiting,
	why
} from './test-discussion.ts';

const join = (seat: string, stance: Stance = 'for', item = 'i1'): QueueCommand => ({
	type: 'queue.join',
	seat,
	item,
	stance
});

describe('raising a hand', () => {
	it('[Q1] is for the open item alone', () => {
		const world = discussion(people('a'), 'eight', ['i1', 'i2']);
		expect(world.refused('a', join('a', 'for', 'i2'))).toBe('item-not-open');
		world.do('chair', { type: 'agenda.close', item: 'i1' });
		expect(world.refused('a', join('a'))).toBe('item-not-open');
	});

	it('[Q1] is taken in a discussion, not while results are formed', () => {
		const world = discussion(people('a', 'b'), 'eight');
		raise(world, 'a', 'for');
		world.tell([
			{ type: 'runsheet.entered', body: { from: '5', to: '6', how: 'next', reason: null } }
		]);
		expect(world.refused('b', join('b'))).toBe('not-in-queue-stage');
		expect(waiting(world)).toEqual(['a']);
	});

	it('[Q1] is refused in a closed meeting', () => {
		const world = discussion(people('a'), 'eight');
		world.do('chair', { type: 'plan.close' });
		expect(world.refused('a', join('a'))).toBe('closed');
	});

	it('[Q2] needs a sign-in, and is not for observers', () => {
		const world = discussion(
			[
				{ id: 'a', absent: true },
				{ id: 'o', role: 'observer' }
			],
			'eight'
		);
		expect(world.refused('clerk', join('a'))).toBe('not-present');
		expect(world.refused('clerk', join('o'))).toBe('not-allowed');
		expect(world.refused('clerk', join('nobody'))).toBe('no-such-seat');
		expect(world.refused('clerk', join('__proto__'))).toBe('no-such-seat');
	});

	it('[Q3] is one hand and one point of order', () => {
		const world = discussion(people('a'), 'eight');
		raise(world, 'a', 'for');
		expect(world.refused('a', join('a', 'against'))).toBe('already-waiting');
		raise(world, 'a', 'order');
		expect(world.refused('a', join('a', 'order'))).toBe('already-waiting');
		expect(places(world).map(({ entry }) => entry.stance)).toEqual(['order', 'for']);
	});

	it('[Q3] waits until one has finished speaking', () => {
		const world = discussion(people('a'), 'eight');
		raise(world, 'a', 'for');
		speak(world, 1000);
		expect(world.refused('a', join('a'))).toBe('already-speaking');
		expect(world.refused('a', join('a', 'order'))).toBe('already-speaking');
		end(world);
		raise(world, 'a', 'for');
		expect(waiting(world)).toEqual(['a']);
	});

	it('[Q4] names a stance that the rules know', () => {
		const debate = discussion(people('a'), 'twelve-rules');
		expect(debate.refused('a', join('a', 'none'))).toBe('stance-required');
		expect(debate.refused('a', join('a', 'side'))).toBe('stance-required');
		const sides = discussion([{ id: 'a', side: 'a' }, { id: 'm' }], 'mediation');
		expect(sides.refused('a', join('a', 'for'))).toBe('stance-required');
		expect(sides.refused('m', join('m', 'side'))).toBe('side-required');
		sides.do('m', join('m', 'ask'));
		const talk = discussion(people('a'), 'free-talk');
		talk.do('a', join('a', 'none'));
	});

	it.each(['ask', 'add', 'order'] as const)('[Q4] %s is open in every preset', (stance) => {
		for (const id of ['eight', 'twelve-rules', 'thirteen', 'nantang', 'thirty-seconds'])
			discussion(people('a'), id).do('a', join('a', stance));
		for (const id of ['round-robin', 'mediation', 'free-talk'])
			discussion(people('a'), id).do('a', join('a', stance));
	});

	it('[Q5] counts questions as turns and points of order not', () => {
		const world = discussion(people('a'), 'twelve-rules');
		for (const stance of ['ask', 'order', 'add'] as const) {
			raise(world, 'a', stance);
			speak(world, 1000);
			end(world);
		}
		expect(world.refused('a', join('a'))).toBe('turns-used');
		expect(world.refused('a', join('a', 'ask'))).toBe('turns-used');
		raise(world, 'a', 'order');
	});

	it('[Q5] a side’s hands that already wait are counted', () => {
		const side = ['p', 'q', 'r', 's'].map((id) => ({ id, side: 'a' as const }));
		const world = discussion(side, 'mediation');
		for (const id of ['p', 'q', 'r']) raise(world, id, 'side');
		expect(world.refused('s', join('s', 'side'))).toBe('turns-used');
		world.do('q', { type: 'queue.withdraw', seat: 'q', item: 'i1' });
		raise(world, 's', 'side');
	});

	it('[Q6] a closed list takes points of order alone', () => {
		const world = discussion(people('a', 'b'), 'eight');
		world.do('clerk', { type: 'queue.list', item: 'i1', open: false });
		expect(world.refused('a', join('a'))).toBe('list-closed');
		raise(world, 'b', 'order');
		expect(world.do('chair', { type: 'queue.list', item: 'i1', open: false })).toEqual([]);
		world.do('chair', { type: 'queue.list', item: 'i1', open: true });
		raise(world, 'a', 'for');
	});

	it('[Q7] 6.E line 13: a neutral chair hands the chair over first', () => {
		const world = discussion([{ id: 'co', role: 'cochair' }], 'twelve-rules');
		expect(world.refused('chair', join('chair'))).toBe('chair-neutral');
		raise(world, 'co', 'for');
		world.do('organiser', { type: 'roll.hand-chair', to: 'co' });
		expect(waiting(world)).toEqual([]);
		raise(world, 'chair', 'for');
		expect(waiting(world)).toEqual(['chair']);
	});

	it('[Q51] an adviser raises no hand, and speaks when the chair asks', () => {
		const world = discussion([{ id: 'a' }, { id: 'x', role: 'adviser' }], 'eight');
		for (const stance of ['for', 'ask', 'add'] as const)
			expect(world.refused('x', join('x', stance)), stance).toBe('by-invitation');
		raise(world, 'a', 'for');
		world.do('chair', { type: 'queue.respond', item: 'i1', seat: 'x' });
		expect(world.state.queue.speaker!.entry.seat).toBe('x');
		const { id } = world.state.queue.speaker!.entry;
		world.do('chair', { type: 'queue.end', entry: id });
		raise(world, 'x', 'order');
		const hearing = discussion([{ id: 'x', role: 'adviser', side: 'a' }], 'eight');
		raise(hearing, 'x', 'ask');
		expect(waiting(hearing), 'who has a party speaks in its part').toEqual(['x']);
	});

	it('[Q7] rules without a neutral chair let the chair speak', () => {
		const world = discussion([], 'eight');
		raise(world, 'chair', 'for');
		expect(waiting(world)).toEqual(['chair']);
	});

	it('[Q8] by somebody else is marked; a helper acts for theirs alone', () => {
		const world = discussion([{ id: 'a', helper: 'helper' }, { id: 'b' }], 'eight');
		raise(world, 'a', 'for', 'helper');
		expect(world.state.queue.entries[0]!.by).toBe('helper');
		expect(world.refused('helper', join('b'))).toBe('helper-not-for-seat');
		raise(world, 'b', 'for');
		expect(world.state.queue.entries[1]!.by).toBeNull();
		expect(world.refused('a', join('b'))).toBe('not-allowed');
	});

	it('[Q8] how many one speaks for is never claimed', () => {
		const world = discussion([{ id: 'a', speaksFor: 3 }, { id: 'b' }], 'eight');
		world.do('a', { ...join('a'), speaksFor: 30 } as QueueCommand);
		world.do('clerk', { ...join('b'), speaksFor: 5 } as QueueCommand);
		expect(world.state.queue.entries.map((entry) => entry.speaksFor)).toEqual([3, 5]);
	});

	it('[Q9] put down and raised again comes later', () => {
		const world = discussion(people('a', 'b'), 'thirty-seconds');
		raise(world, 'a', 'none');
		raise(world, 'b', 'none');
		world.do('a', { type: 'queue.withdraw', seat: 'a', item: 'i1' });
		expect(world.refused('a', { type: 'queue.withdraw', seat: 'a', item: 'i1' })).toBe(
			'not-waiting'
		);
		raise(world, 'a', 'none');
		expect(waiting(world)).toEqual(['b', 'a']);
	});

	it('[Q9] a point of order can be put down alone', () => {
		const world = discussion(people('a'), 'eight');
		raise(world, 'a', 'for');
		raise(world, 'a', 'order');
		const entry = places(world)[0]!.entry.id;
		world.do('a', { type: 'queue.withdraw', seat: 'a', item: 'i1', entry });
		expect(places(world).map((place) => place.entry.stance)).toEqual(['for']);
	});
});

describe('a round', () => {
	it('[Q31] goes round the table by seat number, one turn each', () => {
		const world = discussion([...people('a', 'b', 'c'), { id: 'd', absent: true }], 'round-robin');
		world.do('chair', { type: 'queue.next-round', item: 'i1', round: 1 });
		expect(waiting(world)).toEqual(['a', 'b', 'c']);
		expect(why(world, 'a')).toEqual(['round']);
		speak(world, 1000);
		end(world);
		expect(world.refused('a', join('a', 'none'))).toBe('turns-used');
		call(world);
		world.do('b', { type: 'queue.pass', entry: world.state.queue.speaker!.entry.id });
		expect(call(world)).toBe('c');
		start(world);
		const next = { type: 'queue.next-round', item: 'i1', round: 2 } as const;
		expect(world.refused('chair', next)).toBe('someone-speaking');
		end(world);
		world.do('chair', next);
		expect(world.state.queue.round).toBe(2);
		expect(waiting(world)).toEqual(['a', 'b', 'c']);
		expect(world.refused('chair', next)).toBe('stale');
		expect(world.state.queue.round).toBe(2);
	});

	it('[Q31] is for rules with rounds', () => {
		const world = discussion(people('a'), 'eight');
		expect(world.refused('chair', { type: 'queue.next-round', item: 'i1', round: 1 })).toBe(
			'no-rounds'
		);
		expect(presetOf('round-robin')!.limitPer).toBe('round');
	});
});
