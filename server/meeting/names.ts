/**
 * The directory of a room in each projection, made and encoded once until a name changes. Its version
 * is a hash of what it says, so a page that was loaded with it, or a phone that comes back after a
 * restart, is not sent a thousand names again.
 */
import { createHash } from 'node:crypto';
import { project, type Directory, type Projection } from '#lib/meeting/directory.ts';
import type { RollState } from '#lib/meeting/roll/roll.ts';
import { encode, type Encoded } from './encoded.ts';
import type { Room } from './room.ts';

export interface Names {
	people: Directory;
	version: string;
	/** The whole of it as a message. */
	encoded: Encoded;
}

const books = new WeakMap<Room, Partial<Record<Projection, { from: unknown[]; names: Names }>>>();

/** The stored names of a room as one projection shows them. */
export function namesOf(room: Room, projection: Projection): Names {
	const { state, hidden } = room.committed;
	const publicNames = state.plan.details?.publicNames ?? 'surname';
	const opened = state.plan.openedAt !== null;
	const body = Boolean(state.plan.details?.body);
	const from = [hidden.roll.people, publicNames, opened, body, leading(state.roll)];
	const book = books.get(room) ?? {};
	books.set(room, book);
	const known = book[projection];
	if (known?.from.every((one, n) => one === from[n])) return known.names;
	const people = project(hidden.roll, projection, {
		...{ publicNames, opened, body },
		roll: state.roll
	});
	const version = createHash('sha256')
		.update(JSON.stringify(people))
		.digest('base64url')
		.slice(0, 16);
	const names = { people, version, encoded: encode('directory', { whole: true, people, version }) };
	book[projection] = { from, names };
	return names;
}

const leads = new WeakMap<RollState['seats'], string>();

/** Which seats are officials' or staff's: their titles, and some of their names, are shown to strangers. */
function leading({ seats }: RollState): string {
	let which = leads.get(seats);
	if (which === undefined) {
		const some = Object.values(seats).filter((seat) => seat.official || !seat.votes || seat.guest);
		which = some
			.map(({ id, role, official, votes }) => `${id}${role}${+official}${+votes}`)
			.join(' ');
		leads.set(seats, which);
	}
	return which;
}
