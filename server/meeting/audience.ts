/**
 * Everybody who looks at one room: their sockets, what each may see, and telling them. One audience
 * per room in memory; features never touch this file.
 *
 * Invariant: what is told was stored before; what not everybody may see goes only to the desk or to
 * the session it belongs to.
 */
import type { Server, Socket } from 'socket.io';
import type { Projection } from '#lib/meeting/directory.ts';
import type { HiddenCards } from '#lib/meeting/cards/hidden.ts';
import { seatsTouched } from '#lib/meeting/lots.ts';
import { clearanceOf, isDesk, mine, namesFor, seatsOf } from '#lib/meeting/mine.ts';
import type { Clearance } from '#lib/meeting/disclosure/disclosure.ts';
import type { MeetingState } from '#lib/meeting/registry.ts';
import type { Faces } from '#lib/meeting/mood/mood.ts';
import type { SeatId } from '#lib/meeting/names.ts';
import type {
	ClientToServer,
	DoorNews,
	EventsMessage,
	Hello,
	ServerToClient
} from '#lib/meeting/wire.ts';
import type { App } from '#server/app.ts';
import type { Clock } from '#server/clock.ts';
import { Beat } from './beat.ts';
import { doorsOf } from './doors.ts';
import { encode, send } from './encoded.ts';
import { Frames, type Broadcast } from './frames.ts';
import { namesOf } from './names.ts';
import { Presence } from './presence.ts';
import { projectFrame, type Projected } from './projections.ts';
import type { Report } from './batch.ts';
import type { Room } from './room.ts';
import { Tail } from './tail.ts';
import { DESK, ownersOf } from './touched.ts';

export interface Visitor {
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
}
export type LiveServer = Server<ClientToServer, ServerToClient, Record<string, never>, Visitor>;
export type LiveSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, Visitor>;

/** Facts after which everybody's private view may have changed. */
const RESEAT = ['roll.chair-handed', 'roll.role-given', 'roll.removed', 'roll.bound'];

/** Facts after which strangers may see other names: another setting, the opening, another office. */
const RENAME: readonly string[] = [
	'plan.amended',
	'plan.opened',
	'roll.changed',
	'roll.role-given'
];

export class Audience {
	readonly tail: Tail;
	#room: Room;
	#frames: Frames;
	#presence: Presence;
	#sockets = new Set<LiveSocket>();
	/** The cards that nobody sees, as they were when sessions were last told of theirs. */
	#cards: HiddenCards;
	/** What the chair was last told of the mood. */
	#mood: Faces | null;
	/** The state that the last frame led to. */
	#framed: MeetingState;
	#beat = new Beat();
	/** For spans. */
	#clock: Clock;
	/** What the desk is told of the doors. */
	#doors: () => DoorNews;
	#told = '';

	constructor(room: Room, app: Pick<App, 'epoch' | 'boot' | 'monotonic' | 'journal' | 'displays'>) {
		this.#room = room;
		this.#doors = () => doorsOf(app, room);
		this.#clock = app.monotonic;
		this.#cards = room.stored.hidden.cards;
		this.#mood = room.stored.hidden.mood.told;
		this.tail = new Tail(room, app);
		this.#framed = room.stored.state;
		this.#frames = new Frames((frame) => this.#broadcast(this.#project(frame)));
		this.#presence = new Presence(room, app.monotonic);
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
			this.#cards = room.stored.hidden.cards;
			this.#framed = room.stored.state;
			for (const socket of this.#sockets) this.#tellAnew(socket);
		};
	}

	get size(): number {
		return this.#sockets.size;
	}

	/** Lets a socket in and brings it up to date. Nothing here awaits: no event falls in between. */
	enter(socket: LiveSocket, hello: Hello): void {
		this.#sockets.add(socket);
		this.#seat(socket);
		this.#presence.come(socket.data.seats);
		this.#beat.came(this.#clock());
		const missing = this.tail.missing(hello, socket.data.clearance);
		if (missing) send(socket, missing);
		this.#tellMine(socket);
		const names = namesOf(this.#room, socket.data.projection);
		if (names.version !== hello.names) send(socket, names.encoded);
		send(socket, encode('presence', this.#presence.greeting()));
		if (socket.data.desk)
			send(socket, encode('presence', { ...this.#presence.deskMessage(), doors: this.#doors() }));
	}

	leave(socket: LiveSocket): void {
		if (!this.#sockets.delete(socket)) return;
		this.#presence.go(socket.data.seats);
		this.#beat.changed();
	}

	/** Once a second: presence, and places held too long. */
	tick(): void {
		this.#presence.check();
		const doors = this.#doors();
		const news = JSON.stringify(doors);
		if (news !== this.#told) this.#beat.changed();
		if (!this.#beat.due(this.#clock())) return;
		this.#told = news;
		const everybody = encode('presence', this.#presence.message());
		const desk = encode('presence', { ...this.#presence.deskMessage(), doors });
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
		const desk = encode('presence', { ...this.#presence.deskMessage(), doors });
		this.#told = JSON.stringify(doors);
		for (const socket of this.#sockets) if (socket.data.desk) send(socket, desk);
	}

	stop(): void {
		this.#frames.stop();
	}

	/** A frame as each clearance may read it: everything stored is in it when it begins. */
	#project(frame: EventsMessage): Projected {
		const before = this.#framed;
		this.#framed = this.#room.stored.state;
		const { texts } = this.#room;
		return projectFrame(frame, before, this.#framed, texts, (clearance) =>
			this.tail.snapshot(clearance)
		);
	}

	#tellAnew(socket: LiveSocket): void {
		send(socket, this.tail.snapshot(socket.data.clearance));
	}

	/** Writes to those who are here now; whoever comes meanwhile is brought up to date by `enter`. */
	#broadcast(project: Projected): Broadcast {
		this.#beat.framed(this.#clock());
		const sockets = [...this.#sockets];
		let next = 0;
		return () => {
			const socket = sockets[next++];
			const encoded = socket && project(socket.data.clearance);
			if (encoded) send(socket, encoded);
			return next < sockets.length;
		};
	}

	/** What this socket holds and may see, from the stored picture. */
	#seat({ data }: LiveSocket): void {
		const { state, hidden } = this.#room.stored;
		data.seats = seatsOf(state, hidden, data.session);
		data.desk = isDesk(state, hidden, data);
		data.projection = namesFor(state, hidden, data);
		data.clearance = clearanceOf(state, hidden, data);
	}

	#tellMine(socket: LiveSocket): void {
		const { state, hidden } = this.#room.stored;
		send(socket, encode('mine', mine(state, hidden, socket.data)));
	}

	#tellPrivately(report: Report): void {
		const before = this.#cards;
		this.#cards = this.#room.stored.hidden.cards;
		const people = new Set<SeatId>();
		const sessions = new Set<string>();
		const seats = new Set<SeatId>();
		const authors = new Set<SeatId>();
		for (const write of report.hidden) {
			if ('lot' in write) {
				for (const seat of seatsTouched(write)) authors.add(seat);
				continue;
			}
			if (write.slice === 'notes') authors.add(write.op === 'add' ? write.note.seat : write.seat);
			if (write.slice === 'cards') for (const seat of ownersOf(before, write)) authors.add(seat);
			if (write.slice !== 'roll') continue;
			if (write.op === 'person' || write.op === 'forget') people.add(write.seat);
			if (write.op === 'hold') sessions.add(write.session);
			if (write.op === 'ask') sessions.add(write.request.session);
			if (write.op === 'arrive') sessions.add(write.arrival.session);
			if (write.op === 'let-go') seats.add(write.seat);
		}
		const left = report.hidden.some((write) => write.slice === 'roll' && write.op === 'depart');
		const all =
			left ||
			report.events.some((event) => RESEAT.includes(event.type)) ||
			report.hidden.some((write) => write.slice === 'roll' && write.op === 'settle');
		if (people.size > 0) this.#tellNames(people);
		if (report.events.some(({ type }) => RENAME.includes(type))) this.#tellStrangers();
		if (!all && report.hidden.length === 0) return;
		const typed = report.hidden.some((write) => write.slice === 'cards' && DESK.includes(write.op));
		if (typed) for (const seat of this.#helpers()) authors.add(seat);
		const { told } = this.#room.stored.hidden.mood;
		// Not at each face: that would tell whose it is.
		const felt = told !== this.#mood;
		this.#mood = told;
		const desk =
			typed || felt || report.hidden.some(({ slice }) => slice !== 'cards' && slice !== 'mood');
		for (const socket of this.#sockets) {
			const mineChanged =
				all ||
				(socket.data.session !== null && sessions.has(socket.data.session)) ||
				socket.data.seats.some((seat) => seats.has(seat));
			if (mineChanged) this.#reseat(socket);
			else if ((desk && socket.data.desk) || socket.data.seats.some((seat) => authors.has(seat)))
				this.#tellMine(socket);
		}
	}

	#helpers(): SeatId[] {
		const { seats, order } = this.#room.stored.state.roll;
		return order.filter((seat) => seats[seat]!.role === 'helper');
	}

	#reseat(socket: LiveSocket): void {
		const before = socket.data;
		const { seats, projection, clearance } = before;
		this.#seat(socket);
		this.#presence.go(seats);
		this.#presence.come(socket.data.seats);
		this.#beat.changed();
		if (socket.data.clearance !== clearance) this.#tellAnew(socket);
		this.#tellMine(socket);
		if (socket.data.projection !== projection)
			send(socket, namesOf(this.#room, socket.data.projection).encoded);
	}

	/** The organiser may have changed how names are shown to those without a seat. */
	#tellStrangers(): void {
		const { encoded } = namesOf(this.#room, 'public');
		for (const socket of this.#sockets)
			if (socket.data.projection === 'public') send(socket, encoded);
	}

	#tellNames(seats: Set<SeatId>): void {
		for (const projection of ['members', 'public'] as const) {
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
