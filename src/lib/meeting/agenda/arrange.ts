/**
 * What the shared document says becomes a fact: only what changed, and nothing that was opened or used
 * ever vanishes. Rules [G5]–[G8].
 */
import type { Context, Outcome } from '../context.ts';
import type { MeetingState } from '../registry.ts';
import type { ItemId, TextRef } from '../names.ts';
import { refuseUnlessPlannedOrOpen } from '../phase.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { parseText } from '../parse-text.ts';
import {
	ITEM_LIMITS,
	MAX_DEPTH,
	MAX_EXCERPTS,
	MAX_ITEMS,
	type AgendaCommand,
	type AgendaItem,
	type Excerpt,
	type ItemToArrange,
	type ItemWords
} from './agenda.ts';
import { placeUnder } from './outline.ts';
import { isUsed } from './used.ts';
import { droppedBy } from './wordings.ts';

type Arrange = Extract<AgendaCommand, { type: 'agenda.arrange' }>;

/** The changes as one fact; none when nothing changed. */
export function arrange(state: MeetingState, command: Arrange, context: Context): Outcome {
	const refusal = refuseUnlessPlannedOrOpen(state) ?? misshapen(command);
	if (refusal) return refusal;
	const known = new Map(state.agenda.items.map((item) => [item.id, item]));
	const items: ItemWords[] = [];
	for (const told of command.items) {
		const before = known.get(told.id);
		if (before && !before.withdrawn && isSame(before, told)) continue;
		const words = wordsOf(told, before, context);
		if ('refused' in words) return words;
		items.push(words);
	}
	const gone = command.gone.filter((id) => known.get(id)?.withdrawn === false);
	const withdrawn = gone.filter((id) => isUsed(state, id));
	const removed = gone.filter((id) => !withdrawn.includes(id));
	const order = orderOf(state.agenda.items, command, items);
	const before = state.agenda.items.filter((item) => !item.withdrawn && !gone.includes(item.id));
	const same = order.length === before.length && order.every((id, i) => before[i]?.id === id);
	if (same && items.length === 0 && gone.length === 0) return { events: [] };
	const dropped = droppedBy(state, items, removed);
	const rest = dropped.length > 0 ? { dropped } : {};
	const body = { items, order: same ? null : order, removed, withdrawn, ...rest };
	return { events: [{ type: 'agenda.arranged', body }] };
}

/** An outline names each item once, after its parent and inside it, at most three levels deep. */
function misshapen({ items, gone }: Arrange): Refusal | null {
	if (items.length > MAX_ITEMS) return refuse('too-many', { max: MAX_ITEMS });
	const path: ItemId[] = [];
	const seen = new Set(gone);
	for (const item of items) {
		if (seen.has(item.id)) return refuse('malformed');
		seen.add(item.id);
		const above = item.parent === null ? 0 : path.indexOf(item.parent) + 1;
		if (item.parent !== null && above === 0) return refuse('malformed');
		if (above >= MAX_DEPTH) return refuse('too-deep', { max: MAX_DEPTH });
		path.length = above;
		path.push(item.id);
	}
	return null;
}

function isSame(before: AgendaItem, told: ItemToArrange): boolean {
	const texts = told.title ?? told.goal ?? told.excerpts;
	const { parent, kind, minutes } = before;
	return (
		texts === undefined && parent === told.parent && kind === told.kind && minutes === told.minutes
	);
}

function wordsOf(
	told: ItemToArrange,
	before: AgendaItem | undefined,
	context: Context
): ItemWords | Refusal {
	const { id, parent, kind, minutes } = told;
	const title = kept(
		told.title,
		before?.title,
		{ max: ITEM_LIMITS.title, required: true },
		context
	);
	const goal = kept(told.goal, before?.goal ?? null, { max: ITEM_LIMITS.goal }, context);
	const excerpts = excerptsOf(told.excerpts, before?.excerpts ?? [], context);
	if (!title) return refuse('malformed');
	if ('refused' in title) return title;
	if (goal && 'refused' in goal) return goal;
	if ('refused' in excerpts) return excerpts;
	return { id, parent, title, kind, minutes, goal: goal ?? null, excerpts };
}

/** The text as it was where nothing is said; a new one where something is; null for ''. */
function kept<T extends TextRef | null | undefined>(
	text: string | undefined,
	before: T,
	rule: { max: number; required?: boolean },
	context: Context
): T | TextRef | null | Refusal {
	if (text === undefined) return before;
	const clean = parseText(text, rule);
	if (typeof clean !== 'string') return clean;
	return clean === '' ? null : context.text(clean);
}

function excerptsOf(
	told: ItemToArrange['excerpts'],
	before: Excerpt[],
	context: Context
): Excerpt[] | Refusal {
	if (!told) return before;
	if (told.length > MAX_EXCERPTS) return refuse('too-many', { max: MAX_EXCERPTS });
	const excerpts: Excerpt[] = [];
	for (const one of told) {
		const text = parseText(one.text, { max: ITEM_LIMITS.excerpt, required: true, lines: true });
		const source = parseText(one.source, { max: ITEM_LIMITS.source });
		if (typeof text !== 'string') return text;
		if (typeof source !== 'string') return source;
		excerpts.push({
			text: context.text(text),
			source: source === '' ? null : context.text(source)
		});
	}
	return excerpts;
}

/** The order told, and in it those the document has not heard of yet, each last under its parent. */
function orderOf(before: readonly AgendaItem[], command: Arrange, words: ItemWords[]): ItemId[] {
	const order: { id: ItemId; parent: ItemId | null }[] = [...command.items];
	const told = new Set([...order, ...words].map((item) => item.id));
	for (const item of before) {
		if (item.withdrawn || told.has(item.id) || command.gone.includes(item.id)) continue;
		order.splice(placeUnder(order, item.parent), 0, item);
	}
	return order.map((item) => item.id);
}
