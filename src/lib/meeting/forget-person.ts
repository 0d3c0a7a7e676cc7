/**
 * The one way to forget who is in a seat: what other slices know of them goes with the name, so that no way of
 * leaving the roll, or of erasing, keeps a reason for leave.
 */
import type { Hooks } from './hooks.ts';
import type { SeatId } from './names.ts';
import type { Hidden, HiddenWrite } from './registry.ts';

/** Writes that take the person of this seat out of the directory, and whatever belongs to them. */
export function forgetPerson(hidden: Hidden, seat: SeatId, hooks: Hooks): HiddenWrite[] {
	return [{ slice: 'roll', op: 'forget', seat }, ...hooks.onForget(hidden, seat)];
}
