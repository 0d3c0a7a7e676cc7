/** What screens show of results. Small: phones fetch it first. */
import type { BoardId, CardId } from '../cards/cards.ts';
import type { Instant, SeatId } from '../names.ts';
import type { MeetingState } from '../registry.ts';
import { stageNow } from '../runsheet/runsheet.ts';
import type { OutcomeLine, ResultsNotice, SuggestionAnswer } from './outcomes.ts';

/** A line with the number that people say. */
export interface NumberedOutcome {
	n: number;
	line: OutcomeLine;
}

/**
 * `lines`: there are some. `written`: the clerk wrote the result in words of the stage, as meetings did before there
 * were lines, or none was to come. `awaited`: not yet. `none`: the time for it is over [Q9].
 */
export function outcomesShown(state: MeetingState): 'lines' | 'written' | 'awaited' | 'none' {
	if (state.outcomes.lines.length > 0) return 'lines';
	const stages = state.runsheet.stages.filter(({ kind }) => kind === 'result');
	if (stages.length === 0 || stages.some(({ notes }) => notes.length > 0)) return 'written';
	const over = state.plan.phase === 'closed' || stageNow(state.runsheet)?.kind === 'notice';
	return over ? 'none' : 'awaited';
}

/** All lines, those first that one of these seats answers for. */
export function outcomesFor(state: MeetingState, seats: readonly SeatId[]): NumberedOutcome[] {
	const all = state.outcomes.lines.map((line, at) => ({ n: at + 1, line }));
	const own = all.filter(({ line }) => isOwn(line, seats));
	return [...own, ...all.filter((one) => !own.includes(one))];
}

/** One of these seats answers for it. */
export function isOwn({ owner }: OutcomeLine, seats: readonly SeatId[]): boolean {
	return owner?.seat != null && seats.includes(owner.seat);
}

/** The first line without a class, which keeps the meeting from going on [Q8]. */
export function firstUnclassed({ outcomes }: MeetingState): NumberedOutcome | null {
	const at = outcomes.lines.findIndex((line) => line.class === null);
	return at < 0 ? null : { n: at + 1, line: outcomes.lines[at]! };
}

/** Results that came of a card, or of the group that it lies in. */
export function outcomesOfCard(
	{ outcomes }: MeetingState,
	board: BoardId,
	{ id, group }: { id: CardId; group: string | null }
): NumberedOutcome[] {
	return outcomes.lines
		.map((line, at) => ({ n: at + 1, line }))
		.filter(
			({ line: { source } }) =>
				(source?.from === 'card' && source.board === board && source.card === id) ||
				(source?.from === 'group' && source.board === board && source.group === group)
		);
}

/** `resting`: set aside, which is no failure; `late`: its day is over, and nobody has said that it is done. */
export type OutcomeStep = 'doing' | 'late' | 'done' | 'resting';

/** How far a published result is [Q20]. */
export function outcomeStep({ class: of, due, done }: OutcomeLine, now: Instant): OutcomeStep {
	if (done) return 'done';
	if (of === 'set-aside') return 'resting';
	return due !== null && due < now ? 'late' : 'doing';
}

/** `none`: not published; `coming`: its first day is not here yet; `over`: taken down [Q14]. */
export type NoticeStep = 'none' | 'coming' | 'posted' | 'over';

/** Where a notice is in its life: by date, and by nothing else; nobody has to post it or to take it down. */
export function noticeStep(notice: ResultsNotice | null, now: Instant): NoticeStep {
	if (!notice) return 'none';
	if (now < notice.from) return 'coming';
	return now <= notice.until ? 'posted' : 'over';
}

/** What was answered to a card, or to the group that it lies in. */
export function answerToCard(
	{ outcomes }: MeetingState,
	board: BoardId,
	{ id, group }: { id: CardId; group: string | null }
): SuggestionAnswer | undefined {
	return outcomes.answers.findLast(
		({ source }) =>
			'board' in source &&
			source.board === board &&
			(source.from === 'card' ? source.card === id : source.group === group)
	);
}
