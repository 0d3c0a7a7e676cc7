/**
 * When the next COMMIT is: at the end of this turn of the event loop for documents and after a quiet
 * time, and a little later in a storm, so that what comes meanwhile shares the disk write.
 *
 * Invariant: one COMMIT at a time is asked for; who asks for an earlier one makes it earlier for all.
 */

/** Storing may take at most a tenth of the time: commits of a busy moment share a disk write. */
const SHARE = 10;
/** So long the next commit of rooms waits for company, at least and at most. */
const GAP_MS = { least: 20, most: 25 };
/**
 * Documents are told to few, and whoever types looks at the screen: they wait only where the disk is
 * slow, so many times what the faster of the last two commits committed. One slow write is no slow disk.
 */
const DOCUMENTS_SHARE = 2;
/** A timer is no finer; what would wait for less does not wait. */
const TIMER_MS = 1;

/** Who asks for a COMMIT. */
export type Requester = 'rooms' | 'documents';

/** A COMMIT that has been asked for and waits for company. */
interface Waiting {
	at: number;
	begin: () => void;
	timer: NodeJS.Timeout;
}

export class GroupCommitScheduler {
	#commit: () => Promise<void>;
	/** From when on each may have the next one; monotonic ms. */
	#earliest: Record<Requester, number> = { rooms: -Infinity, documents: -Infinity };
	#lastTook = 0;
	#running: Promise<void> | null = null;
	/** Who asked while one ran that has not stored yet. */
	#requested = new Set<Requester>();
	#waiting: Waiting | null = null;

	/** `commit` calls `commitEnded` as soon as it has stored, before it tells, and asks anew for what is left. */
	constructor(commit: () => Promise<void>) {
		this.#commit = commit;
	}

	/** The COMMIT that was asked for and has not stored yet. */
	get running(): Promise<void> | null {
		return this.#running;
	}

	/** Asks for a COMMIT. */
	request(who: Requester): void {
		const at = this.#earliest[who];
		if (this.#running) {
			if (this.#waiting) this.#advance(this.#waiting, at);
			else this.#requested.add(who);
			return;
		}
		const begun = new Promise<void>((resolve) => {
			const begin = () => {
				this.#waiting = null;
				resolve();
			};
			const wait = at - performance.now();
			if (wait > 0) this.#waiting = { at, begin, timer: setTimeout(begin, wait) };
			else setImmediate(begin);
		});
		this.#run(begun.then(this.#commit));
	}

	/** Begins at once, unless one is asked for already. */
	commitNow(): void {
		if (!this.#running) this.#run(this.#commit());
	}

	/** The COMMIT has held, or failed, after so many ms: the next may be asked for. */
	commitEnded(ms: number): void {
		const end = performance.now();
		const rooms = Math.min(GAP_MS.most, Math.max(GAP_MS.least, SHARE * ms));
		const words = DOCUMENTS_SHARE * Math.min(ms, this.#lastTook);
		const documents = words < TIMER_MS ? 0 : Math.min(GAP_MS.most, words);
		this.#lastTook = ms;
		this.#earliest = { rooms: end + rooms, documents: end + documents };
		this.#running = null;
		this.#requested.clear();
	}

	/** One that breaks off before it has stored must not hold up all that come after it. */
	#run(commit: Promise<void>): void {
		const running = commit.finally(() => {
			if (this.#running !== running) return;
			this.#running = null;
			const asked = [...this.#requested];
			this.#requested.clear();
			for (const who of asked) this.request(who);
		});
		this.#running = running;
	}

	#advance(waiting: Waiting, at: number): void {
		if (at >= waiting.at) return;
		clearTimeout(waiting.timer);
		const wait = at - performance.now();
		if (wait > 0) {
			this.#waiting = { ...waiting, at, timer: setTimeout(waiting.begin, wait) };
			return;
		}
		// It begins once: whoever asks in this turn goes with it.
		this.#waiting = null;
		setImmediate(waiting.begin);
	}
}
