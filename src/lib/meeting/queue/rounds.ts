/** Rounds of the table: whose hand is of one, and when the next may begin. Rules [Q48] [Q49] in RULES.md; pure. */
import type { MeetingState } from '../registry.ts';
import { isOfRound, type Entry, type QueueState } from './queue.ts';
import { partNow } from './parts.ts';
import { counts } from './turn-limits.ts';
import { rulesOf } from './waiting.ts';

/** This hand is up because it is everybody's turn, one after the other: 过 gives it up. */
export function isOfTable(
	state: Pick<MeetingState, 'plan' | 'runsheet' | 'queue'>,
	entry: Entry
): boolean {
	return isOfRound(entry) && entry.stance === 'none' && rulesOf(state).roundRobin;
}

/** [Q52] Whether the chair may have everybody speak in turn on the open item, or hands again: not where the rules say how. */
export function tableOffered(state: MeetingState): boolean {
	const own = state.plan.rules?.roundRobin ?? false;
	return state.queue.item !== null && !own && partNow(state) === null;
}

/** Somebody has spoken since this round began, by it or by a hand that was up: not all of them said 过. */
export function wasSpoken({ item, roundBegan = 0, turns }: QueueState): boolean {
	return turns.some(
		(turn) => turn.entry.item === item && counts(turn) && (turn.fact ?? 0) > roundBegan
	);
}

/** Which round of the table may be offered now: one was spoken to its end; null: none. */
export function roundOffered(state: MeetingState): number | null {
	const { queue } = state;
	if (!rulesOf(state).roundRobin || queue.item === null || queue.speaker) return null;
	if (queue.round === 0 || queue.entries.some((entry) => isOfTable(state, entry))) return null;
	return wasSpoken(queue) ? queue.round + 1 : null;
}
