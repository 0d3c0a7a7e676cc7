/**
 * The last events of a room and the snapshot of now, encoded once for each clearance and shared by everybody who joins:
 * a storm of returning phones costs one encoding, not a thousand. After a restart the last events are
 * read from the journal when the first phone asks, so that a short absence never costs a snapshot.
 */
import { changesAccess, eventFor } from '#lib/meeting/disclosure/events.ts';
import { mayReadText, stateFor, visibleTexts } from '#lib/meeting/disclosure/disclosure.ts';
import type { Clearance } from '#lib/meeting/disclosure/decision.ts';
import { packFrame } from '#lib/meeting/packed-events.ts';
import {
	PROTOCOL,
	type EventsMessage,
	type Hello,
	type SnapshotMessage
} from '#lib/meeting/wire.ts';
import type { TextId } from '#lib/meeting/names.ts';
import type { MeetingEvent, MeetingState } from '#lib/meeting/registry.ts';
import type { App } from '#server/app.ts';
import { encode, type Encoded } from './encoded.ts';
import { eventOf } from './chain.ts';
import type { Room } from './room.ts';
import type { CommitResult } from './unit-of-work.ts';

/** So many events are kept to catch up from; further back a snapshot is cheaper. */
const KEPT = 400;

export class CatchUpBuffer {
	#room: Room;
	#app: Pick<App, 'epoch' | 'boot' | 'journal'>;
	/** events[i] has number first + i; heads[i] is the hash before events[i], '' where unknown. */
	#first: number;
	#events: MeetingEvent[] = [];
	#heads: string[] = [];
	/** The journal was asked for what came before this process. */
	#recalled: Promise<void> | null = null;
	/** By clearance, until the next event. */
	#snapshots = new Map<Clearance, Encoded>();
	#frames = new Map<string, Encoded>();

	constructor(room: Room, app: Pick<App, 'epoch' | 'boot' | 'journal'>) {
		this.#room = room;
		this.#app = app;
		this.#first = room.committed.seq + 1;
	}

	/** Remembers what was just stored. `before` is the hash before the first of its events. */
	add(result: CommitResult, before: string): void {
		this.#snapshots.clear();
		this.#frames.clear();
		for (const [n, event] of result.events.entries()) {
			this.#events.push(event);
			this.#heads.push(n === 0 ? before : '');
		}
		const spare = this.#events.length - KEPT;
		if (spare > KEPT) {
			this.#events.splice(0, spare);
			this.#heads.splice(0, spare);
			this.#first += spare;
		}
	}

	/** Forgets everything, after the room came back from its journal. */
	reset(): void {
		this.#events = [];
		this.#heads = [];
		this.#recalled = null;
		this.#snapshots.clear();
		this.#frames.clear();
		this.#first = this.#room.committed.seq + 1;
	}

	/** What a client at this place is missing: nothing, events, or everything. */
	missing(hello: Hello, clearance: Clearance): Encoded | null {
		const { seq, head } = this.#room.committed;
		const ours = hello.protocol === PROTOCOL && hello.epoch === this.#app.epoch;
		// A copy made for other readers holds too little, or too much.
		if (!ours || hello.clearance !== clearance) return this.snapshot(clearance);
		if (hello.seq === seq && hello.head === head) return null;
		if (hello.seq > 0 && hello.seq < seq) {
			const index = hello.seq + 1 - this.#first;
			// A hash is known where a commit began, which is where frames and page loads end.
			if (index >= 0 && this.#heads[index] === hello.head)
				return this.#since(hello.seq + 1, index, clearance);
		}
		return this.snapshot(clearance);
	}

	/** Everything that this clearance may read, built once per seq. */
	snapshot(clearance: Clearance): Encoded {
		const known = this.#snapshots.get(clearance);
		if (known) return known;
		const { seq, head, state } = this.#room.committed;
		const message: SnapshotMessage = {
			protocol: PROTOCOL,
			epoch: this.#app.epoch,
			boot: this.#app.boot,
			meeting: this.#room.meeting,
			seq,
			head,
			clearance,
			state: stateFor(state, clearance),
			texts: visibleTexts(state, this.#room.texts, clearance)
		};
		const encoded = encode('snapshot', message);
		this.#snapshots.set(clearance, encoded);
		return encoded;
	}

	#since(from: number, index: number, clearance: Clearance): Encoded {
		const key = `${clearance} ${from}`;
		let frame = this.#frames.get(key);
		if (!frame) {
			const { state, head } = this.#room.committed;
			const missed = this.#events.slice(index);
			// What other readers may read has changed meanwhile, by more than what these events bring.
			if (clearance !== 'desk' && (state.plan.openedAt === null || missed.some(changesAccess)))
				return this.snapshot(clearance);
			const texts = textsNamed(missed, state, this.#room.texts, clearance);
			const events = missed.map((event) => eventFor(event, clearance));
			frame = encode('events', packFrame({ from, events, head, texts }));
			this.#frames.set(key, frame);
		}
		return frame;
	}

	/** Reads the events before the first kept one, once, where a client at this place needs them. */
	async recall({ seq }: Hello): Promise<void> {
		const stored = this.#room.committed.seq;
		if (seq <= 0 || seq + 1 >= this.#first || seq < stored - KEPT) return;
		return (this.#recalled ??= this.#recall());
	}

	async #recall(): Promise<void> {
		const after = Math.max(0, this.#first - 2 - KEPT);
		const rows = await this.#app.journal.rows(this.#room.meeting, after);
		const earlier = rows.filter((row) => row.seq < this.#first);
		// Meanwhile older ones were dropped, or the room was read again: a snapshot it is.
		if (earlier.at(-1)?.seq !== this.#first - 1) return;
		const known = earlier.slice(1);
		this.#heads.unshift(...known.map((_, n) => earlier[n]!.hash));
		this.#events.unshift(...known.map((row) => eventOf(row.line)));
		this.#first -= known.length;
	}
}

/** Texts that events name, as this clearance may read them now: a text erased since then stays erased. */
export function textsNamed(
	events: readonly MeetingEvent[],
	state: MeetingState,
	all: ReadonlyMap<TextId, string | null>,
	clearance: Clearance
): EventsMessage['texts'] {
	const texts: EventsMessage['texts'] = {};
	for (const event of events) collect(event.body, all, texts);
	for (const [id, body] of Object.entries(texts))
		if (body !== null && !mayReadText(state, id, clearance)) delete texts[id];
	return texts;
}

function collect(
	body: unknown,
	all: ReadonlyMap<TextId, string | null>,
	texts: EventsMessage['texts']
): void {
	if (typeof body !== 'object' || body === null) return;
	for (const [key, value] of Object.entries(body))
		if (typeof value !== 'string') collect(value, all, texts);
		else if (key === 'id' && all.has(value)) texts[value] = all.get(value) ?? null;
}
