/** How evenly the speaking is spread (R6, X4): time and turns per person, role and way. Pure. */
import { isPresent } from '../attendance/attendance.ts';
import type { MeetingState } from '../registry.ts';
import type { ItemId, SeatId, SeatRole } from '../names.ts';
import { seatOf } from '../roll/roll.ts';
import { counts } from './turn-limits.ts';
import type { QueueState, Turn } from './queue.ts';
import { wayOf, type Way } from './view.ts';

export interface Share<K> {
	key: K;
	/** Milliseconds. */
	spent: number;
	/** Turns that count; points of order and responses are in the time alone. */
	turns: number;
	/** Of all time spoken, in whole per mille; all shares together are 1000, or 0 in silence. */
	permille: number;
	/** The same in whole percent; all shares together are 100. */
	percent: number;
}

export interface Fairness {
	spent: number;
	turns: number;
	/** The longest first. */
	people: Share<SeatId>[];
	roles: Share<SeatRole>[];
	/** 居民 and 干部. */
	officials: Share<boolean>[];
	ways: Share<Way>[];
	/** How many of those who spoke have half as much time again for a turn (S35 of the roll). */
	longer: number;
	/** Members and guests present who have not spoken at all, in roll order. */
	silent: SeatId[];
}

/** Finished turns of one item, or of the whole meeting. */
export function fairness(state: MeetingState, item?: ItemId): Fairness {
	const { turns: all } = state.queue;
	const turns = item === undefined ? all : all.filter((turn) => turn.entry.item === item);
	const heard = heardIn(turns);
	const people = sumsOf(turns, ({ entry }) => entry.seat);
	// Looked up by person and not by turn: an evening has thousands, and its record is made twice a second.
	const seat = ({ key }: Sum<SeatId>) => seatOf(state.roll, key);
	return {
		spent: people.reduce((sum, one) => sum + one.spent, 0),
		turns: people.reduce((sum, one) => sum + one.turns, 0),
		people: shares(people),
		roles: shares(sumsOf(people, (sum) => seat(sum)?.role ?? 'guest')),
		officials: shares(sumsOf(people, (sum) => seat(sum)?.official ?? false)),
		ways: shares(
			sumsOf(turns, ({ written, entry }) => (written.length > 0 ? 'written' : wayOf(entry)))
		),
		longer: [...heard].filter((id) => seatOf(state.roll, id)?.moreTime).length,
		silent: state.roll.order.filter((id) => {
			const one = state.roll.seats[id];
			if (!one || one.boundTo !== null || heard.has(id)) return false;
			return (one.role === 'member' || one.role === 'guest') && isPresent(state.attendance, id);
		})
	};
}

/** Buildings of those who are here and silent, of which nobody has spoken. */
export function silentBuildings(
	{ silent, people }: Pick<Fairness, 'silent' | 'people'>,
	buildingOf: (seat: SeatId) => string
): string[] {
	const heard = new Set(people.map(({ key }) => buildingOf(key)));
	const quiet = new Set(silent.map(buildingOf));
	return [...quiet].filter((building) => building !== '' && !heard.has(building));
}

/**
 * Buildings of which nobody who was asked to come was heard, whether anybody of them was there or not (S3.16); those
 * with fewer than `fewest` on the list are left out, for they would be told by name.
 */
export function unheardBuildings(
	heard: Iterable<SeatId>,
	voters: Iterable<SeatId>,
	buildingOf: (seat: SeatId) => string,
	fewest: number
): string[] {
	const spoke = new Set([...heard].map(buildingOf));
	const sizes = new Map<string, number>();
	for (const seat of voters) {
		const building = buildingOf(seat);
		sizes.set(building, (sizes.get(building) ?? 0) + 1);
	}
	return [...sizes].flatMap(([building, size]) =>
		building !== '' && size >= fewest && !spoke.has(building) ? [building] : []
	);
}

/** Who has spoken on this item in any way: also in an earlier round of the table, or asked to respond. */
export function heardOn(
	{ turns, speaker, interrupted }: QueueState,
	item: ItemId | null
): ReadonlySet<SeatId> {
	const heard = heardIn(turns.filter((turn) => turn.entry.item === item));
	for (const one of [speaker, interrupted])
		if (one?.fact != null && one.entry.item === item) heard.add(one.entry.seat);
	return heard;
}

/** Whether somebody has said anything at this meeting, or is saying it. */
export function hasSpoken({ turns, speaker, interrupted }: QueueState, seat: SeatId): boolean {
	const speaks = [speaker, interrupted].some((one) => one?.fact != null && one.entry.seat === seat);
	return heardIn(turns).has(seat) || speaks;
}

/** A ruling may be made of somebody who never said a word. */
function heardIn(turns: readonly Turn[]): Set<SeatId> {
	const heard = new Set<SeatId>();
	for (const { fact, entry } of turns) if (fact !== null) heard.add(entry.seat);
	return heard;
}

type Sum<K> = Pick<Share<K>, 'key' | 'spent' | 'turns'>;

/** Time and turns by key, in the order of first speaking. */
function sumsOf<K, Part extends Turn | Sum<unknown>>(
	parts: readonly Part[],
	keyOf: (part: Part) => K
): Sum<K>[] {
	const by = new Map<K, Sum<K>>();
	for (const part of parts) {
		const key = keyOf(part);
		let sum = by.get(key);
		if (!sum) by.set(key, (sum = { key, spent: 0, turns: 0 }));
		sum.spent += part.spent;
		sum.turns += 'turns' in part ? part.turns : counts(part) ? 1 : 0;
	}
	return [...by.values()];
}

/** The longest first, equal ones in the order of first speaking. */
function shares<K>(sums: readonly Sum<K>[]): Share<K>[] {
	const whole = sums.map((sum): Share<K> => ({ ...sum, permille: 0, percent: 0 }));
	const sorted = whole.sort((a, b) => b.spent - a.spent);
	apportion(sorted, 'permille', 1000);
	apportion(sorted, 'percent', 100);
	return sorted;
}

/** Largest remainder, so that the shares add up to exactly the whole. */
function apportion<K>(sorted: Share<K>[], as: 'permille' | 'percent', whole: number): void {
	const total = sorted.reduce((sum, { spent }) => sum + spent, 0);
	if (total === 0) return;
	for (const share of sorted) share[as] = Math.floor((share.spent * whole) / total);
	const missing = whole - sorted.reduce((sum, share) => sum + share[as], 0);
	[...sorted]
		.sort((a, b) => ((b.spent * whole) % total) - ((a.spent * whole) % total))
		.slice(0, missing)
		.forEach((share) => share[as]++);
}
