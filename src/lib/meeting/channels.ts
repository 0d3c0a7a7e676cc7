/**
 * Counts by the way in which people took part, told so that nobody can be read from them: a channel of fewer than
 * five people, or one in which all said the same, is told together with another. Pure; for dots and votes alike.
 *
 * Invariant: what is sent, drawn, printed and exported is what comes out of here; the counts that went in are
 * nobody's to see.
 */
import type { Channel } from './names.ts';

/** By one's own phone 现场, 线上 or by telephone 电话; entered for somebody 代录; on paper 纸质. In this order. */
export const COUNTED_WAYS = ['hall', 'online', 'phone', 'on-behalf', 'paper'] as const;
export type CountedWay = Channel | 'on-behalf' | 'paper';

/** What people said by one way, or by several that are told together. */
export interface ChannelCount<Way extends string = CountedWay> {
	ways: Way[];
	people: number;
	/** By what could be said: votes for it, or dots on it. What nobody said may be missing. */
	counts: Record<string, number>;
}

/** The ways there are, and how many numbers tell what everybody said. */
export interface Ways<Way extends string> {
	/** In the order in which they are told. */
	order: readonly Way[];
	/** In the hall; all others are at home. */
	here: readonly Way[];
	/** The numbers of so many people say of each of them what they said. */
	alike(counts: readonly number[], people: number): boolean;
}

/** Channels of fewer people are not told apart (product §3). */
export const APART_FROM = 5;

/** Dots: each number is the same for all of them. */
const DOTS: Ways<CountedWay> = {
	order: COUNTED_WAYS,
	here: ['hall', 'on-behalf', 'paper'],
	alike: (counts, people) => counts.every((n) => n % people === 0)
};

/** The channels of a weighing as they may be told. */
export function mergeChannels(channels: readonly ChannelCount[]): ChannelCount[] {
	return merged(channels, DOTS);
}

/**
 * The channels as they may be told: those without people left out, and as long as one can be read, the smallest of
 * those merged with the smallest other, one of the same place before any. One alone tells the whole and no more.
 */
export function merged<Way extends string>(
	channels: readonly ChannelCount<Way>[],
	{ order, here, alike }: Ways<Way>
): ChannelCount<Way>[] {
	type One = ChannelCount<Way>;
	const rank = ({ ways }: One) => order.indexOf(ways[0]!);
	const bySize = (a: One, b: One) => a.people - b.people || rank(a) - rank(b);
	const readable = ({ people, counts }: One) =>
		people < APART_FROM || alike(Object.values(counts), people);
	/** Merged of both, it is of neither. */
	const placeOf = ({ ways }: One) => {
		const inHall = ways.filter((way) => here.includes(way)).length;
		return inHall === 0 ? 'away' : inHall === ways.length ? 'here' : 'both';
	};
	const together = (a: One, b: One): One => {
		const counts = { ...a.counts };
		for (const [what, n] of Object.entries(b.counts)) counts[what] = (counts[what] ?? 0) + n;
		const ways = order.filter((way) => a.ways.includes(way) || b.ways.includes(way));
		return { ways, people: a.people + b.people, counts };
	};
	let told = channels.filter(({ people }) => people > 0).sort(bySize);
	while (told.length > 1) {
		const small = told.find(readable);
		if (!small) break;
		const others = told.filter((one) => one !== small);
		const other = others.find((one) => placeOf(one) === placeOf(small)) ?? others[0]!;
		told = [...others.filter((one) => one !== other), together(small, other)].sort(bySize);
	}
	return told.sort((a, b) => rank(a) - rank(b));
}
