/**
 * When sign-in opens before the meeting: by itself half an hour before the planned time, or as soon as the hall
 * screen is up; 开会 starts the clocks later. Rule [P14] in RULES.md.
 */
import type { Instant } from '../names.ts';
import type { Command, Due, MeetingState } from '../registry.ts';
import { signInOpensAt } from './view.ts';

/** A hall screen that comes up earlier than this is being tried out, ms. */
export const HALL_BEFORE = 120 * 60_000;

/** What the clock does: half an hour before the planned time. */
export function dueSignIn({ plan }: MeetingState): Due | null {
	if (plan.phase !== 'planned' || plan.signInAt !== null) return null;
	const at = signInOpensAt(plan);
	return at === null ? null : { at, command: { type: 'plan.open-sign-in' } };
}

/** What a paired hall screen brings with it when it comes up. */
export function openForHall({ plan }: MeetingState, now: Instant): Command | null {
	if (plan.phase !== 'planned' || plan.announcedAt === null || plan.signInAt !== null) return null;
	const startsAt = plan.details?.startsAt ?? null;
	if (startsAt !== null && now < startsAt - HALL_BEFORE) return null;
	return { type: 'plan.open-sign-in' };
}
