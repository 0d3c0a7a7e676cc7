/** ③ 介绍主体 (S1.27): who is here, by role, remote ones included; staff apart. */
import { isPresent } from '../attendance/attendance.ts';
import type { Directory } from '../directory.ts';
import type { MeetingState } from '../registry.ts';
import type { SeatId } from '../names.ts';

export interface PartyGroup {
	/** 身份 as on the roll; '' where it was erased or not given. */
	title: string;
	seats: SeatId[];
}

export interface Parties {
	groups: PartyGroup[];
	/** Present without a vote. */
	staff: SeatId[];
}

/** Groups in the order in which the roll first names their role. */
export function partiesView(state: MeetingState, directory: Directory): Parties {
	const groups = new Map<string, SeatId[]>();
	for (const seat of presentVoters(state)) {
		const title = directory[seat]?.title ?? '';
		groups.set(title, [...(groups.get(title) ?? []), seat]);
	}
	return {
		groups: [...groups].map(([title, seats]) => ({ title, seats })),
		staff: state.roll.order.filter((seat) => {
			const { votes = true, guest = true } = state.roll.seats[seat] ?? {};
			return !votes && !guest && isPresent(state.attendance, seat);
		})
	};
}

/** After the one being introduced, in roll order; null when all have been. */
export function nextToIntroduce(state: MeetingState): SeatId | null {
	const seats = presentVoters(state);
	const now = state.runsheet.introducing;
	return seats[now === null ? 0 : seats.indexOf(now) + 1] ?? null;
}

function presentVoters(state: MeetingState): SeatId[] {
	return state.roll.order.filter(
		(seat) => state.roll.seats[seat]?.votes && isPresent(state.attendance, seat)
	);
}
