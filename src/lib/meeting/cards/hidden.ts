/**
 * What nobody sees of a round while it is under way: cards before they are shown, ballots before they
 * are counted. On unsigned and kind boards a card has no seat here, and the counts of each seat stand
 * apart; the writer's random `key` is the only way back from a card to a person.
 */
import { Layered } from '../layered.ts';
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

/** A recording before it is typed (C9); its sound lies with the server alone. */
export interface HiddenVoice {
	/** The card it will be. */
	id: CardId;
	key: string;
	/** Whose card it will be; on unsigned boards it is not kept beyond the typing. */
	seat: SeatId;
	seconds: number;
	/** The clerk could not understand it; only the writer still sees that it was there. */
	back: boolean;
}

/** A paper card that was photographed (C7); the picture lies with the server alone. */
export interface HiddenPhoto {
	/** The paper card's. */
	number: number;
	/** Whose card it is, where that was said. */
	seat: SeatId | null;
	/** Who took it: a seat, or `organiser`. */
	by: string;
	/** Random, made by the browser: names this very picture, so that the same one arrives once. */
	take: string;
}

/** What one phone said, under a random name of its own: points for groups, or votes on cards. */
export type Ballot = Readonly<Record<string, number>>;

/** What is counted of a seat: cards, cards before the meeting, weighed, voted on cards. */
export const COUNTED = ['cards', 'early', 'weigh', 'agree'] as const;
export type Counted = (typeof COUNTED)[number];

export interface HiddenBoard {
	/** Not yet shown. */
	cards: ReadonlyMap<CardId, HiddenCard>;
	/** Named boards: whose they are; told to a writer without looking through everybody's. */
	own: ReadonlyMap<SeatId, readonly CardId[]>;
	voices: ReadonlyMap<CardId, HiddenVoice>;
	/** By the number of the paper card. */
	photos: ReadonlyMap<number, HiddenPhoto>;
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
	/** `sound`: base64, for the store alone. */
	| On<'voice', { voice: HiddenVoice; sound: string | null }>
	| On<'voice-over', { cards: CardId[] }>
	/** In place of the one before; `picture`: base64, for the store alone. */
	| On<'photo', { photo: HiddenPhoto; picture: string }>
	| On<'photo-over', { numbers: number[] }>
	| On<'weigh', { ballot: string; said: WeighBallot }>
	| On<'hall', { points: Readonly<Record<GroupId, number>> }>
	| On<'agree', { ballot: string; votes: Ballot }>
	/** All ballots are gone, and who gave one. */
	| On<'clear', { what: 'weigh' | 'agree' }>;

export function emptyHiddenCards(): HiddenCards {
	return { boards: new Map() };
}

const NONE: ReadonlyMap<string, never> = new Map<string, never>();

/** A board on which nothing was said yet. */
export const EMPTY_BOARD: HiddenBoard = {
	cards: NONE,
	own: NONE,
	voices: NONE,
	photos: new Map(),
	keys: NONE,
	of: { cards: NONE, early: NONE, weigh: NONE, agree: NONE },
	papers: new Set(),
	weigh: NONE,
	hall: null,
	agree: NONE
};

/** The hidden part of one board. */
export function hiddenBoard(hidden: HiddenCards, board: BoardId): HiddenBoard {
	return hidden.boards.get(board) ?? EMPTY_BOARD;
}

/** What a write made of the part it was applied to. */
const made = new WeakMap<CardsWrite, { from: HiddenCards; to: HiddenCards }>();

/**
 * Applies one write; once, though a decision counts with it what the room then has: the same write on the
 * same part gives the same part again.
 */
export function applyCardsWrite(hidden: HiddenCards, write: CardsWrite): HiddenCards {
	const known = made.get(write);
	if (known?.from === hidden) return known.to;
	const board = written(hiddenBoard(hidden, write.board), write);
	const to = { boards: new Map(hidden.boards).set(write.board, board) };
	made.set(write, { from: hidden, to });
	return to;
}

function written(board: HiddenBoard, write: CardsWrite): HiddenBoard {
	switch (write.op) {
		case 'put':
			return put(board, write.card);
		case 'drop':
			return drop(board, write.card);
		case 'shown':
			return { ...board, cards: NONE, own: NONE, keys: new Map([...board.keys, ...write.keys]) };
		case 'count':
			return counted(board, write.what, Layered.of(board.of[write.what]).with(write.seat, write.n));
		case 'paper': {
			const papers = new Set(board.papers);
			if (write.used) papers.add(write.number);
			else papers.delete(write.number);
			return { ...board, papers };
		}
		case 'voice':
			return { ...board, voices: new Map(board.voices).set(write.voice.id, write.voice) };
		case 'voice-over': {
			const voices = new Map(board.voices);
			for (const card of write.cards) voices.delete(card);
			return { ...board, voices };
		}
		case 'photo':
			return { ...board, photos: new Map(board.photos).set(write.photo.number, write.photo) };
		case 'photo-over': {
			const photos = new Map(board.photos);
			for (const number of write.numbers) photos.delete(number);
			return { ...board, photos };
		}
		case 'weigh':
			return { ...board, weigh: Layered.of(board.weigh).with(write.ballot, write.said) };
		case 'hall':
			return { ...board, hall: write.points };
		case 'agree':
			return { ...board, agree: Layered.of(board.agree).with(write.ballot, write.votes) };
		case 'clear': {
			const rest = counted(board, write.what, NONE);
			return write.what === 'weigh'
				? { ...rest, weigh: NONE, hall: null }
				: { ...rest, agree: NONE };
		}
	}
}

function put(board: HiddenBoard, card: HiddenCard): HiddenBoard {
	const cards = Layered.of<CardId, HiddenCard>(board.cards).with(card.id, card);
	if (card.seat === null) return { ...board, cards };
	const others = (board.own.get(card.seat) ?? []).filter((id) => id !== card.id);
	return { ...board, cards, own: Layered.of(board.own).with(card.seat, [...others, card.id]) };
}

function drop(board: HiddenBoard, id: CardId): HiddenBoard {
	const cards = Layered.of(board.cards).without(id);
	const seat = board.cards.get(id)?.seat ?? null;
	if (seat === null) return { ...board, cards };
	const left = (board.own.get(seat) ?? []).filter((one) => one !== id);
	return { ...board, cards, own: Layered.of(board.own).with(seat, left) };
}

function counted(
	board: HiddenBoard,
	what: Counted,
	seats: ReadonlyMap<SeatId, number>
): HiddenBoard {
	return { ...board, of: { ...board.of, [what]: seats } };
}
