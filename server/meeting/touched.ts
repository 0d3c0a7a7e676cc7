/** Whom what was stored at once tells something new, beyond what everybody is told. */
import type { Role, SeatId } from '#lib/meeting/names.ts';
import { sliceOf, type Hidden, type HiddenWrite, type Touched } from '#lib/meeting/registry.ts';
import { RULES } from '#lib/meeting/rules.ts';
import type { CommitResult } from './unit-of-work.ts';

type Touches = (write: HiddenWrite, before: Hidden, after: Hidden) => Touched;

/** All that one COMMIT touches in a room, together. */
export interface AllTouched {
	/** Each may hold other seats, or see other things, than before. */
	everybody: boolean;
	/** Strangers may see other names. */
	strangers: boolean;
	desk: boolean;
	names: Set<SeatId>;
	sessions: Set<string>;
	holders: Set<SeatId>;
	seats: Set<SeatId>;
	roles: Set<Role>;
}

/** `before`: the hidden part that was told of last; `after`: with what was stored. */
export function touchedBy(
	{ events, hidden }: CommitResult,
	before: Hidden,
	after: Hidden
): AllTouched {
	const all: AllTouched = {
		...{ everybody: false, strangers: false, desk: false },
		...{ names: new Set(), sessions: new Set(), holders: new Set() },
		...{ seats: new Set(), roles: new Set() }
	};
	for (const event of events) {
		const { reseats = [], renames = [] } = RULES[sliceOf(event)];
		all.everybody ||= (reseats as readonly string[]).includes(event.type);
		all.strangers ||= (renames as readonly string[]).includes(event.type);
	}
	for (const write of hidden) {
		const touched = (RULES[write.slice].touches as Touches)(write, before, after);
		all.everybody ||= touched.everybody ?? false;
		all.desk ||= touched.desk ?? false;
		for (const seat of touched.names ?? []) all.names.add(seat);
		for (const session of touched.sessions ?? []) all.sessions.add(session);
		for (const seat of touched.holders ?? []) all.holders.add(seat);
		for (const seat of touched.seats ?? []) all.seats.add(seat);
		for (const role of touched.roles ?? []) all.roles.add(role);
	}
	return all;
}

/** Whether one of these seats is touched: asked for a thousand sockets after each COMMIT, most with one seat. */
export function isAmong(seats: readonly SeatId[], touched: ReadonlySet<SeatId>): boolean {
	for (const seat of seats) if (touched.has(seat)) return true;
	return false;
}
