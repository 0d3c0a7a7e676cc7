/** What the minutes tell of the plan: opened, closed, which invited units came. */
import { headcountOf, type Headcount } from '../attendance/view.ts';
import type { SeatId, TextRef } from '../names.ts';
import type { FactsOf } from '../registry.ts';
import { chairOf } from '../roll/roll.ts';
import type { InvitedUnit } from './plan.ts';

export type PlanFact =
	| { what: 'opened'; chair: SeatId | null }
	| { what: 'closed'; headcount: Headcount }
	| { what: 'cancelled'; reason: TextRef }
	| { what: 'unit'; name: TextRef; status: InvitedUnit['status'] };

export const planFacts: FactsOf<'plan'> = {
	of(_before, event, after) {
		switch (event.type) {
			case 'plan.opened':
				return { what: 'opened', chair: chairOf(after.roll)?.id ?? null };
			case 'plan.closed':
				return { what: 'closed', headcount: headcountOf(after) };
			case 'plan.cancelled':
				return { what: 'cancelled', reason: event.body.reason };
			case 'plan.unit-noted': {
				const unit = after.plan.details?.units.find((one) => one.id === event.body.unit);
				return unit ? { what: 'unit', name: unit.name, status: unit.status } : null;
			}
			default:
				return null;
		}
	},
	rows: {
		opened: {},
		closed: { chapter: () => ({ is: 'end' }) },
		cancelled: {},
		unit: {}
	}
};
