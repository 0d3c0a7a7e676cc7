/** What a result came from, as far as everybody may know: its item, cards, the group they lie in, votes (X15). */
import { boardOf, type ShownCard } from '../../cards/cards.ts';
import { ranking } from '../../cards/view.ts';
import type { VoteId } from '../../ballots/ballots.ts';
import type { TextRef } from '../../names.ts';
import type { MeetingState } from '../../registry.ts';
import type { OutcomeLine } from '../outcomes.ts';

export interface OutcomeTrace {
	/** Of the agenda. */
	item: TextRef | null;
	/** The one card that it is. */
	card: TextRef | null;
	group: {
		n: number;
		name: TextRef | null;
		/** What is written on its cards; hidden ones are none. */
		cards: TextRef[];
		points: number | null;
		place: number;
		/** Points of a ranking, not dots. */
		ranked?: true;
	} | null;
	/** That it came from first, then all others on its item that have a result. */
	votes: VoteId[];
}

export function traceOf(state: MeetingState, { source, item }: OutcomeLine): OutcomeTrace {
	const closed = state.ballots.votes.filter(({ step }) => step === 'closed');
	const own = source?.from === 'vote' || source?.from === 'option' ? source.vote : null;
	const votes = closed.filter((vote) => vote.id === own || (item !== null && vote.item === item));
	const board = source && 'board' in source ? boardOf(state.cards, source.board) : undefined;
	const card =
		source?.from === 'card' ? board?.cards.find(({ id }) => id === source.card) : undefined;
	const group = source?.from === 'group' ? source.group : (card?.group ?? null);
	return {
		item: state.agenda.items.find(({ id }) => id === item)?.title ?? null,
		card: card && !card.hidden ? card.text : null,
		group: groupOf(board, group),
		votes: votes
			.map(({ id }) => id)
			.sort((one, other) => Number(other === own) - Number(one === own))
	};
}

function groupOf(board: ReturnType<typeof boardOf>, id: ShownCard['group']): OutcomeTrace['group'] {
	const group = board?.groups.find((one) => one.id === id);
	if (!board || !group) return null;
	const rows = ranking(board);
	const points = rows.find((row) => row.group === id)?.total ?? null;
	return {
		n: Number(group.id.slice(1)),
		name: group.name,
		cards: board.cards
			.filter((card) => card.group === id && !card.hidden && !card.split)
			.map(({ text }) => text),
		points,
		...(board.settings.weigh === 'rank' ? { ranked: true as const } : {}),
		place: points === null ? 0 : rows.filter(({ total }) => total > points).length + 1
	};
}
