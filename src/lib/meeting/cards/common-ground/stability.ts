// How far groups would be the same had people been asked other statements: the statements are cut in halves at random,
// people are put into as many groups by each half alone, and the two are compared (rule G13).

import type { Vote } from './answers.ts';
import { pictureOf } from './axes.ts';
import { chanceFrom } from './chance.ts';
import { kmeans } from './kmeans.ts';

const SEED = 19710501;
/** Cuts into halves; more change the mean by less than it is worth. */
const CUTS = 8;
/** Of more people an even part is looked at. */
const MOST_PEOPLE = 300;

/**
 * Mean agreement of the groups found by two halves of the statements, in thousandths: 1000 the same people together,
 * 0 no more than chance would put together. `votes`: a row for each person in a group; `k`: how many groups.
 */
export function stabilityOf(votes: readonly (readonly Vote[])[], k: number): number {
	const every = Math.ceil(votes.length / MOST_PEOPLE);
	const people = votes.filter((_, at) => at % every === 0);
	const width = people[0]?.length ?? 0;
	const chance = chanceFrom(SEED);
	let sum = 0;
	for (let cut = 0; cut < CUTS; cut += 1) {
		const order = shuffled(width, chance);
		const half = Math.ceil(width / 2);
		const [one, other] = [order.slice(0, half), order.slice(half)].map((columns) => {
			const answers = people.map((row) => columns.map((column) => row[column]!));
			return kmeans(pictureOf(answers, columns.length), k);
		});
		sum += agreement(one!, other!);
	}
	return Math.round((sum * 1000) / CUTS);
}

function shuffled(width: number, chance: () => number): number[] {
	const order = Array.from({ length: width }, (_, column) => column);
	for (let last = width - 1; last > 0; last -= 1) {
		const other = Math.floor(chance() * (last + 1));
		[order[last], order[other]] = [order[other]!, order[last]!];
	}
	return order;
}

/** Adjusted Rand index (Hubert and Arabie): pairs together in both, less what chance gives. */
export function agreement(one: readonly number[], other: readonly number[]): number {
	const both = new Map<string, number>();
	const [first, second] = [new Map<number, number>(), new Map<number, number>()];
	const add = <K>(map: Map<K, number>, key: K) => map.set(key, (map.get(key) ?? 0) + 1);
	one.forEach((group, at) => {
		add(both, `${group} ${other[at]}`);
		add(first, group);
		add(second, other[at]!);
	});
	const pairs = (map: Map<unknown, number>) =>
		[...map.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
	const all = (one.length * (one.length - 1)) / 2;
	const [together, a, b] = [pairs(both), pairs(first), pairs(second)];
	const expected = all === 0 ? 0 : (a * b) / all;
	const most = (a + b) / 2;
	return most === expected ? 1 : (together - expected) / (most - expected);
}
