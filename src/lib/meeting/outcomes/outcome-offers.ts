/** What results can be made of, at a desk: groups of cards that have a name, votes that are over, options, cards. */
import { itemNow } from '../agenda/agenda.ts';
import type { ItemId } from '../names.ts';
import type { MeetingState } from '../registry.ts';
import type { OutcomeSource } from './outcomes.ts';
import { itemOfSource, originOf, refuseSource, type Origin } from './outcome-source.ts';

export interface OutcomeOffer {
	source: OutcomeSource;
	origin: Origin;
	item: ItemId | null;
}

/**
 * Groups, votes, and what could be chosen in those that had options of their own: as far as no line was made of them
 * yet. What belongs to the item that is on comes first.
 */
export function outcomeOffers(state: MeetingState): OutcomeOffer[] {
	const groups = state.cards.boards.flatMap((board) =>
		board.groups.map(({ id }): OutcomeSource => ({ from: 'group', board: board.id, group: id }))
	);
	const votes = state.ballots.votes.flatMap(({ id: vote, options }): OutcomeSource[] => [
		{ from: 'vote', vote },
		...options.map(({ id: option }) => ({ from: 'option', vote, option }) as const)
	]);
	return offered(state, [...groups, ...votes]);
}

/** The same of cards, one by one: many, among which one is looked for. */
export function cardOffers(state: MeetingState): OutcomeOffer[] {
	const cards = state.cards.boards.flatMap((board) =>
		board.cards
			.filter(({ split }) => !split)
			.map(({ id }): OutcomeSource => ({ from: 'card', board: board.id, card: id }))
	);
	return offered(state, cards);
}

function offered(state: MeetingState, sources: readonly OutcomeSource[]): OutcomeOffer[] {
	const used = new Set(state.outcomes.lines.map(({ source }) => keyOf(source)));
	const now = itemNow(state.agenda)?.id;
	return sources
		.filter((source) => !used.has(keyOf(source)) && refuseSource(state, source) === null)
		.flatMap((source) => {
			const origin = originOf(state, source);
			return origin?.text ? [{ source, origin, item: itemOfSource(state, source) }] : [];
		})
		.sort((one, other) => Number(other.item === now) - Number(one.item === now));
}

/** The same for the same source. */
export function keyOf(source: OutcomeSource | null): string {
	return source ? JSON.stringify(Object.entries(source).sort()) : '';
}
