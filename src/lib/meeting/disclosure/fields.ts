/**
 * "May a stranger with the address read this, in every phase?", answered for every field of a meeting's
 * public state, with the reason. The type asks it of each field: a new one does not compile until somebody
 * has decided. `disclosure.ts` filters by this very table, so it can't say one thing and mean another.
 *
 * Fields of a slice other than plan, runsheet, agenda items and record are empty for strangers until the
 * meeting is opened (`announcement` there), whatever stands here.
 */
import type { MeetingState } from '../registry.ts';
import { BOARD_FIELDS } from './card-fields.ts';
import { seen, type Fields } from './decision.ts';
import { AGENDA, QUEUE } from './floor-fields.ts';
import { ATTENDANCE, PLAN, ROLL, RUNSHEET } from './plan-fields.ts';
import { ANSWERS, MINUTES, NOTES, RECORD } from './record-fields.ts';

/** Every field of the state, decided. */
export const FIELDS: { readonly [S in keyof MeetingState]: Fields<MeetingState[S]> } = {
	plan: PLAN,
	roll: ROLL,
	attendance: ATTENDANCE,
	runsheet: RUNSHEET,
	agenda: AGENDA,
	queue: QUEUE,
	notes: NOTES,
	record: RECORD,
	answers: ANSWERS,
	minutes: MINUTES,
	cards: { boards: BOARD_FIELDS },
	mood: { at: seen('that it is asked; faces are hidden') }
};
