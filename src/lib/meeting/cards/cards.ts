/**
 * Card consultation (卡片协商): state, commands and facts. A round is a board bound to an agenda item.
 *
 * Invariants: during writing nothing of a card is here, only counts; a card that is here was shown to
 * everybody; who wrote it stands here only on a named board; a group keeps its id and number for life.
 */
import type { CountedWay } from '../channels.ts';
import type { Instant, ItemId, SeatId, TextRef } from '../names.ts';
import type { CommonGround, GroundRefusal } from './common-ground/ground.ts';
import type { CardsLots, HiddenCards } from './hidden.ts';
import type { PrivateCards } from './private-view.ts';
import type { CardsCommand, CardsEvent } from './commands.ts';
import type { CardsFact } from './facts.ts';

declare module '../registry.ts' {
	interface Slices {
		cards: {
			state: CardsState;
			command: CardsCommand;
			event: CardsEvent;
			hidden: HiddenCards;
			lots: CardsLots;
			private: PrivateCards;
			fact: CardsFact;
			chapter:
				/** A round of cards: asked, shown, and what came of it. */
				| { is: 'cards-asked'; question: TextRef }
				| { is: 'cards-shown'; cards: number }
				| { is: 'cards-result' }
				/** What all groups of opinion share was told. */
				| { is: 'cards-ground' };
			refusal: CardsRefusal;
		};
	}
}

export type CardsRefusal =
	| 'no-such-board'
	| 'no-such-card'
	| 'no-such-group'
	| 'cards-not-open'
	| 'cards-closed'
	| 'cards-used'
	| 'cards-next-round'
	| 'cards-waiting'
	| 'paper-number-used'
	| 'card-not-yours'
	| 'ask-waiting'
	| 'cards-none'
	| 'cards-few'
	| 'cards-level-fixed'
	| 'cards-no-groups'
	| 'group-unnamed'
	| 'wrong-step'
	| 'split-needs-two'
	| 'drag-off'
	| 'vote-needed'
	| 'dots-none'
	| 'dots-too-many'
	| 'dots-per-group'
	| 'rank-incomplete'
	| 'already-weighed'
	| 'has-phone'
	| 'phones-closed'
	| 'phones-still-open'
	| 'hall-people'
	| 'hall-total'
	| 'hall-group'
	| 'hall-place'
	| 'too-few-people'
	| 'no-such-voice'
	| 'untyped-waiting'
	| 'file-unreadable'
	| 'photo-by-other'
	| 'cards-secret'
	| 'cards-few-for-secret';

export type BoardId = string;
/** Made by the writer's phone, random, public once the card is shown. */
export type CardId = string;
/** `g1`, `g2` …: the number people call in the hall follows the `g`. */
export type GroupId = string;

/** The nine states of a board (C1), in order. */
export const STEPS = [
	'ready',
	'writing',
	'collecting',
	'revealed',
	'reading',
	'grouping',
	'naming',
	'dots',
	'result'
] as const;
export type Step = (typeof STEPS)[number];

/** 建议 ● 担心 ▲ 疑问 ■ 事实 ◆ (C6). */
export const CARD_STANCES = ['idea', 'worry', 'question', 'fact'] as const;
export type CardStance = (typeof CARD_STANCES)[number];

/** 记名, 不记名, 只显示身份类别 (C5); 秘密: through the door that knows nobody. */
export const LEVELS = ['named', 'unsigned', 'kind', 'secret'] as const;
export type Level = (typeof LEVELS)[number];

export interface BoardSettings {
	/** Graphemes on one card, 20 to 80. */
	limit: number;
	/** Cards a person, 1 to 20. */
	cards: number;
	level: Level;
	/** Dots a person, 1 to 20. */
	dots: number;
	/** Dots of one person on one group: 1, 2, or 0 for as many as they have. */
	maxPer: 0 | 1 | 2;
	/** `rank`: everybody ranks the best `ranks` groups instead (C22). */
	weigh: 'dots' | 'rank';
	/** 5 to 7. */
	ranks: number;
	/** Everybody may move cards between groups. */
	dragAll: boolean;
	/** 会前卡: whoever is not present may leave cards until collection (C23). */
	early: boolean;
	/** `round`: one card a turn, in rounds that the chair opens (C22). */
	collect: 'silent' | 'round';
	/** Minutes shown for writing and for dots. */
	writeMinutes: number;
	dotMinutes: number;
}

/** A card as it is shown. Fields that say nothing are left out: there may be thousands. */
export interface NewCard {
	id: CardId;
	text: TextRef;
	stance: CardStance;
	/** Named boards only: whose card it is, null for a paper card without a name. */
	seat?: SeatId | null;
	/** Named boards only: number of the paper card that was typed in (代录). */
	paper?: number;
	/** Kind boards only: `resident`, `unit`, or the id of one of the board's kinds. */
	kind?: string;
	/** 会前卡. */
	early?: true;
	/** The card it was split from. */
	from?: CardId;
}
export interface ShownCard extends NewCard {
	/** In which group; `parked` 放一放, `off` 不属于本议题. */
	group?: GroupId | 'parked' | 'off' | null;
	/** Why it was parked. */
	reason?: TextRef | null;
	/** Stacked under this one; never under a card that is itself stacked. */
	under?: CardId | null;
	read?: true;
	/** Why its words are hidden (C24). */
	hidden?: TextRef | null;
	/** It was split into others, which count instead of it. */
	split?: true;
}

export interface Group {
	id: GroupId;
	/** Null until somebody names it. */
	name: TextRef | null;
	/** Names proposed by members (C14). */
	names: { name: TextRef; seat: SeatId }[];
	/** The agenda sub-item it became (C20). */
	item?: ItemId;
}

/** An author asks that their own card be moved or split (C16). */
export interface Ask {
	id: string;
	card: CardId;
	wish: 'move' | 'split';
	to: GroupId | null;
	note: TextRef | null;
	/** Null while it waits. */
	done: boolean | null;
}

/** What was weighed by one way of taking part, or by several that are told together (`channels.ts`). */
export interface WeighedPart {
	ways: CountedWay[];
	/** Group by group; a group without any has no entry. */
	points: Record<GroupId, number>;
}

export interface Weighed {
	/** One alone where nobody could be told apart without being read. */
	parts: WeighedPart[];
	/** Phones that weighed. */
	ballots: number;
	/** People who called theirs in the hall. */
	people: number;
	/** Voters who were present; left out of rounds from before it was counted. */
	of?: number;
	/** 分歧大. */
	divided: GroupId[];
}

/** What the computer proposes; never more than a proposal. */
export interface Hints {
	/** Pairs that may say the same, most alike first. */
	near: [CardId, CardId][];
	/** Cards that may belong together; what they share is read from their texts, where they are shown. */
	themes: { cards: CardId[] }[];
}

/** What all groups of opinion share and what divides them, or why it can't be said. */
export type Ground = { ok: true; ground: CommonGround } | { ok: false; refusal: GroundRefusal };

/** How much, never what nor whose. */
export interface Count {
	cards: number;
	people: number;
	papers: number;
	/**
	 * Of those, the ones of which nobody said whose they are; left out where none is. With any, `people` are only
	 * those who are known.
	 */
	unclaimed?: number;
	/** Recordings that nobody has typed yet; left out where none is. */
	voices?: number;
	/** Photographs of paper cards that are kept; left out where none is. */
	photos?: number;
	/** Of those, the ones whose number nobody has typed yet; left out where none is. */
	untyped?: number;
	/** Phones that have placed dots or ranked; left out where none has. */
	weighed?: number;
	/** Phones that have answered on cards; left out where none has. */
	agreed?: number;
}

/** Public half of the key, SPKI, base64url. */
export interface BlindBoard {
	key: string;
	epoch: string;
}

export interface Board {
	id: BoardId;
	item: ItemId;
	question: TextRef;
	settings: BoardSettings;
	step: Step;
	/** 秘密: what its cards are signed with, from 写卡 on, and in which history of the data folder; else left out. */
	blind?: BlindBoard;
	/** When the step began. */
	at: Instant;
	/** End of the countdown; closes nothing by itself. */
	until: Instant | null;
	/** What has been written and weighed; exact once collected or closed, at most a second old before. */
	count: Count;
	/** The next count is told then; null when the last is complete. */
	countAt: Instant | null;
	/** Round-robin: which round of cards is open, from 1. */
	round: number;
	/** What `kind` of a card means. */
	kinds: { id: string; title: TextRef }[];
	/** In the order in which they were shown, which is random. */
	cards: ShownCard[];
	/** The one on the big screen. */
	showing: CardId | null;
	/** By number. */
	groups: Group[];
	asks: Ask[];
	/** Phones can weigh no more; the clerk enters the hall's (C18). */
	phonesClosed: boolean;
	/** How many people's dots of the hall were entered. */
	hallPeople: number;
	weighed: Weighed | null;
	/**
	 * By its number in the journal each result that was told, of a weighing or (`ground`) what all have in common; `over`:
	 * when it was taken back, and by whom.
	 */
	results: { seq: number; ground?: true; over?: { at: Instant; by: string } }[];
	/** Agree, pass or disagree on cards (common ground). */
	agreeing: 'off' | 'open' | 'closed';
	/** Since when; asked again, it begins from nothing. */
	agreeAt?: Instant;
	/** Closed, answers on their way are taken until then. */
	agreeUntil?: Instant;
	/** What all groups of opinion share; null until computed. */
	ground: Ground | null;
	hints: Hints | null;
}

export interface CardsState {
	boards: Board[];
}

export function emptyCards(): CardsState {
	return { boards: [] };
}

/** The board with this id, if any. */
export function boardOf(cards: CardsState, id: BoardId): Board | undefined {
	return cards.boards.find((board) => board.id === id);
}
