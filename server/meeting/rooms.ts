/**
 * All rooms of this process: finds them, brings them back from the journal, commits them together
 * and sends idle ones home.
 *
 * Invariants: one `Room` per meeting; at most one COMMIT per turn of the event loop, for all rooms; a
 * room is forgotten only when nothing waits to be stored.
 */
import { eq, isNotNull, sql } from 'drizzle-orm';
import { meeting as meetings } from '#server/db/schema.ts';
import type { Connection } from '#server/db/connection.ts';
import { whenThereIsRoom } from '#server/db/disk.ts';
import type { Log } from '#server/log.ts';
import { Cadence } from './cadence.ts';
import type { Environment } from './context.ts';
import { DueTimers } from './due-timers.ts';
import type { Journal, Part } from './journal.ts';
import { Room, type RoomNames } from './room.ts';
import type { Report } from './batch.ts';

/** A clock so far off is not merely being corrected. */
const APART_MS = 10_000;
/** Idle rooms leave memory after ten minutes. */
const IDLE_MS = 10 * 60_000;
/** A snapshot is stored when so many events have come since the last: in a quiet moment, or at last. */
const SNAPSHOT = { quiet: 300, last: 3000 };
/** So long nobody said anything: a quiet moment. */
const PAUSE_MS = 1500;

const NAMES = { meeting: meetings.id, code: meetings.code, addressKey: meetings.addressKey };

/** Something else that is stored in the rooms' COMMIT: the shared documents. */
export interface Companion {
	/** What is to be stored now; called just before the COMMIT. */
	take(): Part[];
	/** How it went, by the parts' keys; called just after. */
	settle(failed: ReadonlyMap<string, Error>): void;
}

export class Rooms {
	/** Called once for each room that comes to life, before anybody uses it. */
	onOpened: (room: Room) => void = () => {};
	/** Called when a meeting that was never finished being made is taken out. */
	onDiscarded: (meeting: string) => void = () => {};
	/** Goes with every COMMIT. */
	companion: Companion | null = null;

	#followers: ((room: Room, report: Report) => void)[] = [];
	#reasonsToKeep: ((room: Room) => boolean)[] = [];
	#connection: Connection;
	#journal: Journal;
	#environment: Environment;
	#log: Log;
	#open = new Map<string, Promise<Room>>();
	#here = new Map<string, Room>();
	#codes = new Map<string, Room>();
	#keys = new Map<string, Room>();
	#dirty = new Set<Room>();
	#stopped = false;
	#asked = false;
	#cadence = new Cadence(() => this.#commit());
	#byCode: ReturnType<typeof findByCode>;
	#snapshots = new Map<string, number>();
	#due: DueTimers;
	/** How far the wall clock was ahead at the last look, ms. */
	#apart = 0;
	#idle: NodeJS.Timeout;
	#rest: NodeJS.Timeout;

	constructor(connection: Connection, journal: Journal, environment: Environment, log: Log) {
		this.#connection = connection;
		this.#journal = journal;
		this.#environment = environment;
		this.#log = log;
		this.#due = new DueTimers(log);
		this.#byCode = findByCode(connection);
		this.#idle = setInterval(() => {
			this.#sendIdleHome();
			this.followTheClock();
		}, 60_000).unref();
		this.#rest = setInterval(() => this.#snapshotOne(), 1000).unref();
	}

	/** The room with this six-digit code. Who asks for a visitor asks `server/auth/meeting-access.ts`. */
	async byCode(code: string): Promise<Room | undefined> {
		const here = this.#codes.get(code);
		if (here) return here;
		const row = this.#byCode.get({ name: code });
		return row && this.#bring(row);
	}

	/** The room with this key, or this id, if it is in memory; nothing is looked up. */
	hereByKey(key: string): Room | undefined {
		return this.#keys.get(key);
	}

	/** See `hereByKey`. */
	hereById(id: string): Room | undefined {
		return this.#here.get(id);
	}

	/** The room of this meeting id; undefined when there is none. */
	async byId(id: string): Promise<Room | undefined> {
		const here = this.#here.get(id);
		if (here) return here;
		const row = this.#connection.tables
			.select(NAMES)
			.from(meetings)
			.where(eq(meetings.id, id))
			.get();
		return row && this.#bring(row);
	}

	/** Calls back after each COMMIT that stored something of a room, when its people were told. */
	follow(listener: (room: Room, report: Report) => void): void {
		this.#followers.push(listener);
	}

	/** A room stays in memory while one of these says so: somebody looks at it. */
	keepWhile(isWatched: (room: Room) => boolean): void {
		this.#reasonsToKeep.push(isWatched);
	}

	/** Rooms in memory. */
	get here(): Iterable<Room> {
		return this.#here.values();
	}

	/** Wakes rooms in which something became due while they slept or the server was down. */
	async wake(): Promise<void> {
		const rows = this.#connection.tables
			.select(NAMES)
			.from(meetings)
			.where(isNotNull(meetings.dueAt))
			.all();
		for (const row of rows) await this.#bring(row);
	}

	/** Removes a meeting whose making was refused half-way; nobody has been told of it. */
	async discard(room: Room): Promise<void> {
		await this.flush();
		this.#due.disarm(room.meeting);
		this.#forget(room);
		this.#journal.discard(room.meeting);
		this.onDiscarded(room.meeting);
	}

	/** Stores what waits; used at shutdown and by tests. */
	async flush(): Promise<void> {
		if (this.#dirty.size > 0 || this.#asked) this.#cadence.now();
		while (this.#cadence.running) await this.#cadence.running;
	}

	/** Asks for a COMMIT in which the companion takes part. */
	schedule(): void {
		this.#asked = true;
		this.#cadence.ask('documents');
	}

	/** Stores what waits and forgets all rooms. */
	async stop(): Promise<void> {
		clearInterval(this.#idle);
		clearInterval(this.#rest);
		await this.flush();
		this.#stopped = true;
		this.#due.stop();
		for (const room of this.#here.values()) this.#snapshot(room, 1);
		this.#here.clear();
		this.#codes.clear();
		this.#keys.clear();
		this.#open.clear();
	}

	#forget(room: Room): void {
		this.#here.delete(room.meeting);
		this.#codes.delete(room.code);
		this.#keys.delete(room.addressKey);
		this.#open.delete(room.meeting);
	}

	#bring(names: RoomNames): Promise<Room> {
		const { meeting: id, code, addressKey } = names;
		let opening = this.#open.get(id);
		if (!opening) {
			opening = Room.load(names, this.#journal, this.#environment, (room) => this.#mark(room)).then(
				(room) => {
					this.#here.set(id, room);
					this.#codes.set(code, room);
					this.#keys.set(addressKey, room);
					this.#snapshots.set(id, room.stored.seq);
					this.onOpened(room);
					this.#due.arm(room);
					return room;
				}
			);
			opening.catch(() => this.#open.delete(id));
			this.#open.set(id, opening);
		}
		return opening;
	}

	#mark(room: Room): void {
		this.#dirty.add(room);
		this.#cadence.ask('rooms');
	}

	async #commit(): Promise<void> {
		// What came while the database was being closed was not done.
		if (this.#stopped) return this.#dirty.forEach((room) => room.abandon());
		const rooms = [...this.#dirty];
		this.#dirty.clear();
		this.#asked = false;
		const parts = this.companion?.take() ?? [];
		const start = performance.now();
		const batches = rooms.map((room) => room.take());
		const failed = await this.#journal.commit(batches, parts);
		this.#cadence.took(performance.now() - start);
		const kept = rooms.filter((room) => !failed.has(room.meeting));
		const reports = kept.map((room) => [room, room.settle()] as const);
		for (const [room, report] of reports) {
			room.onStored(report);
			for (const follow of this.#followers) this.#tell(follow, room, report);
			this.#due.arm(room);
			this.#snapshot(room, SNAPSHOT.last);
		}
		this.companion?.settle(failed);
		for (const room of rooms.filter(({ meeting }) => failed.has(meeting))) {
			const error = failed.get(room.meeting);
			this.#log.error({ err: error, meeting: room.meeting }, 'a room could not be stored');
			// What cannot be read either stays as it is, until a COMMIT fails again.
			const unread = (err: unknown) => this.#log.error({ err }, 'a room could not be read again');
			await room.fail().catch(unread);
		}
		if (this.#dirty.size > 0) this.#cadence.ask('rooms');
		if (this.#asked) this.#cadence.ask('documents');
	}

	#tell(follow: (room: Room, report: Report) => void, room: Room, report: Report): void {
		try {
			follow(room, report);
		} catch (error) {
			this.#log.error({ err: error, meeting: room.meeting }, 'what follows a fact failed');
		}
	}

	#snapshot(room: Room, every: number): boolean {
		const { seq, head, state } = room.stored;
		if (seq - (this.#snapshots.get(room.meeting) ?? 0) < every) return false;
		this.#snapshots.set(room.meeting, seq);
		whenThereIsRoom(this.#log, () => this.#journal.saveSnapshot(room.meeting, seq, head, state));
		return true;
	}

	/** One room at a time, where nothing was asked for a moment: writing a large state takes a while. */
	#snapshotOne(): void {
		const now = this.#environment.monotonic();
		for (const room of this.#here.values())
			if (room.quiet && now - room.usedAt > PAUSE_MS && this.#snapshot(room, SNAPSHOT.quiet))
				return;
	}

	/**
	 * A clock that was wrong for long, as of a computer without a battery, is followed at once where
	 * nobody can notice: while no meeting is open and nothing is due. Twice the same difference, so
	 * that a clock that only jumped for a moment is not followed.
	 */
	followTheClock(): void {
		const before = this.#apart;
		this.#apart = this.#environment.behind();
		if (Math.abs(this.#apart) < APART_MS || Math.abs(this.#apart - before) > APART_MS) return;
		for (const room of this.#here.values())
			if (room.due || room.stored.state.plan.phase === 'open') return;
		this.#environment.catchUp();
		for (const room of this.#here.values()) room.catchUp();
		this.#log.warn(
			{ ms: Math.round(this.#apart) },
			'the clock of this machine was set; it is followed'
		);
		this.#apart = 0;
	}

	#sendIdleHome(): void {
		const now = this.#environment.monotonic();
		for (const room of this.#here.values()) {
			if (
				!room.quiet ||
				room.due ||
				this.#reasonsToKeep.some((isWatched) => isWatched(room)) ||
				now - room.usedAt < IDLE_MS
			)
				continue;
			this.#snapshot(room, 1);
			this.#forget(room);
			this.#snapshots.delete(room.meeting);
		}
	}
}

function findByCode({ tables }: Connection) {
	return tables
		.select(NAMES)
		.from(meetings)
		.where(eq(meetings.code, sql.placeholder('name')))
		.prepare();
}
