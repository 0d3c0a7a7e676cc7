/**
 * The record as its page shows it [D9]: of a large round of cards the groups with their counts and the
 * first cards of each. All of them stand on a page of their own, `/r/<code>/cards`.
 */
import type { CardGroup, MinutesFact } from '../minutes/happening.ts';
import type { MeetingRecord, RecordLine } from './record.ts';

/** A round with no more cards than this is shown whole. */
export const WHOLE_ROUND = 24;
/** Else so many of each group and of those noted aside at most, and all together `WHOLE_ROUND`. */
const FIRST = 3;

export type CardsResult = Extract<MinutesFact, { what: 'cards-result' }>;

/** The same record where nothing is too long for its page. */
export function shortRecord(record: MeetingRecord): MeetingRecord {
	const lines = record.lines.map(shortLine);
	return lines.some((line, n) => line !== record.lines[n]) ? { ...record, lines } : record;
}

/** Cards of this result, shown or not. */
export function cardsIn({ groups, parked, parkedMore = 0 }: CardsResult): number {
	const grouped = groups.reduce((sum, { cards, more = 0 }) => sum + cards.length + more, 0);
	return grouped + parked.length + parkedMore;
}

/** True where some of its cards are only counted. */
export function isShort({ groups, parkedMore = 0 }: CardsResult): boolean {
	return parkedMore > 0 || groups.some(({ more = 0 }) => more > 0);
}

function shortLine(line: RecordLine): RecordLine {
	const { body } = line;
	if (body.is !== 'fact' || body.fact.what !== 'cards-result') return line;
	if (cardsIn(body.fact) <= WHOLE_ROUND) return line;
	return { ...line, body: { is: 'fact', fact: shortFact(body.fact) } };
}

function shortFact(fact: CardsResult): CardsResult {
	let left = WHOLE_ROUND;
	const each = Math.min(FIRST, Math.max(1, Math.floor(left / (fact.groups.length + 1))));
	const first = <Card>(cards: readonly Card[]): Card[] => {
		const some = cards.slice(0, Math.min(each, left));
		left -= some.length;
		return some;
	};
	const groups = fact.groups.map((group): CardGroup => {
		const cards = first(group.cards);
		return { ...group, cards, more: group.cards.length - cards.length };
	});
	const parked = first(fact.parked);
	return { ...fact, groups, parked, parkedMore: fact.parked.length - parked.length };
}
