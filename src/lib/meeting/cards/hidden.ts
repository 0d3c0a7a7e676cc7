/**
 * What nobody sees of a round while it is under way: cards before they are shown, ballots before they
 * are counted. On unsigned and kind boards a card has no seat here, and the counts of each seat stand
 * apart; the writer's random `key` is the only way back from a card to a person.
 */
import type { SeatId } from '../names.ts';
import type { BoardId, CardId, CardStance, GroupId } from './cards.ts';

export interface HiddenCard {
	id: CardId;
	key: string;
	text: string;
	stance: CardStance;
	/** Named boards only. */
	seat: SeatId | null;
	/** Kind boards only: how the writer was introduced, and whether for a unit. */
	kind: { title: string; unit: boolean } | null;
	paper: number | null;
	early: boolean;
}

/** What one phone said, under a random name of its own: points for groups, or votes on cards. */
export type Ballot = Readonly<Record<string, number>>;

/** What is counted of a seat: cards, cards before the meeting, weighed, voted on cards. */
export const COUNTED = ['cards', 'early', 'weigh', 'agree'] as const;
export type Counted = (typeof COUNTED)[number];

export interface HiddenBoard {
	/** Not yet shown. */
	cards: ReadonlyMap<CardId, HiddenCard>;
	/** Shown cards → the key that proves whose they are. */
	keys: ReadonlyMap<CardId, string>;
	of: Readonly<Record<Counted, ReadonlyMap<SeatId, number>>>;
	/** Numbers of paper cards in use. */
	papers: ReadonlySet<number>;
	weigh: ReadonlyMap<string, WeighBallot>;
	hall: Readonly<Record<GroupId, number>> | null;
	agree: ReadonlyMap<string, Ballot>;
}

export interface WeighBallot {
	online: boolean;
	points: Ballot;
}

export interface HiddenCards {
	boards: ReadonlyMap<BoardId, HiddenBoard>;
}

type On<Op extends string, Rest = unknown> = { slice: 'cards'; op: Op; board: BoardId } & Rest;

/** A write that names a seat names no content, and the other way round. */
export type CardsWrite =
	| On<'put', { card: HiddenCard }>
	| On<'drop', { card: CardId }>
	/** Everything put so far was shown; the keys stay, in the order given. */
	| On<'shown', { keys: [CardId, string][] }>
	| On<'count', { what: Counted; seat: SeatId; n: number }>
	| On<'paper', { number: number; used: boolean }>
	| On<'weigh', { ballot: string; said: WeighBallot }>
	| On<'hall', { points: Readonly<Record<GroupId, number>> }>
	| On<'agree', { ballot: string; votes: Ballot }>
	/** All ballots are gone, and who gave one. */
	| On<'clear', { what: 'weigh' | 'agree' }>;

export function emptyHiddenCards(): HiddenCards {
	return { boards: new Map() };
}

const NOBODY: ReadonlyMap<SeatId, number> = new Map();

/** A board on which nothing was said yet. */
export const EMPTY_BOARD: HiddenBoard = {
	cards: new Map(),
	keys: new Map(),
	of: { cards: NOBODY, early: NOBODY, weigh: NOBODY, agree: NOBODY },
	papers: new Set(),
	weigh: new Map(),
	hall: null,
	agree: new Map()
};

/** The hidden part of one board. */
export function hiddenBoard(hidden: HiddenCards, board: BoardId): HiddenBoard {
	return hidden.boards.get(board) ?? EMPTY_BOARD;
}

/** Applies one write. */
export function applyCardsWrite(hidden: HiddenCards, write: CardsWrite): HiddenCards {
	const board = written(hiddenBoard(hidden, write.board), write);
	return { boards: new Map(hidden.boards).set(write.board, board) };
}

function written(board: HiddenBoard, write: CardsWrite): HiddenBoard {
	switch (write.op) {
		case 'put':
			return { ...board, cards: new Map(board.cards).set(write.card.id, write.card) };
		case 'drop':
			return { ...board, cards: without(board.cards, write.card) };
		case 'shown':
			return { ...board, cards: new Map(), keys: new Map([...board.keys, ...write.keys]) };
		case 'count':
			return counted(board, write.what, new Map(board.of[write.what]).set(write.seat, write.n));
		case 'paper': {
			const papers = new Set(board.papers);
			if (write.used) papers.add(write.number);
			else papers.delete(write.number);
			return { ...board, papers };
		}
		case 'weigh':
			return { ...board, weigh: new Map(board.weigh).set(write.ballot, write.said) };
		case 'hall':
			return { ...board, hall: write.points };
		case 'agree':
			return { ...board, agree: new Map(board.agree).set(write.ballot, write.votes) };
		case 'clear': {
			const rest = counted(board, write.what, NOBODY);
			return write.what === 'weigh'
				? { ...rest, weigh: new Map(), hall: null }
				: { ...rest, agree: new Map() };
		}
	}
}

function counted(
	board: HiddenBoard,
	what: Counted,
	seats: ReadonlyMap<SeatId, number>
): HiddenBoard {
	return { ...board, of: { ...board.of, [what]: seats } };
}

function without<K, V>(map: ReadonlyMap<K, V>, key: K): Map<K, V> {
	const rest = new Map(map);
	rest.delete(key);
	return rest;
}
