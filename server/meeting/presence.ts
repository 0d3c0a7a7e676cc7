/**
 * Who is connected to a room right now. Never stored, never attendance; it becomes a fact only
 * through the clock's `queue.away` after the grace of R9.
 */
import type { PresenceMessage } from '#lib/meeting/wire.ts';
import { onHallScreen } from '#lib/meeting/due.ts';
import type { SeatId } from '#lib/meeting/names.ts';
import type { Command } from '#lib/meeting/registry.ts';
import { holdFor } from '#lib/meeting/queue/view.ts';
import { seatOf } from '#lib/meeting/roll/roll.ts';
import type { Clock } from '#server/clock.ts';
import type { Room } from './room.ts';

/** In a storm of joins a newcomer gets counts of up to so many ms ago; the tick puts them right. */
const COUNT_MS = 200;

export class Presence {
	#room: Room;
	/** For spans. */
	#clock: Clock;
	/** Seat → how many screens hold it. */
	#screens = new Map<SeatId, number>();
	#watching = 0;
	readonly #since: number;
	/** Seats whose last screen went, and when. */
	#gone = new Map<SeatId, number>();
	#count = 0;
	#counted = { at: -Infinity, hall: 0, online: 0 };

	constructor(room: Room, clock: Clock) {
		this.#room = room;
		this.#clock = clock;
		this.#since = clock();
		// After a restart nobody is connected yet: those who wait get the same grace.
		const { queue, roll } = room.committed.state;
		for (const entry of queue.entries)
			if (roll.seats[entry.seat]?.held) this.#gone.set(entry.seat, clock());
	}

	/** A screen came, holding these seats; `watches`: somebody looks on who has none. */
	come(seats: readonly SeatId[], watches: boolean): void {
		if (watches) this.#watching += 1;
		for (const seat of seats) {
			this.#screens.set(seat, (this.#screens.get(seat) ?? 0) + 1);
			this.#gone.delete(seat);
			if (this.#isAway(seat)) this.#submit({ type: 'queue.back', seat });
		}
	}

	/** A paired hall screen has come up, or is still up. */
	hallScreenUp(): void {
		for (const command of onHallScreen(this.#room.committed.state, this.#room.now()))
			this.#submit(command);
	}

	/** For how long no screen of this seat has had a line, ms; since the start at most. */
	silentFor(seat: SeatId): number {
		if (this.#screens.has(seat)) return 0;
		return this.#clock() - (this.#gone.get(seat) ?? this.#since);
	}

	/** A screen went. */
	go(seats: readonly SeatId[], watches: boolean): void {
		if (watches) this.#watching -= 1;
		for (const seat of seats) {
			const left = (this.#screens.get(seat) ?? 1) - 1;
			if (left > 0) this.#screens.set(seat, left);
			else {
				this.#screens.delete(seat);
				this.#gone.set(seat, this.#clock());
			}
		}
	}

	/** Marks those who wait and have been gone for longer than their place is held (R9). */
	check(): void {
		for (const [seat, at] of this.#gone) {
			const hold = holdFor(this.#room.committed.state, seat);
			if (hold !== null && this.#clock() - at >= hold) this.#submit({ type: 'queue.away', seat });
		}
	}

	/** The message for everybody. */
	message(): PresenceMessage {
		this.#countAgain();
		return this.greeting();
	}

	/** The same for somebody who just came; the counts may be a moment old in a storm of joins. */
	greeting(): PresenceMessage {
		if (this.#clock() - this.#counted.at >= COUNT_MS) this.#countAgain();
		const { hall, online } = this.#counted;
		const now = this.#room.now();
		return { seq: this.#room.committed.seq, now, hall, online, watching: this.#watching };
	}

	/** The message for the desk: also which seats are connected. */
	deskMessage(): PresenceMessage {
		return { ...this.message(), connected: [...this.#screens.keys()] };
	}

	#isAway(seat: SeatId): boolean {
		const { roll, queue } = this.#room.committed.state;
		const me = seatOf(roll, seat)?.id;
		const waiting = queue.speaker ? [...queue.entries, queue.speaker.entry] : queue.entries;
		return waiting.some((entry) => entry.seat === me && entry.awayAt !== null);
	}

	#countAgain(): void {
		const { seats } = this.#room.committed.state.roll;
		let hall = 0;
		let online = 0;
		for (const seat of this.#screens.keys()) {
			const channel = seats[seat]?.channel;
			if (channel === 'hall') hall += 1;
			else if (channel) online += 1;
		}
		this.#counted = { at: this.#clock(), hall, online };
	}

	#submit(command: Command): void {
		this.#count += 1;
		const at = this.#room.now();
		this.#room.submit(
			{ id: `presence-${at}-${this.#count}`, as: 'clock', command },
			{ session: null, owner: false, door: true },
			() => {}
		);
	}
}
