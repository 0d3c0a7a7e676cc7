/**
 * What nobody sees of a round while it is under way: cards before they are shown, ballots before they
 * are counted. On unsigned and kind boards a card has no seat here, and the counts of each seat stand
 * apart; the writer's random `key` is the only way back from a card to a person.
 */
import { OverlayMap } from '../overlay-map.ts';
import type { SeatId } from '../names.ts';
import type { HiddenOf, WriteOf } from '../registry.ts';
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
	cardsBySeat: ReadonlyMap<SeatId, readonly CardId[]>;
	voices: ReadonlyMap<CardId, HiddenVoice>;
	/** By the number of the paper card. */
	photos: ReadonlyMap<number, HiddenPhoto>;
	/** Shown cards → the key that proves whose they are. */
	keys: ReadonlyMap<CardId, string>;
	countsBySeat: Readonly<Record<Counted, ReadonlyMap<SeatId, number>>>;
	/** Numbers of paper cards in use. */
	papers: ReadonlySet<number>;
	weigh: ReadonlyMap<string, WeighBallot>;
	hall: Readonly<Record<GroupId, number>> | null;
	/** Of a ranking: the hands that these points were reckoned from. */
	hands: Readonly<Record<GroupId, readonly number[]>> | null;
	agree: ReadonlyMap<string, Ballot>;
	/** 秘密: the other half of its key; null: another level, or shown already. */
	blind: string | null;
	/** 秘密: what was signed, by `seat n`. Nothing in it can be found again in what was written. */
	issued: ReadonlyMap<string, IssuedCard>;
	/** 秘密: signed names under which a card has come, each once. */
	spent: ReadonlySet<string>;
}

/** The nth card of a person, signed without being seen; base64url. */
export interface IssuedCard {
	seat: SeatId;
	n: number;
	blinded: string;
	signature: string;
}

export interface WeighBallot {
	online: boolean;
	points: Ballot;
}

export interface HiddenCards {
	boards: ReadonlyMap<BoardId, HiddenBoard>;
}

/** Lots of the cards. A row that names a seat names no content, and the other way round. */
export interface CardsLots {
	/** Until they are shown. */
	cards: { of: BoardId; key: CardId; value: HiddenCard };
	/** Shown cards, and the random key that proves whose they are. */
	'card-keys': { of: BoardId; key: CardId; value: string };
	'cards-sent': CountLot;
	'cards-early': CountLot;
	'cards-weighed': CountLot;
	'cards-agreed': CountLot;
	/** Numbers of paper cards in use. */
	'card-papers': { of: BoardId; key: string; value: true };
	'card-voices': { of: BoardId; key: CardId; value: HiddenVoice; file: true };
	/** By the number of the paper card. */
	'card-photos': { of: BoardId; key: string; value: HiddenPhoto; file: true };
	'weigh-ballots': { of: BoardId; key: string; value: WeighBallot };
	'agree-ballots': { of: BoardId; key: string; value: Ballot };
	/** 秘密: the secret half of its key, until the cards are shown. */
	'card-blind': { of: BoardId; key: 'key'; value: { secret: string } };
	'card-issued': { of: BoardId; key: string; value: IssuedCard };
	/** 秘密: names that were used, until the cards are shown. */
	'card-spent': { of: BoardId; key: string; value: { spent: true } };
	/** Dots called in the hall, in one row. */
	'card-hall': { of: BoardId; key: 'points'; value: Readonly<Record<GroupId, number>> };
	/** Hands raised in the hall for first, second and third choices. */
	'card-hands': {
		of: BoardId;
		key: 'hands';
		value: Readonly<Record<GroupId, readonly number[]>>;
	};
}
interface CountLot {
	of: BoardId;
	key: SeatId;
	value: number;
}

export type CardsWrite = WriteOf<'cards'>;

/** Where the counts of the seats lie. */
export const COUNT_LOTS = {
	cards: 'cards-sent',
	early: 'cards-early',
	weigh: 'cards-weighed',
	agree: 'cards-agreed'
} as const satisfies Record<Counted, keyof CardsLots>;

const NONE: ReadonlyMap<string, never> = new Map<string, never>();

/** A board on which nothing was said yet. */
export const EMPTY_BOARD: HiddenBoard = {
	cards: NONE,
	cardsBySeat: NONE,
	voices: NONE,
	photos: new Map(),
	keys: NONE,
	countsBySeat: { cards: NONE, early: NONE, weigh: NONE, agree: NONE },
	papers: new Set(),
	weigh: NONE,
	hall: null,
	hands: null,
	agree: NONE,
	blind: null,
	issued: NONE,
	spent: new Set()
};

/** The hidden part of one board. */
export function hiddenBoard(hidden: HiddenCards, board: BoardId): HiddenBoard {
	return hidden.boards.get(board) ?? EMPTY_BOARD;
}

/** Whether this person wrote, weighed or voted on cards in the meeting; a card from before it says nothing. */
export function wroteHere({ boards }: HiddenCards, seat: SeatId): boolean {
	return [...boards.values()].some(({ countsBySeat: { cards, early, weigh, agree } }) => {
		const wrote = (cards.get(seat) ?? 0) > 0 && !early.has(seat);
		return wrote || weigh.has(seat) || agree.has(seat);
	});
}

/** What a write made of the part it was applied to. */
const made = new WeakMap<CardsWrite, { from: HiddenCards; to: HiddenCards }>();

/** The slice's hidden part. */
export const hiddenCards: HiddenOf<'cards'> = {
	empty: () => ({ boards: new Map() }),

	/**
	 * Once, though a decision counts with it what the room then has: the same write on the same part gives
	 * the same part again.
	 */
	apply(hidden, write) {
		const known = made.get(write);
		if (known?.from === hidden) return known.to;
		const board = written(hiddenBoard(hidden, write.of), write);
		const to = { boards: new Map(hidden.boards).set(write.of, board) };
		made.set(write, { from: hidden, to });
		return to;
	}
};

function written(board: HiddenBoard, write: CardsWrite): HiddenBoard {
	switch (write.lot) {
		case 'cards':
			if (write.clear) return { ...board, cards: NONE, cardsBySeat: NONE };
			return write.value ? put(board, write.value) : drop(board, write.key);
		case 'card-keys':
			return { ...board, keys: rows(board.keys, write) };
		case 'cards-sent':
			return counted(board, 'cards', write);
		case 'cards-early':
			return counted(board, 'early', write);
		case 'cards-weighed':
			return counted(board, 'weigh', write);
		case 'cards-agreed':
			return counted(board, 'agree', write);
		case 'card-papers': {
			const papers = new Set(write.clear ? [] : board.papers);
			if (!write.clear && write.value) papers.add(Number(write.key));
			if (!write.clear && !write.value) papers.delete(Number(write.key));
			return { ...board, papers };
		}
		case 'card-voices':
			return { ...board, voices: rows(board.voices, write) };
		case 'card-photos': {
			const photos = new Map(write.clear ? [] : board.photos);
			if (!write.clear && write.value) photos.set(Number(write.key), write.value);
			if (!write.clear && !write.value) photos.delete(Number(write.key));
			return { ...board, photos };
		}
		case 'weigh-ballots':
			return { ...board, weigh: rows(board.weigh, write) };
		case 'agree-ballots':
			return { ...board, agree: rows(board.agree, write) };
		case 'card-blind':
			return { ...board, blind: write.clear ? null : (write.value?.secret ?? null) };
		case 'card-issued':
			return { ...board, issued: rows(board.issued, write) };
		case 'card-spent': {
			const spent = new Set(write.clear ? [] : board.spent);
			if (!write.clear && write.value) spent.add(write.key);
			return { ...board, spent };
		}
		case 'card-hall':
			return { ...board, hall: write.clear ? null : write.value };
		case 'card-hands':
			return { ...board, hands: write.clear ? null : write.value };
	}
}

type RowWrite<Value> = { key: string; value: Value | null; clear?: never } | { clear: true };

function rows<Value>(
	all: ReadonlyMap<string, Value>,
	write: RowWrite<Value>
): ReadonlyMap<string, Value> {
	if (write.clear) return NONE;
	const { key, value } = write;
	return value === null ? OverlayMap.of(all).without(key) : OverlayMap.of(all).with(key, value);
}

function put(board: HiddenBoard, card: HiddenCard): HiddenBoard {
	const cards = OverlayMap.of<CardId, HiddenCard>(board.cards).with(card.id, card);
	if (card.seat === null) return { ...board, cards };
	const others = (board.cardsBySeat.get(card.seat) ?? []).filter((id) => id !== card.id);
	return {
		...board,
		cards,
		cardsBySeat: OverlayMap.of(board.cardsBySeat).with(card.seat, [...others, card.id])
	};
}

function drop(board: HiddenBoard, id: CardId): HiddenBoard {
	const cards = OverlayMap.of(board.cards).without(id);
	const seat = board.cards.get(id)?.seat ?? null;
	if (seat === null) return { ...board, cards };
	const left = (board.cardsBySeat.get(seat) ?? []).filter((one) => one !== id);
	return { ...board, cards, cardsBySeat: OverlayMap.of(board.cardsBySeat).with(seat, left) };
}

function counted(board: HiddenBoard, what: Counted, write: RowWrite<number>): HiddenBoard {
	return {
		...board,
		countsBySeat: { ...board.countsBySeat, [what]: rows(board.countsBySeat[what], write) }
	};
}
