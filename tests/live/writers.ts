/**
 * People at a document without a browser: honest ones with y-websocket itself, and hand-made sockets
 * that send whatever they like.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import {
	documentPath,
	MESSAGE,
	SYNC,
	type DocumentName,
	type Notice
} from '#lib/documents/wire.ts';
import type { Room } from '#server/meeting/room.ts';
import { seatId, sitDown } from './people.ts';
import type { Served } from './serve.ts';

/** The socket address of a document as it is now; made if it is new. */
export async function addressOf(it: Served, room: Room, name: DocumentName): Promise<string> {
	const { epoch } = await it.app.documents.open(room.meeting, name);
	return it.origin.replace('http', 'ws') + documentPath(room.meeting, name, epoch);
}

/** A message inside `sync`. */
export function syncMessage(kind: number, bytes: Uint8Array): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, MESSAGE.sync);
	encoding.writeVarUint(encoder, kind);
	encoding.writeVarUint8Array(encoder, bytes);
	return encoding.toUint8Array(encoder);
}

/** An awareness message with these carets. */
export function caretMessage(...carets: [number, number, unknown][]): Uint8Array {
	const inner = encoding.createEncoder();
	encoding.writeVarUint(inner, carets.length);
	for (const [client, clock, state] of carets) {
		encoding.writeVarUint(inner, client);
		encoding.writeVarUint(inner, clock);
		encoding.writeVarString(inner, JSON.stringify(state));
	}
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, MESSAGE.awareness);
	encoding.writeVarUint8Array(encoder, encoding.toUint8Array(inner));
	return encoding.toUint8Array(encoder);
}

/** A socket that says and hears bytes. */
export class RawWriter {
	readonly ws: WebSocket;
	readonly updates: Uint8Array[] = [];
	readonly notices: Notice[] = [];
	readonly carets: { client: number; clock: number; state: Record<string, unknown> | null }[] = [];
	saved = 0;
	/** Answers to `sync`: what others write meanwhile is none. */
	#answers = 0;
	/** What the server holds, as told. */
	readonly doc = new Y.Doc();
	closed: { code: number; reason: string } | null = null;
	#watchers = new Set<() => void>();

	constructor(address: string, headers: Record<string, string>) {
		this.ws = new WebSocket(address, { headers });
		this.ws.binaryType = 'nodebuffer';
		this.ws.on('message', (data: Buffer) => this.#heard(new Uint8Array(data)));
		this.ws.on('close', (code, reason) => {
			this.closed = { code, reason: String(reason) };
			this.#changed();
		});
		this.ws.on('error', () => {});
	}

	/** Resolves when the condition holds; looks again whenever something arrives. */
	until(condition: () => boolean, what = 'a condition', ms = 60_000): Promise<void> {
		if (condition()) return Promise.resolve();
		return new Promise((resolve, reject) => {
			const watch = () => {
				if (!condition()) return;
				clearTimeout(timer);
				this.#watchers.delete(watch);
				resolve();
			};
			const timer = setTimeout(() => {
				this.#watchers.delete(watch);
				reject(new Error(`waited ${ms} ms in vain for ${what}`));
			}, ms);
			this.#watchers.add(watch);
		});
	}

	async open(): Promise<this> {
		if (this.ws.readyState === WebSocket.CONNECTING)
			await new Promise((resolve) => this.ws.once('open', resolve));
		return this;
	}

	send(bytes: Uint8Array): void {
		this.ws.send(bytes);
	}

	/** Sends a change and waits for what becomes of it. */
	async offer(update: Uint8Array, kind: number = SYNC.update): Promise<'saved' | Notice | number> {
		const { length } = this.notices;
		const { saved } = this;
		this.send(syncMessage(kind, update));
		await this.until(
			() => this.saved > saved || this.notices.length > length || this.closed !== null,
			'an answer to a change'
		);
		if (this.saved > saved) return 'saved';
		return this.notices.at(length) ?? this.closed!.code;
	}

	/** Asks for everything and waits until it is there. */
	async sync(): Promise<string> {
		const answers = this.#answers;
		this.send(syncMessage(SYNC.step1, Y.encodeStateVector(this.doc)));
		await this.until(() => this.#answers > answers || this.closed !== null, 'an answer');
		if (this.#answers === answers) throw new Error(`closed with ${this.closed?.code}`);
		return this.doc.getText('t').toString();
	}

	#heard(bytes: Uint8Array): void {
		const decoder = decoding.createDecoder(bytes);
		switch (decoding.readVarUint(decoder)) {
			case MESSAGE.sync: {
				const kind = decoding.readVarUint(decoder);
				const update = decoding.readVarUint8Array(decoder);
				if (kind === SYNC.step1) break;
				if (kind === SYNC.step2) this.#answers += 1;
				this.updates.push(update);
				Y.applyUpdate(this.doc, update);
				break;
			}
			case MESSAGE.awareness: {
				const inner = decoding.createDecoder(decoding.readVarUint8Array(decoder));
				for (let left = decoding.readVarUint(inner); left > 0; left--) {
					const client = decoding.readVarUint(inner);
					const clock = decoding.readVarUint(inner);
					this.carets.push({ client, clock, state: JSON.parse(decoding.readVarString(inner)) });
				}
				break;
			}
			case MESSAGE.saved:
				this.saved = decoding.readVarUint(decoder);
				break;
			case MESSAGE.notice:
				this.notices.push(decoding.readVarString(decoder) as Notice);
		}
		this.#changed();
	}

	#changed(): void {
		for (const watch of this.#watchers) watch();
	}
}

const cookies = new WeakMap<Room, Map<string | number, Promise<string>>>();

/** The session of a seat (a role or a number), the same each time. */
export function cookieOf(it: Served, room: Room, which: string | number): Promise<string> {
	const known = cookies.get(room) ?? new Map<string | number, Promise<string>>();
	cookies.set(room, known);
	const cookie = known.get(which) ?? sitDown(it.app, room, seatId(room, which));
	known.set(which, cookie);
	return cookie;
}

/** A hand-made socket with the session of a seat (a role or a number); hangs up when the test ends. */
export async function rawWriter(
	it: Served,
	room: Room,
	which: string | number,
	name: DocumentName = 'minutes'
): Promise<RawWriter> {
	const cookie = await cookieOf(it, room, which);
	return rawSocket(it, await addressOf(it, room, name), cookie);
}

/** A hand-made socket with a cookie. */
export function rawSocket(it: Served, address: string, cookie: string): Promise<RawWriter> {
	const writer = new RawWriter(address, { origin: it.origin, ...(cookie ? { cookie } : {}) });
	onTestFinished(() => writer.ws.terminate());
	return writer.open();
}

/** The very client that browsers use. */
export function provider(address: string, doc: Y.Doc, headers: Record<string, string>) {
	const at = address.lastIndexOf('/');
	class WithHeaders extends WebSocket {
		constructor(url: string) {
			super(url, { headers });
		}
	}
	const it = new WebsocketProvider(address.slice(0, at), address.slice(at + 1), doc, {
		disableBc: true,
		WebSocketPolyfill: WithHeaders as unknown as typeof globalThis.WebSocket,
		maxBackoffTime: 300
	});
	// Our own messages, which y-websocket does not know.
	it.messageHandlers[MESSAGE.saved] = () => {};
	it.messageHandlers[MESSAGE.notice] = () => {};
	return it;
}
