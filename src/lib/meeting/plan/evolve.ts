/** The plan after one event. */
import type { MeetingEvent, StateOf } from '../registry.ts';
import { emptyPlan, type InvitedUnit, type PlanState } from './plan.ts';
import { postpones } from './view.ts';

/** The slice as every phone loads it. */
export const planState: StateOf<'plan'> = { shape: 6, empty: emptyPlan, evolve: evolvePlan };

/** The same reference when the event does not touch the plan. */
function evolvePlan(plan: PlanState, event: MeetingEvent): PlanState {
	switch (event.type) {
		case 'plan.created': {
			const { meeting, code, details, rules, announced, rehearsal } = event.body;
			const closed = event.body.private ? { private: true as const } : {};
			const parties = event.body.parties ? { parties: event.body.parties } : {};
			const announcedAt = announced ? event.at : null;
			const createdAt = event.at;
			const made = { ...plan, meeting, code, details, rules, createdAt, announcedAt };
			return {
				...made,
				phase: 'planned',
				...(rehearsal ? { rehearsal } : {}),
				...closed,
				...parties
			};
		}
		case 'plan.amended':
			return {
				...plan,
				details: event.body.details,
				signInAt: postpones(plan, event) ? null : plan.signInAt
			};
		case 'plan.announced':
			return { ...plan, announcedAt: event.at };
		case 'plan.sign-in-opened':
			return { ...plan, signInAt: event.at, announcedAt: plan.announcedAt ?? event.at };
		case 'plan.opened': {
			// Nobody has to remember announcing it: from now on the code seats people.
			const announcedAt = plan.announcedAt ?? event.at;
			return { ...plan, phase: 'open', openedAt: event.at, announcedAt };
		}
		case 'plan.closed':
			return { ...plan, phase: 'closed', closedAt: event.at, covered: false };
		case 'plan.cancelled': {
			const cancelled = { at: event.at, reason: event.body.reason };
			return { ...plan, phase: 'cancelled', signInAt: null, covered: false, cancelled };
		}
		case 'plan.covered':
			return { ...plan, covered: event.body.covered };
		case 'plan.wall-changed': {
			const { text, off } = event.body;
			const others = plan.offWall.filter((one) => one !== text);
			return { ...plan, offWall: off ? [...others, text] : others };
		}
		case 'plan.unit-noted':
			return withUnit(plan, event.body.unit, event.body.status);
		default:
			return plan;
	}
}

function withUnit(plan: PlanState, id: string, status: InvitedUnit['status']): PlanState {
	if (!plan.details) return plan;
	const units = plan.details.units.map((unit) => (unit.id === id ? { ...unit, status } : unit));
	return { ...plan, details: { ...plan.details, units } };
}
