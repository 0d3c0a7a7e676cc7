/**
 * A clock that was wrong for long, as of a computer without a battery, is followed at once where nobody can
 * notice: while no meeting is open and nothing is due. Twice the same difference, so that a clock that only
 * jumped for a moment is not followed.
 */
import type { Log } from '#server/log.ts';
import type { Environment } from './context.ts';
import type { Room } from './room.ts';

/** A clock so far off is not merely being corrected. */
const APART_MS = 10_000;

export class FollowedClock {
	#environment: Environment;
	#log: Log;
	/** How far the wall clock was ahead at the last look, ms. */
	#apart = 0;

	constructor(environment: Environment, log: Log) {
		this.#environment = environment;
		this.#log = log;
	}

	/** Looks at it; `rooms`: all in memory. */
	follow(rooms: readonly Room[]): void {
		const before = this.#apart;
		this.#apart = this.#environment.behind();
		if (Math.abs(this.#apart) < APART_MS || Math.abs(this.#apart - before) > APART_MS) return;
		if (rooms.some((room) => room.due || room.committed.state.plan.phase === 'open')) return;
		this.#environment.catchUp();
		for (const room of rooms) room.catchUp();
		this.#log.warn(
			{ ms: Math.round(this.#apart) },
			'the clock of this machine was set; it is followed'
		);
		this.#apart = 0;
	}
}
