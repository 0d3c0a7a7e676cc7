/** What a phone reads that comes back out of a pocket. */
import { describe, expect, it } from 'vitest';
import { call, discussion, end, people, raise, start } from '../queue/test-discussion.ts';
import { AWAY_TO, changeSince, readSeen, seenNow } from './returning.ts';

const MINUTE = 60_000;

describe('coming back', () => {
	it('[product §3] tells who spoke meanwhile and who speaks now', () => {
		const world = discussion(people('a', 'b', 'c'), 'eight');
		const seen = seenNow(world.state, world.now);
		for (const id of ['a', 'b']) raise(world, id, 'for');
		call(world);
		start(world);
		world.pass(2 * MINUTE);
		end(world);
		call(world);
		world.pass(10 * MINUTE);
		expect(changeSince(seen, world.state, world.now)).toMatchObject({
			minutes: 12,
			heard: 1,
			speaker: 'b',
			stage: null,
			item: null,
			closed: false
		});
	});

	it('[product §3] says nothing after a glance aside, after days, or when nothing happened', () => {
		const world = discussion(people('a'), 'eight');
		const seen = seenNow(world.state, world.now);
		expect(changeSince(seen, world.state, world.now + 5 * MINUTE)).toBeNull();
		world.do('chair', { type: 'plan.close' });
		expect(changeSince(seen, world.state, world.now + MINUTE - 1)).toBeNull();
		expect(changeSince(seen, world.state, world.now + AWAY_TO + 1)).toBeNull();
		expect(changeSince(seen, world.state, world.now + MINUTE)).toMatchObject({ closed: true });
	});

	it('[product §3] an undone turn is never a negative number of turns', () => {
		const world = discussion(people('a'), 'eight');
		const seen = { ...seenNow(world.state, world.now), turns: 3, stage: 'gone' };
		expect(changeSince(seen, world.state, world.now + 2 * MINUTE)).toMatchObject({ heard: 0 });
	});

	it('[product §3] a store that holds something else is as good as empty', () => {
		const world = discussion(people('a'), 'eight');
		const seen = seenNow(world.state, world.now);
		expect(readSeen(JSON.stringify(seen))).toEqual(seen);
		for (const text of [null, '', 'null', '[]', '{"at":"soon"}', '{'])
			expect(readSeen(text)).toBeNull();
	});
});
