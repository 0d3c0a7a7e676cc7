/**
 * Who is which of the meeting's parties: 甲方, 乙方 or 调解人, who applies, objects or asks. Rules [S36] [S37] in
 * RULES.md. Pure, for the room and for every screen.
 */
import type { MeetingState } from '../registry.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { isTalk, stageNow } from '../runsheet/runsheet.ts';
import { hasParties, partiesOf } from '../parties.ts';
import { takesSide, type Party, type Seat } from './roll.ts';
import { visibleSeats } from './view.ts';

/** Of whom it is not said yet, of those who came to talk, in roll order; nobody where there are no parties. */
export function withoutSide(state: Pick<MeetingState, 'plan' | 'roll'>): Seat[] {
	if (!hasParties(state)) return [];
	return visibleSeats(state.roll).filter(
		({ role, votes, side }) => side === null && role === 'member' && votes
	);
}

/** Who came to talk, those of whom it is not said first; nobody where there are no parties. */
export function partyPeople(state: Pick<MeetingState, 'plan' | 'roll'>): Seat[] {
	if (!hasParties(state)) return [];
	const people = visibleSeats(state.roll).filter(
		(seat) => seat.side !== null || seat.role === 'member' || seat.role === 'guest'
	);
	return [
		...people.filter(({ side }) => side === null),
		...people.filter(({ side }) => side !== null)
	];
}

/** True until the parties begin to talk: what somebody is, their own phone may say so long [S37]. */
export function sidesAreOpen({ plan, runsheet }: Pick<MeetingState, 'plan' | 'runsheet'>): boolean {
	if (plan.phase !== 'open') return plan.phase === 'planned';
	const talk = runsheet.stages.findIndex(({ kind }) => isTalk(kind));
	const now = runsheet.stages.indexOf(stageNow(runsheet)!);
	return talk < 0 || now < talk;
}

/** What this seat may be, in the order in which it is offered. */
export function partiesFor({ plan }: Pick<MeetingState, 'plan'>, seat: Seat | undefined): Party[] {
	return partiesOf(plan).filter((party) => party === 'mediator' || seat?.role !== 'chair');
}

/** Null when this seat may be given this side at all; `own`: by the person's own phone, or their helper's. */
export function maySide(
	state: MeetingState,
	seat: Seat,
	party: Party | null,
	own: boolean
): Refusal | null {
	if (!hasParties(state)) return refuse('no-sides');
	if (party !== null && !partiesOf(state.plan).includes(party)) return refuse('no-sides');
	if (party !== null && !takesSide(seat)) return refuse('side-not-for-role');
	// Who chairs stands between them.
	if (party !== null && !partiesFor(state, seat).includes(party))
		return refuse('side-not-for-role');
	if (!own) return null;
	// Anybody could come by the code and call themselves one of the parties.
	if (seat.guest && !seat.votes) return refuse('side-at-desk');
	return sidesAreOpen(state) ? null : refuse('side-at-desk');
}
