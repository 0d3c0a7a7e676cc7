/**
 * The one fold of each meeting's journal beside its room: the facts of its minutes, from which the document and
 * the public record are made. It goes along with what is stored, by the states that the room has folded itself.
 *
 * Invariant: what is read here is never ahead of the room's stored state, and never behind it.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { MinutesProjection } from '#lib/meeting/minutes/projection.ts';
import type { CommitResult } from './unit-of-work.ts';
import { eventOf } from './chain.ts';
import { meetingGone } from './meeting-gone.ts';
import type { Journal } from './journal.ts';
import type { Room } from './room.ts';
import type { Rooms } from './rooms.ts';

/** Events between two turns of the loop: a few milliseconds. */
const SLICE = 200;

export class MinutesProjections {
	readonly #journal: Journal;
	readonly #rooms: Rooms;
	/** Of rooms whose minutes somebody has asked for. */
	readonly #known = new WeakMap<Room, MinutesProjection>();

	constructor({ rooms, journal }: { rooms: Rooms; journal: Journal }) {
		this.#journal = journal;
		this.#rooms = rooms;
		rooms.follow((room, result) => this.#follow(room, result));
	}

	/** The facts of this room's minutes as it is stored. They were read once (`read`), and keep step since. */
	of(room: Room): MinutesProjection {
		const projection = this.#known.get(room);
		if (projection?.seq !== room.committed.seq)
			throw new Error(`the minutes of ${room.meeting} were not read`);
		return projection;
	}

	/**
	 * The same, read from the journal where they were not, after a start or idle; a long one in slices.
	 *
	 * @throws an HTTP error 404 where the meeting was wiped meanwhile
	 */
	async read(room: Room): Promise<MinutesProjection> {
		const projection = this.#known.get(room) ?? this.#begin(room);
		while (projection.seq < room.committed.seq) {
			const before = projection.seq;
			await this.#readOn(room, projection);
			if (projection.seq > before) continue;
			// Wiped while somebody was reading it (P17).
			if (this.#rooms.inMemoryById(room.meeting) !== room) meetingGone();
			throw new Error(`the journal of ${room.meeting} ends before its room`);
		}
		return projection;
	}

	#begin(room: Room): MinutesProjection {
		const projection = new MinutesProjection();
		this.#known.set(room, projection);
		return projection;
	}

	async #readOn(room: Room, projection: MinutesProjection): Promise<void> {
		const { seq } = room.committed;
		const rows = await this.#journal.rows(room.meeting, projection.seq);
		for (const [n, row] of rows.entries()) {
			// Rows may be there that are not stored yet for the room; others may have read some meanwhile.
			if (row.seq > seq) return;
			if (row.seq === projection.seq + 1) projection.add(eventOf(row.line));
			if ((n + 1) % SLICE === 0) await turn();
		}
	}

	#follow(room: Room, { events, states }: CommitResult): void {
		const projection = this.#known.get(room);
		// One that fell behind, or was read meanwhile, goes on from the journal.
		if (!projection || events[0]?.seq !== projection.seq + 1) return;
		for (const [n, event] of events.entries()) projection.add(event, states[n]);
	}
}
