/**
 * Raises events of older versions to today's shape before `evolve` sees them; the stored line, which
 * was hashed, stays as it is.
 */
import { EVENT_VERSION } from './event.ts';
import type { MeetingEvent } from './registry.ts';

/** Returns the event in today's shape; throws when it comes from a newer release. */
export function upcast(event: MeetingEvent): MeetingEvent {
	if (event.v > EVENT_VERSION) throw new Error(`event version ${event.v} is from a newer release`);
	if (event.v >= EVENT_VERSION) return event;
	return toVersion3(event.v < 2 ? toVersion2(event) : event);
}

/** Up to version 2 whoever had the address of a planned meeting read the invitation: it stays so [P12]. */
function toVersion3(event: MeetingEvent): MeetingEvent {
	if (event.type !== 'plan.created') return event;
	return { ...event, body: { ...event.body, announced: true } };
}

function toVersion2(event: MeetingEvent): MeetingEvent {
	switch (event.type) {
		case 'cards.hinted':
			return withoutWords(event);
		case 'attendance.answered':
		case 'attendance.excused':
			return withoutReason(event);
		default:
			return event;
	}
}

/** Up to version 1 a theme held words that its cards share; now they are read from the cards' texts (L18). */
function withoutWords(event: Extract<MeetingEvent, { type: 'cards.hinted' }>): MeetingEvent {
	const { hints, ...body } = event.body;
	const themes = hints.themes.map(({ cards }) => ({ cards }));
	return { ...event, body: { ...body, hints: { ...hints, themes } } };
}

/** Up to version 1 the reason for being away stood there as a text; it is hidden now [A12]. */
function withoutReason(event: MeetingEvent): MeetingEvent {
	const body: typeof event.body & { reason?: unknown } = { ...event.body };
	delete body.reason;
	return { ...event, body } as MeetingEvent;
}
