/**
 * Reads a client's Yjs update (V1) without Yjs, item by item, and refuses whatever an honest editor
 * never sends. Yjs trusts every peer: it accepts clocks that jump, ids of others and gaps that cost
 * minutes (reliability §1.6); nothing reaches it that was not read here first.
 *
 * Never V2, and never `mergeUpdates`, on bytes from a client (yjs #687).
 */
import * as decoding from 'lib0/decoding';
import { MAX_CLOCK, MAX_DEPTH, MAX_RUN } from './limits.ts';

/** Bytes that are no update of an honest editor. */
export class Malformed extends Error {
	override name = 'Malformed';
}

/** New items of one client: clocks `from` up to, not including, `to`. */
export interface Section {
	client: number;
	from: number;
	to: number;
}

/** A run of deleted clocks. */
export interface Deletion {
	client: number;
	clock: number;
	length: number;
}

export interface Inspected {
	sections: Section[];
	deletions: Deletion[];
	/** Items in all sections. */
	items: number;
	/** For each client, the first clock that must not be needed: all below must be there. */
	needs: Map<number, number>;
	/** Every item names only earlier items of its own client, or of others' known ones. */
	ordered: boolean;
}

const GC = 0;
const HAS_ORIGIN = 0x80;
const HAS_RIGHT_ORIGIN = 0x40;
const HAS_KEY = 0x20;
const KIND = 0x1f;
/** Array, map, text, element, fragment, hook, xml text. */
const LAST_TYPE = 6;
/** Element and hook come with a name. */
const NAMED_TYPES = [3, 5];

/** What an update holds. Throws `Malformed`. */
export function inspect(update: Uint8Array): Inspected {
	try {
		return new Reader(update).read();
	} catch (error) {
		if (error instanceof Malformed) throw error;
		throw new Malformed('the bytes end early or are no text', { cause: error });
	}
}

class Reader {
	#in: decoding.Decoder;
	#found: Inspected = { sections: [], deletions: [], items: 0, needs: new Map(), ordered: true };
	#client = 0;
	#clock = 0;

	constructor(update: Uint8Array) {
		this.#in = decoding.createDecoder(update);
	}

	read(): Inspected {
		const clients = this.#uint();
		for (let n = 0; n < clients; n++) this.#section();
		this.#deletions();
		if (decoding.hasContent(this.#in)) throw new Malformed('more bytes than an update has');
		return this.#found;
	}

	#section(): void {
		const items = this.#uint();
		this.#client = this.#id();
		const from = (this.#clock = this.#uint());
		if (items === 0) throw new Malformed('a client without items');
		if (this.#found.sections.some(({ client }) => client === this.#client))
			throw new Malformed('a client twice');
		for (let n = 0; n < items; n++) {
			const length = this.#item();
			if (length < 1) throw new Malformed('an item of no length');
			this.#clock += length;
			if (this.#clock > MAX_CLOCK) throw new Malformed('a clock beyond all editing');
		}
		this.#found.items += items;
		this.#found.sections.push({ client: this.#client, from, to: this.#clock });
	}

	/** The length of the next item. */
	#item(): number {
		const info = decoding.readUint8(this.#in);
		const kind = info & KIND;
		if (kind === GC) {
			if (info !== GC) throw new Malformed('an item with marks it cannot have');
			return this.#run();
		}
		if (info & HAS_ORIGIN) this.#reference();
		if (info & HAS_RIGHT_ORIGIN) this.#reference();
		if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) === 0) {
			if (this.#uint() === 1) this.#name();
			else this.#reference();
			if (info & HAS_KEY) this.#name();
		}
		return this.#content(kind);
	}

	/** Length of what stands in an item; the kinds of Yjs that nobody here uses are refused. */
	#content(kind: number): number {
		switch (kind) {
			case 1:
				return this.#run();
			case 2: {
				const length = this.#count();
				for (let n = 0; n < length; n++) this.#json(true);
				return length;
			}
			case 4:
				return decoding.readVarString(this.#in).length;
			case 5:
				this.#json();
				return 1;
			case 6:
				this.#name();
				this.#json();
				return 1;
			case 7: {
				const type = this.#uint();
				if (type > LAST_TYPE) throw new Malformed('an unknown type');
				if (NAMED_TYPES.includes(type)) this.#name();
				return 1;
			}
			case 8: {
				const length = this.#count();
				for (let n = 0; n < length; n++) plain(decoding.readAny(this.#in));
				return length;
			}
			default:
				throw new Malformed(`content of kind ${kind}`);
		}
	}

	#deletions(): void {
		const clients = this.#uint();
		for (let n = 0; n < clients; n++) {
			const client = this.#id();
			const runs = this.#uint();
			for (let run = 0; run < runs; run++) {
				const clock = this.#uint();
				const length = this.#uint();
				if (length < 1 || clock + length > MAX_CLOCK) throw new Malformed('a run out of range');
				this.#found.deletions.push({ client, clock, length });
				this.#need(client, clock + length);
			}
		}
	}

	/** An item that this one stands beside or in. */
	#reference(): void {
		const client = this.#id();
		const clock = this.#uint();
		if (clock >= MAX_CLOCK) throw new Malformed('a clock beyond all editing');
		if (client === this.#client && clock >= this.#clock) this.#found.ordered = false;
		this.#need(client, clock + 1);
	}

	#need(client: number, end: number): void {
		const { needs } = this.#found;
		if (end > (needs.get(client) ?? 0)) needs.set(client, end);
	}

	#id(): number {
		const id = this.#uint();
		if (id > 0xffff_ffff) throw new Malformed('an id that Yjs does not make');
		return id;
	}

	#uint(): number {
		return decoding.readVarUint(this.#in);
	}

	/** So many values; each takes a byte at least. */
	#count(): number {
		const count = this.#uint();
		if (count > this.#in.arr.length) throw new Malformed('more values than bytes');
		return count;
	}

	/** Length of what was deleted; costs no bytes, so it has a limit. */
	#run(): number {
		const length = this.#uint();
		if (length > MAX_RUN) throw new Malformed('a run longer than anybody deletes');
		return length;
	}

	#name(): void {
		const name = decoding.readVarString(this.#in);
		if (name.length > 100 || name === '__proto__') throw new Malformed('a name of no use');
	}

	#json(undefinable = false): void {
		const text = decoding.readVarString(this.#in);
		if (!(undefinable && text === 'undefined')) plain(JSON.parse(text));
	}
}

/** Plain values, not nested without end, and without a prototype smuggled in. */
function plain(value: unknown, depth = 0): void {
	if (depth > MAX_DEPTH) throw new Malformed('values nested too deep');
	if (typeof value !== 'object' || value === null) return;
	if (value instanceof Uint8Array) throw new Malformed('bytes among values');
	if (Array.isArray(value)) {
		for (const one of value) plain(one, depth + 1);
		return;
	}
	if (Object.getPrototypeOf(value) !== Object.prototype || Object.hasOwn(value, '__proto__'))
		throw new Malformed('a prototype among values');
	for (const one of Object.values(value)) plain(one, depth + 1);
}
