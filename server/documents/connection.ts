/**
 * One socket at one document: reads y-websocket's messages and ours, and says what became of changes.
 *
 * Invariants: a change is "saved" only after its COMMIT, and every one before it; after a refused
 * change nothing more is taken until the connection has brought all it has (`SyncStep2`), so that no
 * gap can arise; a reader's changes are never taken (F24, B22).
 */
import * as decoding from 'lib0/decoding';
import { MESSAGE, SYNC, type Notice } from '#lib/documents/wire.ts';
import type { Limiter } from '#server/auth/limiter.ts';
import type { BoundedSocket } from '#server/bounded-socket.ts';
import { admit } from './admission.ts';
import type { Access } from './access.ts';
import { readAwarenessChange } from './awareness.ts';
import { askFrame, noticeFrame, savedFrame } from './frame.ts';
import { MAX_CATCH_UP, MAX_CLIENTS, MAX_UPDATE } from './limits.ts';
import type { Admission } from './types.ts';
import type { DocumentConnections } from './document-connections.ts';

/** Bytes that may wait for one slow reader. */
const MOST_QUEUED = 1_000_000;
/** Close codes of WebSockets themselves. */
const POLICY = 1008;
const NO_TEXT = 1003;
/** After these refusals it is asked again by itself, or when it changes something. */
const ASK_AGAIN: readonly Notice[] = ['too-fast', 'too-large', 'full', 'not-allowed', 'malformed'];
const ASK_AFTER_MS = 3000;
/** After these it is asked by itself, also of somebody who types nothing more. */
const ASK_UNCHANGED: readonly Notice[] = ['too-fast', 'malformed'];
/** A change that is refused again and again is asked for twice as late each time, and so late at most. */
const ASK_LATEST_MS = 60_000;

export class Connection {
	/** The sessions it came with; new client ids go to the first. */
	readonly sessions: readonly string[];
	readonly expiresAt: number;
	#ws: BoundedSocket;
	#connections: DocumentConnections;
	#access: () => Access | null;
	/** Changes received, and how many of them are on disk. */
	#received = 0;
	#saved = 0;
	#told = 0;
	/** Why its changes are not taken now. */
	#behind: Notice | 'gap' | null = null;
	#asking: NodeJS.Timeout | null = null;
	/** How often it was called malformed since something of it was taken. */
	#malformed = 0;
	#alive = true;
	#resyncs: Limiter;
	/** What came while a change is tried; null: nothing is tried. */
	#held: Buffer[] | null = null;

	constructor(
		ws: BoundedSocket,
		connections: DocumentConnections,
		who: { sessions: readonly string[]; expiresAt: number; access: () => Access | null }
	) {
		this.#ws = ws;
		this.#connections = connections;
		this.#resyncs = connections.resyncs();
		this.sessions = who.sessions;
		this.expiresAt = who.expiresAt;
		this.#access = who.access;
		ws.on('message', (data, binary) =>
			binary ? this.#heard(data as Buffer) : this.close(NO_TEXT)
		);
		ws.on('pong', () => (this.#alive = true));
		ws.on('close', () => {
			if (this.#asking) clearTimeout(this.#asking);
			connections.leave(this);
		});
		// Broken frames close the socket by themselves.
		ws.on('error', () => {});
		this.send(connections.awareness.all());
		if (connections.document.sealed) this.send(noticeFrame('sealed'));
		else if (connections.document.alarmed) this.send(noticeFrame('not-saving'));
	}

	get access(): Access | null {
		return this.#access();
	}

	/** Writes a whole frame; who does not read comes back later and gets what it missed (F33). */
	send(frame: Buffer): void {
		const { tcp } = this.#ws;
		if (this.#ws.readyState !== this.#ws.OPEN || !tcp) return;
		if (tcp.writableLength > MOST_QUEUED) this.#ws.terminate();
		else tcp.write(frame);
	}

	/** Tells what is on disk, once for all changes of a COMMIT. */
	tellSaved(): void {
		if (this.#saved > this.#told) this.send(savedFrame((this.#told = this.#saved)));
	}

	/** Something changed for everybody at the document. */
	notice(notice: Notice): void {
		this.send(noticeFrame(notice));
		if (notice === 'well' && this.#behind) this.#ask();
	}

	/** Looks whether the other side still lives; false: it does not. */
	beat(frame: Buffer): void {
		if (!this.#alive) return this.#ws.terminate();
		this.#alive = false;
		this.#ws.ping();
		this.send(frame);
	}

	close(code: number, reason = ''): void {
		this.#ws.close(code, reason);
	}

	#heard(data: Buffer): void {
		if (this.#held) return void this.#held.push(data);
		if (!this.#connections.mayTalk(this)) return this.close(POLICY, 'too-fast');
		try {
			this.#read(decoding.createDecoder(new Uint8Array(data.buffer, data.byteOffset, data.length)));
		} catch {
			this.close(POLICY, 'malformed');
		}
	}

	#read(decoder: decoding.Decoder): void {
		switch (decoding.readVarUint(decoder)) {
			case MESSAGE.sync:
				return this.#sync(decoding.readVarUint(decoder), decoding.readVarUint8Array(decoder));
			case MESSAGE.awareness:
				return this.#moved(decoding.readVarUint8Array(decoder));
			case MESSAGE.queryAwareness:
				return this.send(this.#connections.awareness.all());
			default:
				return this.close(POLICY, 'malformed');
		}
	}

	#sync(kind: number, bytes: Uint8Array): void {
		if (kind === SYNC.step1) return this.#bringUpToDate(bytes);
		if (kind !== SYNC.step2 && kind !== SYNC.update) return this.close(POLICY, 'malformed');
		this.#received += 1;
		if (!this.access?.writes) return this.#refuse('not-allowed');
		const most =
			kind === SYNC.update ? MAX_UPDATE : this.#behind === 'too-large' ? MAX_UPDATE : MAX_CATCH_UP;
		if (bytes.length > most) return this.#refuse('too-large');
		if (kind === SYNC.update && this.#behind) return this.#askSoon();
		if (!this.#connections.mayWrite(this, bytes.length)) return this.#refuse('too-fast');
		const { document, sandbox } = this.#connections;
		const change = this.#received;
		const admission = admit(document, bytes, this.sessions, sandbox);
		if (!(admission instanceof Promise)) return this.#take(admission, kind, change);
		void this.#hold(admission, kind, change);
	}

	/** What it says next builds on this change: it waits until that was tried. */
	async #hold(admission: Promise<Admission>, kind: number, change: number): Promise<void> {
		const held: Buffer[] = (this.#held = []);
		this.#ws.pause();
		try {
			this.#take(await admission, kind, change);
		} catch {
			this.close(POLICY, 'malformed');
		}
		this.#held = null;
		this.#ws.resume();
		for (const data of held) this.#heard(data);
	}

	/** Everything it is missing, and a question for what we are missing. */
	#bringUpToDate(vector: Uint8Array): void {
		if (!this.#resyncs.take('')) return this.close(POLICY, 'too-fast');
		// Nobody has more than all there is, and what they wrote themselves.
		const known = this.#connections.document.doc.store.clients.size + MAX_CLIENTS;
		if (decoding.readVarUint(decoding.createDecoder(vector)) > known)
			return this.close(POLICY, 'malformed');
		this.send(this.#connections.missing(vector));
		if (this.access?.writes) this.send(askFrame(this.#connections.document.doc));
	}

	#take(admission: Admission, kind: number, change: number): void {
		const { document } = this.#connections;
		if (admission === 'gap') return this.#gap(kind);
		if (typeof admission === 'string' && admission !== 'nothing') return this.#refuse(admission);
		const stored = () => {
			this.#saved = Math.max(this.#saved, change);
			this.#connections.savedFor(this);
		};
		if (this.#behind && this.#behind !== 'gap') this.send(noticeFrame('well'));
		this.#behind = null;
		this.#malformed = 0;
		if (typeof admission === 'string') document.afterStored(stored);
		else document.take(admission, this, stored);
	}

	/** Something is missing before it: all of it is asked for. What should be all of it is not. */
	#gap(kind: number): void {
		if (kind === SYNC.step2) return this.#refuse('malformed');
		this.#behind = 'gap';
		this.#ask();
	}

	#refuse(why: Notice): void {
		this.#behind = why;
		if (why === 'malformed') this.#malformed += 1;
		this.send(noticeFrame(why));
		if (ASK_UNCHANGED.includes(why)) this.#askSoon();
	}

	/**
	 * Asks for all it has, a little later: perhaps it can be taken then. Also what was called malformed: a busy
	 * machine may not have come to try an honest change in time.
	 */
	#askSoon(): void {
		if (this.#asking || !this.#behind || this.#behind === 'gap') return;
		if (!ASK_AGAIN.includes(this.#behind)) return;
		const after = ASK_AFTER_MS * 2 ** Math.max(0, this.#malformed - 1);
		this.#asking = setTimeout(() => this.#ask(), Math.min(after, ASK_LATEST_MS)).unref();
	}

	#ask(): void {
		if (this.#asking) clearTimeout(this.#asking);
		this.#asking = null;
		this.send(askFrame(this.#connections.document.doc));
	}

	#moved(bytes: Uint8Array): void {
		const access = this.access;
		const move = readAwarenessChange(bytes);
		if (!access?.writes || !move) return;
		const owner = this.#connections.document.clients.get(move.client);
		if (owner !== undefined && !this.sessions.includes(owner)) return;
		this.#connections.awareness.move(this, move, this.#connections.stampOf(access));
	}
}
