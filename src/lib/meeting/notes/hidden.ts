/** The notes themselves: staff and the author see them. */
import type { Instant, SeatId } from '../names.ts';
import type { NotePhase } from './notes.ts';

export interface Note {
	id: string;
	seat: SeatId;
	phase: NotePhase;
	at: Instant;
	text: string;
}

export interface HiddenNotes {
	notes: readonly Note[];
}

export type NotesWrite =
	| { slice: 'notes'; op: 'add'; note: Note }
	/** Erased: its words are nowhere any more. */
	| { slice: 'notes'; op: 'drop'; id: string; seat: SeatId };

export function emptyHiddenNotes(): HiddenNotes {
	return { notes: [] };
}

/** Applies one write. */
export function applyNotesWrite(hidden: HiddenNotes, write: NotesWrite): HiddenNotes {
	if (write.op === 'add') return { notes: [...hidden.notes, write.note] };
	return { notes: hidden.notes.filter(({ id }) => id !== write.id) };
}
