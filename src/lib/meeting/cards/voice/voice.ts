/**
 * Voice cards (C9): a phone records, the clerk listens and types the card of that person. Until then it
 * counts as one of their cards; the sound is kept by the server, sealed, and erased when it is typed, given
 * back or taken back, at the latest when cards are shown.
 */
import type { Context, Outcome } from '../../context.ts';
import type { Hidden, MeetingState } from '../../registry.ts';
import { refuseUnlessOpen } from '../../phase.ts';
import { refuse } from '../../refusal.ts';
import { seatOf } from '../../roll/roll.ts';
import { isPresent } from '../../attendance/attendance.ts';
import { parseText } from '../../parse-text.ts';
import type { Board } from '../cards.ts';
import { hiddenBoard, type CardsWrite } from '../hidden.ts';
import { eraseVoice, keepVoice, putCard, setCount } from '../hidden-rows.ts';
import type { CardsCommand } from '../commands.ts';
import { freed, untypedVoices } from '../untyped.ts';
import { content, mayWrite, usedBy, written } from '../write/write.ts';

type Voice = Extract<CardsCommand, { type: 'cards.voice' }>;
type TypeVoice = Extract<CardsCommand, { type: 'cards.type-voice' }>;

/** Recordings that wait on one board: nobody types more. */
const MOST_WAITING = 60;

/** A recording arrives. The same one again is answered like the first time. */
export function voice(
	state: MeetingState,
	hidden: Hidden,
	board: Board,
	{ card: id, key, seat: of, seconds, sound }: Voice,
	context: Context
): Outcome {
	const closed = refuseUnlessOpen(state);
	if (closed) return closed;
	// A voice is known.
	if (board.settings.level === 'secret') return refuse('cards-secret');
	const secret = hiddenBoard(hidden.cards, board.id);
	const before = secret.voices.get(id) ?? secret.cards.get(id);
	if (before) return before.key === key ? { events: [], anonymous: true } : refuse('conflict');
	if (secret.keys.has(id)) return refuse('cards-closed');
	const seat = seatOf(state.roll, of)?.id;
	if (!seat) return refuse('no-such-seat');
	const refusal = mayWrite(state, board, isPresent(state.attendance, seat));
	if (refusal) return refusal;
	if (untypedVoices(secret).length >= MOST_WAITING)
		return refuse('cards-waiting', { max: MOST_WAITING });
	const used = usedBy(hidden, board, seat);
	if (typeof used !== 'number') return used;
	const writes: CardsWrite[] = [
		keepVoice(board.id, { id, key, seat, seconds, back: false }, sound),
		setCount(board.id, 'cards', seat, used + 1)
	];
	return written(hidden, board, writes, context);
}

/** What the clerk heard becomes the card of whoever spoke; the sound goes. */
export function typeVoice(
	state: MeetingState,
	hidden: Hidden,
	board: Board,
	command: TypeVoice,
	context: Context
): Outcome {
	const closed = refuseUnlessOpen(state);
	if (closed) return closed;
	const text = parseText(command.text, { max: board.settings.limit, required: true });
	if (typeof text !== 'string') return text;
	const secret = hiddenBoard(hidden.cards, board.id);
	const there = secret.cards.get(command.card);
	if (there?.text === text && there.stance === command.stance)
		return { events: [], anonymous: true };
	const heard = secret.voices.get(command.card);
	if (!heard || heard.back) return refuse('no-such-voice');
	const said = { ...command, key: heard.key };
	const card = { ...content(hidden, board, said, text, heard.seat), paper: null, early: false };
	return written(hidden, board, [eraseVoice(board.id, heard.id), putCard(board.id, card)], context);
}

/** Could not be understood: the sound goes, and the writer may write another card. */
export function giveBack(hidden: Hidden, board: Board, id: string, context: Context): Outcome {
	const secret = hiddenBoard(hidden.cards, board.id);
	const heard = secret.voices.get(id);
	if (!heard) return refuse('no-such-voice');
	if (heard.back) return { events: [], anonymous: true };
	const writes: CardsWrite[] = [
		keepVoice(board.id, { ...heard, back: true }, null),
		...freed(secret, board, [heard])
	];
	return written(hidden, board, writes, context);
}

/** Whoever spoke takes it back before it is typed; null where this is no recording. */
export function takeVoiceBack(
	hidden: Hidden,
	board: Board,
	{ card, key }: Pick<Voice, 'card' | 'key'>,
	context: Context
): Outcome | null {
	const secret = hiddenBoard(hidden.cards, board.id);
	const heard = secret.voices.get(card);
	if (!heard) return null;
	if (heard.key !== key) return refuse('card-not-yours');
	const free = heard.back ? [] : freed(secret, board, [heard]);
	return written(hidden, board, [eraseVoice(board.id, card), ...free], context);
}
