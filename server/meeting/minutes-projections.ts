/**
 * The one fold of each meeting's journal beside its room: the facts of its minutes, from which the document and
 * the public record are made. It goes along with what is stored, by the states that the room has folded itself.
 *
 * Invariant: what is read here is never ahead of the room's stored state, and never behind it.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { MinutesProjection } from '#lib/meeting/minutes/projection.ts';
import type { MeetingEvent } from '#lib/meeting/registry.ts';
import type { Report } from './batch.ts';
import { eventOf } from './chain.ts';
import type { Journal } from './journal.ts';
import type { Room } from './room.ts';
import type { Rooms } from './rooms.ts';

/** Events between two turns of the loop: a few milliseconds. */
const SLICE = 200;

export class MinutesProjections {
	readonly #journal: Journal;
	/** Of rooms whose minutes somebody has asked for. */
	readonly #known = new WeakMap<Room, MinutesProjection>();

	constructor({ rooms, journal }: { rooms: Rooms; journal: Journal }) {
		this.#journal = journal;
		rooms.follow((room, report) => this.#follow(room, report));
	}

	/** The facts of this room's minutes as it is stored; read once from the journal, after a start or idle. */
	of(room: Room): MinutesProjection {
		const projection = this.#known.get(room) ?? this.#begin(room);
		for (const event of this.#missing(room, projection)) projection.add(event);
		return projection;
	}

	/** Reads a long journal in slices, so that nobody waits for it; `of` has little left to read then. */
	async read(room: Room): Promise<void> {
		const projection = this.#known.get(room) ?? this.#begin(room);
		let n = 0;
		for (const event of this.#missing(room, projection)) {
			// Somebody who could not wait may have read it meanwhile.
			if (event.seq === projection.seq + 1) projection.add(event);
			if ((n += 1) % SLICE === 0) await turn();
		}
	}

	#begin(room: Room): MinutesProjection {
		const projection = new MinutesProjection();
		this.#known.set(room, projection);
		return projection;
	}

	*#missing(room: Room, projection: MinutesProjection): Iterable<MeetingEvent> {
		const { seq } = room.stored;
		if (projection.seq >= seq) return;
		for (const row of this.#journal.rows(room.meeting, projection.seq))
			if (row.seq <= seq) yield eventOf(row.line);
	}

	#follow(room: Room, { events, states }: Report): void {
		const projection = this.#known.get(room);
		// One that fell behind, or was read meanwhile, goes on from the journal.
		if (!projection || events[0]?.seq !== projection.seq + 1) return;
		for (const [n, event] of events.entries()) projection.add(event, states[n]);
	}
}
