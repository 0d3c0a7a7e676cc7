/** What the room knows of live sound and of small calls: who may say what, how it is decided, who sees a private one. */
import type { RulesOf } from '../registry.ts';
import { CHAIRS, DESK, SPEAKERS } from '../role-groups.ts';
import { seatIn, type PrivateCall } from './call.ts';
import type { CallCommand, CallsCommand } from './calls.ts';
import { decideHall } from './decide.ts';
import { callOfItem, decideCall, endAll, bindInCalls, forgetInCalls } from './decide-call.ts';
import { callsDisclosure } from './disclosure.ts';
import { dueCalls } from './due.ts';
import { callsFacts } from './facts.ts';
import { mayTakePart } from './may-enter.ts';
import { callsCommands } from './schema.ts';

/** Private calls of these seats; null: of none. */
const seatsOf = (one: PrivateCall | undefined) => one?.call.seats.map(({ seat }) => seat) ?? [];

export const callsRules: RulesOf<'calls'> = {
	commands: callsCommands,
	permits: {
		'calls.open-hall': { any: DESK },
		'calls.close-hall': { any: [...DESK, 'clock'] },
		'calls.let-speak': { any: CHAIRS },
		'calls.begin-private': { any: CHAIRS },
		'calls.invite': { any: CHAIRS },
		'calls.answer': { self: SPEAKERS },
		'calls.leave': { self: SPEAKERS, others: CHAIRS },
		'calls.write': { self: SPEAKERS },
		'calls.end': { any: CHAIRS }
	},
	decide: (state, hidden, command, context) =>
		isOfCall(command) ? decideCall(state, hidden, command, context) : decideHall(state, command),
	due: dueCalls,
	facts: callsFacts,
	// Each with a key of its own, which goes when the call ends.
	lots: { 'private-calls': 'sealed-each' },
	touches: (write, before, after) => ({
		seats: write.clear
			? []
			: [before, after].flatMap(({ lots }) => seatsOf(lots['private-calls'].get(write.key)))
	}),
	/** [LS16] Those whose members sit here, and nobody else; the desk neither. */
	view: (state, { lots }, { you }) =>
		[...lots['private-calls'].values()].flatMap((one) => {
			const own = you.flatMap((seat) =>
				mayTakePart(state, one.call, seat) === null ? (seatIn(one.call, seat) ?? []) : []
			);
			if (own.some(({ is }) => is === 'in')) return one;
			// Whoever has not answered yet reads that there is one, and nothing that is said in it.
			return own.some(({ is }) => is === 'invited') ? { ...one, lines: [] } : [];
		}),
	disclosure: callsDisclosure,
	onItem: (state, _hidden, move, context) => callOfItem(state, move, context),
	onClose: endAll,
	onBound: bindInCalls,
	onForget: forgetInCalls,
	onLetGo: forgetInCalls
};

function isOfCall(command: CallsCommand): command is CallCommand {
	return 'call' in command || command.type === 'calls.begin-private';
}
