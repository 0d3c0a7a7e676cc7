/**
 * Messages as bytes: encoded once, then written to as many sockets as there are. A broadcast to a
 * thousand phones through socket.io's own path costs three times the writing itself; what that path
 * adds (adapters, packets, events) nobody here uses (docs/decisions/0003-telling.md).
 *
 * Invariant: bytes never overtake what a socket still has queued.
 */
import type { Server as Engine } from 'engine.io';
import type { ServerToClient } from '#lib/meeting/wire.ts';
import type { BoundedSocket } from '#server/bounded-socket.ts';
import { FRAME, frameFor } from '#server/whole-frame.ts';
import type { LiveSocket } from './subscribers.ts';

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
/** A whole room of thousands of cards is more than may wait; it must get through all the same. */
const largest = new WeakMap<LiveSocket, number>();
/** Sockets whose frames we write ourselves. */
const written = new WeakMap<LiveSocket, BoundedSocket>();
/** Bytes that were given to engine.io and have not left, of the others. */
const waiting = new WeakMap<LiveSocket, number>();

/** From now on what is sent to this socket is written straight to its connection. */
export function writeFrames(socket: LiveSocket, ws: BoundedSocket): void {
	written.set(socket, ws);
}

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
	const ws = written.get(socket);
	const tcp = ws?.tcp;
	const queue = conn.writeBuffer;
	if (!ws || !tcp || !queue) return handOver(socket, conn, packet);
	// It does not read. It comes back, says where it stands, and gets what it missed at once (F33).
	if (tcp.writableLength > mayWait(socket)) return void tcp.destroy();
	remember(socket, frame.length);
	if (queue.length === 0 && ws.readyState === ws.OPEN) tcp.write(frame);
	else conn.write(packet, { compress: false, wsPreEncodedFrame: [frame] });
}

/** The way that engine.io promises: encoded for each socket anew, which is slower and right. */
function handOver(socket: LiveSocket, conn: Wire, packet: string): void {
	const length = Buffer.byteLength(packet);
	const left = waiting.get(socket) ?? 0;
	if (left > mayWait(socket)) return conn.close(true);
	remember(socket, length);
	waiting.set(socket, left + length);
	conn.write(packet, { compress: false }, () => {
		waiting.set(socket, waiting.get(socket)! - length);
	});
}

const mayWait = (socket: LiveSocket) => MOST_QUEUED + (largest.get(socket) ?? 0);

function remember(socket: LiveSocket, length: number): void {
	if (length > LARGE && length > (largest.get(socket) ?? 0)) largest.set(socket, length);
}

/** Makes every ping one write of bytes that are there already, instead of a header and a body. */
export function wholePings(engine: Engine): void {
	const ping = [frameOf('2')];
	engine.on('flush', (_socket: unknown, packets: { type: string; options: object }[]) => {
		for (const { type, options } of packets)
			if (type === 'ping') Object.assign(options, { wsPreEncodedFrame: ping });
	});
}

/** What is sent to this socket meanwhile leaves in one write. */
export function together(socket: LiveSocket, write: () => void): void {
	const tcp = written.get(socket)?.tcp;
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
