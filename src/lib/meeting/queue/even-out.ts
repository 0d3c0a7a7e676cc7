/** Time given to one side because the other was given it. Pure changes of the queue, used by `evolve.ts` alone; rule [Q41]. */
import type { Entry, Evened, QueueState } from './queue.ts';
import { creditLeft } from './side-time.ts';
import { counts } from './turn-limits.ts';

/** What lengthens this turn because the other side was given it; points of order are no turn of a side. */
export function creditFor(queue: QueueState, { item, side, stance }: Entry): number {
	return side === null || stance === 'order' ? 0 : creditLeft(queue, item, side);
}

/** [Q41] Whoever speaks for that side has it at once, else the side's next turn. */
export function evenOut(queue: QueueState, given: Evened): QueueState {
	const next = { ...queue, evened: [...queue.evened, given] };
	const { speaker } = queue;
	if (!speaker || speaker.entry.side !== given.side || !counts(speaker)) return next;
	const { allowed, credit = 0 } = speaker;
	const longer = { ...speaker, allowed: allowed + given.ms, credit: credit + given.ms };
	return { ...next, speaker: longer, undo: null };
}
