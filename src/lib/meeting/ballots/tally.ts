/**
 * What ballots come to by a rule: pure, whole numbers, the same on every screen, in the minutes and where it
 * is checked again.
 *
 * Invariants: nothing depends on the order of the ballots; a share is compared by multiplying across, never
 * as a fraction; areas are 0.01 ㎡.
 */
import type { BallotsAlike, OptionId, VoteKind } from './ballots.ts';
import type { Share, VoteRuleId } from './vote-rule.ts';
import { voteRule } from './vote-rules.ts';

/** Raised when the same ballots would come to something else. */
export const TALLY_VERSION = 1;

export interface TallyInput {
	kind: VoteKind;
	rule: VoteRuleId;
	/** All that can be chosen, in order. */
	options: readonly OptionId[];
	/** All who may vote; `area` null where it does not count. */
	register: Measured;
	/** Those who came, whether they voted or not. */
	present: number;
	/** The room's own quorum with its numbers, for rules that leave it to the room (V14). */
	room?: { share: Share; present: number; due: number } | null;
	/** 从多数 (L6): those who did not vote count with the majority; a choice: with this one, as it was found. */
	silentFollow?: boolean | OptionId;
	ballots: readonly BallotsAlike[];
}
/** Heads, and 0.01 ㎡. */
export interface Measured {
	heads: number;
	area: number | null;
}

/** One thing that the rule asks, with its numbers. */
export interface Check {
	/** `takes-part`: enough came or voted; `passes`: enough were for it. */
	what: 'takes-part' | 'passes';
	measure: 'heads' | 'area';
	of: 'register' | 'present' | 'cast';
	part: number;
	whole: number;
	share: Share;
	met: boolean;
}

export interface Tally {
	version: typeof TALLY_VERSION;
	register: Measured;
	present: number;
	cast: Measured;
	/** In the order of the options; `points` of a ranking: one for each option that stands below. */
	options: ({ id: OptionId; heads: number; area: number | null } & { points?: number })[];
	checks: Check[];
	/**
	 * `too-few`: not enough came or voted; `tied`: several options lead equally (`leading`); `order`: an order
	 * of merit, nothing passes or fails.
	 */
	outcome: 'passed' | 'failed' | 'too-few' | 'tied' | 'order' | 'nobody';
	/** Options that lead, where options stand against each other. */
	leading: OptionId[];
	/** 从多数: who did not vote, and what they were counted as; the options do not hold them. */
	followed?: { choice: OptionId } & Measured;
}

/** True when a part reaches a share of the whole; nothing reaches a share of nobody. */
export function reaches(part: number, whole: number, { num, den, strict }: Share): boolean {
	if (whole <= 0) return false;
	return strict ? part * den > whole * num : part * den >= whole * num;
}

/** The smallest number that reaches a share of the whole. */
export function needed(whole: number, { num, den, strict }: Share): number {
	const rest = (whole * num) % den;
	const least = (whole * num - rest) / den;
	return strict || rest > 0 ? least + 1 : least;
}

/** Counts the ballots and holds them against the rule. */
export function tally(input: TallyInput): Tally {
	const { register, ballots } = input;
	const cast = sum(ballots, register.area !== null);
	const options = input.options.map((id) => ({
		id,
		...sum(
			ballots.filter(({ choice }) => choice.includes(id)),
			register.area !== null
		),
		...(input.kind === 'ranking' ? { points: points(id, input) } : {})
	}));
	const counted = {
		version: TALLY_VERSION,
		register,
		present: input.present,
		cast,
		options
	} as const;
	if (cast.heads === 0) return { ...counted, checks: [], outcome: 'nobody', leading: [] };
	const { passes } = voteRule(input.rule);
	if (passes === null) return { ...counted, checks: [], ...merit(options) };
	const yes = approving(input.kind, ballots, register.area !== null);
	const followed = followedBy(input, cast, options);
	const checks = followed
		? checksOf(input, register, followed.choice === 'yes' ? plus(yes, followed) : yes)
		: checksOf(input, cast, yes);
	const outcome = outcomeOf(checks);
	return { ...counted, checks, outcome, leading: [], ...(followed ? { followed } : {}) };
}

/**
 * [E49] Owners who did not vote, with what more owners chose of 赞成 and 反对, by heads and by area alike; nobody, where
 * neither leads by both.
 */
function followedBy(
	{ silentFollow, register }: TallyInput,
	cast: Measured,
	options: Counted
): Tally['followed'] | null {
	if (!silentFollow) return null;
	const rest: Measured = {
		heads: register.heads - cast.heads,
		area: register.area === null ? null : register.area - (cast.area ?? 0)
	};
	if (rest.heads <= 0) return null;
	if (typeof silentFollow === 'string') return { choice: silentFollow, ...rest };
	const [yes, no] = ['yes', 'no'].map((id) => options.find((one) => one.id === id)!);
	const leads = (one: Measured, other: Measured) =>
		one.heads > other.heads && (one.area === null || one.area > (other.area ?? 0));
	if (leads(yes!, no!)) return { choice: 'yes', ...rest };
	return leads(no!, yes!) ? { choice: 'no', ...rest } : null;
}

function plus(one: Measured, other: Measured): Measured {
	const area = one.area === null ? null : one.area + (other.area ?? 0);
	return { heads: one.heads + other.heads, area };
}

type Counted = Tally['options'];

function sum(ballots: readonly BallotsAlike[], areas: boolean): Measured {
	let heads = 0;
	let area = 0;
	for (const ballot of ballots) {
		heads += ballot.n;
		area += ballot.area ?? 0;
	}
	return { heads, area: areas ? area : null };
}

/** 赞成; on the scale 同意 and 可接受. */
function approving(kind: VoteKind, ballots: readonly BallotsAlike[], areas: boolean): Measured {
	const yes = kind === 'scale' ? ['agree', 'accept'] : ['yes'];
	return sum(
		ballots.filter(({ choice }) => choice.some((one) => yes.includes(one))),
		areas
	);
}

/** How often something else stands below it: the first of five has four points from one ballot. */
function points(id: OptionId, { options, ballots }: TallyInput): number {
	let all = 0;
	for (const { choice, n } of ballots) {
		const place = choice.indexOf(id);
		if (place >= 0) all += n * (options.length - 1 - place);
	}
	return all;
}

/** Which stands first, by heads, a ranking by points; 弃权 stands against nothing. */
function merit(options: Counted): Pick<Tally, 'outcome' | 'leading'> {
	const against = options.filter(({ id }) => id !== 'abstain');
	const value = (one: Counted[number]) => one.points ?? one.heads;
	const most = Math.max(0, ...against.map(value));
	const leading =
		most === 0 ? [] : against.filter((one) => value(one) === most).map(({ id }) => id);
	return { outcome: leading.length > 1 ? 'tied' : 'order', leading };
}

function checksOf(input: TallyInput, cast: Measured, yes: Measured): Check[] {
	const { measures, takesPart, passes } = voteRule(input.rule);
	const { register, present, room } = input;
	// Whoever voted has come, whatever the roll of those present says.
	const there: Measured = { heads: Math.max(present, cast.heads), area: cast.area };
	const whole = { register, present: there, cast };
	const checks: Check[] = [];
	const check = (
		what: Check['what'],
		of: Check['of'],
		part: Measured,
		share: Share,
		measure: 'heads' | 'area'
	) => {
		const numbers = { part: part[measure] ?? 0, whole: whole[of][measure] ?? 0 };
		const met = reaches(numbers.part, numbers.whole, share);
		checks.push({ what, measure, of, ...numbers, share, met });
	};
	for (const measure of measures) {
		if (takesPart) check('takes-part', 'register', whole[takesPart.who], takesPart.share, measure);
	}
	if (passes === 'more' && room) {
		const { share, present: part, due } = room;
		const met = reaches(part, due, share);
		checks.push({
			...{ what: 'takes-part', measure: 'heads', of: 'register' },
			...{ part, whole: due, share, met }
		});
	}
	for (const measure of measures) {
		if (passes === 'more') {
			const no = sum(
				input.ballots.filter(({ choice }) => choice.includes('no')),
				cast.area !== null
			);
			const against = no[measure] ?? 0;
			const part = yes[measure] ?? 0;
			const share: Share = { num: 1, den: 2, strict: true };
			checks.push({
				what: 'passes',
				measure,
				of: 'cast',
				part,
				whole: part + against,
				share,
				met: part > against
			});
		} else if (passes && 'agreement' in passes)
			check('passes', 'cast', yes, passes.agreement, measure);
		else if (passes) check('passes', passes.of, yes, passes.share, measure);
	}
	return checks;
}

function outcomeOf(checks: readonly Check[]): Tally['outcome'] {
	if (checks.some(({ what, met }) => what === 'takes-part' && !met)) return 'too-few';
	return checks.every(({ met }) => met) ? 'passed' : 'failed';
}
