/**
 * A ranking in the hall (C22): who has no phone raises a hand for the first choice, the second and the third, and each
 * hand counts as much as the same place does on a phone.
 */
import type { Outcome } from '../../context.ts';
import type { Hidden, MeetingState } from '../../registry.ts';
import { refuse } from '../../refusal.ts';
import { liveGroups } from '../board.ts';
import type { Board, GroupId } from '../cards.ts';
import type { CardsCommand } from '../commands.ts';
import { setHall, setHands } from '../hidden-rows.ts';
import { hallRefused, ranked } from './weigh.ts';

/** Hands raised for a group: for the first choice, the second, the third. */
export type Hands = readonly number[];
type RankHall = Extract<CardsCommand, { type: 'cards.rank-hall' }>;

/** More choices than these nobody keeps in mind while hands are counted. */
const CHOICES = 3;

/** How many choices the hall is asked for. */
export function choicesAsked(board: Board): number {
	return Math.min(CHOICES, ranked(board));
}

/** What a hand is worth, `choice` from 1: as much as that place on a phone. */
export function worthOf(board: Board, choice: number): number {
	return ranked(board) - choice + 1;
}

/** Hands that were raised for a choice, over all groups; `choice` from 1. */
export function handsFor(hands: Readonly<Record<GroupId, Hands>>, choice: number): number {
	return Object.values(hands).reduce((all, some) => all + (some[choice - 1] ?? 0), 0);
}

/** What the hall raised, with the number of people; replaces an earlier entry. */
export function rankHall(
	state: MeetingState,
	hidden: Hidden,
	board: Board,
	{ people, hands }: RankHall
): Outcome {
	if (board.settings.weigh !== 'rank') return refuse('wrong-step');
	const refused = hallRefused(state, hidden, board, people);
	if (refused) return refused;
	const live = liveGroups(board);
	const asked = choicesAsked(board);
	const said = Object.entries(hands);
	if (said.some(([group, some]) => some.length > asked || !live.includes(group)))
		return refuse('no-such-group');
	for (let choice = 1; choice <= asked; choice++)
		if (handsFor(hands, choice) > people)
			return refuse('hall-place', { place: choice, max: people });
	// Nobody's first choice is their second as well.
	const over = said.find(([, some]) => sum(some) > people);
	if (over) return refuse('hall-group', { group: over[0].slice(1), max: people });
	const points = Object.fromEntries(
		said.map(([group, some]) => [group, sum(some.map((n, at) => n * worthOf(board, at + 1)))])
	);
	return {
		events: [{ type: 'cards.hall-weighed', body: { board: board.id, people } }],
		hidden: [setHall(board.id, points), setHands(board.id, hands)]
	};
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((all, n) => all + n, 0);
}
