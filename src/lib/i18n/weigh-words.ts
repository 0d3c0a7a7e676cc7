/**
 * What phones and the big screen say of a weighing: dots (投点) and ranking (排序) have words of their own, and no screen
 * speaks of the one while people do the other.
 */
import type { BoardSettings } from '#lib/meeting/cards/cards.ts';
import { m } from './paraglide/messages.js';

const DOTS = {
	asking: m.cards_hall_dots,
	each: m.cards_hall_dots_each,
	done: m.cards_hall_placed,
	doneOf: m.cards_hall_placed_of,
	called: m.cards_hall_closed,
	result: m.cards_hall_result,
	total: m.cards_hall_total,
	row: m.cards_hall_row,
	rowSplit: m.cards_hall_row_split,
	closed: m.cards_phone_dots_closed,
	closedHint: m.cards_phone_dots_closed_hint,
	watch: m.cards_phone_dots_watch,
	elsewhere: m.cards_phone_dots_sent_elsewhere,
	sendFor: m.cards_phone_dots_send_for,
	phoneResult: m.cards_phone_result,
	points: m.cards_phone_result_points,
	phoneTotal: m.cards_phone_result_total,
	nowAsked: m.cards_phone_now_dots,
	nowResult: m.cards_phone_now_result
};
const RANK: typeof DOTS = {
	asking: m.cards_hall_rank,
	each: m.cards_hall_rank_each,
	done: m.cards_hall_ranked,
	doneOf: m.cards_hall_ranked_of,
	called: m.cards_hall_rank_closed,
	result: m.cards_hall_rank_result,
	total: m.cards_hall_rank_total,
	row: m.cards_hall_rank_row,
	rowSplit: m.cards_hall_rank_row_split,
	closed: m.cards_phone_rank_closed,
	closedHint: m.cards_phone_rank_closed_hint,
	watch: m.cards_phone_rank_watch,
	elsewhere: m.cards_phone_rank_sent_elsewhere,
	sendFor: m.cards_phone_rank_send_for,
	phoneResult: m.cards_phone_rank_result,
	points: m.cards_phone_rank_points,
	phoneTotal: m.cards_phone_rank_total,
	nowAsked: m.cards_phone_now_rank,
	nowResult: m.cards_phone_now_ranked
};

/** The sentences of dots, or of a ranking. */
export function weighWords(how: BoardSettings['weigh']): typeof DOTS {
	return how === 'rank' ? RANK : DOTS;
}
