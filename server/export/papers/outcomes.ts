/** 会议结果, with which the paper opens: each result with its class, who answers, how, until when. */
import { formatStamp } from '#lib/i18n/when.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { formatDissent } from '#lib/i18n/opinion-words.ts';
import {
	formatClass,
	formatDone,
	formatFormer,
	formatOrigin,
	formatParty,
	formatReopened,
	partsOf
} from '#lib/i18n/outcome-words.ts';
import { resultsOf } from '#lib/i18n/record-results.ts';
import type { OutcomeLine } from '#lib/meeting/outcomes/outcomes.ts';
import { outcomesOfRecord, type OutcomeFact } from '#lib/meeting/outcomes/record-outcomes.ts';
import { outcomeHead, outcomeTable } from '../outcome-table.ts';
import type { Block, Phrase } from '../paper.ts';
import type { Cell, PaperOf } from '../papers.ts';
import { list, text, type Pen } from '../writing.ts';

declare module '../papers.ts' {
	interface Told {
		outcomes: readonly OutcomeLine[];
	}
}

function outcomeBlocks(pen: Pen): Block[] {
	const { record } = pen.source;
	if (record.meeting.openedAt === null) return [];
	const { facts, none } = outcomesOfRecord(record);
	if (facts.length > 0)
		return [
			outcomeTable(facts, pen),
			...list(
				facts.flatMap((fact) => notesOf(fact, pen)),
				false
			)
		];
	const written = resultsOf(record.lines);
	if (written.length > 0) return list(written.map((one) => [{ text: pen.text(one.text) }]));
	if (none) return [text('body', { text: m.outcomes_none() })];
	return record.summary ? [] : [text('body', { text: m.export_result_none() })];
}

/** What has no column: how often it is heard of, why it is set aside already, advice, earlier classes, whence it came. */
function notesOf({ n, outcome, origin }: OutcomeFact, pen: Pen): Phrase[] {
	const { everyDays, early, legal } = outcome;
	const colon = m.export_colon();
	const came = origin ? formatOrigin(origin, pen) : '';
	const notes = [
		everyDays === null ? '' : m.outcomes_every() + colon + m.outcomes_every_days({ n: everyDays }),
		early ? m.outcomes_early_why() + colon + pen.text(early) : '',
		legal.awaited ? m.outcomes_legal_awaited() : '',
		...legal.notes.map(
			({ by, text: said }) => m.outcomes_advice_of({ name: pen.name(by) }) + colon + pen.text(said)
		),
		...formatFormer(outcome, pen),
		// A list begins below its label.
		...partsOf(outcome, pen).map(({ label, words }) =>
			words.includes('\n') ? `${label}${colon.trimEnd()}\n${words}` : label + colon + words
		),
		outcome.done ? m.outcomes_done() + colon + formatDone(outcome.done, pen) : '',
		...formatReopened(outcome, pen),
		came ? m.outcomes_came({ origin: came }) : ''
	];
	return notes
		.filter((note) => note !== '')
		.map((note) => [{ text: m.export_outcome_about({ n }), bold: true }, { text: note }]);
}

/** A row for each result: what a ledger asks (S4.32). */
function resultsTable(pen: Pen) {
	if (pen.source.record.meeting.openedAt === null) return null;
	const { facts } = outcomesOfRecord(pen.source.record);
	if (facts.length === 0) return null;
	return {
		head: [
			...outcomeHead(),
			m.outcomes_receiver(),
			m.list_every(),
			m.list_came_of(),
			m.outcomes_done(),
			m.list_done()
		],
		rows: facts.map(({ n, outcome, origin }): Cell[] => [
			n,
			pen.text(outcome.text),
			formatClass(outcome.class),
			outcome.owner ? formatParty(outcome.owner, pen) : null,
			pen.maybe(outcome.measure),
			outcome.due === null ? null : formatStamp(outcome.due).slice(0, 10),
			outcome.receiver ? formatParty(outcome.receiver, pen) : null,
			outcome.everyDays,
			origin ? formatOrigin(origin, pen) : null,
			outcome.done ? formatStamp(outcome.done.at).slice(0, 10) : null,
			outcome.done ? pen.text(outcome.done.text) : null
		])
	};
}

/** What somebody sees otherwise, each with its answer; how it stands when the paper is written (S5.16). */
function dissentBlocks(pen: Pen): Block[] {
	const told = pen.source.record.lines.flatMap(({ body }) =>
		body.is === 'fact' && body.fact.what === 'dissent' ? [body.fact] : []
	);
	return told.flatMap(({ n, dissent }) => {
		const { said, reply, settled } = formatDissent({ ...dissent, n }, pen);
		return [
			text('turn', { text: said }),
			text('said', { text: reply }),
			...(settled ? [text('fact', { text: settled })] : [])
		];
	});
}

export default {
	lists: [{ name: 'results', order: 60, title: m.export_result, table: resultsTable }],
	told: (state) => state.outcomes.lines,
	parts: [
		{ order: 5, page: 'results', title: m.export_result, blocks: outcomeBlocks },
		{ order: 6, title: m.outcomes_dissents, blocks: dissentBlocks }
	],
	facts: { outcome: { apart: true }, 'no-outcomes': { apart: true }, dissent: { apart: true } }
} satisfies PaperOf<'outcomes'>;
