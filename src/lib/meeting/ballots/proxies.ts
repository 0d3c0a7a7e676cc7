/**
 * 委托 (L11): who votes for whom, by a written form that was shown at the desk, and within what the rule of a vote
 * allows.
 *
 * Invariant: who may be voted for depends on the order in which forms were shown and not on who comes and goes, so
 * that nobody votes for more people than the rule says.
 */
import { isPresent } from '../attendance/attendance.ts';
import type { Actor, Context, Outcome } from '../context.ts';
import type { SeatId, TextRef } from '../names.ts';
import { parseText } from '../parse-text.ts';
import { refuseUnlessPlannedOrOpen } from '../phase.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { MeetingState } from '../registry.ts';
import { seatOf } from '../roll/roll.ts';
import { VOTE_LIMITS, voteNow, type Vote } from './ballots.ts';
import type { BallotsCommand } from './commands.ts';
import { voteRule } from './vote-rules.ts';

/** One written form. */
export interface Proxy {
	principal: SeatId;
	proxy: SeatId;
	/** What was shown at the desk. */
	form: TextRef;
	/** Both live in one home (V08). */
	sameHome: boolean;
}

type Of<T extends BallotsCommand['type']> = Extract<BallotsCommand, { type: T }>;
type Voting = Pick<Vote, 'settings' | 'voters' | 'excluded'>;

/** A form is shown at the desk; another one of the same person takes its place. */
export function recordProxy(
	state: MeetingState,
	command: Of<'ballots.proxy'>,
	context: Context
): Outcome {
	const shut = refuseUnlessPlannedOrOpen(state);
	if (shut) return shut;
	const [principal, proxy] = [
		seatOf(state.roll, command.principal),
		seatOf(state.roll, command.proxy)
	];
	if (!principal || !proxy) return refuse('no-such-seat');
	if (!principal.votes) return refuse('not-a-voter');
	if (principal.id === proxy.id) return refuse('proxy-self');
	const { proxies } = state.ballots;
	const others = proxies.filter((one) => one.principal !== principal.id);
	if (others.some((one) => one.principal === proxy.id || one.proxy === principal.id))
		return refuse('proxy-chain');
	if (others.length < proxies.length && voteNow(state.ballots)) return refuse('vote-already-open');
	const form = parseText(command.form, { max: VOTE_LIMITS.reason, required: true });
	if (typeof form !== 'string') return form;
	const { sameHome } = command;
	const body = { principal: principal.id, proxy: proxy.id, form: context.text(form), sameHome };
	return { events: [{ type: 'ballots.proxy-recorded', body }] };
}

/** It does not hold any more; not while a vote is open, for it may have been used. */
export function endProxy(state: MeetingState, { principal }: Of<'ballots.proxy-end'>): Outcome {
	const shut = refuseUnlessPlannedOrOpen(state);
	if (shut) return shut;
	if (!proxyOf(state, principal)) return { events: [] };
	if (voteNow(state.ballots)) return refuse('vote-already-open');
	return { events: [{ type: 'ballots.proxy-ended', body: { principal } }] };
}

function proxyOf({ ballots }: MeetingState, principal: SeatId): Proxy | undefined {
	return ballots.proxies.find((one) => one.principal === principal);
}

/** Whose form this person holds, whether it helps in a vote or not. */
export function principalsOf({ ballots }: MeetingState, proxy: SeatId): SeatId[] {
	return ballots.proxies.filter((one) => one.proxy === proxy).map(({ principal }) => principal);
}

/** True for whoever holds the form of the person who sits there: they may send their ballot. */
export function standsIn(state: MeetingState, seat: SeatId, { id }: Pick<Actor, 'id'>): boolean {
	const proxy = proxyOf(state, seat)?.proxy;
	return proxy !== undefined && proxy === seatOf(state.roll, id)?.id;
}

/** [E37 E38] Why nobody votes for this person, who is not here; null: their proxy does. */
export function barredByProxy(
	state: MeetingState,
	{ settings, voters, excluded }: Voting,
	principal: SeatId
): Refusal | null {
	const form = proxyOf(state, principal);
	const away = form && !settings.days && !isPresent(state.attendance, form.proxy);
	if (!form || away || excluded.some(({ seat }) => seat === form.proxy))
		return refuse('not-present');
	const allowed = voteRule(settings.rule).proxies;
	if (!allowed) return refuse('proxy-not-by-rule');
	if (allowed.within === 'home' && !form.sameHome) return refuse('proxy-other-home');
	if (allowed.most === null) return null;
	const all = state.ballots.proxies.filter(
		(one) => one.proxy === form.proxy && voters.includes(one.principal)
	);
	return all.indexOf(form) < allowed.most ? null : refuse('proxy-too-many', { max: allowed.most });
}

/** Those of a vote who are not here and are voted for, each with whoever does. */
export function representedIn(state: MeetingState, vote: Voting): ReadonlyMap<SeatId, SeatId> {
	return new Map(
		state.ballots.proxies
			.filter(
				({ principal }) =>
					!isPresent(state.attendance, principal) &&
					vote.voters.includes(principal) &&
					barredByProxy(state, vote, principal) === null
			)
			.map(({ principal, proxy }) => [principal, proxy])
	);
}
