/**
 * The minutes as everybody reads them: prose that people wrote, facts that came by themselves, and
 * gist lines, in plain blocks that any screen, export or record can render.
 *
 * Invariants: a block holds seat ids instead of names; a fact is a journal number and nothing else, so
 * that nobody can write history by writing a document (F29); no markup survives but bold.
 */
import type { BoardId } from '../cards/cards.ts';
import type { Channel, Instant, ItemId, Localised, SeatId, TextId, TextRef } from '../names.ts';
import type { MeetingState } from '../meeting.ts';
import type { Reminder, StageMove } from '../runsheet/runsheet.ts';
import type { PointOfOrder, Ruling, Side, Stance } from '../queue/queue.ts';

/** 共识, 分歧, 待查 (S1.47). */
export const TAGS = ['agreed', 'disputed', 'to-check'] as const;
export type Tag = (typeof TAGS)[number];

/** What stands in a line of prose: words, or a person by seat. */
export type Inline = { text: string; bold: boolean } | { seat: SeatId };

export type Prose =
	| { kind: 'paragraph'; words: Inline[] }
	| { kind: 'heading'; level: 1 | 2 | 3; words: Inline[] }
	| { kind: 'list'; ordered: boolean; items: Prose[][] };

/** The gist of one turn (or a line of its own), written by a person. */
export interface GistBlock {
	kind: 'gist';
	/** Made by the editor; names the line in `minutes.noted`. */
	id: string;
	/** The fact under which it stands; null for a line of its own. */
	fact: number | null;
	tag: Tag | null;
	/** 方言转述: said in dialect, put down by the clerk in other words (A21). */
	relayed: boolean;
	words: Inline[];
}

/** One block of the document. */
export type MinutesBlock = Prose | { kind: 'fact'; seq: number } | GistBlock;

/** 发言, 决定, 任务, 程序 (A25). */
export type FactKind = 'speech' | 'decision' | 'task' | 'procedure';

/** Numbers of a moment, as the minutes state them: 应到, 实到 and through which channel. */
export interface Heads {
	due: number;
	present: number;
	hall: number;
	online: number;
	phone: number;
	leave: number;
}

/** An agenda item as it is called now. */
export interface ItemName {
	item: ItemId;
	number: string;
	title: TextRef;
}

/** What happened, said without names and in no language; sentences are in `i18n/fact.ts`. */
export type Happening =
	| { what: 'opened'; chair: SeatId | null }
	| { what: 'closed'; heads: Heads }
	/** `heads` when sign-in is left, `acks` when the rules are. */
	| {
			what: 'stage';
			title: Localised;
			how: StageMove;
			reason: TextRef | null;
			heads: Heads | null;
			acks: { done: number; of: number } | null;
	  }
	| { what: 'came'; seat: SeatId; channel: Channel; late: boolean }
	| { what: 'left' | 'returned'; seat: SeatId }
	| { what: 'excused'; seat: SeatId; reason: TextRef | null }
	| { what: 'unit'; name: TextRef; status: 'invited' | 'came' | 'leave' | 'absent' }
	| { what: 'chair'; from: SeatId | null; to: SeatId }
	/** `spent` ms; null while the person speaks. */
	| {
			what: 'turn';
			entry: string;
			seat: SeatId;
			channel: Channel;
			/** Spoke in writing (我打字说); the words are `written`. */
			writing: boolean;
			/** Who entered it for a person without a phone (代录). */
			by: SeatId | null;
			stance: Stance;
			side: Side | null;
			point: PointOfOrder | null;
			response: boolean;
			speaksFor: number;
			spent: number | null;
			written: TextRef[];
	  }
	| { what: 'passed'; seat: SeatId }
	| {
			what: 'ruling';
			entry: string;
			seat: SeatId | null;
			point: PointOfOrder | null;
			ruling: Ruling;
			words: TextRef | null;
	  }
	/** A round of cards: its question, how many were shown, and what came of it (C21). */
	| { what: 'cards-asked'; question: TextRef }
	| { what: 'cards-shown'; cards: number; people: number; papers: number }
	/**
	 * `board`: whose picture shows it; null where the same board was weighed again later. `parkedMore`:
	 * as in a group.
	 */
	| {
			what: 'cards-result';
			board: BoardId | null;
			groups: CardGroup[];
			parked: TextRef[];
			parkedMore?: number;
	  }
	/** The chair put somebody in another place, 1 first. */
	| { what: 'moved'; seat: SeatId; place: number }
	| { what: 'list'; open: boolean }
	| { what: 'round'; round: number }
	/** `again`: put aside or closed before. */
	| { what: 'item-opened'; number: string; title: TextRef; again: boolean }
	/** `paused`: put aside, to be continued. `spent`: all openings together, ms. */
	| { what: 'item-closed'; number: string; title: TextRef; spent: number; paused: boolean }
	/** Items that came or went while the meeting was open. */
	| { what: 'agenda'; added: ItemName[]; withdrawn: ItemName[] }
	| {
			what: 'proposal';
			id: string;
			seat: SeatId;
			title: TextRef;
			answer: {
				how: 'accepted' | 'merged' | 'declined' | 'taken-back';
				reason: TextRef | null;
			} | null;
	  }
	| { what: 'note'; stage: Localised; text: TextRef }
	| { what: 'reminder'; reminder: Reminder }
	| { what: 'calm'; minutes: number }
	| { what: 'objections'; until: Instant }
	/** `answer` as soon as there is one. */
	/** `by`: who took it down on the telephone. */
	| {
			what: 'objection';
			id: string;
			seat: SeatId;
			by: SeatId | null;
			fact: number | null;
			text: TextRef;
			answer: { agreed: boolean; text: TextRef } | null;
	  };

/** One fact of the minutes: an event that belongs there, by its number in the journal. */
export type MinutesFact = {
	seq: number;
	at: Instant;
	/** Seat id, `organiser` or `clock`. */
	actor: string;
	kind: FactKind;
} & Happening;

/** A group of cards as the minutes keep it; `points` null where nothing was weighed. */
export interface CardGroup {
	number: number;
	name: TextRef | null;
	cards: TextRef[];
	/** So many more that are only counted here: a page shows the first ones (`record/short.ts`). */
	more?: number;
	points: number | null;
}

/** A gist line as a fact, so that phones, record and replay read it without the document. */
export interface GistLine {
	id: string;
	fact: number | null;
	/** As `flat` writes it: people are seats. */
	text: TextRef;
	tag: Tag | null;
	relayed: boolean;
	/** When it was first noted. */
	at: Instant;
	/** Only in a replay: these words were written later, those of that moment are gone. */
	later?: true;
}

/** Somebody who was there says that the minutes are not right. */
export interface Objection {
	id: string;
	seat: SeatId;
	at: Instant;
	/** Who wrote it down, when not the person. */
	by: string | null;
	/** Taken down on the telephone. */
	phone: boolean;
	/** The fact it is about; null: the minutes as a whole. */
	fact: number | null;
	text: TextRef;
	answer: { agreed: boolean; text: TextRef; at: Instant; by: string } | null;
}

/** The immutable copy: the blocks stand in the fact `minutes.sealed`, their words beside the journal. */
export interface Seal {
	at: Instant;
	by: string;
	/** Number of the event that holds the copy. */
	seq: number;
	/** Facts up to this number belong to it. */
	upTo: number;
	/** SHA-256 of the canonical copy, hex. */
	hash: string;
	/** Texts of prose in it, so that each can be erased. */
	prose: TextRef[];
}

/** A correction after sealing, signed by who made it; the copy stays as it is (F26). */
export interface Erratum {
	id: string;
	at: Instant;
	by: string;
	fact: number | null;
	text: TextRef;
}

export interface MinutesState {
	/** In the order in which they were first noted. */
	lines: GistLine[];
	/** Seats that the chair lets write, beside the clerk. */
	writers: SeatId[];
	/** Objections are taken until then; null before the organiser opens them. */
	until: Instant | null;
	objections: Objection[];
	sealed: Seal | null;
	errata: Erratum[];
}

export function emptyMinutes(): MinutesState {
	return { lines: [], writers: [], until: null, objections: [], sealed: null, errata: [] };
}

/** 正在记 → 草稿 → 提异议 → 答复 → 封存. */
export type MinutesPhase = 'live' | 'draft' | 'objections' | 'answering' | 'sealed';

/** Where the minutes are in their life, by the room's clock. */
export function minutesPhase({ minutes, plan }: MeetingState, now: Instant): MinutesPhase {
	if (minutes.sealed) return 'sealed';
	if (minutes.until !== null) return now < minutes.until ? 'objections' : 'answering';
	return plan.phase === 'closed' ? 'draft' : 'live';
}

/** A block of the sealed copy. `words`: what the decision makes a text of. */
export type Sealed<T> =
	| { kind: 'fact'; seq: number }
	| { kind: 'gist'; fact: number | null; tag: Tag | null; relayed: boolean; words: T }
	| { kind: 'paragraph'; words: T }
	| { kind: 'heading'; level: 1 | 2 | 3; words: T }
	| { kind: 'list'; ordered: boolean; items: Sealed<T>[][] };

export type MinutesCommand =
	/** From the document host: gist lines that changed; `text` undefined: only the rest changed. */
	| {
			type: 'minutes.note';
			lines: (Omit<GistLine, 'text' | 'at'> & { text?: string })[];
			gone: string[];
	  }
	| { type: 'minutes.allow'; seat: SeatId; allowed: boolean }
	| { type: 'minutes.open-objections'; until: Instant }
	/** `phone`: clerk or organiser takes it down while the person telephones. */
	| { type: 'minutes.object'; seat: SeatId; text: string; fact?: number; phone?: true }
	| { type: 'minutes.answer'; objection: string; agreed: boolean; text: string }
	/** Only from this process, with the frozen document's blocks; `upTo` is the last fact in them. */
	| { type: 'minutes.seal'; blocks: Sealed<string>[]; upTo: number }
	| { type: 'minutes.correct'; text: string; fact?: number };

export type MinutesEvent =
	/** `dropped`: former texts of these lines, which no screen shows any more; their bodies go. */
	| {
			type: 'minutes.noted';
			body: { lines: Omit<GistLine, 'at'>[]; gone: string[]; dropped: TextId[] };
	  }
	| { type: 'minutes.allowed'; body: { seat: SeatId; allowed: boolean } }
	| { type: 'minutes.objections-opened'; body: { until: Instant } }
	| {
			type: 'minutes.objected';
			body: { id: string; seat: SeatId; fact: number | null; text: TextRef; phone?: true };
	  }
	| { type: 'minutes.answered'; body: { id: string; agreed: boolean; text: TextRef } }
	| {
			type: 'minutes.sealed';
			body: { blocks: Sealed<TextRef>[]; upTo: number; hash: string };
	  }
	| { type: 'minutes.corrected'; body: { id: string; fact: number | null; text: TextRef } };

/** Graphemes of a gist line, of an objection or an answer, of an erratum. */
export const GIST_LENGTH = 1000;
export const OBJECTION_LENGTH = 500;
/** Objections of one person. */
export const OBJECTIONS_EACH = 10;
