/** Decides the hall's sound. Rules: `RULES.md`, quoted as [LS1] …. */
import type { Outcome } from '../context.ts';
import { refuseUnlessOpen } from '../phase.ts';
import type { MeetingState } from '../registry.ts';
import { refuse } from '../refusal.ts';
import type { HallCommand } from './calls.ts';
import { mayBeLetSpeak } from './who-is-heard.ts';

type LetSpeak = Extract<HallCommand, { type: 'calls.let-speak' }>;

/** Events, or why not. */
export function decideHall(state: MeetingState, command: HallCommand): Outcome {
	const on = state.calls.hall !== null;
	if (command.type === 'calls.close-hall')
		return { events: on ? [{ type: 'calls.hall-closed', body: {} }] : [] };
	const shut = refuseUnlessOpen(state);
	if (shut) return shut;
	if (command.type === 'calls.let-speak') return letSpeak(state, command);
	return { events: on ? [] : [{ type: 'calls.hall-opened', body: {} }] };
}

/** [LS5] Whoever is no longer there can still be closed. */
function letSpeak(state: MeetingState, { seat, open }: LetSpeak): Outcome {
	if (state.calls.hall === null) return refuse('hall-sound-off');
	if (state.calls.letSpeak.includes(seat) === open) return { events: [] };
	const not = open ? mayBeLetSpeak(state, seat) : null;
	return not ?? { events: [{ type: 'calls.let-speak-set', body: { seat, open } }] };
}
