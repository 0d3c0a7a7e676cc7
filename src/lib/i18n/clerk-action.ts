/** What the clerk does for somebody, on a button and in the line that says it was done. */
import { m } from './paraglide/messages.js';
import { sayPoint, sayStance, sayWay } from './queue-reason.ts';
import { refusalSentence } from './refusal.ts';
import type { Channel } from '#lib/meeting/names.ts';
import type { PointOfOrder, Stance } from '#lib/meeting/queue/queue.ts';
import type { Refusal } from '#lib/meeting/refusal.ts';
import type { ClerkAction } from '#lib/meeting/room/clerk-keypad.ts';

/** On a button, beside its digit: 签到（现场）, 赞成. */
export function sayClerkAction(action: ClerkAction): string {
	if (action.startsWith('sign-in-'))
		return m.clerk_sign_in({ channel: channelOf(action, 'sign-in-') });
	if (action.startsWith('back-')) return m.clerk_back({ channel: channelOf(action, 'back-') });
	if (action.startsWith('hand-')) return sayStance(action.slice('hand-'.length) as Stance);
	if (action.startsWith('point-')) return sayPoint(action.slice('point-'.length) as PointOfOrder);
	return PLAIN[action as keyof typeof PLAIN]();
}

/** In the line that says it was done: 举手 赞成. */
export function sayDone(action: ClerkAction): string {
	if (action.startsWith('hand-')) return m.clerk_raised({ stance: sayClerkAction(action) });
	if (action.startsWith('point-')) return m.clerk_raised_point({ point: sayClerkAction(action) });
	return sayClerkAction(action);
}

/** Why something can't be done for somebody, said about them and not to them. */
export function sayWhyNot(refusal: Refusal, name: string): string {
	switch (refusal.refused) {
		case 'already-waiting':
			return m.clerk_is_waiting({ name });
		case 'already-speaking':
			return m.clerk_is_speaking({ name });
		case 'turns-used':
			return m.clerk_turns_used({ name, n: refusal.detail?.n ?? 0 });
		default:
			return refusalSentence(refusal);
	}
}

const PLAIN = {
	leave: () => m.attendance_leave(),
	'undo-sign-in': () => m.attendance_undo_sign_in(),
	acknowledge: () => m.clerk_knows(),
	point: () => m.queue_stance_order(),
	lower: () => m.queue_lower_hand(),
	'step-out': () => m.attendance_step_out()
};

function channelOf(action: ClerkAction, prefix: string): string {
	return sayWay(action.slice(prefix.length) as Channel);
}
