/** What the room knows of the record: who may say what, how it is decided, what of it is hidden. */
import type { RulesOf } from '../registry.ts';
import { CLERKS } from '../role-groups.ts';
import { decideRecord } from './decide.ts';
import { recordDisclosure } from './disclosure.ts';
import { recordCommands } from './schema.ts';

export const recordRules: RulesOf<'record'> = {
	commands: recordCommands,
	permits: {
		'record.summarise': { any: CLERKS },
		'record.set': { any: ['organiser'] }
	},
	decide: decideRecord,
	disclosure: recordDisclosure
};
