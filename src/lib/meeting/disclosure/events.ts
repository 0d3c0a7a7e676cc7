/**
 * Events as somebody may read them who is not at the desk, kind by kind: what of them is kept back, and
 * which of the texts they name a replay may still show. Each slice decides about its own
 * (`<slice>/disclosure.ts`).
 *
 * Invariant: a reader's events fold to that reader's state (`stateFor`), from the opening on.
 */
import type { Superseded, Clearance } from './decision.ts';
import { mayRead, textAccess } from './disclosure.ts';
import { sliceOf, type MeetingEvent, type MeetingState } from '../registry.ts';
import { RULES } from '../rules.ts';
import type { TextId } from '../names.ts';
import { gather } from '../record/find-references.ts';

/** The event as this clearance may read it; the same one where nothing is kept back. */
export function eventFor(event: MeetingEvent, clearance: Clearance): MeetingEvent {
	if (clearance === 'desk') return event;
	return ofEvent(event).eventFor?.(event, clearance) ?? event;
}

/** What the slice of an event says of it; which slice was read off the event. */
function ofEvent(event: MeetingEvent) {
	return RULES[sliceOf(event)].disclosure as unknown as {
		readonly texts: Readonly<Record<string, Superseded>>;
		readonly access?: readonly string[];
		eventFor?(event: MeetingEvent, clearance: Clearance): MeetingEvent;
	};
}

/** Adds the texts of one event to those that were `said` and to the `drafts`. */
export function textsOf(event: MeetingEvent, said: Set<TextId>, drafts: Set<TextId>): void {
	const kind = ofEvent(event).texts[event.type];
	if (kind !== 'none') gather(event.body, new Set(), kind === 'said' ? said : drafts);
}

/**
 * Which of the texts of some events (`textsOf`) a replay may show to this clearance: what the state now
 * withholds is withheld at every moment, and drafts only as far as they still stand somewhere.
 */
export function readableTexts(
	said: ReadonlySet<TextId>,
	drafts: ReadonlySet<TextId>,
	now: MeetingState,
	clearance: Clearance
): TextId[] {
	const may = (id: TextId, otherwise: boolean) => {
		const access = textAccess(now, id);
		return access === undefined ? otherwise : mayRead(now, access, clearance);
	};
	return [...new Set([...said, ...drafts])].filter((id) => may(id, said.has(id)));
}

/** Texts that a replay of these events may show to this clearance. */
export function replayTexts(
	events: readonly MeetingEvent[],
	now: MeetingState,
	clearance: Clearance
): TextId[] {
	const said = new Set<TextId>();
	const drafts = new Set<TextId>();
	for (const event of events) textsOf(event, said, drafts);
	return readableTexts(said, drafts, now, clearance);
}

/** True for an event after which somebody reads words that they did not, or no longer does (see `catch-up`). */
export function changesAccess(event: MeetingEvent): boolean {
	return ofEvent(event).access?.includes(event.type) ?? false;
}
