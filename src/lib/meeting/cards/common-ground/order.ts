// Would the same answers, dealt out again by chance, show as much order? If so, people do not fall into
// groups (rule G4), however neatly a picture could be cut.

import type { Vote } from './answers.ts';
import { centred, covariance, mainAxis } from './axes.ts';
import { chanceFrom } from './chance.ts';

const SEED = 20260411;
const DEALS = 39;
/** Dealt tables that may show as much order as the real one: with it, two in forty. */
const ALLOWED = 1;
/** Of more people an even part is dealt: order that matters shows in three hundred. */
const DEALT_PEOPLE = 300;
/** Enough for the size of an axis, which settles twice as fast as its direction. */
const STEPS = 40;

/** Whether people's answers hang together more than dealt ones do, at one in twenty. */
export function hangsTogether(votes: readonly (readonly Vote[])[], width: number): boolean {
	const part = evenly(votes);
	const rows = centred(part, width);
	const holders = Array.from({ length: width }, (_, column) =>
		part.flatMap((row, at) => (row[column] === null ? [] : [at * width + column]))
	);
	const real = order(rows, width);
	const chance = chanceFrom(SEED);
	let asMuch = 0;
	for (let deal = 0; deal < DEALS && asMuch <= ALLOWED; deal += 1) {
		for (const places of holders) dealAgain(rows, places, chance);
		if (order(rows, width) >= real) asMuch += 1;
	}
	return asMuch <= ALLOWED;
}

/** How much of all that differs lies on one axis. */
function order(rows: Float64Array, width: number): number {
	return mainAxis(covariance(rows, width), width, STEPS).spread;
}

/** A statement keeps its answers and those who gave one; who gave which is shuffled. */
function dealAgain(rows: Float64Array, places: readonly number[], chance: () => number): void {
	for (let last = places.length - 1; last > 0; last -= 1) {
		const [one, other] = [places[last]!, places[Math.floor(chance() * (last + 1))]!];
		const kept = rows[one]!;
		rows[one] = rows[other]!;
		rows[other] = kept;
	}
}

function evenly<T>(people: readonly T[]): readonly T[] {
	if (people.length <= DEALT_PEOPLE) return people;
	return Array.from(
		{ length: DEALT_PEOPLE },
		(_, at) => people[Math.floor((at * people.length) / DEALT_PEOPLE)]!
	);
}
