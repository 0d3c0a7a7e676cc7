/** What the author of a card asks for it (C16), and the desk's answer. */
import type { Context, Decision, Outcome } from '../../context.ts';
import type { Hidden } from '../../registry.ts';
import { refuse } from '../../refusal.ts';
import { parseText } from '../../parse-text.ts';
import { cardIn } from '../board.ts';
import type { Board } from '../cards.ts';
import { REASON_LENGTH } from '../defaults.ts';
import { hiddenBoard } from '../hidden.ts';
import type { CardsCommand, CardsEvent } from '../commands.ts';
import { refuseUnlessSorting } from './sort.ts';

type Ask = Extract<CardsCommand, { type: 'cards.ask' }>;
type Answer = Extract<CardsCommand, { type: 'cards.answer-ask' }>;

/** Proved by the seat on a named board, by the card's key on any; unsigned, nobody hears who asks. */
export function ask(hidden: Hidden, board: Board, command: Ask, context: Context): Outcome {
	const refusal = refuseUnlessSorting(board);
	if (refusal) return refusal;
	const card = cardIn(board, command.card);
	if ('refused' in card) return card;
	const key = hiddenBoard(hidden.cards, board.id).keys.get(card.from ?? card.id);
	// Who asks with a seat's line says whose card it is.
	if (board.settings.level === 'secret') return refuse('cards-secret');
	const proved = command.key !== undefined && command.key === key;
	const own = card.seat != null && context.actor.holds.includes(card.seat);
	if (!proved && !own) return refuse('card-not-yours');
	if (board.asks.some((one) => one.card === card.id && one.done === null))
		return refuse('ask-waiting');
	const to = command.wish === 'move' ? (command.to ?? null) : null;
	if (to !== null && !board.groups.some(({ id }) => id === to)) return refuse('no-such-group');
	const note = parseText(command.note, { max: REASON_LENGTH });
	if (typeof note !== 'string') return note;
	const asked = {
		id: `a${board.asks.length + 1}`,
		card: card.id,
		wish: command.wish,
		to,
		note: note === '' ? null : context.text(note),
		done: null
	};
	const decision: Decision = {
		events: [{ type: 'cards.asked', body: { board: board.id, ask: asked } }]
	};
	return board.settings.level === 'named' ? decision : { ...decision, anonymous: true };
}

/** Done or not; a move to a group that was asked for happens with the answer. */
export function answerAsk(board: Board, { ask: id, done }: Answer): Outcome {
	const refusal = refuseUnlessSorting(board);
	if (refusal) return refusal;
	const one = board.asks.find((known) => known.id === id);
	if (!one) return refuse('no-such-card');
	if (one.done !== null) return { events: [] };
	const events: CardsEvent[] = [
		{ type: 'cards.ask-answered', body: { board: board.id, ask: id, done } }
	];
	const card = cardIn(board, one.card);
	if (done && one.wish === 'move' && one.to !== null && !('refused' in card)) {
		if (card.under)
			events.push({ type: 'cards.stacked', body: { board: board.id, card: card.id, onto: null } });
		const body = { board: board.id, cards: [card.id], to: one.to, name: null };
		events.push({ type: 'cards.grouped', body });
	}
	return { events };
}
