/**
 * One client on a raw TCP socket: an upgrade request and frames made by hand, and only as much
 * parsing as the figures need, so that the generator stays light beside the server.
 */
import { connect, type Socket } from 'node:net';
import type { Clearance } from '#lib/meeting/disclosure/decision.ts';
import { PROTOCOL } from '#lib/meeting/wire.ts';
import { clock } from './meter.ts';

/** Where a loaded page stands, as the real client tells it in its hello (src/lib/live/client.ts). */
export interface Copy {
	epoch: string;
	seq: number;
	head: string;
	/** Version of the names, as those with a seat and those without get them. */
	names: { members: string; public: string };
}

export interface Target {
	port: number;
	/** `plain` speaks JSON over ws, `io` socket.io's protocol. */
	dialect: 'plain' | 'io';
	/** What a page load gave; null asks for everything. */
	copy: Copy | null;
}

export interface Heard {
	joined(screen: Screen): void;
	/** Events up to `seq` are on this screen. */
	events(screen: Screen, from: number, seq: number): void;
	ack(screen: Screen, seq: number | null, text: string): void;
	closed(screen: Screen): void;
}

const MASK = Buffer.from([0x1b, 0x2c, 0x3d, 0x4e]);

export class Screen {
	readonly index: number;
	readonly code: string;
	readonly seat: string;
	seq = -1;
	head = '';
	frames = 0;
	bytes = 0;
	attempts = 0;
	sentAt = 0;
	#cookie: string;
	#clearance: Clearance;
	#target: Target;
	#heard: Heard;
	#socket: Socket | null = null;
	#rest: Buffer | null = null;
	/** A frame that comes in many pieces, and how much of it is still to come. */
	#pieces: Buffer[] = [];
	#missing = 0;
	#upgraded = false;

	constructor(
		index: number,
		person: { code: string; seat: string; cookie: string; desk?: true },
		target: Target,
		heard: Heard
	) {
		this.index = index;
		this.code = person.code;
		this.seat = person.seat;
		this.#cookie = person.cookie;
		this.#clearance = person.desk ? 'desk' : person.cookie ? 'room' : 'public';
		this.#target = target;
		this.#heard = heard;
		if (target.copy) ({ seq: this.seq, head: this.head } = target.copy);
	}

	open(): void {
		const { port } = this.#target;
		this.#rest = null;
		this.#pieces = [];
		this.#missing = 0;
		this.#upgraded = false;
		const socket = (this.#socket = connect({ port, host: '127.0.0.1', noDelay: true }));
		socket.on('connect', () =>
			socket.write(
				`GET /live/?m=${this.code}&EIO=4&transport=websocket HTTP/1.1\r\n` +
					`Host: 127.0.0.1:${port}\r\nOrigin: http://127.0.0.1:${port}\r\n` +
					(this.#cookie ? `Cookie: ${this.#cookie}\r\n` : '') +
					'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
					'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n'
			)
		);
		socket.on('data', (chunk) => this.#read(chunk));
		socket.on('error', () => {});
		socket.on('close', () => this.#heard.closed(this));
	}

	close(): void {
		this.#socket?.removeAllListeners('close');
		this.#socket?.destroy();
	}

	send(command: object, id: string): void {
		this.sentAt = clock();
		const body = JSON.stringify(['command', { id, as: this.seat, command }]);
		this.#send(this.#target.dialect === 'io' ? `42${body}` : body);
	}

	#send(text: string): void {
		const length = Buffer.byteLength(text);
		const header = length < 126 ? 6 : 8;
		const frame = Buffer.allocUnsafe(header + length);
		frame[0] = 0x81;
		if (length < 126) frame[1] = 0x80 | length;
		else {
			frame[1] = 0xfe;
			frame.writeUInt16BE(length, 2);
		}
		MASK.copy(frame, header - 4);
		frame.write(text, header);
		for (let i = 0; i < length; i++) frame[header + i]! ^= MASK[i & 3]!;
		this.#socket!.write(frame);
	}

	#read(chunk: Buffer): void {
		if (this.#missing > chunk.length) {
			this.#pieces.push(chunk);
			this.#missing -= chunk.length;
			return;
		}
		let data = chunk;
		if (this.#pieces.length > 0) data = Buffer.concat([...this.#pieces, chunk]);
		else if (this.#rest) data = Buffer.concat([this.#rest, chunk]);
		this.#pieces = [];
		this.#rest = null;
		this.#missing = 0;
		if (!this.#upgraded) {
			const end = data.indexOf('\r\n\r\n');
			if (end < 0) return void (this.#rest = data);
			if (!data.subarray(0, 12).equals(SWITCHING)) throw new Error(data.toString('latin1', 0, 80));
			this.#upgraded = true;
			data = data.subarray(end + 4);
		}
		let at = 0;
		while (data.length - at >= 2) {
			let length = data[at + 1]! & 0x7f;
			let header = 2;
			if (length === 126) {
				if (data.length - at < 4) break;
				length = data.readUInt16BE(at + 2);
				header = 4;
			} else if (length === 127) {
				if (data.length - at < 10) break;
				length = data.readUInt32BE(at + 6);
				header = 10;
			}
			const end = at + header + length;
			if (end > data.length) {
				// Put together once, when its last piece is here.
				this.#pieces = [data.subarray(at)];
				this.#missing = end - data.length;
				return;
			}
			if ((data[at]! & 0x0f) === 1) this.#message(data, at + header, end);
			at = end;
		}
		if (at < data.length) this.#rest = at === 0 ? data : data.subarray(at);
	}

	#message(data: Buffer, start: number, end: number): void {
		this.bytes += end - start;
		let at = start;
		if (this.#target.dialect === 'io') {
			const kind = data[start]!;
			if (kind === 0x30) return this.#hello();
			if (kind === 0x32) return this.#send('3');
			if (data[start + 1] === 0x34) throw new Error(data.toString('latin1', start, end));
			if (data[start + 1] !== 0x32) return;
			at += 2;
		}
		// ["events" ["ack" ["snapshot" ["presence": the third byte tells them apart.
		switch (data[at + 2]) {
			case 0x65:
				return this.#events(data, at, end);
			case 0x61:
				return this.#ack(data.toString('latin1', at, end));
			case 0x73: {
				if (this.#target.copy && this.attempts === 0)
					throw new Error('whoever comes with a copy must not be sent the whole room');
				const start = data.toString('latin1', at, Math.min(end, at + 400));
				this.seq = Number(/"seq":(\d+)/.exec(start)![1]);
				this.head = /"head":"(\w+)"/.exec(start)?.[1] ?? '';
				return this.#heard.events(this, 0, this.seq);
			}
			case 0x70:
				if (this.attempts >= 0) {
					this.attempts = -1;
					this.#heard.joined(this);
				}
		}
	}

	#hello(): void {
		const { copy } = this.#target;
		const names = copy?.names[this.#cookie ? 'members' : 'public'] ?? '';
		// The crowd sits in the room; who has no seat reads what everybody may.
		const clearance = this.#clearance;
		const where = { epoch: copy?.epoch ?? '', seq: this.seq, head: this.head, names, clearance };
		this.#send(`40${JSON.stringify({ protocol: PROTOCOL, ...where })}`);
	}

	#events(data: Buffer, at: number, end: number): void {
		this.frames += 1;
		const known = lookUp(data, at, end);
		this.seq = known.seq;
		this.head = known.head;
		this.#heard.events(this, known.from, known.seq);
	}

	#ack(text: string): void {
		const seq = /"seq":(\d+)/.exec(text)?.[1];
		this.#heard.ack(this, seq === undefined ? null : Number(seq), text);
	}
}

const SWITCHING = Buffer.from('HTTP/1.1 101');
let last = { key: '', from: 0, seq: 0, head: '' };

/** Everybody gets the same bytes: what a frame holds is read once per process. */
function lookUp(data: Buffer, at: number, end: number): typeof last {
	const key = data.toString('latin1', at, Math.min(end, at + 80)) + (end - at);
	if (key === last.key) return last;
	const frame = data.subarray(at, end);
	const head = frame.lastIndexOf('"head":"');
	const seqAt = frame.lastIndexOf('"seq":', head < 0 ? undefined : head);
	const seq = parseInt(frame.toString('latin1', seqAt + 6, seqAt + 20), 10);
	const from = /"from":(\d+)/.exec(key)?.[1];
	last = {
		key,
		seq,
		from: from ? Number(from) : seq,
		head: head < 0 ? '' : frame.toString('latin1', head + 8, head + 72)
	};
	return last;
}
