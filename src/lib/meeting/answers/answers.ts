/**
 * What those who were not there say about the record, and what they are answered (A24). A comment is
 * hidden until somebody has read it; the journal then holds what is public of it, and of the others
 * only that there is one.
 *
 * Invariant: who wrote, beyond the name as published, never stands in the journal.
 */
import type { Instant, SeatId, TextRef } from '../names.ts';

declare module '../registry.ts' {
	interface Slices {
		answers: {
			state: AnswersState;
			command: AnswersCommand;
			event: AnswersEvent;
			/** What is not public, by the comment's id: the desk and the author see it. */
			lots: { comments: { key: string; value: Comment } };
			private: Comment[];
			refusal: AnswersRefusal;
		};
	}
}

export type AnswersRefusal =
	'no-such-answer' | 'answers-many' | 'answer-is-public' | 'answer-not-public' | 'text-has-links';

/** By oneself, by family in their name, taken down on the telephone. */
export const ANSWER_WAYS = ['self', 'family', 'phone'] as const;
export type AnswerWay = (typeof ANSWER_WAYS)[number];

/** A comment before it is published, and why some never are. */
export interface Comment {
	id: string;
	at: Instant;
	how: AnswerWay;
	/** Empty once published: then the words stand in the journal's texts, where they can be erased. */
	name: string;
	building: string;
	text: string;
	/** Why it is withheld; null while it is not. */
	reason: string | null;
}

/** A comment as everybody may know it. */
export interface Answer {
	id: string;
	/** 1, 2, 3 … in the order in which they came. */
	no: number;
	at: Instant;
	how: AnswerWay;
	/** Who took it down on the telephone; null: its author wrote it. */
	by: SeatId | null;
	status: 'waiting' | 'published' | 'withheld';
	/** As the privacy rule shows it; null until published. */
	name: TextRef | null;
	text: TextRef | null;
	/** The answer of those responsible; null: still to come. */
	reply: { text: TextRef; at: Instant } | null;
	/** Until when it is answered. */
	dueAt: Instant;
}

export interface AnswersState {
	/** In the order in which they came; erased ones are gone. */
	list: readonly Answer[];
	/** How many ever came. */
	received: number;
}

export function emptyAnswers(): AnswersState {
	return { list: [], received: 0 };
}

export type AnswersCommand =
	/** `answer`: the id that the door made; a second post of the same form brings the same. */
	| {
			type: 'answers.leave';
			answer?: string;
			how: AnswerWay;
			name: string;
			building: string;
			text: string;
	  }
	| { type: 'answers.publish'; answer: string }
	| { type: 'answers.withhold'; answer: string; reason: string }
	| { type: 'answers.reply'; answer: string; text: string }
	/** The words are erased, wherever they stand (L18). */
	| { type: 'answers.forget'; answer: string };

export type AnswersEvent =
	| { type: 'answers.received'; body: { answer: string; how: AnswerWay; dueAt: Instant } }
	| { type: 'answers.published'; body: { answer: string; name: TextRef; text: TextRef } }
	| { type: 'answers.withheld'; body: { answer: string } }
	| { type: 'answers.replied'; body: { answer: string; text: TextRef } }
	| { type: 'answers.forgotten'; body: { answer: string } };

/** Graphemes. */
export const ANSWER_LENGTH = 500;
export const REPLY_LENGTH = 1000;
export const REASON_LENGTH = 300;
/** Comments that may wait for review at once. */
export const MAX_WAITING = 1000;
/** Within so many days a comment is answered. */
export const REPLY_DAYS = 5;
