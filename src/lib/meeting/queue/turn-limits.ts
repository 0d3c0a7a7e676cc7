/**
 * Who has had how many turns, and whether another is left (§3.8 maxTurns, §3.9 point 1).
 *
 * Invariant: whoever has the floor now is counted as if that turn were over, so that what is shown
 * while somebody speaks is what holds afterwards.
 */
import type { SeatId } from '../names.ts';
import { getOwn } from '../get-own.ts';
import { sideOfSeat, type Seat } from '../roll/roll.ts';
import type { RulePreset } from './presets.ts';
import type { Entry, QueueNow, Side, Speaker, Stance } from './queue.ts';

/** True when this turn counts: not a point of order, not a response (3.8, R10). */
export function counts(turn: { entry: Entry; response: boolean }): boolean {
	return turn.entry.stance !== 'order' && !turn.response;
}

/** Whose turn is under way, also while it stands for a point of order [Q45]. */
function speakerOf({ speaker, interrupted }: QueueNow): Speaker | null {
	const has = interrupted ?? speaker;
	return has && counts(has) ? has : null;
}

/** Turns this seat has had on the item (in a round-robin: in the round). */
export function turnsOf(queue: QueueNow, seat: SeatId): number {
	return (getOwn(queue.counts, seat) ?? 0) + (speakerOf(queue)?.entry.seat === seat ? 1 : 0);
}

/** Turns that the people of one side have had on the item together. */
export function turnsOfSide(
	queue: QueueNow,
	seats: Readonly<Record<SeatId, Seat>>,
	side: Side
): number {
	let had = speakerOf(queue)?.entry.side === side ? 1 : 0;
	for (const [seat, count] of Object.entries(queue.counts))
		if (sideOfSeat(seats[seat]) === side) had += count;
	return had;
}

/**
 * The number of turns used up when no turn is left for this person and stance, else null. A side's
 * limit also counts those of the side who already wait, so that nobody waits for nothing.
 */
export function usedUp(
	queue: QueueNow,
	rules: RulePreset,
	seats: Readonly<Record<SeatId, Seat>>,
	seat: Seat,
	stance: Stance
): number | null {
	if (rules.maxTurns === null || stance === 'order') return null;
	if (rules.limitPer !== 'side')
		return turnsOf(queue, seat.id) >= rules.maxTurns ? rules.maxTurns : null;
	const side = sideOfSeat(seat);
	if (side === null) return null;
	const waiting = queue.entries.filter((e) => e.side === side && e.stance !== 'order').length;
	return turnsOfSide(queue, seats, side) + waiting >= rules.maxTurns ? rules.maxTurns : null;
}
