/** What the room knows of the comments: who may say what, how it is decided, what of it is hidden. */
import type { RulesOf } from '../registry.ts';
import { CLERKS } from '../role-groups.ts';
import { decideComments } from './decide.ts';
import { commentsDisclosure } from './disclosure.ts';
import { commentsCommands } from './schema.ts';

export const commentsRules: RulesOf<'comments'> = {
	commands: commentsCommands,
	permits: {
		'comments.leave': { any: [...CLERKS, 'door'] },
		'comments.publish': { any: CLERKS },
		'comments.withhold': { any: CLERKS },
		'comments.reply': { any: CLERKS },
		'comments.forget': { any: [...CLERKS, 'door'] }
	},
	decide: decideComments,
	erases: ['comments.forget'],
	lots: { comments: 'plain' },
	touches: () => ({ desk: true }),
	/** Desk: comments that are not public, in the order in which they came. */
	view: (_state, { lots }, { desk }) =>
		desk ? [...lots.comments.values()].sort((a, b) => a.at - b.at) : [],
	disclosure: commentsDisclosure,
	leaving: ({ type }) => (type === 'comments.forgotten' ? { forGood: true } : {})
};
