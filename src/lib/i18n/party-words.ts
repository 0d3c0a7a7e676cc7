/** What is said of a meeting's parties together, and beside whoever is one. */
import { hasSides, isMediated, partiesOf } from '#lib/meeting/parties.ts';
import type { Party } from '#lib/meeting/roll/roll.ts';
import type { PlanState } from '#lib/meeting/plan/plan.ts';
import { formatList } from './list.ts';
import { m } from './paraglide/messages.js';
import { partyName } from './party-name.ts';

type Of = Pick<PlanState, 'parties' | 'rules'>;

/** What the list of who is which is headed by. */
export function partiesTitle(plan: Of): string {
	return isMediated({ plan }) ? m.roll_sides() : m.roll_parties();
}

/** 4人还没分甲乙方; two sides and who mediates have words that everybody knows. */
export function partiesMissing(plan: Of, n: number): string {
	if (isMediated({ plan })) return m.roll_sides_missing({ n });
	const parties = formatList(partiesOf(plan).map((party) => partyName(plan, party)));
	return m.roll_parties_missing({ n, parties });
}

/** 申请方 beside a name, where whose party speaks is no stance of its own; '' where there are none. */
export function partyBeside(plan: Of, party: Party | null | undefined): string {
	return party && !hasSides({ plan }) && partiesOf(plan).includes(party)
		? partyName(plan, party)
		: '';
}
