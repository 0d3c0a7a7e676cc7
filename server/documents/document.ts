/**
 * One shared document in memory: the committed state, and what waits to be stored.
 *
 * Invariants: `doc` holds only what a COMMIT has confirmed, and changes are told only then; while
 * storing fails nothing new is taken (F21). Whether a client's change may be taken at all was decided
 * before `take` (`admission.ts`).
 */
import * as Y from 'yjs';
import type { DocumentName, Notice } from '#lib/documents/wire.ts';
import type { Clock } from '#server/clock.ts';
import type { Piece, Write } from '#server/db/store.ts';
import { Draft } from './draft.ts';
import { SizeBudget } from './size-budget.ts';
import type { Admitted, SharedDocument } from './types.ts';
import { AS_THEY_CAME, COMPACT_AFTER, MAX_WAITING } from './limits.ts';
import { StoreQueue } from './store-queue.ts';
import { documentWrites, SERVER } from './document-rows.ts';

/** What was stored at once, for everybody who reads. */
export interface StoredUpdate {
	updates: readonly Uint8Array[];
	/** The connections whose changes are in it. */
	from: ReadonlySet<unknown>;
}

/** What a document needs of its host. */
export interface DocumentEnvironment {
	/** Dates. */
	now: Clock;
	/** Spans. */
	monotonic: Clock;
	/** Asks for a COMMIT soon. */
	schedule(document: LiveDocument): void;
	/** The document as it is now, when this one left memory. */
	again(): Promise<SharedDocument>;
}

/** What a document is made from. */
export interface Origin {
	meeting: string;
	name: DocumentName;
	epoch: string;
	version: number;
	doc: Y.Doc;
	/** Bytes of its rows, and how many. */
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
	/** Client ids and the sessions they belong to, with what waits. */
	readonly clients: Map<number, string>;
	/** After COMMIT, perhaps before it is in `doc`. */
	onStored: (update: StoredUpdate) => void = () => {};
	/** After COMMIT, when it is in `doc`. */
	onChanged: () => void = () => {};
	/** Something that everybody at this document must know. */
	onNotice: (notice: Notice) => void = () => {};
	usedAt: number;
	/** Left memory; nobody may change it any more. */
	gone = false;

	#around: DocumentEnvironment;
	#queue: StoreQueue;
	#draft: Draft;
	#version: number;
	#decidedVersion: number;
	/** Next clock of each client, with what waits. */
	#clocks: Map<number, number>;
	#budget: SizeBudget;
	#sealed: Uint8Array | null;
	#sealing: Promise<{ state: Uint8Array }> | null = null;
	#frozen: boolean;

	constructor(origin: Origin, around: DocumentEnvironment) {
		this.meeting = origin.meeting;
		this.name = origin.name;
		this.epoch = origin.epoch;
		this.doc = origin.doc;
		this.clients = origin.clients;
		this.#around = around;
		this.#queue = new StoreQueue(() => around.schedule(this));
		this.#version = this.#decidedVersion = origin.version;
		this.#budget = new SizeBudget(origin.size, origin.rows);
		this.#sealed = origin.sealed;
		this.#frozen = origin.sealed !== null;
		this.#clocks = Y.decodeStateVector(Y.encodeStateVector(origin.doc));
		this.#draft = new Draft((id) => this.clients.has(id) || this.#clocks.has(id));
		this.usedAt = around.monotonic();
	}

	get version(): number {
		return this.#version;
	}

	get sealed(): boolean {
		return this.#sealed !== null;
	}

	/** True when nothing waits to be stored. */
	get quiet(): boolean {
		return this.#queue.quiet;
	}

	/** Storing failed and is tried again: read only for now. */
	get alarmed(): boolean {
		return this.#queue.failing;
	}

	/** Next clock of a client, counting what waits. */
	clockOf(client: number): number {
		return this.#clocks.get(client) ?? 0;
	}

	/** Everything decided so far, as updates: the stored state, and what waits. */
	decided(): Uint8Array[] {
		return [Y.encodeStateAsUpdate(this.doc), ...this.#queue.updates];
	}

	/** Why so many bytes cannot be taken now, or null. */
	closedFor(bytes: number): Notice | null {
		if (this.sealed || this.#sealing) return 'sealed';
		if (this.#frozen || this.gone || this.alarmed) return 'not-saving';
		if (this.#queue.bytes + bytes > MAX_WAITING) return 'too-fast';
		const now = () => Y.encodeStateAsUpdate(this.doc).length + this.#queue.bytes;
		return this.#budget.exceeded(bytes, this.#version, now) ? 'full' : null;
	}

	/** Takes a client's update; `stored` is called after COMMIT. */
	take({ update, clocks, claims }: Admitted, from: unknown, stored: () => void): void {
		this.#draft.follow(update);
		for (const [client, clock] of clocks) this.#advance(client, clock);
		this.#append(update, from, claims, stored, () => {});
	}

	/** Calls back when everything taken so far is stored. */
	afterStored(then: () => void): void {
		if (this.quiet) then();
		else this.#queue.add({ update: null, from: null, writes: () => [], stored: then, lost() {} });
	}

	async change(edit: (doc: Y.Doc) => void): Promise<void> {
		if (this.gone) return (await this.#around.again()).change(edit);
		if (this.#frozen) throw new Error(`the ${this.name} of ${this.meeting} is sealed`);
		const { updates, clock } = this.#draft.edit(edit, () => this.decided());
		const { client } = this.#draft;
		this.#advance(client, clock);
		let claims = new Map(this.clients.has(client) ? [] : [[client, SERVER]]);
		const storing = updates.map((update) => {
			const own = claims;
			claims = new Map();
			return new Promise<void>((stored, lost) => this.#append(update, null, own, stored, lost));
		});
		await Promise.all(storing);
	}

	seal(once = false): Promise<{ state: Uint8Array }> {
		if (this.gone) return this.#around.again().then((document) => document.seal(once));
		if (this.#sealed) return Promise.resolve({ state: this.#sealed });
		return (this.#sealing ??= this.#seal(once));
	}

	/** One row instead of many; resolves when it is stored. */
	async compact(): Promise<void> {
		if (this.#budget.rows < 2 || !this.quiet || this.#frozen) return;
		await this.write(() => this.#compacting(Y.encodeStateAsUpdate(this.doc)));
	}

	/** Stores something else in the next COMMIT; with `once` it rejects when that fails. */
	write(writes: () => readonly Write[], once = false): Promise<void> {
		this.usedAt = this.#around.monotonic();
		return new Promise((stored, lost) =>
			this.#queue.add({ update: null, from: null, once, writes, stored, lost })
		);
	}

	/**
	 * Takes nothing more, and resolves when nothing waits; with `once` it goes on taking changes, and
	 * rejects, when that cannot be stored.
	 */
	freeze(once = false): Promise<void> {
		this.#frozen = true;
		return this.#orThaw(this.#queue.empty(once));
	}

	/** Takes changes again: what it was frozen for was refused. */
	thaw(): void {
		this.#frozen = this.#sealed !== null || this.#sealing !== null;
	}

	/** What is to be stored now; called by the group commit. */
	piece(key: string): Piece | null {
		const writes = this.#queue.take();
		return writes && { key, meeting: this.meeting, writes, things: 1 };
	}

	/** The COMMIT held: now it is true, and may be told. */
	settle(): void {
		const { entries, recovered } = this.#queue.settle();
		const updates = entries.flatMap(({ update }) => update ?? []);
		const from = new Set(entries.filter(({ update }) => update).map((entry) => entry.from));
		if (updates.length > 0) this.#confirmed(updates, from);
		for (const entry of entries) entry.stored();
		if (recovered) this.onNotice('well');
		this.#draft.rest();
		this.#queue.rest();
		if (this.#budget.rows > COMPACT_AFTER) this.compact().catch(() => {});
	}

	/** The COMMIT failed: everything waits in its place and is tried again. */
	fail(error: Error): void {
		if (this.#queue.fail(error)) this.onNotice('not-saving');
	}

	/** Leaves memory. Whoever still waits is told that it was not stored. */
	leave(): void {
		this.gone = true;
		this.#queue.leave(new Error(`the ${this.name} of ${this.meeting} left memory`));
		this.#draft.drop();
		this.doc.destroy();
	}

	async #seal(once: boolean): Promise<{ state: Uint8Array }> {
		try {
			await this.freeze(once);
			const state = Y.encodeStateAsUpdate(this.doc);
			await this.write(
				() => [...this.#compacting(state), documentWrites.seal(this.#of, this.#around.now())],
				once
			);
			this.#sealed = state;
			this.onNotice('sealed');
			return { state };
		} catch (error) {
			this.#sealing = null;
			this.thaw();
			throw error;
		}
	}

	async #orThaw(frozen: Promise<void>): Promise<void> {
		try {
			await frozen;
		} catch (error) {
			this.thaw();
			throw error;
		}
	}

	#append(
		update: Uint8Array,
		from: unknown,
		claims: ReadonlyMap<number, string>,
		stored: () => void,
		lost: (error: Error) => void
	): void {
		const version = (this.#decidedVersion += 1);
		for (const [client, session] of claims) this.clients.set(client, session);
		this.usedAt = this.#around.monotonic();
		this.#budget.add(update.length);
		const writes = () => [
			...[...claims].map(([client, session]) => documentWrites.claim(this.#of, client, session)),
			documentWrites.append(this.#of, version, update)
		];
		this.#queue.add({ update, from, writes, stored, lost });
	}

	/** Tells and applies what a COMMIT has confirmed. Few go as they came, and first of all. */
	#confirmed(updates: Uint8Array[], from: ReadonlySet<unknown>): void {
		this.#version += updates.length;
		const bytes = updates.reduce((sum, update) => sum + update.length, 0);
		const few = updates.length <= AS_THEY_CAME.updates && bytes <= AS_THEY_CAME.bytes;
		if (few) this.onStored({ updates, from });
		const told = this.#apply(updates, !few);
		if (told) this.onStored({ updates: [told], from });
		this.onChanged();
	}

	/** All of them as one transaction; what was new in them, where that is asked for. */
	#apply(updates: Uint8Array[], asked: boolean): Uint8Array | null {
		let told: Uint8Array | null = null;
		const listen = (bytes: Uint8Array) => void (told = bytes);
		const all = () => {
			for (const update of updates) Y.applyUpdate(this.doc, update);
		};
		if (asked) this.doc.on('update', listen);
		Y.transact(this.doc, all, null, false);
		this.doc.off('update', listen);
		return told;
	}

	/** One row for all that is stored; what waits behind it has later versions. */
	#compacting(state: Uint8Array): Write[] {
		this.#budget = new SizeBudget(state.length, 1);
		return documentWrites.compact(this.#of, this.#version, state);
	}

	get #of(): [string, DocumentName] {
		return [this.meeting, this.name];
	}

	#advance(client: number, clock: number): void {
		if (clock > this.clockOf(client)) this.#clocks.set(client, clock);
	}
}
