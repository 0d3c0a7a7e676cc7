// Groups of points on the picture, and how well apart they lie.

import type { Point } from './axes.ts';
import { chanceFrom } from './chance.ts';

const SEED = 110411;
const STARTS = 16;
const ROUNDS = 100;

/** For each point its group, 0 to k − 1: the tightest of several k-means from spread-out starts. */
export function kmeans(points: readonly Point[], k: number): number[] {
	const chance = chanceFrom(SEED + k);
	let best: { groups: number[]; cost: number } | null = null;
	for (let start = 0; start < STARTS; start += 1) {
		const found = settle(points, spreadOut(points, k, chance));
		if (best === null || found.cost < best.cost) best = found;
	}
	return best!.groups;
}

/** k-means++: each next centre with a chance that grows with its distance from those there are. */
function spreadOut(points: readonly Point[], k: number, chance: () => number): Point[] {
	const centres = [points[Math.floor(chance() * points.length)]!];
	while (centres.length < k) {
		const far = points.map((point) => apart(point, centres[nearest(point, centres)]!));
		let rest = chance() * far.reduce((sum, value) => sum + value, 0);
		const at = far.findIndex((value) => (rest -= value) < 0);
		centres.push(points[at < 0 ? points.length - 1 : at]!);
	}
	return centres;
}

function settle(points: readonly Point[], centres: Point[]): { groups: number[]; cost: number } {
	let groups = points.map((point) => nearest(point, centres));
	for (let round = 0; round < ROUNDS; round += 1) {
		centres = centres.map((centre, group) => middle(points, groups, group) ?? centre);
		const next = points.map((point) => nearest(point, centres));
		const still = next.every((group, at) => group === groups[at]);
		groups = next;
		if (still) break;
	}
	return {
		groups,
		cost: points.reduce((sum, point, at) => sum + apart(point, centres[groups[at]!]!), 0)
	};
}

function middle(points: readonly Point[], groups: readonly number[], group: number): Point | null {
	let [x, y, n] = [0, 0, 0];
	points.forEach((point, at) => {
		if (groups[at] !== group) return;
		[x, y, n] = [x + point.x, y + point.y, n + 1];
	});
	return n === 0 ? null : { x: x / n, y: y / n };
}

function nearest(point: Point, centres: readonly Point[]): number {
	let best = 0;
	for (let group = 1; group < centres.length; group += 1) {
		if (apart(point, centres[group]!) < apart(point, centres[best]!)) best = group;
	}
	return best;
}

/** Distance, squared. */
function apart(a: Point, b: Point): number {
	return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y);
}

/** Mean silhouette, −1 to 1: how much nearer people are to their own group than to the next. */
export function silhouette(points: readonly Point[], groups: readonly number[], k: number): number {
	const sizes = Array.from({ length: k }, (_, group) => groups.filter((g) => g === group).length);
	let sum = 0;
	for (const [at, point] of points.entries()) {
		const own = groups[at]!;
		if (sizes[own]! < 2) continue;
		const far = new Float64Array(k);
		points.forEach((other, o) => (far[groups[o]!]! += Math.sqrt(apart(point, other))));
		const inside = far[own]! / (sizes[own]! - 1);
		let outside = Infinity;
		for (let group = 0; group < k; group += 1) {
			if (group === own || sizes[group] === 0) continue;
			outside = Math.min(outside, far[group]! / sizes[group]!);
		}
		const wider = Math.max(inside, outside);
		if (wider > 0 && outside < Infinity) sum += (outside - inside) / wider;
	}
	return sum / points.length;
}
