/**
 * One shared document in memory: the stored picture, and what waits to be stored.
 *
 * Invariants: `doc` holds only what a COMMIT has confirmed, and is told only then; what waits keeps its
 * order; when storing fails nothing is dropped: it is tried again, and meanwhile nothing new is taken
 * (F21). Whether a change may be taken at all was decided before `take` (see `inspect.ts`).
 */
import * as Y from 'yjs';
import type { DocumentName, Notice } from '#lib/documents/wire.ts';
import type { Part } from '#server/meeting/journal.ts';
import type { SharedDocument } from './host.ts';
import { COMPACT_AFTER, MAX_STATE, MAX_WAITING, RETRY_MS } from './limits.ts';
import { SERVER, type DocumentStore } from './store.ts';

/** One thing that waits to be stored. */
interface Waiting {
	update: Uint8Array | null;
	/** The connection it came from; null for the server. */
	from: unknown;
	store(): void;
	stored(): void;
	lost(error: Error): void;
}

/** What was stored at once, as one update for everybody who reads. */
export interface Told {
	bytes: Uint8Array | null;
	/** The connections whose changes are in it. */
	from: ReadonlySet<unknown>;
}

/** What a document needs of its host. */
export interface Surround {
	store: DocumentStore;
	now(): number;
	/** Asks for a COMMIT soon. */
	schedule(document: LiveDocument): void;
	/** The document as it is now, when this one was sent home. */
	again(): Promise<SharedDocument>;
}

/** What a document is made from. */
export interface Origin {
	meeting: string;
	name: DocumentName;
	epoch: string;
	version: number;
	doc: Y.Doc;
	/** Bytes of its rows. */
	size: number;
	rows: number;
	/** The sealed bytes, when it is sealed. */
	sealed: Uint8Array | null;
	clients: Map<number, string>;
}

export class LiveDocument implements SharedDocument {
	readonly meeting: string;
	readonly name: DocumentName;
	readonly epoch: string;
	readonly doc: Y.Doc;
	/** Client ids and the sessions they belong to. */
	readonly clients: Map<number, string>;
	/** After COMMIT. */
	onStored: (told: Told) => void = () => {};
	/** Something that everybody at this document must know. */
	onNotice: (notice: Notice) => void = () => {};
	usedAt: number;
	/** Left memory; nobody may change it any more. */
	gone = false;

	#around: Surround;
	#version: number;
	#decidedVersion: number;
	/** Next clock of each client, with what waits. */
	#clocks: Map<number, number>;
	#waiting: Waiting[] = [];
	#inFlight: Waiting[] = [];
	#waitingBytes = 0;
	#size: number;
	#rows: number;
	#measuredAt = -1;
	#sealed: Uint8Array | null;
	#sealing: Promise<{ state: Uint8Array }> | null = null;
	#frozen = false;
	#failures = 0;
	#retry: NodeJS.Timeout | null = null;
	#author: number;
	#draft: Y.Doc | null = null;
	#settled: (() => void)[] = [];

	constructor(origin: Origin, around: Surround) {
		this.meeting = origin.meeting;
		this.name = origin.name;
		this.epoch = origin.epoch;
		this.doc = origin.doc;
		this.clients = origin.clients;
		this.#around = around;
		this.#version = this.#decidedVersion = origin.version;
		this.#size = origin.size;
		this.#rows = origin.rows;
		this.#sealed = origin.sealed;
		this.#frozen = origin.sealed !== null;
		this.#clocks = Y.decodeStateVector(Y.encodeStateVector(origin.doc));
		this.#author = this.#ownClient();
		this.usedAt = around.now();
	}

	get version(): number {
		return this.#version;
	}

	get sealed(): boolean {
		return this.#sealed !== null;
	}

	/** True when nothing waits to be stored. */
	get quiet(): boolean {
		return this.#waiting.length === 0 && this.#inFlight.length === 0;
	}

	/** Storing failed and is tried again: read only for now. */
	get alarmed(): boolean {
		return this.#failures > 0;
	}

	/** Next clock of a client, counting what waits. */
	clockOf(client: number): number {
		return this.#clocks.get(client) ?? 0;
	}

	/** Everything decided so far, as updates: the stored state, and what waits. */
	decided(): Uint8Array[] {
		const waiting = [...this.#inFlight, ...this.#waiting].flatMap((one) => one.update ?? []);
		return [Y.encodeStateAsUpdate(this.doc), ...waiting];
	}

	/** Why nothing can be taken now, or null. */
	closedFor(bytes: number): Notice | null {
		if (this.#frozen || this.gone) return 'sealed';
		if (this.alarmed) return 'not-saving';
		if (this.#waitingBytes + bytes > MAX_WAITING) return 'too-fast';
		return this.#isFull(bytes) ? 'full' : null;
	}

	/**
	 * Takes an inspected update of a client; `stored` is called after COMMIT.
	 * `clocks`: the next clock of each client in it; `claims`: ids that this session uses first.
	 */
	take(
		update: Uint8Array,
		from: unknown,
		clocks: ReadonlyMap<number, number>,
		claims: ReadonlyMap<number, string>,
		stored: () => void
	): void {
		if (this.#draft) Y.applyUpdate(this.#draft, update);
		for (const [client, session] of claims) this.clients.set(client, session);
		for (const [client, clock] of clocks) this.#advance(client, clock);
		this.#append(update, from, claims, stored, () => {});
	}

	async change(edit: (doc: Y.Doc) => void): Promise<void> {
		if (this.gone) return (await this.#around.again()).change(edit);
		if (this.#frozen) throw new Error(`the ${this.name} of ${this.meeting} is sealed`);
		this.usedAt = this.#around.now();
		const draft = (this.#draft ??= this.#drafted());
		const updates: Uint8Array[] = [];
		const collect = (update: Uint8Array) => void updates.push(update);
		draft.on('update', collect);
		try {
			draft.transact(() => edit(draft));
		} catch (error) {
			this.#draft = null;
			throw error;
		} finally {
			draft.off('update', collect);
		}
		this.#advance(this.#author, Y.getState(draft.store, this.#author));
		const claims = new Map<number, string>();
		if (!this.clients.has(this.#author)) claims.set(this.#author, SERVER);
		for (const [client, session] of claims) this.clients.set(client, session);
		await Promise.all(
			updates.map(
				(update, n) =>
					new Promise<void>((stored, lost) =>
						this.#append(update, null, n === 0 ? claims : new Map(), stored, lost)
					)
			)
		);
	}

	seal(): Promise<{ state: Uint8Array }> {
		if (this.gone) return this.#around.again().then((document) => document.seal());
		if (this.#sealed) return Promise.resolve({ state: this.#sealed });
		return (this.#sealing ??= this.#seal());
	}

	/** One row instead of many; resolves when it is stored. */
	async compact(): Promise<void> {
		if (this.#rows < 2 || !this.quiet || this.#frozen) return;
		await this.write(() => this.#compactRows());
	}

	/** Does something of the store in the next COMMIT. */
	write(store: () => void): Promise<void> {
		return new Promise((stored, lost) =>
			this.#push({ update: null, from: null, store, stored, lost })
		);
	}

	/** Takes nothing more, and resolves when nothing waits. */
	async freeze(): Promise<void> {
		this.#frozen = true;
		if (!this.quiet) await new Promise<void>((done) => this.#settled.push(done));
	}

	/** What is to be stored now; called by the group commit. */
	part(key: string): Part | null {
		if (this.#waiting.length === 0) return null;
		this.#inFlight = this.#waiting;
		this.#waiting = [];
		const entries = this.#inFlight;
		return {
			key,
			store() {
				for (const entry of entries) entry.store();
			}
		};
	}

	/** The COMMIT held: now it is true, and may be told. */
	settle(): void {
		const entries = this.#inFlight;
		this.#inFlight = [];
		const updates = entries.filter((entry) => entry.update !== null);
		const from = new Set(updates.map((entry) => entry.from));
		const bytes = this.#apply(updates.map((entry) => entry.update!));
		this.#version += updates.length;
		for (const entry of updates) this.#waitingBytes -= entry.update!.length;
		const recovered = this.#failures > 0;
		this.#failures = 0;
		if (updates.length > 0) this.onStored({ bytes, from });
		for (const entry of entries) entry.stored();
		if (recovered) this.onNotice('well');
		if (!this.quiet) return;
		for (const done of this.#settled.splice(0)) done();
		if (this.#rows > COMPACT_AFTER) void this.compact();
	}

	/** The COMMIT failed: everything waits in its place and is tried again. */
	fail(): void {
		this.#waiting = [...this.#inFlight, ...this.#waiting];
		this.#inFlight = [];
		if (this.#failures === 0) this.onNotice('not-saving');
		const wait = Math.min(RETRY_MS.most, RETRY_MS.least * 2 ** this.#failures);
		this.#failures += 1;
		this.#retry = setTimeout(() => this.#around.schedule(this), wait).unref();
	}

	/** Leaves memory. Whoever still waits is told that it was not stored. */
	leave(): void {
		this.gone = true;
		if (this.#retry) clearTimeout(this.#retry);
		const error = new Error(`the ${this.name} of ${this.meeting} left memory`);
		for (const entry of [...this.#inFlight, ...this.#waiting]) entry.lost(error);
		this.#waiting = [];
		this.#inFlight = [];
		this.#draft?.destroy();
		this.doc.destroy();
	}

	async #seal(): Promise<{ state: Uint8Array }> {
		await this.freeze();
		const state = Y.encodeStateAsUpdate(this.doc);
		await this.write(() => {
			this.#compactRows(state);
			this.#around.store.seal(this.meeting, this.name, this.#around.now());
		});
		this.#sealed = state;
		this.onNotice('sealed');
		return { state };
	}

	#append(
		update: Uint8Array,
		from: unknown,
		claims: ReadonlyMap<number, string>,
		stored: () => void,
		lost: (error: Error) => void
	): void {
		const { store } = this.#around;
		const version = (this.#decidedVersion += 1);
		this.#waitingBytes += update.length;
		this.#size += update.length;
		this.#rows += 1;
		this.#push({
			update,
			from,
			store: () => {
				for (const [client, session] of claims)
					store.claim(this.meeting, this.name, client, session);
				store.append(this.meeting, this.name, version, update);
			},
			stored,
			lost
		});
	}

	#push(entry: Waiting): void {
		this.#waiting.push(entry);
		this.usedAt = this.#around.now();
		if (!this.alarmed) this.#around.schedule(this);
	}

	/** All of them as one transaction, so that readers get one update. */
	#apply(updates: Uint8Array[]): Uint8Array | null {
		let told: Uint8Array | null = null;
		const listen = (bytes: Uint8Array) => void (told = bytes);
		this.doc.on('update', listen);
		Y.transact(
			this.doc,
			() => {
				for (const update of updates) Y.applyUpdate(this.doc, update);
			},
			null,
			false
		);
		this.doc.off('update', listen);
		return told;
	}

	#compactRows(state = Y.encodeStateAsUpdate(this.doc)): void {
		this.#around.store.compact(this.meeting, this.name, this.#version, state);
		this.#size = state.length;
		this.#rows = 1;
	}

	/** Rows may hold much that is gone from the state; only the state counts (F27). */
	#isFull(bytes: number): boolean {
		if (this.#size + bytes <= MAX_STATE) return false;
		if (this.#measuredAt === this.#version) return true;
		this.#size = Y.encodeStateAsUpdate(this.doc).length + this.#waitingBytes;
		if (this.#size + bytes <= MAX_STATE) return false;
		this.#measuredAt = this.#version;
		return true;
	}

	/** The decided picture on which the server edits; it follows what is taken. */
	#drafted(): Y.Doc {
		const draft = new Y.Doc();
		for (const update of this.decided()) Y.applyUpdate(draft, update);
		draft.clientID = this.#author;
		return draft;
	}

	#advance(client: number, clock: number): void {
		if (clock > this.clockOf(client)) this.#clocks.set(client, clock);
	}

	/** An id that nobody has used in this document. */
	#ownClient(): number {
		for (;;) {
			const { clientID } = new Y.Doc();
			if (!this.clients.has(clientID) && !this.#clocks.has(clientID)) return clientID;
		}
	}
}
