/** ③ 介绍主体 (S1.27): who is here, by role, remote ones included; staff apart. */
import { attendanceOf } from '../attendance/attendance.ts';
import { isHere } from '../attendance/view.ts';
import type { Directory } from '../directory.ts';
import type { MeetingState } from '../registry.ts';
import type { SeatId } from '../names.ts';
import { hasParties, partiesOf } from '../parties.ts';
import { isStaff, type Party, type Seat } from '../roll/roll.ts';

export interface PartyGroup {
	/** Which of the meeting's parties these are; null: of none. */
	side: Party | null;
	/** 身份 as on the roll; '' where it was erased or not given, and of a party. */
	title: string;
	seats: SeatId[];
}

export interface Parties {
	/** Those who came to talk, with a vote or without. */
	groups: PartyGroup[];
	staff: SeatId[];
}

/** The parties first, where there are parties; then groups in the order in which the roll first names their role. */
export function partiesView(state: MeetingState, directory: Directory): Parties {
	const { talking, staff } = here(state);
	const asked = hasParties(state);
	const sideOf = (seat: SeatId) => (asked ? (state.roll.seats[seat]?.side ?? null) : null);
	const groups = new Map<string, SeatId[]>();
	for (const seat of talking) {
		if (sideOf(seat) !== null) continue;
		const title = directory[seat]?.title ?? '';
		groups.set(title, [...(groups.get(title) ?? []), seat]);
	}
	const sides = partiesOf(state.plan)
		.map((side) => ({
			side,
			title: '',
			seats: talking.filter((seat) => sideOf(seat) === side)
		}))
		.filter(({ seats }) => seats.length > 0);
	const others = [...groups].map(([title, seats]) => ({ side: null, title, seats }));
	return { groups: [...sides, ...others], staff };
}

/** Everybody in the order in which they are introduced: who came to talk, then the staff but for the chair, who reads. */
export function toIntroduce(state: MeetingState): SeatId[] {
	const { talking, staff } = here(state);
	const parties = partiesOf(state.plan);
	// Party by party, as the lists on the screens show them.
	const place = (seat: SeatId) => {
		const side = state.roll.seats[seat]?.side ?? null;
		const at = side === null ? -1 : parties.indexOf(side);
		return at < 0 ? parties.length : at;
	};
	talking.sort((one, other) => place(one) - place(other));
	return [...talking, ...staff.filter((seat) => state.roll.seats[seat]?.role !== 'chair')];
}

/** After the one being introduced; null when all have been. */
export function nextToIntroduce(state: MeetingState): SeatId | null {
	const seats = toIntroduce(state);
	const now = state.runsheet.introducing;
	return seats[now === null ? 0 : seats.indexOf(now) + 1] ?? null;
}

function here({ roll, attendance }: MeetingState): { talking: SeatId[]; staff: SeatId[] } {
	const seats = roll.order
		.map((id) => roll.seats[id]!)
		.filter(
			(seat) => (!seat.guest || seat.votes) && isHere(seat, attendanceOf(attendance, seat.id))
		);
	const works = (seat: Seat): boolean => isStaff(seat) && !seat.votes;
	return {
		talking: seats.filter((seat) => !works(seat)).map(({ id }) => id),
		staff: seats.filter(works).map(({ id }) => id)
	};
}
