/** Everybody who has one document open: telling them what was stored, and how much each may say. */
import type { App } from '#server/app.ts';
import { Limiter } from '#server/auth/limiter.ts';
import type { Clock } from '#server/clock.ts';
import type { Room } from '#server/meeting/room.ts';
import { TOKEN_ARRIVES_MS } from '#server/meeting/sockets.ts';
import { CLOSE, NOT_INCLUDED } from '#lib/documents/wire.ts';
import type { Access } from './access.ts';
import { Awareness, colorOf, type WriterIdentity } from './awareness.ts';
import type { Connection } from './connection.ts';
import type { LiveDocument, StoredUpdate } from './document.ts';
import { awarenessFrame, missingFrame, updateFrame } from './frame.ts';
import { MAX_CONNECTIONS, MAX_PER_MINUTE, MESSAGES, RESYNCS } from './limits.ts';
import type { UpdateSandbox } from './update-sandbox.ts';

/** Limits shared by all tables: a session has one allowance wherever it writes. */
export class Allowances {
	readonly messages: Limiter;
	readonly bytes: Limiter;
	readonly #clock: Clock;

	constructor(clock: Clock) {
		this.#clock = clock;
		this.messages = new Limiter(MESSAGES.burst, MESSAGES.perSecond, clock);
		this.bytes = new Limiter(MAX_PER_MINUTE, MAX_PER_MINUTE / 60, clock);
	}

	/** How often one connection may ask for everything. */
	resyncs(): Limiter {
		return new Limiter(RESYNCS.burst, RESYNCS.perSecond, this.#clock);
	}
}

export class DocumentConnections {
	readonly document: LiveDocument;
	readonly sandbox: UpdateSandbox;
	readonly awareness: Awareness;
	#connections = new Set<Connection>();
	#room: Room;
	#now: () => number;
	#allowances: Allowances;
	#saved = new Set<Connection>();
	/** Everything, as a message. */
	#whole: { version: number; frame: Buffer } | null = null;

	constructor(
		document: LiveDocument,
		room: Room,
		app: Pick<App, 'now' | 'monotonic' | 'documents'>,
		allowances: Allowances
	) {
		this.document = document;
		this.sandbox = app.documents.repository.sandbox;
		this.#room = room;
		this.#now = app.now;
		this.#allowances = allowances;
		this.awareness = new Awareness(
			(frame) => this.#tellAll(frame),
			() => room.now(),
			app.monotonic
		);
		document.onNotice = (notice) => {
			for (const connection of this.#connections) connection.notice(notice);
		};
	}

	get size(): number {
		return this.#connections.size;
	}

	/** False when this session has too many here already. */
	hasPlaceFor(session: string): boolean {
		let count = 0;
		for (const { sessions } of this.#connections) if (sessions.includes(session)) count += 1;
		return count < MAX_CONNECTIONS;
	}

	enter(connection: Connection): void {
		this.#connections.add(connection);
	}

	leave(connection: Connection): void {
		this.#connections.delete(connection);
		this.#saved.delete(connection);
		this.awareness.leave(connection);
	}

	/** After COMMIT: written once for all; who wrote it alone has it already. */
	tell({ updates, from }: StoredUpdate): void {
		const frames = updates.map(updateFrame);
		const bytes = frames.length === 1 ? frames[0]! : Buffer.concat(frames);
		const author = from.size === 1 ? [...from][0] : undefined;
		for (const connection of this.#connections) if (connection !== author) connection.send(bytes);
	}

	/** Something of this connection is on disk; it is told once at the end of this turn. */
	savedFor(connection: Connection): void {
		if (this.#saved.size === 0)
			queueMicrotask(() => {
				for (const one of this.#saved) one.tellSaved();
				this.#saved.clear();
			});
		this.#saved.add(connection);
	}

	mayTalk({ sessions }: Connection): boolean {
		return this.#allowances.messages.take(sessions[0]!);
	}

	/** What somebody who has this much is missing; made once for all who have nothing yet. */
	missing(vector: Uint8Array): Buffer {
		const { doc, version } = this.document;
		if (vector.length !== 1 || vector[0] !== 0) return missingFrame(doc, vector);
		if (this.#whole?.version !== version)
			this.#whole = { version, frame: missingFrame(doc, vector) };
		return this.#whole.frame;
	}

	/** How often a connection here may ask for everything. */
	resyncs(): Limiter {
		return this.#allowances.resyncs();
	}

	mayWrite({ sessions }: Connection, bytes: number): boolean {
		return this.#allowances.bytes.take(sessions[0]!, bytes);
	}

	/** Who somebody is, in the room's words. */
	stampOf({ seat, role }: Access): WriterIdentity {
		const name =
			seat === null ? '' : (this.#room.committed.hidden.roll.people.get(seat)?.name ?? '');
		return { seat, name, role, color: colorOf(seat) };
	}

	/** Sends away whose session is over or whose role was taken. */
	check(): void {
		const now = this.#now();
		for (const connection of this.#connections)
			if (connection.expiresAt <= now) connection.close(CLOSE.signIn);
			else if (!connection.access) connection.close(CLOSE.notAllowed);
	}

	/** A sign of life for everybody. */
	beat(): void {
		const frame = awarenessFrame([]);
		for (const connection of this.#connections) connection.beat(frame);
	}

	/** A session ended. */
	revoke(session: string): void {
		for (const connection of this.#connections)
			if (connection.sessions.includes(session)) connection.close(CLOSE.signIn);
	}

	/** A session has another token: its windows come again with it. */
	renew(session: string): void {
		const before = [...this.#connections].filter(({ sessions }) => sessions.includes(session));
		if (before.length === 0) return;
		const end = () => before.forEach((connection) => connection.close(1012));
		setTimeout(end, TOKEN_ARRIVES_MS).unref();
	}

	/** The document was written anew: what they have is an older one. */
	dissolve(): void {
		for (const connection of this.#connections) connection.close(CLOSE.notIncluded, NOT_INCLUDED);
	}

	stop(): void {
		this.awareness.stop();
		for (const connection of this.#connections) connection.close(1012);
	}

	#tellAll(frame: Buffer): void {
		for (const connection of this.#connections) connection.send(frame);
	}
}
