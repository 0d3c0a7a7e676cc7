/** Decides about the public notice of results. Rules: `../RULES.md`, quoted as [Q13] …. */
import type { Context, Outcome } from '../../context.ts';
import type { Instant } from '../../names.ts';
import { parseText } from '../../parse-text.ts';
import { refuseUnlessOpen } from '../../phase.ts';
import { isPrivate } from '../../plan/view.ts';
import { refuse, type Refusal } from '../../refusal.ts';
import type { MeetingState } from '../../registry.ts';
import { OUTCOME_LIMITS, type NoticePeriod, type OutcomesCommand } from '../outcomes.ts';
import { firstUnclassed, outcomesShown } from '../view.ts';
import { refuseUnagreed } from './agreed.ts';

type NoticeCommand = Extract<
	OutcomesCommand,
	{ type: 'outcomes.publish' | 'outcomes.set-period' | 'outcomes.unpublish' }
>;

const TYPES: readonly string[] = [
	'outcomes.publish',
	'outcomes.set-period',
	'outcomes.unpublish'
] satisfies NoticeCommand['type'][];

/** True for what is said of the notice, and not of one line. */
export function isAboutNotice(command: OutcomesCommand): command is NoticeCommand {
	return TYPES.includes(command.type);
}

/** Events, or why not. The seal of the minutes stops none of it. */
export function decideNotice(
	state: MeetingState,
	command: NoticeCommand,
	context: Context
): Outcome {
	const shut = state.plan.phase === 'closed' ? null : refuseUnlessOpen(state);
	if (shut) return shut;
	const { notice } = state.outcomes;
	if (command.type === 'outcomes.publish') {
		if (notice) return refuse('notice-published');
		const { from, until } = command;
		const unfit =
			refuseUnagreed(state, context.actor, command.agreed === true) ??
			refuseUnready(state, context.now) ??
			refusePeriod(command, null, context.now);
		const agreed = isPrivate(state.plan) ? { agreed: true as const } : {};
		return unfit ?? { events: [{ type: 'outcomes.published', body: { from, until, ...agreed } }] };
	}
	if (!notice) return refuse('notice-not-published');
	if (command.type === 'outcomes.unpublish')
		return context.now >= notice.from
			? refuse('notice-posted')
			: { events: [{ type: 'outcomes.unpublished', body: {} }] };
	const { from, until } = command;
	if (from === notice.from && until === notice.until) return { events: [] };
	const kept = refuseUnagreed(state, context.actor, true);
	if (kept) return kept;
	const why = parseText(command.reason, { max: OUTCOME_LIMITS.reason });
	if (typeof why !== 'string') return why;
	// What has been posted has been posted.
	if (from !== notice.from && context.now >= notice.from) return refuse('notice-posted');
	const unfit = refusePeriod(command, notice, context.now);
	if (unfit) return unfit;
	if (why === '') return refuse('needs-reason');
	const body = { from, until, reason: context.text(why) };
	return { events: [{ type: 'outcomes.period-set', body }] };
}

/** [Q13] Each line whole and in time; without any, the time for results must be over. */
function refuseUnready(state: MeetingState, now: Instant): Refusal | null {
	const first = firstUnclassed(state);
	if (first) return refuse('outcome-unclassed', { n: first.n });
	if (outcomesShown(state) === 'awaited') return refuse('notice-early');
	const { lines } = state.outcomes;
	const unowned = lines.findIndex(({ owner }) => owner === null);
	if (unowned >= 0) return refuse('notice-owner-missing', { n: unowned + 1 });
	const late = lines.findIndex(({ due }) => due !== null && due < now);
	return late < 0 ? null : refuse('notice-due-past', { n: late + 1 });
}

/** The longest day that any calendar has: what began longer ago began on a day before today. */
const DAY = 25 * 3_600_000;

/** [Q14] It ends after it begins, not before now, and says of no day that it was up when it was not. */
function refusePeriod(
	{ from, until }: NoticePeriod,
	before: NoticePeriod | null,
	now: Instant
): Refusal | null {
	if (until <= from) return refuse('notice-ends-first');
	if (until <= now) return refuse('notice-over-already');
	return from !== before?.from && from < now - DAY ? refuse('notice-begins-past') : null;
}
