/** What results can be made of, at a desk: groups of cards that have a name, and votes that are over. */
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

/** Those that no line was made of yet; what belongs to the item that is on comes first. */
export function outcomeOffers(state: MeetingState): OutcomeOffer[] {
	const used = new Set(state.outcomes.lines.map(({ source }) => keyOf(source)));
	const groups = state.cards.boards.flatMap((board) =>
		board.groups.map(({ id }): OutcomeSource => ({ from: 'group', board: board.id, group: id }))
	);
	const votes = state.ballots.votes.map(({ id }): OutcomeSource => ({ from: 'vote', vote: id }));
	const now = itemNow(state.agenda)?.id;
	return [...groups, ...votes]
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
