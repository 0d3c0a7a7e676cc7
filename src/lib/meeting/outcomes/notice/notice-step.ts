/** Where a notice of results, and each result in it, is in its life: by date, and by what was said of it. */
import type { Instant } from '../../names.ts';
import type { OutcomeLine, ResultsNotice } from '../outcomes.ts';

/** `none`: not published; `coming`: its first day is not here yet; `over`: taken down [Q14]. */
export type NoticeStep = 'none' | 'coming' | 'posted' | 'over';

/** Where a notice is in its life: by date, and by nothing else; nobody has to post it or to take it down. */
export function noticeStep(notice: ResultsNotice | null, now: Instant): NoticeStep {
	if (!notice) return 'none';
	if (now < notice.from) return 'coming';
	return now <= notice.until ? 'posted' : 'over';
}

/** `resting`: set aside, which is no failure; `late`: its day is over, and nobody has said that it is done. */
export type OutcomeStep = 'doing' | 'late' | 'done' | 'resting';

/** How far a published result is [Q20]. */
export function outcomeStep({ class: of, due, done }: OutcomeLine, now: Instant): OutcomeStep {
	if (done) return 'done';
	if (of === 'set-aside') return 'resting';
	return due !== null && due < now ? 'late' : 'doing';
}
