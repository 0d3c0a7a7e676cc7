/** Reasons for being away (请假原因): hidden, for the desk and the person they belong to [A12]. */
import type { Lots, LotWrite } from '../registry.ts';
import type { SeatId } from '../names.ts';

/** Takes the reason of this seat out, where there is one; `lots`: those before. */
export function forgetReason(lots: Lots, seat: SeatId): LotWrite[] {
	if (!lots['leave-reasons'].has(seat)) return [];
	return [{ slice: 'attendance', lot: 'leave-reasons', key: seat, value: null }];
}

/** Seat → reason, as one viewer may read it: the desk all, others those of their own seats. */
export function reasonsFor(
	lots: Lots,
	viewer: { desk: boolean; seats: readonly SeatId[] }
): Record<SeatId, string> {
	const rows = [...lots['leave-reasons']];
	return Object.fromEntries(rows.filter(([seat]) => viewer.desk || viewer.seats.includes(seat)));
}
