/** 写卡: a card arrives, from a phone or from paper, is counted and told to nobody. */
import { isPresent } from '../../attendance/attendance.ts';
import { chairsAlone } from '../../attendance/view.ts';
import type { Context, Decision, Outcome } from '../../context.ts';
import type { Hidden, MeetingState } from '../../registry.ts';
import type { SeatId } from '../../names.ts';
import { refuseUnlessOpen, refuseUnlessPlannedOrOpen } from '../../phase.ts';
import { refuse, type Refusal } from '../../refusal.ts';
import { seatOf } from '../../roll/roll.ts';
import { parseText } from '../../parse-text.ts';
import { reached } from '../board.ts';
import type { Board } from '../cards.ts';
import { counted } from '../count.ts';
import { MOST_CARDS } from '../defaults.ts';
import { hiddenBoard, type CardsWrite, type HiddenCard } from '../hidden.ts';
import { dropCard, putCard, setCount, usePaper } from '../hidden-rows.ts';
import { kindOf } from '../kinds.ts';
import type { CardsCommand } from '../commands.ts';

type Send = Extract<CardsCommand, { type: 'cards.send' }>;
type Paper = Extract<CardsCommand, { type: 'cards.paper' }>;
type TakeBack = Extract<CardsCommand, { type: 'cards.take-back' }>;

/** One card of one seat. A card that is here already is answered like the first time (C27). */
export function send(
	state: MeetingState,
	hidden: Hidden,
	board: Board,
	command: Send,
	context: Context
): Outcome {
	const closed = refuseUnlessPlannedOrOpen(state);
	if (closed) return closed;
	// Sent under a seat, or typed by somebody else, it would be no secret.
	if (board.settings.level === 'secret') return refuse('cards-secret');
	const text = parseText(command.text, { max: board.settings.limit, required: true });
	if (typeof text !== 'string') return text;
	const before = known(hidden, board, command, text);
	if (before) return before;
	const seat = seatOf(state.roll, command.seat)?.id;
	if (!seat) return refuse('no-such-seat');
	const here = isPresent(state.attendance, seat);
	const refusal = mayWrite(state, board, here);
	if (refusal) return refusal;
	const used = usedBy(hidden, board, seat);
	if (typeof used !== 'number') return used;
	const early = !here;
	const card = { ...content(hidden, board, command, text, seat), paper: null, early };
	const writes: CardsWrite[] = [
		putCard(board.id, card),
		setCount(board.id, 'cards', seat, used + 1)
	];
	if (early) writes.push(setCount(board.id, 'early', seat, 1));
	return written(hidden, board, writes, context);
}

/** A paper card typed in by the clerk or a helper (C7); its number is used once per board (C8). */
export function paper(
	state: MeetingState,
	hidden: Hidden,
	board: Board,
	command: Paper,
	context: Context
): Outcome {
	const closed = refuseUnlessOpen(state);
	if (closed) return closed;
	const text = parseText(command.text, { max: board.settings.limit, required: true });
	if (typeof text !== 'string') return text;
	const before = known(hidden, board, command, text);
	if (before) return before;
	const refusal = mayTypePaper(board);
	if (refusal) return refusal;
	const secret = hiddenBoard(hidden.cards, board.id);
	const { number } = command;
	if (board.settings.level === 'secret' && command.seat !== undefined)
		return refuse('cards-secret');
	if (secret.papers.has(number)) return refuse('paper-number-used', { number });
	const seat = paperWriter(state, context, command.seat);
	if (typeof seat === 'object' && seat) return seat;
	const used = seat === null ? 0 : usedBy(hidden, board, seat);
	if (typeof used !== 'number') return used;
	const card = { ...content(hidden, board, command, text, seat), paper: number, early: false };
	const writes: CardsWrite[] = [putCard(board.id, card), usePaper(board.id, number, true)];
	if (seat !== null) writes.push(setCount(board.id, 'cards', seat, used + 1));
	return written(hidden, board, writes, context);
}

/** While paper cards are typed and photographed: from 写卡 until 亮卡 [K11, K37]. */
export function mayTypePaper(board: Board): Refusal | null {
	if (!reached(board, 'writing')) return refuse('cards-not-open');
	return reached(board, 'revealed') ? refuse('cards-closed') : null;
}

/** Whose paper card it is said to be, null where nobody is named; a helper names those handed over only. */
export function paperWriter(
	state: MeetingState,
	context: Context,
	named: SeatId | undefined
): SeatId | null | Refusal {
	if (named === undefined) return null;
	const seat = seatOf(state.roll, named)?.id;
	if (!seat) return refuse('no-such-seat');
	return mayTypeFor(state, context, seat) ? seat : refuse('helper-not-for-seat');
}

/** Whoever holds the key takes a card back before it is shown; `seat` may write another one. */
export function takeBack(
	state: MeetingState,
	hidden: Hidden,
	board: Board,
	command: TakeBack,
	context: Context
): Outcome {
	const secret = hiddenBoard(hidden.cards, board.id);
	const card = secret.cards.get(command.card);
	if (!card) return secret.keys.has(command.card) ? refuse('cards-closed') : { events: [] };
	if (card.key !== command.key) return refuse('card-not-yours');
	if (board.settings.level === 'secret' && card.paper === null) return refuse('cards-secret');
	const writes: CardsWrite[] = [dropCard(board.id, card.id)];
	if (card.paper !== null) writes.push(usePaper(board.id, card.paper, false));
	const { seat } = command;
	const used = seat === undefined ? 0 : (secret.countsBySeat.cards.get(seat) ?? 0);
	if (seat !== undefined && used > 0 && mayTypeFor(state, context, seat))
		writes.push(setCount(board.id, 'cards', seat, used - 1));
	return written(hidden, board, writes, context);
}

export function written(
	hidden: Hidden,
	board: Board,
	writes: CardsWrite[],
	context: Context
): Decision {
	const events = counted(hidden, board, writes, context);
	return { events, hidden: writes, anonymous: board.settings.level !== 'named' };
}

/** The answer for a card that came before: the same again, or a clash of ids. */
export function known(
	hidden: Hidden,
	board: Board,
	{ card, key, stance }: Pick<Send | Paper, 'card' | 'key' | 'stance'>,
	text: string
): Outcome | null {
	const secret = hiddenBoard(hidden.cards, board.id);
	const before = secret.cards.get(card);
	const same = before
		? before.key === key && before.text === text && before.stance === stance
		: secret.keys.get(card) === key;
	if (same) return { events: [], anonymous: true };
	const clash = before || board.cards.some(({ id }) => id === card);
	return clash ? refuse('conflict') : null;
}

export function mayWrite(state: MeetingState, board: Board, here: boolean): Refusal | null {
	if (reached(board, 'collecting')) return refuse('cards-closed');
	const early = board.settings.early && !here;
	if (early || (here && board.step === 'writing')) return null;
	if (board.step === 'writing') return refuseUnlessOpen(state) ?? refuse('not-present');
	return refuse('cards-not-open');
}

export function usedBy(hidden: Hidden, board: Board, seat: SeatId): number | Refusal {
	const { countsBySeat: countsBySeat, cards } = hiddenBoard(hidden.cards, board.id);
	const used = countsBySeat.cards.get(seat) ?? 0;
	const { cards: max, collect } = board.settings;
	if (used >= max) return refuse('cards-used', { max });
	if (collect === 'round' && used >= board.round) return refuse('cards-next-round');
	return cards.size + board.cards.length >= MOST_CARDS
		? refuse('limit-reached', { max: MOST_CARDS })
		: used;
}

/** Own seats; the clerk, or who chairs without one, for everybody; a helper for those handed over (A9, A15). */
function mayTypeFor(state: MeetingState, { actor }: Context, seat: SeatId): boolean {
	if (actor.holds.includes(seat) || actor.role === 'clerk' || actor.role === 'organiser')
		return true;
	if (chairsAlone(state, actor.role)) return true;
	return actor.role === 'helper' && seatOf(state.roll, seat)?.helper === actor.id;
}

/** What of the writer may stay with the card: all, the kind, or nothing. */
export function content(
	hidden: Hidden,
	board: Board,
	{ card: id, key, stance }: Pick<Send, 'card' | 'key' | 'stance'>,
	text: string,
	seat: SeatId | null
): Omit<HiddenCard, 'paper' | 'early'> {
	const { level } = board.settings;
	const kind = level === 'kind' && seat !== null ? kindOf(hidden.roll.people.get(seat)) : null;
	return { id, key, text, stance, seat: level === 'named' ? seat : null, kind };
}
