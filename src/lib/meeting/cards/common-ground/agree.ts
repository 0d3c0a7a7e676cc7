/** Agree, pass or disagree on cards, for common ground (最大公约数) in rounds of thirty people and more. */
import { isPresent } from '../../attendance/attendance.ts';
import type { Context, Outcome } from '../../context.ts';
import type { Hidden, MeetingState } from '../../registry.ts';
import type { Instant } from '../../names.ts';
import { refuse } from '../../refusal.ts';
import { seatOf } from '../../roll/roll.ts';
import { cardIn, reached, votersHere } from '../board.ts';
import type { Board } from '../cards.ts';
import { after, counted, countOf, recount } from '../count.ts';
import { COMMON_GROUND_FROM } from '../defaults.ts';
import { withoutPhone } from '../desk.ts';
import { hiddenBoard, type CardsWrite } from '../hidden.ts';
import { clearAgreeing, putAgreeing, setCount } from '../hidden-rows.ts';
import type { CardsCommand, CardsEvent } from '../commands.ts';

/** Answers tapped before phones knew of the closing are still taken so long, ms. */
const ON_THEIR_WAY = 3000;

type Agreeing = Extract<CardsCommand, { type: 'cards.agreeing' }>;
type Agree = Extract<CardsCommand, { type: 'cards.agree' }>;

/** Opens or closes the question; opening again begins from nothing, or goes on with what was answered. */
export function agreeing(
	state: MeetingState,
	hidden: Hidden,
	board: Board,
	{ open, keep = false }: Pick<Agreeing, 'open' | 'keep'>,
	{ now }: Context
): Outcome {
	const next = open ? 'open' : 'closed';
	if (board.agreeing === next || (!open && board.agreeing === 'off')) return { events: [] };
	if (open && (!reached(board, 'reading') || reached(board, 'result'))) return refuse('wrong-step');
	const have = votersHere(state);
	if (open && have < COMMON_GROUND_FROM)
		return refuse('too-few-people', { min: COMMON_GROUND_FROM, have });
	if (!open) return { events: closing(hidden, board, now + ON_THEIR_WAY) };
	const { size } = hiddenBoard(hidden.cards, board.id).agree;
	if (keep && board.agreeing === 'closed' && size > 0)
		return {
			events: [
				{
					type: 'cards.agreeing',
					body: { board: board.id, agreeing: next, voters: size, kept: true }
				}
			]
		};
	const clear = clearAgreeing(board.id);
	const body = { board: board.id, agreeing: next, voters: 0 } as const;
	return {
		events: [{ type: 'cards.agreeing', body }, ...recount(after(hidden, clear), board, null)],
		hidden: clear
	};
}

/** The clock counts once more when the last answers are in; only then is anything computed. */
function closing(hidden: Hidden, board: Board, until: Instant): CardsEvent[] {
	const voters = hiddenBoard(hidden.cards, board.id).agree.size;
	return [
		{ type: 'cards.agreeing', body: { board: board.id, agreeing: 'closed', voters, until } },
		{
			type: 'cards.counted',
			body: { board: board.id, count: countOf(hidden, board), next: until }
		}
	];
}

/** True while answers are taken: asked, or just closed and nothing computed yet. */
function takes({ agreeing: asked, agreeUntil, ground }: Board, now: Instant): boolean {
	return asked === 'open' || (asked === 'closed' && !ground && now < (agreeUntil ?? 0));
}

/** Adds to one ballot; it has no seat, and each seat has one. */
export function agree(
	state: MeetingState,
	hidden: Hidden,
	board: Board,
	{ seat: id, ballot, votes }: Agree,
	context: Context
): Outcome {
	if (!takes(board, context.now)) return refuse('wrong-step');
	const seat = seatOf(state.roll, id);
	if (!seat) return refuse('no-such-seat');
	if (!seat.votes) return refuse('vote-needed');
	if (!isPresent(state.attendance, seat.id)) return refuse('not-present');
	// [K32] At the desk only for those who have no phone, nor anybody who presses for them.
	const { id: by, holds } = context.actor;
	const own = holds.includes(seat.id) || seat.helper === by;
	if (!own && !withoutPhone(state).some((one) => one.id === seat.id)) return refuse('has-phone');
	for (const card of Object.keys(votes)) {
		const found = cardIn(board, card);
		if ('refused' in found) return found;
	}
	const secret = hiddenBoard(hidden.cards, board.id);
	const known = secret.agree.has(ballot);
	const gave = secret.countsBySeat.agree.has(seat.id);
	if (known !== gave) return refuse(gave ? 'already-weighed' : 'conflict');
	const all = { ...secret.agree.get(ballot), ...votes };
	const writes: CardsWrite[] = [putAgreeing(board.id, ballot, all)];
	if (!gave) writes.push(setCount(board.id, 'agree', seat.id, 1));
	return { events: counted(hidden, board, writes, context), hidden: writes, anonymous: true };
}
