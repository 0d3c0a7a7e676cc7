/** What screens show of comments: who waits, what is public, what its author may know. Pure. */
import type { Hidden, MeetingState } from '../registry.ts';
import type { Instant, TextRef } from '../names.ts';
import type { Comment } from './comments.ts';

/** Published ones in the order in which they came. */
export function publicComments(state: MeetingState): Comment[] {
	return state.comments.list.filter(({ status }) => status === 'published');
}

/** How many were withheld; the record says so. */
export function withheldCount(state: MeetingState): number {
	return state.comments.list.filter(({ status }) => status === 'withheld').length;
}

/** Published, without an answer, and past the day by which it was due. */
export function isOverdue(comment: Comment, now: Instant): boolean {
	return comment.reply === null && comment.status !== 'withheld' && now > comment.dueAt;
}

/** One comment as its author sees it. */
export interface OwnComment extends Comment {
	/** As written; null once it is public (then `text` names it). */
	words: string | null;
	reason: string | null;
}

/** What the holder of its private link may see; undefined when it was erased. */
export function ownComment(
	state: MeetingState,
	{ lots }: Hidden,
	id: string
): OwnComment | undefined {
	const comment = state.comments.list.find((one) => one.id === id);
	const draft = lots.comments.get(id);
	if (!comment) return undefined;
	return {
		...comment,
		words: comment.status === 'published' ? null : (draft?.text ?? null),
		reason: draft?.reason ?? null
	};
}

/** Texts that the public part of all comments uses. */
export function commentTexts(state: MeetingState): TextRef[] {
	return publicComments(state).flatMap(({ name, text, reply }) =>
		[name, text, reply?.text].filter((ref) => ref !== null && ref !== undefined)
	);
}
