/**
 * One item more, without the document: from a proposal, or from a group of cards (C20). The host
 * writes it into the document afterwards. Rule [G9].
 */
import type { Context, Outcome } from '../context.ts';
import type { MeetingState } from '../registry.ts';
import type { ItemId, TextRef } from '../names.ts';
import { refuseUnlessPlannedOrOpen } from '../phase.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { parseText } from '../parse-text.ts';
import {
	ITEM_LIMITS,
	itemsShown,
	MAX_DEPTH,
	MAX_ITEMS,
	QUICK_MINUTES,
	type AgendaCommand,
	type AgendaEvent,
	type ItemKind
} from './agenda.ts';
import { depthOf } from './outline.ts';

type AddSub = Extract<AgendaCommand, { type: 'agenda.add-sub' }>;
type Added = Extract<AgendaEvent, { type: 'agenda.added' }>;

export interface NewSubItem {
	/** Null: on the first level. */
	parent: ItemId | null;
	title: TextRef;
	kind: ItemKind;
	minutes?: number;
}

/**
 * The fact of one more item, for the decisions of other slices too; its id is `body.id`. Refused:
 * `no-such-item`, `too-deep`, `too-many`, `closed`.
 */
export function addItem(
	state: MeetingState,
	{ parent, title, kind, minutes = QUICK_MINUTES }: NewSubItem,
	context: Context
): Added | Refusal {
	const refusal = mayAdd(state, parent);
	if (refusal) return refusal;
	const id = context.newId('item');
	return {
		type: 'agenda.added',
		body: { id, parent, title, kind, minutes, goal: null, excerpts: [] }
	};
}

/** Null when one more item fits there. */
export function mayAdd(state: MeetingState, parent: ItemId | null): Refusal | null {
	const refusal = refuseUnlessPlannedOrOpen(state);
	if (refusal) return refusal;
	const shown = itemsShown(state.agenda);
	if (shown.length >= MAX_ITEMS) return refuse('too-many', { max: MAX_ITEMS });
	if (parent === null) return null;
	if (!shown.some((item) => item.id === parent)) return refuse('no-such-item');
	return depthOf(shown, parent) < MAX_DEPTH ? null : refuse('too-deep', { max: MAX_DEPTH });
}

/** `agenda.add-sub`. */
export function addSub(state: MeetingState, command: AddSub, context: Context): Outcome {
	const { parent, kind, minutes } = command;
	const refusal = mayAdd(state, parent);
	if (refusal) return refusal;
	const title = parseText(command.title, { max: ITEM_LIMITS.title, required: true });
	if (typeof title !== 'string') return title;
	const added = addItem(
		state,
		{ parent, title: context.text(title), kind, ...(minutes ? { minutes } : {}) },
		context
	);
	return 'refused' in added ? added : { events: [added] };
}
