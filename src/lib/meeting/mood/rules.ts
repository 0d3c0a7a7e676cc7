/** What the room knows of the mood: who may say what, how it is decided, what of it is hidden. */
import type { RulesOf } from '../registry.ts';
import { CHAIRS, SPEAKERS } from '../role-groups.ts';
import { decideMood } from './decide.ts';
import { dueMood } from './due.ts';
import { earlierRow, hiddenMood } from './hidden.ts';
import { holdsRole } from '../viewer.ts';
import { moodDisclosure } from './disclosure.ts';
import { moodCommands } from './schema.ts';

export const moodRules: RulesOf<'mood'> = {
	commands: moodCommands,
	permits: {
		'mood.open': { any: CHAIRS },
		'mood.close': { any: [...CHAIRS, 'clock'] },
		'mood.give': { self: SPEAKERS }
	},
	decide: decideMood,
	due: dueMood,
	hidden: hiddenMood,
	lots: { mood: 'sealed', 'mood-gave': 'plain' },
	earlierRows: { mood: earlierRow },
	// Without its key every face is lost: everybody may give one again.
	lost: () => [{ slice: 'mood', lot: 'mood-gave', clear: true }],
	/** Not at each face: that would tell whose it is. */
	touches: (_write, before, after) => ({ desk: before.mood.told !== after.mood.told }),
	/** Chair and co-chair: how people feel, where enough have said so. */
	view: (state, hidden, { you }) => (holdsRole(state, you, CHAIRS) ? hidden.mood.told : null),
	disclosure: moodDisclosure
};
