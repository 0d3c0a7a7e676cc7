// Suggestions for grouping cards: which may say the same, and which may belong together. Always only
// that: nothing is moved or stacked by it. Signs and pairs of signs are compared, no outside service is
// asked (issue 4). RULES.md has the rules N1 to N6 and the measured figures.

import { alikePairs, bundlesOf, TOPIC, type Likeness } from './likeness.ts';
import { topicsOf } from './topics.ts';
import { opposed, wordsOf } from './words.ts';

export type CardText = { id: string; text: string };
export type NearPair = { a: string; b: string; score: number };
export type Theme = { cards: readonly string[] };

/** Cosine from which two cards may say the same. */
const SAME_FROM = 0.4;
/** Mean cosine from which two sets of cards may belong together. */
const TOGETHER_FROM = 0.14;
/** How much a topic of `topics.ts` weighs beside a single sign. */
const TOPIC_WEIGHT = 4;
/** Of a card, so many nearest are looked at: more only costs time in a very large round. */
const NEAREST = 40;

/** Pairs that may say the same, most alike first; never two that pull in opposite directions. */
export function suggestDuplicates(cards: readonly CardText[]): NearPair[] {
	const sorted = inOrder(cards);
	const words = sorted.map(({ text }) => wordsOf(text));
	return alikePairs(bundlesOf(words), SAME_FROM)
		.filter(({ a, b }) => !opposed(words[a]!, words[b]!))
		.sort(byScore)
		.map(({ a, b, score }) => ({ a: sorted[a]!.id, b: sorted[b]!.id, score }));
}

/** Sets of two cards or more that may belong together, the largest first. */
export function suggestThemes(cards: readonly CardText[]): Theme[] {
	const sorted = inOrder(cards);
	const words = sorted.map(({ text }) => wordsOf(text));
	const topics = sorted.map(({ text }) => topicsOf(text).map((topic) => `${TOPIC}${topic}`));
	const pairs = alikePairs(bundlesOf(words, topics, TOPIC_WEIGHT), TOGETHER_FROM / 2);
	return together(nearest(pairs, sorted.length), sorted.length)
		.filter((set) => set.length > 1)
		.sort((a, b) => b.length - a.length || a[0]! - b[0]!)
		.map((set) => ({ cards: set.map((at) => sorted[at]!.id) }));
}

/** By id, so that nothing depends on the order in which cards came. */
function inOrder(cards: readonly CardText[]): CardText[] {
	return [...cards].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

function byScore(one: Likeness, two: Likeness): number {
	return two.score - one.score || one.a - two.a || one.b - two.b;
}

/** The pairs that are among the nearest of either card. */
function nearest(pairs: Likeness[], cards: number): Likeness[] {
	const kept = new Uint16Array(cards);
	return pairs.sort(byScore).filter(({ a, b }) => {
		const near = kept[a]! < NEAREST || kept[b]! < NEAREST;
		if (near) [kept[a], kept[b]] = [kept[a]! + 1, kept[b]! + 1];
		return near;
	});
}

/** From the most alike pair on, sets are joined while their cards are alike on average. */
function together(pairs: readonly Likeness[], cards: number): number[][] {
	const setOf = Array.from({ length: cards }, (_, at) => at);
	const sets = setOf.map((at) => [at]);
	const links = setOf.map(() => new Map<number, number>());
	for (const { a, b, score } of pairs) {
		links[a]!.set(b, score);
		links[b]!.set(a, score);
	}
	for (const { a, b } of pairs) {
		const [one, other] = [setOf[a]!, setOf[b]!];
		if (one === other) continue;
		const mean = (links[one]!.get(other) ?? 0) / (sets[one]!.length * sets[other]!.length);
		if (mean < TOGETHER_FROM) continue;
		const [into, from] = sets[one]!.length >= sets[other]!.length ? [one, other] : [other, one];
		for (const at of sets[from]!) setOf[at] = into;
		sets[into]!.push(...sets[from]!);
		sets[from] = [];
		for (const [third, sum] of links[from]!) {
			links[third]!.delete(from);
			if (third === into) continue;
			links[into]!.set(third, (links[into]!.get(third) ?? 0) + sum);
			links[third]!.set(into, (links[third]!.get(into) ?? 0) + sum);
		}
		links[from] = new Map();
	}
	return sets.filter((set) => set.length > 0).map((set) => set.sort((x, y) => x - y));
}
