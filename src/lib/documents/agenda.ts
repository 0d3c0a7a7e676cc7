/**
 * The agenda as a Yjs document: a map of items, each with its place, and a reader that believes nothing.
 *
 * Invariants: an item has one value `place` for parent and order, so that two people who move it at the
 * same time leave it in one of the two places, whole; nothing is ever deleted and inserted again;
 * taking out sets `removed`. Whatever bytes came, `readAgenda` gives the same outline on every machine:
 * every living item once, after its parent, without a cycle, at most three levels deep.
 */
import * as Y from 'yjs';
import {
	ITEM_KINDS,
	ITEM_LIMITS,
	MAX_DEPTH,
	MAX_EXCERPTS,
	MAX_MINUTES,
	QUICK_MINUTES,
	type ItemKind
} from '#lib/meeting/agenda/agenda.ts';
import type { ItemId } from '#lib/meeting/names.ts';
import { clean, cleanLine, cutTo } from '#lib/meeting/words.ts';
import { comparePlaces, isPlace } from './places.ts';

/** The map of items. */
export const AGENDA = 'agenda';
/** Keys of one item. */
export const ITEM = {
	place: 'place',
	title: 'title',
	kind: 'kind',
	minutes: 'minutes',
	goal: 'goal',
	excerpts: 'excerpts',
	removed: 'removed'
} as const;
/** Keys of one excerpt. */
export const EXCERPT = { place: 'place', text: 'text', source: 'source' } as const;

/** Where an item stands: under whom, and where among those. */
export interface Place {
	under: ItemId | null;
	at: string;
}

export interface OutlineItem {
	id: ItemId;
	parent: ItemId | null;
	/** 1 for the first level. */
	depth: number;
	/** As the room will take it: one line, not too long; may be empty while somebody types. */
	title: string;
	kind: ItemKind;
	minutes: number;
	goal: string;
	excerpts: { id: string; text: string; source: string }[];
}

export interface Outline {
	/** Every living item, after its parent, in the order people read. */
	items: OutlineItem[];
	/** Taken out. */
	gone: ItemId[];
}

/** More entries than this is not an agenda; the rest is not read. */
const MOST = 1_000;
const ID = /^[a-z][A-Za-z0-9_-]{0,40}$/;

export type YItem = Y.Map<unknown>;

/** The map of items. */
export function agendaMap(doc: Y.Doc): Y.Map<unknown> {
	return doc.getMap(AGENDA);
}

/** One item as it is stored; undefined when there is none. */
export function itemIn(doc: Y.Doc, id: ItemId): YItem | undefined {
	const item = agendaMap(doc).get(id);
	return item instanceof Y.Map && ID.test(id) ? item : undefined;
}

/** The same outline from the same content, everywhere. Never throws. */
export function readAgenda(doc: Y.Doc): Outline {
	const entries = entriesOf(doc);
	const living = [...entries.keys()].filter((id) => !entries.get(id)!.removed);
	const parents = parentsOf(living, entries);
	const children = new Map<ItemId | null, ItemId[]>();
	for (const id of living) {
		const parent = parents.get(id)!;
		children.set(parent, [...(children.get(parent) ?? []), id]);
	}
	const items: OutlineItem[] = [];
	const path: ItemId[] = [];
	const visit = (id: ItemId, level: number): void => {
		// Deeper than three levels: beside its parent, at the third.
		const depth = Math.min(level, MAX_DEPTH);
		path.length = depth - 1;
		items.push({ id, parent: path.at(-1) ?? null, depth, ...wordsOf(entries.get(id)!.item) });
		path.push(id);
		for (const child of sorted(children.get(id) ?? [], parents, entries)) visit(child, level + 1);
	};
	for (const id of sorted(children.get(null) ?? [], parents, entries)) visit(id, 1);
	return { items, gone: [...entries.keys()].filter((id) => entries.get(id)!.removed) };
}

interface Entry {
	item: YItem;
	place: Place;
	removed: boolean;
}

function entriesOf(doc: Y.Doc): Map<ItemId, Entry> {
	const entries = new Map<ItemId, Entry>();
	for (const id of [...agendaMap(doc).keys()].sort(comparePlaces).slice(0, MOST)) {
		const item = itemIn(doc, id);
		if (!item) continue;
		entries.set(id, { item, place: placeOf(item), removed: item.get(ITEM.removed) === true });
	}
	return entries;
}

/** Where an item says it stands; at the very start where it says nothing of use. */
export function placeOf(item: YItem): Place {
	const raw = item.get(ITEM.place) as Partial<Place> | undefined;
	const under = typeof raw?.under === 'string' && ID.test(raw.under) ? raw.under : null;
	return { under, at: isPlace(raw?.at) ? raw.at : '' };
}

/**
 * The living parent of each living item. Whoever stands under something removed or unknown stands in
 * its place; where moves made at the same time closed a circle, its first id goes to the first level.
 */
function parentsOf(living: ItemId[], entries: Map<ItemId, Entry>): Map<ItemId, ItemId | null> {
	const parents = new Map<ItemId, ItemId | null>();
	for (const id of living) parents.set(id, livingAbove(id, entries));
	for (const id of living) {
		const seen = new Set<ItemId>();
		let above = parents.get(id)!;
		while (above !== null && above !== id && !seen.has(above)) {
			seen.add(above);
			above = parents.get(above)!;
		}
		if (above === id) parents.set(id, null);
	}
	return parents;
}

function livingAbove(id: ItemId, entries: Map<ItemId, Entry>): ItemId | null {
	const seen = new Set<ItemId>();
	let above = entries.get(id)!.place.under;
	while (above !== null && !seen.has(above)) {
		const entry = entries.get(above);
		if (!entry) return null;
		if (!entry.removed) return above;
		seen.add(above);
		above = entry.place.under;
	}
	return null;
}

/** Siblings in order. One that took the place of a removed parent stands where that parent stood. */
function sorted(
	ids: ItemId[],
	parents: Map<ItemId, ItemId | null>,
	entries: Map<ItemId, Entry>
): ItemId[] {
	const paths = new Map(ids.map((id) => [id, pathOf(id, parents.get(id)!, entries)]));
	return ids.sort((a, b) => comparePaths(paths.get(a)!, paths.get(b)!));
}

function pathOf(id: ItemId, parent: ItemId | null, entries: Map<ItemId, Entry>): string[] {
	const path: string[] = [];
	const seen = new Set<ItemId>();
	let at: ItemId | null = id;
	while (at !== null && at !== parent && !seen.has(at)) {
		const entry = entries.get(at);
		// Above the first living ancestor that is not the parent the order means nothing here.
		if (!entry || (at !== id && !entry.removed)) break;
		seen.add(at);
		path.unshift(entry.place.at, at);
		at = entry.place.under;
	}
	return path;
}

function comparePaths(a: string[], b: string[]): number {
	for (let i = 0; i < Math.min(a.length, b.length); i++) {
		const order = comparePlaces(a[i]!, b[i]!);
		if (order !== 0) return order;
	}
	return a.length - b.length;
}

function wordsOf(item: YItem): Omit<OutlineItem, 'id' | 'parent' | 'depth'> {
	const kind = ITEM_KINDS.find((known) => known === item.get(ITEM.kind)) ?? 'speech';
	const minutes = item.get(ITEM.minutes);
	return {
		title: lineOf(item.get(ITEM.title), ITEM_LIMITS.title),
		kind,
		minutes: Number.isInteger(minutes)
			? Math.min(Math.max(minutes as number, 1), MAX_MINUTES)
			: QUICK_MINUTES,
		goal: lineOf(item.get(ITEM.goal), ITEM_LIMITS.goal),
		excerpts: excerptsIn(item)
			.map(([id, one]) => ({
				id,
				text: cutTo(clean(rawText(one.get(EXCERPT.text))) ?? '', ITEM_LIMITS.excerpt),
				source: lineOf(one.get(EXCERPT.source), ITEM_LIMITS.source)
			}))
			.filter(({ text }) => text !== '')
			.slice(0, MAX_EXCERPTS)
	};
}

/** The excerpts of an item in their order, those still empty too. */
export function excerptsIn(item: YItem): [string, YItem][] {
	const excerpts = item.get(ITEM.excerpts);
	if (!(excerpts instanceof Y.Map)) return [];
	const found: [string, YItem][] = [];
	for (const [id, one] of excerpts.entries())
		if (ID.test(id) && one instanceof Y.Map) found.push([id, one as YItem]);
	const place = (one: YItem) => {
		const at = one.get(EXCERPT.place);
		return isPlace(at) ? at : '';
	};
	return found.sort(
		([a, one], [b, other]) => comparePlaces(place(one), place(other)) || comparePlaces(a, b)
	);
}

/** What a text holds, as it is typed. */
export function rawText(value: unknown): string {
	if (value instanceof Y.Text) return value.toString();
	return typeof value === 'string' ? value : '';
}

function lineOf(value: unknown, max: number): string {
	return cutTo(cleanLine(rawText(value)) ?? '', max);
}
