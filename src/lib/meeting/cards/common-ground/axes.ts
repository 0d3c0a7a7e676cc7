// Principal axes of the answers: the two directions in which people differ most. An answer that was not
// given counts as the mean of those that were (so it moves nobody), and who answered little is pushed
// outwards by √(all / answered), as Polis does, so that few answers do not look like moderate ones.
// Only + − × ÷ and √ are used, which every machine rounds alike: same answers, same bits (rule G2).

import type { Vote } from './answers.ts';
import { chanceFrom } from './chance.ts';

export type Point = { x: number; y: number };

export type Axis = { along: Float64Array; spread: number };

const SEED = 1929;
const STEPS = 500;
const STILL = 1e-13;

/** Answers less the mean of their statement, row after row; 0 where there is none. */
export function centred(votes: readonly (readonly Vote[])[], width: number): Float64Array {
	const sum = new Float64Array(width);
	const seen = new Float64Array(width);
	for (const row of votes) {
		row.forEach((vote, at) => {
			if (vote === null) return;
			sum[at]! += vote;
			seen[at]! += 1;
		});
	}
	const rows = new Float64Array(votes.length * width);
	votes.forEach((row, at) => {
		row.forEach((vote, i) => {
			if (vote !== null) rows[at * width + i] = vote - sum[i]! / seen[i]!;
		});
	});
	return rows;
}

/** How the statements vary together: a square matrix, row after row. */
export function covariance(rows: Float64Array, width: number): Float64Array {
	const together = new Float64Array(width * width);
	for (let from = 0; from < rows.length; from += width) {
		for (let i = 0; i < width; i += 1) {
			const value = rows[from + i]!;
			if (value === 0) continue;
			for (let j = i; j < width; j += 1) together[i * width + j]! += value * rows[from + j]!;
		}
	}
	for (let i = 0; i < width; i += 1) {
		for (let j = 0; j < i; j += 1) together[i * width + j] = together[j * width + i]!;
	}
	return together;
}

/** The direction of greatest spread, by power iteration. */
export function mainAxis(together: Float64Array, width: number, steps = STEPS): Axis {
	let along = anyDirection(width);
	let spread = 0;
	for (let step = 0; step < steps; step += 1) {
		const next = times(together, along, width);
		const length = Math.sqrt(dot(next, next));
		if (length === 0) return { along: new Float64Array(width), spread: 0 };
		for (let i = 0; i < width; i += 1) next[i]! /= length;
		const still = 1 - dot(next, along) < STILL;
		[along, spread] = [next, length];
		if (still) break;
	}
	return { along, spread };
}

/** What is left once an axis is taken out. */
export function without(together: Float64Array, { along, spread }: Axis): Float64Array {
	const width = along.length;
	return together.map(
		(value, at) => value - spread * along[Math.floor(at / width)]! * along[at % width]!
	);
}

/** Where each person lies on the two axes. */
export function pointsOn(
	rows: Float64Array,
	votes: readonly (readonly Vote[])[],
	[first, second]: readonly [Axis, Axis]
): Point[] {
	return votes.map((answers, at) => {
		const width = answers.length;
		const row = rows.subarray(at * width, (at + 1) * width);
		const answered = answers.reduce<number>((sum, vote) => sum + (vote === null ? 0 : 1), 0);
		const push = Math.sqrt(width / Math.max(answered, 1));
		return { x: push * dot(row, first.along), y: push * dot(row, second.along) };
	});
}

/** Where each person lies on the two main axes of these answers. */
export function pictureOf(votes: readonly (readonly Vote[])[], width: number): Point[] {
	const rows = centred(votes, width);
	const together = covariance(rows, width);
	const first = mainAxis(together, width);
	return pointsOn(rows, votes, [first, mainAxis(without(together, first), width)]);
}

/** A direction that no table has a reason to be square to. */
function anyDirection(width: number): Float64Array {
	const chance = chanceFrom(SEED);
	const along = Float64Array.from({ length: width }, () => chance() * 2 - 1);
	const length = Math.sqrt(dot(along, along));
	return along.map((value) => value / length);
}

function times(matrix: Float64Array, vector: Float64Array, width: number): Float64Array {
	const product = new Float64Array(width);
	for (let i = 0; i < width; i += 1) {
		let sum = 0;
		for (let j = 0; j < width; j += 1) sum += matrix[i * width + j]! * vector[j]!;
		product[i] = sum;
	}
	return product;
}

function dot(a: Float64Array, b: Float64Array): number {
	let sum = 0;
	for (let i = 0; i < a.length; i += 1) sum += a[i]! * b[i]!;
	return sum;
}
