/**
 * Hands a command to its slice. Pure: `(state, hidden, command, context)` → events and hidden writes,
 * or a refusal. Permission has been checked before (`permissions.ts`).
 */
import { isRefusal, type Context, type Outcome } from './context.ts';
import type { Hooks } from './hooks.ts';
import {
	sliceOf,
	type Command,
	type Hidden,
	type HiddenWrite,
	type MeetingState,
	type NewEvent
} from './registry.ts';
import { RULES } from './rules.ts';

/** Any slice's: which one was read off the command, so the command is its own. */
type Decide = (
	state: MeetingState,
	hidden: Hidden,
	command: Command,
	context: Context,
	hooks: Hooks
) => Outcome;

export function decide(
	state: MeetingState,
	hidden: Hidden,
	command: Command,
	context: Context
): Outcome {
	const { decide: of } = RULES[sliceOf(command)];
	return (of as Decide)(state, hidden, command, context, HOOKS);
}

const SLICES: readonly Partial<Hooks>[] = Object.values(RULES);

/** Every slice is asked, in their order. */
const HOOKS: Hooks = {
	onStage: (state, stage) => SLICES.flatMap((slice) => slice.onStage?.(state, stage) ?? []),
	onClose(state, hidden) {
		const events: NewEvent[] = [];
		const writes: HiddenWrite[] = [];
		for (const slice of SLICES) {
			const outcome = slice.onClose?.(state, hidden);
			if (!outcome) continue;
			if (isRefusal(outcome)) return outcome;
			events.push(...outcome.events);
			writes.push(...(outcome.hidden ?? []));
		}
		return { events, hidden: writes };
	},
	onForget: (hidden, seat) => SLICES.flatMap((slice) => slice.onForget?.(hidden, seat) ?? []),
	erasedWith: (state, text) => SLICES.flatMap((slice) => slice.erasedWith?.(state, text) ?? [])
};
