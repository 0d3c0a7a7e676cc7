/**
 * WebSockets whose messages are looked at as bytes before anybody reads them: how long, how deep, how
 * many parts, how much in a while. Both doors use them, the live one and that of the documents.
 *
 * Invariant: what a message may cost us is known before it is parsed. JSON of a megabyte of brackets
 * takes a hundred times its length in memory, and the event loop belongs to everybody (F34).
 */
import type { IncomingMessage } from 'node:http';
import type { Socket as TcpSocket } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer, type ServerOptions } from 'ws';

/** What one socket may send. */
export interface Bounds {
	/** Bytes of one message. */
	bytes: number;
	/** Values in one message of JSON: objects, arrays and what is in them. */
	values: number;
	/** `costOf` all messages: so much at once, and so much more each second. */
	burst: number;
	perSecond: number;
}

/** How deep JSON may be nested; our deepest command has seven levels. */
export const DEEPEST = 40;

/** Somebody without a session says hello and answers pings; a late command gets its refusal. */
export const STRANGER: Bounds = { bytes: 16_384, values: 2000, burst: 131_072, perSecond: 8192 };
/**
 * A seat, or a paired screen that is the hall's device in a call: its longest honest message is a text. What is too long
 * for its field is answered in words.
 */
export const SEAT: Bounds = {
	bytes: 2_000_000,
	values: 5000,
	burst: 4_000_000,
	perSecond: 200_000
};
/** The desk: a roll of 2,000 people is 300 KB with 22,000 values. */
export const DESK: Bounds = {
	bytes: 2_000_000,
	values: 64_000,
	burst: 8_000_000,
	perSecond: 400_000
};

/** What somebody's place in the meeting may need to say; a session without a place is a stranger's. */
export function boundsOf(place: {
	desk: boolean;
	organiser: boolean;
	display: boolean;
	seats: readonly unknown[];
}): Bounds {
	if (place.desk || place.organiser) return DESK;
	return place.display || place.seats.length > 0 ? SEAT : STRANGER;
}

/** Close codes of WebSockets themselves (RFC 6455, 7.4.1). */
const NOT_ACCEPTED = 1003;
const POLICY = 1008;
const TOO_BIG = 1009;
/** Whoever does not take the closing by then is hung up on. */
const HANG_UP_MS = 1000;

/** What a message costs to take in, in bytes: every message something, every value more than its comma. */
const costOf = (bytes: number, values: number) => 256 + bytes + 32 * values;

export class BoundedSocket extends WebSocket {
	/** Looked up at each message, so that who sits down may say more at once. */
	bounds: () => Bounds = () => STRANGER;
	/** What kind of messages are understood here; others close. */
	speaks: 'json' | 'bytes' = 'json';
	/** The connection beneath, for whoever writes whole frames. */
	tcp: TcpSocket | null = null;
	#spent = 0;
	#at = performance.now();
	#over = false;

	override emit(event: string | symbol, ...values: unknown[]): boolean {
		if (event === 'message' && !this.#takes(values[0] as Buffer, values[1] as boolean))
			return false;
		return super.emit(event, ...values);
	}

	#takes(data: Buffer, binary: boolean): boolean {
		if (this.#over) return false;
		const { bytes, values, burst, perSecond } = this.bounds();
		if (data.length > bytes) return this.#refuse(TOO_BIG, 'too-large');
		if (binary !== (this.speaks === 'bytes')) return this.#refuse(NOT_ACCEPTED, 'malformed');
		const parts = binary ? 0 : valuesIn(data, values);
		if (typeof parts === 'string') return this.#refuse(TOO_BIG, parts);
		const now = performance.now();
		this.#spent = Math.max(0, this.#spent - ((now - this.#at) / 1000) * perSecond);
		this.#at = now;
		this.#spent += costOf(data.length, parts);
		return this.#spent <= burst || this.#refuse(POLICY, 'too-fast');
	}

	/** Closes it; what comes after is not read. */
	#refuse(code: number, reason: string): false {
		this.#over = true;
		this.close(code, reason);
		const late = setTimeout(() => this.terminate(), HANG_UP_MS).unref();
		this.once('close', () => clearTimeout(late));
		return false;
	}
}

/**
 * How many values a packet of socket.io holds, from its bytes; a word when they are more than `most`,
 * too deep, or not ours at all. Linear; strings are passed over as JSON ends them.
 */
export function valuesIn(packet: Buffer, most: number): number | 'too-deep' | 'too-large' {
	// A namespace could hold a quote, after which nothing would be counted: we have none, and no binary
	// events, whose namespace stands further on.
	if (packet[2] === SLASH || packet[1] === BINARY_EVENT || packet[1] === BINARY_ACK)
		return 'too-large';
	let [depth, values, quoted] = [0, 1, false];
	for (let at = 0; at < packet.length; at++) {
		const byte = packet[at];
		if (byte === QUOTE) quoted = !quoted;
		else if (quoted) at += byte === BACKSLASH ? 1 : 0;
		else if (byte === COMMA) values += 1;
		else if (byte === SQUARE || byte === CURLY) {
			values += 1;
			depth += 1;
			if (depth > DEEPEST) return 'too-deep';
		} else if (byte === SQUARE_END || byte === CURLY_END) depth -= 1;
		if (values > most) return 'too-large';
	}
	return values;
}

const [QUOTE, COMMA, SLASH, BACKSLASH] = [0x22, 0x2c, 0x2f, 0x5c];
const [BINARY_EVENT, BINARY_ACK] = [0x35, 0x36];
const [SQUARE, SQUARE_END, CURLY, CURLY_END] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Takes upgrades over, as engine.io asks of a `wsEngine`. Strangers come to a server of their own whose
 * frames are small, so that a long message is not even gathered.
 */
export class BoundedServer extends WebSocketServer {
	#strangers: WebSocketServer;

	constructor(options: ServerOptions) {
		const bounded = { ...options, WebSocket: BoundedSocket as unknown as typeof WebSocket };
		super(bounded as ServerOptions);
		this.#strangers = new WebSocketServer({
			...bounded,
			maxPayload: STRANGER.bytes
		} as ServerOptions);
	}

	override handleUpgrade(
		request: IncomingMessage,
		socket: Duplex,
		head: Buffer,
		done: (ws: WebSocket, request: IncomingMessage) => void
	): void {
		const opened = (ws: WebSocket, request: IncomingMessage) => {
			// ws has it too, under a name that it does not promise.
			(ws as BoundedSocket).tcp = socket as TcpSocket;
			upgraded.set(request, ws as BoundedSocket);
			done(ws, request);
		};
		if (sitting.has(request)) super.handleUpgrade(request, socket, head, opened);
		else this.#strangers.handleUpgrade(request, socket, head, opened);
	}
}

const upgraded = new WeakMap<IncomingMessage, BoundedSocket>();

/** The socket that an upgrade has become. */
export function socketOf(request: IncomingMessage): BoundedSocket {
	return upgraded.get(request)!;
}

/** Upgrades of somebody with a session. */
const sitting = new WeakSet<IncomingMessage>();

/** Says that this upgrade comes with a session, so that it may send long messages once it is let in. */
export function hasSession(request: IncomingMessage): void {
	sitting.add(request);
}
