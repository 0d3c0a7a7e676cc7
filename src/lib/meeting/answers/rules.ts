/** What the room knows of the answers: who may say what, how it is decided, what of it is hidden. */
import type { RulesOf } from '../registry.ts';
import { CLERKS } from '../role-groups.ts';
import { decideAnswers } from './decide.ts';
import { answersDisclosure } from './disclosure.ts';
import { answersCommands } from './schema.ts';

export const answersRules: RulesOf<'answers'> = {
	commands: answersCommands,
	permits: {
		'answers.leave': { any: [...CLERKS, 'door'] },
		'answers.publish': { any: CLERKS },
		'answers.withhold': { any: CLERKS },
		'answers.reply': { any: CLERKS },
		'answers.forget': { any: [...CLERKS, 'door'] }
	},
	decide: decideAnswers,
	lots: { comments: 'plain' },
	touches: () => ({ desk: true }),
	/** Desk: comments that are not public, in the order in which they came. */
	view: (_state, { lots }, { desk }) =>
		desk ? [...lots.comments.values()].sort((a, b) => a.at - b.at) : [],
	disclosure: answersDisclosure,
	leaving: ({ type }) => (type === 'answers.forgotten' ? { forGood: true } : {})
};
