/** The small call that a page is about. Pure, and as small as what phones load first has to be. */
import type { SeatId } from '../names.ts';
import { seatIn, type Call, type PrivateCall } from './call.ts';
import type { CallsState } from './calls.ts';

export interface CallOfSeat {
	call: Call;
	/** Where only its members know of it. */
	apart: PrivateCall | null;
	seat: SeatId;
}

/** The call that one of these seats is invited to, or in: a private one first. */
export function callOfSeat(
	{ video }: CallsState,
	apart: readonly PrivateCall[],
	seats: readonly SeatId[]
): CallOfSeat | null {
	const open = video
		.filter(({ endedAt }) => endedAt === null)
		.map((call) => ({ call, apart: null }));
	for (const one of [...apart.map((apart) => ({ call: apart.call, apart })), ...open])
		for (const seat of seats) {
			const is = seatIn(one.call, seat)?.is;
			if (is === 'in' || is === 'invited') return { ...one, seat };
		}
	return null;
}
