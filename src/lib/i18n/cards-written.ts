/** How much has been written in a round of cards, in words. Of people only where it is known how many they are. */
import type { Board, Count } from '#lib/meeting/cards/cards.ts';
import { m } from './paraglide/messages.js';

type Written = Pick<Count, 'cards' | 'people' | 'papers' | 'unclaimed'>;

/** 已写15张，2人; or 已写15张（手机2张，纸卡13张） where some paper cards are nobody’s. */
export function formatWritten(count: Written): string {
	const { cards, people, unclaimed } = count;
	return unclaimed
		? m.cards_written_by_way({ what: formatByWay(count) })
		: m.cards_written({ cards, people });
}

/** 7/20人投了点, beside a result; '' where it was not counted of how many. */
export function formatTurnout({ settings, weighed }: Pick<Board, 'settings' | 'weighed'>): string {
	if (weighed?.of === undefined) return '';
	const words = { n: weighed.ballots + weighed.people, total: weighed.of };
	return settings.weigh === 'rank' ? m.cards_turnout_ranked(words) : m.cards_turnout(words);
}

/** 15张（手机2张，纸卡13张）; what is on paper alone needs no second number. */
export function formatByWay({ cards, papers }: Pick<Count, 'cards' | 'papers'>): string {
	const phones = cards - papers;
	return phones > 0 ? m.cards_by_way({ cards, phones, papers }) : m.cards_by_paper({ cards });
}
