/**
 * Everybody who looks at one room: their sockets, what each may see, and telling them. One of
 * these per room in memory; features never touch this file.
 *
 * Invariant: what is told was stored before; what not everybody may see goes only to the desk or to
 * the session it belongs to.
 */
import type { Server, Socket } from 'socket.io';
import type { Projection } from '#lib/meeting/directory.ts';
import { clearanceOf, isDesk, namesFor } from '#lib/meeting/viewer.ts';
import { seatsInRole } from '#lib/meeting/roll/in-role.ts';
import { seatsOf } from '#lib/meeting/roll/seat-holders.ts';
import { privateView } from '#lib/meeting/private-view.ts';
import type { Clearance } from '#lib/meeting/disclosure/decision.ts';
import type { Hidden, MeetingState } from '#lib/meeting/registry.ts';
import type { SeatId } from '#lib/meeting/names.ts';
import type {
	CallNews,
	ClientToServer,
	DoorNews,
	EventsMessage,
	Hello,
	PresenceMessage,
	ServerToClient
} from '#lib/meeting/wire.ts';
import type { App } from '#server/app.ts';
import type { BoundedSocket } from '#server/bounded-socket.ts';
import type { Clock } from '#server/clock.ts';
import { PresenceThrottle } from './presence-throttle.ts';
import { doorsOf } from './doors.ts';
import { beat, encode, send } from './encoded.ts';
import { BroadcastQueue, type Broadcast } from './broadcast-queue.ts';
import { namesOf } from './names.ts';
import { Presence } from './presence.ts';
import { projectFrame, type Projected } from './projections.ts';
import type { CommitResult } from './unit-of-work.ts';
import type { Room } from './room.ts';
import { CatchUpBuffer } from './catch-up-buffer.ts';
import { isAmong, touchedBy } from './touched.ts';
import { PrivateViews } from './private-views.ts';

export interface SocketData {
	session: string | null;
	organiser: boolean;
	seats: SeatId[];
	/** Where it comes from; see `networkOf`. */
	network: string | null;
	/** A paired big screen of this meeting. */
	display: boolean;
	/** How this socket sees names. */
	projection: Projection;
	/** What it may read of state and texts. */
	clearance: Clearance;
	/** Sits at the desk: chair, co-chair, clerk, organiser. */
	desk: boolean;
	/** When its session ends. */
	expiresAt: number;
	// What `encoded.ts` asks at every message to every phone: here, and not in maps, which cost as much as the rest.
	/** Where whole frames are written; null: messages go engine.io's own way. */
	ws: BoundedSocket | null;
	/** Bytes that were given to engine.io and have not left, on that way. */
	waiting: number;
	/** Of its messages the largest, in bytes, from some size on: a room of thousands of cards must get through. */
	largest: number;
}
export type LiveServer = Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>;
export type LiveSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, SocketData>;

export class Subscribers {
	readonly catchUp: CatchUpBuffer;
	#room: Room;
	#broadcasts: BroadcastQueue;
	#presence: Presence;
	#sockets = new Set<LiveSocket>();
	/** What nobody or not everybody sees, as it was when sessions were last told of theirs. */
	#hidden: Hidden;
	/** The state that the last frame led to. */
	#broadcastState: MeetingState;
	#throttle = new PresenceThrottle();
	/** For spans. */
	#clock: Clock;
	/** What the desk is told of the doors. */
	#doors: () => DoorNews;
	#lastNews = '';
	#calls: () => CallNews;
	#views: PrivateViews<LiveSocket>;

	constructor(
		room: Room,
		app: Pick<App, 'epoch' | 'boot' | 'monotonic' | 'journal' | 'displays' | 'log'>,
		calls: () => CallNews
	) {
		this.#room = room;
		this.#calls = calls;
		this.#doors = () => doorsOf(app, room);
		this.#clock = app.monotonic;
		this.#hidden = room.committed.hidden;
		this.catchUp = new CatchUpBuffer(room, app);
		this.#broadcastState = room.committed.state;
		const failed = (err: unknown) =>
			app.log.error({ err, meeting: room.meeting }, 'a frame could not be told');
		this.#broadcasts = new BroadcastQueue((frame) => this.#broadcast(this.#project(frame)), failed);
		this.#views = new PrivateViews((socket) => this.#sendPrivateView(socket), failed);
		this.#presence = new Presence(room, app.monotonic);
		room.silentFor = (seat) => this.#presence.silentFor(seat);
		let head = room.committed.head;
		room.onStored = (result) => {
			this.catchUp.add(result, head);
			head = room.committed.head;
			this.#broadcasts.enqueue(result, head);
			this.#sendPrivateChanges(result);
		};
		room.onReloaded = () => {
			this.catchUp.reset();
			head = room.committed.head;
			this.#hidden = room.committed.hidden;
			this.#broadcastState = room.committed.state;
			for (const socket of this.#sockets) this.#sendSnapshot(socket);
		};
	}

	get size(): number {
		return this.#sockets.size;
	}

	/** Lets a socket in and brings it up to date. Nothing here awaits: no event falls in between. */
	enter(socket: LiveSocket, hello: Hello): void {
		this.#sockets.add(socket);
		this.#updateSocketData(socket);
		this.#presence.come(socket.data.seats, isWatcher(socket.data));
		this.#throttle.came(this.#clock());
		if (socket.data.display) this.#presence.hallScreenUp();
		const missing = this.catchUp.missing(hello, socket.data.clearance);
		if (missing) send(socket, missing);
		this.#sendPrivateView(socket);
		const names = namesOf(this.#room, socket.data.projection);
		if (names.version !== hello.names) send(socket, names.encoded);
		send(socket, encode('presence', this.#presence.greeting()));
		if (socket.data.desk) send(socket, encode('presence', this.#forDesk(this.#doors())));
	}

	leave(socket: LiveSocket): void {
		if (!this.#sockets.delete(socket)) return;
		this.#views.forget(socket);
		this.#presence.go(socket.data.seats, isWatcher(socket.data));
		this.#throttle.changed();
	}

	/** The meeting is wiped: every screen of it goes. */
	close(): void {
		for (const socket of [...this.#sockets]) socket.disconnect(true);
	}

	/** Somebody without a screen is there, or has gone: an invented resident. */
	pretend(seat: SeatId, isHere: boolean): void {
		if (isHere) this.#presence.come([seat], false);
		else this.#presence.go([seat], false);
		this.#throttle.changed();
	}

	/**
	 * Once a second: presence, places held too long, what a hall screen brings with it, and a beat, so that whoever
	 * hears nothing for longer knows that the line is dead (decision 0025).
	 */
	tick(): void {
		for (const socket of this.#sockets) beat(socket);
		this.#presence.check();
		// It may have come up before the meeting was announced, or too early.
		if ([...this.#sockets].some(({ data }) => data.display)) this.#presence.hallScreenUp();
		const doors = this.#doors();
		const news = JSON.stringify([doors, this.#calls()]);
		if (news !== this.#lastNews) this.#throttle.changed();
		if (!this.#throttle.due(this.#clock())) return;
		this.#lastNews = news;
		const everybody = encode('presence', this.#presence.message());
		const desk = encode('presence', this.#forDesk(doors));
		for (const socket of this.#sockets) send(socket, socket.data.desk ? desk : everybody);
	}

	/** Whether somebody at the desk, or a big screen, is on this network: it is the hall's. */
	isHall(network: string): boolean {
		for (const { data } of this.#sockets)
			if ((data.desk || data.display) && data.network === network) return true;
		return false;
	}

	/** Tells the desk what stands at the doors, at once. */
	deskChanged(): void {
		const doors = this.#doors();
		const desk = encode('presence', this.#forDesk(doors));
		this.#lastNews = JSON.stringify([doors, this.#calls()]);
		for (const socket of this.#sockets) if (socket.data.desk) send(socket, desk);
	}

	#forDesk(doors: DoorNews): PresenceMessage {
		return { ...this.#presence.deskMessage(), doors, calls: this.#calls() };
	}

	stop(): void {
		this.#broadcasts.stop();
	}

	/** A frame as each clearance may read it: everything stored is in it when it begins. */
	#project(frame: EventsMessage): Projected {
		const before = this.#broadcastState;
		this.#broadcastState = this.#room.committed.state;
		const { texts } = this.#room;
		return projectFrame(frame, before, this.#broadcastState, texts, (clearance) =>
			this.catchUp.snapshot(clearance)
		);
	}

	#sendSnapshot(socket: LiveSocket): void {
		send(socket, this.catchUp.snapshot(socket.data.clearance));
	}

	/** Writes to those who are here now; whoever comes meanwhile is brought up to date by `enter`. */
	#broadcast(project: Projected): Broadcast {
		this.#throttle.framed(this.#clock());
		const sockets = [...this.#sockets];
		let next = 0;
		return () => {
			const socket = sockets[next++];
			const encoded = socket && project(socket.data.clearance);
			if (encoded) send(socket, encoded);
			return next < sockets.length;
		};
	}

	/** What this socket holds and may see, from the committed state. */
	#updateSocketData({ data }: LiveSocket): void {
		const { state, hidden } = this.#room.committed;
		data.seats = seatsOf(state, hidden, data.session);
		data.desk = isDesk(state, hidden, data);
		data.projection = namesFor(state, hidden, data);
		data.clearance = clearanceOf(state, hidden, data);
	}

	#sendPrivateView(socket: LiveSocket): void {
		const { state, hidden } = this.#room.committed;
		send(socket, encode('private', privateView(state, hidden, socket.data)));
	}

	#sendPrivateChanges(result: CommitResult): void {
		const before = this.#hidden;
		this.#hidden = this.#room.committed.hidden;
		const touched = touchedBy(result, before, this.#hidden);
		if (touched.names.size > 0) this.#sendChangedNames(touched.names);
		if (touched.strangers) this.#sendPublicNames();
		const { everybody, sessions, holders } = touched;
		for (const role of touched.roles)
			for (const seat of seatsInRole(this.#room.committed.state.roll, role))
				touched.seats.add(seat);
		const seatsAnew = everybody || sessions.size + holders.size > 0;
		if (!seatsAnew && !touched.desk && touched.seats.size === 0) return;
		for (const socket of this.#sockets) {
			const { session, seats, desk } = socket.data;
			const seatedAnew =
				seatsAnew &&
				(everybody || (session !== null && sessions.has(session)) || isAmong(seats, holders));
			if (seatedAnew) this.#refreshSocket(socket);
			else if ((touched.desk && desk) || isAmong(seats, touched.seats)) this.#views.tell(socket);
		}
	}

	#refreshSocket(socket: LiveSocket): void {
		const before = socket.data;
		const { seats, projection, clearance } = before;
		const watched = isWatcher(before);
		this.#updateSocketData(socket);
		this.#presence.go(seats, watched);
		this.#presence.come(socket.data.seats, isWatcher(socket.data));
		this.#throttle.changed();
		if (socket.data.clearance !== clearance) this.#sendSnapshot(socket);
		this.#sendPrivateView(socket);
		if (socket.data.projection !== projection)
			send(socket, namesOf(this.#room, socket.data.projection).encoded);
	}

	/** The organiser may have changed how names, or titles, are shown to those without a seat. */
	#sendPublicNames(): void {
		for (const projection of ['hall', 'public'] as const) {
			const { encoded } = namesOf(this.#room, projection);
			for (const socket of this.#sockets)
				if (socket.data.projection === projection) send(socket, encoded);
		}
	}

	#sendChangedNames(seats: Set<SeatId>): void {
		for (const projection of ['members', 'hall', 'public'] as const) {
			const { people: whole, version } = namesOf(this.#room, projection);
			const known = [...seats].filter((seat) => seat in whole);
			if (known.length === 0) continue;
			const people = Object.fromEntries(known.map((seat) => [seat, whole[seat] ?? null]));
			const encoded = encode('directory', { whole: false, people, version });
			for (const socket of this.#sockets)
				if (socket.data.projection === projection) send(socket, encoded);
		}
	}
}

/** Somebody looks on from this screen: a paired big screen is nobody, and whose meeting it is does not look on. */
function isWatcher({ seats, display, organiser }: SocketData): boolean {
	return seats.length === 0 && !display && !organiser;
}
