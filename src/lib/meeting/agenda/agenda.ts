/**
 * The agenda as facts: its items in their order, which one is open, what members propose.
 *
 * Invariants: `items` stands in the order people read, every item after its parent, those withdrawn
 * at the end; at most one item is open; at most three levels. The words are written in a shared
 * document (`src/lib/documents/agenda.ts`); what is here is what the room was told of it.
 */
import type { Instant, ItemId, SeatId, TextId, TextRef } from '../names.ts';
import type { AgendaFact } from './facts.ts';

declare module '../registry.ts' {
	interface Slices {
		agenda: {
			state: AgendaState;
			command: AgendaCommand;
			event: AgendaEvent;
			fact: AgendaFact;
			chapter: { is: 'item'; number: string; title: TextRef };
			refusal: AgendaRefusal;
		};
	}
}

export type AgendaRefusal =
	| 'no-such-item'
	| 'item-not-open'
	| 'too-deep'
	| 'no-such-proposal'
	| 'already-answered'
	| 'too-many-proposals';

/** 发言, 卡片, 表决, 选项比较, 视频, 通报. */
export const ITEM_KINDS = ['speech', 'cards', 'vote', 'options', 'video', 'notice'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/** Items of one meeting, and graphemes in their words. */
export const MAX_ITEMS = 50;
export const ITEM_LIMITS = { title: 60, goal: 120, excerpt: 200, source: 100 } as const;
/** Levels of nesting: 1, 1.1, 1.1.1. */
export const MAX_DEPTH = 3;
export const MAX_MINUTES = 480;
/** Policy excerpts under one item. */
export const MAX_EXCERPTS = 6;
/** Proposals of one person that wait for an answer, and of one meeting. */
export const MAX_OPEN_PROPOSALS = 3;
export const MAX_PROPOSALS = 200;
export const PROPOSAL_LIMITS = { title: ITEM_LIMITS.title, why: 200, reason: 200 } as const;
/** Minutes of an item that somebody adds in passing. */
export const QUICK_MINUTES = 10;

/** A sentence of policy with its source (S1.55). */
export interface Excerpt {
	text: TextRef;
	source: TextRef | null;
}

/** What the document says of one item. */
export interface ItemWords {
	id: ItemId;
	parent: ItemId | null;
	title: TextRef;
	kind: ItemKind;
	/** Planned, for this item without those below it. */
	minutes: number;
	/** 今天要得到什么 (S4.24). */
	goal: TextRef | null;
	excerpts: Excerpt[];
}

export interface AgendaItem extends ItemWords {
	/** `1`, `1.1`, `1.1.1` in the present order; empty for one that was withdrawn. */
	number: string;
	/** `paused`: put aside, to be continued later. */
	status: 'waiting' | 'open' | 'paused' | 'done';
	openedAt: Instant | null;
	/** Time spent in earlier openings, ms. */
	spent: number;
	/** Taken off the agenda after it had been opened or used; what happened under it stays. */
	withdrawn: boolean;
	/** Earlier titles that the record may show, because it was used under them; they go with its title. */
	former?: TextId[];
}

/** What a member would like to have on the agenda, and what became of it. */
export interface Proposal {
	id: string;
	seat: SeatId;
	/** Who typed it for them, if somebody else did. */
	by: SeatId | null;
	title: TextRef;
	why: TextRef | null;
	at: Instant;
	status: 'open' | 'accepted' | 'merged' | 'declined' | 'taken-back';
	/** The item it became or was merged into. */
	item: ItemId | null;
	/** Why it was declined, or a word with the answer. */
	reason: TextRef | null;
	answeredAt: Instant | null;
}

/** An item opens, or the open one is left: it is done, or put aside. */
export interface ItemMove {
	item: AgendaItem;
	how: 'opened' | 'closed' | 'paused';
}

export interface AgendaState {
	items: AgendaItem[];
	proposals: Proposal[];
}

export function emptyAgenda(): AgendaState {
	return { items: [], proposals: [] };
}

/** One item as the document tells it; a text that is left out is as it was. */
export interface ItemToArrange {
	id: ItemId;
	parent: ItemId | null;
	kind: ItemKind;
	minutes: number;
	/** Must be there when the item is new. */
	title?: string;
	/** '' takes the goal away. */
	goal?: string;
	excerpts?: { text: string; source?: string }[];
}

export type AgendaCommand =
	| { type: 'agenda.open'; item: ItemId }
	| { type: 'agenda.close'; item: ItemId }
	| { type: 'agenda.pause'; item: ItemId }
	/** The outline in its order and what was taken out; only the host of the document says it. */
	| { type: 'agenda.arrange'; items: ItemToArrange[]; gone: ItemId[] }
	/** A sub-item in one step: a group of cards that needs its own talk (C20). */
	| { type: 'agenda.add-sub'; parent: ItemId; title: string; kind: ItemKind; minutes?: number }
	| { type: 'agenda.propose'; seat: SeatId; title: string; why?: string }
	| { type: 'agenda.take-back'; seat: SeatId; proposal: string }
	| {
			type: 'agenda.accept';
			proposal: string;
			/** Null: at the end of the first level. */
			parent: ItemId | null;
			kind: ItemKind;
			minutes: number;
			reason?: string;
	  }
	| { type: 'agenda.merge'; proposal: string; item: ItemId; reason?: string }
	| { type: 'agenda.decline'; proposal: string; reason: string };

export type AgendaEvent =
	/** The title is copied at that moment. */
	| { type: 'agenda.opened'; body: { item: ItemId; title: TextRef } }
	| { type: 'agenda.closed'; body: { item: ItemId } }
	/** Closed for now, to be continued. */
	| { type: 'agenda.paused'; body: { item: ItemId } }
	| {
			type: 'agenda.arranged';
			body: {
				/** New or changed items, whole. */
				items: ItemWords[];
				/** All items that are not withdrawn, in order; null where the order is as before. */
				order: ItemId[] | null;
				/** Gone without trace: never opened, never used. */
				removed: ItemId[];
				withdrawn: ItemId[];
				/** Earlier words that no screen and no record shows any more; their bodies go. */
				dropped?: TextId[];
			};
	  }
	/** One item more, last under its parent: from a proposal or a group of cards. */
	| { type: 'agenda.added'; body: ItemWords }
	| {
			type: 'agenda.proposed';
			body: {
				proposal: string;
				seat: SeatId;
				by: SeatId | null;
				title: TextRef;
				why: TextRef | null;
			};
	  }
	| {
			type: 'agenda.answered';
			body: {
				proposal: string;
				how: 'accepted' | 'merged' | 'declined' | 'taken-back';
				item: ItemId | null;
				reason: TextRef | null;
			};
	  };

/** The open item, if any. */
export function itemNow(agenda: AgendaState): AgendaItem | undefined {
	return agenda.items.find((item) => item.status === 'open');
}

/** The items that people read: all but those withdrawn. */
export function itemsShown(agenda: AgendaState): AgendaItem[] {
	return agenda.items.filter((item) => !item.withdrawn);
}

/** What comes next: the first that waits, else the first that was put aside. */
export function itemNext(agenda: AgendaState): AgendaItem | undefined {
	return itemsShown(agenda).find(({ status }) => status === 'waiting') ?? putAside(agenda);
}

function putAside(agenda: AgendaState): AgendaItem | undefined {
	return itemsShown(agenda).find(({ status }) => status === 'paused');
}

/** What has to be erased with this text: of an item's title also the earlier ones. */
export function erasedWith(agenda: AgendaState, text: TextId): TextId[] {
	return agenda.items.find((item) => item.title.id === text)?.former ?? [];
}
