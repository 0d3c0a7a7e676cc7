/** The turns of one side on an item, and what of the time given to even out it has not used yet. Pure; rule [Q41]. */
import type { ItemId } from '../names.ts';
import type { QueueState, Side, Speaker, Turn } from './queue.ts';
import { counts } from './turn-limits.ts';

type Heard = Pick<QueueState, 'turns' | 'speaker' | 'interrupted'>;

/** Finished turns that count, whoever has the floor, and whoever stands interrupted by a point of order. */
export function turnsAtSide(
	{ turns, speaker, interrupted }: Heard,
	item: ItemId,
	side: Side
): (Turn | Speaker)[] {
	const now = [speaker, interrupted].filter((one) => one !== null);
	return [...turns, ...now].filter(
		(turn) => turn.entry.item === item && turn.entry.side === side && counts(turn)
	);
}

/** Milliseconds given to this side that lengthen its next turn. */
export function creditLeft(
	queue: Heard & Pick<QueueState, 'evened'>,
	item: ItemId,
	side: Side
): number {
	const given = queue.evened
		.filter((one) => one.item === item && one.side === side)
		.reduce((sum, { ms }) => sum + ms, 0);
	const used = turnsAtSide(queue, item, side).reduce((sum, { credit = 0 }) => sum + credit, 0);
	return Math.max(0, given - used);
}
