/** Requirements product §3: channels under five people, or unanimous, are told together with another. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	APART_FROM,
	COUNTED_WAYS,
	mergeChannels,
	type ChannelCount,
	type CountedWay
} from './channels.ts';

/** 赞成/反对/弃权. */
function votes(way: CountedWay, yes: number, no: number, abstain: number): ChannelCount {
	return { ways: [way], people: yes + no + abstain, counts: { yes, no, abstain } };
}
const told = (channels: readonly ChannelCount[]) =>
	mergeChannels(channels).map(({ ways, counts: { yes = 0, no = 0, abstain = 0 } }) => {
		return `${ways.join('+')} ${yes}/${no}/${abstain}`;
	});

describe('[K30] channels that are told', () => {
	it('scenario A: who voted alike through the clerk is told with the phones of the hall', () => {
		const channels = [
			votes('hall', 8, 1, 0),
			votes('online', 4, 0, 2),
			votes('on-behalf', 6, 0, 0)
		];
		expect(told(channels)).toEqual(['hall+on-behalf 14/1/0', 'online 4/0/2']);
	});

	it('one phone in a hall that calls its dots is told with the hall', () => {
		const channels: ChannelCount[] = [
			{ ways: ['hall'], people: 1, counts: { g1: 2, g2: 1 } },
			{ ways: ['on-behalf'], people: 6, counts: { g1: 8, g3: 9 } }
		];
		expect(mergeChannels(channels)).toEqual([
			{ ways: ['hall', 'on-behalf'], people: 7, counts: { g1: 10, g2: 1, g3: 9 } }
		]);
	});

	it('goes on with the smallest other until nobody can be read, of the same place first', () => {
		expect(
			told([votes('hall', 9, 4, 1), votes('online', 3, 1, 0), votes('phone', 1, 0, 0)])
		).toEqual(['hall 9/4/1', 'online+phone 4/1/0']);
		expect(
			told([votes('hall', 9, 4, 1), votes('online', 2, 1, 0), votes('paper', 3, 3, 0)])
		).toEqual(['hall 9/4/1', 'online+paper 5/4/0']);
	});

	it('tells channels apart that are large and of several minds, and leaves out those without people', () => {
		const channels = [votes('hall', 5, 4, 0), votes('online', 4, 1, 0), votes('paper', 0, 0, 0)];
		expect(told(channels)).toEqual(['hall 5/4/0', 'online 4/1/0']);
	});

	it('tells the whole where all are of one mind, or few', () => {
		expect(told([votes('hall', 5, 0, 0), votes('online', 7, 0, 0)])).toEqual([
			'hall+online 12/0/0'
		]);
		expect(told([votes('hall', 1, 1, 0)])).toEqual(['hall 1/1/0']);
		expect(told([])).toEqual([]);
	});
});

describe('of any channels', () => {
	const channel = (way: CountedWay) =>
		fc
			.tuple(fc.nat(9), fc.nat(9), fc.nat(3))
			.map(([yes, no, abstain]) => votes(way, yes, no, abstain));
	const channels = fc.tuple(...COUNTED_WAYS.map(channel));
	const sum = (all: readonly ChannelCount[], what: string) =>
		all.reduce((n, { counts }) => n + (counts[what] ?? 0), 0);

	it('[K30] nobody is lost, and where several are told none is small or of one mind', () => {
		fc.assert(
			fc.property(channels, (all) => {
				const merged = mergeChannels(all);
				for (const what of ['yes', 'no', 'abstain']) expect(sum(merged, what)).toBe(sum(all, what));
				const ways = merged.flatMap((one) => one.ways).sort();
				expect(ways).toEqual(
					all
						.filter(({ people }) => people)
						.flatMap((one) => one.ways)
						.sort()
				);
				if (merged.length < 2) return;
				for (const { people, counts } of merged) {
					expect(people).toBeGreaterThanOrEqual(APART_FROM);
					expect(Object.values(counts).filter((n) => n > 0).length).toBeGreaterThan(1);
				}
			})
		);
	});

	it('[K30] the order in which they are given tells nothing', () => {
		fc.assert(
			fc.property(channels, fc.infiniteStream(fc.nat()), (all, dice) => {
				const mixed = all
					.map((one) => [dice.next().value as number, one] as const)
					.sort(([a], [b]) => a - b)
					.map(([, one]) => one);
				expect(mergeChannels(mixed)).toEqual(mergeChannels(all));
			})
		);
	});
});
