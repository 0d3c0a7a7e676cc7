/** What every phone asks of results; what is shown of them only now and then stands in files of its own. */
import type { MeetingState } from '../registry.ts';
import { stageNow } from '../runsheet/runsheet.ts';
import type { OutcomeLine } from './outcomes.ts';

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

/** The first line without a class, which keeps the meeting from going on [Q8]. */
export function firstUnclassed({ outcomes }: MeetingState): NumberedOutcome | null {
	const at = outcomes.lines.findIndex((line) => line.class === null);
	return at < 0 ? null : { n: at + 1, line: outcomes.lines[at]! };
}
