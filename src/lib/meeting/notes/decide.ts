/** Decides notes of supervisors and observers. Rules: `RULES.md`, quoted as [N1] …. */
import type { Context, Outcome } from '../context.ts';
import type { Hidden } from '../hidden.ts';
import type { MeetingState } from '../meeting.ts';
import { refuse } from '../refusal.ts';
import { typed } from '../typed.ts';
import { NOTE_LENGTH, type NotePhase, type NotesCommand } from './notes.ts';

const PHASES: Record<MeetingState['plan']['phase'], NotePhase | null> = {
	none: null,
	planned: 'before',
	open: 'during',
	closed: 'after'
};

/** The text goes to the desk, the journal hears only that there was a note, and in which phase. */
export function decideNotes(
	state: MeetingState,
	_hidden: Hidden,
	command: NotesCommand,
	context: Context
): Outcome {
	const phase = PHASES[state.plan.phase];
	if (phase === null) return refuse('not-open');
	const text = typed(command.text, { max: NOTE_LENGTH, required: true, lines: true });
	if (typeof text !== 'string') return text;
	const note = { id: context.newId('n'), seat: command.seat, phase, at: context.now, text };
	return {
		facts: [{ type: 'notes.left', body: { note: note.id, seat: note.seat, phase } }],
		hidden: [{ slice: 'notes', op: 'add', note }]
	};
}
