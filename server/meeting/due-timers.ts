/**
 * What happens by itself: one timer for each room, for the earliest thing that is due there. It is asked
 * of the room as a command of the actor `clock`, like everything else.
 */
import { hash } from 'node:crypto';
import { canonical } from '#lib/meeting/canonical.ts';
import { onHistory } from '#lib/meeting/due.ts';
import type { Due } from '#lib/meeting/registry.ts';
import type { Log } from '#server/log.ts';
import type { Room } from './room.ts';

/** What broke off is asked for again after so long. */
const AGAIN_MS = 10_000;
/** The longest that a timer can wait, ms. */
const LONGEST_WAIT = 2 ** 31 - 1;

export class DueTimers {
	#timers = new Map<string, NodeJS.Timeout>();
	#log: Log;
	#epoch: string;

	/** @param epoch names the history of the data folder */
	constructor(log: Log, epoch: string) {
		this.#log = log;
		this.#epoch = epoch;
	}

	/** A room came to life: before anybody asks anything of it, what follows from the history it is in. */
	begin(room: Room): void {
		for (const command of onHistory(room.committed.state, { epoch: this.#epoch }))
			this.#ask(room, { at: room.now(), command });
		this.arm(room);
	}

	/** Waits for what this room has due next, instead of what it had before; at least so many ms. */
	arm(room: Room, least = 0): void {
		this.disarm(room.meeting);
		const next = room.due;
		if (!next) return;
		const wait = Math.min(Math.max(next.at - room.now(), least), LONGEST_WAIT);
		this.#wait(room, wait, () => {
			if (next.at > room.now()) this.arm(room);
			else this.#ask(room, next);
		});
	}

	/** Nobody above a timer would catch what breaks off, and after a start it would be due again at once. */
	#wait(room: Room, ms: number, then: () => void): void {
		const timer = setTimeout(() => {
			try {
				then();
			} catch (err) {
				this.#log.error({ err, meeting: room.meeting }, 'something due broke off');
				this.#wait(room, AGAIN_MS, then);
			}
		}, ms);
		this.#timers.set(room.meeting, timer);
	}

	#ask(room: Room, { at, command }: Due): void {
		// Two of a kind may be due at one instant: each is asked by a name of its own.
		const id = `due-${at}-${hash('sha256', canonical(command), 'base64url').slice(0, 16)}`;
		const envelope = { id, as: 'clock', command };
		room.submit(envelope, { session: null, owner: false, door: true, at }, (answer) => {
			if ('refused' in answer)
				this.#log.warn({ meeting: room.meeting, ...answer }, 'something due was refused');
		});
	}

	/** Nothing happens by itself in this meeting any more. */
	disarm(meeting: string): void {
		clearTimeout(this.#timers.get(meeting));
		this.#timers.delete(meeting);
	}

	/** Nothing happens by itself anywhere. */
	stop(): void {
		for (const meeting of this.#timers.keys()) this.disarm(meeting);
	}
}
