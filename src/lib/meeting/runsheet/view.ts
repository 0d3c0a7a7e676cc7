/** What screens show of the runsheet: stages with their time, acknowledgements, the pause. */
import type { MeetingState } from '../registry.ts';
import type { Instant, Localised, SeatId, StageId } from '../names.ts';
import { acksOf, type Acks } from './acks.ts';
import {
	stageNow,
	type Reminder,
	type RunsheetState,
	type Stage,
	type StageKind
} from './runsheet.ts';

export interface StageView {
	id: StageId;
	/** 1, 2, 3 … */
	number: number;
	kind: StageKind;
	title: Localised;
	/** `skipped`: passed over, or the meeting closed before it came. */
	status: 'done' | 'now' | 'coming' | 'skipped';
	/** Planned. */
	minutes: number;
	/** Milliseconds in this stage, all visits together. */
	spent: number;
	/** Milliseconds beyond the plan; 0 within it. */
	over: number;
}

/** All stages, as the left of the chair's screen and the phone's top line show them. */
export function stagesView(state: MeetingState, now: Instant): StageView[] {
	const { stages, stageId } = state.runsheet;
	const here = stages.findIndex((stage) => stage.id === stageId);
	const closed = state.plan.phase === 'closed';
	return stages.map((stage, index) => {
		const spent = spentIn(state.runsheet, stage, now);
		const passed = closed || index < here;
		return {
			id: stage.id,
			number: index + 1,
			kind: stage.kind,
			title: stage.title,
			status: stage.id === stageId ? 'now' : !passed ? 'coming' : spent > 0 ? 'done' : 'skipped',
			minutes: stage.minutes,
			spent,
			over: Math.max(0, spent - stage.minutes * 60_000)
		};
	});
}

/** Milliseconds in a stage up to now; never negative, even when a screen's clock lags. */
export function spentIn(runsheet: RunsheetState, stage: Stage, now: Instant): number {
	if (stage.id !== runsheet.stageId || runsheet.enteredAt === null) return stage.spent;
	return stage.spent + Math.max(0, now - runsheet.enteredAt);
}

/** The stage after this one; undefined in the last and before opening. */
export function nextStage(runsheet: RunsheetState): Stage | undefined {
	const here = runsheet.stages.findIndex((stage) => stage.id === runsheet.stageId);
	return here < 0 ? undefined : runsheet.stages[here + 1];
}

/** The stage before this one; undefined in the first and before opening. */
export function prevStage(runsheet: RunsheetState): Stage | undefined {
	const here = runsheet.stages.findIndex((stage) => stage.id === runsheet.stageId);
	return here < 1 ? undefined : runsheet.stages[here - 1];
}

/**
 * What was written and is shown now [T9]: of the stage that is on, or that is given; while nothing stands
 * in ⑦, the result above it, which is what is made public.
 */
export function writtenNow(runsheet: RunsheetState, given?: Stage): Stage | undefined {
	const stage = given ?? stageNow(runsheet);
	if (given || stage?.kind !== 'notice' || stage.notes.length > 0) return stage;
	const result = runsheet.stages.find(({ kind, notes }) => kind === 'result' && notes.length > 0);
	return result ?? stage;
}

/** S1.28: how many have acknowledged the rules; `share` in whole percent, 100 only when all have. */
export function acksView(state: MeetingState): Acks & { share: number } {
	const acks = acksOf(state);
	return { ...acks, share: acks.of === 0 ? 100 : Math.floor((acks.done * 100) / acks.of) };
}

/** Milliseconds of 静一静 that are left; 0 when there is none. */
export function calmLeft(runsheet: RunsheetState, now: Instant): number {
	return runsheet.calmUntil === null ? 0 : Math.max(0, runsheet.calmUntil - now);
}

/** How long a reminder stands on the screens. */
export const REMINDER_MS = 10_000;

/** The reminder to show now, if any. */
export function reminderNow(runsheet: RunsheetState, now: Instant): Reminder | null {
	const last = runsheet.lastReminder;
	return last && now - last.at < REMINDER_MS ? last.kind : null;
}

/** Those in the hall who have not acknowledged yet, and those of them without a phone (A9, S1.28). */
export function hallMissing(state: MeetingState): { all: SeatId[]; phoneless: SeatId[] } {
	const seat = (id: SeatId) => state.roll.seats[id]!;
	const all = acksOf(state).missing.filter((id) => seat(id).channel === 'hall');
	return { all, phoneless: all.filter((id) => !seat(id).hasPhone) };
}

/** [T34] The one discussion under which the items stand: the one that is on, else the next to come, else the last there was. */
export function stageOfItems({ stages, stageId }: RunsheetState): Stage | undefined {
	const here = stages.findIndex(({ id }) => id === stageId);
	const talks = stages.filter(({ kind }) => kind === 'discussion');
	return talks.find((stage) => stages.indexOf(stage) >= here) ?? talks.at(-1);
}
