/** Who may read that hall and home hear each other. */
import { seen, CLOCK, FLOOR, WHO, type DisclosureOf, type Fields } from '../disclosure/decision.ts';
import type { CallsState } from './calls.ts';

const fields: Fields<CallsState> = {
	hall: { since: seen(CLOCK), by: seen(WHO) },
	letSpeak: seen(FLOOR)
};

export const callsDisclosure: DisclosureOf<'calls'> = {
	fields,
	texts: {
		'calls.hall-opened': 'none',
		'calls.hall-closed': 'none',
		'calls.let-speak-set': 'none'
	}
};
