/**
 * What an export is made from: the record and what stands beside it, with the names that this reader may
 * know. The public source is the published record and nothing else of the room than what everybody was
 * shown (L18, D5).
 */
import { setImmediate as turn } from 'node:timers/promises';
import { mayReadFactText, stateFor } from '#lib/meeting/disclosure/disclosure.ts';
import type { Directory, Projection } from '#lib/meeting/directory.ts';
import { getOwn } from '#lib/meeting/get-own.ts';
import { gather } from '#lib/meeting/record/find-references.ts';
import type { Signer } from '#lib/meeting/record/public.ts';
import { withBuildings } from '#lib/meeting/record/publish.ts';
import type { MeetingRecord } from '#lib/meeting/record/record.ts';
import type { App } from '#server/app.ts';
import { accessOf } from '#server/documents/access.ts';
import { namesOf } from '#server/meeting/names.ts';
import type { Room } from '#server/meeting/room.ts';
import { toldOf, type Told } from './papers.ts';

export interface ExportSource {
	signer: Signer;
	projection: Projection;
	record: MeetingRecord;
	/** What slices tell besides it. */
	told: Told;
	people: Directory;
	/** null: erased. */
	texts: Readonly<Record<string, string | null>>;
}

/** As everybody may read it; null while the record is not public. A long one in several turns of the loop (F34). */
export async function publicSource(app: App, room: Room): Promise<ExportSource | null> {
	const { whole } = await app.records.of(room);
	await turn();
	return whole.open ? sourceOf(app, room, whole.record, 'public') : null;
}

/** With members' names, for organiser and desk. */
export async function deskSource(app: App, room: Room): Promise<ExportSource> {
	const record = await app.records.whole(room);
	await turn();
	const { people } = namesOf(room, 'members');
	return sourceOf(app, room, withBuildings(record, record, people, 1), 'members');
}

/** What the files hold that this seat's session may take with it: whole names for the desk, else as everybody. */
export async function sourceFor(
	app: App,
	room: Room,
	session: string | null
): Promise<ExportSource | null> {
	return session !== null && mayTakeDeskFiles(room, session)
		? deskSource(app, room)
		: publicSource(app, room);
}

/** True for whoever may read the minutes' document: the files of the desk hold members' names. */
export function mayTakeDeskFiles(room: Room, session: string): boolean {
	return accessOf(room.committed, 'minutes', { session, owner: false, as: '' }) !== null;
}

function sourceOf(
	app: App,
	room: Room,
	record: MeetingRecord,
	projection: Projection
): ExportSource {
	const { state } = room.committed;
	// A paper of the desk goes from hand to hand: it holds what everybody in the room may read.
	const clearance = projection === 'public' ? 'public' : 'room';
	const told = { record, told: toldOf(stateFor(state, clearance), room.now()) };
	const seats = new Set<string>();
	const refs = new Set<string>();
	gather(told, seats, refs);
	for (const { seat } of record.attendance.people) seats.add(seat);
	const { people } = namesOf(room, projection);
	return {
		signer: app.signer,
		projection,
		...told,
		people: Object.fromEntries(
			[...seats].flatMap((seat) => {
				const person = getOwn(people, seat);
				return person === undefined ? [] : [[seat, person]];
			})
		),
		texts: Object.fromEntries(
			[...refs]
				.filter((id) => mayReadFactText(state, id, clearance))
				.map((id) => [id, room.texts.get(id) ?? null])
		)
	};
}
