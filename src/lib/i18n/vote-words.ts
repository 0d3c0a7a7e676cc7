/** What votes are called and how their numbers are said, on screens, in the minutes and on paper. */
import {
	SOURCES as ORDER,
	type OptionDetail,
	type OptionId,
	type Secrecy,
	type Source,
	type Turnout,
	type Vote,
	type VoteKind,
	type VoteOption
} from '#lib/meeting/ballots/ballots.ts';
import { metres } from '#lib/meeting/ballots/amounts.ts';
import { needed, type Check, type Tally } from '#lib/meeting/ballots/tally.ts';
import type { Share, VoteRuleId } from '#lib/meeting/ballots/vote-rule.ts';
import type { Electorate } from '#lib/meeting/ballots/view.ts';
import { voteRule } from '#lib/meeting/ballots/vote-rules.ts';
import type { TextRef } from '#lib/meeting/names.ts';
import { formatList } from './list.ts';
import { m } from './paraglide/messages.js';
import { getLocale } from './paraglide/runtime.js';
import { formatDate } from './when.ts';

/** What of a vote its words follow from. */
export interface SaidVote {
	voteKind: VoteKind;
	legal: boolean;
	rule: VoteRuleId;
	options: readonly Pick<VoteOption, 'id' | 'text'>[];
}
type TextWords = (ref: TextRef) => string;

const FIXED: Readonly<Record<string, () => string>> = {
	yes: m.ballots_yes,
	no: m.ballots_no,
	abstain: m.ballots_abstain,
	agree: m.ballots_agree,
	accept: m.ballots_accept,
	reserve: m.ballots_reserve,
	disagree: m.ballots_disagree
};
const SOURCES: Readonly<Record<Source, () => string>> = {
	hall: m.ballots_source_hall,
	online: m.ballots_source_online,
	entered: m.ballots_source_entered,
	telephone: m.ballots_source_telephone,
	proxy: m.ballots_source_proxy,
	secret: m.ballots_source_secret,
	hands: m.ballots_source_hands,
	paper: m.ballots_source_paper
};
const KINDS: Readonly<Record<VoteKind, () => string>> = {
	'yes-no': m.ballots_kind_yes_no,
	single: m.ballots_kind_single,
	approval: m.ballots_kind_approval,
	ranking: m.ballots_kind_ranking,
	scale: m.ballots_kind_scale
};

const DETAILS: Readonly<Record<OptionDetail, () => string>> = {
	cost: m.ballots_detail_cost,
	who: m.ballots_detail_who,
	time: m.ballots_detail_time,
	pro: m.ballots_detail_pro,
	con: m.ballots_detail_con
};

/** 花多少钱, 谁来办, 什么时候, 好处, 难处 (S4.15). */
export function formatOptionDetail(detail: OptionDetail): string {
	return DETAILS[detail]();
}

/** 赞成, 同意, or the words of an option. */
export function formatOption(
	id: OptionId,
	options: readonly Pick<VoteOption, 'id' | 'text'>[],
	text: TextWords
): string {
	const fixed = Object.prototype.hasOwnProperty.call(FIXED, id) ? FIXED[id] : undefined;
	if (fixed) return fixed();
	const option = options.find((one) => one.id === id);
	return option ? text(option.text) : '–';
}

export function formatSource(source: Source): string {
	return SOURCES[source]();
}

export function formatVoteKind(kind: VoteKind): string {
	return KINDS[kind]();
}

/** 意向性微表决 or 依法表决的计算 (L1). */
export function formatLabel(legal: boolean): string {
	return legal ? m.ballots_legal() : m.ballots_indicative();
}

const SECRECIES: Readonly<Record<Secrecy, () => string>> = {
	named: m.ballots_named,
	unsigned: m.ballots_unsigned,
	secret: m.ballots_secret
};
/** 记名, 不记名, 秘密. */
export function formatSecrecy(secrecy: Secrecy): string {
	return SECRECIES[secrecy]();
}

const PROTECTS: Readonly<Record<Secrecy, () => string>> = {
	named: m.ballots_named_means,
	unsigned: m.ballots_unsigned_means,
	secret: m.ballots_secret_means
};

/** What that keeps from whom. */
export function formatProtects(secrecy: Secrecy): string {
	return PROTECTS[secrecy]();
}

/** Why a vote has no result though nobody annulled it. */
export function formatLost({ restored, alone }: { restored?: boolean; alone?: boolean }): string {
	if (alone) return m.ballots_alone();
	return restored ? m.ballots_restored() : m.ballots_lost();
}

/** The rule in the language now shown; of a law its source says since when it is in force. */
export function formatRule(id: VoteRuleId): { name: string; sentence: string; source: string } {
	const { name, sentence, source, inForce } = voteRule(id);
	const locale = getLocale();
	const said = source[locale];
	return {
		name: name[locale],
		sentence: sentence[locale],
		source: inForce ? m.ballots_source_since({ source: said, date: dateOf(inForce) }) : said
	};
}

/** An ISO date as a date of the place's calendar. */
function dateOf(day: string): string {
	return formatDate(Date.parse(`${day}T12:00Z`));
}

/** 83.33%: rounded for reading, never compared. */
export function percent(part: number, whole: number): string {
	if (whole <= 0) return '–';
	const hundredths = Math.trunc((part * 20_000 + whole) / (whole * 2));
	return `${Math.trunc(hundredths / 100)}.${`${hundredths % 100}`.padStart(2, '0')}%`;
}

/** 过半数 is said as 超过1/2, 以上 as it stands. */
export function formatShare({ num, den, strict }: Share): string {
	if (num === den) return m.ballots_all();
	const share = `${num}/${den}`;
	return strict ? m.ballots_over({ share }) : m.ballots_at_least({ share });
}

/** 735.00/882.00㎡ = 83.33% ≥ 3/4 */
export function formatCheck({ measure, part, whole, share }: Check): string {
	const numbers =
		measure === 'area'
			? m.ballots_of_area({ part: metres(part), whole: metres(whole) })
			: m.ballots_of_heads({ part, whole });
	const { num, den, strict } = share;
	return `${numbers} = ${percent(part, whole)} ${sign(part, whole, share)} ${strict && num * 2 === den ? '1/2' : `${num}/${den}`}`;
}

/** How the part stands to the share, so that the line is true as it is read. */
function sign(part: number, whole: number, { num, den, strict }: Share): string {
	const over = part * den - whole * num;
	if (strict) return over > 0 ? '>' : '≤';
	return over >= 0 ? '≥' : '<';
}

/** What the line counts: 到会, 参加, 赞成. */
export function formatChecked({ what, of }: Check, { rule, voteKind }: SaidVote): string {
	if (what === 'passes')
		return voteKind === 'scale' ? m.ballots_check_agreement() : m.ballots_check_passes();
	const present = of === 'register' && voteRule(rule).takesPart?.who !== 'cast';
	return present ? m.ballots_check_present() : m.ballots_check_cast();
}

/** How it came out, in a word or two. */
export function formatOutcome(
	{ outcome, leading }: Pick<Tally, 'outcome' | 'leading'>,
	vote: SaidVote,
	text: TextWords
): string {
	const named = leading.map((id) => formatOption(id, vote.options, text));
	switch (outcome) {
		case 'passed':
			if (vote.voteKind === 'scale') return m.ballots_agreement();
			return vote.legal ? m.ballots_passed_legal() : m.ballots_passed();
		case 'failed':
			if (vote.voteKind === 'scale') return m.ballots_no_agreement();
			return vote.legal ? m.ballots_failed_legal() : m.ballots_failed();
		case 'too-few':
			return voteRule(vote.rule).takesPart?.who === 'cast'
				? m.ballots_too_few_cast()
				: m.ballots_too_few_present();
		case 'tied':
			return m.ballots_tied({ options: formatList(named) });
		case 'order':
			return named.length > 0 ? m.ballots_leads({ option: named[0]! }) : m.ballots_no_lead();
		case 'nobody':
			return m.ballots_nobody();
	}
}

/** 赞成18、反对1、弃权2; with areas, or points of a ranking; and who did not vote, where they count with the majority. */
export function formatCounts(tally: Tally, vote: SaidVote, text: TextWords): string {
	const counts = tally.options.map(({ id, heads, area, points }) => {
		const option = formatOption(id, vote.options, text);
		if (points !== undefined) return m.ballots_count_points({ option, points });
		if (area !== null) return m.ballots_count_area({ option, n: heads, area: metres(area) });
		return m.ballots_count({ option, n: heads });
	});
	return formatList(tally.followed ? [...counts, formatFollowed(tally.followed)] : counts);
}

/** 没投的2人（147.00㎡）跟多数，算赞成 (L6). */
export function formatFollowed({ choice, heads: n, area }: NonNullable<Tally['followed']>): string {
	const said = { n, option: formatOption(choice, [], () => '') };
	if (area === null) return m.ballots_followed(said);
	return m.ballots_followed_area({ ...said, area: metres(area) });
}

/** What was chosen, in words: 赞成, or several in their order. */
export function formatChoice(
	choice: readonly OptionId[],
	options: readonly Pick<VoteOption, 'id' | 'text'>[],
	text: TextWords
): string {
	return formatList(choice.map((id) => formatOption(id, options, text)));
}

/** What it takes, in people where they are known, in few words; first of all, that enough are here. */
export function formatNeeds(id: VoteRuleId, { voters, present, quorum }: Electorate): string {
	const { passes, measures } = voteRule(id);
	if (quorum) return m.ballots_needs_quorum({ n: quorum.present, k: quorum.needed });
	if (passes === null) return m.ballots_needs_nothing();
	if (passes === 'more') return m.ballots_needs_more();
	if ('agreement' in passes)
		return m.ballots_needs_agreement({ share: formatShare(passes.agreement) });
	if (measures.includes('area')) return formatRule(id).sentence;
	const { of, share } = passes;
	if (of === 'cast') return m.ballots_needs_cast({ share: formatShare(share) });
	return of === 'present'
		? m.ballots_needs_present({ n: present, k: needed(present, share) })
		: m.ballots_needs_register({ n: voters, k: needed(voters, share) });
}

/** 14位业主，要10位以上参加，还差4位: what an owners' vote lacks while it is open (L2). */
export function formatTakingPart(
	n: number,
	{ of, needed: k }: { of: number; needed: number }
): string {
	return n < k ? m.ballots_part_lacks({ of, k, n: k - n }) : m.ballots_part_enough({ of, k });
}

/** 现场手机10 · 线上4: how people voted, each way with its number. */
export function formatTurnout(turnout: Turnout): string {
	return ORDER.flatMap((source) => {
		const n = turnout[source] ?? 0;
		return n > 0 ? [m.ballots_source_n({ source: formatSource(source), n })] : [];
	}).join(' · ');
}

/** What a vote is, for the words that follow from it. */
export function saidOf({ settings, options }: Pick<Vote, 'settings' | 'options'>): SaidVote {
	const { kind: voteKind, legal, rule } = settings;
	return { voteKind, legal, rule, options };
}
