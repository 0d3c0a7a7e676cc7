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
export interface ChannelCount {
	ways: CountedWay[];
	people: number;
	/** By what could be said: votes for it, or dots on it. What nobody said may be missing. */
	counts: Record<string, number>;
}

/** Channels of fewer people are not told apart (product §3). */
export const APART_FROM = 5;

/** At home; everybody else is in the hall, or was, when their paper was written. */
const AWAY: readonly CountedWay[] = ['online', 'phone'];

/**
 * The channels as they may be told: those without people left out, and as long as one can be read, the smallest of
 * those merged with the smallest other, one of the same place before any. One alone tells the whole and no more.
 */
export function mergeChannels(channels: readonly ChannelCount[]): ChannelCount[] {
	let told = channels.filter(({ people }) => people > 0).sort(bySize);
	while (told.length > 1) {
		const small = told.find(isReadable);
		if (!small) break;
		const others = told.filter((one) => one !== small);
		const other = others.find((one) => placeOf(one) === placeOf(small)) ?? others[0]!;
		told = [...others.filter((one) => one !== other), together(small, other)].sort(bySize);
	}
	return told.sort((a, b) => rank(a) - rank(b));
}

/** Too few, or their numbers say of each of them what they said: each number is the same for all of them. */
function isReadable({ people, counts }: ChannelCount): boolean {
	return people < APART_FROM || Object.values(counts).every((n) => n % people === 0);
}

function together(a: ChannelCount, b: ChannelCount): ChannelCount {
	const counts = { ...a.counts };
	for (const [what, n] of Object.entries(b.counts)) counts[what] = (counts[what] ?? 0) + n;
	const ways = COUNTED_WAYS.filter((way) => a.ways.includes(way) || b.ways.includes(way));
	return { ways, people: a.people + b.people, counts };
}

/** Merged of both, it is of neither. */
function placeOf({ ways }: ChannelCount): 'here' | 'away' | 'both' {
	const away = ways.filter((way) => AWAY.includes(way)).length;
	if (away === 0) return 'here';
	return away === ways.length ? 'away' : 'both';
}

function bySize(a: ChannelCount, b: ChannelCount): number {
	return a.people - b.people || rank(a) - rank(b);
}

function rank({ ways }: ChannelCount): number {
	return COUNTED_WAYS.indexOf(ways[0]!);
}
