/**
 * Messages as bytes: encoded once, then written to as many sockets as there are. A broadcast to a
 * thousand phones through socket.io's own path costs three times the writing itself; what that path
 * adds (adapters, packets, events) nobody here uses (docs/decisions/0003-telling.md).
 *
 * Invariant: bytes never overtake what a socket still has queued.
 */
import type { Socket as TcpSocket } from 'node:net';
import type { Server as Engine } from 'engine.io';
import type { ServerToClient } from '#lib/meeting/wire.ts';
import { FRAME, frameFor } from '#server/whole-frame.ts';
import type { LiveSocket } from './audience.ts';

export interface Encoded {
	/** socket.io's EVENT packet of the main namespace. */
	packet: string;
	/** The same as one whole WebSocket frame. */
	frame: Buffer;
}

/** What of engine.io and ws is used here and is not in their types. */
interface Wire {
	readyState: string;
	writeBuffer: unknown[];
	transport: { socket?: { readyState: number; _socket?: TcpSocket } };
	write(packet: string, options: object): void;
}

/** Bytes that may wait for one slow phone, beside the largest message it was sent. */
const MOST_QUEUED = 1_000_000;
/** Messages from this size on are remembered as a phone's largest. */
const LARGE = 100_000;
/** A whole room of thousands of cards is more than may wait; it must get through all the same. */
const largest = new WeakMap<TcpSocket, number>();
/** WebSocket.OPEN. */
const OPEN = 1;

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
	const ws = conn.transport.socket;
	const tcp = ws?._socket;
	if (tcp && tcp.writableLength > MOST_QUEUED + (largest.get(tcp) ?? 0)) {
		// It does not read. It comes back, says where it stands, and gets what it missed at once (F33).
		tcp.destroy();
		return;
	}
	if (tcp && frame.length > LARGE && frame.length > (largest.get(tcp) ?? 0))
		largest.set(tcp, frame.length);
	if (conn.writeBuffer.length === 0 && ws?.readyState === OPEN && tcp) tcp.write(frame);
	else conn.write(packet, { compress: false, wsPreEncodedFrame: [frame] });
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
export function together(socket: LiveSocket, say: () => void): void {
	const tcp = (socket.conn as unknown as Wire).transport.socket?._socket;
	tcp?.cork();
	try {
		say();
	} finally {
		tcp?.uncork();
	}
}

function frameOf(text: string): Buffer {
	const { frame, at } = frameFor(FRAME.text, Buffer.byteLength(text));
	frame.write(text, at);
	return frame;
}
