/** What the room knows of the answers: who may say what, how it is decided, what of it is hidden. */
import type { RulesOf } from '../registry.ts';
import { CLERKS } from '../role-groups.ts';
import { decideAnswers } from './decide.ts';
import { applyAnswersWrite, emptyHiddenAnswers } from './hidden.ts';
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
	hidden: { empty: emptyHiddenAnswers, apply: applyAnswersWrite },
	touches: () => ({ desk: true }),
	/** Desk: comments that are not public. */
	view: (_state, hidden, { desk }) => (desk ? [...hidden.answers.comments.values()] : []),
	disclosure: answersDisclosure,
	leaving: ({ type }) => (type === 'answers.forgotten' ? { forGood: true } : {})
};
