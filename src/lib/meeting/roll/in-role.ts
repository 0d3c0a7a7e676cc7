/** The seats of a role, for whoever asks after each of very many changes. */
import type { Role, SeatId } from '../names.ts';
import type { RollState } from './roll.ts';

type ByRole = ReadonlyMap<Role, readonly SeatId[]>;
const known = new WeakMap<RollState, ByRole>();

/** In roll order. The roll is gone through once for each of its states, however often it is asked. */
export function seatsInRole(roll: RollState, role: Role): readonly SeatId[] {
	const all = known.get(roll) ?? byRole(roll);
	known.set(roll, all);
	return all.get(role) ?? [];
}

function byRole({ order, seats }: RollState): ByRole {
	const all = new Map<Role, SeatId[]>();
	for (const id of order) {
		const { role } = seats[id]!;
		const list = all.get(role);
		if (list) list.push(id);
		else all.set(role, [id]);
	}
	return all;
}
