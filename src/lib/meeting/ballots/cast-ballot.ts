/** 投票: one person, one ballot, however it comes. */
import { attendanceOf, isPresent } from '../attendance/attendance.ts';
import type { Actor, Context, Outcome } from '../context.ts';
import type { Instant, SeatId } from '../names.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { Hidden, HiddenWrite, MeetingState } from '../registry.ts';
import { seatOf, type Seat } from '../roll/roll.ts';
import { fromAfar, optionsOf, type OptionId, type Source, type Vote } from './ballots.ts';
import type { BallotsCommand } from './commands.ts';
import { hiddenVote, type Ballot, type BallotsWrite, type HiddenVote } from './hidden.ts';
import { barredByProxy, representedIn, standsIn } from './proxies.ts';
import { areaOf, countsAreas, fewShare } from './register.ts';
import { turnoutAfter } from './turnout.ts';
import { barredFrom, votersHere } from './view.ts';

type Cast = Extract<BallotsCommand, { type: 'ballots.cast' }>;

export function castBallot(
	state: MeetingState,
	hidden: Hidden,
	vote: Vote,
	command: Cast,
	context: Context
): Outcome {
	const shut = refuseIfShut(vote, context.now);
	if (shut) return shut;
	// Typed by somebody else, or sent under a seat, it would be no secret.
	if (vote.settings.secrecy === 'secret') return refuse('vote-secret');
	const seat = seatOf(state.roll, command.seat);
	if (!seat) return refuse('no-such-seat');
	const here = isPresent(state.attendance, seat.id);
	const byProxy = standsIn(state, seat.id, context.actor);
	// Whoever came votes themselves.
	if (here && byProxy) return refuse('proxy-not-needed');
	const unproxied = byProxy ? barredByProxy(state, vote, seat.id) : null;
	if (unproxied) return unproxied;
	const secret = hiddenVote(hidden.ballots, vote.id);
	const barred = mayNot(state, vote, seat, secret) ?? wrongChoice(vote, command.choice);
	if (barred) return barred;
	const { register } = state.ballots;
	const ballot: Ballot = {
		choice: command.choice,
		source: byProxy || !(here || fromAfar(vote)) ? 'proxy' : sourceOf(seat, context.actor, vote),
		...(countsAreas(vote.settings) && register ? { area: areaOf(register, seat.id) } : {})
	};
	const named = vote.settings.secrecy === 'named';
	if (!named && ballot.area !== undefined && tellsWhose(state, vote, ballot.area))
		return refuse('vote-area-alone');
	const writes = named
		? namedBallot(vote, seat, ballot, secret)
		: unsignedBallot(vote, seat, ballot, secret, command.ballot);
	if (!Array.isArray(writes)) return writes;
	const events = writes.length > 0 ? turnoutAfter(hidden.ballots, vote, writes, context) : [];
	return { events, hidden: writes as HiddenWrite[], ...(named ? {} : { anonymous: true }) };
}

/** Why nothing of a ballot can be changed at this moment. */
export function refuseIfShut({ step, until }: Vote, now: Instant): Refusal | null {
	if (step !== 'open') return refuse(step === 'ready' ? 'vote-not-open' : 'vote-closed');
	// Its time is over, whether the clock has said so or not.
	return until !== null && now >= until ? refuse('vote-closed') : null;
}

/** [E4 E5] Why this seat may not vote now. */
function mayNot(state: MeetingState, vote: Vote, seat: Seat, { cast }: HiddenVote): Refusal | null {
	const missing = (one: SeatId) => one !== seat.id && !cast.has(one);
	return barredFrom(state, vote, seat, () => votersHere(state, vote).filter(missing).length);
}

/**
 * [E24] Who comes after the opening may be alone with an area, which then tells whose ballot it is. Whoever was here
 * and left counts: nobody loses a vote because somebody else goes home.
 */
function tellsWhose(state: MeetingState, vote: Vote, area: number): boolean {
	const represented = representedIn(state, vote);
	const came = (seat: SeatId) =>
		represented.has(seat) ||
		/^(?:present|left)$/u.test(attendanceOf(state.attendance, seat).status);
	return fewShare(state.ballots.register!, vote.voters.filter(came), area);
}

/** [E3] What can be chosen, and how much of it. */
export function wrongChoice(vote: Vote, choice: readonly OptionId[]): Refusal | null {
	const options = optionsOf(vote);
	if (choice.some((id) => !options.includes(id))) return refuse('no-such-option');
	if (new Set(choice).size < choice.length) return refuse('choice-twice');
	const { kind } = vote.settings;
	if (kind === 'ranking' || kind === 'approval') {
		if (choice.length === 0) return refuse('choice-count', { n: 1 });
		// Who abstains chooses nothing else.
		if (choice.includes('abstain') && choice.length > 1) return refuse('choice-count', { n: 1 });
		return null;
	}
	return choice.length === 1 ? null : refuse('choice-count', { n: 1 });
}

/** 现场手机, 线上, 电话, or entered by somebody else. */
function sourceOf(seat: Seat, { holds }: Actor, { after }: Vote): Source {
	// Whoever has a device of their own gave it themselves, though the list awaits a telephone call.
	if (holds.includes(seat.id)) return seat.channel === 'hall' && after === null ? 'hall' : 'online';
	return seat.channel === 'phone' ? 'telephone' : 'entered';
}

/** Given with the device of whoever sits there, and not by somebody else for them. */
export function isOwn(source: Source): boolean {
	return source === 'hall' || source === 'online';
}

/** From where nobody in the hall sees who votes. */
function isRemote(source: Source): boolean {
	return source === 'online' || source === 'telephone';
}

/** [E16] 记名: under the seat; a later one counts, or what was given in the hall (L14). */
function namedBallot(
	{ id: of, settings }: Vote,
	{ id: seat }: Seat,
	ballot: Ballot,
	{ ballots }: HiddenVote
): BallotsWrite[] | Refusal {
	const known = ballots.get(seat);
	if (known && sameChoice(known, ballot) && known.source === ballot.source) return [];
	const hallCounts = settings.twice === 'hall';
	if (known && hallCounts && isRemote(ballot.source) && !isRemote(known.source))
		return refuse('already-voted');
	// What was given in the hall takes the place of what came from afar, whatever may be changed.
	const takesOver = hallCounts && known && isRemote(known.source) && !isRemote(ballot.source);
	if (known && !settings.changeable && !takesOver) return refuse('vote-fixed');
	const value = known ? { ...ballot, ...beforeIt(known, ballot) } : ballot;
	const slice = 'ballots';
	return [
		{ slice, lot: 'ballots', of, key: seat, value },
		{ slice, lot: 'ballots-cast', of, key: seat, value: ballot.source }
	];
}

/** What the ballot that is replaced leaves in the one that replaces it. */
function beforeIt(known: Ballot, ballot: Ballot): Pick<Ballot, 'earlier' | 'own'> {
	const earlier = [...(known.earlier ?? []), known.source];
	if (isOwn(ballot.source)) return { earlier };
	const { choice, source } = known;
	const own = isOwn(source) ? { choice, source } : known.own;
	return own ? { earlier, own } : { earlier };
}

/** [E17] 不记名: under a random name; who has voted cannot vote again but with the same. */
function unsignedBallot(
	{ id: of, settings }: Vote,
	{ id: seat }: Seat,
	ballot: Ballot,
	{ ballots, cast }: HiddenVote,
	key: string
): BallotsWrite[] | Refusal {
	const known = ballots.get(key);
	const voted = cast.has(seat);
	if ((known !== undefined) !== voted) return refuse(voted ? 'already-voted' : 'conflict');
	if (known && sameChoice(known, ballot)) return [];
	if (known && !settings.changeable) return refuse('vote-fixed');
	// A ballot of the other area is another household's.
	if (known && known.area !== ballot.area) return refuse('conflict');
	const slice = 'ballots';
	const put: BallotsWrite = {
		slice,
		lot: 'ballots',
		of,
		key,
		value: known ? { ...ballot, source: known.source } : ballot
	};
	if (known) return [put];
	return [put, { slice, lot: 'ballots-cast', of, key: seat, value: ballot.source }];
}

function sameChoice(one: Ballot, other: Ballot): boolean {
	return one.choice.join() === other.choice.join();
}
