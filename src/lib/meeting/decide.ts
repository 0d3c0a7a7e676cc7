/**
 * Hands a command to its slice. Pure: `(state, hidden, command, context)` → events and hidden writes,
 * or a refusal. Permission has been checked before (`permissions.ts`).
 */
import { isRefusal, type Context, type Outcome } from './context.ts';
import type { Derived, Hooks } from './hooks.ts';
import {
	sliceOf,
	type Command,
	type Hidden,
	type HiddenWrite,
	type MeetingState,
	type NewEvent
} from './registry.ts';
import { refuse } from './refusal.ts';
import { RULES } from './rules.ts';

/** Any slice's: which one was read off the command, so the command is its own. */
type Decide = (
	state: MeetingState,
	hidden: Hidden,
	command: Command,
	context: Context,
	hooks: Hooks
) => Outcome;
type Derives = ((event: NewEvent, before: MeetingState) => Derived[]) | undefined;

/** What is taken in a meeting that is not held, too: erasing is a right that does not end [P19] (L18). */
const ERASES: readonly string[] = Object.values(RULES).flatMap(({ erases }) => erases ?? []);

/** Events and hidden writes, or a refusal. */
export function decide(
	state: MeetingState,
	hidden: Hidden,
	command: Command,
	context: Context
): Outcome {
	if (state.plan.phase === 'cancelled' && !ERASES.includes(command.type))
		return refuse('meeting-cancelled');
	const { decide: of } = RULES[sliceOf(command)];
	const outcome = (of as Decide)(state, hidden, command, context, HOOKS);
	if (isRefusal(outcome)) return outcome;
	const made = outcome.events.flatMap((event) => derivedBy(event, state));
	if (made.length === 0) return outcome;
	return { ...outcome, events: [...HOOKS.onDerived(state, made), ...outcome.events] };
}

function derivedBy(event: NewEvent, before: MeetingState): Derived[] {
	return (RULES[sliceOf(event)].derives as Derives)?.(event, before) ?? [];
}

const SLICES: readonly Partial<Hooks>[] = Object.values(RULES);

/** What all slices add, in their order; the first that refuses is the answer. */
function together(ask: (slice: Partial<Hooks>) => Outcome | undefined): Outcome {
	const events: NewEvent[] = [];
	const hidden: HiddenWrite[] = [];
	for (const slice of SLICES) {
		const outcome = ask(slice);
		if (!outcome) continue;
		if (isRefusal(outcome)) return outcome;
		events.push(...outcome.events);
		hidden.push(...(outcome.hidden ?? []));
	}
	return { events, hidden };
}

/** Every slice is asked. */
const HOOKS: Hooks = {
	onStage(...stage) {
		const added = SLICES.map((slice) => slice.onStage?.(...stage) ?? { events: [] });
		return {
			events: added.flatMap(({ events }) => events),
			hidden: added.flatMap(({ hidden }) => hidden ?? [])
		};
	},
	onItem: (...item) => together((slice) => slice.onItem?.(...item)),
	onClose: (...meeting) => together((slice) => slice.onClose?.(...meeting)),
	onPutOff: (hidden) => SLICES.flatMap((slice) => slice.onPutOff?.(hidden) ?? []),
	onForget: (hidden, seat) => SLICES.flatMap((slice) => slice.onForget?.(hidden, seat) ?? []),
	onBound: (hidden, guest, seat) =>
		SLICES.flatMap(
			(slice) => slice.onBound?.(hidden, guest, seat) ?? slice.onForget?.(hidden, guest) ?? []
		),
	onLetGo: (hidden, seat) => SLICES.flatMap((slice) => slice.onLetGo?.(hidden, seat) ?? []),
	tookPart: (...who) => SLICES.some((slice) => slice.tookPart?.(...who) ?? false),
	onErase: (hidden, text) => SLICES.flatMap((slice) => slice.onErase?.(hidden, text) ?? []),
	erasedWith: (state, text) => SLICES.flatMap((slice) => slice.erasedWith?.(state, text) ?? []),
	onDerived: (state, made) => SLICES.flatMap((slice) => slice.onDerived?.(state, made) ?? [])
};
