/**
 * Who was away while it was voted, and when they are asked afterwards (X12). Screens and decisions ask the same.
 */
import { attendanceOf } from '../attendance/attendance.ts';
import type { Instant, SeatId } from '../names.ts';
import { isPublic } from '../record/view.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { MeetingState } from '../registry.ts';
import { seatOf } from '../roll/roll.ts';
import { afterwardsOf, type Vote, type VoteSettings } from './ballots.ts';
import type { HiddenVote } from './hidden.ts';
import { representedIn } from './proxies.ts';
import { voteRule } from './vote-rules.ts';

/** Fewer ballots than these tell how many they are, and no more. */
export const AFTERWARDS_FROM = 5;

/** [E47] Nothing that counts by law, nothing that lies on a board, nothing that people voted on at home anyway. */
export function mayFollow({ rule, legal, secrecy, days }: Omit<VoteSettings, 'kind'>): boolean {
	return voteRule(rule).afterwards === true && !legal && secrecy !== 'secret' && !days;
}

/** Those who might vote, were away all the time while they could have, and for whom nobody held a form. */
export function absentFrom(
	state: MeetingState,
	vote: Vote,
	{ cast }: Pick<HiddenVote, 'cast'>
): SeatId[] {
	const represented = representedIn(state, vote);
	return vote.voters.filter(
		(seat) => !cast.has(seat) && !represented.has(seat) && wasAway(state, seat, vote.openedAt ?? 0)
	);
}

function wasAway({ attendance }: MeetingState, seat: SeatId, opened: Instant): boolean {
	const { status, at } = attendanceOf(attendance, seat);
	return status === 'left' ? at <= opened : status !== 'present';
}

/** Those who may vote afterwards: absent then, and on the roll still. */
export function awaitedAfter({ roll }: MeetingState, { absent }: Vote): SeatId[] {
	return absent.filter((seat) => seatOf(roll, seat)?.votes === true);
}

/** Why nobody can be asked afterwards in this vote now; null: they can. */
export function afterwardsWaits(state: MeetingState, vote: Vote): Refusal | null {
	if (vote.after !== null || !vote.settings.afterwards) return refuse('vote-afterwards-rule');
	if (vote.step === 'annulled') return refuse('vote-closed');
	if (state.plan.phase !== 'closed' || vote.step !== 'closed' || !isPublic(state))
		return refuse('vote-afterwards-early');
	if (afterwardsOf(state.ballots, vote.id)) return refuse('vote-closed');
	return awaitedAfter(state, vote).length === 0 ? refuse('vote-nobody-away') : null;
}
