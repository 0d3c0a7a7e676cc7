/**
 * Those who read a record while it grows: one stream each, told the same bytes when there is a new
 * version. They are told at most twice a second, whatever happens in the room.
 *
 * Invariant: a follower hears every version after the one it named, in order, or is told to ask for
 * the whole again.
 */
import type { App } from '#server/app.ts';
import type { Published } from './edition.ts';

/** How often a followed record is looked at. */
const TICK_MS = 500;
/** A line with nothing in it, so that proxies keep the stream. */
const HEARTBEAT_MS = 15_000;

/** One reader's end of a stream. */
export interface Follower {
	/** False: it can't keep up, and is let go. */
	tell(message: Uint8Array): boolean;
	end(): void;
}

interface Followed {
	meeting: string;
	version: string;
	followers: Set<Follower>;
	sentAt: number;
	looking: boolean;
}

type Around = Pick<App, 'rooms' | 'records' | 'monotonic' | 'log'>;

const text = new TextEncoder();
const WHOLE = text.encode('event: whole\ndata: {}\n\n');
const BEAT = text.encode(':\n\n');

export class Followers {
	#app: Around;
	#followed = new Map<string, Followed>();
	#timer: NodeJS.Timeout | null = null;

	constructor(app: Around) {
		this.#app = app;
	}

	/** How many follow, for tests and figures. */
	get size(): number {
		let sum = 0;
		for (const { followers } of this.#followed.values()) sum += followers.size;
		return sum;
	}

	/** Follows from this version on; returns what ends it. */
	add(meeting: string, at: string, published: Published, follower: Follower): () => void {
		let followed = this.#followed.get(meeting);
		if (!followed) {
			const now = this.#app.monotonic();
			followed = {
				meeting,
				version: published.version,
				followers: new Set(),
				sentAt: now,
				looking: false
			};
			this.#followed.set(meeting, followed);
		}
		followed.followers.add(follower);
		tellOne(follower, at === followed.version ? BEAT : WHOLE);
		this.#timer ??= setInterval(() => this.#tick(), TICK_MS);
		return () => this.#remove(followed, follower);
	}

	stop(): void {
		if (this.#timer) clearInterval(this.#timer);
		this.#timer = null;
		for (const { followers } of this.#followed.values())
			for (const follower of followers) follower.end();
		this.#followed.clear();
	}

	#remove(followed: Followed, follower: Follower): void {
		followed.followers.delete(follower);
		if (followed.followers.size > 0) return;
		this.#followed.delete(followed.meeting);
		if (this.#followed.size > 0 || !this.#timer) return;
		clearInterval(this.#timer);
		this.#timer = null;
	}

	#tick(): void {
		for (const followed of this.#followed.values()) {
			if (followed.looking) continue;
			followed.looking = true;
			this.#look(followed)
				.catch((error: unknown) =>
					this.#app.log.error({ err: error }, 'a record could not be told')
				)
				.finally(() => (followed.looking = false));
		}
	}

	async #look(followed: Followed): Promise<void> {
		const room = await this.#app.rooms.byId(followed.meeting);
		if (!room) return;
		const { version, change, previous } = await this.#app.records.of(room);
		if (version !== followed.version) {
			const follows = change !== null && previous === followed.version;
			followed.version = version;
			this.#tell(followed, follows ? text.encode(`data: ${change}\n\n`) : WHOLE);
		} else if (this.#app.monotonic() - followed.sentAt >= HEARTBEAT_MS) this.#tell(followed, BEAT);
	}

	#tell(followed: Followed, message: Uint8Array): void {
		followed.sentAt = this.#app.monotonic();
		for (const follower of [...followed.followers])
			if (!tellOne(follower, message)) {
				follower.end();
				this.#remove(followed, follower);
			}
	}
}

/** One whose line breaks off is let go, and takes nobody else's news along. */
function tellOne(follower: Follower, message: Uint8Array): boolean {
	try {
		return follower.tell(message);
	} catch {
		return false;
	}
}
