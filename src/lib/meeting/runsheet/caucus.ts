/** 单独会谈: whether it may begin, and how long it was with each side. Rule [T35]; pure. */
import type { Outcome } from '../context.ts';
import type { Instant } from '../names.ts';
import { onScreen } from '../on-screen.ts';
import { isMediated } from '../parties.ts';
import type { MeetingState } from '../registry.ts';
import { refuse } from '../refusal.ts';
import { isTalk, stageNow, type RunsheetCommand, type RunsheetState } from './runsheet.ts';

type Caucus = Extract<RunsheetCommand, { type: 'runsheet.caucus' }>;

/** Milliseconds of talks apart with this side, all of them together. */
export function apartWith(
	{ apart, caucus }: Pick<RunsheetState, 'apart' | 'caucus'>,
	side: 'a' | 'b',
	now: Instant
): number {
	return apart[side] + (caucus?.with === side ? Math.max(0, now - caucus.since) : 0);
}

/** Begins with one side, goes over to the other, or ends; where somebody speaks or all write it waits. */
export function decideCaucus(state: MeetingState, { side }: Caucus): Outcome {
	const { runsheet, queue } = state;
	if (!isMediated(state)) return refuse('no-sides');
	if ((runsheet.caucus?.with ?? null) === side) return { events: [] };
	if (side !== null && runsheet.caucus === null) {
		const stage = stageNow(runsheet);
		if (!stage || !isTalk(stage.kind)) return refuse('no-stage-here');
		if (queue.speaker) return refuse('someone-speaking');
		if (onScreen(state)?.quiet) return refuse('caucus-later');
	}
	return { events: [{ type: 'runsheet.caucused', body: { side } }] };
}
