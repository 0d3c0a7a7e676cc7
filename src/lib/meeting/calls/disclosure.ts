/** Who may read that hall and home hear each other. */
import {
	seen,
	words,
	CLOCK,
	FLOOR,
	ID,
	WHO,
	type DisclosureOf,
	type Fields
} from '../disclosure/decision.ts';
import type { CallsState } from './calls.ts';

const fields: Fields<CallsState> = {
	hall: { since: seen(CLOCK), by: seen(WHO) },
	letSpeak: seen(FLOOR),
	video: {
		id: seen(ID),
		item: seen(ID),
		since: seen(CLOCK),
		seats: { seat: seen(WHO), is: seen(FLOOR), level: seen(FLOOR), tookPart: seen(FLOOR) },
		endedAt: seen(CLOCK),
		result: words('said', 'what came of a call goes to the meeting')
	}
};

export const callsDisclosure: DisclosureOf<'calls'> = {
	fields,
	texts: {
		'calls.hall-opened': 'none',
		'calls.hall-closed': 'none',
		'calls.let-speak-set': 'none',
		'calls.begun': 'none',
		'calls.seat-set': 'none',
		'calls.ended': 'said',
		'calls.private-ended': 'said'
	},
	/** Who was in a private call stays with the desk. */
	eventFor(event, clearance) {
		if (event.type !== 'calls.private-ended' || clearance === 'desk') return event;
		return { ...event, body: { ...event.body, seats: [] } };
	}
};
