/** What the room knows of live sound: who may say what, and how it is decided. */
import type { RulesOf } from '../registry.ts';
import { CHAIRS, DESK } from '../role-groups.ts';
import { decideCalls } from './decide.ts';
import { callsDisclosure } from './disclosure.ts';
import { dueCalls } from './due.ts';
import { callsCommands } from './schema.ts';

export const callsRules: RulesOf<'calls'> = {
	commands: callsCommands,
	permits: {
		'calls.open-hall': { any: DESK },
		'calls.close-hall': { any: [...DESK, 'clock'] },
		'calls.let-speak': { any: CHAIRS }
	},
	decide: (state, _hidden, command) => decideCalls(state, command),
	due: dueCalls,
	disclosure: callsDisclosure
};
