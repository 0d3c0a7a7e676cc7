/** Decides about comments of those who were not there. Rules: `RULES.md`, quoted as [W1] …. */
import type { Context, Outcome } from '../context.ts';
import { surname } from '../directory.ts';
import type { Hidden, LotWrite, MeetingState, NewEvent } from '../registry.ts';
import { isPublic, takesAnswers } from '../record/view.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { NAME_LENGTH } from '../roll/roll.ts';
import { parseText } from '../parse-text.ts';
import {
	ANSWER_LENGTH,
	MAX_WAITING,
	REASON_LENGTH,
	REPLY_DAYS,
	REPLY_LENGTH,
	type Answer,
	type AnswersCommand,
	type Comment
} from './answers.ts';

const DAY_MS = 24 * 60 * 60_000;
/** An address on the web; more than two in a comment is advertising. */
const ADDRESS = /https?:\/\/|www\./giu;
const MAX_ADDRESSES = 2;

type Leave = Extract<AnswersCommand, { type: 'answers.leave' }>;

/** Events and hidden writes for one command, or why not. */
export function decideAnswers(
	state: MeetingState,
	hidden: Hidden,
	command: AnswersCommand,
	context: Context
): Outcome {
	if (command.type === 'answers.leave') return leave(state, hidden, command, context);
	const answer = state.answers.list.find(({ id }) => id === command.answer);
	if (!answer) return refuse('no-such-answer');
	const comment = hidden.lots.comments.get(answer.id);
	switch (command.type) {
		case 'answers.publish':
			return publish(state, answer, comment, context);
		case 'answers.withhold':
			return withhold(answer, comment, command.reason);
		case 'answers.reply': {
			if (answer.status !== 'published') return refuse('answer-not-public');
			const text = parseText(command.text, { max: REPLY_LENGTH, required: true, lines: true });
			if (typeof text !== 'string') return text;
			const body = { answer: answer.id, text: context.text(text) };
			return { events: [{ type: 'answers.replied', body }] };
		}
		case 'answers.forget':
			return {
				events: [
					...[answer.name, answer.text, answer.reply?.text].flatMap((ref): NewEvent[] =>
						ref ? [{ type: 'plan.erased', body: { what: 'text', id: ref.id } }] : []
					),
					{ type: 'answers.forgotten', body: { answer: answer.id } }
				],
				hidden: [{ slice: 'answers', lot: 'comments', key: answer.id, value: null }]
			};
	}
}

/** [W1] Until the notice period ends; [W2] hidden; [W3] a second post is the first. */
function leave(state: MeetingState, hidden: Hidden, command: Leave, context: Context): Outcome {
	const atDoor = context.actor.role === 'door';
	if (!isPublic(state) || state.plan.openedAt === null) return refuse('not-open');
	if (!takesAnswers(state, context.now)) return refuse('notice-over');
	if (atDoor && command.how === 'phone') return refuse('not-allowed');
	const id = command.answer ?? context.newId('w');
	if (hidden.lots.comments.has(id)) return { events: [] };
	// The door gives the same form the same id for a moment: again, after the desk has dealt with it.
	if (state.answers.list.some((answer) => answer.id === id))
		return atDoor ? { events: [] } : refuse('conflict');
	const waiting = state.answers.list.filter(({ status }) => status === 'waiting').length;
	if (waiting >= MAX_WAITING) return refuse('answers-many');
	const words = wordsOf(command);
	if ('refused' in words) return words;
	const { now: at } = context;
	const { how } = command;
	return {
		events: [
			{ type: 'answers.received', body: { answer: id, how, dueAt: at + REPLY_DAYS * DAY_MS } }
		],
		hidden: [put({ id, at, how, ...words, reason: null })]
	};
}

function wordsOf(command: Leave): Pick<Comment, 'name' | 'building' | 'text'> | Refusal {
	const name = parseText(command.name, { max: NAME_LENGTH });
	if (typeof name !== 'string') return name;
	if (name === '') return refuse('name-missing');
	const building = parseText(command.building, { max: NAME_LENGTH });
	if (typeof building !== 'string') return building;
	const text = parseText(command.text, { max: ANSWER_LENGTH, required: true, lines: true });
	if (typeof text !== 'string') return text;
	if ((text.match(ADDRESS)?.length ?? 0) > MAX_ADDRESSES) return refuse('text-has-links');
	return { name, building, text };
}

/** [W4] The name as the meeting shows names to everybody; the words move to the journal's texts. */
function publish(
	state: MeetingState,
	answer: Answer,
	comment: Comment | undefined,
	context: Context
): Outcome {
	if (answer.status === 'published') return { events: [] };
	if (!comment) return refuse('no-such-answer');
	const person = { name: comment.name, building: comment.building, title: '' };
	const full = state.plan.details?.publicNames === 'full';
	const shown = full ? person : surname(person);
	const name = context.text([shown.building, shown.name].filter(Boolean).join(' '));
	const body = { answer: answer.id, name, text: context.text(comment.text) };
	const bare = { ...comment, name: '', building: '', text: '', reason: null };
	return {
		events: [{ type: 'answers.published', body }],
		hidden: [put(bare)]
	};
}

/** [W5] With a reason that its author reads; what is published can't be taken back unseen. */
function withhold(answer: Answer, comment: Comment | undefined, raw: string): Outcome {
	if (answer.status === 'published') return refuse('answer-is-public');
	if (!comment) return refuse('no-such-answer');
	const reason = parseText(raw, { max: REASON_LENGTH });
	if (typeof reason !== 'string') return reason;
	if (reason === '') return refuse('needs-reason');
	return {
		events:
			answer.status === 'withheld'
				? []
				: [{ type: 'answers.withheld', body: { answer: answer.id } }],
		hidden: [put({ ...comment, reason })]
	};
}

/** New, or replaced whole. */
function put(comment: Comment): LotWrite {
	return { slice: 'answers', lot: 'comments', key: comment.id, value: comment };
}
