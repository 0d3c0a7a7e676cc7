/**
 * The two clocks of a mediation: how long each side has talked about the open item, of how long it may, and what was
 * given to one and not yet to the other. Whole milliseconds. Rules [Q40] [Q41]; pure.
 *
 * Invariant: what counts as a turn of a side counts on its clock (`turn-limits.ts`), and nothing else: no point of
 * order, no answer that the chair asked for.
 */
import type { Instant, ItemId } from '../names.ts';
import type { MeetingState } from '../registry.ts';
import { elapsed } from './floor.ts';
import { hasSides } from '../parties.ts';
import { SIDES, type QueueState, type Side, type Speaker, type Turn } from './queue.ts';
import { creditLeft, turnsAtSide } from './side-time.ts';
import { secondsFor } from './turn-seconds.ts';
import { rulesOf } from './waiting.ts';

export interface SideClock {
	side: Side;
	/** Talked so far on this item. */
	used: number;
	/** May talk on this item, what was given by hand included; null: the rules set no limit for a side. */
	allowed: number | null;
	/** Turns had, whoever has the floor among them, and allowed. */
	turns: number;
	maxTurns: number | null;
	/** Has the floor, and its clock goes on. */
	running: boolean;
	/** Given to even out, and not used yet: the next turn is longer by it. */
	credit: number;
}

/** Both clocks of the open item at this time; null where there are no sides, or nothing is open. */
export function sideClocks(state: MeetingState, now: Instant): Record<Side, SideClock> | null {
	const { queue, plan } = state;
	if (!hasSides({ plan }) || queue.item === null) return null;
	const of = (side: Side) => clockOf(state, queue.item!, side, now);
	return { a: of('a'), b: of('b') };
}

function clockOf(state: MeetingState, item: ItemId, side: Side, now: Instant): SideClock {
	const { queue } = state;
	const rules = rulesOf(state);
	const turns = turnsAtSide(queue, item, side);
	const limit = rules.limitPer === 'side' ? rules.maxTurns : null;
	const spent = (turn: Turn | Speaker) => ('endedAt' in turn ? turn.spent : elapsed(turn, now));
	const credit = creditLeft(queue, item, side);
	const usual = secondsFor(rules, 'side') * 1000;
	const given = turns.reduce((sum, { allowed }) => sum + allowed, 0);
	return {
		side,
		used: turns.reduce((sum, turn) => sum + spent(turn), 0),
		allowed: limit === null ? null : Math.max(0, limit - turns.length) * usual + given + credit,
		turns: turns.length,
		maxTurns: limit,
		running: isRunning(queue, side),
		credit
	};
}

function isRunning({ speaker }: QueueState, side: Side): boolean {
	if (speaker === null || speaker.response || speaker.entry.stance === 'order') return false;
	return speaker.entry.side === side && speaker.startedAt !== null && speaker.pausedAt === null;
}

/** [Q41] What one side was given more than the other: to be offered to the other, ms; null: they are even. */
export function evenOffer({
	queue
}: Pick<MeetingState, 'queue'>): { side: Side; ms: number } | null {
	const { item } = queue;
	if (item === null) return null;
	const [a, b] = SIDES.map((side) => givenTo(queue, item, side)) as [number, number];
	if (a === b) return null;
	return a > b ? { side: 'b', ms: a - b } : { side: 'a', ms: b - a };
}

/** By hand on its turns, and to even out. */
function givenTo(queue: QueueState, item: ItemId, side: Side): number {
	const byHand = turnsAtSide(queue, item, side).reduce((sum, turn) => sum + (turn.byHand ?? 0), 0);
	const evened = queue.evened.filter((one) => one.item === item && one.side === side);
	return evened.reduce((sum, { ms }) => sum + ms, byHand);
}
