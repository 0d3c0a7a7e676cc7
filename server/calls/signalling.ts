/**
 * Carries what browsers of one call say to each other until they are connected: over the room's socket, from member to
 * member, and nothing of it is kept (rules LS7 to LS11 of the calls).
 *
 * Invariants: `from` is what the server knows of the socket, never what the message says; both ends are members of the
 * call at that moment, by the committed state; a dropped line keeps its place for a while.
 */
import { areLinked, findsPlace, mayEnter } from '#lib/meeting/calls/may-enter.ts';
import { HALL, STATION, WALL } from '#lib/meeting/calls/calls.ts';
import type { CallGrant } from '#lib/meeting/calls/grant.ts';
import { isRelayed, maySend } from '#lib/meeting/calls/may-send.ts';
import type { Peer, PeerId, SignalDown, SignalUp } from '#lib/meeting/calls/signal.ts';
import { refuse, type Refusal } from '#lib/meeting/refusal.ts';
import type { CallNews } from '#lib/meeting/wire.ts';
import { Limiter } from '#server/auth/limiter.ts';
import type { App } from '#server/app.ts';
import type { Clock } from '#server/clock.ts';
import type { Log } from '#server/log.ts';
import { encode, send } from '#server/meeting/encoded.ts';
import type { Room } from '#server/meeting/room.ts';
import type { LiveSocket } from '#server/meeting/subscribers.ts';
import { GrantRefused, type CallGrants } from './grants.ts';
import type { Sending } from './livekit.ts';
import { namesOwnAddress, parseSignal, placeOf, withoutRelated } from './signal-schema.ts';

/** How long the place of a dropped line is held, ms [LS9]. */
const GRACE_MS = 15_000;
/** So much may wait for a dropped line. */
const MOST_HELD = 60;
/** A hall device answers thirty listeners at once, each with a dozen candidates. */
const AT_ONCE = 600;
const EACH_SECOND = 120;

const NOTHING: Sending = { microphone: false, camera: false };

interface Place {
	instance: string;
	/** Null while the line is dropped. */
	socket: LiveSocket | null;
	/** Since when, by the monotonic clock. */
	goneAt: number;
	held: SignalDown[];
	grant: CallGrant | null;
	/** Whether the engine was told that they may send. */
	sends: Sending;
}

/** Places by who has them. */
type Call = Map<PeerId, Place>;

export class Signalling {
	#calls = new Map<Room, Map<string, Call>>();
	#limiter: Limiter;
	#clock: Clock;
	#log: Log;
	#grants: CallGrants;
	#now: () => number;

	constructor({
		monotonic,
		log,
		now,
		callGrants
	}: Pick<App, 'monotonic' | 'log' | 'now' | 'callGrants'>) {
		this.#clock = monotonic;
		this.#log = log;
		this.#grants = callGrants;
		this.#now = now;
		this.#limiter = new Limiter(AT_ONCE, EACH_SECOND, monotonic);
	}

	/** Takes what a socket says; answers only where it does not count. */
	hear(socket: LiveSocket, room: Room, raw: unknown): void {
		try {
			const why = this.#take(socket, room, raw);
			if (why) tell(socket, { ...placeOf(raw), is: 'refused', why });
		} catch (error) {
			this.#log.error({ err: error, meeting: room.meeting }, 'a signal failed');
		}
	}

	/** A socket is gone: its places are held for a while. */
	drop(socket: LiveSocket): void {
		this.#limiter.forget(socket.id);
		for (const calls of this.#calls.values())
			for (const call of calls.values())
				for (const place of call.values())
					if (place.socket === socket)
						Object.assign(place, { socket: null, goneAt: this.#clock() });
	}

	/** Once a second: who is gone for too long, or may not be there any more, leaves. */
	tick(): void {
		for (const [room, calls] of this.#calls) {
			for (const [name, call] of calls) this.#tickCall(room, name, call);
			if (calls.size === 0) this.#calls.delete(room);
		}
	}

	/** What the desk is told of the hall's sound. */
	news(room: Room, name: string): CallNews {
		const there = [...(this.#calls.get(room)?.get(name) ?? [])].filter(([, { socket }]) => socket);
		const station = there.some(([id]) => id === STATION);
		return { station, listening: there.length - (station ? 1 : 0) };
	}

	#take(socket: LiveSocket, room: Room, raw: unknown): Refusal | null {
		if (!this.#limiter.take(socket.id)) return refuse('too-fast');
		const said = parseSignal(raw);
		if ('refused' in said) return said;
		const call = this.#calls.get(room)?.get(said.room);
		const own = call?.get(said.as);
		const isIn = own?.socket === socket;
		// Whoever has lost the seat meanwhile still goes.
		if (said.do === 'leave') {
			if (call && isIn) this.#leave(room, said.room, call, said.as);
			return null;
		}
		if (!holds(socket, said.as)) return refuse('not-your-seat');
		if (said.do === 'enter') {
			const why = this.#enter(socket, room, said);
			if (why) tell(socket, { room: said.room, as: said.as, is: 'ended', why });
			return null;
		}
		if (!call || !isIn) return refuse('not-in-call');
		return this.#say(room, call, own, said);
	}

	#enter(
		socket: LiveSocket,
		room: Room,
		{ room: name, as, instance }: Extract<SignalUp, { do: 'enter' }>
	): Refusal | null {
		const calls = this.#calls.get(room) ?? new Map<string, Call>();
		const call = calls.get(name) ?? new Map<PeerId, Place>();
		const { state, hidden } = room.committed;
		// Beside them the hall's device, or its wall.
		const most = name === HALL ? this.#grants.listeners : this.#grants.seats;
		const not = whyNotIn(room, name, as, socket) ?? findsPlace([...call.keys()], as, most);
		if (not) return not;
		this.#calls.set(room, calls.set(name, call));
		const before = call.get(as);
		const same = before?.instance === instance;
		if (before?.socket && before.socket !== socket)
			tell(before.socket, { room: name, as, is: 'ended', why: refuse('call-elsewhere') });
		const place: Place = {
			...{ instance, socket, goneAt: 0, grant: null, sends: NOTHING },
			held: same ? before.held : []
		};
		call.set(as, place);
		const send = maySend(state, hidden, name, as, this.#now());
		place.sends = send;
		const asked = this.#grants.grantFor({
			...{ meeting: room.meeting, call: name, seat: as, send, cap: most + 1 },
			relayOnly: isRelayed(state, this.#grants.can.relay)
		});
		asked.then(
			(grant) => this.#entered(name, call, as, place, grant),
			(error: unknown) => {
				const known = error instanceof GrantRefused;
				if (!known)
					this.#log.error({ err: error, meeting: room.meeting }, 'a call could not be joined');
				if (call.get(as) !== place) return;
				this.#leave(room, name, call, as);
				const why = refuse(known ? error.code : 'call-engine-down', { n: most });
				tell(socket, { room: name, as, is: 'ended', why });
			}
		);
		return null;
	}

	#entered(name: string, call: Call, as: PeerId, place: Place, grant: CallGrant): void {
		// Meanwhile another page took the place, or it was left.
		if (call.get(as) !== place) return;
		place.grant = grant;
		const { socket } = place;
		if (!socket) return;
		tell(socket, { room: name, as, is: 'entered', grant, peers: peersOf(name, call, as) });
		for (const message of place.held.splice(0)) tell(socket, message);
		tellPeers(name, call, as);
	}

	#say(room: Room, call: Call, own: Place, said: Extract<SignalUp, { do: 'say' }>): Refusal | null {
		const { room: name, as, to, instance, data } = said;
		const other = call.get(to);
		const not = whyNotIn(room, name, as, own.socket);
		if (not) return not;
		if (!other || !areLinked(name, as, to) || whyNotIn(room, name, to, other.socket))
			return refuse('not-in-call');
		const { grant } = own;
		const relayed = grant?.engine === 'mesh' && grant.icePolicy === 'relay';
		if (relayed && namesOwnAddress(said)) return refuse('relay-only');
		// It was for a page that is no longer there: the new one begins by itself.
		if (other.instance !== instance) return null;
		const message = {
			room: name,
			as: to,
			is: 'said',
			from: as,
			instance: own.instance,
			data: relayed ? withoutRelated(data) : data
		} as const;
		if (other.socket && other.grant) tell(other.socket, message);
		else if (other.held.length < MOST_HELD) other.held.push(message);
		return null;
	}

	#leave(room: Room, name: string, call: Call, as: PeerId): void {
		call.delete(as);
		void this.#grants.left({ meeting: room.meeting, call: name }, as);
		if (call.size === 0) this.#calls.get(room)?.delete(name);
		else tellPeers(name, call, as);
	}

	#tickCall(room: Room, name: string, call: Call): void {
		for (const [as, { socket, goneAt }] of call) {
			const why = whyNotIn(room, name, as, socket);
			if (why && socket) tell(socket, { room: name, as, is: 'ended', why });
			if (why || (!socket && this.#clock() - goneAt >= GRACE_MS)) this.#leave(room, name, call, as);
		}
		for (const [as, place] of call)
			if (place.grant?.engine === 'livekit') this.#tellSending(room, name, as, place);
	}

	/** An engine with a server of its own is told who has the floor now; what it was not told it is told again. */
	#tellSending(room: Room, name: string, as: PeerId, place: Place): void {
		const { state, hidden } = room.committed;
		const send = maySend(state, hidden, name, as, this.#now());
		const before = place.sends;
		if (send.microphone === before.microphone && send.camera === before.camera) return;
		place.sends = send;
		void this.#grants.allow({ meeting: room.meeting, call: name }, as, send).then((told) => {
			if (!told) place.sends = before;
		});
	}
}

/** Whether this socket may be in that place: its seat, the hall's device from a desk or a paired screen, the wall from that. */
function holds({ data }: LiveSocket, as: PeerId): boolean {
	if (as === WALL) return data.display;
	return as === STATION ? data.desk || data.display : data.seats.includes(as);
}

/** Why this place is no longer theirs, or never was: by the socket, and by the facts. Null: it is; a dropped line keeps it. */
function whyNotIn(room: Room, name: string, as: PeerId, socket: LiveSocket | null): Refusal | null {
	if (socket && !holds(socket, as)) return refuse('not-your-seat');
	return mayEnter(room.committed.state, room.committed.hidden, name, as);
}

function peersOf(name: string, call: Call, as: PeerId): Peer[] {
	return [...call].flatMap(([id, { instance, grant }]) =>
		grant && areLinked(name, as, id) ? [{ id, instance }] : []
	);
}

/** Tells those who are linked with somebody who is there now. */
function tellPeers(name: string, call: Call, changed: PeerId): void {
	for (const [as, { socket, grant }] of call)
		if (socket && grant && areLinked(name, as, changed))
			tell(socket, { room: name, as, is: 'peers', peers: peersOf(name, call, as) });
}

function tell(socket: LiveSocket, message: SignalDown): void {
	send(socket, encode('signal', message));
}
