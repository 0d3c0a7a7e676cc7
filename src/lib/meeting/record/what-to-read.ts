/** What those who were not there are led to, wherever something leads there. */
import type { Instant } from '../names.ts';
import { noticeStep } from '../outcomes/notice/notice-step.ts';
import type { MeetingState } from '../registry.ts';
import { isPrivate } from '../plan/view.ts';
import { isPublic } from './view.ts';

/**
 * What those who were not there are led to: the results while they are posted, and before that where nothing else can
 * be read yet; else the record. The big screen's code, what is passed on and what the chair says are of one mind.
 */
export function whatToRead(state: MeetingState, now: Instant): 'notice' | 'record' {
	const step = noticeStep(state.outcomes.notice, now);
	// A private meeting's record opens to nobody else.
	if (isPrivate(state.plan)) return step === 'posted' || step === 'coming' ? 'notice' : 'record';
	return step === 'posted' || (step === 'coming' && !isPublic(state)) ? 'notice' : 'record';
}

/** Whether there is anything for those who were not there; of a private meeting only what both sides agreed to publish. */
export function mayPassOn(state: MeetingState): boolean {
	if (state.outcomes.notice) return true;
	return isPublic(state) && !isPrivate(state.plan);
}
