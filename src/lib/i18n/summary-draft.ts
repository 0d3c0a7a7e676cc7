/**
 * The lines that a record opens with, as the machine drafts them from what came out: results, votes, dots, until when
 * one may answer, and the next date [D11]. The clerk changes them; nothing is said that the record does not hold.
 */
import { outcomesOfRecord, type OutcomeFact } from '#lib/meeting/outcomes/record-outcomes.ts';
import {
	SUMMARY_LENGTH,
	SUMMARY_LINES,
	type SummaryPart
} from '#lib/meeting/record/publication.ts';
import type { MeetingRecord } from '#lib/meeting/record/record.ts';
import type { FactOf } from '#lib/meeting/registry.ts';
import { graphemes, shortened } from '#lib/meeting/words.ts';
import type { Words } from './fact-words.ts';
import { formatList } from './list.ts';
import { formatDueOrDone, formatWhose } from './outcome-words.ts';
import { m } from './paraglide/messages.js';
import { resultsOf } from './record-results.ts';
import { formatCounts, formatOutcome } from './vote-words.ts';
import { formatDate } from './when.ts';

export type SummaryDraft = Record<SummaryPart, string[]>;
type Drafted = Pick<MeetingRecord, 'lines' | 'meeting' | 'noticeUntil'>;

/** So many at most of what stays open and of what can be done: neither crowds the other out. */
const MOST = { open: 3, doable: 2 };
/** Groups of cards that are named. */
const NAMED = 3;

/** The draft; all of it empty where nothing came out. */
export function summaryDraft(record: Drafted, words: Words): SummaryDraft {
	const { facts } = outcomesOfRecord(record);
	const votes = votesOf(record, facts).map((vote) => ({
		decides: vote.tally.outcome === 'passed' || vote.tally.outcome === 'order',
		line: voteLine(vote, words)
	}));
	const decided = [
		...facts.filter((fact) => isDecided(fact)).map((fact) => resultLine(fact, words)),
		...votes.filter(({ decides }) => decides).map(({ line }) => line),
		...(facts.length === 0 ? writtenLines(record, words) : [])
	];
	const open = [
		...facts.filter((fact) => !isDecided(fact)).map((fact) => resultLine(fact, words)),
		...votes.filter(({ decides }) => !decides).map(({ line }) => line),
		...dotsLines(record, words)
	];
	return fitted({ decided, open, doable: doableLines(record, facts, words) });
}

const isDecided = ({ outcome }: OutcomeFact) =>
	outcome.class === 'act-now' || outcome.class === 'commitment';

/** 将近200㎡用房用于老年食堂（社区党委，2026年5月11日前办完）. */
function resultLine({ outcome }: OutcomeFact, words: Words): string {
	const about = [formatWhose(outcome, words), formatDueOrDone(outcome)].filter(Boolean);
	const said = words.text(outcome.text);
	return about.length === 0 ? said : withTail(said, m.export_paren({ words: formatList(about) }));
}

/** What is cut is what was typed, never the date. */
function withTail(said: string, tail: string): string {
	return shortened(said, Math.max(1, SUMMARY_LENGTH - graphemes(tail))) + tail;
}

type Vote = FactOf<'ballots', 'vote-closed'>;

/** Votes that count and made no result of their own. */
function votesOf({ lines }: Drafted, results: readonly OutcomeFact[]): Vote[] {
	const used = new Set(
		results.flatMap(({ outcome: { source } }) =>
			source?.from === 'vote' || source?.from === 'option' ? [source.vote] : []
		)
	);
	return lines.flatMap(({ body }) =>
		body.is === 'fact' &&
		body.fact.what === 'vote-closed' &&
		!body.fact.struck &&
		!used.has(body.fact.vote)
			? [body.fact]
			: []
	);
}

function voteLine(vote: Vote, words: Words): string {
	const text = (ref: Parameters<Words['text']>[0]) => words.text(ref);
	const tail = m.record_draft_vote({
		counts: formatCounts(vote.tally, vote, text),
		outcome: formatOutcome(vote.tally, vote, text)
	});
	return withTail(words.text(vote.question), tail);
}

/** What was written for ⑥ in words of the stage, as meetings did before there were lines. */
function writtenLines(record: Drafted, words: Words): string[] {
	const written = resultsOf(record.lines).flatMap(({ text }) => words.text(text).split('\n'));
	const { none } = outcomesOfRecord(record);
	return none && written.length === 0 ? [m.outcomes_none()] : written;
}

/** What got most dots in the last round that was weighed; it is no decision. */
function dotsLines({ lines }: Drafted, words: Words): string[] {
	const weighed = lines
		.flatMap(({ body }) =>
			body.is === 'fact' && body.fact.what === 'cards-result' && !body.fact.struck
				? [body.fact]
				: []
		)
		.findLast(({ groups }) => groups.some(({ points }) => points));
	if (!weighed) return [];
	const { ranked } = weighed;
	const first = weighed.groups
		.filter(({ points }) => points)
		.sort((a, b) => b.points! - a.points!)
		.slice(0, NAMED)
		.map(({ name, points }) =>
			(ranked ? m.record_draft_ranked : m.record_draft_group)({
				name: name ? words.text(name) : m.fact_cards_unnamed(),
				points: points!
			})
		);
	const groups = formatList(first);
	return [ranked ? m.record_draft_rank({ groups }) : m.record_draft_dots({ groups })];
}

function doableLines(
	{ noticeUntil }: Drafted,
	facts: readonly OutcomeFact[],
	words: Words
): string[] {
	const say = noticeUntil === null ? [] : [m.record_draft_say({ date: formatDate(noticeUntil) })];
	const [next] = facts
		.filter(({ outcome }) => outcome.class === 'set-aside' && outcome.due !== null)
		.sort((a, b) => a.outcome.due! - b.outcome.due!);
	if (!next) return say;
	const date = formatDate(next.outcome.due!);
	return [...say, m.record_draft_next({ date, text: words.text(next.outcome.text) })];
}

/** Eight lines of 80 characters at most; what has no room is counted. */
function fitted({ decided, open, doable }: SummaryDraft): SummaryDraft {
	const tidy = (lines: string[]) =>
		lines.map((line) => shortened(line.trim(), SUMMARY_LENGTH)).filter((line) => line !== '');
	const last = tidy(doable).slice(0, MOST.doable);
	const later = cut(tidy(open), MOST.open);
	return {
		decided: cut(tidy(decided), SUMMARY_LINES - later.length - last.length),
		open: later,
		doable: last
	};
}

function cut(lines: string[], most: number): string[] {
	if (lines.length <= most) return lines;
	const shown = lines.slice(0, most - 1);
	return [...shown, m.record_draft_more({ n: lines.length - shown.length })];
}
