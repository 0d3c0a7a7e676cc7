/**
 * One version of a public record, ready to be sent. What nobody asks for is not made: a follower needs the
 * change alone.
 */
import type { PublicRecord, RecordChange } from '#lib/meeting/record/public.ts';
import type { RecordLine } from '#lib/meeting/record/record.ts';
import { Bytes } from './bytes.ts';

export interface Published {
	readonly version: string;
	readonly whole: PublicRecord;
	/** What its page and its followers get: of many cards the first. */
	readonly shown: PublicRecord;
	readonly json: Bytes;
	/** What leads here from the version before, for those who follow; null: ask for the whole. */
	readonly change: string | null;
	/** The version before. */
	readonly previous: string | null;
	/** Pages made of this version, by language and text size. */
	readonly pages: Map<string, Promise<unknown>>;
	/** Pictures of its boards, by board, width and language. */
	readonly pictures: Map<string, Promise<Bytes | null>>;
}

export class Edition implements Published {
	readonly version: string;
	readonly change: string | null;
	readonly previous: string | null;
	readonly pages = new Map<string, Promise<unknown>>();
	readonly pictures = new Map<string, Promise<Bytes | null>>();
	readonly #make: { whole(): PublicRecord; shown(): PublicRecord };
	#whole: PublicRecord | null = null;
	#shown: PublicRecord | null = null;
	#json: Bytes | null = null;

	constructor(
		version: string,
		change: RecordChange | null,
		previous: string | null,
		make: { whole(): PublicRecord; shown(): PublicRecord }
	) {
		this.version = version;
		this.change = change && JSON.stringify(change);
		this.previous = previous;
		this.#make = make;
	}

	get whole(): PublicRecord {
		return (this.#whole ??= this.#make.whole());
	}

	get shown(): PublicRecord {
		return (this.#shown ??= this.#make.shown());
	}

	get json(): Bytes {
		return (this.#json ??= new Bytes(encode(this.shown)));
	}
}

/** Lines as JSON: from one version to the next most are the same. */
const encoded = new WeakMap<RecordLine, string>();

function encode({ record, ...around }: PublicRecord): string {
	const { lines, ...parts } = record;
	const all = lines.map((line) => {
		let json = encoded.get(line);
		if (json === undefined) {
			json = JSON.stringify(line);
			encoded.set(line, json);
		}
		return json;
	});
	return `{${inside(around)},"record":{${inside(parts)},"lines":[${all.join()}]}}`;
}

/** The members of an object as JSON, without its braces. */
function inside(value: object): string {
	return JSON.stringify(value).slice(1, -1);
}
