/** How sign-in stands, in one sentence: every screen says the same. */
import { m } from './paraglide/messages.js';
import type { MeetingState } from '#lib/meeting/registry.ts';
import { isPrivate, signInOf, type SignIn } from '#lib/meeting/plan/view.ts';
import { formatWhen } from './when.ts';

/** The sentence for this meeting. */
export function formatSignIn(state: Pick<MeetingState, 'plan' | 'roll'>, now?: number): string {
	if (isPrivate(state.plan) && signInOf(state).is !== 'over') return m.plan_private_door();
	return signInSentence(signInOf(state), now);
}

/** The sentence for a page that has no meeting but what its door says. */
export function signInSentence(door: SignIn, now?: number): string {
	switch (door.is) {
		case 'open':
			return m.attendance_door_open();
		case 'soon':
			return door.at === null
				? m.attendance_door_hall()
				: m.attendance_door_at({ when: formatWhen(door.at, now) });
		case 'off':
			return m.roll_code_off();
		case 'unannounced':
			return m.plan_unannounced_code();
		case 'cancelled':
			return m.plan_phase_cancelled();
		case 'over':
			return m.plan_phase_closed();
	}
}
