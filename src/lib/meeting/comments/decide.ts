/** Decides about comments of those who were not there. Rules: `RULES.md`, quoted as [W1] …. */
import type { Context, Outcome } from '../context.ts';
import { surnameInText } from '../directory.ts';
import type { Hidden, LotWrite, MeetingState, NewEvent } from '../registry.ts';
import { isPublic, takesComments } from '../record/view.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { NAME_LENGTH } from '../roll/roll.ts';
import { parseText } from '../parse-text.ts';
import {
	COMMENT_LENGTH,
	MAX_WAITING,
	REASON_LENGTH,
	REPLY_DAYS,
	REPLY_LENGTH,
	type Comment,
	type CommentsCommand,
	type CommentDraft
} from './comments.ts';

const DAY_MS = 24 * 60 * 60_000;
/** An address on the web; more than two in a comment is advertising. */
const ADDRESS = /https?:\/\/|www\./giu;
const MAX_ADDRESSES = 2;

type Leave = Extract<CommentsCommand, { type: 'comments.leave' }>;

/** Events and hidden writes for one command, or why not. */
export function decideComments(
	state: MeetingState,
	hidden: Hidden,
	command: CommentsCommand,
	context: Context
): Outcome {
	if (command.type === 'comments.leave') return leave(state, hidden, command, context);
	const comment = state.comments.list.find(({ id }) => id === command.comment);
	if (!comment) return refuse('no-such-comment');
	const draft = hidden.lots.comments.get(comment.id);
	switch (command.type) {
		case 'comments.publish':
			return publish(state, comment, draft, context);
		case 'comments.withhold':
			return withhold(comment, draft, command.reason);
		case 'comments.reply': {
			if (comment.status !== 'published') return refuse('comment-not-public');
			const text = parseText(command.text, { max: REPLY_LENGTH, required: true, lines: true });
			if (typeof text !== 'string') return text;
			const body = { comment: comment.id, text: context.text(text) };
			return { events: [{ type: 'comments.replied', body }] };
		}
		case 'comments.forget':
			return {
				events: [
					...[comment.name, comment.text, comment.reply?.text].flatMap((ref): NewEvent[] =>
						ref ? [{ type: 'plan.erased', body: { what: 'text', id: ref.id } }] : []
					),
					{ type: 'comments.forgotten', body: { comment: comment.id } }
				],
				hidden: [{ slice: 'comments', lot: 'comments', key: comment.id, value: null }]
			};
	}
}

/** [W1] Until the notice period ends; [W2] hidden; [W3] a second post is the first. */
function leave(state: MeetingState, hidden: Hidden, command: Leave, context: Context): Outcome {
	const atDoor = context.actor.role === 'door';
	if (!isPublic(state)) return refuse('not-open');
	if (!takesComments(state, context.now)) return refuse('notice-over');
	if (atDoor && command.how === 'phone') return refuse('not-allowed');
	const id = command.comment ?? context.newId('w');
	if (hidden.lots.comments.has(id)) return { events: [] };
	// The door gives the same form the same id for a moment: again, after the desk has dealt with it.
	if (state.comments.list.some((comment) => comment.id === id))
		return atDoor ? { events: [] } : refuse('conflict');
	const waiting = state.comments.list.filter(({ status }) => status === 'waiting').length;
	if (waiting >= MAX_WAITING) return refuse('comments-many');
	const words = wordsOf(command);
	if ('refused' in words) return words;
	const { now: at } = context;
	const { how } = command;
	return {
		events: [
			{ type: 'comments.received', body: { comment: id, how, dueAt: at + REPLY_DAYS * DAY_MS } }
		],
		hidden: [put({ id, at, how, ...words, reason: null })]
	};
}

function wordsOf(command: Leave): Pick<CommentDraft, 'name' | 'building' | 'text'> | Refusal {
	const name = parseText(command.name, { max: NAME_LENGTH });
	if (typeof name !== 'string') return name;
	if (name === '') return refuse('name-missing');
	const building = parseText(command.building, { max: NAME_LENGTH });
	if (typeof building !== 'string') return building;
	const text = parseText(command.text, { max: COMMENT_LENGTH, required: true, lines: true });
	if (typeof text !== 'string') return text;
	if ((text.match(ADDRESS)?.length ?? 0) > MAX_ADDRESSES) return refuse('text-has-links');
	return { name, building, text };
}

/** [W4] The name as the meeting shows names to everybody; the words move to the journal's texts. */
function publish(
	state: MeetingState,
	comment: Comment,
	draft: CommentDraft | undefined,
	context: Context
): Outcome {
	if (comment.status === 'published') return { events: [] };
	if (!draft) return refuse('no-such-comment');
	const person = { name: draft.name, building: draft.building, title: '' };
	const full = state.plan.details?.publicNames === 'full';
	const shown = full ? person.name : surnameInText(person);
	const name = context.text([person.building, shown].filter(Boolean).join(' '));
	const body = { comment: comment.id, name, text: context.text(draft.text) };
	const bare = { ...draft, name: '', building: '', text: '', reason: null };
	return {
		events: [{ type: 'comments.published', body }],
		hidden: [put(bare)]
	};
}

/** [W5] With a reason that its author reads; what is published can't be taken back unseen. */
function withhold(comment: Comment, draft: CommentDraft | undefined, raw: string): Outcome {
	if (comment.status === 'published') return refuse('comment-is-public');
	if (!draft) return refuse('no-such-comment');
	const reason = parseText(raw, { max: REASON_LENGTH });
	if (typeof reason !== 'string') return reason;
	if (reason === '') return refuse('needs-reason');
	return {
		events:
			comment.status === 'withheld'
				? []
				: [{ type: 'comments.withheld', body: { comment: comment.id } }],
		hidden: [put({ ...draft, reason })]
	};
}

/** New, or replaced whole. */
function put(draft: CommentDraft): LotWrite {
	return { slice: 'comments', lot: 'comments', key: draft.id, value: draft };
}
