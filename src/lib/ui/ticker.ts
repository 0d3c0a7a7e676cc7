/**
 * A heartbeat for clocks on screen: it beats four times a second on whole quarter seconds of the
 * server's time, so that every screen in a hall turns over together, and only while someone watches.
 */
export const TICK = 250;

/** What a ticker needs from its surroundings; times in milliseconds. */
export type TickerEnvironment = {
	now: () => number;
	setTimeout: (run: () => void, ms: number) => unknown;
	clearTimeout: (timer: unknown) => void;
};

export class Ticker {
	/** The time of the last beat, in server milliseconds: the same for everyone who asks in between. */
	time: number;
	#around: TickerEnvironment;
	#offset = 0;
	#watchers = new Set<() => void>();
	#timer: unknown = null;

	constructor(around: TickerEnvironment) {
		this.#around = around;
		this.time = this.read();
	}

	/** The server's time this instant. */
	read(): number {
		return this.#around.now() + this.#offset;
	}

	/** How far the server's clock is ahead of this device's, in milliseconds. */
	setOffset(ms: number): void {
		this.#offset = ms;
		this.beat();
	}

	/** Calls `watcher` at every beat until the returned function is called. */
	watch(watcher: () => void): () => void {
		this.#watchers.add(watcher);
		if (this.#timer === null) {
			this.time = this.read();
			this.#wait();
		}
		return () => {
			this.#watchers.delete(watcher);
			if (this.#watchers.size > 0 || this.#timer === null) return;
			this.#around.clearTimeout(this.#timer);
			this.#timer = null;
		};
	}

	/** Beats now: after the offset changed, or when a sleeping phone wakes up. */
	beat(): void {
		this.time = this.read();
		for (const watcher of this.#watchers) watcher();
	}

	#wait(): void {
		const now = this.read();
		this.#timer = this.#around.setTimeout(
			() => {
				this.#wait();
				this.beat();
			},
			TICK - (((now % TICK) + TICK) % TICK)
		);
	}
}

/** What was used, in full seconds: with what a countdown says is left it makes the whole. */
export function usedFace(ms: number): string {
	return face(Math.floor(Math.max(0, ms) / 1000));
}

function face(seconds: number): string {
	const [h, min, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
	const two = (n: number) => String(n).padStart(2, '0');
	return h > 0 ? `${h}:${two(min)}:${two(s)}` : `${min}:${two(s)}`;
}

/** The parts of a countdown with `ms` left; below zero it counts up what was taken too long. */
export function clockFace(ms: number): { over: boolean; text: string; seconds: number } {
	const over = ms <= -1000;
	// Left: 2:00 stands for its whole first second and 0:00 means the end. Over: full seconds only.
	const seconds = over ? Math.floor(-ms / 1000) : Math.max(0, Math.ceil(ms / 1000));
	const text = face(seconds);
	return { over, text: over ? `+${text}` : text, seconds };
}
