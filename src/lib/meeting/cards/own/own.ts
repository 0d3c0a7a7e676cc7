/**
 * What one phone keeps of the rounds of one meeting: drafts, cards with their keys, dots and answers,
 * each with whether the room has taken it. The only copy of an unsigned card's key (C5, C16, C27).
 *
 * Invariant: an entry goes only when its owner throws it away or takes it back; what was not taken stays
 * with the reason. Pure; the browser's store is `outbox.svelte.ts`.
 */
import type { SeatId } from '../../names.ts';
import type { Refusal } from '../../refusal.ts';
import type { Answer } from '../../wire.ts';
import type { BoardId, CardId, CardStance, GroupId } from '../cards.ts';

export interface CardDraft {
	text: string;
	stance: CardStance | null;
}

/** On its way; taken by the room; or why not. */
export type DeliveryStatus = 'waiting' | 'sent' | Refusal;

export interface OutgoingCard {
	board: BoardId;
	seat: SeatId;
	/** The seat that says it: a helper's own. */
	by: SeatId;
	id: CardId;
	key: string;
	text: string;
	stance: CardStance;
	/** Seconds that were spoken instead of typed (C9); the words come from the clerk. */
	voice?: number;
	delivery: DeliveryStatus;
}

/** Dots or ranks of one seat. */
export interface OwnDots {
	by: SeatId;
	ballot: string;
	points: Record<GroupId, number>;
	/** Null: not handed in yet. */
	delivery: DeliveryStatus | null;
	/** The weighing they belong to: when its step began. */
	at: number;
}

/** Agree, pass or disagree of one seat. */
export interface OwnVotes {
	by: SeatId;
	ballot: string;
	votes: Record<CardId, 1 | 0 | -1>;
	/** Answered, and not told yet. */
	untold: CardId[];
	/** What the room said last. */
	delivery: DeliveryStatus;
	/** When what they answer was asked. */
	at?: number;
}

export interface Kept {
	drafts: Record<string, CardDraft>;
	cards: OutgoingCard[];
	dots: Record<string, OwnDots>;
	votes: Record<string, OwnVotes>;
}

/** Refusals that pass by themselves: it is said again. */
const AGAIN: readonly string[] = ['expired', 'too-fast', 'not-saved'];

export function nothingKept(): Kept {
	return { drafts: {}, cards: [], dots: {}, votes: {} };
}

/** What was kept, as it was written; nothing where it is not ours or broken. */
export function readKept(stored: string | null): Kept {
	try {
		const found = JSON.parse(stored ?? '') as Partial<Kept> | null;
		if (!found || !Array.isArray(found.cards)) return nothingKept();
		const { cards, dots, votes } = { ...nothingKept(), ...found };
		return {
			...{ ...nothingKept(), ...found },
			cards: cards.map(withDelivery),
			dots: mapped(dots, withDelivery),
			votes: mapped(votes, withDelivery)
		};
	} catch {
		return nothingKept();
	}
}

/** An entry as today; a phone may have kept it when `delivery` was still called `fate`. */
export function withDelivery<Entry extends { delivery: DeliveryStatus | null }>(
	entry: Entry & { fate?: Entry['delivery'] }
): Entry {
	const { fate, ...rest } = entry;
	return fate === undefined ? entry : ({ ...rest, delivery: fate } as unknown as Entry);
}

function mapped<Entry>(
	record: Record<string, Entry>,
	map: (entry: Entry) => Entry
): Record<string, Entry> {
	return Object.fromEntries(Object.entries(record).map(([key, entry]) => [key, map(entry)]));
}

/** Under what a seat's things of one board lie. */
export function placeOf(board: BoardId, seat: SeatId): string {
	return `${board}/${seat}`;
}

/** The board and the seat of such a place. */
export function apart(place: string): [BoardId, SeatId] {
	const [board, seat] = place.split('/');
	return [board!, seat!];
}

/** With this card new, or changed. */
export function withCard(kept: Kept, card: OutgoingCard): Kept {
	const known = kept.cards.some(({ id }) => id === card.id);
	const cards = kept.cards.map((one) => (one.id === card.id ? card : one));
	return { ...kept, cards: known ? cards : [...cards, card] };
}

export function withoutCard(kept: Kept, id: CardId): Kept {
	return { ...kept, cards: kept.cards.filter((card) => card.id !== id) };
}

/** What came of it: sent, refused for good, or to be said again. */
export function deliveryOf(answer: Answer): DeliveryStatus {
	if (!('refused' in answer)) return 'sent';
	return AGAIN.includes(answer.refused) ? 'waiting' : answer;
}

/** True where the room said no for good. */
export function wasRefused(delivery: DeliveryStatus | null): delivery is Refusal {
	return delivery !== null && typeof delivery === 'object';
}
