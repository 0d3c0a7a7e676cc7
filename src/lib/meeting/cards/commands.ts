/** What people ask of a board, and what the journal then says. Types only. */
import type { Instant, ItemId, SeatId, TextRef } from '../names.ts';
import type {
	Ask,
	BlindBoard,
	Board,
	BoardId,
	BoardSettings,
	CardId,
	CardStance,
	Ground,
	GroupId,
	Hints,
	NewCard,
	Step,
	Weighed
} from './cards.ts';

type On<Type extends string, Rest = unknown> = { type: `cards.${Type}`; board: BoardId } & Rest;

/** `card` and `key` are random and made once by the writer's device; the same card is sent once. */
interface Written {
	card: CardId;
	/** Known to the writer's device alone: proves whose card it is. */
	key: string;
	text: string;
	stance: CardStance;
}

export type CardsCommand =
	| {
			type: 'cards.prepare';
			item: ItemId;
			question: string;
			settings?: Partial<BoardSettings>;
	  }
	| On<'set', { question?: string; settings?: Partial<BoardSettings> }>
	/**
	 * `from` is the step the chair sees. `force`: show an unsigned round of very few all the same;
	 * `untyped`: though recordings or photographs were not typed yet.
	 */
	| On<'go', { from: Step; to: Step; force?: boolean; untyped?: boolean }>
	| On<'extend', { seconds: number }>
	/** Round-robin: the next card of everybody. */
	| On<'next-round', { round: number }>
	| On<'send', Written & { seat: SeatId }>
	/** 秘密: the nth of a person's cards is signed before it is written, without being seen; `blinded` is base64url. */
	| On<'token', { seat: SeatId; n: number; blinded: string }>
	/** 秘密: a card comes with a signature, from nobody knows whom. */
	| On<'send-secret', Written & { token: string; signature: string }>
	/** Clerk or helper types a paper card; `seat`: whose it is, where that is known. */
	| On<'paper', Written & { number: number; seat?: SeatId }>
	/** By the door for recordings alone: `sound` is base64. */
	| On<'voice', { card: CardId; key: string; seat: SeatId; seconds: number; sound: string }>
	/** The clerk heard it and types it; it becomes the card of whoever spoke. */
	| On<'type-voice', { card: CardId; text: string; stance: CardStance }>
	/** The clerk could not understand it. */
	| On<'give-back', { card: CardId }>
	/** By a door of its own too: `picture` is base64, `take` names it; `seat`: whose card it is, where known. */
	| On<'photo', { number: number; take: string; seat?: SeatId; picture: string }>
	/** The photograph of this number is the wrong one, or not wanted. */
	| On<'drop-photo', { number: number }>
	/** Only from the clock: recordings and photographs are kept no longer. */
	| On<'lapse'>
	/** Before it is shown, whoever holds the key takes a card back. */
	| On<'take-back', { card: CardId; key: string; seat?: SeatId }>
	/** Only from the clock: tells the count that is not told yet. */
	| On<'tally'>
	| On<'show', { card: CardId | null }>
	/** `new` makes a group; `null` takes out of any. */
	| On<'group', { cards: CardId[]; to: GroupId | 'new' | null; name?: string }>
	| On<'park', { cards: CardId[]; as: 'parked' | 'off'; reason: string }>
	/** `onto` null: takes it off the stack again. */
	| On<'stack', { card: CardId; onto: CardId | null }>
	| On<'split', { card: CardId; parts: { text: string; stance: CardStance }[] }>
	| On<'suggest-name', { group: GroupId; seat: SeatId; name: string }>
	| On<'name', { group: GroupId; name: string }>
	/** `reason` null shows it again. */
	| On<'hide', { card: CardId; reason: string | null }>
	/** The author: by the seat on a named board, by the card's key on any. */
	| On<'ask', { card: CardId; key?: string; wish: Ask['wish']; to?: GroupId; note?: string }>
	/** `done` moves the card where a group was asked for. */
	| On<'answer-ask', { ask: string; done: boolean }>
	/** Replaces what this ballot said before. `ballot` is random and kept by the phone. */
	| On<'weigh', { seat: SeatId; ballot: string; points: Record<GroupId, number> }>
	| On<'close-phones'>
	| On<'weigh-hall', { people: number; points: Record<GroupId, number> }>
	/** A ranking: hands raised for each group, for the first choice, the second, the third. */
	| On<'rank-hall', { people: number; hands: Record<GroupId, number[]> }>
	/** `keep`: asked again, with all answers that there are; else it begins from nothing. */
	| On<'agreeing', { open: boolean; keep?: boolean }>
	/** 1 agree, 0 pass, -1 disagree; adds to what this ballot said before. */
	| On<'agree', { seat: SeatId; ballot: string; votes: Record<CardId, 1 | 0 | -1> }>
	/** Only from this process: what was computed. */
	| On<'hint', { hints: Hints }>
	| On<'ground', { ground: Ground }>
	/** The group becomes a sub-item of the board's agenda item (C20). */
	| On<'to-agenda', { group: GroupId }>;

/** What happened on a board. */
type BoardEvent<Type extends string, Body> = {
	type: `cards.${Type}`;
	body: { board: BoardId } & Body;
};

export type CardsEvent =
	| BoardEvent<'prepared', { item: ItemId; question: TextRef; settings: BoardSettings }>
	| BoardEvent<'changed', { question: TextRef; settings: BoardSettings }>
	| BoardEvent<'went', { from: Step; to: Step; until: Instant | null }>
	| BoardEvent<'keyed', BlindBoard>
	| BoardEvent<'extended', { until: Instant }>
	| BoardEvent<'round-opened', { round: number }>
	| BoardEvent<'counted', { count: Board['count']; next: Instant | null }>
	/** In random order; a large set comes in several facts of one moment. */
	| BoardEvent<'revealed', { cards: NewCard[]; kinds: Board['kinds'] }>
	| BoardEvent<'showed', { card: CardId | null }>
	/** A group that is not there yet is made by this. */
	| BoardEvent<'grouped', { cards: CardId[]; to: GroupId | null; name: TextRef | null }>
	| BoardEvent<'parked', { cards: CardId[]; as: 'parked' | 'off'; reason: TextRef }>
	| BoardEvent<'stacked', { card: CardId; onto: CardId | null }>
	| BoardEvent<'split', { card: CardId; parts: NewCard[] }>
	| BoardEvent<'name-suggested', { group: GroupId; seat: SeatId; name: TextRef }>
	| BoardEvent<'named', { group: GroupId; name: TextRef }>
	| BoardEvent<'hidden', { card: CardId; reason: TextRef | null }>
	| BoardEvent<'asked', { ask: Ask }>
	| BoardEvent<'ask-answered', { ask: string; done: boolean }>
	| BoardEvent<'phones-closed', { ballots: number }>
	| BoardEvent<'hall-weighed', { people: number }>
	| BoardEvent<'weighed', { weighed: Weighed }>
	/** `until`: closed, answers on their way are taken so long; the first facts had none. `kept`: it goes on with all answers. */
	| BoardEvent<
			'agreeing',
			{ agreeing: Board['agreeing']; voters: number; until?: Instant; kept?: true }
	  >
	| BoardEvent<'hinted', { hints: Hints }>
	| BoardEvent<'ground', { ground: Ground }>
	| BoardEvent<'linked', { group: GroupId; item: ItemId }>;
