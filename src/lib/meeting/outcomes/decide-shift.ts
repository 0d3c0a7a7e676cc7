/** Decides about shifts of a duty rota (S2.50). Rules: `RULES.md`, quoted as [Q21] and [Q23]. */
import type { Context, Outcome } from '../context.ts';
import { parseText } from '../parse-text.ts';
import { refuse } from '../refusal.ts';
import type { MeetingState } from '../registry.ts';
import { seatOf } from '../roll/roll.ts';
import { rotaTurn } from './duty-rota.ts';
import { OUTCOME_LIMITS, outcomeOf, type OutcomesCommand, type Party } from './outcomes.ts';

const TYPES = [
	'outcomes.take-shift',
	'outcomes.enter-shift',
	'outcomes.leave-shift',
	'outcomes.free-shift'
] as const;
type ShiftCommand = Extract<OutcomesCommand, { type: (typeof TYPES)[number] }>;

/** True for what is said of a shift. */
export function isAboutShift(command: OutcomesCommand): command is ShiftCommand {
	return TYPES.some((type) => type === command.type);
}

/** Events, or why not. The seal of the minutes stops none of it. */
export function decideShift(
	{ outcomes, roll }: MeetingState,
	command: ShiftCommand,
	context: Context
): Outcome {
	const { outcome, shift } = command;
	const line = outcomeOf(outcomes, outcome);
	if (!line) return refuse('no-such-outcome');
	if (!line.openShifts?.includes(shift)) return refuse('no-such-shift');
	const taken = line.volunteers.find((one) => one.shift === shift);
	/** Who took it, also as the guest that they came as. */
	const takenBy = taken?.who.seat == null ? null : seatOf(roll, taken.who.seat)?.id;
	if (command.type === 'outcomes.leave-shift' || command.type === 'outcomes.free-shift') {
		if (!taken) return refuse('shift-free');
		if (command.type === 'outcomes.leave-shift' && takenBy !== command.seat)
			return refuse('not-allowed');
		const volunteers = line.volunteers.filter((one) => one !== taken);
		return {
			events: [
				{ type: 'outcomes.shift-freed', body: { outcome, shift } },
				...rotaTurn(line, { ...line, volunteers })
			]
		};
	}
	if (line.done) return refuse('outcome-done');
	const take = (who: Party): Outcome => ({
		events: [
			{ type: 'outcomes.shift-taken', body: { outcome, shift, who } },
			...rotaTurn(line, { ...line, volunteers: [...line.volunteers, { shift }] })
		]
	});
	if (command.type === 'outcomes.take-shift') {
		const seat = seatOf(roll, command.seat);
		if (!seat) return refuse('no-such-seat');
		if (taken) return takenBy === seat.id ? { events: [] } : refuse('shift-taken');
		return take({ seat: seat.id, body: null });
	}
	if (taken) return refuse('shift-taken');
	const body = parseText(command.body, { max: OUTCOME_LIMITS.body, required: true });
	return typeof body === 'string' ? take({ seat: null, body: context.text(body) }) : body;
}
