/** How many have voted, by source: told at once, and what comes within a second after it together. */
import type { Context } from '../context.ts';
import type { SeatId } from '../names.ts';
import type { Hidden, MeetingState } from '../registry.ts';
import { SOURCES, type BallotsEvent, type Turnout, type Vote } from './ballots.ts';
import {
	hiddenBallots,
	hiddenVote,
	type BallotsWrite,
	type HiddenBallots,
	type HiddenVote
} from './hidden.ts';
import { papersOf } from './paper-entries.ts';

/** ms */
const EVERY = 1000;

/** People who have voted, by source. */
export function turnoutOf({ cast, counted, ballots, entries }: HiddenVote): Turnout {
	const turnout: Turnout = {};
	const add = (source: (typeof SOURCES)[number], n: number) => {
		if (n > 0) turnout[source] = (turnout[source] ?? 0) + n;
	};
	for (const source of cast.values()) add(source, 1);
	// Of secret ballots nobody knows who has cast them.
	if (cast.size === 0) for (const { signed } of ballots.values()) if (signed) add('secret', 1);
	for (const [source, { second, counts }] of counted)
		if (second !== null) add(source, countedPeople(counts));
	add('paper', papersOf({ entries }).size);
	return turnout;
}

/** Whether this person has voted, as far as it is known: of unsigned votes only while they are open. */
export function hasVoted({ ballots }: MeetingState, hidden: Hidden, seat: SeatId): boolean {
	return ballots.votes.some(
		({ id, result, step }) =>
			hiddenVote(hidden.ballots, id).cast.has(seat) ||
			// Of a secret vote: whoever was given a ballot may have cast it.
			(step !== 'annulled' && hiddenVote(hidden.ballots, id).issued.has(seat)) ||
			result?.box.some(({ seats }) => seats?.includes(seat))
	);
}

/** People whom a count in the hall names: each chose one thing. */
export function countedPeople(counts: Readonly<Record<string, number>>): number {
	return Object.values(counts).reduce((sum, n) => sum + n, 0);
}

/** The event that tells what these writes add, or nothing where a second has not passed [E15]. */
export function turnoutAfter(
	hidden: HiddenBallots,
	vote: Vote,
	writes: readonly BallotsWrite[],
	{ now }: Context
): BallotsEvent[] {
	if (vote.turnoutAt !== null) return [];
	return tellTurnout(writes.reduce(hiddenBallots.apply, hidden), vote, now + EVERY);
}

/** The same where it falls: told at once, for fewer ballots than were told would be taken for lost ones (E22). */
export function turnoutFallen(
	hidden: HiddenBallots,
	vote: Vote,
	writes: readonly BallotsWrite[],
	{ now }: Context
): BallotsEvent[] {
	const next = vote.turnoutAt ?? now + EVERY;
	return tellTurnout(writes.reduce(hiddenBallots.apply, hidden), vote, next);
}

/** The event that brings the turnout up to date, if it is not; `next`: when it is told again. */
export function tellTurnout(
	hidden: HiddenBallots,
	vote: Vote,
	next: number | null
): BallotsEvent[] {
	const turnout = turnoutOf(hiddenVote(hidden, vote.id));
	const same = SOURCES.every((source) => turnout[source] === vote.turnout[source]);
	if (same && (next !== null || vote.turnoutAt === null)) return [];
	return [{ type: 'ballots.turnout-told', body: { vote: vote.id, turnout, next } }];
}
