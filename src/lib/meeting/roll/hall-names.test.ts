import { expect, it } from 'vitest';
import { hallNames, NAMES_AT_ONCE } from './hall-names.ts';
import { planned, resident, roomOf } from './test-rolls.ts';

function lists(buildings: readonly string[]) {
	const room = roomOf(planned());
	const entries = buildings.map((building, n) => resident(`居民${n}`, { building }));
	room.do('organiser', { type: 'roll.add', entries });
	return { room, lists: () => hallNames(room.state, room.hidden) };
}

it('[S29] where every home is a building of its own, neighbours stand together, a hundred at most', () => {
	const homes = Array.from({ length: 350 }, (_, n) => `${(n % 7) + 1}号楼${n}室`);
	const found = lists(homes).lists();
	expect(found.length).toBeLessThan(10);
	expect(Math.max(...found.map(({ free }) => free.length))).toBeLessThanOrEqual(NAMES_AT_ONCE);
	expect(found.flatMap(({ free }) => free).length).toBe(350);
	expect(found[0]).toMatchObject({ from: '1号楼0室', numbers: null });
	expect(found.at(-1)!.to).toBe('7号楼349室');
});

it('[S29] a long building has several lists with their numbers, and each stays while people sit down', () => {
	const { room, lists: now } = lists(Array.from({ length: 150 }, () => ''));
	const before = now().map(({ key, numbers }) => ({ key, numbers }));
	expect(before.map(({ numbers }) => numbers)).toEqual([
		{ from: 1, to: 100 },
		{ from: 101, to: 150 }
	]);
	room.scan('first', '居民0');
	expect(now().map(({ key, numbers }) => ({ key, numbers }))).toEqual(before);
	expect(now()[0]!.free.length).toBe(99);
});
