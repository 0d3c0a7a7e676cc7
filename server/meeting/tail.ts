/**
 * The last events of a room and the snapshot of now, encoded once and shared by everybody who joins:
 * a storm of returning phones costs one encoding, not a thousand.
 */
import type { EventsMessage, Hello, SnapshotMessage } from '#lib/meeting/wire.ts';
import { PROTOCOL } from '#lib/meeting/wire.ts';
import type { MeetingEvent } from '#lib/meeting/event.ts';
import type { Room, Report } from './room.ts';

/** So many events are kept to catch up from; further back a snapshot is cheaper. */
const KEPT = 1000;

export class Tail {
	#room: Room;
	#epoch: string;
	#boot: string;
	/** events[i] has number first + i; heads[i] is the hash before events[i]. */
	#first: number;
	#events: MeetingEvent[] = [];
	#heads: string[] = [];
	#texts = new Map<number, Record<string, string | null>>();
	#snapshot: SnapshotMessage | null = null;
	#frames = new Map<number, EventsMessage>();
	#frameSeq = -1;

	constructor(room: Room, epoch: string, boot: string) {
		this.#room = room;
		this.#epoch = epoch;
		this.#boot = boot;
		this.#first = room.stored.seq + 1;
	}

	/** Remembers what was just stored. `before` is the hash before the first of its events. */
	add(report: Report, before: string): void {
		this.#snapshot = null;
		this.#frames.clear();
		const start = this.#events.length;
		for (const event of report.events) {
			this.#events.push(event);
			this.#heads.push(this.#events.length - 1 === start ? before : '');
		}
		if (report.events[0]) this.#texts.set(report.events[0].seq, report.texts);
		const spare = this.#events.length - KEPT;
		if (spare > KEPT) {
			for (let seq = this.#first; seq < this.#first + spare; seq++) this.#texts.delete(seq);
			this.#events.splice(0, spare);
			this.#heads.splice(0, spare);
			this.#first += spare;
		}
	}

	/** Forgets everything, after the room came back from its journal. */
	reset(): void {
		this.#events = [];
		this.#heads = [];
		this.#texts.clear();
		this.#snapshot = null;
		this.#frames.clear();
		this.#first = this.#room.stored.seq + 1;
	}

	/** What a client at this place is missing: nothing, events, or everything. */
	missing(hello: Hello): { events: EventsMessage } | { snapshot: SnapshotMessage } | null {
		const { seq, head } = this.#room.stored;
		const same = hello.protocol === PROTOCOL && hello.epoch === this.#epoch;
		if (same && hello.seq === seq && hello.head === head) return null;
		const index = hello.seq + 1 - this.#first;
		// A hash is known where a commit began, which is where frames and page loads end.
		if (same && index >= 0 && index < this.#events.length && this.#heads[index] === hello.head)
			return { events: this.#since(hello.seq + 1, index) };
		return { snapshot: this.snapshot() };
	}

	/** Everything, built once per seq. */
	snapshot(): SnapshotMessage {
		const { seq, head, state } = this.#room.stored;
		return (this.#snapshot ??= {
			protocol: PROTOCOL,
			epoch: this.#epoch,
			boot: this.#boot,
			meeting: this.#room.meeting,
			seq,
			head,
			state,
			texts: Object.fromEntries(this.#room.texts)
		});
	}

	#since(from: number, index: number): EventsMessage {
		const { seq, head } = this.#room.stored;
		if (this.#frameSeq !== seq) this.#frames.clear();
		this.#frameSeq = seq;
		let frame = this.#frames.get(from);
		if (!frame) {
			const texts: Record<string, string | null> = {};
			for (const [at, bodies] of this.#texts) if (at >= from) Object.assign(texts, bodies);
			for (const id of Object.keys(texts)) texts[id] = this.#room.texts.get(id) ?? null;
			frame = { from, events: this.#events.slice(index), head, texts };
			this.#frames.set(from, frame);
		}
		return frame;
	}
}
