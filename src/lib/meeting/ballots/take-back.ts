/** What was entered for the wrong person is taken back, so that they vote themselves [E27]. */
import type { Context, Outcome } from '../context.ts';
import { refuse } from '../refusal.ts';
import type { Hidden, HiddenWrite, MeetingState } from '../registry.ts';
import { seatOf } from '../roll/roll.ts';
import type { Vote } from './ballots.ts';
import type { BallotsCommand } from './commands.ts';
import { isOwn, refuseIfShut } from './cast-ballot.ts';
import { hiddenVote, type BallotsWrite } from './hidden.ts';
import { turnoutFallen } from './turnout.ts';

/** Nothing where they have not voted; what a person's own phone gave nobody else takes back. */
export function takeBack(
	state: MeetingState,
	hidden: Hidden,
	vote: Vote,
	command: Extract<BallotsCommand, { type: 'ballots.take-back' }>,
	context: Context
): Outcome {
	const shut = refuseIfShut(vote, context.now);
	if (shut) return shut;
	const seat = seatOf(state.roll, command.seat)?.id;
	if (!seat) return refuse('no-such-seat');
	const { cast, ballots } = hiddenVote(hidden.ballots, vote.id);
	const source = cast.get(seat);
	if (source === undefined) return { events: [] };
	const named = vote.settings.secrecy === 'named';
	const key = named ? seat : command.ballot;
	const ballot = ballots.get(key);
	if (isOwn(source) || ballot?.source !== source) return refuse('ballot-not-entered');
	const [slice, of] = ['ballots', vote.id] as const;
	// 记名: what they had given themselves stands again.
	const { own, area } = ballot;
	const value = own ? { ...own, ...(area === undefined ? {} : { area }) } : null;
	const writes: BallotsWrite[] = [
		{ slice, lot: 'ballots', of, key, value },
		{ slice, lot: 'ballots-cast', of, key: seat, value: own?.source ?? null }
	];
	const events = turnoutFallen(hidden.ballots, vote, writes, context);
	// 记名 its answer is kept: sent again after a lost one it would take along what was entered since.
	return { events, hidden: writes as HiddenWrite[], ...(named ? {} : { anonymous: true }) };
}
