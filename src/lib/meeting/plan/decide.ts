/** Decides the life of a meeting: made, amended, announced, opened, closed. Rules [P1]… in RULES.md. */
import { parseText } from '../parse-text.ts';
import { MAX_CANCEL_REASON } from './plan.ts';
import { getOwn } from '../get-own.ts';
import type { Excerpt } from '../agenda/agenda.ts';
import { isRefusal, type Context, type Outcome } from '../context.ts';
import { forgetPerson } from '../forget-person.ts';
import type { Derived, Hooks } from '../hooks.ts';
import type { Hidden, MeetingState } from '../registry.ts';
import { hasSides } from '../parties.ts';
import { withChanges } from '../queue/preset-changes.ts';
import { presetOf } from '../queue/presets.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { newStages, templateOf, type Template } from '../runsheet/templates.ts';
import { checkDraft, storeDraft } from './draft.ts';
import { checkItems, type NewItem } from './items.ts';
import { refuseUnlessOpen, refuseUnlessPlannedOrOpen } from '../phase.ts';
import type { CreatedItem, PlanCommand, PlanEvent, PlanState } from './plan.ts';
import { isPutOff } from './view.ts';

type Create = Extract<PlanCommand, { type: 'plan.create' }>;

/** Events for one command of the plan, or why not. */
export function decidePlan(
	state: MeetingState,
	hidden: Hidden,
	command: PlanCommand,
	context: Context,
	hooks: Hooks
): Outcome {
	switch (command.type) {
		case 'plan.create':
			return create(state, command, context);
		case 'plan.amend': {
			const refusal = refuseUnlessPlanned(state);
			if (refusal) return refusal;
			const draft = checkDraft(command.draft);
			if ('refused' in draft) return draft;
			const details = storeDraft(draft, context, state.plan.details);
			const event = { type: 'plan.amended', body: { details } } as const;
			const putOff = isPutOff(state.plan, details, context.now);
			return { events: [event], hidden: putOff ? hooks.onPutOff(hidden) : [] };
		}
		case 'plan.announce': {
			const refusal = refuseUnlessPlannedOrOpen(state);
			if (refusal) return refusal;
			if (state.plan.announcedAt !== null) return { events: [] };
			return { events: [{ type: 'plan.announced', body: {} }] };
		}
		case 'plan.open-sign-in': {
			const refusal = refuseUnlessPlanned(state);
			if (refusal) return refusal;
			// By itself it opens what was announced; what is still a draft only somebody who works here opens.
			if (context.actor.role === 'clock' && state.plan.announcedAt === null) return { events: [] };
			if (state.plan.signInAt !== null) return { events: [] };
			return { events: [{ type: 'plan.sign-in-opened', body: {} }] };
		}
		case 'plan.open':
			return open(state, hidden, context, hooks);
		case 'plan.close':
			return close(state, hidden, context, hooks);
		case 'plan.cancel':
			return cancel(state, command.reason, context);
		case 'plan.cover': {
			const refusal = refuseUnlessPlannedOrOpen(state);
			if (refusal) return refusal;
			if (state.plan.covered === command.covered) return { events: [] };
			return { events: [{ type: 'plan.covered', body: { covered: command.covered } }] };
		}
		case 'plan.off-wall': {
			const { text, off } = command;
			const refusal = refuseUnlessOpen(state);
			if (refusal) return refusal;
			if (!context.knowsText(text)) return refuse('no-such-text');
			if (state.plan.offWall.includes(text) === off) return { events: [] };
			return { events: [{ type: 'plan.wall-changed', body: { text, off } }] };
		}
		case 'plan.unit': {
			const refusal = refuseUnlessPlannedOrOpen(state);
			if (refusal) return refusal;
			const unit = state.plan.details?.units.find((one) => one.id === command.unit);
			if (!unit) return refuse('no-such-unit');
			if (unit.status === command.status) return { events: [] };
			const body = { unit: unit.id, status: command.status };
			return { events: [{ type: 'plan.unit-noted', body }] };
		}
		case 'plan.erase':
			return erase(state, hidden, command.text, context, hooks);
	}
}

function create(state: MeetingState, command: Create, context: Context): Outcome {
	if (state.plan.phase !== 'none') return refuse('conflict');
	const preset = presetOf(command.preset);
	if (!preset) return refuse('no-such-preset');
	const rules = withChanges(preset, command.presetChanges ?? {});
	if (!rules) return refuse('rules-do-not-fit');
	const template = templateOf(command.template);
	if (!template) return refuse('no-such-template');
	const draft = checkDraft(command.draft);
	if ('refused' in draft) return draft;
	if (template.needsReason && !draft.urgentReason) return refuse('needs-reason');
	const items = checkItems(command.items);
	if ('refused' in items) return items;
	const details = storeDraft(draft, context, null);
	const body = {
		meeting: command.meeting,
		code: command.code,
		details,
		rules,
		template: template.id,
		stages: newStages(template),
		items: createdItems(items, context),
		...(command.rehearsal ? { rehearsal: true as const } : {}),
		...((command.private ?? template.private) ? { private: true as const } : {}),
		// Rules with two sides bring their own.
		...(template.parties && !hasSides({ plan: { rules } }) ? { parties: template.parties } : {})
	};
	// An urgent meeting needs no agenda (S1.10): the matter itself is its one item.
	if (body.items.length === 0)
		body.items.push({
			id: context.newId('item'),
			title: details.matter,
			minutes: discussionMinutes(template),
			goal: null
		});
	return { events: [{ type: 'plan.created', body }] };
}

function createdItems(items: readonly NewItem[], context: Context): CreatedItem[] {
	const created: CreatedItem[] = [];
	for (const { title, minutes, goal, kind, parent, excerpts = [] } of items)
		created.push({
			...{ id: context.newId('item'), title: context.text(title), minutes },
			goal: goal ? context.text(goal) : null,
			...(kind ? { kind } : {}),
			...(parent === undefined ? {} : { parent: created[parent]!.id }),
			...(excerpts.length > 0 ? { excerpts: excerpts.map((one) => excerptOf(one, context)) } : {})
		});
	return created;
}

function excerptOf({ text, source }: { text: string; source?: string }, context: Context): Excerpt {
	return { text: context.text(text), source: source ? context.text(source) : null };
}

function discussionMinutes(template: Template): number {
	return template.stages.find((stage) => stage.kind === 'discussion')?.minutes ?? 0;
}

function open(state: MeetingState, hidden: Hidden, context: Context, hooks: Hooks): Outcome {
	const refusal = refuseUnlessPlanned(state);
	if (refusal) return refusal;
	const first = state.runsheet.stages[0];
	if (!first) return refuse('no-such-stage');
	const begun = hooks.onStage(state, hidden, first, context, hooks);
	return {
		...begun,
		events: [{ type: 'plan.opened', body: { stage: first.id } }, ...begun.events]
	};
}

function close(state: MeetingState, hidden: Hidden, context: Context, hooks: Hooks): Outcome {
	const refusal = refuseUnlessOpen(state);
	if (refusal) return refusal;
	const ended = hooks.onClose(state, hidden, context);
	if (isRefusal(ended)) return ended;
	return { ...ended, events: [...ended.events, { type: 'plan.closed', body: {} }] };
}

/** [P19] Before it opens; afterwards it is closed. */
function cancel(state: MeetingState, typed: string, context: Context): Outcome {
	const refusal = refuseUnlessPlanned(state);
	if (refusal) return refusal;
	const reason = parseText(typed, { max: MAX_CANCEL_REASON, required: true });
	if (typeof reason !== 'string') return typed.trim() ? reason : refuse('cancel-needs-reason');
	return { events: [{ type: 'plan.cancelled', body: { reason: context.text(reason) } }] };
}

/** Erasing is a right that does not end with the meeting (L18), so no phase refuses it. */
function erase(
	state: MeetingState,
	hidden: Hidden,
	id: string,
	context: Context,
	hooks: Hooks
): Outcome {
	if (state.plan.phase === 'none') return refuse('not-open');
	if (getOwn(state.roll.seats, id) === undefined) {
		if (!context.knowsText(id)) return refuse('no-such-text');
		const texts = [id, ...hooks.erasedWith(state, id)];
		return {
			events: texts.map((text) => ({ type: 'plan.erased', body: { what: 'text', id: text } })),
			hidden: texts.flatMap((text) => hooks.onErase(hidden, text))
		};
	}
	// A reason given after the name was erased can be erased once more.
	if (hidden.roll.people.get(id) === null)
		return { events: [], hidden: hooks.onForget(hidden, id) };
	return {
		events: [{ type: 'plan.erased', body: { what: 'person', id } }],
		hidden: forgetPerson(hidden, id, hooks)
	};
}

/** [P13] What is made of texts that are all off the big screen is off it before it is there. */
export function stayOffWall({ offWall }: PlanState, made: readonly Derived[]): PlanEvent[] {
	const off = new Set(offWall);
	const events: PlanEvent[] = [];
	for (const { text, from } of made) {
		if (off.has(text) || from.length === 0 || !from.every((one) => off.has(one))) continue;
		off.add(text);
		events.push({ type: 'plan.wall-changed', body: { text, off: true } });
	}
	return events;
}

function refuseUnlessPlanned(state: MeetingState): Refusal | null {
	if (state.plan.phase === 'planned') return null;
	if (state.plan.phase === 'open') return refuse('already-open');
	return refuseUnlessPlannedOrOpen(state);
}
