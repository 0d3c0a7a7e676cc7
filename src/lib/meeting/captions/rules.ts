/** What the room knows of captions: who may say what, how it is decided, what words leave. */
import type { RulesOf } from '../registry.ts';
import { DESK, SPEAKERS } from '../role-groups.ts';
import { decideCaptions, endCaptions } from './decide.ts';
import { captionsDisclosure } from './disclosure.ts';
import { captionsCommands } from './schema.ts';

export const captionsRules: RulesOf<'captions'> = {
	commands: captionsCommands,
	permits: {
		'captions.ask': { any: DESK },
		'captions.write': { self: SPEAKERS },
		'captions.take-back': { self: SPEAKERS }
	},
	decide: (state, _hidden, command, context) => decideCaptions(state, command, context),
	onClose: endCaptions,
	leaving(event) {
		if (event.type === 'captions.taken-back') return { erased: [event.body.line], forGood: true };
		return 'dropped' in event.body ? { dropped: event.body.dropped } : {};
	},
	disclosure: captionsDisclosure
};
