/**
 * All shared documents of this process: what the rest of the server may do with them, and their life:
 * made once with their template, loaded when somebody needs them, sent home when nobody does.
 *
 * Invariants: one `LiveDocument` per document in memory, and its making, rewriting and going happen one
 * after another (F20); it is forgotten only when nothing of it waits to be stored; a load that fails
 * fails loudly and never starts blank (F19); a socket never makes a document (B26).
 */
import type * as Y from 'yjs';
import type { DocumentName } from '#lib/documents/wire.ts';
import type { Piece } from '#server/db/store.ts';
import { meetingGone } from '#server/meeting/meeting-gone.ts';
import type { CommitParticipant } from '#server/meeting/rooms.ts';
import type { LiveDocument, StoredUpdate } from './document.ts';
import { IDLE_MS } from './limits.ts';
import type { SharedDocument } from './types.ts';
import { DocumentRepository, type Housing, type Template } from './document-repository.ts';

export type { DocumentName } from '#lib/documents/wire.ts';

/** What the rest of the server may do with documents (`app.documents`). */
export interface Documents {
	/** The document, made with its template when it is new. Rejects when it cannot be read. */
	open(meeting: string, name: DocumentName): Promise<SharedDocument>;
	/** Calls back after COMMIT of a change; the document is the committed state. */
	onChanged(name: DocumentName, listener: (document: SharedDocument) => void): void;
	/** What a new document of this name begins with; applied once, in the making (F23). */
	onMade(name: DocumentName, template: Template): void;
	/**
	 * Writes the document anew from the edited content, under a new epoch: what `edit` takes out is in
	 * no stored byte afterwards, and older copies never bring it back (F22). Also for sealed ones. With
	 * `once` it rejects when it cannot be stored now; else it is tried until it is.
	 */
	rewrite(
		meeting: string,
		name: DocumentName,
		edit: (doc: Y.Doc) => void,
		once?: boolean
	): Promise<void>;
}

export class DocumentHost implements Documents, CommitParticipant {
	/** Called once for each document that comes to life, before anybody uses it. */
	onOpened: (document: LiveDocument) => void = () => {};
	/** After COMMIT, before listeners: tells those who have it open. */
	onStored: (document: LiveDocument, update: StoredUpdate) => void = () => {};
	/** Called when a document was written anew: who is at the old one must go. */
	onReplaced: (document: LiveDocument) => void = () => {};
	/** Says whether somebody is at a document. */
	isUsed: (document: LiveDocument) => boolean = () => false;
	/** Makes documents out of rows, and rows out of documents. */
	readonly repository: DocumentRepository;

	#housing: Housing;
	#open = new Map<string, Promise<LiveDocument>>();
	#here = new Map<string, LiveDocument>();
	#dirty = new Set<LiveDocument>();
	#taken = new Map<string, LiveDocument>();
	/** Documents that were looked for and never made: their meetings ask after every command. */
	#unmade = new Set<string>();
	/** Meetings that were wiped. */
	#wiped = new Set<string>();
	#listeners = new Map<DocumentName, ((document: SharedDocument) => void)[]>();
	#idle: NodeJS.Timeout;

	constructor(housing: Housing) {
		this.#housing = housing;
		this.repository = new DocumentRepository(housing);
		this.#idle = setInterval(() => this.#sendIdleHome(), 60_000).unref();
		housing.rooms.participant = this;
	}

	/** @throws an HTTP error 404 where the meeting was wiped */
	async open(meeting: string, name: DocumentName): Promise<LiveDocument> {
		if (this.#wiped.has(meeting)) meetingGone();
		const key = keyOf(meeting, name);
		let opening = this.#open.get(key);
		if (!opening) {
			opening = this.#load(meeting, name);
			this.#open.set(key, opening);
			opening.catch(() => this.#open.delete(key));
		}
		return opening;
	}

	/** The document, if it was ever made; sockets ask here, and make none. */
	async at(meeting: string, name: DocumentName): Promise<LiveDocument | undefined> {
		const key = keyOf(meeting, name);
		if (this.#unmade.has(key) || this.#wiped.has(meeting)) return undefined;
		if (this.#open.has(key) || (await this.repository.has(meeting, name)))
			return this.open(meeting, name);
		// Somebody may be making it meanwhile.
		if (this.#open.has(key)) return this.open(meeting, name);
		this.#unmade.add(key);
		return undefined;
	}

	/** False when it is certain that the document was never made: `at` gives none. */
	mayBeKnown(meeting: string, name: DocumentName): boolean {
		return !this.#unmade.has(keyOf(meeting, name));
	}

	onChanged(name: DocumentName, listener: (document: SharedDocument) => void): void {
		this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener]);
	}

	onMade(name: DocumentName, template: Template): void {
		this.repository.templates.set(name, template);
	}

	async rewrite(
		meeting: string,
		name: DocumentName,
		edit: (doc: Y.Doc) => void,
		once = false
	): Promise<void> {
		const old = await this.open(meeting, name);
		await old.freeze(once);
		if (old.gone) return this.rewrite(meeting, name, edit, once);
		try {
			const writes = this.repository.rewriting(old, edit);
			await old.write(() => writes, once);
		} catch (error) {
			old.thaw();
			throw error;
		}
		this.#forget(old);
		this.onReplaced(old);
		old.leave();
		this.#housing.oldPages.overwrite();
		this.#changed(await this.open(meeting, name));
	}

	/** One row instead of many, so that what was deleted from it is in no row. Nothing where it was never made. */
	async compact(meeting: string, name: DocumentName): Promise<void> {
		const document = await this.at(meeting, name);
		if (!document) return;
		await new Promise<void>((stored) => document.afterStored(stored));
		if (!document.gone) await document.compact();
	}

	/** A meeting is wiped: who is at its documents must go, and nobody makes them again. */
	discard(meeting: string): void {
		this.#wiped.add(meeting);
		for (const document of [...this.#here.values()].filter((one) => one.meeting === meeting)) {
			this.#forget(document);
			this.onReplaced(document);
			document.leave();
		}
	}

	/** Stores what waits and makes one row of many, then forgets all documents. */
	async stop(): Promise<void> {
		clearInterval(this.#idle);
		await this.#housing.rooms.flush();
		for (const document of this.#here.values()) document.compact().catch(() => {});
		await this.#housing.rooms.flush();
		for (const document of this.#here.values()) {
			if (!document.quiet)
				this.#housing.log.error(addressOf(document), 'a document ends with words not stored');
			document.leave();
		}
		this.#here.clear();
		this.#open.clear();
		await this.repository.stop();
	}

	beginCommit(): Piece[] {
		const pieces: Piece[] = [];
		for (const document of this.#dirty) {
			const key = keyOf(document.meeting, document.name);
			try {
				const piece = document.piece(key);
				if (!piece) continue;
				this.#taken.set(key, document);
				pieces.push(piece);
			} catch (error) {
				this.#failed(document, error as Error);
			}
		}
		this.#dirty.clear();
		return pieces;
	}

	committed(failed: ReadonlyMap<string, Error>): void {
		const taken = [...this.#taken];
		this.#taken.clear();
		for (const [key, document] of taken) {
			const error = failed.get(key);
			if (error) this.#failed(document, error);
			else this.#tell(document, () => document.settle());
		}
	}

	/** Out of memory, unless somebody comes meanwhile; never with anything not stored (F20). */
	async sendHome(document: LiveDocument): Promise<boolean> {
		const stays = () => document.gone || document.alarmed || this.isUsed(document);
		if (stays()) return false;
		await document.compact();
		if (stays() || !document.quiet) return false;
		this.#forget(document);
		document.leave();
		return true;
	}

	async #load(meeting: string, name: DocumentName): Promise<LiveDocument> {
		this.#unmade.delete(keyOf(meeting, name));
		const document = await this.repository.load(meeting, name, {
			schedule: (dirty) => {
				this.#dirty.add(dirty);
				this.#housing.rooms.schedule();
			},
			again: () => this.open(meeting, name)
		});
		// Stored, it becomes part of the document, whoever cannot be told of it.
		document.onStored = (update) => this.#tell(document, () => this.onStored(document, update));
		document.onChanged = () => this.#changed(document);
		this.#here.set(keyOf(meeting, name), document);
		this.onOpened(document);
		return document;
	}

	#changed(document: LiveDocument): void {
		for (const listener of this.#listeners.get(document.name) ?? [])
			this.#tell(document, () => listener(document));
	}

	#failed(document: LiveDocument, error: Error): void {
		const said = 'a document could not be stored; it is read only until it can';
		this.#housing.log.error({ err: error, ...addressOf(document) }, said);
		this.#tell(document, () => document.fail(error));
	}

	/** One that fails to hear of it takes no other document's, nor a room's, news along. */
	#tell(document: LiveDocument, tell: () => void): void {
		try {
			tell();
		} catch (error) {
			this.#housing.log.error(
				{ err: error, ...addressOf(document) },
				'what follows a change failed'
			);
		}
	}

	#forget(document: LiveDocument): void {
		const key = keyOf(document.meeting, document.name);
		this.#here.delete(key);
		this.#open.delete(key);
		this.#dirty.delete(document);
	}

	#sendIdleHome(): void {
		const now = this.#housing.environment.monotonic();
		for (const document of this.#here.values())
			if (now - document.usedAt >= IDLE_MS) this.sendHome(document).catch(() => {});
	}
}

/** A document in the log. */
function addressOf({ meeting, name }: LiveDocument) {
	return { meeting, document: name };
}

/** Never a meeting's id: the journal answers by these keys. */
function keyOf(meeting: string, name: DocumentName): string {
	return `document ${meeting} ${name}`;
}
