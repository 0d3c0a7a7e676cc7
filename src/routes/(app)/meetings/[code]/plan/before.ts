/** The plan as its form shows it: every field under the name that `plan-form.ts` reads. */
import { inputTime } from '#lib/i18n/when.ts';
import type { TextRef } from '#lib/meeting/names.ts';
import type { PlanDetails, QuorumRule } from '#lib/meeting/plan/plan.ts';
import { QUORUMS } from '../../plan-form.ts';

type TextOf = (ref: TextRef | null) => string | null | undefined;

/** `text` looks up what a reference says; erased ones come back empty. */
export function formValues(details: PlanDetails, text: TextOf): Record<string, string[]> {
	const one = (ref: TextRef | null) => [text(ref) ?? ''];
	const time = (at: number | null) => [at === null ? '' : inputTime(at)];
	return {
		title: one(details.title),
		body: one(details.body),
		matter: one(details.matter),
		background: one(details.background),
		decides: one(details.decides),
		leaves: one(details.leaves),
		policyText: details.policies.map((policy) => text(policy.text) ?? ''),
		policySource: details.policies.map((policy) => text(policy.source) ?? ''),
		place: one(details.place),
		outsideLink: one(details.outsideLink),
		starts: time(details.startsAt),
		ends: time(details.endsAt),
		urgentReason: one(details.urgentReason),
		publicNames: [details.publicNames],
		callLines: [details.callLines ?? ''],
		quorum: [quorumName(details.quorum)],
		unitId: details.units.map((unit) => `${unit.id} ${unit.reason}`),
		unitName: details.units.map((unit) => text(unit.name) ?? '')
	};
}

function quorumName({ num, den }: QuorumRule): string {
	const found = Object.entries(QUORUMS).find(([, rule]) => rule.num === num && rule.den === den);
	return found?.[0] ?? 'over-half';
}
