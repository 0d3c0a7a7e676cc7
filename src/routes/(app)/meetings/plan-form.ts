/**
 * From the form of /meetings/new to what a new meeting needs. The rules of a plan stand in
 * `plan/draft.ts`; here a form becomes values, and nothing is refused but what cannot be read: a number or a
 * time that is none never becomes the usual one.
 */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Locale } from '#lib/i18n/paraglide/runtime.js';
import { formatSecondsIn } from '#lib/i18n/script.ts';
import { exactInstant, wallClockInstant } from '#lib/i18n/typed-time.ts';
import type { Localised, SeatRole } from '#lib/meeting/names.ts';
import type { PlanCommand, PlanDraft, QuorumRule } from '#lib/meeting/plan/plan.ts';
import { presetOf, type RulePreset } from '#lib/meeting/queue/presets.ts';
import { refuse, type Refusal } from '#lib/meeting/refusal.ts';
import { pasteRoll, type PasteProblem } from '#lib/meeting/roll/paste.ts';
import type { Listed } from '#lib/community/community-roll.ts';
import type { RollEntry } from '#lib/meeting/roll/roll.ts';
import { fieldText, sameKey } from '#lib/meeting/words.ts';
import { wholeNumberIn } from '#lib/meeting/parse-text.ts';

type Create = Extract<PlanCommand, { type: 'plan.create' }>;
export type NewPlan = Omit<Create, 'type' | 'meeting' | 'code'>;

export const QUORUMS: Record<'over-half' | 'two-thirds' | 'none', QuorumRule> = {
	'over-half': { num: 1, den: 2, strict: true },
	'two-thirds': { num: 2, den: 3, strict: false },
	none: { num: 0, den: 1, strict: false }
};

/** Far above every limit in characters, so that what is too long meets a sentence. */
const LONGEST_TEXT = 20_000;
const text = (form: FormData, name: string) => fieldText(form.get(name), LONGEST_TEXT).trim();
const all = (form: FormData, name: string) => form.getAll(name).map((one) => String(one).trim());

/** Whole numbers that a plan takes: minutes of an item, seconds of a turn, turns of a person. */
const LIMITS = {
	minutes: { min: 1, max: 480 },
	turn: { min: 10, max: 3600 },
	turns: { min: 1, max: 20 }
};

/** Everything of a plan but its roll; or the first number or time in it that cannot be read. */
export function planOf(form: FormData): NewPlan | Refusal {
	const preset = text(form, 'preset');
	const draft = draftOf(form);
	const items = itemsOf(form);
	const presetChanges = changesOf(form, presetOf(preset));
	for (const part of [draft, items, presetChanges]) if ('refused' in part) return part;
	return {
		...({ draft, items, presetChanges } as Pick<NewPlan, 'draft' | 'items' | 'presetChanges'>),
		preset,
		template: text(form, 'template'),
		// A box that is not ticked sends nothing: the hidden field beside it says that it was there.
		...(form.has('privateAsked') ? { private: form.get('private') === 'on' } : {})
	};
}

/** Rows in which something stands. */
function itemsOf(form: FormData): NewPlan['items'] | Refusal {
	const goals = all(form, 'itemGoal');
	const minutes = all(form, 'itemMinutes');
	const items: NewPlan['items'] = [];
	for (const [index, title] of all(form, 'itemTitle').entries()) {
		const goal = goals[index] ?? '';
		if (title === '' && goal === '') continue;
		const { min, max } = LIMITS.minutes;
		const long = wholeNumberIn(minutes[index], min, max);
		if (long === null)
			return refuse('minutes-out-of-range', { min, max, line: index + 1, field: 'itemMinutes' });
		items.push({ title, minutes: long, goal });
	}
	return items;
}

/** The typed texts, times, units and settings, or a time that is none; also used when a plan is amended. */
export function draftOf(form: FormData): PlanDraft | Refusal {
	const sources = all(form, 'policySource');
	const startsAt = instantOf(form, 'starts');
	if (startsAt === null) return refuse('no-such-start', { field: 'starts' });
	const endsAt = instantOf(form, 'ends');
	if (endsAt === null) return refuse('no-such-end', { field: 'ends' });
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
		startsAt,
		endsAt,
		units: unitsOf(form),
		quorum: quorumOf(text(form, 'quorum') || 'over-half'),
		urgentReason: text(form, 'urgentReason'),
		publicNames: (text(form, 'publicNames') || 'surname') as PlanDraft['publicNames'],
		...callLinesOf(text(form, 'callLines'))
	};
}

/** Nothing chosen is as usual; what no page offers the schema refuses. */
function callLinesOf(chosen: string): Pick<PlanDraft, 'callLines'> {
	return chosen === '' ? {} : { callLines: chosen as PlanDraft['callLines'] };
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

/**
 * The browser sends the instant; without scripts the time is read in the server's own zone. Undefined where
 * nothing was typed, null where it is no time.
 */
function instantOf(form: FormData, name: string): number | null | undefined {
	const exact = text(form, `${name}At`);
	const typed = text(form, name);
	if (exact !== '') return exactInstant(exact);
	return typed === '' ? undefined : wallClockInstant(typed);
}

/** Other times and turns than the preset's, and a line that says so: what is read is what is done. */
function changesOf(form: FormData, preset: RulePreset | undefined): Partial<RulePreset> | Refusal {
	if (!preset) return {};
	const changes: Partial<RulePreset> = {};
	const lines: Localised[] = [];
	const turn = chosenNumber(text(form, 'turnSeconds'), LIMITS.turn, preset.turnSeconds);
	if (turn === null) return refuse('turn-out-of-range', { ...LIMITS.turn, field: 'turnSeconds' });
	if (turn !== preset.turnSeconds) {
		changes.turnSeconds = turn;
		lines.push(
			inEach((locale) =>
				m.organiser_rules_changed_time({ time: formatSecondsIn(turn, locale) }, { locale })
			)
		);
	}
	const said = text(form, 'maxTurns');
	const turns =
		said === 'none' ? 'none' : chosenNumber(said, LIMITS.turns, preset.maxTurns ?? 'none');
	if (turns === null) return refuse('turns-out-of-range', { ...LIMITS.turns, field: 'maxTurns' });
	const wanted = turns === 'none' ? null : turns;
	if (wanted !== preset.maxTurns) {
		changes.maxTurns = wanted;
		lines.push(
			inEach((locale) =>
				wanted === null
					? m.organiser_rules_changed_no_limit({}, { locale })
					: m.organiser_rules_changed_turns({ n: wanted }, { locale })
			)
		);
	}
	// A box that is not ticked sends nothing: the hidden field beside it says that it was there.
	const residentsFirst = form.has('residentsAsked')
		? form.get('residentsFirst') === 'on'
		: preset.residentsFirst;
	if (residentsFirst !== preset.residentsFirst) {
		changes.residentsFirst = residentsFirst;
		lines.push(
			inEach((locale) =>
				residentsFirst
					? m.organiser_rules_changed_residents({}, { locale })
					: m.organiser_rules_changed_residents_not({}, { locale })
			)
		);
	}
	return lines.length > 0 ? { ...changes, lines: [...preset.lines, ...lines] } : {};
}

function inEach(sentence: (locale: Locale) => string): Localised {
	return { 'zh-Hans': sentence('zh-Hans'), 'zh-Hant': sentence('zh-Hant'), en: sentence('en') };
}

/** Nothing chosen means the preset's own; null is no number within the limits. */
function chosenNumber<Own>(
	typed: string,
	{ min, max }: { min: number; max: number },
	own: Own
): number | Own | null {
	return typed === '' ? own : wholeNumberIn(typed, min, max);
}

const STAFF: readonly [field: string, role: SeatRole][] = [
	['chair', 'chair'],
	['clerk', 'clerk'],
	['timekeeper', 'timekeeper'],
	['helpers', 'helper']
];

/**
 * Whom the organiser chose from the community's roll, then the pasted lines that are nobody of these, so that their
 * numbers stay, then the staff that is not among them.
 */
export function rollOf(
	form: FormData,
	roll: readonly Listed[] = []
): { entries: RollEntry[]; problems: PasteProblem[] } {
	const { lines, problems } = pasteRoll(String(form.get('roll') ?? ''));
	const ids = new Set(form.getAll('listed').map(String));
	const listed = roll.flatMap(({ id, entry }) => (ids.has(id) ? [entry] : []));
	const isListed = (one: RollEntry) =>
		listed.some((other) => sameKey(one.name, one.building) === sameKey(other.name, other.building));
	const pasted = lines.map(({ entry }) => entry).filter((entry) => !isListed(entry));
	const entries: RollEntry[] = [...listed, ...pasted];
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
