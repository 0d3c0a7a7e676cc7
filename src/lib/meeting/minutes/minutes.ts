/**
 * The minutes as everybody reads them: prose that people wrote, facts that came by themselves, and
 * gist lines, in plain blocks that any screen, export or record can render.
 *
 * Invariants: a block holds seat ids instead of names; a fact is a journal number and nothing else, so
 * that nobody can write history by writing a document (F29); no markup survives but bold.
 */
import type { Channel, Instant, Localised, SeatId, TextRef } from '../names.ts';
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
	/** The chair put somebody in another place, 1 first. */
	| { what: 'moved'; seat: SeatId; place: number }
	| { what: 'list'; open: boolean }
	| { what: 'round'; round: number }
	| { what: 'item-opened'; number: string; title: TextRef }
	| { what: 'item-closed'; number: string; title: TextRef; spent: number }
	| { what: 'note'; stage: Localised; text: TextRef }
	| { what: 'reminder'; reminder: Reminder }
	| { what: 'calm'; minutes: number };

/** One fact of the minutes: an event that belongs there, by its number in the journal. */
export type MinutesFact = {
	seq: number;
	at: Instant;
	/** Seat id, `organiser` or `clock`. */
	actor: string;
	kind: FactKind;
} & Happening;
