/**
 * The floor: one person's turn from being called to being over. Pure changes of the queue, used by
 * `evolve.ts` alone, and the clock that screens derive from them.
 */
import type { Instant, ItemId } from '../names.ts';
import { getOwn } from '../get-own.ts';
import { withEntry } from '../overlay-record.ts';
import { counts } from './turn-limits.ts';
import {
	emptyQueue,
	type Entry,
	type QueueNow,
	type QueueState,
	type Reason,
	type Speaker,
	type Turn,
	type Undoable
} from './queue.ts';

/** Milliseconds on the clock of a turn; 0 before 开始. Never negative, even when `now` lags. */
export function elapsed(speaker: Speaker, now: Instant): number {
	if (speaker.resumedAt === null) return 0;
	return speaker.spent + Math.max(0, (speaker.pausedAt ?? now) - speaker.resumedAt);
}

/** The floor goes to this entry. */
export function give(
	entry: Entry,
	at: Instant,
	allowed: number,
	response: boolean,
	reasons: Reason[]
): Speaker {
	return {
		entry,
		calledAt: at,
		startedAt: null,
		fact: null,
		resumedAt: null,
		pausedAt: null,
		spent: 0,
		allowed,
		extensions: 0,
		response,
		written: [],
		writing: false,
		reasons,
		ruling: null,
		rulingWords: null
	};
}

export function start(speaker: Speaker, at: Instant, fact: number, writing: boolean): Speaker {
	return { ...speaker, startedAt: at, resumedAt: at, fact, writing };
}

export function pause(speaker: Speaker, at: Instant): Speaker {
	return { ...speaker, pausedAt: at };
}

export function resume(speaker: Speaker, at: Instant): Speaker {
	return { ...speaker, spent: elapsed(speaker, at), resumedAt: at, pausedAt: null };
}

/** [Q45] The floor goes to a point of order; whoever had it keeps the rest of their time. */
export function interrupt(queue: QueueState, speaker: Speaker, at: Instant): QueueState {
	const had = queue.speaker;
	const stands = had && had.startedAt !== null && had.pausedAt === null ? pause(had, at) : had;
	return { ...queue, speaker, interrupted: stands };
}

/** [Q45] Where nobody has the floor any more, it is theirs whose turn stands; their clock waits for 继续. */
export function goOn<Q extends QueueNow>(queue: Q): Q {
	if (queue.speaker || !queue.interrupted) return queue;
	return { ...queue, speaker: queue.interrupted, interrupted: null };
}

/**
 * The turn is over. Somebody who never started has had no turn, unless the chair has ruled on their
 * point of order. A counted turn moves the count and the memory of alternation.
 */
export function finish(queue: QueueState, at: Instant, spent: number): QueueState {
	const { speaker } = queue;
	if (!speaker) return queue;
	const over = { ...queue, speaker: null };
	if (speaker.startedAt === null && speaker.ruling === null) return over;
	const turn: Turn = {
		entry: speaker.entry,
		startedAt: speaker.startedAt ?? speaker.calledAt,
		fact: speaker.fact,
		endedAt: at,
		// The seconds that every clock showed, so that screens, minutes and papers add up the same ones.
		spent: Math.floor(spent / 1000) * 1000,
		allowed: speaker.allowed,
		...(speaker.byHand ? { byHand: speaker.byHand } : {}),
		...(speaker.credit ? { credit: speaker.credit } : {}),
		response: speaker.response,
		written: speaker.written,
		ruling: speaker.ruling,
		rulingWords: speaker.rulingWords
	};
	return { ...over, turns: [...queue.turns, turn], ...heard(queue, turn) };
}

/** Counts and memory after a turn was heard. */
export function heard(
	queue: Pick<QueueNow, 'counts' | 'lastStance' | 'lastSide'>,
	turn: Turn
): Pick<QueueNow, 'counts' | 'lastStance' | 'lastSide'> {
	const { counts: had, lastStance, lastSide } = queue;
	if (!counts(turn)) return { counts: had, lastStance, lastSide };
	const { seat, stance, side } = turn.entry;
	return {
		counts: withEntry(had, seat, (getOwn(had, seat) ?? 0) + 1),
		lastStance: stance === 'for' || stance === 'against' ? stance : lastStance,
		lastSide: stance === 'side' ? side : lastSide
	};
}

/** Counts and memory of the turns on this item. */
export function known(
	turns: readonly Turn[],
	item: ItemId
): Pick<QueueState, 'counts' | 'lastStance' | 'lastSide'> {
	let known: Pick<QueueState, 'counts' | 'lastStance' | 'lastSide'> = emptyQueue();
	for (const turn of turns) if (turn.entry.item === item) known = heard(known, turn);
	const { counts, lastStance, lastSide } = known;
	return { counts, lastStance, lastSide };
}

/** The queue less its history, as an undo keeps it. */
export function nowOf(queue: QueueState): QueueNow {
	const now: QueueNow & Partial<QueueState> = { ...queue };
	delete now.undo;
	delete now.turns;
	delete now.evened;
	return now;
}

/** `next`, with the way back to `queue` for ten seconds. */
export function undoable(
	queue: QueueState,
	what: Undoable,
	at: Instant,
	next: QueueState
): QueueState {
	return { ...next, undo: { what, at, before: nowOf(queue), turns: queue.turns.length } };
}

/** Takes the last undoable step back; finished turns go back to as many as there were. */
export function undone(queue: QueueState): QueueState {
	if (!queue.undo) return queue;
	const { before, turns } = queue.undo;
	return { ...before, turns: queue.turns.slice(0, turns), evened: queue.evened, undo: null };
}
