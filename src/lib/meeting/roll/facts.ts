/** What the minutes tell of the roll: who took the chair in the meeting. */
import type { SeatId } from '../names.ts';
import { isOpen } from '../plan/plan.ts';
import type { FactsOf } from '../registry.ts';

export interface RollFact {
	what: 'chair';
	from: SeatId | null;
	to: SeatId;
}

export const rollFacts: FactsOf<'roll'> = {
	of(before, event) {
		if (event.type !== 'roll.chair-handed' || !isOpen(before.plan)) return null;
		const { from, to } = event.body;
		return { what: 'chair', from, to };
	},
	rows: { chair: { about: ({ to }) => to } }
};
