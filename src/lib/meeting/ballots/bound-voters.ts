/**
 * A guest turns out to be somebody on the roll while a vote is prepared or open, or while those who were away may still
 * vote: whoever they are on the roll votes, steps back, has the proxy. Votes that are over stand as they were counted.
 *
 * Pure. Invariant: nobody is in a list twice.
 */
import type { SeatId } from '../names.ts';
import type { BallotsState, Vote, VoteScope } from './ballots.ts';
import type { Proxy } from './proxies.ts';

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
			return { ...vote, absent: absentAfter(vote, guest, seat) };
		const others = vote.excluded.filter((one) => one.seat !== seat || !isOut(vote, guest));
		const excluded = others.map((one) => ({ ...one, seat: is(one.seat) }));
		const isExcluded = (one: SeatId) => excluded.some((out) => out.seat === one);
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

/** Where the entry has a form, as principal or proxy, the guest's goes: nobody gives two, nor gives on what they were given. */
function proxiesAfter(
	proxies: readonly Proxy[],
	guest: SeatId,
	seat: SeatId
): BallotsState['proxies'] {
	const has = ({ principal, proxy }: Proxy, who: SeatId) => principal === who || proxy === who;
	const known = proxies.some((form) => has(form, seat));
	const is = (one: SeatId) => (one === guest ? seat : one);
	return proxies
		.filter((form) => !known || !has(form, guest))
		.map((form) => ({ ...form, principal: is(form.principal), proxy: is(form.proxy) }));
}

function isOut({ excluded }: Vote, seat: SeatId): boolean {
	return excluded.some((one) => one.seat === seat);
}
