/**
 * Messages as bytes: encoded once, then written to as many sockets as there are. A broadcast to a
 * thousand phones through socket.io's own path costs three times the writing itself; what that path
 * adds (adapters, packets, events) nobody here uses (docs/decisions/0003-telling.md).
 *
 * Invariant: bytes never overtake what a socket still has queued.
 */
import type { Server as Engine } from 'engine.io';
import type { ServerToClient } from '#lib/meeting/wire.ts';
import { FRAME, frameFor } from '#server/whole-frame.ts';
import type { LiveSocket, SocketData } from './subscribers.ts';

export interface Encoded {
	/** socket.io's EVENT packet of the main namespace. */
	packet: string;
	/** The same as one whole WebSocket frame. */
	frame: Buffer;
}

/** What of engine.io is used here; the first and the options are not in its types (own-frames.ts). */
export interface Wire {
	/** What waits until the socket takes more. */
	writeBuffer?: unknown[];
	readyState: string;
	write(
		packet: string,
		options: { compress: boolean; wsPreEncodedFrame?: Buffer[] },
		sent?: () => void
	): void;
	close(discard?: boolean): void;
}

/** Bytes that may wait for one slow phone, beside the largest message it was sent. */
const MOST_QUEUED = 1_000_000;
/** Messages from this size on are remembered as a phone's largest. */
const LARGE = 100_000;

/** One message for any number of sockets. */
export function encode<Name extends keyof ServerToClient>(
	name: Name,
	message: Parameters<ServerToClient[Name]>[0]
): Encoded {
	const packet = `2${JSON.stringify([name, message])}`;
	// 4 is engine.io's "message".
	return { packet, frame: frameOf(`4${packet}`) };
}

/** Writes it to one socket; a socket that is closing is passed over. */
export function send(socket: LiveSocket, { packet, frame }: Encoded): void {
	const conn = socket.conn as unknown as Wire;
	if (conn.readyState !== 'open') return;
	const { data } = socket;
	const tcp = data.ws?.tcp;
	const queue = conn.writeBuffer;
	if (!data.ws || !tcp || !queue) return sendThroughEngine(data, conn, packet);
	// It does not read. It comes back, says where it stands, and gets what it missed at once (F33).
	if (tcp.writableLength > mayWait(data)) return void tcp.destroy();
	remember(data, frame.length);
	if (queue.length === 0 && data.ws.readyState === data.ws.OPEN) tcp.write(frame);
	else conn.write(packet, { compress: false, wsPreEncodedFrame: [frame] });
}

/** The way that engine.io promises: encoded for each socket anew, which is slower and right. */
function sendThroughEngine(data: SocketData, conn: Wire, packet: string): void {
	const length = Buffer.byteLength(packet);
	if (data.waiting > mayWait(data)) return conn.close(true);
	remember(data, length);
	data.waiting += length;
	conn.write(packet, { compress: false }, () => {
		data.waiting -= length;
	});
}

const mayWait = ({ largest }: SocketData) => MOST_QUEUED + largest;

function remember(data: SocketData, length: number): void {
	if (length > LARGE && length > data.largest) data.largest = length;
}

/** Makes every ping one write of bytes that are there already, instead of a header and a body. */
export function preEncodePings(engine: Engine): void {
	const ping = [frameOf('2')];
	engine.on('flush', (_socket: unknown, packets: { type: string; options: object }[]) => {
		for (const { type, options } of packets)
			if (type === 'ping') Object.assign(options, { wsPreEncodedFrame: ping });
	});
}

/** engine.io's "noop": every client hears it, and none does anything about it. */
const BEAT = frameOf('6');

/**
 * Lets one socket hear that the line holds, where nothing waits before it. Only where whole frames are written: a
 * client looks for it on lines alone that have brought one.
 */
export function beat({ conn, data }: LiveSocket): void {
	const { readyState, writeBuffer } = conn as unknown as Wire;
	if (readyState !== 'open' || writeBuffer?.length !== 0) return;
	const { ws } = data;
	if (ws?.tcp?.writableLength === 0 && ws.readyState === ws.OPEN) ws.tcp.write(BEAT);
}

/** What is sent to this socket meanwhile leaves in one write. */
export function corked(socket: LiveSocket, write: () => void): void {
	const tcp = socket.data.ws?.tcp;
	tcp?.cork();
	try {
		write();
	} finally {
		tcp?.uncork();
	}
}

/** A text as one whole frame. */
export function frameOf(text: string): Buffer {
	const { frame, at } = frameFor(FRAME.text, Buffer.byteLength(text));
	frame.write(text, at);
	return frame;
}
