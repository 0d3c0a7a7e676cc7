/** What the room knows of the queue: who may say what, how it is decided, what of it is hidden. */
import type { RulesOf } from '../registry.ts';
import { CHAIRS, DESK, SPEAKERS, TIMERS } from '../role-groups.ts';
import { decideQueue } from './decide.ts';
import { queueFacts } from './facts.ts';
import { queueDisclosure } from './disclosure.ts';
import { refuse } from '../refusal.ts';
import { queueCommands } from './schema.ts';

export const queueRules: RulesOf<'queue'> = {
	commands: queueCommands,
	permits: {
		'queue.join': { self: SPEAKERS, others: DESK, helped: true },
		'queue.withdraw': { self: SPEAKERS, others: DESK, helped: true },
		'queue.call': { any: DESK },
		'queue.interrupt': { any: CHAIRS },
		'queue.respond': { any: CHAIRS },
		'queue.start': { any: [...TIMERS, ...SPEAKERS] },
		'queue.pause': { any: TIMERS },
		'queue.resume': { any: TIMERS },
		'queue.extend': { any: CHAIRS },
		'queue.even': { any: CHAIRS },
		'queue.write': { any: SPEAKERS },
		'queue.end': { any: [...TIMERS, ...SPEAKERS] },
		'queue.pass': { any: [...DESK, ...SPEAKERS] },
		'queue.move': { any: CHAIRS },
		'queue.list': { any: DESK },
		'queue.rule': { any: CHAIRS },
		'queue.next-round': { any: CHAIRS },
		'queue.table': { any: CHAIRS },
		'queue.undo': { any: DESK },
		'queue.away': { any: ['clock'] },
		'queue.back': { any: ['clock'] }
	},
	decide: decideQueue,
	facts: queueFacts,
	disclosure: queueDisclosure,
	// The speech on the floor belongs to the open item; its time must be written down first.
	onItem: ({ queue }) => (queue.speaker ? refuse('someone-speaking') : { events: [] }),
	onClose: ({ queue }) => (queue.speaker ? refuse('someone-speaking') : { events: [] })
};
