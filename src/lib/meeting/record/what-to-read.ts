/** What those who were not there are led to, wherever something leads there. */
import type { Instant } from '../names.ts';
import { noticeStep } from '../outcomes/notice/notice-step.ts';
import type { MeetingState } from '../registry.ts';
import { isPublic } from './view.ts';

/**
 * What those who were not there are led to: the results while they are posted, and before that where nothing else can
 * be read yet; else the record. The big screen's code, what is passed on and what the chair says are of one mind.
 */
export function whatToRead(state: MeetingState, now: Instant): 'notice' | 'record' {
	const step = noticeStep(state.outcomes.notice, now);
	return step === 'posted' || (step === 'coming' && !isPublic(state)) ? 'notice' : 'record';
}
