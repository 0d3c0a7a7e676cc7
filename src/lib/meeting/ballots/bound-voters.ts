/**
 * A guest turns out to be somebody on the roll while a vote is prepared or open, or while those who were away may still
 * vote: whoever they are on the roll votes, steps back, has the proxy. Votes that are over stand as they were counted.
 *
 * Pure. Invariant: nobody is in a list twice.
 */
import type { SeatId } from '../names.ts';
import type { BallotsState, Vote, VoteScope } from './ballots.ts';

/** The votes when `guest` is `seat` from now on. */
export function withBoundVoter(state: BallotsState, guest: SeatId, seat: SeatId): BallotsState {
	const is = (one: SeatId) => (one === guest ? seat : one);
	const list = (all: readonly SeatId[]) => [...new Set(all.map(is))];
	const scope = (of: VoteScope): VoteScope => ({
		...of,
		seats: list(of.seats),
		...(of.invited && { invited: { ...of.invited, seats: list(of.invited.seats) } })
	});
	const bound = (vote: Vote): Vote => {
		if (vote.step === 'closed' || vote.step === 'annulled')
			return vote.absent.includes(guest) ? { ...vote, absent: list(vote.absent) } : vote;
		const others = vote.excluded.filter((one) => one.seat !== seat || !isOut(vote, guest));
		return {
			...vote,
			voters: list(vote.voters),
			excluded: others.map((one) => ({ ...one, seat: is(one.seat) })),
			scope: vote.scope && scope(vote.scope)
		};
	};
	const proxies = state.proxies
		.map((form) => ({ ...form, principal: is(form.principal), proxy: is(form.proxy) }))
		.filter(({ principal, proxy }) => principal !== proxy);
	return {
		...state,
		votes: state.votes.map(bound),
		afterwards: state.afterwards.map(bound),
		proxies
	};
}

function isOut({ excluded }: Vote, seat: SeatId): boolean {
	return excluded.some((one) => one.seat === seat);
}
