/**
 * What happens by itself: one timer for each room, for the earliest thing that is due there. It is asked
 * of the room as a command of the actor `clock`, like everything else.
 */
import type { Log } from '#server/log.ts';
import type { Room } from './room.ts';

/** The longest that a timer can wait, ms. */
const LONGEST_WAIT = 2 ** 31 - 1;

export class DueTimers {
	#timers = new Map<string, NodeJS.Timeout>();
	#log: Log;

	constructor(log: Log) {
		this.#log = log;
	}

	/** Waits for what this room has due next, instead of what it had before; at least so many ms. */
	arm(room: Room, least = 0): void {
		this.disarm(room.meeting);
		const next = room.due;
		if (!next) return;
		const wait = Math.min(Math.max(next.at - room.now(), least), LONGEST_WAIT);
		const timer = setTimeout(() => {
			if (next.at > room.now()) return this.arm(room);
			const { at, command } = next;
			const envelope = { id: `due-${at}-${command.type}`, as: 'clock', command };
			room.submit(envelope, { session: null, owner: false, door: true, at }, (answer) => {
				if ('refused' in answer)
					this.#log.warn({ meeting: room.meeting, ...answer }, 'something due was refused');
			});
		}, wait);
		this.#timers.set(room.meeting, timer);
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
