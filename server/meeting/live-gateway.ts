/**
 * The live gateway: upgrades, joins, the one `command` message and `signal`. Adding a feature never touches it.
 *
 * Invariants: websocket only, no deflate, no recovery cache (our sequence numbers do that work);
 * a session is checked at the upgrade and its sockets close within a second of its end; what a message
 * may cost is bounded before it is parsed (server/bounded-socket.ts).
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { Server as Engine } from 'engine.io';
import { Server } from 'socket.io';
import { HALL } from '#lib/meeting/calls/calls.ts';
import { CLEARANCES } from '#lib/meeting/disclosure/decision.ts';
import { refuse } from '#lib/meeting/refusal.ts';
import type { Answer } from '#lib/meeting/wire.ts';
import type { Principal } from './actor.ts';
import type { Room } from './room.ts';
import type { Hello } from '#lib/meeting/wire.ts';
import type { App } from '#server/app.ts';
import { Limiter } from '#server/auth/limiter.ts';
import { Signalling } from '#server/calls/signalling.ts';
import { organises } from '#server/auth/meeting-access.ts';
import { BoundedServer, boundsOf, DESK, hasSession, socketOf } from '#server/bounded-socket.ts';
import { Subscribers, type LiveServer, type LiveSocket } from './subscribers.ts';
import { idOf, parseEnvelope } from './commands.ts';
import { encode, send, corked, preEncodePings } from './encoded.ts';
import { takesWholeFrames } from './engine-fields.ts';
import { Roomless, SocketsBySession } from './sockets.ts';
import { WorkSlices } from './work-slices.ts';
import type { UpgradeContext } from './upgrade-context.ts';

const ENGINE: ConstructorParameters<typeof Engine>[0] = {
	transports: ['websocket'],
	perMessageDeflate: false,
	httpCompression: false,
	wsEngine: BoundedServer,
	maxHttpBufferSize: DESK.bytes,
	pingInterval: 15_000,
	pingTimeout: 8_000
};

type Needs = Pick<
	App,
	| 'rooms'
	| 'journal'
	| 'sessions'
	| 'displays'
	| 'access'
	| 'communities'
	| 'callGrants'
	| 'log'
	| 'boot'
	| 'epoch'
	| 'now'
	| 'monotonic'
>;

export class LiveGateway {
	#app: Needs;
	#engine: Engine;
	#io: LiveServer;
	#subscribers = new Map<Room, Subscribers>();
	#bySession = new SocketsBySession();
	#limiter: Limiter;
	/** Commands of all phones, where many come at one instant. */
	#commands = new WorkSlices();
	#signalling: Signalling;
	#ticker: NodeJS.Timeout;
	/** When the next session of somebody connected ends by itself. */
	#expiresAt = Infinity;
	/** Whether frames are written past socket.io; told by the look at the start. */
	#writesFrames: Promise<boolean>;

	constructor(app: Needs) {
		this.#app = app;
		this.#limiter = new Limiter(30, 10, app.monotonic);
		this.#signalling = new Signalling(app);
		this.#engine = new Engine(ENGINE);
		preEncodePings(this.#engine);
		this.#writesFrames = takesWholeFrames(new Engine(ENGINE), app.log);
		this.#io = new Server({
			serveClient: false,
			connectTimeout: 10_000,
			adapter: Roomless
		}) as LiveServer;
		this.#io.bind(this.#engine as unknown as Parameters<LiveServer['bind']>[0]);
		this.#io.use((socket, next) => void this.#admit(socket, next));
		this.#io.on('connection', (socket) => this.#connected(socket));
		app.rooms.onOpened = (room) => void this.#subscribersOf(room);
		app.rooms.keepWhile((room) => (this.#subscribers.get(room)?.size ?? 0) > 0);
		app.sessions.follow({
			revoked: (id) => this.#bySession.end(id),
			renewed: (id) => this.#bySession.renew(id)
		});
		app.displays.onAsked = (code) => {
			for (const [room, subscribers] of this.#subscribers)
				if (room.code === code) subscribers.deskChanged();
		};
		this.#ticker = setInterval(() => this.#tick(), 1000).unref();
	}

	/** Takes over a checked upgrade request. */
	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, upgrade: UpgradeContext): void {
		Object.assign(request, { upgradeContext: upgrade });
		if (upgrade.session !== null || upgrade.display !== null) hasSession(request);
		this.#engine.handleUpgrade(request as never, socket, head);
	}

	/** The meeting with these digits whose desk or big screen is on this network now. */
	inHall(code: string, network: string): Room | undefined {
		for (const [room, subscribers] of this.#subscribers)
			if (room.code === code && subscribers.isHall(network)) return room;
		return undefined;
	}

	/** Whether any meeting's desk or big screen is on this network now. */
	isHall(network: string): boolean {
		for (const subscribers of this.#subscribers.values())
			if (subscribers.isHall(network)) return true;
		return false;
	}

	/** Who looks at the room, where somebody has since it came to life. */
	at = (room: Room): Subscribers | undefined => this.#subscribers.get(room);

	/** What only the desk is told beside the facts has changed: here, or in every room. */
	deskChanged(room?: Room): void {
		for (const [one, subscribers] of this.#subscribers)
			if (!room || one === room) subscribers.deskChanged();
	}

	async stop(): Promise<void> {
		clearInterval(this.#ticker);
		for (const subscribers of this.#subscribers.values()) subscribers.stop();
		for (const socket of this.#io.sockets.sockets.values()) socket.disconnect(true);
		this.#engine.close();
		await this.#io.close();
		this.#subscribers.clear();
	}

	async #admit(socket: LiveSocket, next: (error?: Error) => void): Promise<void> {
		try {
			const upgrade = upgradeContextOf(socket);
			const room = await this.#app.access.room(upgrade.address, upgrade);
			if (!room) return next(new Error('unknown-meeting'));
			const owner = await organises(this.#app, room, upgrade.account);
			Object.assign(socket.data, {
				session: upgrade.session,
				organiser: owner,
				network: upgrade.network,
				display: upgrade.display === room.meeting,
				seats: [],
				projection: 'public',
				clearance: 'public',
				desk: false,
				expiresAt: Infinity,
				ws: (await this.#writesFrames) ? socketOf(socket.request) : null,
				waiting: 0,
				largest: 0
			});
			rooms.set(socket, room);
			// What it missed is at hand when it enters, where nothing may await.
			await this.#subscribersOf(room).catchUp.recall(helloOf(socket));
			next();
		} catch (error) {
			this.#app.log.error({ err: error }, 'a socket could not be let in');
			next(new Error('not-saved'));
		}
	}

	#connected(socket: LiveSocket): void {
		const room = rooms.get(socket)!;
		const subscribers = this.#subscribersOf(room);
		const upgrade = upgradeContextOf(socket);
		const hello = helloOf(socket);
		socket.data.expiresAt = upgrade.expiresAt;
		this.#expiresAt = Math.min(this.#expiresAt, upgrade.expiresAt);
		socketOf(socket.request).bounds = () => boundsOf(socket.data);
		forgetRequest(socket);
		this.#bySession.add(upgrade.sessions, socket);
		const meanwhile = this.#app.sessions.changedSince(upgrade.asked, upgrade.held);
		if (meanwhile === 'renewed') upgrade.sessions.forEach((id) => this.#bySession.renew(id));
		socket.on('command', (raw: unknown) => this.#command(socket, room, raw));
		socket.on('signal', (raw: unknown) => this.#signalling.hear(socket, room, raw));
		socket.on('disconnect', () => {
			this.#signalling.drop(socket);
			this.#bySession.remove(upgrade.sessions, socket);
			subscribers.leave(socket);
		});
		try {
			if (meanwhile === 'ended') socket.disconnect(true);
			else corked(socket, () => subscribers.enter(socket, hello));
		} catch (error) {
			// It comes again by itself; nobody above would catch this.
			this.#app.log.error({ err: error, meeting: room.meeting }, 'a socket could not be let in');
			socket.disconnect(true);
		}
	}

	#command(socket: LiveSocket, room: Room, raw: unknown): void {
		const id = idOf(raw);
		const reply = (answer: Answer) => send(socket, encode('ack', { id, answer }));
		const { session, organiser } = socket.data;
		// A phone is throttled by its own session; the hall's shared address is never a key.
		if (!this.#limiter.take(session ?? socket.id)) return reply(refuse('too-fast'));
		// Before the schema: what a stranger says is not worth reading (B6, F34).
		if (session === null) return reply(refuse('not-your-seat'));
		this.#commands.run(() => this.#submit(room, raw, { session, owner: organiser }, reply));
	}

	#submit(room: Room, raw: unknown, who: Principal, reply: (answer: Answer) => void): void {
		const envelope = parseEnvelope(raw);
		if ('refused' in envelope) return reply(envelope);
		try {
			room.submit(envelope, who, reply);
		} catch (error) {
			this.#app.log.error({ err: error, type: envelope.command.type }, 'a command failed');
			reply(refuse('not-saved'));
		}
	}

	#subscribersOf(room: Room): Subscribers {
		let subscribers = this.#subscribers.get(room);
		if (!subscribers) {
			subscribers = new Subscribers(room, this.#app, () => this.#signalling.news(room, HALL));
			this.#subscribers.set(room, subscribers);
		}
		return subscribers;
	}

	/** Closes the sockets whose session has ended by itself. */
	#expire(now: number): void {
		this.#expiresAt = Infinity;
		for (const socket of this.#io.sockets.sockets.values()) {
			const { expiresAt } = socket.data;
			if (expiresAt <= now) socket.disconnect(true);
			else this.#expiresAt = Math.min(this.#expiresAt, expiresAt);
		}
	}

	#tick(): void {
		const now = this.#app.now();
		this.#signalling.tick();
		const here = new Set(this.#app.rooms.inMemory);
		for (const [room, subscribers] of this.#subscribers) {
			if (subscribers.size > 0) this.#tickRoom(room, subscribers);
			else if (!here.has(room)) this.#subscribers.delete(room);
		}
		if (now >= this.#expiresAt) this.#expire(now);
	}

	/** One room that cannot say how it stands keeps no other from saying it. */
	#tickRoom({ meeting }: Room, subscribers: Subscribers): void {
		try {
			subscribers.tick();
		} catch (error) {
			this.#app.log.error({ err: error, meeting }, 'who is here could not be told');
		}
	}
}

const rooms = new WeakMap<LiveSocket, Room>();

function upgradeContextOf(socket: LiveSocket): UpgradeContext {
	return (socket.request as IncomingMessage & { upgradeContext: UpgradeContext }).upgradeContext;
}

/** The upgrade's request and headers were read; kept, they would be a fifth of what a phone costs. */
function forgetRequest(socket: LiveSocket): void {
	// engine.io's listeners hold the request itself until the end: only what it carries can go.
	Object.assign(socket.request, {
		...{ headers: NOTHING, rawHeaders: NONE },
		upgradeContext: null,
		_query: null
	});
	Object.assign(socket.conn, { request: null });
	Object.assign(socket.handshake, { headers: NOTHING, query: NOTHING, auth: NOTHING, time: '' });
}

/** For all sockets the same, where each would have empty ones of its own. */
const NOTHING = Object.freeze({});
const NONE = Object.freeze([]);

/** Where the client's copy stands; nonsense means "nowhere", which brings a snapshot. */
function helloOf(socket: LiveSocket): Hello {
	const { protocol, epoch, seq, head, names, clearance } = socket.handshake.auth as Record<
		string,
		unknown
	>;
	return {
		protocol: Number.isInteger(protocol) ? (protocol as number) : 0,
		epoch: typeof epoch === 'string' ? epoch : '',
		seq: Number.isSafeInteger(seq) ? (seq as number) : -1,
		head: typeof head === 'string' ? head : '',
		names: typeof names === 'string' ? names : '',
		clearance: CLEARANCES.find((one) => one === clearance) ?? null
	};
}
