/** What one session sees of the cards beyond the public state: its own, and at the desk the numbers. */
import { clerkHere } from '../attendance/view.ts';
import type { SeatId } from '../names.ts';
import type { Hidden, MeetingState, Seats, Sight } from '../registry.ts';
import { CHAIRS } from '../role-groups.ts';
import { holdsRole } from '../viewer.ts';
import type { BoardId, CardId, CardStance } from './cards.ts';
import type { HiddenCards, HiddenPhoto, IssuedCard } from './hidden.ts';

export interface PrivateCards {
	/** Named boards: own cards that are not shown yet. Unsigned ones only the phone itself knows. */
	sent: { board: BoardId; id: CardId; seat: SeatId; text: string; stance: CardStance }[];
	/** How many cards each of my seats has used, on boards of any level. */
	used: { board: BoardId; seat: SeatId; cards: number }[];
	/** 秘密: cards of my seats that were signed, to be written under. */
	issued: ({ board: BoardId } & IssuedCard)[];
	/** My seats that have weighed; what they said only the phone knows. */
	weighed: { board: BoardId; seat: SeatId }[];
	agreed: { board: BoardId; seat: SeatId }[];
	/** Those who type: numbers of paper cards in use, and those that are photographed. */
	papers: { board: BoardId; numbers: number[]; photographed: number[] }[];
	/** Own recordings that are not typed yet, or came back; for clerks everybody's. */
	voices: { board: BoardId; id: CardId; seat: SeatId; seconds: number; back: boolean }[];
	/** Photographs of paper cards, without the picture: for whoever types at a desk all, for a helper their own (K37). */
	photos: ({ board: BoardId } & HiddenPhoto)[];
	/** Desk: what was entered for the hall. */
	hall: {
		board: BoardId;
		points: Record<string, number>;
		hands?: Record<string, readonly number[]>;
	}[];
}

/** Which photographs of paper cards are seen: by clerks, who chairs without one, and the organiser all, by a helper their own [K37]. */
export function seesPhoto(
	state: MeetingState,
	{ you, organiser }: Seats
): (photo: Pick<HiddenPhoto, 'by'> | undefined) => boolean {
	// Whether a clerk is here asks of everybody: only for those whom it is about, not for a thousand phones at once.
	const all =
		organiser ||
		holdsRole(state, you, ['clerk']) ||
		(holdsRole(state, you, CHAIRS) && !clerkHere(state));
	const helping = you.filter((seat) => holdsRole(state, [seat], ['helper']));
	return (photo) => all || (photo !== undefined && helping.includes(photo.by));
}

/** The private view: those at the desk and helpers type paper cards, clerks hear recordings. */
export function cardsView(state: MeetingState, hidden: Hidden, sight: Sight): PrivateCards {
	const { you, desk } = sight;
	return privateCards(hidden.cards, you, {
		...{ desk, types: desk || holdsRole(state, you, ['helper']) },
		hears: holdsRole(state, you, ['clerk']),
		sees: seesPhoto(state, sight)
	});
}

/** What `seats` see; `types`: may type paper cards, `hears`: recordings, `sees`: may see this photograph. */
export function privateCards(
	hidden: HiddenCards,
	seats: readonly SeatId[],
	{
		types,
		desk,
		hears,
		sees
	}: { types: boolean; desk: boolean; hears: boolean; sees: (photo: HiddenPhoto) => boolean }
): PrivateCards {
	const mine: PrivateCards = {
		sent: [],
		used: [],
		issued: [],
		weighed: [],
		agreed: [],
		papers: [],
		voices: [],
		photos: [],
		hall: []
	};
	for (const [
		board,
		{
			cards,
			cardsBySeat: cardsBySeat,
			countsBySeat: countsBySeat,
			papers,
			voices,
			photos,
			hall,
			hands,
			issued
		}
	] of hidden.boards) {
		for (const seat of seats) {
			const used = countsBySeat.cards.get(seat) ?? 0;
			if (used > 0) mine.used.push({ board, seat, cards: used });
			if (countsBySeat.weigh.has(seat)) mine.weighed.push({ board, seat });
			if (countsBySeat.agree.has(seat)) mine.agreed.push({ board, seat });
			for (const id of cardsBySeat.get(seat) ?? []) {
				const { text, stance } = cards.get(id)!;
				mine.sent.push({ board, id, seat, text, stance });
			}
		}
		if (types && papers.size + photos.size > 0)
			mine.papers.push({ board, numbers: upwards(papers), photographed: upwards(photos.keys()) });
		for (const { id, seat, seconds, back } of voices.values())
			if ((hears && !back) || seats.includes(seat))
				mine.voices.push({ board, id, seat, seconds, back });
		for (const photo of photos.values()) if (sees(photo)) mine.photos.push({ board, ...photo });
		for (const one of issued.values())
			if (seats.includes(one.seat)) mine.issued.push({ board, ...one });
		if (desk && hall) mine.hall.push({ board, points: { ...hall }, ...(hands ? { hands } : {}) });
	}
	return mine;
}

function upwards(numbers: Iterable<number>): number[] {
	return [...numbers].sort((a, b) => a - b);
}
