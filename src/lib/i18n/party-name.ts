/** What one of a meeting's parties is called: by its template, and where rules with two sides bring them, 甲方, 乙方, 调解人. */
import type { PlanState } from '#lib/meeting/plan/plan.ts';
import type { Party } from '#lib/meeting/roll/roll.ts';
import { m } from './paraglide/messages.js';
import { getLocale } from './paraglide/runtime.js';

const SIDES: Partial<Record<Party, () => string>> = {
	a: m.queue_side_a,
	b: m.queue_side_b,
	mediator: m.roll_side_mediator
};

/** 甲方, 申请方, 提案人 …; '' for what this meeting has not. */
export function partyName({ parties }: Pick<PlanState, 'parties'>, party: Party): string {
	const named = parties?.find(({ id }) => id === party);
	return named ? named.name[getLocale()] : (SIDES[party]?.() ?? '');
}
