/**
 * Hands a command to its slice. Pure: `(state, hidden, command, context)` → events and hidden writes,
 * or a refusal. Permission has been checked before (`permissions.ts`).
 */
import type { Context, Outcome } from './context.ts';
import { sliceOf, type Command, type Hidden, type MeetingState } from './registry.ts';
import { RULES } from './rules.ts';

/** Any slice's: which one was read off the command, so the command is its own. */
type Decide = (state: MeetingState, hidden: Hidden, command: Command, context: Context) => Outcome;

export function decide(
	state: MeetingState,
	hidden: Hidden,
	command: Command,
	context: Context
): Outcome {
	return (RULES[sliceOf(command)].decide as Decide)(state, hidden, command, context);
}
