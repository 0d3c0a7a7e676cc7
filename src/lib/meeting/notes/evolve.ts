/** How many notes were left in each phase; the notes themselves are hidden. */
import type { MeetingEvent } from '../event.ts';
import type { MeetingState } from '../meeting.ts';
import type { NotesState } from './notes.ts';

/** Counts after one event. */
export function evolveNotes(
	notes: NotesState,
	event: MeetingEvent,
	_state: MeetingState
): NotesState {
	if (event.type !== 'notes.left') return notes;
	const { phase } = event.body;
	return { count: { ...notes.count, [phase]: notes.count[phase] + 1 } };
}
