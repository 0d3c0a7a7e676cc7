/**
 * The queue in words: why somebody stands where they stand, stances, points of order, ways of taking
 * part. Every code has its words: the compiler lists what is missing.
 */
import { m } from '#lib/i18n/paraglide/messages.js';
import type {
	PointOfOrder,
	Reason,
	ReasonCode,
	Ruling,
	Stance,
	Undoable
} from '#lib/meeting/queue/queue.ts';
import type { Way } from '#lib/meeting/queue/view.ts';

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
	arrival: () => m.queue_reason_arrival(),
	away: () => m.queue_reason_away(),
	'turns-used': () => m.queue_reason_turns_used(),
	'asked-by-chair': () => m.queue_reason_asked_by_chair()
};

const LONG: Record<ReasonCode, Words> = {
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
	arrival: () => m.queue_because_arrival(),
	away: () => m.queue_because_away(),
	'turns-used': () => m.queue_because_turns_used(),
	'asked-by-chair': () => m.queue_because_asked_by_chair()
};

const STANCE: Record<Stance, () => string> = {
	for: () => m.queue_stance_for(),
	against: () => m.queue_stance_against(),
	ask: () => m.queue_stance_ask(),
	add: () => m.queue_stance_add(),
	order: () => m.queue_stance_order(),
	side: () => m.queue_stance_side(),
	none: () => m.queue_stance_none()
};

const POINT: Record<PointOfOrder, () => string> = {
	'split-question': () => m.queue_point_split_question(),
	'off-topic': () => m.queue_point_off_topic(),
	'rules-broken': () => m.queue_point_rules_broken(),
	time: () => m.queue_point_time(),
	'cannot-hear': () => m.queue_point_cannot_hear(),
	information: () => m.queue_point_information(),
	other: () => m.queue_point_other()
};

const WAY: Record<Way, () => string> = {
	hall: () => m.queue_way_hall(),
	online: () => m.queue_way_online(),
	phone: () => m.queue_way_phone(),
	'on-behalf': () => m.queue_way_on_behalf(),
	written: () => m.queue_way_written()
};

const UNDID: Record<Undoable, () => string> = {
	called: () => m.queue_undid_called(),
	started: () => m.queue_undid_started(),
	ended: () => m.queue_undid_ended(),
	paused: () => m.queue_undid_paused(),
	resumed: () => m.queue_undid_resumed(),
	extended: () => m.queue_undid_extended()
};

/** A few words for a chip: 首次发言. */
export function formatReason({ code, n }: Reason): string {
	return SHORT[code](n ?? 0);
}

/** All reasons of a place on one line: 正反交替 · 首次发言. */
export function formatReasons(reasons: readonly Reason[]): string {
	return reasons.map(formatReason).join(' · ');
}

/** A whole sentence for who wants to know more: 首次发言，先于已发过言的人。 */
export function explainReason({ code, n }: Reason): string {
	return LONG[code](n ?? 0);
}

/** 下一位就是您, or 前面还有2人. */
export function formatBefore(before: number): string {
	return before === 0 ? m.queue_you_next() : m.queue_before({ n: before });
}

export function formatStance(stance: Stance): string {
	return STANCE[stance]();
}

export function formatPoint(point: PointOfOrder): string {
	return POINT[point]();
}

export function formatWay(way: Way): string {
	return WAY[way]();
}

export function formatRuling(ruling: Ruling): string {
	return ruling === 'agreed' ? m.queue_ruled_agreed() : m.queue_ruled_declined();
}

/** What was taken back: 已撤回：请下一位. */
export function formatUndone(what: Undoable): string {
	return UNDID[what]();
}
