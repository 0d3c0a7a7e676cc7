// What may be said of a statement, from counts alone (rules G6 to G9). The tests on proportions are
// those of Polis: one more than was counted on both sides of the line, so that few answers prove little.

import {
	GROUND_LIMITS,
	type CommonGround,
	type Support,
	type Verdict,
	type VerdictReason
} from './ground.ts';

/** One-sided, nine in ten: Polis's level. */
const SURE = 1.2816;
/** One-sided, nineteen in twenty: for saying that two groups stand against each other. */
const SURER = 1.645;

type Side = 'agree' | 'disagree';

/** How far `part` of `all` lies above one half, in standard errors. */
export function aboveHalf(part: number, all: number): number {
	return 2 * Math.sqrt(all + 1) * ((part + 1) / (all + 1) - 0.5);
}

/** How far one share lies above another, in standard errors. */
export function moreThan(part: number, all: number, otherPart: number, otherAll: number): number {
	const [one, two] = [(part + 1) / (all + 1), (otherPart + 1) / (otherAll + 1)];
	const both = (part + otherPart + 2) / (all + otherAll + 2);
	const error = Math.sqrt(both * (1 - both) * (1 / (all + 1) + 1 / (otherAll + 1)));
	return error > 0 ? (one - two) / error : 0;
}

/** Three in five of those who answered, and clearly more than half. */
export function mostly(side: Side, group: Support): boolean {
	return group[side] * 5 >= group.seen * 3 && aboveHalf(group[side], group.seen) > SURE;
}

/** One group is mostly for (or against) it; the other has a third and no fewer on the opposite side. */
export function standsAgainst(one: Support, two: Support): boolean {
	return against('agree', one, two) || against('disagree', one, two);
}

function against(side: Side, one: Support, two: Support): boolean {
	const other = side === 'agree' ? 'disagree' : 'agree';
	return (
		mostly(side, one) &&
		two[other] * 3 >= two.seen &&
		two[other] >= two[side] &&
		moreThan(two[other], two.seen, one[other], one.seen) > SURER
	);
}

/** Whether the statement sets any two of the groups against each other. */
export function between(groups: readonly Support[]): boolean {
	return groups.some((one) => groups.some((two) => one !== two && standsAgainst(one, two)));
}

/** Accepted, dividing, declined or unclear, and why. */
export function verdictOn(groups: readonly Support[]): {
	verdict: Verdict;
	why: VerdictReason | null;
} {
	if (groups.some(({ seen }) => seen < GROUND_LIMITS.groupAnswers)) {
		return { verdict: 'unclear', why: 'few' };
	}
	if (groups.every((group) => mostly('agree', group))) return { verdict: 'accepted', why: null };
	if (groups.every((group) => mostly('disagree', group))) return { verdict: 'declined', why: null };
	if (between(groups)) return { verdict: 'divides', why: 'between' };
	const all = sumOf(groups);
	if (all.agree * 3 >= all.seen && all.disagree * 3 >= all.seen) {
		return { verdict: 'divides', why: 'within' };
	}
	return { verdict: 'unclear', why: 'open' };
}

/**
 * How much a side sets a group apart from all others: 0 where it does not, by Polis's measure otherwise
 * (share ÷ share of the others × both tests).
 */
export function apartness(side: Side, group: Support, others: Support): number {
	const more = moreThan(group[side], group.seen, others[side], others.seen);
	const half = aboveHalf(group[side], group.seen);
	if (more <= SURE || half <= SURE) return 0;
	const share = (group[side] + 1) / (group.seen + 2);
	const rest = (others[side] + 1) / (others.seen + 2);
	return (share / rest) * more * share * half;
}

export function sumOf(groups: readonly Support[]): Support {
	return groups.reduce(
		(sum, { agree, pass, disagree, seen }) => ({
			agree: sum.agree + agree,
			pass: sum.pass + pass,
			disagree: sum.disagree + disagree,
			seen: sum.seen + seen
		}),
		{ agree: 0, pass: 0, disagree: 0, seen: 0 }
	);
}

/** Groups that would be others had people been asked half of the statements: they do not stand clearly apart (G13). */
export function standApart({
	groups,
	stability
}: Pick<CommonGround, 'groups' | 'stability'>): boolean {
	return groups.length < 2 || stability === undefined || stability >= GROUND_LIMITS.stability;
}

/** A share of people as a whole percentage: never 100 or 0 unless it is exactly that. */
export function percent(part: number, all: number): number {
	if (all === 0) return 0;
	const rounded = Math.floor((part * 200 + all) / (all * 2));
	if (part < all && rounded === 100) return 99;
	return part > 0 && rounded === 0 ? 1 : rounded;
}
