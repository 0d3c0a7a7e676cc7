/** How often a matter has been gone round (S1.34: 多次协商). */
import type { ItemId } from '../names.ts';
import type { MeetingState } from '../registry.ts';

/**
 * Rounds of discussion on an item, or without one in the whole meeting: rounds of the table, or how often whoever
 * spoke most has had the floor for a turn that counts.
 */
export function roundsOf({ queue }: MeetingState, item: ItemId | null): number {
	const turns = new Map<string, number>();
	for (const { entry, response } of queue.turns) {
		if (response || entry.stance === 'order' || (item !== null && entry.item !== item)) continue;
		turns.set(entry.seat, (turns.get(entry.seat) ?? 0) + 1);
	}
	const table = item === null || queue.item === item ? queue.round : 0;
	return Math.max(table, 0, ...turns.values());
}
