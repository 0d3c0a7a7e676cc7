/**
 * All rooms of this process: finds them, brings them back from the journal, commits them together
 * and sends idle ones home.
 *
 * Invariants: one `Room` per meeting; at most one COMMIT per turn of the event loop, for all rooms; a
 * room is forgotten only when nothing waits to be stored and nobody took it in hand lately, and takes no
 * command any more then: whoever still holds it asks for the one that came after it.
 */
import type { BlindSigning } from '#lib/meeting/context.ts';
import type { Piece, Store } from '#server/db/store.ts';
import type { Log } from '#server/log.ts';
import { GroupCommitScheduler } from './group-commit.ts';
import type { CommandDigests } from './command-digests.ts';
import type { Environment } from './context.ts';
import { DueTimers } from './due-timers.ts';
import { every } from '#server/clock.ts';
import { FollowedClock } from './followed-clock.ts';
import type { Journal } from './journal.ts';
import { NotOurs, type Ownership } from './ownership.ts';
import { Room, type RoomNames } from './room.ts';
import { Snapshots } from './snapshots.ts';
import { batchOf, type CommitResult } from './unit-of-work.ts';

/** Idle rooms leave memory after ten minutes. */
const IDLE_MS = 10 * 60_000;
/** What was due while nothing could be stored is asked for again after so long. */
const RETRY_DUE_MS = 1000;

const NAMES = 'SELECT id AS meeting, code, address_key AS "addressKey" FROM meeting';

/** Something else that is stored in the rooms' COMMIT: the shared documents. */
export interface CommitParticipant {
	/** What is to be stored now; called just before the COMMIT. */
	beginCommit(): Piece[];
	/** How it went, by the pieces' keys; called just after. */
	committed(failed: ReadonlyMap<string, Error>): void;
}

interface Needs {
	store: Store;
	ownership: Ownership;
	journal: Journal;
	environment: Environment;
	blind: BlindSigning;
	digests: CommandDigests;
	log: Log;
}

export class Rooms {
	/** Called once for each room that comes to life, before anybody uses it. */
	onOpened: (room: Room) => void = () => {};
	/** Called, and waited for, before the rows of a meeting go for good. */
	onDiscarding: (meeting: string) => Promise<void> = () => Promise.resolve();
	/** See `FollowedClock`; once a minute. */
	readonly followTheClock: () => void;
	/** Goes with every COMMIT. */
	participant: CommitParticipant | null = null;

	#followers: ((room: Room, result: CommitResult) => void)[] = [];
	#reasonsToKeep: ((room: Room) => boolean)[] = [];
	#store: Store;
	#ownership: Ownership;
	#needs: Pick<Needs, 'journal' | 'environment' | 'blind' | 'digests' | 'log'>;
	#log: Log;
	#opening = new Map<string, Promise<Room>>();
	#inMemory = new Map<string, Room>();
	#codes = new Map<string, Room>();
	#keys = new Map<string, Room>();
	/** Meetings whose rows are being removed: as if they were not there any more. */
	#discarding = new Set<string>();
	#dirty = new Set<Room>();
	#stopped = false;
	#participantWaits = false;
	#commits = new GroupCommitScheduler(() => this.#commit());
	#snapshots: Snapshots;
	#due: DueTimers;
	/** What else is under way: rooms that are read again or given back. */
	#inProgress = new Set<Promise<void>>();
	#idle: NodeJS.Timeout;
	#rest: NodeJS.Timeout;

	constructor({ store, ownership, journal, environment, blind, digests, log }: Needs) {
		this.#store = store;
		this.#ownership = ownership;
		this.#needs = { journal, environment, blind, digests, log };
		this.#log = log;
		this.#due = new DueTimers(log, blind.epoch);
		this.#snapshots = new Snapshots(journal, log);
		const clock = new FollowedClock(environment, log);
		this.followTheClock = () => clock.follow([...this.#inMemory.values()]);
		const failed = (err: unknown) => log.error({ err }, 'the rooms could not be looked after');
		const look = () => (this.unloadIdle(), this.followTheClock());
		const rest = () => this.#snapshots.inQuiet(this.#inMemory.values(), environment.monotonic());
		this.#idle = every(60_000, look, failed);
		this.#rest = every(1000, rest, failed);
	}

	/** The room with this six-digit code. Who asks for a visitor asks `server/auth/meeting-access.ts`. */
	async byCode(code: string): Promise<Room | undefined> {
		return this.#sought(this.#codes.get(code)) ?? this.#stored('code', code);
	}

	/** The room with this key, or this id, if it is in memory; nothing is looked up. */
	inMemoryByKey(key: string): Room | undefined {
		return this.#sought(this.#keys.get(key));
	}

	/** See `inMemoryByKey`. */
	inMemoryById(id: string): Room | undefined {
		return this.#sought(this.#inMemory.get(id));
	}

	/** The room of this meeting id; undefined when there is none. */
	async byId(id: string): Promise<Room | undefined> {
		return this.inMemoryById(id) ?? this.#stored('id', id);
	}

	/** Calls back after each COMMIT that stored something of a room, when its people were told. */
	follow(listener: (room: Room, result: CommitResult) => void): void {
		this.#followers.push(listener);
	}

	/** A room stays in memory while one of these says so: somebody looks at it. */
	keepWhile(isWatched: (room: Room) => boolean): void {
		this.#reasonsToKeep.push(isWatched);
	}

	/** Rooms in memory. */
	get inMemory(): Iterable<Room> {
		return this.#inMemory.values();
	}

	/**
	 * Wakes rooms in which something became due while they slept or the server was down, and these meetings' own.
	 * One that cannot be read is told to whoever asks for it; the others are not shut for that.
	 */
	async wake(meetings: readonly string[] = []): Promise<void> {
		const due = await this.#store.all<RoomNames>(`${NAMES} WHERE due_at IS NOT NULL`);
		for (const meeting of new Set([...due.map((row) => row.meeting), ...meetings]))
			await this.byId(meeting).catch((err: unknown) =>
				this.#log.error({ err, meeting }, 'a room could not be read at the start')
			);
	}

	/**
	 * Removes a meeting with all its rows: one whose making was refused half-way, or a rehearsal. What is asked of its
	 * room from now on is refused.
	 */
	async discard(room: Room): Promise<void> {
		const { meeting } = room;
		// Before anything is waited for: whoever asks meanwhile would open it again from rows that are about to go.
		this.#discarding.add(meeting);
		try {
			await this.flush();
			this.#due.disarm(meeting);
			this.#forget(room);
			room.abandon();
			await Promise.all([this.#snapshots.settled(), this.onDiscarding(meeting)]);
			await this.#needs.journal.discard(meeting);
		} finally {
			this.#discarding.delete(meeting);
		}
	}

	/** Stores what waits; used at shutdown and by tests. */
	async flush(): Promise<void> {
		if (this.#dirty.size > 0 || this.#participantWaits) this.#commits.commitNow();
		for (;;) {
			const [first] = this.#inProgress;
			const next = this.#commits.running ?? first;
			if (!next) return;
			await next;
		}
	}

	/** Asks for a COMMIT in which `participant` takes part. */
	schedule(): void {
		this.#participantWaits = true;
		this.#commits.request('documents');
	}

	/** Stores what waits and forgets all rooms. */
	async stop(): Promise<void> {
		clearInterval(this.#idle);
		clearInterval(this.#rest);
		await this.flush();
		this.#stopped = true;
		this.#due.stop();
		for (const room of this.#inMemory.values()) this.#snapshots.end(room);
		await this.#snapshots.settled();
		await Promise.all(this.#inProgress);
		await this.#ownership.leave();
		for (const room of this.#inMemory.values()) this.#forget(room);
	}

	/** Somebody takes this room in hand, perhaps only to read it: it stays here meanwhile. */
	#sought(room: Room | undefined): Room | undefined {
		if (room && this.#discarding.has(room.meeting)) return undefined;
		if (room) room.soughtAt = this.#needs.environment.monotonic();
		return room;
	}

	#forget(room: Room): void {
		room.leave();
		this.#inMemory.delete(room.meeting);
		this.#codes.delete(room.code);
		this.#keys.delete(room.addressKey);
		this.#opening.delete(room.meeting);
		this.#needs.journal.forget(room.meeting);
	}

	/** Brought into memory; undefined where there is none, or none any more. */
	async #stored(column: 'code' | 'id', value: string): Promise<Room | undefined> {
		const row = await this.#store.one<RoomNames>(`${NAMES} WHERE ${column} = ?`, value);
		return row && !this.#discarding.has(row.meeting) ? this.#openOnce(row) : undefined;
	}

	#openOnce(names: RoomNames): Promise<Room> {
		const { meeting: id, code, addressKey } = names;
		let opening = this.#opening.get(id);
		if (!opening) {
			opening = this.#load(names).then((room) => {
				this.#inMemory.set(id, room);
				this.#codes.set(code, room);
				this.#keys.set(addressKey, room);
				this.#snapshots.begin(room);
				this.onOpened(room);
				this.#due.begin(room);
				return room;
			});
			opening.catch(() => this.#opening.delete(id));
			this.#opening.set(id, opening);
		}
		return opening;
	}

	/** Nobody else writes a room while it is ours. */
	async #load(names: RoomNames): Promise<Room> {
		const owner = await this.#ownership.claim(names.meeting);
		if (owner !== 'ours') throw new NotOurs(names.meeting, owner.at);
		const schedule = (room: Room) => this.#markDirty(room);
		return Room.load(names, { ...this.#needs, schedule });
	}

	#markDirty(room: Room): void {
		this.#dirty.add(room);
		this.#commits.request('rooms');
	}

	async #commit(): Promise<void> {
		// What came while the database was being closed was not done.
		if (this.#stopped) {
			for (const room of this.#dirty) room.abandon();
			this.#dirty.clear();
			this.#participantWaits = false;
			return;
		}
		const rooms = [...this.#dirty];
		this.#dirty.clear();
		this.#participantWaits = false;
		const others = this.participant?.beginCommit() ?? [];
		const start = performance.now();
		const unfit = new Map<string, Error>();
		const batches = rooms.flatMap((room) => batchOf(room, unfit));
		const failed = new Map([...(await this.#needs.journal.commit(batches, others)), ...unfit]);
		this.#commits.commitEnded(performance.now() - start);
		const kept = rooms.filter((room) => !failed.has(room.meeting));
		const results = kept.map((room) => [room, room.finishCommit()] as const);
		for (const [room, result] of results) {
			this.#notify(room, () => room.onStored(result));
			for (const follow of this.#followers) this.#notify(room, () => follow(room, result));
			this.#notify(room, () => this.#due.arm(room));
			this.#notify(room, () => this.#snapshots.stored(room));
		}
		this.participant?.committed(failed);
		for (const room of rooms.filter(({ meeting }) => failed.has(meeting))) {
			const why = { err: failed.get(room.meeting), meeting: room.meeting };
			this.#log.error(why, 'a room could not be stored');
			// What was asked while the COMMIT ran is taken back with it: there is nothing left to store.
			this.#dirty.delete(room);
			// What cannot be read either stays as it is, until a COMMIT fails again.
			const unread = (err: unknown) => this.#log.error({ err }, 'a room could not be read again');
			this.#track(
				room
					.rollBack()
					.catch(unread)
					.then(() => this.#notify(room, () => this.#due.arm(room, RETRY_DUE_MS)))
			);
		}
		if (this.#dirty.size > 0) this.#commits.request('rooms');
		if (this.#participantWaits) this.#commits.request('documents');
	}

	/** It is stored, whatever becomes of telling it: one that fails takes nobody else's news along. */
	#notify(room: Room, tell: () => void): void {
		try {
			tell();
		} catch (error) {
			this.#log.error({ err: error, meeting: room.meeting }, 'what follows a fact failed');
		}
	}

	#track(one: Promise<void>): void {
		this.#inProgress.add(one);
		void one.finally(() => this.#inProgress.delete(one));
	}

	/** Forgets rooms that nobody has needed for ten minutes; once a minute. */
	unloadIdle(): void {
		const now = this.#needs.environment.monotonic();
		for (const room of this.#inMemory.values()) {
			if (
				!room.quiet ||
				room.due ||
				this.#reasonsToKeep.some((isWatched) => isWatched(room)) ||
				now - Math.max(room.usedAt, room.soughtAt) < IDLE_MS
			)
				continue;
			this.#snapshots.end(room);
			this.#forget(room);
			this.#track(this.#ownership.release([room.meeting]));
		}
	}
}
