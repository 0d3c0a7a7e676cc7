/** Why somebody stands where they stand in the queue, in a few words. Every code has its words: the compiler lists what is missing. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Reason, ReasonCode } from '#lib/meeting/queue/queue.ts';

type Words = (n: number) => string;

const SHORT: Record<ReasonCode, Words> = {
	'point-of-order': () => m.queue_reason_point_of_order(),
	'moved-by-chair': () => m.queue_reason_moved_by_chair(),
	alternation: () => m.queue_reason_alternation(),
	'gave-way': () => m.queue_reason_gave_way(),
	'side-turn': () => m.queue_reason_side_turn(),
	'other-side-passes': () => m.queue_reason_other_side_passes(),
	'residents-first': () => m.queue_reason_residents_first(),
	'after-residents': () => m.queue_reason_after_residents(),
	'first-time': () => m.queue_reason_first_time(),
	'second-turn': (n) => m.queue_reason_second_turn({ n }),
	question: () => m.queue_reason_question(),
	round: () => m.queue_reason_round(),
	listed: () => m.queue_reason_listed(),
	arrival: () => m.queue_reason_arrival(),
	away: () => m.queue_reason_away(),
	'turns-used': () => m.queue_reason_turns_used(),
	'asked-by-chair': () => m.queue_reason_asked_by_chair()
};

/** A few words for a chip: 首次发言. */
export function formatReason({ code, n }: Reason): string {
	return SHORT[code](n ?? 0);
}

/** All reasons of a place on one line: 正反交替 · 首次发言. */
export function formatReasons(reasons: readonly Reason[]): string {
	return reasons.map(formatReason).join(' · ');
}

/** 下一位就是您, or 前面还有2人. */
export function formatBefore(before: number): string {
	return before === 0 ? m.queue_you_next() : m.queue_before({ n: before });
}
