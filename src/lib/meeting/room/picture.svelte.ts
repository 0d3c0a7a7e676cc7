/**
 * The picture that a screen without a person at it shows: the room's time, standing still at the moment
 * the line was lost, so that nobody takes an old countdown for a running one.
 */
import type { MeetingStore } from '#lib/live/meeting.svelte.ts';
import { clock } from '#lib/ui/clock.svelte.ts';

/** A reconnection that takes no longer than this is nobody's news, ms. */
const PATIENCE = 2500;

export class Picture {
	#meeting: MeetingStore;
	#told = $state(false);

	/** Makes one while a component is set up. */
	constructor(meeting: MeetingStore) {
		this.#meeting = meeting;
		$effect(() => {
			if (meeting.silentSince !== null) {
				this.#told = true;
				return;
			}
			if (meeting.connection !== 'lost') {
				this.#told = false;
				return;
			}
			const timer = setTimeout(() => (this.#told = true), PATIENCE);
			return () => clearTimeout(timer);
		});
	}

	/** Since when the picture stands still; null while it is live. */
	get of(): number | null {
		return this.#told ? (this.#meeting.silentSince ?? this.#meeting.lostAt) : null;
	}

	/** The time to draw by. */
	get now(): number {
		return this.of ?? clock.now;
	}
}
