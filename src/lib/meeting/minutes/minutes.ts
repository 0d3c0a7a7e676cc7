/**
 * The minutes as everybody reads them: prose that people wrote, facts that came by themselves, and
 * gist lines, in plain blocks that any screen, export or record can render.
 *
 * Invariants: a block holds seat ids instead of names; a fact is a journal number and nothing else, so
 * that nobody can write history by writing a document (F29); no markup survives but bold.
 */
import type { Channel, Instant, SeatId, TextRef } from '../names.ts';
import type { Stance } from '../queue/queue.ts';
import type { MeetingState } from '../registry.ts';
import type { MinutesCommand, MinutesEvent } from './commands.ts';
import type { MinutesOwnFact } from './facts.ts';
import type { ReadBack, ReadBacks } from './read-back.ts';

declare module '../registry.ts' {
	interface Slices {
		minutes: {
			state: MinutesState;
			command: MinutesCommand;
			event: MinutesEvent;
			fact: MinutesOwnFact;
			/** What people said of the lines under their names, by line [M18]. */
			lots: { 'read-backs': { key: string; value: ReadBack } };
			private: ReadBacks;
			refusal: MinutesRefusal;
		};
	}
}

export type MinutesRefusal =
	| 'minutes-sealed'
	| 'minutes-not-sealed'
	| 'minutes-still-live'
	| 'objections-not-open'
	| 'objections-still-open'
	| 'objections-unanswered'
	| 'until-out-of-range'
	| 'until-needs-reason'
	| 'until-too-soon'
	| 'did-not-attend'
	| 'no-such-objection'
	| 'no-such-fact'
	| 'has-spoken'
	| 'took-part';

/** 共识, 分歧, 待查 (S1.47). */
export const TAGS = ['agreed', 'disputed', 'to-check'] as const;
export type Tag = (typeof TAGS)[number];

/** Whose words a gist line is where it is not whoever had the floor: 会上决定, 主持人说的. */
export const OWNERS = ['meeting', 'chair'] as const;
export type Owner = (typeof OWNERS)[number];

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
	/** The turn under which it stands; null for a line of its own. */
	fact: number | null;
	/** Null: whoever had that turn; in a line of its own: nobody is named. */
	owner: Owner | null;
	tag: Tag | null;
	/** 方言转述: said in dialect, put down by the clerk in other words (A21). */
	relayed: boolean;
	words: Inline[];
}

/** One block of the document. */
export type MinutesBlock = Prose | { kind: 'fact'; seq: number } | GistBlock;

/** A gist line as a fact, so that phones, record and replay read it without the document. */
export interface GistLine {
	id: string;
	fact: number | null;
	/** Missing: whoever had that turn, nobody in a line of its own. */
	owner?: Owner;
	/** As `serializeInlines` writes it: people are seats. */
	text: TextRef;
	tag: Tag | null;
	relayed: boolean;
	/** When it was first noted. */
	at: Instant;
	/** When these words were written. */
	writtenAt: Instant;
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
	/** Handed in on paper. Left out where not. */
	paper?: true;
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

/**
 * What was otherwise than it was written down, and what was written: who spoke, how they stood, whether and
 * how they came (null: not at all), and whether late.
 */
export type Change =
	| { is: 'seat'; seat: SeatId; was: SeatId }
	| { is: 'stance'; stance: Stance; was: Stance }
	| { is: 'sign-in'; seat: SeatId; came: Channel | null; was: Channel | null }
	| { is: 'late'; seat: SeatId; late: boolean; was: boolean };

/**
 * A correction, signed by who made it. Before sealing it changes a fact, which then is shown as it was, struck
 * out, and as it is, with `text`, the reason. After sealing the copy stays as it is, and `text` says all (F26).
 */
export interface Erratum {
	id: string;
	at: Instant;
	by: string;
	/** Number of the event that it corrects: the turn's, the sign-in's. */
	fact: number | null;
	text: TextRef;
	change?: Change;
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
	| {
			kind: 'gist';
			fact: number | null;
			owner?: Owner;
			tag: Tag | null;
			relayed: boolean;
			words: T;
	  }
	| { kind: 'paragraph'; words: T }
	| { kind: 'heading'; level: 1 | 2 | 3; words: T }
	| { kind: 'list'; ordered: boolean; items: Sealed<T>[][] };

/** Graphemes of a gist line, of an objection or an answer, of an erratum. */
export const GIST_LENGTH = 1000;
export const OBJECTION_LENGTH = 500;
/** Graphemes of why objections are taken no longer. */
export const REASON_LENGTH = 200;
/** Objections of one person. */
export const OBJECTIONS_EACH = 10;
