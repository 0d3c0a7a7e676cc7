/** Who may read which part of the comments. */
import {
	seen,
	words,
	CLOCK,
	COUNT,
	type DisclosureOf,
	type Fields,
	type Access
} from '../disclosure/decision.ts';
import type { Comment, CommentsState } from './comments.ts';

const commented = (comment: Comment): Access => (comment.status === 'published' ? 'said' : 'desk');
const fields: Fields<CommentsState> = {
	list: {
		id: seen('opens nothing without its key'),
		no: seen(COUNT),
		at: seen(CLOCK),
		how: seen('by oneself, by family, by telephone; not who'),
		by: seen('which clerk took it down'),
		status: seen('that one waits or was withheld; the record counts them'),
		name: words(commented, 'as the privacy rule shows it, once somebody has read it'),
		text: words(commented, 'once somebody has read it'),
		reply: {
			text: words((_: object, comment: Comment) => commented(comment), 'goes with its comment'),
			at: seen(CLOCK)
		},
		dueAt: seen(CLOCK)
	},
	received: seen(COUNT)
};

export const commentsDisclosure: DisclosureOf<'comments'> = {
	fields,
	texts: {
		'comments.received': 'none',
		'comments.published': 'draft',
		'comments.withheld': 'none',
		'comments.replied': 'draft',
		'comments.forgotten': 'none'
	},
	access: ['comments.withheld', 'comments.forgotten']
};
