/** What the room knows of the roll: who may say what, how it is decided, what of it is hidden. */
import type { RulesOf } from '../registry.ts';
import { CLERKS, OFFICE, PRESIDERS, SEATED, SPEAKERS } from '../role-groups.ts';
import { decideRoll } from './decide.ts';
import { forgetLobby } from './guests.ts';
import { forgetAsks } from './hall-asks.ts';
import { hiddenRoll } from './hidden.ts';
import { rollView, touches } from './private-view.ts';
import { rollFacts } from './facts.ts';
import { forgetSentOut, letBackAtClose } from './sending-out.ts';
import { rollDisclosure } from './disclosure.ts';
import { rollCommands } from './schema.ts';

export const rollRules: RulesOf<'roll'> = {
	commands: rollCommands,
	permits: {
		'roll.add': { any: CLERKS },
		'roll.remove': { any: CLERKS },
		'roll.change': { any: CLERKS },
		'roll.walk-in': { any: OFFICE },
		'roll.claim': { doors: true },
		'roll.guest': { doors: true },
		'roll.ask-seat': { doors: true },
		'roll.answer-asks': { any: OFFICE },
		'roll.bind': { any: CLERKS, chairAlone: true },
		'roll.admit': { any: OFFICE },
		'roll.clear-guests': { any: OFFICE },
		'roll.send-out': { any: OFFICE },
		'roll.let-back': { any: OFFICE },
		'roll.allow': { any: OFFICE },
		'roll.deny': { any: OFFICE },
		'roll.answer-claim': { self: SEATED },
		'roll.release': { self: SEATED, others: CLERKS },
		'roll.help': { any: CLERKS },
		'roll.more-time': { self: SEATED, others: OFFICE, helped: true },
		'roll.side': { self: SPEAKERS, others: CLERKS, helped: true, chairAlone: true },
		'roll.side-rest': { any: CLERKS, chairAlone: true },
		'roll.role': { any: ['organiser'] },
		'roll.hand-chair': { any: ['organiser', 'chair', 'cochair'] },
		'roll.answer-chair': { self: PRESIDERS },
		'roll.take-back-chair': { self: PRESIDERS },
		'roll.join-open': { any: OFFICE }
	},
	decide: decideRoll,
	reseats: ['roll.chair-handed', 'roll.role-given', 'roll.removed', 'roll.bound'],
	renames: ['roll.changed', 'roll.role-given', 'roll.chair-handed'],
	hidden: hiddenRoll,
	lots: { 'guest-arrivals': 'plain', 'hall-asks': 'plain', 'sent-out': 'plain' },
	onClose: (_state, hidden, context) => ({
		events: [],
		hidden: [...letBackAtClose(hidden, context), ...forgetAsks(hidden)]
	}),
	onPutOff: (hidden) => [...forgetAsks(hidden), ...forgetLobby(hidden)],
	onForget: forgetSentOut,
	touches,
	view: rollView,
	facts: rollFacts,
	disclosure: rollDisclosure,
	// With the person go the name and the reason for being away.
	leaving: ({ type, body }) =>
		type === 'roll.removed' ? { removed: [body.seat], forGood: true } : {}
};
