/**
 * Edits of the shared agenda, for editors and for the server. Each changes only what it means; wrap
 * several in one `doc.transact` to make them one step.
 *
 * Invariant: an edit that would break the outline (an item under itself, a fourth level, a 51st item)
 * changes nothing and says so with `false`.
 */
import * as Y from 'yjs';
import {
	MAX_DEPTH,
	MAX_ITEMS,
	MAX_MINUTES,
	QUICK_MINUTES,
	type ItemKind
} from '#lib/meeting/agenda/agenda.ts';
import type { ItemId } from '#lib/meeting/names.ts';
import {
	agendaMap,
	ITEM,
	itemIn,
	placeOf,
	readAgenda,
	type OutlineItem,
	type YItem
} from './agenda.ts';
import { addExcerpt, setGoal } from './agenda-texts.ts';
import { LONGEST_PLACE, placeBetween, spreadPlaces } from './places.ts';

/** A spot among siblings: `index` counts them without the item itself. */
export interface Spot {
	parent: ItemId | null;
	index: number;
}

export interface NewAgendaItem {
	id: ItemId;
	title?: string;
	kind?: ItemKind;
	minutes?: number;
	goal?: string;
	excerpts?: { id: string; text: string; source?: string }[];
}

/** The spot before, after or last inside an item; null where there is no such item. */
export function spotAt(
	items: readonly OutlineItem[],
	how: 'before' | 'after' | 'into',
	target: ItemId,
	moving: ItemId | null = null
): Spot | null {
	const found = items.find((item) => item.id === target);
	if (!found || target === moving) return null;
	const siblings = (parent: ItemId | null) =>
		items.filter((item) => item.parent === parent && item.id !== moving);
	if (how === 'into') return { parent: target, index: siblings(target).length };
	const index = siblings(found.parent).findIndex((item) => item.id === target);
	return { parent: found.parent, index: how === 'before' ? index : index + 1 };
}

/** A new item at this spot; at the end where none is given. False when there are too many. */
export function addToAgenda(doc: Y.Doc, item: NewAgendaItem, spot?: Spot): boolean {
	const { items } = readAgenda(doc);
	if (items.length >= MAX_ITEMS || agendaMap(doc).has(item.id)) return false;
	const parent = spot?.parent ?? null;
	const above = parent === null ? 0 : (items.find((one) => one.id === parent)?.depth ?? MAX_DEPTH);
	if (above >= MAX_DEPTH) return false;
	doc.transact(() => {
		const made: YItem = new Y.Map();
		agendaMap(doc).set(item.id, made);
		made.set(ITEM.title, new Y.Text(item.title ?? ''));
		made.set(ITEM.kind, item.kind ?? 'speech');
		made.set(ITEM.minutes, item.minutes ?? QUICK_MINUTES);
		made.set(ITEM.goal, new Y.Text(item.goal ?? ''));
		made.set(ITEM.excerpts, new Y.Map());
		settle(doc, items, item.id, { parent, index: spot?.index ?? Infinity });
		for (const excerpt of item.excerpts ?? []) addExcerpt(doc, item.id, excerpt);
	});
	return true;
}

/** Moves an item with everything below it. False when it can't stand there. */
export function moveInAgenda(doc: Y.Doc, id: ItemId, spot: Spot): boolean {
	const { items } = readAgenda(doc);
	if (!mayMove(items, id, spot.parent)) return false;
	doc.transact(() =>
		settle(
			doc,
			items.filter((item) => item.id !== id),
			id,
			spot
		)
	);
	return true;
}

/** True when an item and what is below it may stand under `parent`: not under itself, not too deep. */
export function mayMove(items: readonly OutlineItem[], id: ItemId, parent: ItemId | null): boolean {
	const subtree = withBelow(items, id);
	const item = subtree[0];
	if (!item) return false;
	if (parent === null) return true;
	const above = items.find((one) => one.id === parent);
	if (!above || subtree.includes(above)) return false;
	const height = Math.max(...subtree.map((one) => one.depth)) - item.depth;
	return above.depth + 1 + height <= MAX_DEPTH;
}

/** An item and all that stand below it, in their order. */
export function withBelow(items: readonly OutlineItem[], id: ItemId): OutlineItem[] {
	const first = items.findIndex((item) => item.id === id);
	if (first < 0) return [];
	const { depth } = items[first]!;
	let end = first + 1;
	while (end < items.length && items[end]!.depth > depth) end += 1;
	return items.slice(first, end);
}

/** Takes an item out, with all below it; gives what `restoreInAgenda` needs to bring them back. */
export function removeFromAgenda(doc: Y.Doc, id: ItemId): ItemId[] {
	const ids = withBelow(readAgenda(doc).items, id).map((item) => item.id);
	doc.transact(() => {
		for (const one of ids) itemIn(doc, one)?.set(ITEM.removed, true);
	});
	return ids;
}

export function restoreInAgenda(doc: Y.Doc, ids: readonly ItemId[]): void {
	doc.transact(() => {
		for (const id of ids) itemIn(doc, id)?.delete(ITEM.removed);
	});
}

export function setKind(doc: Y.Doc, id: ItemId, kind: ItemKind): void {
	itemIn(doc, id)?.set(ITEM.kind, kind);
}

export function setMinutes(doc: Y.Doc, id: ItemId, minutes: number): void {
	itemIn(doc, id)?.set(ITEM.minutes, Math.min(Math.max(Math.round(minutes), 1), MAX_MINUTES));
}

/**
 * Puts one item into another: what is below it, its excerpts and its minutes go along, its goal where the
 * other has none. False when it can't go there.
 */
export function mergeInAgenda(doc: Y.Doc, id: ItemId, into: ItemId): boolean {
	const { items } = readAgenda(doc);
	const from = items.find((item) => item.id === id);
	const target = items.find((item) => item.id === into);
	if (!from || !target || withBelow(items, id).includes(target)) return false;
	const below = items.filter((item) => item.parent === id);
	if (below.some((item) => !mayMove(items, item.id, into))) return false;
	doc.transact(() => {
		for (const item of below) moveInAgenda(doc, item.id, { parent: into, index: Infinity });
		for (const excerpt of from.excerpts)
			addExcerpt(doc, into, { ...excerpt, id: `${excerpt.id}m` });
		if (target.goal === '' && from.goal !== '') setGoal(doc, into, from.goal);
		setMinutes(doc, into, target.minutes + from.minutes);
		itemIn(doc, id)?.set(ITEM.removed, true);
	});
	return true;
}

/** Writes the place of one item; where its siblings' places leave no room, theirs as well. */
function settle(doc: Y.Doc, items: readonly OutlineItem[], id: ItemId, spot: Spot): void {
	const siblings = items.filter((item) => item.parent === spot.parent).map((item) => item.id);
	const index = Math.max(0, Math.min(spot.index, siblings.length));
	const places = siblings.map((one) => placeOf(itemIn(doc, one)!));
	const inOrder = places.every(
		({ under, at }, n) => under === spot.parent && (n === 0 || places[n - 1]!.at < at) && at !== ''
	);
	if (inOrder) {
		const at = placeBetween(places[index - 1]?.at ?? null, places[index]?.at ?? null);
		if (at.length <= LONGEST_PLACE) return put(doc, id, spot.parent, at);
	}
	siblings.splice(index, 0, id);
	const fresh = spreadPlaces(siblings.length);
	siblings.forEach((one, n) => put(doc, one, spot.parent, fresh[n]!));
}

function put(doc: Y.Doc, id: ItemId, under: ItemId | null, at: string): void {
	itemIn(doc, id)?.set(ITEM.place, { under, at });
}
