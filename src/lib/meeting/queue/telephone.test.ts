import { expect, it } from 'vitest';
import { fairness } from './fairness.ts';
import { call, discussion, end, raise, start, waiting } from './test-discussion.ts';
import { orderNow, speakingView, wayOf } from './view.ts';

it('[Q50] an old herdsman rings in: the clerk signs him in and raises his hand, and all say 电话', () => {
	const people = [
		{ id: 'daoerji', absent: true, hasPhone: false },
		{ id: 'naren', hasPhone: false }
	];
	const world = discussion(people, 'thirteen');
	world.do('clerk', { type: 'attendance.sign-in', seat: 'daoerji', channel: 'phone' });
	expect(world.state.attendance.of.daoerji).toMatchObject({ status: 'present', by: 'clerk' });
	raise(world, 'daoerji', 'for', 'clerk');
	raise(world, 'naren', 'against', 'clerk');
	expect(waiting(world)).toEqual(['daoerji', 'naren']);
	expect(orderNow(world.state).map(({ entry }) => wayOf(entry))).toEqual(['phone', 'on-behalf']);

	call(world);
	start(world);
	world.pass(60_000);
	expect(speakingView(world.state, world.now)).toMatchObject({ way: 'phone', by: 'clerk' });
	end(world);
	call(world);
	start(world);
	world.pass(30_000);
	end(world);
	const { ways } = fairness(world.state);
	expect(ways.map(({ key, spent }) => [key, spent])).toEqual([
		['phone', 60_000],
		['on-behalf', 30_000]
	]);
});
