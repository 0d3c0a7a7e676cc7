/**
 * What this device remembers of a document beside its words: which epoch they belong to, how many
 * changes are not saved and whose they are; and words that were not included, until somebody read them.
 */
import { IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import { unsentText } from '#lib/documents/unsent.ts';
import type { DocumentName, DocumentPlace } from '#lib/documents/wire.ts';

interface Remembered {
	epoch: string;
	unsaved: number;
	/** Client ids of this device and the clocks from which on nothing is saved. */
	from: [number, number][];
}

/** Reading a store may take so long; then we go on without. */
const PATIENCE_MS = 3000;

export class Unsaved {
	/** The device's store of this document and epoch. */
	readonly database: string;
	/** Changes that an earlier page made and could not save. */
	readonly found: number;
	/** Client ids of this device and the clocks from which on nothing is saved. */
	readonly from: Map<number, number>;
	#epoch: string;
	#record: string;
	#words: string;
	#older: Remembered | null;
	#databaseOf: (epoch: string) => string;

	constructor({ meeting, epoch }: DocumentPlace, name: DocumentName) {
		this.#epoch = epoch;
		this.#record = `yitang-document ${meeting} ${name}`;
		this.#words = `yitang-not-included ${meeting} ${name}`;
		this.#databaseOf = (of) => `yitang ${meeting} ${name} ${of}`;
		this.database = this.#databaseOf(epoch);
		const known = read<Remembered>(this.#record);
		const same = known?.epoch === epoch;
		this.#older = same ? null : known;
		this.found = same ? known.unsaved : 0;
		this.from = new Map(same ? known.from : []);
	}

	/** Words of an older epoch that never reached the server, and those not read yet; null: none. */
	async notIncluded(): Promise<string | null> {
		const older = this.#older;
		if (older && older.unsaved > 0) {
			const words = await wordsIn(this.#databaseOf(older.epoch), new Map(older.from));
			if (words) this.keep(words);
		}
		if (older) {
			forgetDatabase(this.#databaseOf(older.epoch));
			write(this.#record, { epoch: this.#epoch, unsaved: 0, from: [] });
		}
		return read<string>(this.#words);
	}

	/** Remembers how much is not saved, for a page that is loaded again. */
	note(unsaved: number, client: number, savedClock: number): void {
		if (unsaved === 0) this.from.clear();
		else this.from.set(client, savedClock);
		write(this.#record, { epoch: this.#epoch, unsaved, from: [...this.from] });
	}

	/** Words that were not included, kept until they are dismissed. */
	keep(words: string): void {
		const before = read<string>(this.#words);
		if (before !== words) write(this.#words, before ? `${before}\n${words}` : words);
	}

	/** Nothing of it waits any more: it was kept as words, or is saved. */
	settle(): void {
		write(this.#record, { epoch: this.#epoch, unsaved: 0, from: [] });
	}

	dismiss(): void {
		write(this.#words, null);
	}
}

/** Words of ours in a store of this device. */
async function wordsIn(database: string, from: Map<number, number>): Promise<string> {
	if (typeof indexedDB === 'undefined') return '';
	const doc = new Y.Doc();
	try {
		const store = new IndexeddbPersistence(database, doc);
		const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
		await Promise.race([store.whenSynced, patience]);
		const words = unsentText(doc, from);
		await store.destroy();
		return words;
	} catch {
		return '';
	}
}

function forgetDatabase(name: string): void {
	if (typeof indexedDB !== 'undefined') indexedDB.deleteDatabase(name);
}

function read<Value>(key: string): Value | null {
	try {
		return JSON.parse(localStorage.getItem(key) ?? 'null') as Value | null;
	} catch {
		return null;
	}
}

/** Where a browser keeps nothing for us, we go on without. */
function write(key: string, value: unknown): void {
	try {
		if (value === null) localStorage.removeItem(key);
		else localStorage.setItem(key, JSON.stringify(value));
	} catch {
		return;
	}
}

/** This device's store of the document, read; null where there is none. */
export async function stored(name: string, doc: Y.Doc): Promise<IndexeddbPersistence | null> {
	if (typeof indexedDB === 'undefined') return null;
	try {
		const store = new IndexeddbPersistence(name, doc);
		const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
		await Promise.race([store.whenSynced, patience]);
		return store;
	} catch {
		return null;
	}
}
