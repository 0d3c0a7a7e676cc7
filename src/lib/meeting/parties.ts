/**
 * What people are to one another in a meeting of its kind: 甲方, 乙方 and 调解人 where two sides meet, who applies, who
 * objects and who asks in a hearing, whose proposals are heard in pitches. Which there are and what they are called is
 * data of the meeting's template, copied into its plan. Rule [S36] of the roll; pure.
 */
import type { Localised } from './names.ts';
import type { PlanState } from './plan/plan.ts';
import type { Party } from './roll/roll.ts';

/** One of a template's parties: what it is, and what it is called there. */
export interface NamedParty {
	id: Party;
	name: Localised;
}

type Of = Pick<PlanState, 'parties' | 'rules'>;

/** Rules with two sides have these, whatever the template. */
const SIDED: readonly Party[] = ['a', 'b', 'mediator'];

/** True where the rules in force have two sides (双方调解). */
export function hasSides({ plan: { rules } }: { plan: Pick<PlanState, 'rules'> }): boolean {
	return rules?.stances === 'side';
}

/** What one may be in this meeting, in the order of introducing; the last is what all others are. None: nobody asks. */
export function partiesOf(plan: Of): readonly Party[] {
	return hasSides({ plan }) ? SIDED : (plan.parties ?? []).map(({ id }) => id);
}

/** True where it is asked what people are. */
export function hasParties({ plan }: { plan: Of }): boolean {
	return partiesOf(plan).length > 0;
}

/** Somebody stands between two sides, and may talk with one of them alone [T35]. */
export function isMediated({ plan }: { plan: Of }): boolean {
	return partiesOf(plan).includes('mediator');
}

/** A list calls them by another meeting's names: who applies, and whose proposal it is. */
const ALIKE: Partial<Record<Party, Party>> = { a: 'presenter', presenter: 'a' };

/** What a list says, as far as this meeting has it; null: it has nobody of the kind. Where nobody asks it is kept as said. */
export function fittingParty(plan: Of, said: Party | null): Party | null {
	const parties = partiesOf(plan);
	if (said === null || parties.length === 0 || parties.includes(said)) return said;
	const alike = ALIKE[said];
	return alike !== undefined && parties.includes(alike) ? alike : null;
}
