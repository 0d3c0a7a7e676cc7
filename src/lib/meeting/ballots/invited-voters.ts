/** Who votes on a matter though they are not of its buildings: they are invited from outside (S5.10). */
import { byBuilding } from '../by-building.ts';
import type { SeatId } from '../names.ts';

/**
 * [E52] Those of a scope who live in none of the buildings that it holds whole; nobody, where it holds none whole and its
 * words alone say whom it concerns. `voters`: all who vote in the meeting.
 */
export function invitedIn(
	seats: readonly SeatId[],
	voters: readonly SeatId[],
	buildingOf: (seat: SeatId) => string
): SeatId[] {
	const chosen = new Set(seats);
	const whole = byBuilding(voters, buildingOf)
		.filter(([building, all]) => building !== '' && all.every((seat) => chosen.has(seat)))
		.map(([building]) => building);
	return whole.length === 0 ? [] : seats.filter((seat) => !whole.includes(buildingOf(seat)));
}
