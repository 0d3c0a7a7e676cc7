/**
 * [S29] The names that somebody reads who scanned the hall's QR, by building, and of a large roll only those of the
 * list that was tapped: two thousand names on one page held everybody for half a second, and a hall scans at once.
 */
import { byBuilding } from '../by-building.ts';
import type { Hidden, MeetingState } from '../registry.ts';
import type { SeatId } from '../names.ts';
import { seatsToAskFor } from './hall-asks.ts';
import { TRUSTED } from './match.ts';
import type { Seat } from './roll.ts';

/** So many names are drawn on one page; and so many stand together at most. */
export const NAMES_AT_ONCE = 100;
/** Where homes are written out, each is a building of its own: more lists than this are put together. */
const MOST_LISTS = 60;

/** Free seats that stand together. */
export interface HallNames {
	/** By which it is asked for: the first seat of the list there, whether somebody sits in it or not. */
	key: SeatId;
	/** The first building and the last, most often the same. */
	from: string;
	to: string;
	/** Numbers of the first and the last of them where a building has several such lists. */
	numbers: { from: number; to: number } | null;
	free: Seat[];
}

interface Part {
	from: string;
	to: string;
	/** Of several parts of one building. */
	one: boolean;
	seats: Seat[];
}

/** Who may be asked for. A list stays the same list while people sit down. */
export function hallNames(state: MeetingState, hidden: Hidden): HallNames[] {
	const free = new Set(seatsToAskFor(state, hidden));
	return partsOf(state, hidden).flatMap(({ from, to, one, seats }) => {
		const there = seats.filter((seat) => free.has(seat));
		if (there.length === 0) return [];
		const numbers = seats.map(({ no }) => no).filter((no) => no > 0);
		const some = one && numbers.length > 0;
		return {
			...{ key: seats[0]!.id, from, to, free: there },
			numbers: some ? { from: numbers[0]!, to: numbers.at(-1)! } : null
		};
	});
}

/** Everybody on the list, whether they have sat down or not, by building as people count them. */
function partsOf({ roll }: MeetingState, hidden: Hidden): Part[] {
	const listed = roll.order
		.map((id) => roll.seats[id]!)
		.filter(
			({ id, guest, role }) => !guest && !TRUSTED.includes(role) && hidden.roll.people.get(id)
		);
	const order = new Intl.Collator('zh', { numeric: true });
	const parts = byBuilding(listed, ({ id }) => hidden.roll.people.get(id)!.building)
		.sort(([a], [b]) => order.compare(a, b))
		.flatMap(([building, here]) => {
			const count = Math.ceil(here.length / NAMES_AT_ONCE);
			return Array.from({ length: count }, (_, n): Part => {
				const seats = here.filter((_, at) => Math.floor(at / NAMES_AT_ONCE) === n);
				return { from: building, to: building, one: count > 1, seats };
			});
		});
	return parts.length > MOST_LISTS ? together(parts) : parts;
}

/** Neighbours in one list, as long as it is not too long. */
function together(parts: readonly Part[]): Part[] {
	const lists: Part[] = [];
	for (const part of parts) {
		const last = lists.at(-1);
		const fits = last && last.seats.length + part.seats.length <= NAMES_AT_ONCE;
		// Who gave no building stands alone.
		if (!fits || last.from === '') lists.push({ ...part });
		else Object.assign(last, { to: part.to, seats: [...last.seats, ...part.seats] });
	}
	return lists;
}
