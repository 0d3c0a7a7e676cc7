import { describe, expect, it } from 'vitest';
import type { TestRoom } from '../test-room.ts';
import { evenOffer, sideClocks, type SideClock } from './side-clocks.ts';
import { call, discussion, end, ITEM, raise, speak, start } from './test-discussion.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const PEOPLE = [
	{ id: '那仁', side: 'a' as const },
	{ id: '布和', side: 'b' as const },
	{ id: '张强', side: 'b' as const },
	{ id: '乌云' }
];

function mediation(): TestRoom {
	return discussion(PEOPLE, 'mediation');
}
function clocks(world: TestRoom): Record<'a' | 'b', SideClock> {
	return sideClocks(world.state, world.now)!;
}
/** Somebody speaks for their side, for so long. */
function says(world: TestRoom, who: string, ms: number): void {
	raise(world, who, 'side');
	expect(speak(world, ms)).toBe(who);
	end(world);
}
function extend(world: TestRoom): void {
	const { id: entry } = world.state.queue.speaker!.entry;
	world.do('chair', { type: 'queue.extend', entry, seconds: 60 });
}
const even = (side: 'a' | 'b') => ({ type: 'queue.even', item: ITEM, side }) as const;

describe('[Q40] two clocks', () => {
	it('add up what each side talked on this item, the one on the floor while it runs', () => {
		const world = mediation();
		says(world, '那仁', 100 * SECOND);
		says(world, '布和', 61_500);
		expect(clocks(world).a).toMatchObject({ used: 100 * SECOND, allowed: 9 * MINUTE, turns: 1 });
		// Whole seconds, as every clock showed them.
		expect(clocks(world).b).toMatchObject({ used: 61 * SECOND, maxTurns: 3, running: false });
		raise(world, '那仁', 'side');
		call(world);
		expect(clocks(world).a).toMatchObject({ used: 100 * SECOND, turns: 2, running: false });
		start(world);
		world.pass(20 * SECOND);
		expect(clocks(world).a).toMatchObject({ used: 120 * SECOND, running: true });
		const { id: entry } = world.state.queue.speaker!.entry;
		world.do('chair', { type: 'queue.pause', entry });
		world.pass(MINUTE);
		expect(clocks(world).a).toMatchObject({ used: 120 * SECOND, running: false });
	});

	it('are equal by rule: three turns of three minutes for each side, however many speak for it', () => {
		const world = mediation();
		for (const [one, other] of [
			['那仁', '布和'],
			['那仁', '张强'],
			['那仁', '布和']
		] as const) {
			says(world, one, 3 * MINUTE);
			says(world, other, 2 * MINUTE);
		}
		expect(clocks(world)).toMatchObject({
			a: { used: 9 * MINUTE, allowed: 9 * MINUTE, turns: 3 },
			b: { used: 6 * MINUTE, allowed: 9 * MINUTE, turns: 3 }
		});
	});

	it('leave out points of order, answers the chair asked for, and who mediates', () => {
		const world = mediation();
		raise(world, '那仁', 'order');
		speak(world, MINUTE);
		end(world);
		world.do('chair', { type: 'queue.respond', item: ITEM, seat: '布和' });
		start(world);
		world.pass(MINUTE);
		expect(clocks(world).b.running).toBe(false);
		end(world);
		raise(world, '乌云', 'ask');
		speak(world, MINUTE);
		end(world);
		expect(clocks(world)).toMatchObject({ a: { used: 0, turns: 0 }, b: { used: 0, turns: 0 } });
	});

	it('are of one item, and none where there are no sides', () => {
		const world = discussion(PEOPLE, 'mediation', ['i1', 'i2']);
		says(world, '那仁', MINUTE);
		world.do('chair', { type: 'agenda.open', item: 'i2' });
		expect(clocks(world).a.used).toBe(0);
		world.do('chair', { type: 'agenda.open', item: 'i1' });
		expect(clocks(world).a.used).toBe(MINUTE);
		expect(sideClocks(discussion(PEOPLE, 'eight').state, world.now)).toBeNull();
	});

	it('know that somebody has half as long again', () => {
		const world = mediation();
		world.do('clerk', { type: 'roll.more-time', seat: '那仁', more: true });
		says(world, '那仁', MINUTE);
		expect(clocks(world)).toMatchObject({
			a: { allowed: 630 * SECOND },
			b: { allowed: 9 * MINUTE }
		});
	});
});

describe('[Q41] what one side is given is offered to the other', () => {
	it('with one press, once, and its next turn is longer by it', () => {
		const world = mediation();
		expect(evenOffer(world.state)).toBeNull();
		raise(world, '那仁', 'side');
		speak(world, MINUTE);
		extend(world);
		expect(evenOffer(world.state)).toEqual({ side: 'b', ms: MINUTE });
		expect(world.refused('chair', even('a'))).toBe('stale');
		expect(world.refused('那仁', even('b'))).toBe('not-allowed');
		world.do('chair', even('b'));
		expect(world.refused('chair', even('b'))).toBe('stale');
		expect(clocks(world)).toMatchObject({
			a: { allowed: 10 * MINUTE },
			b: { allowed: 10 * MINUTE, credit: MINUTE }
		});
		end(world);
		raise(world, '布和', 'side');
		call(world);
		expect(world.state.queue.speaker!.allowed).toBe(4 * MINUTE);
		start(world);
		end(world);
		expect(clocks(world).b).toMatchObject({ allowed: 10 * MINUTE, credit: 0 });
		raise(world, '那仁', 'side');
		call(world);
		expect(world.state.queue.speaker!.allowed).toBe(3 * MINUTE);
	});

	it('whoever of that side has the floor has it at once', () => {
		const world = mediation();
		raise(world, '那仁', 'side');
		speak(world, MINUTE);
		extend(world);
		end(world);
		raise(world, '布和', 'side');
		speak(world, MINUTE);
		world.do('chair', even('b'));
		expect(world.state.queue.speaker!.allowed).toBe(4 * MINUTE);
		expect(clocks(world).b).toMatchObject({ allowed: 10 * MINUTE, credit: 0 });
		expect(evenOffer(world.state)).toBeNull();
	});

	it('a turn that was called and never begun uses nothing up; an extension taken back is offered no longer', () => {
		const world = mediation();
		raise(world, '那仁', 'side');
		speak(world, MINUTE);
		extend(world);
		world.do('chair', { type: 'queue.undo', at: world.state.queue.undo!.at });
		expect(evenOffer(world.state)).toBeNull();
		extend(world);
		world.do('chair', even('b'));
		end(world);
		raise(world, '布和', 'side');
		call(world);
		world.do('chair', { type: 'queue.pass', entry: world.state.queue.speaker!.entry.id });
		expect(clocks(world).b).toMatchObject({ turns: 0, credit: MINUTE, allowed: 10 * MINUTE });
	});

	it('stays with the item when another is talked about and this one again', () => {
		const world = discussion(PEOPLE, 'mediation', ['i1', 'i2']);
		raise(world, '那仁', 'side');
		speak(world, MINUTE);
		extend(world);
		world.do('chair', even('b'));
		end(world);
		world.do('chair', { type: 'agenda.open', item: 'i2' });
		expect(evenOffer(world.state)).toBeNull();
		world.do('chair', { type: 'agenda.open', item: 'i1' });
		expect(clocks(world).b.credit).toBe(MINUTE);
	});
});
