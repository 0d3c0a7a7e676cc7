/** Words of the text of agreement that screens, minutes and papers share. */
import type { SigningWay, SignsAs } from '#lib/meeting/agreements/agreements.ts';
import type { PlanState } from '#lib/meeting/plan/plan.ts';
import { m } from './paraglide/messages.js';
import { partyName } from './party-name.ts';

const WAYS: Readonly<Record<SigningWay, () => string>> = {
	drawn: m.agreements_way_drawn,
	typed: m.agreements_way_typed,
	paper: m.agreements_way_paper
};

/** 手写, 打字, 纸上签. */
export function formatSigningWay(way: SigningWay): string {
	return WAYS[way]();
}

/** 甲方, 乙方, 调解人, as this meeting calls them. */
export function formatSignsAs(plan: Pick<PlanState, 'parties'>, as: SignsAs): string {
	return partyName(plan, as);
}
