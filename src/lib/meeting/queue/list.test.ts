/** The chair's moves, and people and items that come and go. */
import { describe, expect, it } from 'vitest';
import type { TestRoom } from '../test-room.ts';
import {
	call,
	discussion,
	end,
	people,
	places,
	raise,
	seat,
	speak,
	start,
	waiting,
	why
} from './test-discussion.ts';
import { holdFor, myPlace } from './view.ts';

const TEXT = { id: 't0', hash: 'h' };

function move(world: TestRoom, id: string, place: number) {
	const { entry } = places(world).find((one) => one.entry.seat === id)!;
	return world.do('chair', { type: 'queue.move', entry: entry.id, place })[0]!;
}

function fourWaiting() {
	const world = discussion(people('a', 'b', 'c', 'd', 'e'), 'thirty-seconds');
	for (const id of ['a', 'b', 'c', 'd']) raise(world, id, 'none');
	return world;
}

describe('主持人调整', () => {
	it('[Q16] puts a hand where the chair says, and writes the order down', () => {
		const world = fourWaiting();
		const fact = move(world, 'd', 1);
		expect(waiting(world)).toEqual(['a', 'd', 'b', 'c']);
		expect(why(world, 'd')).toEqual(['moved-by-chair']);
		expect(why(world, 'b')).toEqual(['arrival']);
		expect(fact).toMatchObject({
			type: 'queue.moved',
			body: { seat: 'd', place: 1, order: places(world).map(({ entry }) => entry.id) }
		});
	});

	it('[Q16] stays that many calls away, whoever comes or goes', () => {
		const world = fourWaiting();
		move(world, 'a', 2);
		expect(waiting(world)).toEqual(['b', 'c', 'a', 'd']);
		call(world);
		expect(waiting(world)).toEqual(['c', 'a', 'd']);
		world.do('c', { type: 'queue.withdraw', seat: 'c', item: 'i1' });
		expect(waiting(world)).toEqual(['a', 'd']);
		raise(world, 'e', 'order');
		expect(waiting(world)).toEqual(['e', 'a', 'd']);
		call(world);
		expect(waiting(world)).toEqual(['a', 'd']);
	});

	it('[Q16] moved twice, the last move holds', () => {
		const world = fourWaiting();
		move(world, 'd', 0);
		move(world, 'c', 0);
		expect(waiting(world)).toEqual(['c', 'd', 'a', 'b']);
		move(world, 'c', 3);
		expect(waiting(world)).toEqual(['d', 'a', 'b', 'c']);
		move(world, 'a', 99);
		expect(waiting(world)).toEqual(['d', 'b', 'c', 'a']);
	});

	it('[Q16] nobody is moved before a point of order', () => {
		const world = fourWaiting();
		raise(world, 'e', 'order');
		expect(move(world, 'd', 0)).toMatchObject({ body: { place: 1 } });
		expect(waiting(world)).toEqual(['e', 'd', 'a', 'b', 'c']);
		move(world, 'e', 2);
		expect(waiting(world)).toEqual(['d', 'a', 'e', 'b', 'c']);
	});

	it('[Q16] is the chair’s alone, and for those who wait', () => {
		const world = fourWaiting();
		const entry = places(world)[0]!.entry.id;
		expect(world.refused('clerk', { type: 'queue.move', entry, place: 1 })).toBe('not-allowed');
		expect(world.refused('chair', { type: 'queue.move', entry: 'x', place: 1 })).toBe('stale');
		call(world);
		expect(world.refused('chair', { type: 'queue.move', entry, place: 1 })).toBe('stale');
	});
});

describe('a line that is gone', () => {
	function online() {
		const world = discussion(
			[{ id: 'a', channel: 'online' }, { id: 'b', channel: 'online' }, { id: 'c' }],
			'eight'
		);
		for (const id of ['a', 'b', 'c']) raise(world, id, 'for');
		return world;
	}

	it('[Q28] is skipped after the holding time and back in its place on return', () => {
		const world = online();
		expect(holdFor(world.state, 'a')).toBe(60_000);
		world.do('clock', { type: 'queue.away', seat: 'a' });
		expect(waiting(world)).toEqual(['b', 'c']);
		expect(why(world, 'a')).toEqual(['away']);
		expect(myPlace(world.state, 'a')).toMatchObject({ at: 'waiting', before: null });
		expect(call(world)).toBe('b');
		expect(world.refused('clock', { type: 'queue.away', seat: 'a' })).toBe('not-waiting');
		world.do('clock', { type: 'queue.back', seat: 'a' });
		expect(waiting(world)).toEqual(['a', 'c']);
		expect(world.refused('clock', { type: 'queue.back', seat: 'a' })).toBe('not-waiting');
	});

	it('[Q28] doesn’t matter in the hall', () => {
		const world = online();
		expect(holdFor(world.state, 'c')).toBeNull();
		expect(world.refused('clock', { type: 'queue.away', seat: 'c' })).toBe('not-waiting');
		expect(world.refused('a', { type: 'queue.away', seat: 'b' })).toBe('not-allowed');
	});

	it('[Q28] keeps the floor, marked', () => {
		const world = online();
		speak(world, 1000);
		world.do('clock', { type: 'queue.away', seat: 'a' });
		expect(world.state.queue.speaker!.entry.awayAt).toBe(world.now);
		world.do('clock', { type: 'queue.back', seat: 'a' });
		expect(world.state.queue.speaker!.entry.awayAt).toBeNull();
	});
});

describe('leaving', () => {
	it('[Q29] takes hands down and ends the turn by its clock', () => {
		const world = discussion(people('a', 'b', 'c'), 'eight');
		for (const id of ['a', 'b', 'c']) raise(world, id, 'for');
		speak(world, 7000);
		world.do('b', { type: 'attendance.step-out', seat: 'b' });
		expect(waiting(world)).toEqual(['c']);
		world.do('a', { type: 'attendance.step-out', seat: 'a' });
		expect(world.state.queue.speaker).toBeNull();
		expect(world.state.queue.turns).toMatchObject([{ entry: { seat: 'a' }, spent: 7000 }]);
		expect(
			world.refused('chair', { type: 'queue.undo', at: world.state.queue.undo?.at ?? 0 })
		).toBe('nothing-to-undo');
		world.tell([{ type: 'roll.removed', body: { seat: 'c' } }]);
		expect(waiting(world)).toEqual([]);
	});

	it('[Q29] a closed meeting leaves nobody waiting', () => {
		const world = discussion(people('a'), 'eight');
		raise(world, 'a', 'for');
		world.do('chair', { type: 'plan.close' });
		expect(world.state.queue).toMatchObject({ item: null, entries: [], speaker: null });
	});

	it('[Q30] a new item starts afresh; one opened again remembers', () => {
		const world = discussion(people('a', 'b'), 'twelve-rules', ['i1', 'i2']);
		raise(world, 'a', 'for');
		speak(world, 1000);
		end(world);
		raise(world, 'b', 'for');
		world.do('chair', { type: 'agenda.open', item: 'i2' });
		expect(world.state.queue).toMatchObject({ item: 'i2', entries: [], counts: {} });
		expect(world.state.queue.lastStance).toBeNull();
		world.do('chair', { type: 'agenda.open', item: 'i1' });
		expect(world.state.queue).toMatchObject({ counts: { a: 1 }, lastStance: 'for', entries: [] });
	});

	it('[Q30] another stage ends nothing', () => {
		const world = discussion(people('a', 'b'), 'eight');
		raise(world, 'a', 'for');
		raise(world, 'b', 'for');
		call(world);
		const queue = world.state.queue;
		world.tell([
			{ type: 'runsheet.entered', body: { from: '5', to: '6', how: 'next', reason: null } }
		]);
		expect(world.state.queue).toBe(queue);
		start(world);
	});
});

describe('a guest who is recognised', () => {
	function withGuest() {
		const world = discussion(
			[{ id: 'g', role: 'guest' }, { id: 'm', absent: true }, { id: 'x' }],
			'twelve-rules'
		);
		raise(world, 'g', 'for');
		speak(world, 1000);
		end(world);
		return world;
	}
	const bound = [{ type: 'roll.bound', body: { guest: 'g', seat: 'm' } } as const];

	it('[Q32] keeps place and turns', () => {
		const world = withGuest();
		raise(world, 'x', 'against');
		raise(world, 'g', 'ask');
		world.tell(bound);
		expect(waiting(world)).toEqual(['x', 'm']);
		expect(world.state.queue.counts).toEqual({ m: 1 });
		expect(world.state.queue.turns[0]!.entry.seat).toBe('m');
		expect(myPlace(world.state, 'g')).toMatchObject({ at: 'waiting', before: 1 });
	});

	it('[Q32] keeps the floor, and one hand where two were up', () => {
		const world = withGuest();
		raise(world, 'g', 'against');
		call(world);
		world.tell(bound);
		expect(world.state.queue.speaker!.entry.seat).toBe('m');
		const two = discussion([{ id: 'g', role: 'guest' }, { id: 'm' }], 'eight');
		raise(two, 'm', 'for', 'clerk');
		raise(two, 'g', 'against');
		two.tell(bound);
		expect(places(two).map(({ entry }) => [entry.seat, entry.stance])).toEqual([['m', 'for']]);
	});
});

describe('facts that don’t fit', () => {
	it('[Q33] change nothing', () => {
		const world = discussion(people('a'), 'eight');
		const { queue } = world.state;
		world.tell([
			{ type: 'queue.started', body: { entry: 'x', seat: 'a', writing: false } },
			{
				type: 'queue.called',
				body: { entry: 'x', seat: 'a', allowed: 1, reasons: [], ended: null }
			},
			{ type: 'queue.undone', body: { what: 'called' } },
			{ type: 'plan.covered', body: { covered: true } },
			{ type: 'roll.added', body: { seats: [seat({ id: 'z' }, 9)] } },
			{ type: 'agenda.closed', body: { item: 'i9' } },
			{ type: 'runsheet.noted', body: { stage: '5', text: TEXT } }
		]);
		expect(world.state.queue).toBe(queue);
	});
});
