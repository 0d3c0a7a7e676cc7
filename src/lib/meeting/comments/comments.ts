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
		comments: {
			state: CommentsState;
			command: CommentsCommand;
			event: CommentsEvent;
			/** What is not public, by the comment's id: the desk and the author see it. */
			lots: { comments: { key: string; value: CommentDraft } };
			private: CommentDraft[];
			refusal: CommentsRefusal;
		};
	}
}

export type CommentsRefusal =
	| 'no-such-comment'
	| 'comments-many'
	| 'comment-is-public'
	| 'comment-not-public'
	| 'text-has-links';

/** By oneself, by family in their name, taken down on the telephone. */
export const COMMENT_WAYS = ['self', 'family', 'phone'] as const;
export type CommentWay = (typeof COMMENT_WAYS)[number];

/** A comment before it is published, and why some never are. */
export interface CommentDraft {
	id: string;
	at: Instant;
	how: CommentWay;
	/** Empty once published: then the words stand in the journal's texts, where they can be erased. */
	name: string;
	building: string;
	text: string;
	/** Why it is withheld; null while it is not. */
	reason: string | null;
}

/** A comment as everybody may know it. */
export interface Comment {
	id: string;
	/** 1, 2, 3 … in the order in which they came. */
	no: number;
	at: Instant;
	how: CommentWay;
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

export interface CommentsState {
	/** In the order in which they came; erased ones are gone. */
	list: readonly Comment[];
	/** How many ever came. */
	received: number;
}

export function emptyComments(): CommentsState {
	return { list: [], received: 0 };
}

export type CommentsCommand =
	/** `comment`: the id that the door made; a second post of the same form brings the same. */
	| {
			type: 'comments.leave';
			comment?: string;
			how: CommentWay;
			name: string;
			building: string;
			text: string;
	  }
	| { type: 'comments.publish'; comment: string }
	| { type: 'comments.withhold'; comment: string; reason: string }
	| { type: 'comments.reply'; comment: string; text: string }
	/** The words are erased, wherever they stand (L18). */
	| { type: 'comments.forget'; comment: string };

export type CommentsEvent =
	| { type: 'comments.received'; body: { comment: string; how: CommentWay; dueAt: Instant } }
	| { type: 'comments.published'; body: { comment: string; name: TextRef; text: TextRef } }
	| { type: 'comments.withheld'; body: { comment: string } }
	| { type: 'comments.replied'; body: { comment: string; text: TextRef } }
	| { type: 'comments.forgotten'; body: { comment: string } };

/** Graphemes. */
export const COMMENT_LENGTH = 500;
export const REPLY_LENGTH = 1000;
export const REASON_LENGTH = 300;
/** Comments that may wait for review at once. */
export const MAX_WAITING = 1000;
/** Within so many days a comment is answered. */
export const REPLY_DAYS = 5;
