/** What screens show of comments: who waits, what is public, what its author may know. Pure. */
import type { Hidden, MeetingState } from '../registry.ts';
import type { Instant, TextRef } from '../names.ts';
import type { Answer } from './answers.ts';

/** Published ones in the order in which they came. */
export function publicAnswers(state: MeetingState): Answer[] {
	return state.answers.list.filter(({ status }) => status === 'published');
}

/** How many were withheld; the record says so. */
export function withheldCount(state: MeetingState): number {
	return state.answers.list.filter(({ status }) => status === 'withheld').length;
}

/** Published, without an answer, and past the day by which it was due. */
export function isOverdue(answer: Answer, now: Instant): boolean {
	return answer.reply === null && answer.status !== 'withheld' && now > answer.dueAt;
}

/** One comment as its author sees it. */
export interface OwnAnswer extends Answer {
	/** As written; null once it is public (then `text` names it). */
	words: string | null;
	reason: string | null;
}

/** What the holder of its private link may see; undefined when it was erased. */
export function ownAnswer(
	state: MeetingState,
	{ lots }: Hidden,
	id: string
): OwnAnswer | undefined {
	const answer = state.answers.list.find((one) => one.id === id);
	const comment = lots.comments.get(id);
	if (!answer) return undefined;
	return {
		...answer,
		words: answer.status === 'published' ? null : (comment?.text ?? null),
		reason: comment?.reason ?? null
	};
}

/** Texts that the public part of all comments uses. */
export function answerTexts(state: MeetingState): TextRef[] {
	return publicAnswers(state).flatMap(({ name, text, reply }) =>
		[name, text, reply?.text].filter((ref) => ref !== null && ref !== undefined)
	);
}
