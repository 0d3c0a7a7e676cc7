/**
 * The state of a room as many pages share it: drawn as bytes once for each clearance, and handed out beside the
 * pages until so much has happened since that it is drawn anew. What happened meanwhile travels with each page.
 *
 * Invariants: the state that a page is drawn from is the fold of what its browser gets; what was taken back from
 * its readers is in no bytes that are handed out later.
 */
import { randomBytes } from 'node:crypto';
import type { Directory, Projection } from '#lib/meeting/directory.ts';
import { stateFor, visibleTexts } from '#lib/meeting/disclosure/disclosure.ts';
import type { Clearance } from '#lib/meeting/disclosure/decision.ts';
import { changesAccess, eventFor } from '#lib/meeting/disclosure/events.ts';
import { evolve } from '#lib/meeting/evolve.ts';
import type { Person } from '#lib/meeting/names.ts';
import { isPublic } from '#lib/meeting/record/view.ts';
import type { MeetingEvent } from '#lib/meeting/registry.ts';
import type { SentPage, SharedState } from '#lib/meeting/room-page.ts';
import { PROTOCOL, type EventsMessage, type SnapshotMessage } from '#lib/meeting/wire.ts';
import type { App } from '#server/app.ts';
import { Bytes } from '#server/record/bytes.ts';
import type { CommitResult } from './unit-of-work.ts';
import { namesOf, type Names } from './names.ts';
import type { Room } from './room.ts';
import { textsNamed } from './catch-up-buffer.ts';

/** So many events, and so many characters of them, travel with a page. */
const MOST = { events: 16, length: 4000 };
/** States that are handed out, of all rooms. */
const KEPT = 100;

type Around = Pick<App, 'rooms' | 'epoch' | 'boot'>;

/** The shared part of one page: what is sent of it, and what it comes to. */
export interface SharedPart {
	sent: SentPage['shared'];
	snapshot: SnapshotMessage;
	names: Names;
}

export class SharedStates {
	#app: Around;
	/** By id; the one drawn last stands last. */
	#byId = new Map<string, Shared>();
	/** By room and reader. */
	#latest = new Map<string, Shared>();

	constructor(app: Around) {
		this.#app = app;
		app.rooms.follow((room, result) => {
			for (const shared of this.#byId.values())
				if (shared.room === room && !shared.hear(result)) this.#drop(shared);
		});
	}

	/** What a page of this room is drawn from now, for readers of this kind. */
	partFor(room: Room, clearance: Clearance, projection: Projection): SharedPart {
		const part = this.#find(room, clearance, projection)?.part();
		return part ?? this.#draw(room, clearance, projection).part()!;
	}

	/** The bytes beside a page: of the state with this id, else, for such a reader, of one as it is now. */
	bytes(id: string | null, room: Room, clearance: Clearance, projection: Projection): Bytes {
		const named = this.#byId.get(id ?? '');
		if (named?.isFor(room, clearance, projection)) return named.bytes;
		// Whoever asks by an id that is no more is given what is drawn, where that is still all there is.
		const latest = this.#find(room, clearance, projection);
		if (latest?.isWhole) return latest.bytes;
		return this.#draw(room, clearance, projection).bytes;
	}

	#find(room: Room, clearance: Clearance, projection: Projection): Shared | undefined {
		const latest = this.#latest.get(keyOf(room, clearance, projection));
		if (!latest || latest.room === room) return latest;
		// The room went home and was brought back: of what it was told since, the former one knows nothing.
		for (const shared of this.#byId.values()) if (shared.room === latest.room) this.#drop(shared);
		return undefined;
	}

	#draw(room: Room, clearance: Clearance, projection: Projection): Shared {
		const shared = new Shared(this.#app, room, clearance, projection);
		this.#latest.set(keyOf(room, clearance, projection), shared);
		this.#byId.set(shared.id, shared);
		const [oldest] = this.#byId.values();
		if (this.#byId.size > KEPT) this.#drop(oldest!);
		return shared;
	}

	#drop(shared: Shared): void {
		this.#byId.delete(shared.id);
		const key = keyOf(shared.room, shared.clearance, shared.projection);
		if (this.#latest.get(key) === shared) this.#latest.delete(key);
	}
}

const keyOf = ({ meeting }: Room, clearance: Clearance, projection: Projection) =>
	`${meeting} ${clearance} ${projection}`;

class Shared {
	readonly id = randomBytes(6).toString('base64url');
	readonly room: Room;
	readonly clearance: Clearance;
	readonly projection: Projection;
	#first: SnapshotMessage;
	#firstNames: Names;
	#bytes: Bytes | null = null;
	/** As it is now. */
	#snapshot: SnapshotMessage;
	#since: EventsMessage;
	#length = 0;
	/** Stored, and not folded yet. */
	#waiting: MeetingEvent[] = [];
	#people: { version: string; changed: Directory | null };
	/** Of the names that the bytes were last compared with. */
	#heardNames: string;

	constructor(app: Around, room: Room, clearance: Clearance, projection: Projection) {
		this.room = room;
		this.clearance = clearance;
		this.projection = projection;
		const { state, seq, head } = room.committed;
		this.#first = {
			protocol: PROTOCOL,
			epoch: app.epoch,
			boot: app.boot,
			meeting: room.meeting,
			seq,
			head,
			clearance,
			state: stateFor(state, clearance),
			texts: visibleTexts(state, room.texts, clearance)
		};
		this.#snapshot = this.#first;
		this.#since = { from: seq + 1, events: [], head, texts: {} };
		this.#firstNames = namesOf(room, projection);
		this.#people = { version: this.#firstNames.version, changed: {} };
		this.#heardNames = this.#firstNames.version;
		this.#public = isPublic(state);
	}

	#public: boolean;

	get bytes(): Bytes {
		if (!this.#bytes) {
			const { people: directory, version: names } = this.#firstNames;
			const state: SharedState = { id: this.id, snapshot: this.#first, directory, names };
			this.#bytes = new Bytes(JSON.stringify(state));
		}
		return this.#bytes;
	}

	isFor(room: Room, clearance: Clearance, projection: Projection): boolean {
		return this.room === room && this.clearance === clearance && this.projection === projection;
	}

	/** Nothing has happened since that a reader of the bytes would lack. */
	get isWhole(): boolean {
		const sent = this.part()?.sent;
		return sent?.since === null && Object.keys(sent.people).length === 0;
	}

	/** Takes note of what was stored; false: these bytes must not be handed out any more. */
	hear({ events, texts }: CommitResult): boolean {
		if (Object.values(texts).includes(null) || events.some(changesAccess)) return false;
		const { state } = this.room.committed;
		// Until it is opened strangers see an announcement, which is no fold of events.
		if (this.clearance !== 'desk' && state.plan.openedAt === null) return false;
		if (isPublic(state) !== this.#public) return false;
		const names = namesOf(this.room, this.projection);
		if (names.version !== this.#heardNames) {
			if (!stillSaid(this.#firstNames.people, names.people)) return false;
			this.#heardNames = names.version;
		}
		// More than travels with a page: no page asks for it, and those that came before still may.
		if (this.#waiting.length <= MOST.events) this.#waiting.push(...events);
		return true;
	}

	/** The part of a page drawn now; null: too much has happened. */
	part(): SharedPart | null {
		for (const event of this.#waiting.splice(0)) this.#fold(event);
		const { seq, head } = this.room.committed;
		const { events } = this.#since;
		if (events.length > MOST.events || this.#length > MOST.length) return null;
		if (this.#snapshot.seq !== seq || this.#snapshot.head !== head) return null;
		const names = namesOf(this.room, this.projection);
		if (this.#people.version !== names.version)
			this.#people = {
				version: names.version,
				changed: changed(this.#firstNames.people, names.people)
			};
		const people = this.#people.changed;
		if (!people) return null;
		const since = events.length > 0 ? this.#since : null;
		const sent = { id: this.id, since, people, names: names.version };
		return { sent, snapshot: this.#snapshot, names };
	}

	#fold(event: MeetingEvent): void {
		const { committed: stored, texts: all } = this.room;
		const theirs = eventFor(event, this.clearance);
		const texts = textsNamed([event], stored.state, all, this.clearance);
		this.#length += JSON.stringify([theirs, texts]).length;
		const { from, events, texts: before } = this.#since;
		const { seq, head } = stored;
		this.#since = { from, events: [...events, theirs], head, texts: { ...before, ...texts } };
		const { state, texts: known } = this.#snapshot;
		this.#snapshot = {
			...this.#snapshot,
			...{ seq: event.seq, head: event.seq === seq ? head : '' },
			state: evolve(state, theirs),
			texts: Object.keys(texts).length > 0 ? { ...known, ...texts } : known
		};
	}
}

/** Whether nobody who was named is named otherwise, or not at all, since. */
function stillSaid(before: Directory, now: Directory): boolean {
	return Object.entries(before).every(
		([seat, person]) => !person || same(person, now[seat] ?? null)
	);
}

/** Names that are not as before; null: some are gone, or too many have changed. */
function changed(before: Directory, now: Directory): Directory | null {
	const fresh: Directory = {};
	let known = 0;
	let count = 0;
	for (const [seat, person] of Object.entries(now)) {
		if (seat in before) known += 1;
		if (seat in before && same(before[seat], person)) continue;
		fresh[seat] = person;
		if ((count += 1) > MOST.events) return null;
	}
	return known === Object.keys(before).length ? fresh : null;
}

function same(one: Person | null | undefined, other: Person | null): boolean {
	if (!one || !other) return one === other;
	return one.name === other.name && one.building === other.building && one.title === other.title;
}
