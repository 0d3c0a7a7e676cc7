/** Order and numbers of nested items: 1, 1.1, 1.1.1. */
import type { AgendaItem } from './agenda.ts';
import type { ItemId } from '../names.ts';

interface Nested {
	id: ItemId;
	parent: ItemId | null;
}

/** Level of an item, 1 for the first; whatever its parents say, it ends. */
export function depthOf(items: readonly Nested[], id: ItemId): number {
	let depth = 1;
	let parent = items.find((item) => item.id === id)?.parent ?? null;
	while (parent !== null && depth < items.length) {
		const above = parent;
		depth += 1;
		parent = items.find((item) => item.id === above)?.parent ?? null;
	}
	return depth;
}

/** Where one more child of `parent` goes: after the last of its descendants; at the end for null. */
export function placeUnder(items: readonly Nested[], parent: ItemId | null): number {
	if (parent === null) return items.length;
	const below = new Set([parent]);
	let place = items.findIndex((item) => item.id === parent) + 1;
	for (let i = place; i < items.length; i++) {
		const { id, parent: above } = items[i]!;
		if (above === null || !below.has(above)) continue;
		below.add(id);
		place = i + 1;
	}
	return place;
}

/** The same items with their numbers by the order they stand in; those withdrawn last, without. */
export function numbered(items: readonly AgendaItem[]): AgendaItem[] {
	const shown = items.filter((item) => !item.withdrawn);
	const known = new Set(shown.map((item) => item.id));
	// A parent that was withdrawn leaves its children on the first level.
	const nested = shown.map((item) =>
		item.parent === null || known.has(item.parent) ? item : { ...item, parent: null }
	);
	const numbers = numbersOf(nested);
	const next = nested.map((item) => {
		const number = numbers.get(item.id)!;
		return item.number === number ? item : { ...item, number };
	});
	const gone = items.filter((item) => item.withdrawn);
	return [...next, ...gone.map((item) => (item.number === '' ? item : { ...item, number: '' }))];
}

/** Numbers of nested items by the order they stand in. */
export function numbersOf(items: readonly Nested[]): Map<ItemId, string> {
	const numbers = new Map<ItemId, string>();
	const counts = new Map<ItemId | null, number>();
	for (const { id, parent } of items) {
		const n = (counts.get(parent) ?? 0) + 1;
		counts.set(parent, n);
		numbers.set(id, parent === null ? `${n}` : `${numbers.get(parent) ?? ''}.${n}`);
	}
	return numbers;
}
