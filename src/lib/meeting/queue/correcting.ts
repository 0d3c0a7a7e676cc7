/**
 * What is counted and waited for after a correction of the same evening: of turns, floor and list. Pure changes
 * of the queue, used by `evolve.ts` alone. Rules [M20], [M21].
 */
import type { Change } from '../minutes/minutes.ts';
import type { Channel, ItemId, SeatId } from '../names.ts';
import type { MeetingState } from '../registry.ts';
import { sideOfSeat, type Seat } from '../roll/roll.ts';
import { known } from './floor.ts';
import { counts } from './turn-limits.ts';
import type { Entry, QueueState, Speaker, Turn } from './queue.ts';
import { both, heldEntries, leave, onFloor, rulesOf } from './waiting.ts';

/** Who spoke, how they stood or how they came was otherwise; what is counted from turns is counted again. */
export function corrected(
	queue: QueueState,
	fact: number | null,
	change: Change,
	state: MeetingState
): QueueState {
	if (change.is === 'late') return queue;
	if (change.is === 'sign-in')
		return change.came === null ? queue : cameBy(queue, change.seat, change.was, change.came);
	const right = <One extends Speaker | Turn>(one: One): One =>
		one.fact === fact ? { ...one, entry: { ...one.entry, ...correction(state, change) } } : one;
	const speaker = queue.speaker && right(queue.speaker);
	const interrupted = queue.interrupted && right(queue.interrupted);
	const turns = queue.turns.map(right);
	const next = spokeAlready({ ...queue, speaker, interrupted, turns, undo: null }, state);
	const { item } = queue;
	if (item === null) return next;
	const heard = known(turns, item);
	return { ...next, ...heard, counts: countsNow(queue, turns, item, state) };
}

/** Whoever has the floor after all waits for it no longer. */
function spokeAlready(queue: QueueState, state: MeetingState): QueueState {
	const has = queue.speaker?.entry;
	if (!has) return queue;
	const same = ({ seat, stance }: Entry) =>
		seat === has.seat && (stance === 'order') === (has.stance === 'order');
	return leave(queue, state, same);
}

/** They came otherwise than was written: so they wait and have spoken. Where they had changed over, that stays. */
function cameBy(
	queue: QueueState,
	seat: SeatId,
	was: Channel | null,
	channel: Channel
): QueueState {
	const right = (entry: Entry): Entry =>
		entry.seat === seat && entry.channel === was ? { ...entry, channel } : entry;
	const turns = queue.turns.map((turn) => {
		const entry = right(turn.entry);
		return entry === turn.entry ? turn : { ...turn, entry };
	});
	const next = both(queue, (now) => ({
		...now,
		entries: now.entries.map(right),
		...onFloor(now, right)
	}));
	return { ...next, turns };
}

/**
 * [Q39] Somebody is of the other side after all: as such they wait and have spoken, and what is remembered of whose
 * turn it was is remembered anew. The same queue where nothing of theirs stood otherwise.
 */
export function changedSides(
	queue: QueueState,
	state: MeetingState,
	seat: Pick<Seat, 'id' | 'side'>
): QueueState {
	const side = sideOfSeat(seat);
	const isOtherwise = (entry: Entry): boolean => entry.seat === seat.id && entry.side !== side;
	const { speaker, interrupted, turns: had, item } = queue;
	const all = [...heldEntries(queue), ...had.map(({ entry }) => entry)];
	if (!all.some(isOtherwise)) return queue;
	const right = <One extends Speaker | Turn>(one: One): One =>
		isOtherwise(one.entry) ? { ...one, entry: { ...one.entry, side } } : one;
	// Who speaks for no side any more waits for no side's turn.
	const waits = (entry: Entry): boolean => side !== null || entry.stance !== 'side';
	const list = leave(queue, state, (entry) => entry.seat === seat.id && !waits(entry));
	const entries = list.entries.map((entry) => (isOtherwise(entry) ? { ...entry, side } : entry));
	const turns = had.map(right);
	const { lastSide } = item === null ? queue : known(turns, item);
	return {
		...list,
		...{ entries, turns, lastSide, undo: null },
		speaker: speaker && right(speaker),
		interrupted: interrupted && right(interrupted)
	};
}

/** Counted turns per seat; of a round-robin those of this round, which are the last ones, as many as were counted. */
function countsNow(
	{ counts: before }: QueueState,
	turns: readonly Turn[],
	item: ItemId,
	state: MeetingState
): QueueState['counts'] {
	if (rulesOf(state).limitPer !== 'round') return known(turns, item).counts;
	const n = Object.values(before).reduce((sum, one) => sum + one, 0);
	const counted = turns.filter((turn) => turn.entry.item === item && counts(turn));
	return known(n === 0 ? [] : counted.slice(-n), item).counts;
}

function correction(
	{ roll }: MeetingState,
	change: Exclude<Change, { is: 'sign-in' | 'late' }>
): Partial<Entry> {
	if (change.is === 'stance') return { stance: change.stance };
	const seat = roll.seats[change.seat];
	if (!seat) return { seat: change.seat };
	const { channel, speaksFor } = seat;
	return { seat: change.seat, side: sideOfSeat(seat), channel, speaksFor };
}
