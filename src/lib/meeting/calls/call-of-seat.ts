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

/**
 * The call that one of these seats is invited to, or in: a private one first, but nobody is torn out of their own turn
 * by an invitation.
 *
 * @param speaker who has the floor
 */
export function callOfSeat(
	{ video }: CallsState,
	apart: readonly PrivateCall[],
	seats: readonly SeatId[],
	speaker: SeatId | null
): CallOfSeat | null {
	const open = video
		.filter(({ endedAt }) => endedAt === null)
		.map((call) => ({ call, apart: null }));
	const all = [...apart.map((apart) => ({ call: apart.call, apart })), ...open].flatMap((one) =>
		seats.flatMap((seat) => {
			const is = seatIn(one.call, seat)?.is;
			return is === 'in' || is === 'invited' ? { ...one, seat, is } : [];
		})
	);
	const speaks = all.find(({ seat, is, apart }) => !apart && is === 'in' && seat === speaker);
	const isInPrivate = all[0]?.apart && all[0].is === 'in';
	const shown = speaks && !isInPrivate ? speaks : all[0];
	return shown ? { call: shown.call, apart: shown.apart, seat: shown.seat } : null;
}
