/**
 * The closed list of ways in which a room says no. Each has a sentence in three languages that says
 * what to do next (`src/lib/i18n/messages/<locale>/refusal.json`, key `refusal_<code>` with `-` as `_`).
 */
export const REFUSALS = [
	// the path itself
	'malformed',
	'too-large',
	'too-fast',
	'unknown-meeting',
	'not-allowed',
	'not-your-seat',
	'conflict',
	'expired',
	'not-saved',
	'closed',
	'not-open',
	'stale',
	'already-open',
	'too-many',
	// plan
	'no-such-preset',
	'rules-do-not-fit',
	'no-such-template',
	'link-not-https',
	'ends-before-start',
	// roll
	'no-such-seat',
	'seat-taken',
	'seat-not-held',
	'too-many-seats',
	'room-full',
	'signin-closed',
	'already-bound',
	'no-match',
	'roll-duplicate',
	'already-on-roll',
	'roll-too-long',
	'name-missing',
	'helper-not-for-seat',
	'last-chair',
	'second-chair',
	'bind-first',
	'not-a-helper',
	'seat-in-use',
	'no-such-request',
	// attendance
	'not-present',
	'already-present',
	'rsvp-closed',
	'no-such-unit',
	// runsheet and agenda
	'no-such-stage',
	'no-such-item',
	'item-not-open',
	'too-deep',
	'no-such-proposal',
	'already-answered',
	'too-many-proposals',
	'acks-missing',
	'needs-reason',
	'no-stage-here',
	// queue
	'already-waiting',
	'already-speaking',
	'not-waiting',
	'turns-used',
	'stance-required',
	'side-required',
	'list-closed',
	'nobody-waiting',
	'someone-speaking',
	'nobody-speaking',
	'not-speaking',
	'chair-neutral',
	'not-started',
	'already-started',
	'nothing-to-undo',
	'undo-too-late',
	'text-empty',
	'text-too-long',
	'no-point-of-order',
	'no-rounds',
	'not-in-queue-stage',
	// record and answers
	'notice-over',
	'no-such-answer',
	'answers-many',
	'answer-is-public',
	'answer-not-public',
	'text-has-links',
	// minutes
	'minutes-sealed',
	'minutes-not-sealed',
	'minutes-still-live',
	'objections-not-open',
	'objections-still-open',
	'objections-unanswered',
	'until-out-of-range',
	'until-only-later',
	'did-not-attend',
	'no-such-objection',
	// cards
	'no-such-board',
	'no-such-card',
	'no-such-group',
	'cards-not-open',
	'cards-closed',
	'cards-used',
	'cards-next-round',
	'paper-number-used',
	'card-not-yours',
	'ask-waiting',
	'cards-none',
	'cards-few',
	'cards-level-fixed',
	'cards-no-groups',
	'group-unnamed',
	'wrong-step',
	'split-needs-two',
	'drag-off',
	'vote-needed',
	'dots-none',
	'dots-too-many',
	'dots-per-group',
	'rank-incomplete',
	'already-weighed',
	'phones-closed',
	'phones-still-open',
	'hall-people',
	'hall-total',
	'hall-group',
	'too-few-people',
	'no-such-voice',
	'untyped-waiting',
	'file-unreadable',
	'photo-by-other',
	// mood
	'mood-closed',
	'mood-given'
] as const;

export type RefusalCode = (typeof REFUSALS)[number];

/** An answer that changes nothing. `detail` fills the sentence: numbers and already-public words. */
export interface Refusal {
	refused: RefusalCode;
	detail?: Record<string, string | number>;
}

/** Shorthand for a refusal. */
export function refuse(code: RefusalCode, detail?: Record<string, string | number>): Refusal {
	return detail ? { refused: code, detail } : { refused: code };
}
