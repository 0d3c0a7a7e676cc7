/**
 * What those who follow a record are told, version by version: only what is not the same, found by what is
 * not the same object, so that it costs the change and not the record.
 *
 * Invariant: a follower who applies every change has what `publicRecord` makes of the last version.
 */
import type { Directory } from '../directory.ts';
import type { SeatId, TextId } from '../names.ts';
import { getOwn } from '../get-own.ts';
import { gather } from './find-references.ts';
import type { PublicRecord, RecordChange } from './public.ts';
import type { MeetingRecord, RecordLine } from './record.ts';

/** One version as everybody may read it, and what its names and texts say. */
export interface Version extends Pick<PublicRecord, 'version' | 'open' | 'takes'> {
	record: MeetingRecord;
	people: Directory;
	/** As `publicRecord` takes it. */
	text(id: TextId): string | null | undefined;
}

/** Texts that may say something else than before, though they stand in the same lines. */
export type StaleTexts = ReadonlySet<TextId> | 'all';

export class RecordFeed {
	/** How many lines were looked into, for tests: not all of them at every change. */
	read = 0;
	#last: Version | null = null;
	#lines = new Map<string, RecordLine>();
	#seats = new Mentions<SeatId>();
	#refs = new Mentions<TextId>();
	#people = new Map<SeatId, Directory[string]>();
	#texts = new Map<TextId, string | null>();

	/** What leads from the version before to this one; null where the whole is to be asked for. */
	next(version: Version, stale: StaleTexts): RecordChange | null {
		const before = this.#last;
		this.#last = version;
		if (!before || before.open !== version.open) {
			this.#begin(version);
			return null;
		}
		const parts = this.#changedParts(before.record, version.record);
		const { lines, order } = this.#changedLines(before.record.lines, version.record.lines);
		const renamed = before.people !== version.people;
		return {
			from: before.version,
			version: version.version,
			takes: version.takes,
			parts,
			lines,
			order,
			people: this.#toldPeople(version, renamed),
			texts: this.#toldTexts(version, stale)
		};
	}

	#begin(version: Version): void {
		this.#lines.clear();
		this.#seats = new Mentions();
		this.#refs = new Mentions();
		this.#people.clear();
		this.#texts.clear();
		const { lines, ...parts } = version.record;
		for (const part of Object.values(parts)) this.#mention(part, 1);
		for (const line of lines) this.#put(line);
		this.#toldPeople(version, true);
		this.#toldTexts(version, 'all');
	}

	#changedParts(before: MeetingRecord, after: MeetingRecord): RecordChange['parts'] {
		const parts: Record<string, unknown> = {};
		for (const [key, part] of Object.entries(after)) {
			const known: unknown = getOwn(before as never, key);
			if (key === 'lines' || same(part, known)) continue;
			parts[key] = part;
			this.#mention(known, -1);
			this.#mention(part, 1);
		}
		return parts;
	}

	#changedLines(
		before: readonly RecordLine[],
		after: readonly RecordLine[]
	): Pick<RecordChange, 'lines' | 'order'> {
		const lines: RecordLine[] = [];
		let follows = before.length <= after.length;
		for (const [n, line] of after.entries()) {
			if (before[n] === line) continue;
			if (n < before.length && before[n]!.id !== line.id) follows = false;
			const known = this.#lines.get(line.id);
			if (known === line) continue;
			if (!known || !same(known, line)) lines.push(line);
			this.#put(line);
		}
		if (!follows) {
			const there = new Set(after.map(({ id }) => id));
			for (const { id } of before) if (!there.has(id)) this.#takeOut(id);
		}
		return { lines, order: follows ? null : after.map(({ id }) => id) };
	}

	#put(line: RecordLine): void {
		this.#takeOut(line.id);
		this.#lines.set(line.id, line);
		this.read += 1;
		this.#mention(line, 1);
	}

	#takeOut(id: string): void {
		const line = this.#lines.get(id);
		if (line) this.#mention(line, -1);
		this.#lines.delete(id);
	}

	#mention(value: unknown, by: 1 | -1): void {
		const seats = new Set<SeatId>();
		const refs = new Set<TextId>();
		gather(value, seats, refs);
		this.#seats.count(seats, by);
		this.#refs.count(refs, by);
	}

	#toldPeople({ people }: Version, all: boolean): Directory {
		const told: Record<SeatId, Directory[string]> = {};
		for (const seat of this.#seats.touched(all)) {
			const person = this.#seats.has(seat) ? getOwn(people, seat) : undefined;
			const known = this.#people.get(seat);
			if (person === undefined) this.#people.delete(seat);
			else if (known === undefined || !same(person, known)) {
				this.#people.set(seat, person);
				told[seat] = person;
			}
		}
		return told;
	}

	/** Words that stand there no more are told as gone: who follows forgets them too. */
	#toldTexts({ text }: Version, stale: StaleTexts): Record<TextId, string | null> {
		const told: Record<TextId, string | null> = {};
		const ids = this.#refs.touched(stale === 'all');
		if (stale !== 'all') for (const id of stale) ids.add(id);
		for (const id of ids) {
			const body = this.#refs.has(id) ? text(id) : undefined;
			const known = this.#texts.get(id);
			if (body === known) continue;
			if (body !== undefined || known !== null) told[id] = body ?? null;
			if (body === undefined) this.#texts.delete(id);
			else this.#texts.set(id, body);
		}
		return told;
	}
}

/** How often something is named in a record, and which were named or left since somebody asked. */
class Mentions<Id> {
	#counts = new Map<Id, number>();
	#touched = new Set<Id>();

	count(ids: Iterable<Id>, by: 1 | -1): void {
		for (const id of ids) {
			const count = (this.#counts.get(id) ?? 0) + by;
			if (count > 0) this.#counts.set(id, count);
			else this.#counts.delete(id);
			this.#touched.add(id);
		}
	}

	has(id: Id): boolean {
		return this.#counts.has(id);
	}

	/** What may say something else than when this was last asked; `all`: everything that is named, too. */
	touched(all: boolean): Set<Id> {
		const touched = this.#touched;
		this.#touched = new Set();
		if (all) for (const id of this.#counts.keys()) touched.add(id);
		return touched;
	}
}

function same(one: unknown, other: unknown): boolean {
	return one === other || JSON.stringify(one) === JSON.stringify(other);
}
