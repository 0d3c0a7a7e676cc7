/** The boards after one event. On every phone's first load: as short as it can be said. */
import type { MeetingEvent, StateOf } from '../registry.ts';
import {
	emptyCards,
	type Board,
	type ShownCard,
	type CardsState,
	type Group,
	type NewCard
} from './cards.ts';
import { cardsOnScreen, cardsTookScreensAt } from './board-on-screen.ts';

/** The slice as every phone loads it. */
export const cardsState: StateOf<'cards'> = {
	shape: 4,
	empty: emptyCards,
	evolve: evolveCards,
	onScreen: cardsOnScreen,
	tookScreensAt: cardsTookScreensAt
};

/** The same reference when the event does not touch the boards. */
function evolveCards(state: CardsState, event: MeetingEvent): CardsState {
	if (!event.type.startsWith('cards.')) return state;
	if (event.type === 'cards.prepared') {
		const { board: id, item, question, settings } = event.body;
		const board = { ...EMPTY, id, at: event.at, item, question, settings };
		return { boards: [...state.boards, board] };
	}
	const { board: id } = event.body as { board: string };
	return {
		boards: state.boards.map((board) =>
			board.id === id ? { ...board, ...changed(board, event) } : board
		)
	};
}

const EMPTY: Omit<Board, 'id' | 'item' | 'question' | 'settings' | 'at'> = {
	step: 'ready',
	until: null,
	count: { cards: 0, people: 0, papers: 0 },
	countAt: null,
	round: 1,
	kinds: [],
	cards: [],
	showing: null,
	groups: [],
	asks: [],
	phonesClosed: false,
	hallPeople: 0,
	weighed: null,
	results: [],
	agreeing: 'off',
	ground: null,
	hints: null
};

/** What the event changes on its board. */
function changed(board: Board, event: MeetingEvent): Partial<Board> {
	switch (event.type) {
		case 'cards.changed':
			return { question: event.body.question, settings: event.body.settings };
		case 'cards.extended':
			return { until: event.body.until };
		case 'cards.round-opened':
			return { round: event.body.round };
		case 'cards.hinted':
			return { hints: event.body.hints };
		case 'cards.ground':
			return {
				ground: event.body.ground,
				results: [...board.results, { seq: event.seq, ground: true }]
			};
		case 'cards.went': {
			const { to, until } = event.body;
			const next: Partial<Board> = { step: to, at: event.at, until };
			if (to === 'result') return { ...next, results: [...board.results, { seq: event.seq }] };
			// Each weighing begins from nothing, and what was weighed before stays in the journal, struck out.
			return { ...next, ...UNWEIGHED, results: takenBack(board, event, false) };
		}
		case 'cards.keyed': {
			const { key, epoch } = event.body;
			return { blind: { key, epoch } };
		}
		case 'cards.counted':
			return { count: event.body.count, countAt: event.body.next };
		case 'cards.revealed':
			return { kinds: event.body.kinds, cards: [...board.cards, ...event.body.cards] };
		case 'cards.showed': {
			const { card } = event.body;
			return { showing: card, ...(card && patch(board, [card], { read: true })) };
		}
		case 'cards.grouped': {
			const { cards, to, name } = event.body;
			const moved = patch(board, cards, { group: to, reason: null });
			const known = to === null || board.groups.some((group) => group.id === to);
			return known ? moved : { ...moved, groups: [...board.groups, { id: to, name, names: [] }] };
		}
		case 'cards.parked': {
			const { cards, as, reason } = event.body;
			return patch(board, cards, { group: as, reason });
		}
		case 'cards.stacked':
			return stack(board, event.body.card, event.body.onto);
		case 'cards.split': {
			const { card, parts } = event.body;
			return split(board, card, parts);
		}
		case 'cards.name-suggested': {
			const { name, seat } = event.body;
			return group(board, event.body.group, ({ names }) => ({ names: [...names, { name, seat }] }));
		}
		case 'cards.named':
			return group(board, event.body.group, () => ({ name: event.body.name }));
		case 'cards.linked':
			return group(board, event.body.group, () => ({ item: event.body.item }));
		case 'cards.hidden':
			return patch(board, [event.body.card], { hidden: event.body.reason });
		case 'cards.asked':
			return { asks: [...board.asks, event.body.ask] };
		case 'cards.ask-answered': {
			const { ask, done } = event.body;
			return { asks: board.asks.map((one) => (one.id === ask ? { ...one, done } : one)) };
		}
		case 'cards.phones-closed':
			return { phonesClosed: true };
		case 'cards.hall-weighed':
			return { hallPeople: event.body.people };
		case 'cards.weighed':
			return { weighed: event.body.weighed, phonesClosed: true };
		case 'cards.agreeing':
			// Answers name the question they belong to by when it was asked.
			return {
				agreeing: event.body.agreeing,
				agreeAt: event.body.agreeing === 'open' && !event.body.kept ? event.at : board.agreeAt!,
				agreeUntil: event.body.until ?? 0,
				ground: null,
				results: takenBack(board, event, true)
			};
		default:
			return {};
	}
}

const UNWEIGHED = { phonesClosed: false, hallPeople: 0, weighed: null };

/** Results of a weighing, or of common ground, hold no more. */
function takenBack({ results }: Board, { at, actor: by }: MeetingEvent, ground: boolean) {
	return results.map((one) =>
		Boolean(one.ground) === ground ? { over: { at, by }, ...one } : one
	);
}

/** Changes these cards and whatever is stacked under them. */
function patch(board: Board, ids: readonly string[], change: Partial<ShownCard>) {
	return {
		cards: board.cards.map((card) =>
			ids.includes(card.id) || ids.includes(card.under ?? '') ? { ...card, ...change } : card
		)
	};
}

/** On a stack it shares the group of the card on top, and brings its own stack along. */
function stack(board: Board, id: string, onto: string | null) {
	const top = board.cards.find((card) => card.id === onto);
	const change = {
		under: onto,
		...(top && { group: top.group ?? null, reason: top.reason ?? null })
	};
	return top ? patch(board, [id], change) : { cards: only(board, id, { under: null }) };
}

function only(board: Board, id: string, change: Partial<ShownCard>) {
	return board.cards.map((card) => (card.id === id ? { ...card, ...change } : card));
}

/** The parts stand where the whole stood, in its group; the whole is kept and counts no more. */
function split(board: Board, id: string, parts: NewCard[]) {
	const cards = only(board, id, { split: true, under: null });
	const index = cards.findIndex((card) => card.id === id);
	const { group = null, reason = null } = cards[index] ?? {};
	cards.splice(index + 1, 0, ...parts.map((part) => ({ ...part, group, reason })));
	return { cards };
}

function group(board: Board, id: string, how: (one: Group) => Partial<Group>) {
	return { groups: board.groups.map((one) => (one.id === id ? { ...one, ...how(one) } : one)) };
}
