/** What is public of a record, and until when it may be answered. Pure. */
import type { MeetingState } from '../registry.ts';
import type { Instant } from '../names.ts';
import { KEEP_YEARS, NOTICE_DAYS, type Publish } from './publication.ts';

const DAY_MS = 24 * 60 * 60_000;
const YEAR_MS = 365.25 * DAY_MS;

/** When the record may be read. A plan that says nothing was made before anybody was asked. */
export function publishOf({ record, plan }: MeetingState): Publish {
	return record.publish ?? plan.details?.record ?? 'sealed';
}

/**
 * True when everybody may read the whole record; else they see what was announced and no more. Before the meeting is
 * opened it would tell who will be away from home.
 */
export function isPublic(state: MeetingState): boolean {
	if (state.plan.openedAt === null) return false;
	return publishOf(state) === 'live' || state.minutes.sealed !== null;
}

/**
 * Until when comments are taken: as long as the notice of results is up, once there is one; null while the meeting goes
 * on and nobody has said.
 */
export function noticeUntil({ record, plan, outcomes }: MeetingState): Instant | null {
	if (outcomes.notice) return outcomes.notice.until;
	if (record.noticeUntil !== null) return record.noticeUntil;
	if (plan.closedAt === null) return null;
	return plan.closedAt + (plan.details?.noticeDays ?? NOTICE_DAYS) * DAY_MS;
}

/** Until when the record is kept [D14]: so many years after the meeting, to the day or one off; null before its end. */
export function keptUntil({ record, plan }: MeetingState): Instant | null {
	if (plan.closedAt === null) return null;
	return plan.closedAt + (record.keepYears ?? KEEP_YEARS.usual) * YEAR_MS;
}

/** True once that is over: then the organiser is asked, and nothing happens by itself. */
export function keptLongEnough(state: MeetingState, now: Instant): boolean {
	const until = keptUntil(state);
	return until !== null && now >= until;
}

/** True while somebody who was not there may say something. */
export function takesComments(state: MeetingState, now: Instant): boolean {
	if (!isPublic(state)) return false;
	const until = noticeUntil(state);
	return until === null || now <= until;
}
