/** What screens are told of the queue. The clock is in `floor.test.ts`. */
import { describe, expect, it } from 'vitest';
import { formatOfficials, formatRoles } from '#lib/i18n/fairness-words.ts';
import { fairness, silentBuildings, unheardBuildings } from './fairness.ts';
import { call, discussion, end, people, raise, speak, start } from './test-discussion.ts';
import {
	mayRaise,
	myPlace,
	nextThree,
	speakingView,
	spokenBy,
	stancesFor,
	usualStance
} from './view.ts';

describe('my place', () => {
	it('[Q34] says how many come first and why', () => {
		const world = discussion(people('a', 'b', 'c', 'd'), 'twelve-rules');
		expect(myPlace(world.state, 'a')).toEqual({ at: 'free' });
		for (const id of ['a', 'b', 'c']) raise(world, id, 'for');
		expect(myPlace(world.state, 'c')).toMatchObject({
			at: 'waiting',
			before: 2,
			place: 3,
			reasons: [{ code: 'first-time' }]
		});
		call(world);
		expect(myPlace(world.state, 'a')).toMatchObject({ at: 'floor' });
		expect(myPlace(world.state, 'c')).toMatchObject({ before: 1 });
		raise(world, 'c', 'order');
		expect(myPlace(world.state, 'c')).toMatchObject({ before: 0, entry: { stance: 'order' } });
	});

	it('[Q34] says why no hand can be raised', () => {
		const world = discussion([{ id: 'a' }, { id: 'out', absent: true }], 'twelve-rules');
		expect(myPlace(world.state, 'out')).toEqual({ at: 'barred', why: { refused: 'not-present' } });
		expect(myPlace(world.state, 'chair')).toMatchObject({ why: { refused: 'chair-neutral' } });
		world.do('chair', { type: 'queue.list', item: 'i1', open: false });
		expect(myPlace(world.state, 'a')).toMatchObject({ why: { refused: 'list-closed' } });
		expect(myPlace(world.state, 'a', 'order')).toEqual({ at: 'free' });
		expect(usualStance(discussion([], 'mediation').state)).toBe('side');
		expect(usualStance(discussion([], 'round-robin').state)).toBe('none');
	});

	it('[Q34] the hall sees the next three', () => {
		const world = discussion(people('a', 'b', 'c', 'd'), 'eight');
		for (const id of ['a', 'b', 'c', 'd']) raise(world, id, 'for');
		expect(nextThree(world.state).map(({ entry }) => entry.seat)).toEqual(['a', 'b', 'c']);
	});

	it('[Q34] nobody on the floor is nobody shown', () => {
		expect(speakingView(discussion([], 'eight').state, 0)).toBeNull();
	});
});

describe('fairness', () => {
	function spoken() {
		const world = discussion(
			[
				{ id: 'a' },
				{ id: 'b', channel: 'online' },
				{ id: 'c', channel: 'online' },
				{ id: 'o', role: 'adviser', official: true },
				{ id: 'quiet' },
				{ id: 'away', absent: true }
			],
			'eight',
			['i1', 'i2']
		);
		raise(world, 'a', 'for', 'clerk');
		raise(world, 'b', 'for');
		raise(world, 'c', 'for');
		speak(world, 60_000);
		speak(world, 30_000);
		call(world);
		world.do('c', {
			type: 'queue.write',
			entry: world.state.queue.speaker!.entry.id,
			text: '我在上班'
		});
		world.pass(30_000);
		world.do('chair', { type: 'queue.respond', item: 'i1', seat: 'o' });
		start(world);
		world.pass(20_000);
		end(world);
		return world;
	}

	it('[Q35] sums time and turns per person, role and way', () => {
		const told = fairness(spoken().state);
		expect(told).toMatchObject({ spent: 140_000, turns: 3 });
		expect(told.people.map(({ key, spent, turns }) => [key, spent, turns])).toEqual([
			['a', 60_000, 1],
			['b', 30_000, 1],
			['c', 30_000, 1],
			['o', 20_000, 0]
		]);
		expect(told.ways.map(({ key, spent }) => [key, spent])).toEqual([
			['on-behalf', 60_000],
			['online', 30_000],
			['written', 30_000],
			['hall', 20_000]
		]);
		expect(told.roles.map(({ key }) => key)).toEqual(['member', 'adviser']);
		expect(told.officials.map(({ key, spent }) => [key, spent])).toEqual([
			[false, 120_000],
			[true, 20_000]
		]);
		expect(told.silent).toEqual(['quiet']);
	});

	it('[Q35] shares are whole and add up to a thousand, and to a hundred percent', () => {
		const told = fairness(spoken().state);
		expect(told.people.map(({ permille }) => permille)).toEqual([429, 214, 214, 143]);
		for (const shares of [told.people, told.roles, told.officials, told.ways])
			expect([sumOf(shares, 'permille'), sumOf(shares, 'percent')]).toEqual([1000, 100]);
	});

	it('[Q35] residents and officials are told apart, and a building is silent when nobody of it spoke', () => {
		const told = fairness(spoken().state);
		expect(formatOfficials(told)).toBe('居民占86%，干部占14%');
		expect(formatOfficials({ officials: told.officials.filter(({ key }) => !key) })).toBe('');
		expect(formatRoles(told)).toBe('参会人占86% · 专家、顾问占14%');
		expect(formatRoles({ roles: told.roles.slice(0, 1) })).toBe('');
		const at = (seat: string) => (seat === 'quiet' ? '7号楼' : seat === 'a' ? '3号楼' : '');
		expect(silentBuildings(told, at)).toEqual(['7号楼']);
		expect(silentBuildings(told, () => '3号楼')).toEqual([]);
	});

	it('[Q35] buildings that were not heard are told where names are, small ones to the desk alone', () => {
		const voters = ['a', 'b', 'c', 'd', 'e'];
		const at = (seat: string) =>
			({ a: '1号楼', b: '1号楼', c: '2号楼', d: '2号楼', e: '3号楼' })[seat]!;
		expect(unheardBuildings(['a'], voters, at, 1)).toEqual(['2号楼', '3号楼']);
		expect(unheardBuildings(['a'], voters, at, 2)).toEqual(['2号楼']);
		expect(unheardBuildings([], voters, () => '', 1)).toEqual([]);
	});

	it('[Q35] looks everybody up as often after an evening of turns as after one each', () => {
		const { state } = spoken();
		const lookUps = (turns: typeof state.queue.turns) => {
			let count = 0;
			const get = (of: typeof state.roll.seats, key: string) => ((count += 1), of[key]!);
			const seats = new Proxy(state.roll.seats, { get });
			fairness({ ...state, roll: { ...state.roll, seats }, queue: { ...state.queue, turns } });
			return count;
		};
		const { turns } = state.queue;
		const evening = Array.from({ length: 300 }, () => turns).flat();
		expect(lookUps(evening)).toBe(lookUps(turns));
	});

	it('[Q35] may be asked of one item, and knows silence', () => {
		const world = spoken();
		world.do('chair', { type: 'agenda.open', item: 'i2' });
		expect(fairness(world.state, 'i1').spent).toBe(140_000);
		const told = fairness(world.state, 'i2');
		expect(told).toMatchObject({ spent: 0, turns: 0, people: [], ways: [] });
		expect(told.silent).toEqual(['a', 'b', 'c', 'quiet']);
	});
});

describe('what a phone offers', () => {
	it('[Q34] the sheet holds exactly the stances that the rules take', () => {
		for (const preset of ['eight', 'twelve-rules', 'mediation', 'round-robin', 'free-talk']) {
			const world = discussion([{ id: 'a', side: 'a' }, { id: 'none' }], preset);
			for (const id of ['a', 'none'])
				for (const stance of stancesFor(world.state, world.state.roll.seats[id]!))
					expect(mayRaise(world.state, id, stance), `${preset} ${id} ${stance}`).toBeNull();
		}
		const world = discussion(people('a'), 'twelve-rules');
		const [a] = [world.state.roll.seats.a!];
		expect(stancesFor(world.state, a)).toEqual(['for', 'against', 'ask', 'add']);
	});

	it('[Q34] my turns and my time, points of order in the time alone', () => {
		const world = discussion(people('a', 'b'), 'eight');
		raise(world, 'a', 'for');
		speak(world, 30_000);
		end(world);
		raise(world, 'a', 'order');
		speak(world, 10_000);
		end(world);
		expect(spokenBy(world.state, 'a')).toEqual({ turns: 1, spent: 40_000 });
		expect(spokenBy(world.state, 'b')).toEqual({ turns: 0, spent: 0 });
	});
});

function sumOf(
	shares: readonly { permille: number; percent: number }[],
	of: 'permille' | 'percent'
) {
	return shares.reduce((sum, share) => sum + share[of], 0);
}
