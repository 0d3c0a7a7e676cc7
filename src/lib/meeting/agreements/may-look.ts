/** Who sees signatures and photographs of signed sheets [AG12]; pure. */
import type { SeatId } from '../names.ts';
import type { MeetingState } from '../registry.ts';
import { DESK } from '../role-groups.ts';
import { seatOf } from '../roll/roll.ts';
import { hasAgreement, signsAs } from './agreements.ts';

/** True for those of the two sides, mediators, the desk and the organiser. */
export function mayLook(
	state: Pick<MeetingState, 'plan' | 'roll'>,
	{ you, organiser }: { you: readonly SeatId[]; organiser: boolean }
): boolean {
	if (!hasAgreement(state)) return false;
	if (organiser) return true;
	return you.some((id) => {
		const seat = seatOf(state.roll, id);
		return seat !== undefined && (DESK.includes(seat.role) || signsAs(seat) !== null);
	});
}
