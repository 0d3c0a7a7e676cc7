/** Points of order and what was ruled on them, in words. Every code has its words: the compiler lists what is missing. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { PointOfOrder, Ruling } from '#lib/meeting/queue/queue.ts';

const POINT: Record<PointOfOrder, () => string> = {
	'split-question': () => m.queue_point_split_question(),
	'off-topic': () => m.queue_point_off_topic(),
	'rules-broken': () => m.queue_point_rules_broken(),
	time: () => m.queue_point_time(),
	'cannot-hear': () => m.queue_point_cannot_hear(),
	information: () => m.queue_point_information(),
	other: () => m.queue_point_other()
};

/** What somebody rises for. */
export function formatPoint(point: PointOfOrder): string {
	return POINT[point]();
}

/** What the chair ruled. */
export function formatRuling(ruling: Ruling): string {
	return ruling === 'agreed' ? m.queue_ruled_agreed() : m.queue_ruled_declined();
}
