/** Why somebody stands where they stand, in whole sentences; who only sees the list never fetches them. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Reason, ReasonCode } from '#lib/meeting/queue/queue.ts';

const EXPLAINED: Record<ReasonCode, (n: number) => string> = {
	'point-of-order': () => m.queue_because_point_of_order(),
	'moved-by-chair': () => m.queue_because_moved_by_chair(),
	alternation: () => m.queue_because_alternation(),
	'gave-way': () => m.queue_because_gave_way(),
	'side-turn': () => m.queue_because_side_turn(),
	'other-side-passes': () => m.queue_because_other_side_passes(),
	'residents-first': () => m.queue_because_residents_first(),
	'after-residents': () => m.queue_because_after_residents(),
	'first-time': () => m.queue_because_first_time(),
	'second-turn': (n) => m.queue_because_second_turn({ n }),
	question: () => m.queue_because_question(),
	round: () => m.queue_because_round(),
	listed: () => m.queue_because_listed(),
	arrival: () => m.queue_because_arrival(),
	away: () => m.queue_because_away(),
	'turns-used': () => m.queue_because_turns_used(),
	'asked-by-chair': () => m.queue_because_asked_by_chair()
};

/** A whole sentence for who wants to know more: 首次发言，先于已发过言的人。 */
export function explainReason({ code, n }: Reason): string {
	return EXPLAINED[code](n ?? 0);
}
