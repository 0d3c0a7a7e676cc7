/**
 * A guest turns out to be somebody on the roll while a vote is prepared or open, or while those who were away may still
 * vote: whoever they are on the roll votes, steps back, has the proxy. Votes that are over stand as they were counted.
 *
 * Pure. Invariant: nobody is in a list twice.
 */
import type { SeatId } from '../names.ts';
import { boundSeat, boundSeats } from '../roll/roll.ts';
import type { BallotsState, Vote, VoteScope } from './ballots.ts';
import type { Proxy } from './proxies.ts';

/** The votes when `guest` is `seat` from now on. */
export function withBoundVoter(state: BallotsState, guest: SeatId, seat: SeatId): BallotsState {
	const is = boundSeat({ guest, seat });
	const list = (all: readonly SeatId[]) => boundSeats(all, { guest, seat });
	const scope = (of: VoteScope): VoteScope => ({
		...of,
		seats: list(of.seats),
		...(of.invited && { invited: { ...of.invited, seats: list(of.invited.seats) } })
	});
	const bound = (vote: Vote): Vote => {
		if (vote.step === 'closed' || vote.step === 'annulled')
			return { ...vote, absent: absentAfter(vote, guest, seat) };
		const out = vote.excluded.map((one) => ({ ...one, seat: is(one.seat) }));
		const excluded = [...new Map(out.map((one) => [one.seat, one])).values()];
		const isExcluded = (one: SeatId) => excluded.some((other) => other.seat === one);
		return {
			...vote,
			excluded,
			voters: list(vote.voters).filter((one) => !isExcluded(one)),
			scope: vote.scope && scope(vote.scope)
		};
	};
	return {
		...state,
		votes: state.votes.map(bound),
		afterwards: state.afterwards.map(bound),
		proxies: proxiesAfter(state.proxies, guest, seat)
	};
}

/** Who was away as both was away; who was there as one of them was there, and votes no second time. */
function absentAfter({ voters, absent }: Vote, guest: SeatId, seat: SeatId): SeatId[] {
	const as = [guest, seat].filter((one) => voters.includes(one));
	const others = absent.filter((one) => one !== guest && one !== seat);
	return as.length > 0 && as.every((one) => absent.includes(one)) ? [...others, seat] : others;
}

/** A guest's form goes where it would be a second one of its principal, or would give on what was given. */
function proxiesAfter(
	proxies: readonly Proxy[],
	guest: SeatId,
	seat: SeatId
): BallotsState['proxies'] {
	const is = boundSeat({ guest, seat });
	const forms = proxies.map((form) => ({
		...form,
		principal: is(form.principal),
		proxy: is(form.proxy)
	}));
	return forms.filter((form, n) => {
		const { principal, proxy } = form;
		const isGuests = principal !== proxies[n]!.principal || proxy !== proxies[n]!.proxy;
		const clashes = (one: Proxy) =>
			one.principal === proxy || one.proxy === principal || one.principal === principal;
		return !isGuests || (principal !== proxy && !forms.some((one) => one !== form && clashes(one)));
	});
}
