/** The order, point by point of §3.9. */
import { describe, expect, it } from 'vitest';
import { speakingOrder } from './speaking-order.ts';
import { presetOf, type RulePreset } from './presets.ts';
import { emptyQueue, type Entry, type QueueState, type Stance } from './queue.ts';
import {
	call,
	discussion,
	end,
	people,
	places,
	raise,
	speak,
	waiting,
	why
} from './test-discussion.ts';

const residentsFirst: RulePreset = { ...presetOf('eight')!, residentsFirst: true };

describe('the order', () => {
	it('[Q10] is the order of hands, hall and online alike', () => {
		const world = discussion(
			[{ id: 'a', channel: 'online' }, { id: 'b' }, { id: 'c', channel: 'phone', official: true }],
			'thirty-seconds'
		);
		for (const id of ['c', 'a', 'b']) raise(world, id, 'none');
		expect(waiting(world)).toEqual(['c', 'a', 'b']);
		expect(why(world, 'a')).toEqual(['arrival']);
	});

	it('[Q10] breaks a tie by who joined first', () => {
		const world = discussion(people('a', 'b', 'c'), 'eight');
		for (const id of ['b', 'c', 'a'])
			world.do(id, { type: 'queue.join', seat: id, item: 'i1', stance: 'for' });
		expect(new Set(world.state.queue.entries.map((entry) => entry.requestedAt)).size).toBe(1);
		expect(waiting(world)).toEqual(['b', 'c', 'a']);
	});

	it('[Q11] puts points of order first and forgets nothing over them', () => {
		const world = discussion(people('a', 'b', 'c', 'd'), 'twelve-rules');
		raise(world, 'a', 'for');
		speak(world, 1000);
		raise(world, 'b', 'for');
		raise(world, 'c', 'against');
		raise(world, 'd', 'order');
		raise(world, 'b', 'order');
		expect(waiting(world)).toEqual(['d', 'b', 'c', 'b']);
		speak(world, 1000);
		speak(world, 1000);
		end(world);
		expect(world.state.queue.counts).toEqual({ a: 1 });
		expect(call(world)).toBe('c');
	});

	it('[Q12] lets who has not spoken go first', () => {
		const world = discussion(people('a', 'b', 'c'), 'free-talk');
		raise(world, 'a', 'none');
		speak(world, 1000);
		end(world);
		raise(world, 'a', 'none');
		raise(world, 'b', 'none');
		expect(waiting(world)).toEqual(['b', 'a']);
		expect(why(world, 'b')).toEqual(['first-time']);
		expect(why(world, 'a')).toEqual(['second-turn 2']);
	});

	it('[Q12] does not where the rules don’t', () => {
		const world = discussion(people('a', 'b'), 'nantang');
		raise(world, 'a', 'for');
		speak(world, 1000);
		end(world);
		raise(world, 'a', 'ask');
		raise(world, 'b', 'ask');
		expect(waiting(world)).toEqual(['a', 'b']);
	});

	it('[Q13] alternates within a tier, never across', () => {
		const world = discussion(people('a', 'b', 'c', 'd'), 'twelve-rules');
		raise(world, 'a', 'against');
		speak(world, 1000);
		end(world);
		raise(world, 'b', 'for');
		speak(world, 1000);
		raise(world, 'a', 'against');
		raise(world, 'c', 'for');
		// a is on the other side, but has spoken; c has not.
		expect(waiting(world)).toEqual(['c', 'a']);
		raise(world, 'd', 'against');
		expect(waiting(world)).toEqual(['d', 'c', 'a']);
	});

	it('[Q14] a question keeps its time and doesn’t change what was heard last', () => {
		const world = discussion(people('a', 'b', 'c', 'd', 'e'), 'thirteen');
		raise(world, 'a', 'for');
		speak(world, 1000);
		raise(world, 'b', 'ask');
		raise(world, 'c', 'for');
		raise(world, 'd', 'add');
		raise(world, 'e', 'against');
		expect(waiting(world)).toEqual(['b', 'e', 'c', 'd']);
		expect(why(world, 'b')).toEqual(['question']);
		expect(why(world, 'e')).toEqual(['alternation']);
		expect(why(world, 'c')).toEqual(['gave-way']);
	});

	it('[Q15] a side with nobody waiting passes', () => {
		const world = discussion(
			[{ id: 'p', side: 'a' }, { id: 'q', side: 'a' }, { id: 'x', side: 'b' }, { id: 'm' }],
			'mediation'
		);
		raise(world, 'p', 'side');
		raise(world, 'm', 'ask');
		raise(world, 'q', 'side');
		expect(waiting(world)).toEqual(['p', 'm', 'q']);
		expect(why(world, 'q')).toEqual(['other-side-passes']);
		raise(world, 'x', 'side');
		expect(waiting(world)).toEqual(['p', 'm', 'x', 'q']);
	});

	it('[Q17] residents come before officials where the rules say so', () => {
		const staff = { id: 'o', official: true };
		const world = discussion([staff, ...people('a', 'b')], residentsFirst);
		raise(world, 'o', 'for');
		raise(world, 'a', 'for');
		expect(waiting(world)).toEqual(['a', 'o']);
		expect(why(world, 'a')).toEqual(['residents-first', 'first-time']);
		expect(why(world, 'o')).toEqual(['after-residents', 'first-time']);
		const plain = discussion([staff, ...people('a')], 'eight');
		raise(plain, 'o', 'for');
		raise(plain, 'a', 'for');
		expect(waiting(plain)).toEqual(['o', 'a']);
	});

	it('[Q18] counts who speaks now as heard', () => {
		const world = discussion(people('a', 'b', 'c'), 'twelve-rules');
		raise(world, 'a', 'for');
		raise(world, 'b', 'for');
		raise(world, 'c', 'against');
		expect(call(world)).toBe('a');
		expect(waiting(world)).toEqual(['c', 'b']);
		// Called but silent: what was shown changes only then.
		world.do('chair', { type: 'queue.pass', entry: world.state.queue.speaker!.entry.id });
		expect(waiting(world)).toEqual(['b', 'c']);
	});

	it('[Q18] whose turns are used up has no place, but a reason', () => {
		const world = discussion(people('a'), 'twelve-rules');
		raise(world, 'a', 'for');
		speak(world, 1000);
		end(world);
		raise(world, 'a', 'for');
		world.state.queue = { ...world.state.queue, counts: { a: 2 } };
		expect(places(world)).toMatchObject([{ before: null, reasons: [{ code: 'turns-used' }] }]);
	});

	it('[Q18] orders a thousand waiting people in a few milliseconds', () => {
		const queue = crowd(1000);
		const rules = presetOf('twelve-rules')!;
		speakingOrder(queue, rules, {});
		const times = Array.from({ length: 15 }, () => {
			const from = performance.now();
			expect(speakingOrder(queue, rules, {})).toHaveLength(1000);
			return performance.now() - from;
		});
		// A naive simulation needs some hundred; the margin is for a busy machine.
		expect(Math.min(...times)).toBeLessThan(15);
	});
});

function crowd(n: number): QueueState {
	const stances: Stance[] = ['for', 'for', 'for', 'against', 'ask', 'add', 'order'];
	const entries = Array.from({ length: n }, (_, i): Entry => ({
		id: `e${i}`,
		seat: `s${i}`,
		item: 'i1',
		stance: stances[i % stances.length]!,
		point: null,
		side: null,
		channel: 'hall',
		by: null,
		speaksFor: 0,
		requestedAt: (i * 7919) % n,
		awayAt: null,
		moved: i % 50 === 0 ? i : null
	}));
	return { ...emptyQueue(), item: 'i1', entries };
}
