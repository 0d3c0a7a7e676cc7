/** What chair and clerk read of a weighing, by dots (投点) or as a ranking (排序); see `weigh-words.ts`. */
import type { BoardSettings } from '#lib/meeting/cards/cards.ts';
import { m } from './paraglide/messages.js';

const DOTS = {
	press: m.cards_chair_press_weigh,
	close: m.cards_chair_press_close,
	wait: m.cards_chair_press_wait,
	waitClerk: m.cards_chair_press_wait_clerk,
	sureWeigh: m.cards_chair_sure_weigh,
	sureLoose: m.cards_chair_sure_weigh_loose,
	sureUnread: m.cards_chair_sure_weigh_unread,
	sureClose: m.cards_chair_sure_close,
	sureResult: m.cards_chair_sure_result,
	sureNone: m.cards_chair_sure_result_none,
	sureOpen: m.cards_chair_sure_result_open,
	sureBack: m.cards_chair_sure_back_dots,
	step: m.cards_chair_step_dots,
	say: m.cards_chair_say_dots,
	sayHall: m.cards_chair_say_hall,
	hall: m.cards_clerk_hall,
	hallWait: m.cards_clerk_hall_wait,
	people: m.cards_clerk_hall_people,
	peopleHint: m.cards_clerk_hall_people_hint
};
const RANK: typeof DOTS = {
	press: m.cards_chair_step_rank,
	close: m.cards_chair_rank_close,
	wait: m.cards_chair_rank_wait,
	waitClerk: m.cards_chair_rank_wait_clerk,
	sureWeigh: m.cards_chair_rank_sure_weigh,
	sureLoose: m.cards_chair_rank_sure_loose,
	sureUnread: m.cards_chair_rank_sure_unread,
	sureClose: m.cards_chair_rank_sure_close,
	sureResult: m.cards_chair_rank_sure_result,
	sureNone: m.cards_chair_rank_sure_none,
	sureOpen: m.cards_chair_rank_sure_open,
	sureBack: m.cards_chair_rank_sure_back,
	step: m.cards_chair_step_rank,
	say: m.cards_chair_say_rank,
	sayHall: m.cards_chair_say_rank_hall,
	hall: m.cards_clerk_rank,
	hallWait: m.cards_clerk_rank_wait,
	people: m.cards_clerk_rank_people,
	peopleHint: m.cards_clerk_rank_people_hint
};

/** The sentences of dots, or of a ranking, at the desk. */
export function weighDeskWords(how: BoardSettings['weigh']): typeof DOTS {
	return how === 'rank' ? RANK : DOTS;
}
