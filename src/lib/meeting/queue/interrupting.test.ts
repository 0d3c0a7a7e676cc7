/** 先停表: a point of order is heard within another turn, which goes on after it. */
import { describe, expect, it } from 'vitest';
import type { TestRoom } from '../test-room.ts';
import {
	call,
	discussion,
	end,
	interrupt,
	people,
	places,
	raise,
	speak,
	start,
	waiting
} from './test-discussion.ts';
import { justRuled, speakingView, standingTurn } from './view.ts';

const now = (world: TestRoom) => world.state.queue.speaker!;
const view = (world: TestRoom) => speakingView(world.state, world.now)!;
const on = <T extends string>(world: TestRoom, type: T) => ({ type, entry: now(world).entry.id });

describe('a point of order interrupts', () => {
	/** a has spoken for 30 of 120 seconds when b raises a point of order, which is heard. */
	function interrupted(): TestRoom {
		const world = discussion(people('a', 'b', 'c', 'd'), 'twelve-rules');
		raise(world, 'a', 'for');
		raise(world, 'c', 'against');
		speak(world, 30_000);
		raise(world, 'b', 'order');
		interrupt(world);
		return world;
	}
	const rule = (world: TestRoom) =>
		world.do('chair', { ...on(world, 'queue.rule'), ruling: 'agreed', words: '说得对' });

	it('[Q45] the clock stands while it is heard; the ruling ends it, and the speaker goes on with the rest', () => {
		const world = interrupted();
		// The second in which b raised it ran, too.
		expect(standingTurn(world.state)).toEqual({ seat: 'a', left: 89_000 });
		expect(now(world).entry.seat).toBe('b');
		world.pass(5_000);
		start(world);
		world.pass(20_000);
		rule(world);
		expect(now(world).entry.seat).toBe('a');
		expect(view(world)).toMatchObject({ paused: true, started: true, spent: 31_000 });
		expect(justRuled(world.state)).toMatchObject({ entry: { seat: 'b' }, ruling: 'agreed' });
		world.pass(3_000).do('chair', on(world, 'queue.resume'));
		expect(justRuled(world.state)).toBeNull();
		world.pass(10_000);
		expect(view(world).spent).toBe(41_000);
		end(world);
		expect(world.state.queue.turns).toMatchObject([
			{ entry: { seat: 'b', stance: 'order' }, spent: 20_000, ruling: 'agreed' },
			{ entry: { seat: 'a' }, spent: 41_000 }
		]);
		expect(world.state.queue.counts).toEqual({ a: 1 });
		expect(waiting(world)).toEqual(['c']);
	});

	it('[Q45] nobody else is called before that, and no response asked for; another point of order is heard', () => {
		const world = interrupted();
		start(world);
		const expect_ = places(world)[0]!.entry.id;
		expect(world.refused('chair', { type: 'queue.call', item: 'i1', expect: expect_ })).toBe(
			'turn-stands'
		);
		expect(world.refused('chair', { type: 'queue.respond', item: 'i1', seat: 'd' })).toBe(
			'turn-stands'
		);
		expect(world.refused('a', { type: 'queue.join', seat: 'a', item: 'i1', stance: 'order' })).toBe(
			'already-speaking'
		);
		raise(world, 'd', 'order');
		interrupt(world);
		expect([now(world).entry.seat, standingTurn(world.state)?.seat]).toEqual(['d', 'a']);
		start(world);
		end(world);
		expect(now(world).entry.seat).toBe('a');
		expect(standingTurn(world.state)).toBeNull();
	});

	it('[Q45] only a point of order interrupts, and only the chair lets it', () => {
		const world = discussion(people('a', 'b'), 'twelve-rules');
		raise(world, 'a', 'for');
		speak(world, 10_000);
		raise(world, 'b', 'against');
		const press = {
			type: 'queue.interrupt',
			item: 'i1',
			expect: places(world)[0]!.entry.id
		} as const;
		expect(world.refused('chair', press)).toBe('no-point-of-order');
		raise(world, 'b', 'order');
		const point = { ...press, expect: places(world)[0]!.entry.id };
		for (const who of ['b', 'clerk', 'timer'])
			expect(world.refused(who, point)).toBe('not-allowed');
		world.do('chair', point);
		expect(world.refused('chair', point), 'two presses hear one').toMatch(/stale|turn-stands/);
	});

	it('[Q45] a point that is taken back, passed or left by whoever raised it gives the floor back', () => {
		for (const leave of [
			(world: TestRoom) => world.do('chair', on(world, 'queue.pass')),
			(world: TestRoom) =>
				world.do('chair', { type: 'queue.undo', at: world.state.queue.undo!.at }),
			(world: TestRoom) => world.do('clerk', { type: 'attendance.step-out', seat: 'b' })
		]) {
			const world = interrupted();
			leave(world);
			expect(now(world).entry.seat).toBe('a');
			expect(world.state.queue.interrupted).toBeNull();
		}
	});

	it('[Q45] whoever was interrupted and leaves has had that turn; the point goes on', () => {
		const world = interrupted();
		world.do('clerk', { type: 'attendance.step-out', seat: 'a' });
		expect(now(world).entry.seat).toBe('b');
		expect(world.state.queue).toMatchObject({ interrupted: null, counts: { a: 1 } });
		expect(world.state.queue.turns).toMatchObject([{ entry: { seat: 'a' }, spent: 31_000 }]);
	});

	it('[Q45] called and not yet started, a turn is called again after it', () => {
		const world = discussion(people('a', 'b'), 'twelve-rules');
		raise(world, 'a', 'for');
		call(world);
		raise(world, 'b', 'order');
		interrupt(world);
		start(world);
		rule(world);
		expect(now(world)).toMatchObject({ entry: { seat: 'a' }, startedAt: null });
		start(world);
		expect(justRuled(world.state)).toBeNull();
	});
});
