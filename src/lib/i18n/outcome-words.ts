/** Results in words: classes, who answers, until when, and what a line came from. */
import type { Instant, SeatId, TextRef } from '#lib/meeting/names.ts';
import {
	OUTCOME_PARTS,
	type Done,
	type NoticePeriod,
	type OutcomePart,
	type OutcomeClass,
	type OutcomeLine,
	type OutcomeSource,
	type OutcomeWords,
	type Party
} from '#lib/meeting/outcomes/outcomes.ts';
import { costSharesIn, sumOfShares, type CostShare } from '#lib/meeting/outcomes/typed-shares.ts';
import { rotaOf, type ShiftNow } from '#lib/meeting/outcomes/duty-rota.ts';
import type { Origin } from '#lib/meeting/outcomes/outcome-source.ts';
import { m } from './paraglide/messages.js';
import { formatOption } from './vote-words.ts';
import { formatDate } from './when.ts';

const CLASSES: Record<OutcomeClass, { name: () => string; means: () => string }> = {
	'act-now': { name: m.outcomes_act_now, means: m.outcomes_act_now_means },
	commitment: { name: m.outcomes_commitment, means: m.outcomes_commitment_means },
	'set-aside': { name: m.outcomes_set_aside, means: m.outcomes_set_aside_means },
	recommendation: { name: m.outcomes_recommendation, means: m.outcomes_recommendation_means }
};

/** 即办件 … 还没归类. */
export function formatClass(of: OutcomeClass | null): string {
	return of === null ? m.outcomes_unclassed() : CLASSES[of].name();
}
/** What it means for residents. */
export function formatClassMeans(of: OutcomeClass): string {
	return CLASSES[of].means();
}

/** What the fields of a line are called: by its class. */
export function outcomeLabels(of: OutcomeClass | null) {
	return {
		owner:
			of === 'set-aside'
				? m.outcomes_resumer()
				: of === 'recommendation'
					? m.outcomes_tracker()
					: m.outcomes_owner(),
		measure:
			of === 'set-aside'
				? m.outcomes_explanation()
				: of === 'recommendation'
					? m.outcomes_suggestion()
					: m.outcomes_measure(),
		due:
			of === 'set-aside'
				? m.outcomes_review()
				: of === 'recommendation'
					? m.outcomes_send()
					: m.outcomes_due()
	};
}

/** How this reader knows people and typed texts; a text that this reader does not get is ''. */
export interface OutcomeReader {
	name(seat: SeatId): string;
	text(ref: TextRef): string;
}

/** A person's name, or the body in words. */
export function formatParty(party: Party, { name, text }: OutcomeReader): string {
	if (party.seat !== null) return name(party.seat);
	return party.body ? text(party.body) : '';
}

/** Whose it is in one word: who answers, or of a 建议件 to whom it goes; '' while that is nobody. */
export function formatWhose(line: OutcomeWords, reader: OutcomeReader): string {
	if (line.receiver) return m.outcomes_to({ who: formatParty(line.receiver, reader) });
	return line.owner ? formatParty(line.owner, reader) : '';
}

/** 2026年5月11日前办完 · 2026年8月11日再议 · 2026年4月13日前报送. */
export function formatDue(of: OutcomeClass | null, due: Instant): string {
	const date = formatDate(due);
	if (of === 'set-aside') return m.outcomes_due_review({ date });
	return of === 'recommendation' ? m.outcomes_due_send({ date }) : m.outcomes_due_by({ date });
}

/** The same as far as it has come: 2026年5月8日办结. */
export function formatDueOrDone({
	class: of,
	due,
	done
}: Pick<OutcomeLine, 'class' | 'due' | 'done'>): string {
	if (done) return m.outcomes_done_on({ date: formatDate(done.at) });
	return due === null ? '' : formatDue(of, due);
}

/** The first and the last day of a notice, for sentences. */
export function formatPeriod({ from, until }: NoticePeriod): { from: string; until: string } {
	return { from: formatDate(from), until: formatDate(until) };
}

const FROM: Record<OutcomeSource['from'], (inputs: { words: string }) => string> = {
	card: m.outcomes_from_card,
	group: m.outcomes_from_group,
	vote: m.outcomes_from_vote,
	option: m.outcomes_from_option
};

/** 卡片归类“价格与补贴”; 表决“…”; '' where this reader does not get its words: the card was hidden since. */
export function formatOrigin(origin: Origin, { text }: OutcomeReader): string {
	const words = origin.option
		? formatOption(origin.option, [], (ref) => (ref ? text(ref) : ''))
		: origin.text
			? text(origin.text)
			: String(origin.n ?? '');
	return words === '' ? '' : FROM[origin.from]({ words });
}

const PARTS: Record<OutcomePart, () => string> = {
	timetable: m.outcomes_timetable,
	rules: m.outcomes_rules,
	rota: m.outcomes_rota,
	costs: m.outcomes_costs
};
/** 时间表, 制度条文, 值班安排. */
export function formatPart(part: OutcomePart): string {
	return PARTS[part]();
}

/** One after the other what else stands to say of a line, each with its label. */
export function outcomeDetails(
	line: OutcomeWords & Pick<OutcomeLine, 'legal' | 'done' | 'volunteers'>,
	reader: OutcomeReader
): OutcomeDetail[] {
	const labels = outcomeLabels(line.class);
	const rows = [
		line.receiver && { label: m.outcomes_receiver(), words: formatParty(line.receiver, reader) },
		line.owner && { label: labels.owner, words: formatParty(line.owner, reader) },
		line.measure && { label: labels.measure, words: reader.text(line.measure) },
		line.due !== null && { label: labels.due, words: formatDate(line.due) },
		line.everyDays !== null && {
			label: m.outcomes_every(),
			words: m.outcomes_every_days({ n: line.everyDays })
		},
		line.early && { label: m.outcomes_early_why(), words: reader.text(line.early) },
		...line.legal.notes.map(({ by, text }) => ({
			label: m.outcomes_advice_of({ name: reader.name(by) }),
			words: reader.text(text)
		})),
		...partsOf(line, reader),
		line.done && { label: m.outcomes_done(), words: formatDone(line.done, reader) }
	];
	return rows.filter((row) => row && row.words !== '') as OutcomeDetail[];
}

/** 2026年5月8日，责任人：用房已经移交. */
export function formatDone({ text, at, by }: Done, reader: Pick<OutcomeReader, 'text'>): string {
	const said = { date: formatDate(at), text: reader.text(text) };
	return by === 'door' ? m.outcomes_done_owner(said) : m.outcomes_done_said(said);
}

/** Each time it was said to be done and was not, with the reason: a sentence. */
export function formatReopened(
	{ reopened }: Pick<OutcomeLine, 'reopened'>,
	{ text }: Pick<OutcomeReader, 'text'>
): string[] {
	return reopened.map(({ was, at, reason }) =>
		m.outcomes_reopened({
			at: formatDate(at),
			reason: text(reason),
			date: formatDate(was.at),
			text: text(was.text)
		})
	);
}

/** Each class that it had before, with the reason: a sentence. */
export function formatFormer(
	{ former }: Pick<OutcomeLine, 'former'>,
	{ text }: Pick<OutcomeReader, 'text'>
): string[] {
	return former.map(({ class: of, at, reason, rota }) => {
		const said = { date: formatDate(at), of: formatClass(of) };
		if (rota) return rota === 'full' ? m.outcomes_former_full(said) : m.outcomes_former_open(said);
		return m.outcomes_former({ ...said, reason: reason ? text(reason) : '' });
	});
}

/** What a result that was published said before it was put right, each time with the reason: whole sentences. */
export function formatCorrections(line: OutcomeLine, reader: OutcomeReader): string[][] {
	return line.corrected.map(({ was, at, reason }, index) => {
		const then = line.corrected[index + 1]?.was ?? line;
		const why = reason ? reader.text(reason) : '';
		return [
			m.notice_corrected({ date: formatDate(at), reason: why }),
			...wordings(was, reader).flatMap(({ label, words }, row) =>
				words === wordings(then, reader)[row]!.words
					? []
					: [m.notice_was({ label, words: words || m.notice_was_nothing() })]
			)
		];
	});
}

/** 周一上午：马素英; that nobody takes it yet. */
export function formatShift({ words: shift, named, who }: ShiftNow, reader: OutcomeReader): string {
	const name = who ? formatParty(who, reader) : named;
	return name ? m.outcomes_shift_named({ shift, who: name }) : m.outcomes_shift_open({ shift });
}

/** The shares of costs, and their sum where there is one; null where they were typed otherwise. */
export function formatCostShares(text: string): CostShare[] | null {
	const shares = costSharesIn(text);
	const sum = shares && sumOfShares(shares);
	if (!shares || sum === null) return shares;
	const said = `${Math.floor(sum / 100)}${sum % 100 > 0 ? `.${String(sum % 100).padStart(2, '0')}` : ''}`;
	const all = {
		party: m.outcomes_costs_sum(),
		amount: m.outcomes_yuan({ sum: said }),
		sum: true
	} as const;
	return [...shares, all];
}

/** One thing that is said of a line. */
export interface OutcomeDetail {
	label: string;
	words: string;
	/** The same as a table. */
	shares?: CostShare[];
}

/** Timetable, rules, rota and shares of costs, as far as there are. */
export function partsOf(
	line: Pick<OutcomeLine, 'parts' | 'volunteers'>,
	reader: OutcomeReader
): OutcomeDetail[] {
	return OUTCOME_PARTS.flatMap((part): OutcomeDetail[] => {
		const ref = line.parts?.[part];
		if (!ref) return [];
		const label = formatPart(part);
		const text = reader.text(ref);
		if (part === 'rota') {
			const rota = rotaOf(line, reader).map((one) => formatShift(one, reader));
			return [{ label, words: rota.join('\n') }];
		}
		const shares = part === 'costs' ? formatCostShares(text) : null;
		if (!shares) return [{ label, words: text }];
		const rows = shares.map(({ party, amount }) =>
			m.outcomes_shift_named({ shift: party, who: amount })
		);
		return [{ label, words: rows.join('\n'), shares }];
	});
}

/** All that is written of a line, each with its label; what is not there is ''. */
function wordings(line: OutcomeWords, reader: OutcomeReader): { label: string; words: string }[] {
	const labels = outcomeLabels(line.class);
	const text = (ref: TextRef | null) => (ref ? reader.text(ref) : '');
	const party = (of: Party | null) => (of ? formatParty(of, reader) : '');
	return [
		{ label: m.outcomes_text(), words: reader.text(line.text) },
		{ label: m.outcomes_class(), words: formatClass(line.class) },
		{ label: labels.owner, words: party(line.owner) },
		{ label: labels.measure, words: text(line.measure) },
		{ label: labels.due, words: line.due === null ? '' : formatDate(line.due) },
		{
			label: m.outcomes_every(),
			words: line.everyDays === null ? '' : m.outcomes_every_days({ n: line.everyDays })
		},
		{ label: m.outcomes_receiver(), words: party(line.receiver) },
		{ label: m.outcomes_early_why(), words: text(line.early) },
		...OUTCOME_PARTS.map((part) => ({
			label: formatPart(part),
			words: text(line.parts?.[part] ?? null)
		}))
	];
}
