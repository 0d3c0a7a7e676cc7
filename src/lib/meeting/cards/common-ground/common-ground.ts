// From answers to common ground: the thick part of the table → two axes → groups → what they share.
// Pure, and the same for the same answers in whatever order they come (rule G2).

import { tableOf, thickPart, type Table, type Vote } from './answers.ts';
import { pictureOf, type Point } from './axes.ts';
import { dotsOf } from './dots.ts';
import {
	GROUND_LIMITS,
	GROUP_LABELS,
	type CommonGround,
	type GroundInput,
	type GroundOutcome,
	type GroundRefusal,
	type Support
} from './ground.ts';
import { kmeans, silhouette } from './kmeans.ts';
import { hangsTogether } from './order.ts';
import { stabilityOf } from './stability.ts';
import { inOrder, statementOf, typicalOf } from './statements.ts';
import { standsAgainst } from './verdict.ts';

/**
 * Opinion groups and what they have in common, or a refusal where there are too few people, statements
 * or answers (X6). About 0.1 s for 60 people and 30 statements, 0.7 s for 1,000 and 100: compute it once,
 * at the close, away from the thread that keeps the room.
 */
export function commonGround(input: GroundInput): GroundOutcome {
	const connections = tableOf(input);
	const { rows, columns } = thickPart(connections);
	const refusal = tooFew(connections, rows.length, columns.length);
	if (refusal) return { ok: false, refusal };

	const votes = rows.map((row) => columns.map((column) => connections.people[row]!.votes[column]!));
	const points = pictureOf(votes, columns.length);
	const groups = bySize(groupsOf(connections, rows, votes, points));
	const groupOf = input.people.map((): number | null => null);
	rows.forEach((row, at) => (groupOf[connections.people[row]!.from] = groups[at]!));
	const k = Math.max(...groups) + 1;
	const found = told(connections, rows, groups, points);
	const ground = k > 1 ? { ...found, stability: stabilityOf(votes, k) } : found;
	return { ok: true, ground, groupOf };
}

function tooFew(connections: Table, placed: number, thick: number): GroundRefusal | null {
	const { people, statements } = GROUND_LIMITS;
	const refusal = (code: GroundRefusal['code'], has: number, needs: number) =>
		has < needs ? { code, has, needs } : null;
	return (
		refusal('ground-few-people', connections.people.length, people) ??
		refusal('ground-few-statements', connections.statements.length, statements) ??
		refusal('ground-few-answers', placed, people) ??
		refusal('ground-few-statements', thick, statements)
	);
}

/** For each person their group; all 0 where the answers show none that can be told apart (G3–G5). */
function groupsOf(
	connections: Table,
	rows: readonly number[],
	votes: readonly (readonly Vote[])[],
	points: readonly Point[]
): number[] {
	const one = points.map(() => 0);
	if (!hangsTogether(votes, votes[0]!.length)) return one;
	const most = Math.min(GROUND_LIMITS.groups, 2 + Math.floor(points.length / 12));
	const cuts = Array.from({ length: most - 1 }, (_, more) => more + 2)
		.map((k) => ({ k, groups: kmeans(points, k) }))
		.map(({ k, groups }) => ({ k, groups, apart: silhouette(points, groups, k) }))
		.sort((a, b) => b.apart - a.apart || a.k - b.k);
	return cuts.find(({ k, groups }) => areGroups(connections, rows, groups, k))?.groups ?? one;
}

/** Large enough to be shown, and for every two of them statements that set them against each other. */
function areGroups(
	connections: Table,
	rows: readonly number[],
	groups: readonly number[],
	k: number
): boolean {
	const support = connections.statements.map((_, column) =>
		countsOf(connections, rows, groups, k, column)
	);
	const enough = GROUND_LIMITS.groupAnswers;
	for (let one = 0; one < k; one += 1) {
		if (groups.filter((group) => group === one).length < GROUND_LIMITS.groupPeople) return false;
		for (let two = 0; two < one; two += 1) {
			const telling = support.filter(
				({ [one]: a, [two]: b }) => a!.seen >= enough && b!.seen >= enough && standsAgainst(a!, b!)
			);
			if (telling.length < GROUND_LIMITS.tellingStatements) return false;
		}
	}
	return true;
}

/** The largest group becomes 0, and so on; of equal ones that whose first person comes first. */
function bySize(groups: readonly number[]): number[] {
	const size = new Map<number, number>();
	for (const group of groups) size.set(group, (size.get(group) ?? 0) + 1);
	const first = (group: number) => groups.indexOf(group);
	const order = [...size.keys()].sort((a, b) => size.get(b)! - size.get(a)! || first(a) - first(b));
	return groups.map((group) => order.indexOf(group));
}

function told(
	connections: Table,
	rows: readonly number[],
	groups: readonly number[],
	points: readonly Point[]
): CommonGround {
	const k = Math.max(...groups) + 1;
	const everybody = connections.people.map((_, row) => row);
	const nobodyApart = everybody.map(() => 0);
	const statements = connections.statements.map((id, column) =>
		statementOf(
			id,
			countsOf(connections, everybody, nobodyApart, 1, column)[0]!,
			countsOf(connections, rows, groups, k, column)
		)
	);
	return {
		people: connections.people.length,
		placed: rows.length,
		groups: GROUP_LABELS.slice(0, k).map((label, group) => ({
			label,
			people: groups.filter((own) => own === group).length,
			typical: typicalOf(statements, group)
		})),
		statements: inOrder(statements),
		dots: dotsOf(points, groups)
	};
}

function countsOf(
	{ people }: Table,
	rows: readonly number[],
	groups: readonly number[],
	k: number,
	column: number
): Support[] {
	const counts = Array.from({ length: k }, () => ({ agree: 0, pass: 0, disagree: 0, seen: 0 }));
	rows.forEach((row, at) => {
		const vote = people[row]!.votes[column]!;
		if (vote === null) return;
		const group = counts[groups[at]!]!;
		group.seen += 1;
		group[vote === 1 ? 'agree' : vote === 0 ? 'pass' : 'disagree'] += 1;
	});
	return counts;
}
