// The answers as a table, in an order that depends on nothing but the answers (rule G2), and the part
// of it that is thick enough to find groups by (rule G1).

import { getOwn } from '../../get-own.ts';
import { GROUND_LIMITS, type Answers, type GroundInput } from './ground.ts';

/** Agree 1, pass 0, disagree −1, not answered null. */
export type Vote = 1 | 0 | -1 | null;

export type Person = {
	votes: readonly Vote[];
	/** Where the person stood in the input. */
	from: number;
};

export type Table = { statements: readonly string[]; people: readonly Person[] };

/** Statements by id, people by their answers; who answered nothing is left out. */
export function tableOf({ statements, people }: GroundInput): Table {
	const ids = [...new Set(statements)].sort();
	const rows = people
		.map((answers, from) => ({ votes: ids.map((id) => voteOn(answers, id)), from }))
		.filter(({ votes }) => votes.some((vote) => vote !== null));
	return { statements: ids, people: rows.sort((a, b) => byVotes(a.votes, b.votes)) };
}

function voteOn(answers: Answers, id: string): Vote {
	const said = getOwn(answers, id);
	return said === undefined ? null : said > 0 ? 1 : said < 0 ? -1 : 0;
}

/** Equal only for people who answered alike, and those are always in the same group. */
function byVotes(a: readonly Vote[], b: readonly Vote[]): number {
	for (let at = 0; at < a.length; at += 1) {
		const gap = (b[at] ?? -2) - (a[at] ?? -2);
		if (gap !== 0) return gap;
	}
	return 0;
}

/**
 * The people and statements, as indexes into the table, with enough answers among each other. Leaving
 * one out may leave another with too few, so it goes on until nothing changes.
 */
export function thickPart({ statements, people }: Table): { rows: number[]; columns: number[] } {
	let rows = people.map((_, index) => index);
	let columns = statements.map((_, index) => index);
	for (;;) {
		const thick = columns.filter(
			(column) =>
				count(rows, (row) => vote(row, column) !== null) >= GROUND_LIMITS.answersOfStatement
		);
		const placed = rows.filter(
			(row) =>
				count(thick, (column) => vote(row, column) !== null) >= GROUND_LIMITS.answersOfPerson &&
				count(thick, (column) => Boolean(vote(row, column))) >= GROUND_LIMITS.viewsOfPerson
		);
		const settled = thick.length === columns.length && placed.length === rows.length;
		[rows, columns] = [placed, thick];
		if (settled) return { rows, columns };
	}

	function vote(row: number, column: number): Vote {
		return people[row]!.votes[column]!;
	}
}

function count(list: readonly number[], holds: (index: number) => boolean): number {
	let sum = 0;
	for (const index of list) if (holds(index)) sum += 1;
	return sum;
}
