/**
 * The one clock of a page. `clock.now` is the server's time in milliseconds; read in a template or a
 * derived value it follows by itself, and nothing ticks while nobody reads it.
 */
import { browser } from '$app/environment';
import { createSubscriber } from 'svelte/reactivity';
import { deviceNow } from './device-clock.ts';
import { Ticker } from './ticker.ts';

/** Where the clock was stood by a replay; null: it runs. */
let stoodAt: number | null = null;

const ticker = new Ticker({
	now: () => stoodAt ?? deviceNow(),
	setTimeout: (run, ms) => setTimeout(run, ms),
	clearTimeout: (timer) => clearTimeout(timer as number)
});

const subscribe = createSubscriber((update) => ticker.watch(update));

// A phone that slept shows the right time at once, not at its next throttled timer.
if (browser) document.addEventListener('visibilitychange', () => ticker.beat());

export const clock = {
	/** Server time in ms: reactive where something tracks, this instant elsewhere. */
	get now(): number {
		if (!browser || !$effect.tracking()) return ticker.read();
		subscribe();
		return ticker.time;
	},
	/** Stands at this instant, as a replay wants; null lets it run again. Forgets the offset. */
	standAt(ms: number | null): void {
		stoodAt = ms;
		ticker.setOffset(0);
	},
	/** Tells how far the server's clock is ahead of this device's, in ms. */
	setOffset(ms: number): void {
		ticker.setOffset(ms);
	}
};
