/**
 * A refusal as a sentence in the reader's language. Every code has one: the compiler lists what is
 * missing. The sentence says what to do next and never blames.
 */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Refusal, RefusalCode } from '#lib/meeting/refusal.ts';

/** Gives a detail for the sentence; `–` where the refusal carries none. */
type Of = (key: string) => string | number;
type Has = (key: string) => boolean;

const SENTENCES: Record<RefusalCode, (of: Of, has: Has) => string> = {
	malformed: (of, has) =>
		has('line') ? m.refusal_malformed_line({ line: of('line') }) : m.refusal_malformed(),
	'too-large': () => m.refusal_too_large(),
	'too-fast': () => m.refusal_too_fast(),
	'unknown-meeting': () => m.refusal_unknown_meeting(),
	'not-allowed': () => m.refusal_not_allowed(),
	'not-your-seat': () => m.refusal_not_your_seat(),
	conflict: () => m.refusal_conflict(),
	expired: () => m.refusal_expired(),
	'not-saved': () => m.refusal_not_saved(),
	closed: () => m.refusal_closed(),
	'not-open': () => m.refusal_not_open(),
	stale: () => m.refusal_stale(),
	'already-open': () => m.refusal_already_open(),
	'too-many': (of) => m.refusal_too_many({ max: of('max') }),
	'no-such-preset': () => m.refusal_no_such_preset(),
	'rules-do-not-fit': () => m.refusal_rules_do_not_fit(),
	'no-such-template': () => m.refusal_no_such_template(),
	'link-not-https': () => m.refusal_link_not_https(),
	'ends-before-start': () => m.refusal_ends_before_start(),
	'no-such-seat': () => m.refusal_no_such_seat(),
	'seat-taken': () => m.refusal_seat_taken(),
	'seat-not-held': () => m.refusal_seat_not_held(),
	'too-many-seats': (of) => m.refusal_too_many_seats({ max: of('max') }),
	'room-full': (of) => m.refusal_room_full({ max: of('max') }),
	'signin-closed': () => m.refusal_signin_closed(),
	'already-bound': () => m.refusal_already_bound(),
	'no-match': () => m.refusal_no_match(),
	'roll-duplicate': (of) => m.refusal_roll_duplicate({ line: of('line'), other: of('other') }),
	'already-on-roll': (of, has) =>
		has('line')
			? m.refusal_already_on_roll_line({ line: of('line') })
			: m.refusal_already_on_roll(),
	'roll-too-long': (of) => m.refusal_roll_too_long({ max: of('max') }),
	'name-missing': (of, has) =>
		has('line') ? m.refusal_name_missing_line({ line: of('line') }) : m.refusal_name_missing(),
	'helper-not-for-seat': () => m.refusal_helper_not_for_seat(),
	'last-chair': () => m.refusal_last_chair(),
	'second-chair': (of, has) =>
		has('line') ? m.refusal_second_chair_line({ line: of('line') }) : m.refusal_second_chair(),
	'bind-first': () => m.refusal_bind_first(),
	'not-a-helper': () => m.refusal_not_a_helper(),
	'seat-in-use': () => m.refusal_seat_in_use(),
	'no-such-request': () => m.refusal_no_such_request(),
	'not-present': () => m.refusal_not_present(),
	'already-present': () => m.refusal_already_present(),
	'rsvp-closed': () => m.refusal_rsvp_closed(),
	'no-such-unit': () => m.refusal_no_such_unit(),
	'no-such-stage': () => m.refusal_no_such_stage(),
	'no-such-item': () => m.refusal_no_such_item(),
	'item-not-open': () => m.refusal_item_not_open(),
	'too-deep': (of) => m.refusal_too_deep({ max: of('max') }),
	'no-such-proposal': () => m.refusal_no_such_proposal(),
	'already-answered': () => m.refusal_already_answered(),
	'too-many-proposals': (of) => m.refusal_too_many_proposals({ n: of('n') }),
	'acks-missing': (of) => m.refusal_acks_missing({ done: of('done'), of: of('of') }),
	'needs-reason': () => m.refusal_needs_reason(),
	'no-stage-here': () => m.refusal_no_stage_here(),
	'already-waiting': () => m.refusal_already_waiting(),
	'already-speaking': () => m.refusal_already_speaking(),
	'not-waiting': () => m.refusal_not_waiting(),
	'turns-used': (of) => m.refusal_turns_used({ n: of('n') }),
	'stance-required': () => m.refusal_stance_required(),
	'side-required': () => m.refusal_side_required(),
	'list-closed': () => m.refusal_list_closed(),
	'nobody-waiting': () => m.refusal_nobody_waiting(),
	'someone-speaking': () => m.refusal_someone_speaking(),
	'nobody-speaking': () => m.refusal_nobody_speaking(),
	'not-speaking': () => m.refusal_not_speaking(),
	'chair-neutral': () => m.refusal_chair_neutral(),
	'not-started': () => m.refusal_not_started(),
	'already-started': () => m.refusal_already_started(),
	'nothing-to-undo': () => m.refusal_nothing_to_undo(),
	'undo-too-late': () => m.refusal_undo_too_late(),
	'text-empty': () => m.refusal_text_empty(),
	'text-too-long': (of, has) =>
		has('line')
			? m.refusal_text_too_long_line({ line: of('line'), max: of('max') })
			: m.refusal_text_too_long({ max: of('max') }),
	'no-point-of-order': () => m.refusal_no_point_of_order(),
	'no-rounds': () => m.refusal_no_rounds(),
	'not-in-queue-stage': () => m.refusal_not_in_queue_stage(),
	'notice-over': () => m.refusal_notice_over(),
	'no-such-answer': () => m.refusal_no_such_answer(),
	'answers-many': () => m.refusal_answers_many(),
	'answer-is-public': () => m.refusal_answer_is_public(),
	'answer-not-public': () => m.refusal_answer_not_public(),
	'text-has-links': () => m.refusal_text_has_links(),
	'minutes-sealed': () => m.refusal_minutes_sealed(),
	'minutes-not-sealed': () => m.refusal_minutes_not_sealed(),
	'minutes-still-live': () => m.refusal_minutes_still_live(),
	'objections-not-open': () => m.refusal_objections_not_open(),
	'objections-still-open': () => m.refusal_objections_still_open(),
	'objections-unanswered': (of) => m.refusal_objections_unanswered({ n: of('n') }),
	'until-out-of-range': () => m.refusal_until_out_of_range(),
	'until-only-later': () => m.refusal_until_only_later(),
	'did-not-attend': () => m.refusal_did_not_attend(),
	'no-such-objection': () => m.refusal_no_such_objection(),
	'no-such-board': () => m.refusal_no_such_board(),
	'no-such-card': () => m.refusal_no_such_card(),
	'no-such-group': () => m.refusal_no_such_group(),
	'cards-not-open': () => m.refusal_cards_not_open(),
	'cards-closed': () => m.refusal_cards_closed(),
	'cards-used': (of) => m.refusal_cards_used({ max: of('max') }),
	'cards-next-round': () => m.refusal_cards_next_round(),
	'paper-number-used': (of) => m.refusal_paper_number_used({ number: of('number') }),
	'card-not-yours': () => m.refusal_card_not_yours(),
	'ask-waiting': () => m.refusal_ask_waiting(),
	'cards-none': () => m.refusal_cards_none(),
	'cards-few': () => m.refusal_cards_few(),
	'cards-level-fixed': () => m.refusal_cards_level_fixed(),
	'cards-no-groups': () => m.refusal_cards_no_groups(),
	'group-unnamed': () => m.refusal_group_unnamed(),
	'wrong-step': () => m.refusal_wrong_step(),
	'split-needs-two': () => m.refusal_split_needs_two(),
	'drag-off': () => m.refusal_drag_off(),
	'vote-needed': () => m.refusal_vote_needed(),
	'dots-none': () => m.refusal_dots_none(),
	'dots-too-many': (of) => m.refusal_dots_too_many({ max: of('max') }),
	'dots-per-group': (of) => m.refusal_dots_per_group({ max: of('max') }),
	'rank-incomplete': (of) => m.refusal_rank_incomplete({ n: of('n') }),
	'already-weighed': () => m.refusal_already_weighed(),
	'phones-closed': () => m.refusal_phones_closed(),
	'phones-still-open': () => m.refusal_phones_still_open(),
	'hall-people': (of) => m.refusal_hall_people({ max: of('max') }),
	'hall-total': (of) => m.refusal_hall_total({ max: of('max'), people: of('people') }),
	'hall-group': (of) => m.refusal_hall_group({ group: of('group'), max: of('max') }),
	'too-few-people': (of) => m.refusal_too_few_people({ min: of('min'), have: of('have') }),
	'no-such-voice': () => m.refusal_no_such_voice(),
	'untyped-waiting': (of) => m.refusal_untyped_waiting({ n: of('n') }),
	'file-unreadable': () => m.refusal_file_unreadable(),
	'photo-by-other': (of) => m.refusal_photo_by_other({ number: of('number') }),
	'mood-closed': () => m.refusal_mood_closed(),
	'mood-given': () => m.refusal_mood_given()
};

/** The sentence for a refusal, in the language now shown. */
export function refusalSentence(refusal: Refusal): string {
	const detail = refusal.detail ?? {};
	const has = (key: string) => Object.prototype.hasOwnProperty.call(detail, key);
	return SENTENCES[refusal.refused]((key) => (has(key) ? detail[key]! : '–'), has);
}
