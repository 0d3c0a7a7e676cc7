/** What the room knows of the runsheet: who may say what, how it is decided, what of it is hidden. */
import type { RulesOf } from '../registry.ts';
import { CHAIRS, DESK, SEATED } from '../role-groups.ts';
import { decideRunsheet } from './decide.ts';
import { dueRunsheet } from './due.ts';
import { runsheetFacts } from './facts.ts';
import { runsheetDisclosure } from './disclosure.ts';
import { runsheetCommands } from './schema.ts';

export const runsheetRules: RulesOf<'runsheet'> = {
	commands: runsheetCommands,
	permits: {
		'runsheet.go': { any: CHAIRS },
		'runsheet.acknowledge': { self: SEATED, others: ['clerk'], helped: true, chairAlone: true },
		'runsheet.acknowledge-hall': { any: DESK },
		'runsheet.introduce': { any: DESK },
		'runsheet.note': { any: DESK },
		'runsheet.remind': { any: CHAIRS },
		'runsheet.caucus': { any: CHAIRS },
		'runsheet.calm': { any: [...CHAIRS, 'clock'] }
	},
	decide: decideRunsheet,
	due: dueRunsheet,
	facts: runsheetFacts,
	disclosure: runsheetDisclosure
};
