/** 读卡, 归类, 命名: everything a fact; the last to be decided holds (C11–C15, C24). */
import type { Context, Outcome } from '../../context.ts';
import type { Derived } from '../../hooks.ts';
import type { TextRef } from '../../names.ts';
import { refuse, type Refusal } from '../../refusal.ts';
import { parseText } from '../../parse-text.ts';
import { cardIn, reached } from '../board.ts';
import type { Board, ShownCard } from '../cards.ts';
import { MOST_CARDS, MOST_GROUPS, NAME_LENGTH, REASON_LENGTH } from '../defaults.ts';
import type { CardsCommand, CardsEvent } from '../commands.ts';

type Of<Type extends string> = Extract<CardsCommand, { type: `cards.${Type}` }>;

const NAME = { max: NAME_LENGTH, required: true };
const REASON = { max: REASON_LENGTH, required: true };
const DESK = ['organiser', 'chair', 'cochair', 'clerk'];

/** Null from the showing of cards until they are weighed. */
export function refuseUnlessSorting(board: Board): Refusal | null {
	return reached(board, 'revealed') && !reached(board, 'dots') ? null : refuse('wrong-step');
}

/** Puts a card on the big screen and marks it read. */
export function show(board: Board, { card }: Of<'show'>): Outcome {
	const refusal = refuseUnlessSorting(board);
	if (refusal) return refusal;
	const found = card === null ? null : cardIn(board, card);
	if (found && 'refused' in found) return found;
	if (found?.hidden) return refuse('no-such-card');
	if (board.showing === card) return { events: [] };
	return { events: [{ type: 'cards.showed', body: { board: board.id, card } }] };
}

/** Moves cards into a group, a new one, or none. */
export function group(board: Board, command: Of<'group'>, context: Context): Outcome {
	const refusal = refuseUnlessSorting(board) ?? mayMove(board, command, context);
	if (refusal) return refusal;
	const { to } = command;
	const fresh = to === 'new';
	if (fresh && board.groups.length >= MOST_GROUPS) return refuse('too-many', { max: MOST_GROUPS });
	if (to !== null && !fresh && !board.groups.some(({ id }) => id === to))
		return refuse('no-such-group');
	const cards = found(board, command.cards);
	if ('refused' in cards) return cards;
	const name = command.name === undefined ? null : parseText(command.name, NAME);
	if (name !== null && typeof name !== 'string') return name;
	const body = {
		board: board.id,
		cards: cards.map(({ id }) => id),
		to: fresh ? `g${board.groups.length + 1}` : to,
		name: fresh && name !== null ? context.text(name) : null
	};
	return { events: [...unstacked(board, cards), { type: 'cards.grouped', body }] };
}

/** 放一放, or 不属于本议题, with the reason that its author will read (C15). */
export function park(board: Board, command: Of<'park'>, context: Context): Outcome {
	const refusal = refuseUnlessSorting(board);
	if (refusal) return refusal;
	const cards = found(board, command.cards);
	if ('refused' in cards) return cards;
	const reason = reasonOf(command.reason, context);
	if ('refused' in reason) return reason;
	const ids = cards.map(({ id }) => id);
	const body = { board: board.id, cards: ids, as: command.as, reason };
	return { events: [...unstacked(board, cards), { type: 'cards.parked', body }] };
}

/** 叠放: both texts stay, both authors count (C13). */
export function stack(board: Board, { card: id, onto }: Of<'stack'>): Outcome {
	const refusal = refuseUnlessSorting(board);
	if (refusal) return refusal;
	const card = cardIn(board, id);
	if ('refused' in card) return card;
	const below = onto === null ? null : cardIn(board, onto);
	if (below && 'refused' in below) return below;
	const top = below?.under ? cardIn(board, below.under) : below;
	if (top && 'refused' in top) return top;
	if ((card.under ?? null) === (top?.id ?? null)) return { events: [] };
	// Onto itself, or onto one of its own stack.
	if (top?.id === id) return { events: [] };
	return {
		events: [{ type: 'cards.stacked', body: { board: board.id, card: id, onto: top?.id ?? null } }]
	};
}

/** Two ideas on one card become two cards; the words that were written stay. */
export function split(board: Board, command: Of<'split'>, context: Context): Outcome {
	const refusal = refuseUnlessSorting(board);
	if (refusal) return refusal;
	const card = cardIn(board, command.card);
	if ('refused' in card) return card;
	if (command.parts.length < 2) return refuse('split-needs-two');
	if (board.cards.length + command.parts.length > MOST_CARDS)
		return refuse('limit-reached', { max: MOST_CARDS });
	const parts = [];
	for (const { text: raw, stance } of command.parts) {
		const text = parseText(raw, { max: board.settings.limit, required: true });
		if (typeof text !== 'string') return text;
		const { seat, kind, early } = card;
		parts.push({
			id: context.newId('p'),
			text: context.text(text),
			stance,
			...(seat === undefined ? {} : { seat }),
			...(kind === undefined ? {} : { kind }),
			...(early ? { early } : {}),
			from: card.id
		});
	}
	// What lay under it stands by itself: it said the same as the whole, not as one of the parts.
	const freed = board.cards.filter(({ under }) => under === card.id);
	const events = freed.map((one): CardsEvent => {
		return { type: 'cards.stacked', body: { board: board.id, card: one.id, onto: null } };
	});
	events.push({ type: 'cards.split', body: { board: board.id, card: card.id, parts } });
	return { events };
}

/** A member proposes what a group could be called. */
export function suggestName(board: Board, command: Of<'suggest-name'>, context: Context): Outcome {
	const refusal = refuseUnlessSorting(board);
	if (refusal) return refusal;
	const one = board.groups.find(({ id }) => id === command.group);
	if (!one) return refuse('no-such-group');
	const mine = one.names.filter(({ seat }) => seat === command.seat).length;
	if (mine >= NAMES_EACH) return refuse('limit-reached', { max: NAMES_EACH });
	const name = parseText(command.name, NAME);
	if (typeof name !== 'string') return name;
	const body = { board: board.id, group: one.id, seat: command.seat, name: context.text(name) };
	return { events: [{ type: 'cards.name-suggested', body }] };
}

/** Suggestions of one seat for one group. */
const NAMES_EACH = 3;

/** The desk confirms a name (C14). */
export function name(board: Board, command: Of<'name'>, context: Context): Outcome {
	if (!reached(board, 'revealed')) return refuse('wrong-step');
	if (!board.groups.some(({ id }) => id === command.group)) return refuse('no-such-group');
	const text = parseText(command.name, NAME);
	if (typeof text !== 'string') return text;
	const body = { board: board.id, group: command.group, name: context.text(text) };
	return { events: [{ type: 'cards.named', body }] };
}

/** Takes an abusive card from the screens, with a reason; its words stay in the record (C24). */
export function hide(board: Board, command: Of<'hide'>, context: Context): Outcome {
	const card = cardIn(board, command.card);
	if ('refused' in card) return card;
	const reason = command.reason === null ? null : reasonOf(command.reason, context);
	if (reason && 'refused' in reason) return reason;
	if (reason === null && !card.hidden) return { events: [] };
	const events: CardsEvent[] = [];
	if (reason && board.showing === card.id)
		events.push({ type: 'cards.showed', body: { board: board.id, card: null } });
	events.push({ type: 'cards.hidden', body: { board: board.id, card: card.id, reason } });
	return { events };
}

/** Texts that an event makes of others: parts of a card, a group's name of its cards or of its earlier name. */
export function derivedOnBoard(board: Board | undefined, event: CardsEvent): Derived[] {
	if (!board) return [];
	const words = (counts: (card: ShownCard) => boolean) =>
		board.cards.filter(counts).map(({ text }) => text.id);
	switch (event.type) {
		case 'cards.changed':
			return [{ text: event.body.question.id, from: [board.question.id] }];
		case 'cards.split': {
			const from = words(({ id }) => id === event.body.card);
			return event.body.parts.map(({ text }) => ({ text: text.id, from }));
		}
		case 'cards.grouped': {
			const { cards, name } = event.body;
			return name ? [{ text: name.id, from: words(({ id }) => cards.includes(id)) }] : [];
		}
		case 'cards.named': {
			const { group: id, name } = event.body;
			const before = board.groups.find((one) => one.id === id)?.name;
			const from = before ? [before.id] : words(({ group, split }) => group === id && !split);
			return [{ text: name.id, from }];
		}
		default:
			return [];
	}
}

/** The desk moves cards; everybody may where the chair allowed it (C12), but names nothing. */
function mayMove(board: Board, command: Of<'group'>, { actor }: Context): Refusal | null {
	if (DESK.includes(actor.role)) return null;
	if (!board.settings.dragAll) return refuse('drag-off');
	return command.cards.length > 1 || command.name !== undefined ? refuse('not-allowed') : null;
}

function found(board: Board, ids: readonly string[]): ShownCard[] | Refusal {
	const cards: ShownCard[] = [];
	for (const id of new Set(ids)) {
		const card = cardIn(board, id);
		if ('refused' in card) return card;
		cards.push(card);
	}
	return cards;
}

/** A card that is moved without the one it lies under leaves the stack. */
function unstacked(board: Board, cards: readonly ShownCard[]): CardsEvent[] {
	const moved = new Set(cards.map(({ id }) => id));
	return cards
		.filter(({ under }) => under && !moved.has(under))
		.map(({ id }) => ({ type: 'cards.stacked', body: { board: board.id, card: id, onto: null } }));
}

function reasonOf(raw: string, context: Context): TextRef | Refusal {
	const reason = parseText(raw, REASON);
	if (typeof reason !== 'string')
		return reason.refused === 'text-empty' ? refuse('needs-reason') : reason;
	return context.text(reason);
}
