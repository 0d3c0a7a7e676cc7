/**
 * The connection of one client to one room, without any screen: joins, folds, sends, heals. Screens
 * wrap it in runes (`meeting.svelte.ts`); tests and tools use it as it is.
 *
 * Invariants: `send` resolves only when the answer has come and the local copy contains it; after a
 * silence, a gap or a long sleep the copy is compared by number and hash, never trusted.
 */
import { io, type Socket } from 'socket.io-client';
import type { Envelope } from '#lib/meeting/command.ts';
import type { SignalDown, SignalUp } from '#lib/meeting/calls/signal.ts';
import type { Command, PrivateView } from '#lib/meeting/registry.ts';
import type { Directory } from '#lib/meeting/directory.ts';
import type { StageId } from '#lib/meeting/names.ts';
import { unpackFrame } from '#lib/meeting/packed-events.ts';
import {
	LIVE_PATH,
	PROTOCOL,
	type Answer,
	type ClientToServer,
	type PresenceMessage,
	type ServerToClient
} from '#lib/meeting/wire.ts';
import { deviceNow } from '#lib/ui/device-clock.ts';
import { replicaOf, applyFrame, type Replica } from './replica.ts';
import { Outbox } from './outbox.ts';

/** Ordinary commands are given up after a minute offline. */
const PATIENCE_MS = 60_000;
/**
 * A server that restarts is back within a second: the first tries are quick, each phone at its own
 * moment; a line that stays away is asked less often.
 */
const BACKOFF = { firstMs: 200, soonMs: 1000, laterMs: 5000, spread: 0.5, soonTries: 15 };
/**
 * A line that is not greeted by then is tried anew, ms: a phone that tried while the line was down must
 * not wait for that try. Each try waits longer, for slow lines.
 */
const GREETING = { firstMs: 4000, moreMs: 2000, mostMs: 20_000 };
/** With something unanswered and not a sound from the server, the line only looks alive. */
const SILENT_MS = 10_000;
/**
 * A server that beats does so every second (decision 0025): when two are missing the line is said to be quiet, within
 * three seconds of its end, and begun anew when it stays so, each phone at its own moment.
 */
const QUIET = { saidMs: 2700, anewMs: 8000, spreadMs: 4000 };
const SWEEP_MS = 250;
/** An answer that has not come by then was lost on the way: everything unanswered is said again. */
const RESEND_MS = 4_000;

export interface LiveHandlers {
	copy(copy: Replica): void;
	private(privateView: PrivateView): void;
	directory(people: Directory, whole: boolean): void;
	presence(presence: PresenceMessage): void;
	/** What browsers of one call say to each other; missing where nobody listens. */
	signal?(message: SignalDown): void;
	connection(connected: boolean, why: string): void;
	/** Nothing was heard since, by `now`, though the line has not ended; null: something is. */
	quiet(since: number | null): void;
	/** The server speaks a newer protocol: this page should load again. */
	outdated(): void;
}

export interface LiveOptions {
	/** Origin of the server; empty in browsers. */
	origin?: string;
	/** Extra headers, for clients that are not browsers. */
	headers?: Record<string, string>;
	/** Of the meeting: its key, or the six digits for those who have to do with it. */
	address: string;
	copy: Replica | null;
	/** Version of the names it was loaded with. */
	names?: string;
	now?: () => number;
	/** How long an answer may take before everything unanswered is said again, ms. */
	resendAfter?: number;
}

export class LiveClient {
	#copy: Replica | null;
	#outbox = new Outbox();
	#socket: Socket<ServerToClient, ClientToServer>;
	#handlers: LiveHandlers;
	#now: () => number;
	#awaited: { seq: number; done: () => void }[] = [];
	#names: string;
	#sentAt = 0;
	#heardAt = 0;
	/** This line has brought a beat, so that a silence means something. */
	#beats = false;
	#isQuiet = false;
	#anewAfter = QUIET.anewMs + Math.random() * QUIET.spreadMs;
	#resendAfter: number;
	#sweeper: ReturnType<typeof setInterval>;

	constructor(options: LiveOptions, handlers: LiveHandlers) {
		this.#copy = options.copy;
		this.#names = options.names ?? '';
		this.#handlers = handlers;
		this.#now = options.now ?? deviceNow;
		this.#socket = io(options.origin ?? '', {
			path: LIVE_PATH,
			transports: ['websocket'],
			query: { m: options.address },
			auth: (give) =>
				give({
					protocol: PROTOCOL,
					epoch: this.#copy?.epoch ?? '',
					seq: this.#copy?.seq ?? -1,
					head: this.#copy?.head ?? '',
					names: this.#names,
					clearance: this.#copy?.clearance ?? null
				}),
			reconnectionDelay: BACKOFF.firstMs,
			reconnectionDelayMax: BACKOFF.soonMs,
			randomizationFactor: BACKOFF.spread,
			timeout: GREETING.firstMs,
			forceNew: true,
			...(options.headers ? { extraHeaders: options.headers } : {})
		});
		this.#listen();
		this.#resendAfter = options.resendAfter ?? RESEND_MS;
		this.#sweeper = setInterval(() => this.#sweep(), Math.min(SWEEP_MS, this.#resendAfter));
	}

	get copy(): Replica | null {
		return this.#copy;
	}

	get connected(): boolean {
		return this.#socket.connected;
	}

	/** Commands without an answer yet. */
	get unanswered(): number {
		return this.#outbox.size;
	}

	/**
	 * Says one command in the name of a seat; resolves when its effect is in the local copy. It is given
	 * up after `patience` ms without an answer; `Infinity` for what is kept beyond this page (C27). With
	 * `stage` it is refused once that stage has passed.
	 */
	async send(
		as: string,
		command: Command,
		id: string = newCommandId(),
		patience = PATIENCE_MS,
		stage?: StageId | null
	): Promise<Answer> {
		const envelope: Envelope = { id, as, command, ...(stage === undefined ? {} : { stage }) };
		const answered = this.#outbox.add(envelope, this.#now() + patience);
		if (this.#socket.connected) this.#send(envelope);
		const answer = await answered;
		if ('seq' in answer) await this.#reached(answer.seq);
		return answer;
	}

	/** Says something of a call; lost where there is no line, for whoever is in one enters again. */
	signal(message: SignalUp): void {
		if (this.#socket.connected) this.#socket.emit('signal', message);
	}

	/** Starts the connection afresh: after a sleep the old one may only look alive. */
	wake(): void {
		this.#socket.disconnect();
		this.#socket.connect();
		this.#watchHandshake();
	}

	/** Drops the connection without giving up what was said; `wake` brings it back. */
	pause(): void {
		this.#socket.disconnect();
	}

	close(): void {
		clearInterval(this.#sweeper);
		this.#socket.disconnect();
	}

	#listen(): void {
		const manager = this.#socket.io;
		manager.on('reconnect_attempt', (tries) => {
			manager.reconnectionDelayMax(tries < BACKOFF.soonTries ? BACKOFF.soonMs : BACKOFF.laterMs);
			const { firstMs, moreMs, mostMs } = GREETING;
			manager.timeout(Math.min(firstMs + tries * moreMs, mostMs));
			queueMicrotask(() => this.#watchHandshake());
		});
		manager.on('open', () => this.#listenForBeats());
		this.#watchHandshake();
		const socket = this.#socket;
		socket.on('connect', () => {
			this.#heard();
			this.#handlers.connection(true, '');
			for (const envelope of this.#outbox.tail) this.#send(envelope);
		});
		socket.on('disconnect', (why) => {
			this.#beats = false;
			this.#handlers.connection(false, why);
			this.#sayQuiet(false);
			// The server closed us (session ended, restart): come back and see what is left to us.
			if (why === 'io server disconnect') setTimeout(() => this.wake(), 500);
		});
		socket.on('connect_error', (error) => {
			this.#handlers.connection(false, error.message);
			// No longer this browser's to see: a fresh page says so and shows a way on.
			if (error.message === 'unknown-meeting') this.#handlers.outdated();
		});
		socket.on('ack', ({ id, answer }) => this.#outbox.answer(id, answer));
		socket.on('events', (frame) => {
			if (!this.#copy) return;
			const next = applyFrame(this.#copy, unpackFrame(frame));
			if (next === 'gap') this.wake();
			else this.#setReplica(next);
		});
		socket.on('snapshot', (snapshot) => {
			if (snapshot.protocol !== PROTOCOL) return this.#handlers.outdated();
			this.#setReplica(replicaOf(snapshot));
		});
		socket.on('private', (privateView) => this.#handlers.private(privateView));
		socket.on('signal', (message) => this.#handlers.signal?.(message));
		socket.on('directory', ({ people, whole, version }) => {
			this.#names = version;
			this.#handlers.directory(people, whole);
		});
		socket.on('presence', (presence) => {
			this.#handlers.presence(presence);
			// A frame was lost somewhere: the next hello brings what is missing.
			if (presence.seq > (this.#copy?.seq ?? -1)) this.#checkMissing(presence.seq);
		});
	}

	/** socket.io hears a line end only once it was greeted; before, it would wait for the greeting in vain. */
	#watchHandshake(): void {
		const { engine } = this.#socket.io;
		const failing = engine as unknown as { emit(what: 'error', why: Error): void };
		const ended = () => failing.emit('error', new Error('ended early'));
		engine.once('close', ended);
		engine.once('open', () => engine.off('close', ended));
	}

	/** Every message of the server is a sign of life, and so are its pings and beats. */
	#listenForBeats(): void {
		const { engine } = this.#socket.io;
		engine.on('heartbeat', () => this.#heard());
		engine.on('packet', ({ type }) => {
			if (type === 'noop') this.#beats = true;
		});
	}

	#heard(): void {
		this.#heardAt = this.#now();
		this.#sayQuiet(false);
	}

	#sayQuiet(isQuiet: boolean): void {
		if (isQuiet === this.#isQuiet) return;
		this.#isQuiet = isQuiet;
		this.#handlers.quiet(isQuiet ? this.#heardAt : null);
	}

	#send(envelope: Envelope): void {
		this.#sentAt = this.#now();
		this.#socket.emit('command', envelope);
	}

	#sweep(): void {
		this.#outbox.expire(this.#now());
		const now = this.#now();
		if (!this.#socket.connected) return;
		const silence = now - this.#heardAt;
		if (this.#beats && silence > QUIET.saidMs) this.#sayQuiet(true);
		if (this.#beats && silence > this.#anewAfter) return this.wake();
		if (now - this.#sentAt < this.#resendAfter) return;
		if (this.#outbox.size > 0 && silence > SILENT_MS) return this.wake();
		for (const envelope of this.#outbox.tail) this.#send(envelope);
	}

	/** Frames lag behind COMMIT by a tick; only what is still missing after a second was lost. */
	#checkMissing(seq: number): void {
		setTimeout(() => {
			if ((this.#copy?.seq ?? -1) < seq && this.#socket.connected) this.wake();
		}, 1000);
	}

	#setReplica(copy: Replica): void {
		if (copy === this.#copy) return;
		this.#copy = copy;
		this.#handlers.copy(copy);
		const landed = this.#awaited.filter((wait) => wait.seq <= copy.seq);
		this.#awaited = this.#awaited.filter((wait) => wait.seq > copy.seq);
		for (const wait of landed) wait.done();
	}

	#reached(seq: number): Promise<void> {
		if (this.#copy && this.#copy.seq >= seq) return Promise.resolve();
		return new Promise((done) => this.#awaited.push({ seq, done }));
	}
}

/** 120 random bits; works without a secure context, where `crypto.randomUUID` does not exist. */
export function newCommandId(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(15));
	let id = '';
	for (const byte of bytes) id += byte.toString(36).padStart(2, '0');
	return id;
}
