/** Comments, and what they were answered, after one event. */
import type { MeetingEvent, StateOf } from '../registry.ts';
import { emptyComments, type Comment, type CommentsState } from './comments.ts';

/** The slice as every phone loads it. */
export const commentsState: StateOf<'comments'> = {
	shape: 1,
	empty: emptyComments,
	evolve: evolveComments
};

/** The same reference when the event does not touch them. */
function evolveComments(comments: CommentsState, event: MeetingEvent): CommentsState {
	switch (event.type) {
		case 'comments.received': {
			const { comment: id, how, dueAt } = event.body;
			const received = comments.received + 1;
			const fresh: Comment = {
				id,
				no: received,
				at: event.at,
				how,
				by: how === 'phone' ? event.actor : null,
				status: 'waiting',
				name: null,
				text: null,
				reply: null,
				dueAt
			};
			return { list: [...comments.list, fresh], received };
		}
		case 'comments.published': {
			const { comment, name, text } = event.body;
			return change(comments, comment, { status: 'published', name, text });
		}
		case 'comments.withheld':
			return change(comments, event.body.comment, {
				status: 'withheld',
				name: null,
				text: null,
				reply: null
			});
		case 'comments.replied':
			return change(comments, event.body.comment, {
				reply: { text: event.body.text, at: event.at }
			});
		case 'comments.forgotten':
			return { ...comments, list: comments.list.filter(({ id }) => id !== event.body.comment) };
		default:
			return comments;
	}
}

function change(comments: CommentsState, id: string, to: Partial<Comment>): CommentsState {
	const list = comments.list.map((comment) =>
		comment.id === id ? { ...comment, ...to } : comment
	);
	return { ...comments, list };
}
