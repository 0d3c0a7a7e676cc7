/**
 * Where an item goes when somebody moves it by key or lets go of it: pure, so that finger and keyboard
 * do the same.
 */
import { MAX_DEPTH } from '#lib/meeting/agenda/agenda.ts';
import type { ItemId } from '#lib/meeting/names.ts';
import { mayMove, spotAt, withBelow, type Spot } from './agenda-edits.ts';
import type { OutlineItem } from './agenda.ts';

export type Direction = 'up' | 'down' | 'in' | 'out';

/** One step in a direction; null where it can't go there. */
export function stepSpot(
	items: readonly OutlineItem[],
	id: ItemId,
	direction: Direction
): Spot | null {
	const item = items.find((one) => one.id === id);
	if (!item) return null;
	const siblings = items.filter((one) => one.parent === item.parent);
	const at = siblings.indexOf(item);
	const spot = (): Spot | null => {
		switch (direction) {
			case 'up':
				if (at > 0) return spotAt(items, 'before', siblings[at - 1]!.id, id);
				return item.parent === null ? null : spotAt(items, 'before', item.parent, id);
			case 'down':
				if (at < siblings.length - 1) return spotAt(items, 'after', siblings[at + 1]!.id, id);
				return item.parent === null ? null : spotAt(items, 'after', item.parent, id);
			case 'in':
				return at > 0 ? spotAt(items, 'into', siblings[at - 1]!.id, id) : null;
			case 'out':
				return item.parent === null ? null : spotAt(items, 'after', item.parent, id);
		}
	};
	const found = spot();
	return found && mayMove(items, id, found.parent) ? found : null;
}

/** A gap between the rows that are not being moved, and the level at which the item hangs there. */
export interface Drop {
	/** So many of the other rows stand before it. */
	gap: number;
	depth: number;
	spot: Spot;
}

/**
 * Where it would land in this gap with the pointer at about this level: the nearest level that the rows
 * around it allow. Null where no level does.
 */
export function dropAt(
	items: readonly OutlineItem[],
	id: ItemId,
	gap: number,
	wanted: number
): Drop | null {
	const moving = withBelow(items, id);
	const rest = items.filter((item) => !moving.includes(item));
	const before = rest[gap - 1];
	const deepest = Math.min(before ? before.depth + 1 : 1, MAX_DEPTH);
	const shallowest = rest[gap]?.depth ?? 1;
	for (const depth of near(wanted, shallowest, deepest)) {
		const parent = parentAt(rest, gap, depth);
		if (!mayMove(items, id, parent)) continue;
		const index = rest.slice(0, gap).filter((item) => item.parent === parent).length;
		return { gap, depth, spot: { parent, index } };
	}
	return null;
}

/** Levels from least to most, the wanted one first, then those nearest to it. */
function near(wanted: number, least: number, most: number): number[] {
	const levels: number[] = [];
	for (let depth = least; depth <= most; depth++) levels.push(depth);
	return levels.sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted));
}

function parentAt(rest: readonly OutlineItem[], gap: number, depth: number): ItemId | null {
	for (let at = gap - 1; at >= 0; at--) if (rest[at]!.depth === depth - 1) return rest[at]!.id;
	return null;
}
