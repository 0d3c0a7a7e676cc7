/**
 * What is left to do after 散会 (接下来), for chair, clerk and organiser alike: results, the lines a record opens with,
 * objections, answers, seal. Each slice has its own in `<slice>/next-steps.ts`, found by itself.
 */
import type { Component } from 'svelte';
import type { Instant, SeatRole } from './names.ts';
import type { PlanState } from './plan/plan.ts';
import type { MeetingState } from './registry.ts';

/** Whose desk a step is gone to from. */
export type Desk = 'chair' | 'clerk' | 'organiser';

/** How a step stands. */
export interface Standing {
	done: boolean;
	/** In one sentence. */
	says: string;
	/** When it is to be done; null: nobody said, or it is done. */
	by: Instant | null;
}

export interface NextStep {
	/** Among all steps, the lowest first. */
	order: number;
	/** Names it on the page, `#results`. */
	id: string;
	title(): string;
	/** Those who may do it. */
	who: readonly ('organiser' | SeatRole)[];
	/** null: nothing of the kind is to be done in this meeting. */
	standing(state: MeetingState, now: Instant): Standing | null;
	/** What it is done with on the page itself; null: nothing to do there now. */
	here?(state: MeetingState): (() => Promise<{ default: Component }>) | null;
	/** Where it is done from this desk; null: somebody else does it. */
	place(desk: Desk, code: string): string | null;
}

export const NEXT_STEPS: readonly NextStep[] = Object.values(
	import.meta.glob<readonly NextStep[]>('./*/next-steps.ts', { eager: true, import: 'default' })
)
	.flat()
	.sort((one, other) => one.order - other.order);

/** A step with how it stands: `now` is the first that is not done. */
export interface StepShown extends Standing {
	step: NextStep;
	is: 'done' | 'now' | 'later';
}

/** All steps of this meeting in their order. */
export function stepsShown(state: MeetingState, now: Instant): StepShown[] {
	const all = NEXT_STEPS.flatMap((step) => {
		const standing = step.standing(state, now);
		return standing ? [{ step, ...standing }] : [];
	});
	const first = all.find(({ done }) => !done);
	return all.map((one) => ({ ...one, is: one.done ? 'done' : one === first ? 'now' : 'later' }));
}

/** While all of it is fresh, ms: what the desk does after a meeting is ten minutes' work (S4.32). */
const SOON_MS = 24 * 3_600_000;

/** Until when the desk does what it can do by itself; null before the end. */
export function soon({ closedAt }: PlanState): Instant | null {
	return closedAt === null ? null : closedAt + SOON_MS;
}
