/** Decides notes of supervisors and observers. Rules: `RULES.md`, quoted as [N1] …. */
import type { Context, Outcome } from '../context.ts';
import type { Hidden, MeetingState } from '../registry.ts';
import { refuse } from '../refusal.ts';
import { parseText } from '../parse-text.ts';
import { NOTE_LENGTH, type NotePhase, type NotesCommand } from './notes.ts';

const PHASES: Record<MeetingState['plan']['phase'], NotePhase | null> = {
	none: null,
	planned: 'before',
	open: 'during',
	closed: 'after',
	cancelled: null
};

/** The text goes to the desk, the journal hears only that there was a note, and in which phase. */
export function decideNotes(
	state: MeetingState,
	hidden: Hidden,
	command: NotesCommand,
	context: Context
): Outcome {
	if (command.type === 'notes.forget') return forget(hidden, command.note);
	const phase = PHASES[state.plan.phase];
	if (phase === null) return refuse('not-open');
	const text = parseText(command.text, { max: NOTE_LENGTH, required: true, lines: true });
	if (typeof text !== 'string') return text;
	const note = { id: context.newId('n'), seat: command.seat, phase, at: context.now, text };
	return {
		events: [{ type: 'notes.left', body: { note: note.id, seat: note.seat, phase } }],
		hidden: [{ slice: 'notes', lot: 'notes', key: note.id, value: note }]
	};
}

/** [N4] Erasing is a right that does not end with the meeting. */
function forget(hidden: Hidden, note: string): Outcome {
	if (!hidden.lots.notes.has(note)) return { events: [] };
	return {
		events: [{ type: 'notes.forgotten', body: { note } }],
		hidden: [{ slice: 'notes', lot: 'notes', key: note, value: null }]
	};
}
