/**
 * Everybody who looks at one room: their sockets, what each may see, and telling them. One audience
 * per room in memory; features never touch this file.
 *
 * Invariant: what is told was stored before; what not everybody may see goes only to the desk or to
 * the session it belongs to.
 */
import type { Server, Socket } from 'socket.io';
import { project, type Directory, type Projection } from '#lib/meeting/directory.ts';
import { isDesk, mine, seatsOf } from '#lib/meeting/mine.ts';
import type { SeatId } from '#lib/meeting/names.ts';
import type { ClientToServer, Hello, ServerToClient } from '#lib/meeting/wire.ts';
import type { App } from '#server/app.ts';
import { Frames } from './frames.ts';
import { Presence } from './presence.ts';
import type { Report, Room } from './room.ts';
import { Tail } from './tail.ts';

export interface Visitor {
	session: string | null;
	organiser: boolean;
	seats: SeatId[];
	projection: Projection;
}
export type LiveServer = Server<ClientToServer, ServerToClient, Record<string, never>, Visitor>;
export type LiveSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, Visitor>;

/** Facts after which everybody's private view may have changed. */
const RESEAT = ['roll.chair-handed', 'roll.role-given', 'roll.removed', 'roll.bound'];
/** Presence is told at most once a second, and at least every fifteen. */
const HEARTBEAT_MS = 15_000;

export class Audience {
	readonly tail: Tail;
	#io: LiveServer;
	#room: Room;
	#frames: Frames;
	#presence: Presence;
	#sockets = new Set<LiveSocket>();
	#changed = false;
	#toldAt = 0;
	#now: () => number;

	constructor(
		io: LiveServer,
		room: Room,
		{ epoch, boot, now }: Pick<App, 'epoch' | 'boot' | 'now'>
	) {
		this.#io = io;
		this.#room = room;
		this.#now = now;
		this.tail = new Tail(room, epoch, boot);
		this.#frames = new Frames((frame) => this.#io.to(room.meeting).emit('events', frame));
		this.#presence = new Presence(room, now);
		let head = room.stored.head;
		room.onStored = (report) => {
			this.tail.add(report, head);
			head = room.stored.head;
			this.#frames.tell(report, head);
			this.#tellPrivately(report);
		};
		room.onReloaded = () => {
			this.tail.reset();
			head = room.stored.head;
			for (const socket of this.#sockets) socket.emit('snapshot', this.tail.snapshot());
		};
	}

	get size(): number {
		return this.#sockets.size;
	}

	/** Lets a socket in and brings it up to date. Nothing here awaits: no event falls in between. */
	enter(socket: LiveSocket, hello: Hello): void {
		this.#sockets.add(socket);
		void socket.join(this.#room.meeting);
		this.#seat(socket);
		this.#presence.come(socket.data.seats);
		this.#changed = true;
		const missing = this.tail.missing(hello);
		if (missing && 'events' in missing) socket.emit('events', missing.events);
		else if (missing) socket.emit('snapshot', missing.snapshot);
		socket.emit('mine', this.#mine(socket));
		socket.emit('directory', { whole: true, people: this.#directory(socket.data.projection) });
		socket.emit('presence', this.#presence.message());
	}

	leave(socket: LiveSocket): void {
		if (!this.#sockets.delete(socket)) return;
		this.#presence.go(socket.data.seats);
		this.#changed = true;
	}

	/** Once a second: presence, and places held too long. */
	tick(): void {
		this.#presence.check();
		const now = this.#now();
		if (!this.#changed && now - this.#toldAt < HEARTBEAT_MS) return;
		this.#changed = false;
		this.#toldAt = now;
		this.#io.to(this.#room.meeting).except(this.#desk).emit('presence', this.#presence.message());
		this.#io.to(this.#desk).emit('presence', this.#presence.deskMessage());
	}

	stop(): void {
		this.#frames.stop();
	}

	get #desk(): string {
		return `desk:${this.#room.meeting}`;
	}

	/** What this socket holds and may see, from the stored picture. */
	#seat(socket: LiveSocket): void {
		const { state, hidden } = this.#room.stored;
		socket.data.seats = seatsOf(state, hidden, socket.data.session);
		const desk = isDesk(state, hidden, socket.data);
		if (desk) void socket.join(this.#desk);
		else void socket.leave(this.#desk);
		socket.data.projection = desk || socket.data.seats.length > 0 ? 'members' : 'public';
	}

	#mine(socket: LiveSocket) {
		const { state, hidden } = this.#room.stored;
		return mine(state, hidden, socket.data);
	}

	#directory(projection: Projection): Directory {
		const { state, hidden } = this.#room.stored;
		return project(hidden.roll, projection, state.plan.details?.publicNames ?? 'surname');
	}

	#tellPrivately(report: Report): void {
		const people = new Set<SeatId>();
		const sessions = new Set<string>();
		const seats = new Set<SeatId>();
		for (const write of report.hidden) {
			if (write.slice !== 'roll') continue;
			if (write.op === 'person' || write.op === 'forget') people.add(write.seat);
			if (write.op === 'hold') sessions.add(write.session);
			if (write.op === 'ask') sessions.add(write.request.session);
			if (write.op === 'let-go') seats.add(write.seat);
		}
		const all =
			report.events.some((event) => RESEAT.includes(event.type)) ||
			report.hidden.some((write) => write.slice === 'roll' && write.op === 'settle');
		if (people.size > 0) this.#tellNames(people);
		if (!all && report.hidden.length === 0) return;
		for (const socket of this.#sockets) {
			const mineChanged =
				all ||
				(socket.data.session !== null && sessions.has(socket.data.session)) ||
				socket.data.seats.some((seat) => seats.has(seat));
			if (mineChanged) this.#reseat(socket);
			else if (socket.rooms.has(this.#desk)) socket.emit('mine', this.#mine(socket));
		}
	}

	#reseat(socket: LiveSocket): void {
		const before = socket.data;
		const { seats, projection } = before;
		this.#seat(socket);
		this.#presence.go(seats);
		this.#presence.come(socket.data.seats);
		this.#changed = true;
		socket.emit('mine', this.#mine(socket));
		if (socket.data.projection !== projection)
			socket.emit('directory', { whole: true, people: this.#directory(socket.data.projection) });
	}

	#tellNames(seats: Set<SeatId>): void {
		for (const projection of ['members', 'public'] as const) {
			const whole = this.#directory(projection);
			const people = Object.fromEntries([...seats].map((seat) => [seat, whole[seat] ?? null]));
			for (const socket of this.#sockets)
				if (socket.data.projection === projection)
					socket.emit('directory', { whole: false, people });
		}
	}
}
