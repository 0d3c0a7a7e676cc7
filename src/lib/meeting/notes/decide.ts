/** Decides notes of supervisors and observers. Rules: `../roll/RULES.md`, [N1]–[N3]. */
import type { Context, Outcome } from '../context.ts';
import type { Hidden } from '../hidden.ts';
import type { MeetingState } from '../meeting.ts';
import { refuse } from '../refusal.ts';
import { clean, isLonger } from '../words.ts';
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
	const text = clean(command.text);
	if (text === null) return refuse('malformed');
	if (text === '') return refuse('text-empty');
	if (isLonger(text, NOTE_LENGTH)) return refuse('text-too-long', { max: NOTE_LENGTH });
	const note = { id: context.newId('n'), seat: command.seat, phase, at: context.now, text };
	return {
		facts: [{ type: 'notes.left', body: { note: note.id, seat: note.seat, phase } }],
		hidden: [{ slice: 'notes', op: 'add', note }]
	};
}
