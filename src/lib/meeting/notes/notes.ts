/**
 * Notes of supervisors in each phase (S1.49) and of observers to the chair (X23). The text is hidden;
 * the journal says only that a note was left, by whom, in which phase.
 */
import type { Instant, SeatId } from '../names.ts';
import type { MeetingEvent, StateOf } from '../registry.ts';

declare module '../registry.ts' {
	interface Slices {
		notes: {
			state: NotesState;
			command: NotesCommand;
			event: NotesEvent;
			/** The notes themselves, by their id: the desk and the author see them. */
			lots: { notes: { key: string; value: Note } };
			private: Note[];
		};
	}
}

export type NotePhase = 'before' | 'during' | 'after';

export interface Note {
	id: string;
	seat: SeatId;
	phase: NotePhase;
	at: Instant;
	text: string;
}

export interface NotesState {
	count: Record<NotePhase, number>;
}

export function emptyNotes(): NotesState {
	return { count: { before: 0, during: 0, after: 0 } };
}

export type NotesCommand =
	| { type: 'notes.leave'; seat: SeatId; text: string }
	/** The words are erased (L18); that there was a note stays in the journal. */
	| { type: 'notes.forget'; note: string };

export type NotesEvent =
	| { type: 'notes.left'; body: { note: string; seat: SeatId; phase: NotePhase } }
	| { type: 'notes.forgotten'; body: { note: string } };

/** Graphemes in one note. */
export const NOTE_LENGTH = 500;

/** The slice as every phone loads it. */
export const notesState: StateOf<'notes'> = { shape: 1, empty: emptyNotes, evolve: evolveNotes };

/** Counts after one event. */
function evolveNotes(notes: NotesState, event: MeetingEvent): NotesState {
	if (event.type !== 'notes.left') return notes;
	const { phase } = event.body;
	return { count: { ...notes.count, [phase]: notes.count[phase] + 1 } };
}
