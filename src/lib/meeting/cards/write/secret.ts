/**
 * 秘密 (C5): cards come through the door that knows nobody, as secret ballots do (decision 0022). A person's cards are
 * signed before they are written, each as a name that the phone has drawn and nobody here sees; a card comes with one of
 * them, and each is good for one card.
 */
import { isPresent } from '../../attendance/attendance.ts';
import type { Context, Outcome } from '../../context.ts';
import { parseText } from '../../parse-text.ts';
import { refuseUnlessOpen } from '../../phase.ts';
import { refuse, type Refusal } from '../../refusal.ts';
import type { Hidden, MeetingState, SecretDoor } from '../../registry.ts';
import { seatOf } from '../../roll/roll.ts';
import { reached, votersHere } from '../board.ts';
import { boardOf, type Board } from '../cards.ts';
import type { CardsCommand, CardsEvent } from '../commands.ts';
import { MOST_CARDS } from '../defaults.ts';
import { hiddenBoard, type CardsWrite } from '../hidden.ts';
import { putCard } from '../hidden-rows.ts';
import { known, mayWrite, written } from './write.ts';

type Of<T extends CardsCommand['type']> = Extract<CardsCommand, { type: T }>;

/** Fewer people tell by themselves whose a card is. */
export const SECRET_FROM = 5;
const slice = 'cards';

/** The key of a board that is written on from now on. */
export function keyFor(
	state: MeetingState,
	{ id: board }: Board,
	{ blind }: Context
): { events: CardsEvent[]; hidden: CardsWrite[] } | Refusal {
	if (votersHere(state) < SECRET_FROM) return refuse('cards-few-for-secret', { min: SECRET_FROM });
	const { key, secret } = blind.newKey();
	return {
		events: [{ type: 'cards.keyed', body: { board, key, epoch: blind.epoch } }],
		hidden: [{ slice, lot: 'card-blind', of: board, key: 'key', value: { secret } }]
	};
}

/** Signs the name of one card of whoever sits there; asked for again with the same it is the same. */
export function giveCardToken(
	state: MeetingState,
	hidden: Hidden,
	board: Board,
	{ seat: id, n, blinded }: Of<'cards.token'>,
	{ actor, blind }: Context
): Outcome {
	const shut = refuseUnlessOpen(state);
	if (shut) return shut;
	if (board.settings.level !== 'secret') return refuse('malformed');
	const seat = seatOf(state.roll, id)?.id;
	if (!seat) return refuse('no-such-seat');
	// Whoever brings it for somebody else would know the words.
	if (!actor.holds.includes(seat)) return refuse('cards-secret');
	const refusal = mayWrite(state, board, isPresent(state.attendance, seat));
	if (refusal) return refusal;
	if (n >= board.settings.cards) return refuse('cards-used', { max: board.settings.cards });
	const secret = hiddenBoard(hidden.cards, board.id);
	const key = `${seat} ${n}`;
	const before = secret.issued.get(key);
	if (before) return before.blinded === blinded ? { events: [] } : refuse('token-issued');
	if (secret.blind === null) return refuse('key-missing');
	const signature = blind.sign(secret.blind, blinded);
	if (signature === null) return refuse('token-unreadable');
	const value = { seat, n, blinded, signature };
	return { events: [], hidden: [{ slice, lot: 'card-issued', of: board.id, key, value }] };
}

/** How a card comes: a board has one key, and the receipt says the words that were taken. */
export const secretDoor: SecretDoor<'cards'> = {
	command: 'cards.send-secret',
	names: 'board',
	keyOf({ cards }, { board: id }) {
		const board = boardOf(cards, id);
		if (!board) return refuse('no-such-board');
		if (board.settings.level !== 'secret') return refuse('malformed');
		return board.blind?.key ?? refuse('cards-not-open');
	},
	receipt: ({ board, token, card, text }) => [board, token, card, text]
};

/** A card from nobody knows whom: final, and counted once however often it comes. */
export function sendSecretly(
	state: MeetingState,
	hidden: Hidden,
	board: Board,
	command: Of<'cards.send-secret'>,
	context: Context
): Outcome {
	const shut = refuseUnlessOpen(state);
	if (shut) return shut;
	if (board.settings.level !== 'secret') return refuse('malformed');
	const text = parseText(command.text, { max: board.settings.limit, required: true });
	if (typeof text !== 'string') return text;
	const before = known(hidden, board, command, text);
	if (before) return before;
	if (reached(board, 'collecting')) return refuse('cards-closed');
	if (board.step !== 'writing' || !board.blind) return refuse('cards-not-open');
	const { token, signature, card: id, key, stance } = command;
	if (!context.blind.verify(board.blind.key, token, signature)) return refuse('token-forged');
	const secret = hiddenBoard(hidden.cards, board.id);
	if (secret.spent.has(token)) return refuse('token-used');
	if (secret.cards.size + board.cards.length >= MOST_CARDS)
		return refuse('limit-reached', { max: MOST_CARDS });
	const nobody = { seat: null, kind: null, paper: null, early: false };
	const writes: CardsWrite[] = [
		putCard(board.id, { id, key, text, stance, ...nobody }),
		{ slice, lot: 'card-spent', of: board.id, key: token, value: { spent: true } }
	];
	return written(hidden, board, writes, context);
}
