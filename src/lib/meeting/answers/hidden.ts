/** Comments before they are published, and why some never are: the desk and the author see them. */
import { Layered } from '../layered.ts';
import type { Instant } from '../names.ts';
import type { AnswerWay } from './answers.ts';

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

export interface HiddenAnswers {
	comments: ReadonlyMap<string, Comment>;
}

export type AnswersWrite =
	/** New, or replaced whole. */
	{ slice: 'answers'; op: 'put'; comment: Comment } | { slice: 'answers'; op: 'drop'; id: string };

export function emptyHiddenAnswers(): HiddenAnswers {
	return { comments: new Map() };
}

/** Applies one write. */
export function applyAnswersWrite(hidden: HiddenAnswers, write: AnswersWrite): HiddenAnswers {
	const before = Layered.of(hidden.comments);
	const { op } = write;
	return {
		comments: op === 'put' ? before.with(write.comment.id, write.comment) : before.without(write.id)
	};
}
