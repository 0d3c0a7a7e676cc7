/** What the room knows of results: who may say what, how it is decided, who may read it. */
import type { Role } from '../names.ts';
import type { RulesOf } from '../registry.ts';
import { OFFICE, SPEAKERS } from '../role-groups.ts';
import { decideOutcomes } from './decide.ts';
import { outcomesDisclosure } from './disclosure.ts';
import { holdsNotice } from './evolve.ts';
import { outcomesFacts } from './facts.ts';
import { outcomesCommands } from './schema.ts';
import { derivedWords } from './outcome-source.ts';

const WRITERS: readonly Role[] = [...OFFICE, 'helper'];

export const outcomesRules: RulesOf<'outcomes'> = {
	commands: outcomesCommands,
	permits: {
		'outcomes.write': { any: WRITERS },
		'outcomes.revise': { any: WRITERS },
		'outcomes.drop': { any: WRITERS },
		'outcomes.await-legal': { any: OFFICE },
		'outcomes.advise': { self: ['adviser'], others: ['clerk'], chairAlone: true },
		'outcomes.publish': { any: OFFICE },
		'outcomes.set-period': { any: OFFICE },
		'outcomes.unpublish': { any: OFFICE },
		'outcomes.answer': { any: OFFICE },
		'outcomes.dissent': { self: SPEAKERS, others: OFFICE, helped: true },
		'outcomes.dissent-unnamed': { any: OFFICE },
		'outcomes.reply': { any: OFFICE },
		'outcomes.settle': { any: OFFICE },
		'outcomes.take-shift': { self: SPEAKERS, others: OFFICE, helped: true },
		'outcomes.enter-shift': { any: OFFICE },
		'outcomes.leave-shift': { self: SPEAKERS, others: OFFICE, helped: true },
		'outcomes.free-shift': { any: OFFICE },
		// The door has looked at the link of whoever answers for it.
		'outcomes.finish': { any: [...OFFICE, 'door'] },
		'outcomes.reopen': { any: OFFICE }
	},
	decide: (state, _hidden, command, context) => decideOutcomes(state, command, context),
	facts: outcomesFacts,
	disclosure: outcomesDisclosure,
	derives: derivedWords,
	audit: ({ lines }) =>
		lines
			.filter((line) => line.class && !(line.owner && line.measure && line.due !== null))
			.map(({ id }) => `result ${id} has a class, and not what every class needs`),
	/** It goes on to its notice, and nothing came of it: the minutes say so [Q9]. */
	onStage: (state, _hidden, stage) =>
		holdsNotice(state, stage)?.refused === 'outcomes-none'
			? { events: [{ type: 'outcomes.none', body: {} }] }
			: { events: [] }
};
