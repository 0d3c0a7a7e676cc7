/**
 * From the form of /meetings/new to what a new meeting needs. The rules of a plan stand in
 * `plan/draft.ts`; here a form becomes values and nothing is refused but what cannot be read.
 */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Locale } from '#lib/i18n/paraglide/runtime.js';
import { saySecondsIn } from '#lib/i18n/script.ts';
import type { Localised, SeatRole } from '#lib/meeting/names.ts';
import type { PlanCommand, PlanDraft, QuorumRule } from '#lib/meeting/plan/plan.ts';
import { presetOf, type RulePreset } from '#lib/meeting/queue/presets.ts';
import { pasteRoll, type PasteProblem } from '#lib/meeting/roll/paste.ts';
import type { RollEntry } from '#lib/meeting/roll/roll.ts';

type Create = Extract<PlanCommand, { type: 'plan.create' }>;
export type NewPlan = Omit<Create, 'type' | 'meeting' | 'code'>;

export const QUORUMS: Record<'over-half' | 'two-thirds' | 'none', QuorumRule> = {
	'over-half': { num: 1, den: 2, strict: true },
	'two-thirds': { num: 2, den: 3, strict: false },
	none: { num: 0, den: 1, strict: false }
};

const text = (form: FormData, name: string) => String(form.get(name) ?? '').trim();
const all = (form: FormData, name: string) => form.getAll(name).map((one) => String(one).trim());

/** Everything of a plan but its roll. */
export function planOf(form: FormData): NewPlan {
	const goals = all(form, 'itemGoal');
	const minutes = all(form, 'itemMinutes');
	const preset = text(form, 'preset');
	return {
		draft: draftOf(form),
		preset,
		presetChanges: changesOf(form, presetOf(preset)),
		template: text(form, 'template'),
		items: all(form, 'itemTitle')
			.map((title, index) => ({
				title,
				minutes: wholeBetween(minutes[index], 1, 480, 15),
				goal: goals[index] ?? ''
			}))
			.filter(({ title, goal }) => title !== '' || goal !== '')
	};
}

/** The typed texts, times, units and settings; also used when a plan is amended. */
export function draftOf(form: FormData): PlanDraft {
	const sources = all(form, 'policySource');
	return {
		title: text(form, 'title'),
		body: text(form, 'body'),
		matter: text(form, 'matter'),
		background: text(form, 'background'),
		decides: text(form, 'decides'),
		leaves: text(form, 'leaves'),
		policies: all(form, 'policyText')
			.map((excerpt, index) => ({ text: excerpt, source: sources[index] ?? '' }))
			.filter((policy) => policy.text !== '' || policy.source !== ''),
		place: text(form, 'place'),
		outsideLink: text(form, 'outsideLink'),
		startsAt: instantOf(form, 'starts'),
		endsAt: instantOf(form, 'ends'),
		units: unitsOf(form),
		quorum: quorumOf(text(form, 'quorum') || 'over-half'),
		urgentReason: text(form, 'urgentReason'),
		publicNames: (text(form, 'publicNames') || 'surname') as PlanDraft['publicNames']
	};
}

/** A share of nothing for what no page offers: the rules of a draft refuse it. */
function quorumOf(named: string): QuorumRule {
	const known = Object.entries(QUORUMS).find(([name]) => name === named);
	return known?.[1] ?? { num: 1, den: 0, strict: false };
}

/** Money brings three units of its own (S1.50); the others stand one a line. */
function unitsOf(form: FormData): NonNullable<PlanDraft['units']> {
	const ids = all(form, 'unitId');
	const kept = all(form, 'unitName')
		.map((name, index) => {
			const [id = '', reason = 'matter'] = (ids[index] ?? '').split(' ');
			return { id, name, reason: reason as 'money' | 'matter' | 'other' };
		})
		.filter(({ name }) => name !== '');
	const money =
		form.get('money') === 'on' && !kept.some(({ reason }) => reason === 'money')
			? [m.plan_money_finance(), m.plan_money_discipline(), m.plan_money_audit()]
			: [];
	return [
		...kept,
		...money.map((name) => ({ name, reason: 'money' as const })),
		...text(form, 'units')
			.split(/[\n；;]+/u)
			.map((name) => ({ name: name.trim(), reason: 'matter' as const }))
			.filter(({ name }) => name !== '')
	];
}

/** The browser sends the instant; without scripts the time is read in the server's own zone. */
function instantOf(form: FormData, name: string): number | undefined {
	const exact = text(form, `${name}At`);
	const at = /^\d{12,14}$/u.test(exact) ? Number(exact) : Date.parse(text(form, name));
	return Number.isFinite(at) && at >= 0 ? at : undefined;
}

/** Other times and turns than the preset's, and a line that says so: what is read is what is done. */
function changesOf(form: FormData, preset: RulePreset | undefined): Partial<RulePreset> {
	if (!preset) return {};
	const changes: Partial<RulePreset> = {};
	const lines: Localised[] = [];
	const seconds = text(form, 'turnSeconds');
	if (seconds !== '' && Number(seconds) !== preset.turnSeconds) {
		changes.turnSeconds = wholeBetween(seconds, 10, 3600, preset.turnSeconds);
		const turn = changes.turnSeconds;
		lines.push(
			inEach((locale) =>
				m.organiser_rules_changed_time({ time: saySecondsIn(turn, locale) }, { locale })
			)
		);
	}
	const turns = text(form, 'maxTurns');
	const wanted = turns === 'none' ? null : wholeBetween(turns, 1, 20, preset.maxTurns ?? 2);
	if (turns !== '' && wanted !== preset.maxTurns) {
		changes.maxTurns = wanted;
		lines.push(
			inEach((locale) =>
				wanted === null
					? m.organiser_rules_changed_no_limit({}, { locale })
					: m.organiser_rules_changed_turns({ n: wanted }, { locale })
			)
		);
	}
	return lines.length > 0 ? { ...changes, lines: [...preset.lines, ...lines] } : {};
}

function inEach(sentence: (locale: Locale) => string): Localised {
	return { 'zh-Hans': sentence('zh-Hans'), 'zh-Hant': sentence('zh-Hant'), en: sentence('en') };
}

function wholeBetween(
	typed: string | undefined,
	min: number,
	max: number,
	otherwise: number
): number {
	const n = Math.round(Number(typed));
	return typed && Number.isFinite(n) ? Math.min(max, Math.max(min, n)) : otherwise;
}

const STAFF: readonly [field: string, role: SeatRole][] = [
	['chair', 'chair'],
	['clerk', 'clerk'],
	['timekeeper', 'timekeeper'],
	['helpers', 'helper']
];

/** The pasted lines first, so that their numbers stay, then the staff that is not among them. */
export function rollOf(form: FormData): { entries: RollEntry[]; problems: PasteProblem[] } {
	const { lines, problems } = pasteRoll(String(form.get('roll') ?? ''));
	const entries = lines.map(({ entry }) => entry);
	for (const [field, role] of STAFF)
		for (const name of text(form, field).split(/[、,，;；\n]+/u)) {
			const person = name.trim();
			if (person === '') continue;
			const known = entries.some((entry) => entry.name === person && entry.role === role);
			const seated = role === 'chair' && entries.some((entry) => entry.role === 'chair');
			if (!known && !seated) entries.push(staff(person, role));
		}
	return { entries, problems };
}

/** A staff seat: no vote, counted as an official. */
export function staff(name: string, role: SeatRole): RollEntry {
	return {
		name,
		building: '',
		title: '',
		role,
		votes: false,
		official: role !== 'helper',
		channel: 'hall',
		hasPhone: true
	};
}

/** What was typed, for drawing the form again where there are no scripts. */
export function typedIn(form: FormData): Record<string, string[]> {
	const typed: Record<string, string[]> = {};
	for (const name of new Set(form.keys())) typed[name] = form.getAll(name).map(String);
	return typed;
}
