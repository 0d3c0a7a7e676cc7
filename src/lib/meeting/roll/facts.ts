/** What the minutes tell of the roll: who took the chair in the meeting. */
import type { SeatId } from '../names.ts';
import { isOpen } from '../plan/plan.ts';
import type { FactsOf } from '../registry.ts';

export interface RollFact {
	what: 'chair';
	from: SeatId | null;
	to: SeatId;
	/** Taken, because the chair had no line. */
	rescued?: true;
}

export const rollFacts: FactsOf<'roll'> = {
	of(before, event) {
		if (event.type !== 'roll.chair-handed' || !isOpen(before.plan)) return null;
		const { from, to, rescued } = event.body;
		return { what: 'chair', from, to, ...(rescued ? { rescued } : {}) };
	},
	rows: { chair: { about: ({ to }) => to } }
};
