/**
 * From what an organiser typed to the details of a plan. All texts are checked before the first is
 * stored, so that a refused plan leaves nothing behind.
 */
import type { Context } from '../context.ts';
import type { TextRef } from '../names.ts';
import { NOTICE_DAYS } from '../record/publication.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { parseText, type TextRule } from '../parse-text.ts';
import type { InvitedUnit, PlanDetails, PlanDraft, QuorumRule } from './plan.ts';

/** Graphemes at most, field by field; S1.26 gives the 300 of the background. */
export const PLAN_LIMITS = {
	title: { max: 60, required: true },
	body: { max: 60 },
	matter: { max: 120, required: true },
	background: { max: 300, lines: true },
	decides: { max: 200 },
	leaves: { max: 200 },
	place: { max: 80 },
	outsideLink: { max: 300 },
	urgentReason: { max: 200 }
} as const satisfies Record<string, TextRule>;
const FIELDS = Object.keys(PLAN_LIMITS) as (keyof typeof PLAN_LIMITS)[];

const POLICY: TextRule = { max: 200, required: true, lines: true };
const SOURCE: TextRule = { max: 100 };
const UNIT: TextRule = { max: 60, required: true };
export const MAX_POLICIES = 12;
export const MAX_UNITS = 30;
export const DEFAULT_CAPACITY = 500;

/** More than half of those due. */
const OVER_HALF: QuorumRule = { num: 1, den: 2, strict: true };

/** A draft whose every text is clean and short enough, or the first refusal, with its `field`. */
export function checkDraft(draft: PlanDraft): PlanDraft | Refusal {
	const clean: PlanDraft = { ...draft };
	for (const field of FIELDS) {
		const text = parseText(draft[field], PLAN_LIMITS[field]);
		if (typeof text !== 'string') return at(field, text);
		clean[field] = text;
	}
	if (clean.outsideLink && !isHttps(clean.outsideLink)) return refuse('link-not-https');
	const policies = checkAll(draft.policies ?? [], MAX_POLICIES, (policy) => {
		const text = parseText(policy.text, POLICY);
		const source = parseText(policy.source, SOURCE);
		if (typeof text !== 'string') return at('policies', text);
		return typeof source === 'string' ? { text, source } : at('policies', source);
	});
	if ('refused' in policies) return policies;
	const units = checkAll(draft.units ?? [], MAX_UNITS, (unit) => {
		const name = parseText(unit.name, UNIT);
		return typeof name === 'string' ? { ...unit, name } : at('units', name);
	});
	if ('refused' in units) return units;
	if (draft.startsAt !== undefined && draft.endsAt !== undefined && draft.endsAt <= draft.startsAt)
		return refuse('ends-before-start');
	const { quorum } = draft;
	if (quorum && (quorum.num < 0 || quorum.den < Math.max(1, quorum.num)))
		return refuse('malformed');
	return { ...clean, policies, units };
}

/**
 * Stores the texts of a checked draft. Units that name an id of `before` keep that id and whether
 * they answered; settings that it says nothing of stay as they were.
 */
export function storeDraft(
	draft: PlanDraft,
	context: Context,
	before: PlanDetails | null
): PlanDetails {
	const store = (text: string | undefined): TextRef | null => (text ? context.text(text) : null);
	return {
		title: context.text(draft.title),
		body: store(draft.body),
		matter: context.text(draft.matter),
		background: store(draft.background),
		decides: store(draft.decides),
		leaves: store(draft.leaves),
		policies: (draft.policies ?? []).map((policy) => ({
			text: context.text(policy.text),
			source: store(policy.source)
		})),
		place: store(draft.place),
		outsideLink: store(draft.outsideLink),
		startsAt: draft.startsAt ?? null,
		endsAt: draft.endsAt ?? null,
		units: (draft.units ?? []).map((unit) => storeUnit(unit, context, before)),
		quorum: draft.quorum ?? before?.quorum ?? OVER_HALF,
		urgentReason: store(draft.urgentReason),
		publicNames: draft.publicNames ?? before?.publicNames ?? 'surname',
		capacity: draft.capacity ?? before?.capacity ?? DEFAULT_CAPACITY,
		record: draft.record ?? before?.record ?? 'live',
		noticeDays: draft.noticeDays ?? before?.noticeDays ?? NOTICE_DAYS,
		// 'As is usual' is a choice of its own.
		...(draft.callLines ? { callLines: draft.callLines } : {})
	};
}

function storeUnit(
	unit: NonNullable<PlanDraft['units']>[number],
	context: Context,
	before: PlanDetails | null
): InvitedUnit {
	const known = before?.units.find((one) => one.id === unit.id);
	return {
		id: known?.id ?? context.newId('unit'),
		name: context.text(unit.name),
		reason: unit.reason,
		status: known?.status ?? 'invited'
	};
}

function checkAll<T, U extends object>(
	list: readonly T[],
	max: number,
	check: (one: T) => U | Refusal
): U[] | Refusal {
	if (list.length > max) return refuse('too-many', { max });
	const checked: U[] = [];
	for (const one of list) {
		const result = check(one);
		if ('refused' in result) return result;
		checked.push(result);
	}
	return checked;
}

function at(field: string, refusal: Refusal): Refusal {
	return refuse(refusal.refused, { ...refusal.detail, field });
}

/** A web address over https with a host and nothing that hides where it leads. */
function isHttps(link: string): boolean {
	return /^https:\/\/[^\s/?#@\\]+(?:[/?#]\S*)?$/iu.test(link);
}
