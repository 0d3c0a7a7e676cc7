/** What every screen asks of the plan: how sign-in stands. Rules [P14] [P15] in RULES.md. */
import type { Instant } from '../names.ts';
import type { MeetingEvent, MeetingState } from '../registry.ts';
import type { PlanDetails, PlanState } from './plan.ts';

/** Sign-in opens by itself so long before the planned time, ms. */
export const SIGN_IN_BEFORE = 30 * 60_000;
/** A meeting announced so long after its own time goes by no time: whoever holds it opens sign-in. */
const TIME_PASSED = 12 * 60 * 60_000;

/** How sign-in stands. `off`: the desk has switched the code off, cards and links go on working. */
export type SignIn =
	| { is: 'open' | 'unannounced' | 'off' | 'over' | 'cancelled' }
	/** `at`: when it opens by itself; null: not by the clock. */
	| { is: 'soon'; at: Instant | null };

/** True in a rehearsal [P17]. */
export function isRehearsal({ rehearsal }: Pick<PlanState, 'rehearsal'>): boolean {
	return rehearsal === true;
}

/** True of a meeting that nobody finds but those who take part [P18]. */
export function isPrivate({ private: closed }: Pick<PlanState, 'private'>): boolean {
	return closed === true;
}

/** The six digits as people read them out, 「791 933」; null of a private meeting, where they open nothing [P18]. */
export function joinDigits(plan: Pick<PlanState, 'private'>, code: string): string | null {
	return isPrivate(plan) ? null : `${code.slice(0, 3)} ${code.slice(3)}`;
}

/** True once whoever was given the address finds the meeting there: announced, and not private [P12] [P18]. */
export function isForEverybody({
	announcedAt,
	private: closed
}: Pick<PlanState, 'announcedAt' | 'private'>): boolean {
	return announcedAt !== null && closed !== true;
}

/** How sign-in stands now, for every screen alike. */
export function signInOf({ plan, roll }: Pick<MeetingState, 'plan' | 'roll'>): SignIn {
	if (plan.phase === 'cancelled') return { is: 'cancelled' };
	if (plan.phase === 'closed') return { is: 'over' };
	if (takesSignIns(plan)) return { is: roll.joinOpen ? 'open' : 'off' };
	if (plan.announcedAt === null) return { is: 'unannounced' };
	return { is: 'soon', at: signInOpensAt(plan) };
}

/** True while people may sign in: from its opening to the end of the meeting. */
export function takesSignIns({ phase, signInAt }: PlanState): boolean {
	return phase === 'open' || (phase === 'planned' && signInAt !== null);
}

/** When sign-in opens by itself; null: not by the clock. */
export function signInOpensAt({ announcedAt, details }: PlanState): Instant | null {
	const startsAt = details?.startsAt ?? null;
	if (announcedAt === null || startsAt === null || announcedAt > startsAt + TIME_PASSED)
		return null;
	return startsAt - SIGN_IN_BEFORE;
}

/** [P15] The meeting was put off while people were signing in: nobody is here for the new time. */
export function postpones(plan: PlanState, event: MeetingEvent): boolean {
	return event.type === 'plan.amended' && isPutOff(plan, event.body.details, event.at);
}

/** Whether an amendment made `at` this time puts it off so. */
export function isPutOff(
	plan: PlanState,
	{ startsAt }: Pick<PlanDetails, 'startsAt'>,
	at: Instant
): boolean {
	if (plan.signInAt === null || startsAt === null || startsAt === plan.details?.startsAt)
		return false;
	return at < startsAt - SIGN_IN_BEFORE;
}
