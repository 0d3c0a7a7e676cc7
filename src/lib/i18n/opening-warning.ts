/** What is still missing when the meeting is opened: said before the second press, and forbids nothing. */
import type { MeetingState } from '#lib/meeting/registry.ts';
import { withoutSide } from '#lib/meeting/roll/sides.ts';
import { m } from './paraglide/messages.js';
import { partiesMissing } from './party-words.ts';

/** The usual sentence of the press that opens the meeting, behind what is missing. */
export function openingSentence(state: MeetingState, usual: string): string {
	const n = withoutSide(state).length;
	return n > 0 ? `${m.plan_open_missing({ what: partiesMissing(state.plan, n) })} ${usual}` : usual;
}
