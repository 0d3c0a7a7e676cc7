// How alike cards are: each a bundle of weighted features, rare ones weighing more; the cosine between
// two bundles, 0 to 1. Only cards that share a feature are ever compared.

import type { CardWords } from './words.ts';

/** Feature → weight; the squares add up to 1. */
export type Bundle = ReadonlyMap<string, number>;

/** Before the number of a topic, so that it can't be mistaken for a word. */
export const TOPIC = '#';
/** A sign that more cards than these hold (or one card in forty) says little and costs most: passed over. */
const COMMON_FROM = 60;
const COMMON_PART = 40;
const PAIR = 2;
const SINGLE = 1;

/** Weights √(cards ÷ cards that have it); a pair of signs counts twice a single one. */
export function bundlesOf(
	words: readonly CardWords[],
	extra: readonly (readonly string[])[] = [],
	extraWeight = 0
): Bundle[] {
	const features = words.map(({ grams }, at) => [...grams, ...(extra[at] ?? [])]);
	const holders = new Map<string, number>();
	for (const list of features) {
		for (const feature of list) holders.set(feature, (holders.get(feature) ?? 0) + 1);
	}
	return features.map((list, at) => {
		const own = words[at]!.grams.length;
		const weights = list.map((feature, index) => {
			const kind = index >= own ? extraWeight : [...feature].length > 1 ? PAIR : SINGLE;
			return [feature, kind * Math.sqrt(words.length / holders.get(feature)!)] as const;
		});
		const length = Math.sqrt(weights.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
		return new Map(weights.map(([feature, weight]) => [feature, weight / length]));
	});
}

export type Likeness = { a: number; b: number; score: number };

/** All pairs (a before b) at least so alike, found through an index of who has which feature. */
export function alikePairs(bundles: readonly Bundle[], least: number): Likeness[] {
	const index = new Map<string, { at: number[]; weight: number[] }>();
	for (const [at, bundle] of bundles.entries()) {
		for (const [feature, weight] of bundle) {
			const holders = index.get(feature) ?? { at: [], weight: [] };
			holders.at.push(at);
			holders.weight.push(weight);
			index.set(feature, holders);
		}
	}
	const common = Math.max(COMMON_FROM, bundles.length / COMMON_PART);
	const scores = new Float64Array(bundles.length);
	const touched = new Int32Array(bundles.length);
	const pairs: Likeness[] = [];
	bundles.forEach((bundle, b) => {
		let reached = 0;
		for (const [feature, weight] of bundle) {
			const { at, weight: weights } = index.get(feature)!;
			if (at.length > common && !feature.startsWith(TOPIC)) continue;
			for (let i = 0; i < at.length && at[i]! < b; i += 1) {
				const a = at[i]!;
				if (scores[a] === 0) touched[reached++] = a;
				scores[a]! += weight * weights[i]!;
			}
		}
		for (let i = 0; i < reached; i += 1) {
			const a = touched[i]!;
			if (scores[a]! >= least) pairs.push({ a, b, score: scores[a]! });
			scores[a] = 0;
		}
	});
	return pairs;
}
