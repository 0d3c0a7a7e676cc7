/**
 * Makes documents out of rows, and rows out of documents: the first making, loading with a look at
 * every row in a thread of its own, and writing anew.
 */
import { createHash } from 'node:crypto';
import * as Y from 'yjs';
import type { DocumentName } from '#lib/documents/wire.ts';
import type { OldPages } from '#server/db/old-pages.ts';
import type { Store, Write } from '#server/db/store.ts';
import type { Log } from '#server/log.ts';
import type { Environment } from '#server/meeting/context.ts';
import type { Rooms } from '#server/meeting/rooms.ts';
import { LiveDocument, type DocumentEnvironment } from './document.ts';
import { freshState } from './fresh.ts';
import { documentRows, documentWrites, type DocumentRows } from './document-rows.ts';
import { UpdateSandbox } from './update-sandbox.ts';

/** What a new document begins with. */
export type Template = (doc: Y.Doc, meeting: string) => void | Promise<void>;

/** What documents need of the app. */
export interface Housing {
	store: Store;
	oldPages: OldPages;
	rooms: Rooms;
	environment: Environment;
	log: Log;
	/** The installation's epoch; another one after a restore, and so every document's (F22). */
	epoch: string;
	/** The folder of the program. */
	root: string;
}

export class DocumentRepository {
	readonly rows: DocumentRows;
	readonly sandbox: UpdateSandbox;
	readonly templates = new Map<DocumentName, Template>();
	#housing: Housing;

	constructor(housing: Housing) {
		this.#housing = housing;
		this.rows = documentRows(housing.store);
		this.sandbox = new UpdateSandbox(housing.root);
	}

	async has(meeting: string, name: DocumentName): Promise<boolean> {
		return (await this.rows.find(meeting, name)) !== undefined;
	}

	/** The stored document, made first when it is new. Throws when its rows cannot be read at all. */
	async load(
		meeting: string,
		name: DocumentName,
		around: Pick<DocumentEnvironment, 'schedule' | 'again'>
	): Promise<LiveDocument> {
		if (!(await this.has(meeting, name))) await this.#make(meeting, name);
		const rows = await this.rows.updates(meeting, name);
		const { state, bad } = await this.sandbox.read(rows);
		if (bad.length > 0) await this.#setAside(meeting, name, bad);
		const { epoch, version, sealedAt } = (await this.rows.find(meeting, name))!;
		const doc = new Y.Doc();
		if (state) Y.applyUpdate(doc, state);
		const origin = {
			meeting,
			name,
			epoch: this.#shown(epoch),
			version,
			doc,
			size: rows.reduce((sum, { bytes }) => sum + bytes.length, 0),
			rows: rows.length - bad.length,
			sealed: sealedAt === null ? null : (rows[0]?.bytes ?? Y.encodeStateAsUpdate(doc)),
			clients: await this.rows.clients(meeting, name)
		};
		const { now, monotonic } = this.#housing.environment;
		return new LiveDocument(origin, { now, monotonic, ...around });
	}

	/** What writes the document anew, from its content after `edit`. */
	rewriting(old: LiveDocument, edit: (doc: Y.Doc) => void): Write[] {
		const copy = new Y.Doc();
		Y.applyUpdate(copy, Y.encodeStateAsUpdate(old.doc));
		copy.transact(() => edit(copy));
		const state = freshState(copy);
		copy.destroy();
		const { meeting, name, version } = old;
		const epoch = this.#newEpoch();
		return documentWrites.rewrite([meeting, name], epoch, version + 1, state);
	}

	stop(): Promise<void> {
		return this.sandbox.stop();
	}

	/** With its template, in the transaction that makes it (F23). */
	async #make(meeting: string, name: DocumentName): Promise<void> {
		const { rooms, environment } = this.#housing;
		if (!(await rooms.byId(meeting))) throw new Error(`there is no meeting ${meeting}`);
		const doc = new Y.Doc();
		await this.templates.get(name)?.(doc, meeting);
		const first = doc.store.clients.size > 0 ? Y.encodeStateAsUpdate(doc) : null;
		doc.destroy();
		await this.rows.create([meeting, name], this.#newEpoch(), environment.now(), first);
	}

	/** Damaged rows, and those that build on them; people's copies may hold more, so the epoch changes. */
	async #setAside(meeting: string, name: DocumentName, bad: number[]): Promise<void> {
		const { log, environment } = this.#housing;
		await this.rows.quarantine([meeting, name], this.#newEpoch(), bad, environment.now());
		log.error(
			{ meeting, document: name, versions: bad },
			'parts of a document cannot be read; they are set aside, the rest is there'
		);
	}

	#newEpoch(): string {
		return this.#housing.environment.random(8).toString('hex');
	}

	/** The epoch people see: the document's own, and the installation's. */
	#shown(own: string): string {
		const all = `${this.#housing.epoch} ${own}`;
		return createHash('sha256').update(all).digest('hex').slice(0, 16);
	}
}
