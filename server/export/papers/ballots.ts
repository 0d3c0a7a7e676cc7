/** 表决: each vote with its question and rule, the numbers of every choice, and how it came out. */
import { formatList } from '#lib/i18n/list.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { formatStamp, formatTime } from '#lib/i18n/when.ts';
import { officeName } from '#lib/i18n/fact-words.ts';
import { burdenSentences } from '#lib/i18n/burden-words.ts';
import {
	percent,
	formatCheck,
	formatChecked,
	formatCounts,
	formatFollowed,
	formatLabel,
	formatOption,
	formatOutcome,
	formatRule,
	formatSecrecy,
	formatSource
} from '#lib/i18n/vote-words.ts';
import { metres } from '#lib/meeting/ballots/amounts.ts';
import type { Block } from '../paper.ts';
import type { Cell, PaperOf } from '../papers.ts';
import { exportVotes, type ExportedVote } from '../votes.ts';
import { list, second, text, type Pen } from '../writing.ts';

declare module '../papers.ts' {
	interface Told {
		/** Votes that are over. */
		ballots: ExportedVote[];
	}
}

function voteBlocks(pen: Pen): Block[] {
	return pen.source.told.ballots.flatMap((vote, index) => [
		second(index, pen.text(vote.question)),
		text('body', { text: about(vote) }),
		...(vote.annulled
			? [
					text('body', {
						text: m.export_vote_void({
							why: vote.why ? pen.text(vote.why) : m.ballots_lost(),
							name: officeName(vote.annulled.by, pen),
							time: formatTime(vote.annulled.at)
						}),
						bold: true
					})
				]
			: []),
		...conditions(vote, pen),
		countTable(vote, pen),
		...list(
			vote.tally.checks.map((check) => [
				{
					text: `${formatChecked(check, vote)}${m.export_colon()}${formatCheck(check)} ${check.met ? '✔' : '✘'}`
				}
			]),
			false
		),
		...(vote.tally.followed ? [text('body', { text: formatFollowed(vote.tally.followed) })] : []),
		text('body', {
			text: formatOutcome(vote.tally, vote, pen.text),
			...(vote.annulled ? { struck: true } : { bold: true })
		}),
		...bySource(vote, pen),
		...named(vote, pen),
		...afterwards(vote, pen),
		...(vote.board
			? [text('body', { text: m.fact_vote_board({ digest: vote.board.digest }) })]
			: []),
		text('body', { text: vote.legal ? m.ballots_legal_means() : m.ballots_indicative_means() })
	]);
}

/** 意向性微表决 · 不记名 · 居民会议（到会过半）：过半数的人到会，…… 24人可以投，投了21人。 */
function about(vote: ExportedVote): string {
	const { name, sentence, source } = formatRule(vote.rule);
	return m.export_vote_about({
		label: formatList([formatLabel(vote.legal), formatSecrecy(vote.secrecy)]),
		rule: name,
		sentence,
		source,
		voters: vote.voters,
		voted: vote.voted,
		time: formatTime(vote.closedAt)
	});
}

function conditions({ scope, invited, excluded, waived, burden }: ExportedVote, pen: Pen): Block[] {
	const body = (words: string) => text('body', { text: words });
	return [
		...(scope ? [body(m.export_vote_scope({ scope: pen.text(scope) }))] : []),
		...(invited
			? [body(m.fact_vote_invited({ n: invited.n, why: pen.text(invited.reason) }))]
			: []),
		...(burden ? burdenSentences(burden, pen.text).map(body) : []),
		...(waived ? [body(m.fact_vote_waived({ why: pen.text(waived) }))] : []),
		...excluded.map(({ seat, reason }) =>
			body(m.export_vote_excluded({ name: pen.name(seat), why: pen.text(reason) }))
		)
	];
}

function countTable({ tally, options }: ExportedVote, pen: Pen): Block {
	const areas = tally.cast.area !== null;
	const points = tally.options.some((one) => one.points !== undefined);
	const more = areas ? [m.export_vote_area()] : points ? [m.export_vote_points()] : [];
	return {
		is: 'table',
		widths: more.length > 0 ? [46, 18, 18, 18] : [58, 21, 21],
		middle: more.length > 0 ? [1, 2, 3] : [1, 2],
		head: [m.export_vote_choice(), m.export_vote_heads(), m.export_share(), ...more],
		rows: tally.options.map((one) => [
			formatOption(one.id, options, pen.text),
			String(one.heads),
			percent(one.heads, tally.cast.heads),
			...(areas ? [metres(one.area ?? 0)] : points ? [String(one.points ?? 0)] : [])
		]),
		tall: false
	};
}

function bySource({ sources, tally, options }: ExportedVote, pen: Pen): Block[] {
	if (sources.length < 2) return [];
	return list(
		sources.map((one) => [
			{
				text: m.fact_vote_source({
					source: formatList(one.sources.map(formatSource)),
					counts: formatList(
						tally.options.map(({ id }) =>
							m.ballots_count({
								option: formatOption(id, options, pen.text),
								n: one.counts[id] ?? 0
							})
						)
					)
				})
			}
		]),
		false
	);
}

/** 缺席补投, apart from the result. */
function afterwards({ afterwards: told, question, ...vote }: ExportedVote, pen: Pen): Block[] {
	if (!told) return [];
	const said = { question: pen.text(question), n: told.voted, of: told.voters };
	const { tally } = told;
	const words = tally
		? m.fact_afterwards_closed({ ...said, counts: formatCounts(tally, vote, pen.text) })
		: m.fact_afterwards_few(said);
	return [text('body', { text: words })];
}

/** 记名: who chose what; it was said before anybody voted. */
function named({ secrecy, box, options }: ExportedVote, pen: Pen): Block[] {
	if (secrecy !== 'named') return [];
	return list(
		box.map(({ choice, seats = [] }) => [
			{ text: formatList(choice.map((id) => formatOption(id, options, pen.text))), bold: true },
			{ text: m.export_colon() + pen.names(seats) }
		]),
		false
	);
}

/** A row for each choice of each vote that is over. */
function votesTable(pen: Pen) {
	const { ballots: votes } = pen.source.told;
	if (votes.length === 0) return null;
	return {
		head: [
			m.list_vote(),
			m.list_question(),
			m.list_rule(),
			m.list_secrecy(),
			m.list_closed(),
			m.list_voters(),
			m.list_voted(),
			m.export_vote_choice(),
			m.export_vote_heads(),
			m.export_vote_area(),
			m.export_vote_points(),
			m.list_outcome()
		],
		rows: votes.flatMap((vote, n) =>
			vote.tally.options.map((one): Cell[] => [
				n + 1,
				pen.text(vote.question),
				formatRule(vote.rule).name,
				formatSecrecy(vote.secrecy),
				formatStamp(vote.closedAt),
				vote.voters,
				vote.voted,
				formatOption(one.id, vote.options, pen.text),
				one.heads,
				one.area === null ? null : metres(one.area),
				one.points ?? null,
				vote.annulled ? m.list_void() : formatOutcome(vote.tally, vote, pen.text)
			])
		)
	};
}

export default {
	lists: [{ name: 'votes', order: 50, title: m.export_votes, table: votesTable }],
	told: (state) => exportVotes(state.ballots),
	parts: [{ order: 45, page: 'votes', title: m.export_votes, blocks: voteBlocks }]
} satisfies PaperOf<'ballots'>;
