/**
 * 秘密: a ballot is given to a seat without being seen, and comes back through a door at which nobody is known
 * [E34]. What signs it is one key for each weight, made at the opening and gone at the end.
 */
import type { Context, Outcome } from '../context.ts';
import { refuse } from '../refusal.ts';
import type { Hidden, HiddenWrite, MeetingState, SecretDoor } from '../registry.ts';
import { seatOf } from '../roll/roll.ts';
import { voteOf, type Vote } from './ballots.ts';
import { keyOf } from './blind-vote.ts';
import { refuseIfShut, wrongChoice } from './cast-ballot.ts';
import type { BallotsCommand } from './commands.ts';
import { hiddenVote, type Ballot, type BallotsWrite } from './hidden.ts';
import { turnoutAfter } from './turnout.ts';
import { receiptLines } from './vote-receipt.ts';
import { barredFrom } from './view.ts';

type Of<T extends BallotsCommand['type']> = Extract<BallotsCommand, { type: T }>;

/** A ballot for whoever sits there, signed without being seen; asked for again it is the same. */
export function giveToken(
	state: MeetingState,
	hidden: Hidden,
	vote: Vote,
	command: Of<'ballots.token'>,
	{ actor, now, blind }: Context
): Outcome {
	const shut = refuseIfShut(vote, now);
	if (shut) return shut;
	if (!vote.blind) return refuse('malformed');
	const seat = seatOf(state.roll, command.seat);
	if (!seat) return refuse('no-such-seat');
	// Whoever brings it for somebody else would know the choice.
	if (!actor.holds.includes(seat.id)) return refuse('vote-secret');
	const barred = barredFrom(state, vote, seat);
	if (barred) return barred;
	const { issued, keys } = hiddenVote(hidden.ballots, vote.id);
	const known = issued.get(seat.id);
	const { blinded } = command;
	if (known) return known.blinded === blinded ? { events: [] } : refuse('token-issued');
	const key = keyOf(state.ballots, vote, seat.id);
	if (key < 0) return refuse('vote-area-alone');
	const secret = keys.get(`${key}`)?.secret;
	if (secret === undefined) return refuse('key-missing');
	const signature = blind.sign(secret, blinded);
	if (signature === null) return refuse('token-unreadable');
	const value = { blinded, signature };
	const [slice, lot] = ['ballots', 'ballots-issued'] as const;
	return { events: [], hidden: [{ slice, lot, of: vote.id, key: seat.id, value }] };
}

/** How a ballot comes back: its key is known by the vote and its number, and its receipt says what was chosen. */
export const secretDoor: SecretDoor<'ballots'> = {
	command: 'ballots.cast-secret',
	names: 'vote',
	keyOf({ ballots }, command) {
		const vote = voteOf(ballots, command.vote);
		if (!vote) return refuse('no-such-vote');
		if (!vote.blind) return refuse(vote.step === 'ready' ? 'vote-not-open' : 'malformed');
		return vote.blind.keys[command.key]?.key ?? refuse('token-forged');
	},
	receipt: receiptLines
};

/** A signed ballot, from whom nobody knows: final, and counted once however often it comes. */
export function castSecretly(
	hidden: Hidden,
	vote: Vote,
	{ token, key, signature, choice }: Of<'ballots.cast-secret'>,
	context: Context
): Outcome {
	const { step, blind, phonesClosed } = vote;
	if (step !== 'ready' && !blind) return refuse('malformed');
	const { ballots } = hiddenVote(hidden.ballots, vote.id);
	const known = ballots.get(token);
	// What was answered is answered again, also where the hall is counted by now.
	if (known && known.choice.join() === choice.join()) return { events: [], anonymous: true };
	const shut = refuseIfShut(vote, context.now);
	if (shut) return shut;
	if (known) return refuse('token-used');
	if (phonesClosed) return refuse('vote-phones-closed');
	const made = blind?.keys[key];
	if (!made || !context.blind.verify(made.key, token, signature)) return refuse('token-forged');
	const wrong = wrongChoice(vote, choice);
	if (wrong) return wrong;
	const area = made.area === null ? {} : { area: made.area };
	const value: Ballot = { choice, source: 'secret', ...area, signed: { key, signature } };
	const writes: BallotsWrite[] = [
		{ slice: 'ballots', lot: 'ballots', of: vote.id, key: token, value }
	];
	const events = turnoutAfter(hidden.ballots, vote, writes, context);
	return { events, hidden: writes as HiddenWrite[], anonymous: true };
}

/** A backup was restored while it was open: ballots that were answered are not in it, and may be given again. */
export function voidVote(vote: Vote, { blind }: Context, clear: readonly BallotsWrite[]): Outcome {
	if (vote.step !== 'open' || !vote.blind || vote.blind.epoch === blind.epoch)
		return { events: [] };
	return {
		events: [{ type: 'ballots.annulled', body: { vote: vote.id, why: null, restored: true } }],
		hidden: [...clear] as HiddenWrite[]
	};
}
