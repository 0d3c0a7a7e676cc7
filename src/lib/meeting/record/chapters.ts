/** Where a replay can be entered: stages, items, turns, and what other slices add to the minutes. */
import type { MinutesFact } from '../minutes/happening.ts';
import type { Instant, Localised, SeatId, TextRef } from '../names.ts';

export type Chapter = { seq: number; at: Instant } & (
	| { is: 'stage'; title: Localised }
	| { is: 'item'; number: string; title: TextRef }
	| { is: 'turn'; seat: SeatId }
	/** A round of cards: asked, shown, and what came of it. */
	| { is: 'cards-asked'; question: TextRef }
	| { is: 'cards-shown'; cards: number }
	| { is: 'cards-result' }
	| { is: 'end' }
);

/** In the order in which they happened; what was taken back is no chapter. */
export function chaptersOf(facts: readonly MinutesFact[]): Chapter[] {
	return facts.flatMap((fact): Chapter[] => {
		const { seq, at } = fact;
		switch (fact.what) {
			case 'stage':
				return [{ seq, at, is: 'stage', title: fact.title }];
			case 'item-opened':
				return [{ seq, at, is: 'item', number: fact.number, title: fact.title }];
			case 'turn':
				return [{ seq, at, is: 'turn', seat: fact.seat }];
			case 'cards-asked':
				return [{ seq, at, is: 'cards-asked', question: fact.question }];
			case 'cards-shown':
				return [{ seq, at, is: 'cards-shown', cards: fact.cards }];
			case 'cards-result':
				return [{ seq, at, is: 'cards-result' }];
			case 'closed':
				return [{ seq, at, is: 'end' }];
			default:
				return [];
		}
	});
}
