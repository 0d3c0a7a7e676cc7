/**
 * What this device remembers of a document beside its words: which epoch they belong to, how many
 * changes are not saved and whose they are, and under which ids it wrote; and words that were not
 * included, until somebody read them.
 */
import type * as Y from 'yjs';
import { unsentText } from '#lib/documents/unsent.ts';
import type { DocumentName, DocumentPlace } from '#lib/documents/wire.ts';
import { forgetDatabase, lasting } from '#lib/ui/browser-storage.ts';
import { docIn } from './device-store.ts';

interface Remembered {
	epoch: string;
	installation?: string;
	unsaved: number;
	/** Client ids of this device and the clocks from which on nothing is saved. */
	from: [number, number][];
	/** Client ids that this device wrote under, the latest last. */
	own?: number[];
}

/** What this device held of a document before a backup was restored. */
export interface EarlierCopy {
	doc: Y.Doc;
	/** Client ids of this device. */
	own: ReadonlySet<number>;
}

/** Every page that writes brings an id. */
const MOST_OWN = 100;

export class Unsaved {
	/** The device's store of this document and epoch. */
	readonly database: string;
	/** Changes that an earlier page made and could not save. */
	readonly found: number;
	/** Client ids of this device and the clocks from which on nothing is saved. */
	readonly from: Map<number, number>;
	/** Client ids that this device wrote under in this epoch. */
	readonly own: Set<number>;
	#place: DocumentPlace;
	#record: string;
	#words: string;
	#restored: string;
	#older: Remembered | null;
	#databaseOf: (epoch: string) => string;

	constructor(place: DocumentPlace, name: DocumentName) {
		const { meeting, epoch } = place;
		this.#place = place;
		this.#record = `yitang-document ${meeting} ${name}`;
		this.#words = `yitang-not-included ${meeting} ${name}`;
		this.#restored = `yitang-restored ${meeting} ${name}`;
		this.#databaseOf = (of) => `yitang ${meeting} ${name} ${of}`;
		this.database = this.#databaseOf(epoch);
		const known = read<Remembered>(this.#record);
		const same = known?.epoch === epoch;
		this.#older = same ? null : known;
		this.found = same ? known.unsaved : 0;
		this.from = new Map(same ? known.from : []);
		this.own = new Set(same ? known.own : []);
	}

	/** A backup was restored since this device was here last. */
	get isRestored(): boolean {
		const before = this.#older?.installation;
		return before !== undefined && before !== this.#place.installation;
	}

	/** What an earlier page of this device wrote in, before the restore; null: nothing. */
	async earlierCopy(): Promise<EarlierCopy | null> {
		const older = this.#older;
		if (!this.isRestored || !older?.own?.length) return null;
		const doc = await docIn(this.#databaseOf(older.epoch));
		return doc && { doc, own: new Set(older.own) };
	}

	/**
	 * Words of an older epoch that never reached the server, and those not read yet; null: none. After a
	 * restore they are counted among `earlierCopy`'s.
	 */
	async notIncluded(): Promise<string | null> {
		const older = this.#older;
		if (older && older.unsaved > 0 && !this.isRestored) {
			const doc = await docIn(this.#databaseOf(older.epoch));
			const words = doc && unsentText(doc, new Map(older.from));
			if (words) this.keep(words);
		}
		if (older) {
			forgetDatabase(this.#databaseOf(older.epoch));
			this.settle();
		}
		return read<string>(this.#words);
	}

	/** The words were brought back to those of a backup, and nobody read so yet. */
	get restored(): boolean {
		return read<boolean>(this.#restored) ?? false;
	}

	/** Remembers that a backup was restored, and all words that are not in the document now. */
	restore(words: string | null): void {
		write(this.#restored, true);
		write(this.#words, words);
	}

	/** Remembers how much is not saved, for a page that is loaded again. */
	note(unsaved: number, client: number, savedClock: number): void {
		if (unsaved === 0) this.from.clear();
		else this.from.set(client, savedClock);
		this.own.add(client);
		this.#remember(unsaved);
	}

	/** Words that were not included, kept until they are dismissed. */
	keep(words: string): void {
		const before = read<string>(this.#words);
		if (before !== words) write(this.#words, before ? `${before}\n${words}` : words);
	}

	/** Nothing of it waits any more: it was kept as words, or is saved. */
	settle(): void {
		this.from.clear();
		this.#remember(0);
	}

	dismiss(): void {
		write(this.#words, null);
		write(this.#restored, null);
	}

	#remember(unsaved: number): void {
		const { epoch, installation } = this.#place;
		const own = [...this.own].slice(-MOST_OWN);
		const now: Remembered = { epoch, installation, unsaved, from: [...this.from], own };
		write(this.#record, now);
	}
}

function read<Value>(key: string): Value | null {
	try {
		return JSON.parse(lasting.read(key) ?? 'null') as Value | null;
	} catch {
		return null;
	}
}

/** Where a browser keeps nothing for us, we go on without. */
function write(key: string, value: unknown): void {
	lasting.write(key, value === null ? null : JSON.stringify(value));
}
