/**
 * The record of a meeting as one plain tree: what the page `/r/<code>`, the replay and the exports
 * (DOCX, PDF, Markdown, JSON) all render, so that they can never disagree.
 *
 * Invariants: people are seat ids and typed texts text ids; names and bodies are filled in by whoever
 * renders, by what their readers may know (L18). Every fact of the minutes stands here exactly once,
 * where the minutes document has it, else where the journal has it.
 */
import type { Counts } from '../attendance/view.ts';
import type { Instant, ItemId, Localised, SeatId, SeatRole, TextRef } from '../names.ts';
import type { FactKind, MinutesFact } from '../registry.ts';
import type { GistBlock, Prose, Tag } from '../minutes/minutes.ts';
import type { Comment } from '../comments/comments.ts';
import type { InvitedUnit, PlanState, Policy } from '../plan/plan.ts';
import type { Fairness } from '../queue/fairness.ts';
import type { Summary } from './publication.ts';

export type LineBody =
	/** What the room recorded by itself; the sentence is `factSentence(fact, …)`. */
	| { is: 'fact'; fact: MinutesFact }
	/** A gist line that belongs to no fact. */
	| { is: 'gist'; gist: GistBlock }
	/** What people wrote between. */
	| { is: 'prose'; prose: Prose };

export interface RecordLine {
	/** Stable while the line is there: `f<seq>` for a fact, `g<id>` for a gist, `p<n>` for prose. */
	id: string;
	/** Number of its fact in the journal; for words that of the fact before them, 0 before all. */
	seq: number;
	/** When; null where words stand before every fact. */
	at: Instant | null;
	/** 发言, 决定, 任务, 程序 (A25). */
	type: FactKind;
	/** Whose line it is: who spoke, of whom the fact tells; null: of the whole room. */
	seat: SeatId | null;
	/** That seat's role now. */
	role: SeatRole | null;
	/** Entered for them by this seat (代录). */
	by: SeatId | null;
	/** Which of this person's turns on the item, 1 first; 0 for what is no turn or does not count. */
	nth: number;
	body: LineBody;
	/** What the clerk wrote under it, in order. */
	gist: readonly GistBlock[];
}

/** One person in the attendance. */
export interface AttendanceLine {
	seat: SeatId;
	no: number;
	role: SeatRole;
	votes: boolean;
	/** `left`: came and went before the end. */
	came: 'present' | 'left' | 'leave' | 'absent';
	channel: 'hall' | 'online' | 'phone';
	signedInAt: Instant | null;
	late: boolean;
	/** 补录: was here before, and was entered only at `signedInAt`. */
	backfilled: boolean;
	/** Since when somebody who `left` is gone. */
	leftAt: Instant | null;
	/** Signed in by somebody else. */
	by: string | null;
	/** 委托: who votes for them while they are not here, by a written form [E36]. */
	proxy: SeatId | null;
}

/** Voting seats that came, in numbers that name nobody. */
export interface CameHow {
	hall: number;
	online: number;
	phone: number;
	/** Of all these: after sign-in was over, signed in by somebody else, gone before the end. */
	late: number;
	entered: number;
	left: number;
	/** Voting seats that never came and are voted for by a written form. */
	proxies: number;
	/** Who looked on (旁听), and who oversaw it (监督): no votes, and no turns. */
	observers: number;
	supervisors: number;
}

export interface AgendaLine {
	id: ItemId;
	/** 1, 1.1 … ; empty for one that was withdrawn after something had happened under it. */
	number: string;
	title: TextRef;
	goal: TextRef | null;
	/** Planned. */
	minutes: number;
	status: 'waiting' | 'open' | 'paused' | 'done';
	/** Milliseconds, earlier openings together. */
	spent: number;
	/** Turns heard on it. */
	turns: number;
}

export interface RecordHead {
	meeting: string;
	code: string;
	phase: PlanState['phase'];
	/** Why it is not held; null: it is. */
	cancelled: TextRef | null;
	title: TextRef | null;
	/** 组织单位. */
	body: TextRef | null;
	matter: TextRef | null;
	background: TextRef | null;
	decides: TextRef | null;
	leaves: TextRef | null;
	policies: readonly Policy[];
	place: TextRef | null;
	urgentReason: TextRef | null;
	units: readonly InvitedUnit[];
	startsAt: Instant | null;
	endsAt: Instant | null;
	openedAt: Instant | null;
	closedAt: Instant | null;
	/** 主持, 记录. */
	chairs: readonly SeatId[];
	clerks: readonly SeatId[];
	/** How names are shown to those without a seat (L18). */
	publicNames: 'full' | 'surname';
	/** The speaking rules in force. */
	rules: Localised | null;
}

/** The sealed copy of the minutes, by which anybody knows it again. */
export interface RecordSeal {
	at: Instant;
	/** Number of the event that holds the copy. */
	seq: number;
	/** SHA-256 of the copy, hex. */
	hash: string;
}

/** A tagged gist line and where it stands. */
export interface TaggedLine {
	/** Id of its line. */
	line: string;
	seq: number;
	/** Who said it; null where it is nobody's turn, but the meeting's or the chair's word. */
	seat: SeatId | null;
	gist: GistBlock;
}

export interface MeetingRecord {
	/** Shape of this tree. */
	shape: 1;
	/** The last event in it, and the hash after that. */
	seq: number;
	head: string;
	/** draft while it grows; final once the minutes are sealed. */
	status: 'draft' | 'final';
	/** null while it is a draft. */
	seal: RecordSeal | null;
	meeting: RecordHead;
	summary: Summary | null;
	attendance: {
		counts: Counts;
		/** 实到: signed in at any time, with a vote. */
		came: number;
		how: CameHow;
		quorum: { present: number; due: number; needed: number; met: boolean };
		people: readonly AttendanceLine[];
	};
	agenda: readonly AgendaLine[];
	lines: readonly RecordLine[];
	fairness: Fairness;
	/** Buildings that nobody was heard from; known where names are (`publish.ts`). */
	silentBuildings: string[];
	/** Gist lines by tag, each with the line it stands under. */
	tagged: Readonly<Record<Tag, readonly TaggedLine[]>>;
	/** Published comments of those who were not there, with their answers; and how many were withheld. */
	comments: readonly Comment[];
	withheld: number;
	/** Until when comments are taken; null: not yet known. */
	noticeUntil: Instant | null;
}
