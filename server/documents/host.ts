/**
 * All shared documents of this process: what the rest of the server may do with them, and their life:
 * made once with their template, loaded when somebody needs them, sent home when nobody does.
 *
 * Invariants: one `LiveDocument` per document in memory, made behind a mutex (F20); it is forgotten
 * only when nothing of it waits to be stored; a load that fails fails loudly and never starts blank
 * (F19); sockets never make a document (B26).
 */
import { createHash } from 'node:crypto';
import * as Y from 'yjs';
import type { DocumentName } from '#lib/documents/wire.ts';
import type { Connection } from '#server/db/connection.ts';
import type { Log } from '#server/log.ts';
import type { Surroundings } from '#server/meeting/context.ts';
import type { Part } from '#server/meeting/journal.ts';
import type { Companion, Rooms } from '#server/meeting/rooms.ts';
import { LiveDocument } from './document.ts';
import { IDLE_MS } from './limits.ts';
import { documentStore, type DocumentStore } from './store.ts';

export type { DocumentName } from '#lib/documents/wire.ts';

/**
 * The stored picture of one document; nothing undecided is in it. Do not keep it for longer than a
 * task: ask `open` again, which costs nothing.
 */
export interface SharedDocument {
	readonly meeting: string;
	readonly name: DocumentName;
	/** Changes when the words were written anew (restore, erasure): older copies never merge. */
	readonly epoch: string;
	/** Grows with every stored change. */
	readonly version: number;
	/** Read only; change it with `change`. */
	readonly doc: Y.Doc;
	readonly sealed: boolean;
	/**
	 * The server's own edit: stored through the group commit, then relayed. `edit` is given a copy
	 * that already holds what is about to be stored. Rejects when it could not be stored, and when the
	 * document is sealed.
	 */
	change(edit: (doc: Y.Doc) => void): Promise<void>;
	/** Frozen from here on; asked again, it gives the same bytes (a Yjs update, V1). */
	seal(): Promise<{ state: Uint8Array }>;
}

/** What the rest of the server may do with documents (`app.documents`). */
export interface Documents {
	/** The document, made with its template when it is new. Rejects when it cannot be read. */
	open(meeting: string, name: DocumentName): Promise<SharedDocument>;
	/** Calls back after COMMIT of a change; the document is the stored picture. */
	onChanged(name: DocumentName, listener: (document: SharedDocument) => void): void;
	/** What a new document of this name begins with; applied once, in the making (F23). */
	onMade(name: DocumentName, template: (doc: Y.Doc, meeting: string) => void | Promise<void>): void;
	/**
	 * Writes the document anew from the edited content, under a new epoch: what `edit` takes out is in
	 * no stored byte afterwards, and older copies never bring it back (F22). Also for sealed ones.
	 */
	rewrite(meeting: string, name: DocumentName, edit: (doc: Y.Doc) => void): Promise<void>;
}

type Template = (doc: Y.Doc, meeting: string) => void | Promise<void>;

/** What the host needs of the app. */
export interface Housing {
	connection: Connection;
	rooms: Rooms;
	surroundings: Surroundings;
	log: Log;
	/** The installation's epoch; another one after a restore, and so every document's. */
	epoch: string;
}

export class DocumentHost implements Documents, Companion {
	readonly store: DocumentStore;
	/** Called once for each document that comes to life. */
	onOpened: (document: LiveDocument) => void = () => {};
	/** Called when a document was written anew or broke: whoever is at it must go. */
	onGone: (document: LiveDocument) => void = () => {};
	/** Says whether somebody is at a document. */
	isUsed: (document: LiveDocument) => boolean = () => false;

	#housing: Housing;
	#open = new Map<string, Promise<LiveDocument>>();
	#here = new Map<string, LiveDocument>();
	#dirty = new Set<LiveDocument>();
	#taken = new Map<string, LiveDocument>();
	#listeners = new Map<DocumentName, ((document: SharedDocument) => void)[]>();
	#templates = new Map<DocumentName, Template>();
	#idle: NodeJS.Timeout;

	constructor(housing: Housing) {
		this.#housing = housing;
		this.store = documentStore(housing.connection);
		this.#idle = setInterval(() => this.#sendIdleHome(), 60_000).unref();
		housing.rooms.companion = this;
	}

	open(meeting: string, name: DocumentName): Promise<LiveDocument> {
		const key = keyOf(meeting, name);
		let opening = this.#open.get(key);
		if (!opening) {
			opening = this.#load(meeting, name);
			this.#open.set(key, opening);
			opening.catch(() => this.#open.delete(key));
		}
		return opening;
	}

	/** The document at exactly this address; undefined when there is none, and none is made. */
	async at(meeting: string, name: DocumentName): Promise<LiveDocument | undefined> {
		return this.store.find(meeting, name) ? this.open(meeting, name) : undefined;
	}

	onChanged(name: DocumentName, listener: (document: SharedDocument) => void): void {
		this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener]);
	}

	onMade(name: DocumentName, template: Template): void {
		this.#templates.set(name, template);
	}

	async rewrite(meeting: string, name: DocumentName, edit: (doc: Y.Doc) => void): Promise<void> {
		throw new Error(`not yet: ${meeting} ${name} ${String(edit)}`);
	}

	/** Stores what waits and makes one row of many; used at shutdown, before the last COMMIT. */
	async flush(): Promise<void> {
		for (const document of this.#here.values()) void document.compact().catch(() => {});
		await this.#housing.rooms.flush();
	}

	async stop(): Promise<void> {
		clearInterval(this.#idle);
		await this.flush();
		for (const document of this.#here.values()) {
			if (!document.quiet)
				this.#housing.log.error(addressOf(document), 'a document ends with words not stored');
			document.leave();
		}
		this.#here.clear();
		this.#open.clear();
	}

	take(): Part[] {
		const parts: Part[] = [];
		for (const document of this.#dirty) {
			const key = keyOf(document.meeting, document.name);
			const part = document.part(key);
			if (!part) continue;
			this.#taken.set(key, document);
			parts.push(part);
		}
		this.#dirty.clear();
		return parts;
	}

	settle(failed: ReadonlyMap<string, Error>): void {
		const taken = [...this.#taken];
		this.#taken.clear();
		for (const [key, document] of taken) {
			const error = failed.get(key);
			if (!error) document.settle();
			else {
				this.#housing.log.error(
					{ err: error, ...addressOf(document) },
					'a document could not be stored; it is read only until it can'
				);
				document.fail();
			}
		}
	}

	async #load(meeting: string, name: DocumentName): Promise<LiveDocument> {
		const { surroundings } = this.#housing;
		if (!this.store.find(meeting, name)) await this.#make(meeting, name);
		const row = this.store.find(meeting, name)!;
		const updates = await this.store.updates(meeting, name);
		const doc = new Y.Doc();
		for (const { bytes } of updates) Y.applyUpdate(doc, bytes);
		const document = new LiveDocument(
			{
				meeting,
				name,
				epoch: this.#epoch(row.epoch),
				version: row.version,
				doc,
				size: updates.reduce((sum, { bytes }) => sum + bytes.length, 0),
				rows: updates.length,
				sealed: row.sealedAt === null ? null : (updates[0]?.bytes ?? new Uint8Array([0, 0])),
				clients: this.store.clients(meeting, name)
			},
			{
				store: this.store,
				now: surroundings.now,
				schedule: (document) => {
					this.#dirty.add(document);
					this.#housing.rooms.schedule();
				},
				again: () => this.open(meeting, name)
			}
		);
		document.onStored = () => this.changed(document);
		this.#here.set(keyOf(meeting, name), document);
		this.onOpened(document);
		return document;
	}

	/** A new document begins with its template, in the transaction that makes it (F23). */
	async #make(meeting: string, name: DocumentName): Promise<void> {
		const { rooms, surroundings } = this.#housing;
		if (!(await rooms.byId(meeting))) throw new Error(`there is no meeting ${meeting}`);
		const doc = new Y.Doc();
		await this.#templates.get(name)?.(doc, meeting);
		const first = doc.store.clients.size > 0 ? Y.encodeStateAsUpdate(doc) : null;
		const epoch = surroundings.random(8).toString('hex');
		this.store.create(meeting, name, epoch, surroundings.now(), first);
		doc.destroy();
	}

	/** Calls those who wait for changes; told by whoever relays, after COMMIT. */
	changed(document: LiveDocument): void {
		for (const listener of this.#listeners.get(document.name) ?? []) {
			try {
				listener(document);
			} catch (error) {
				this.#housing.log.error(
					{ err: error, ...addressOf(document) },
					'what follows a change failed'
				);
			}
		}
	}

	#epoch(own: string): string {
		return createHash('sha256').update(`${this.#housing.epoch} ${own}`).digest('hex').slice(0, 16);
	}

	#sendIdleHome(): void {
		const now = this.#housing.surroundings.now();
		for (const document of this.#here.values())
			if (now - document.usedAt >= IDLE_MS) void this.sendHome(document);
	}

	/** Out of memory, unless somebody comes meanwhile; never with anything not stored (F20). */
	async sendHome(document: LiveDocument): Promise<boolean> {
		if (this.isUsed(document) || document.alarmed) return false;
		await document.compact();
		if (this.isUsed(document) || !document.quiet || document.gone) return false;
		const key = keyOf(document.meeting, document.name);
		this.#here.delete(key);
		this.#open.delete(key);
		document.leave();
		return true;
	}
}

/** Names of documents in the log. */
function addressOf({ meeting, name }: LiveDocument) {
	return { meeting, document: name };
}

function keyOf(meeting: string, name: DocumentName): string {
	return `document ${meeting} ${name}`;
}
