/** Stores whose COMMITs take their time, hold back until told, or fail: as one over a network may. */
import type { Piece, Store, Value } from '#server/db/store.ts';

/** Late by up to so many ms, before and after. */
const LATE_MS = 25;

const late = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** COMMITs and reads come 0 to 50 ms late; of COMMITs some fail as a whole, before anything is stored. */
export function slowStore(
	random: () => number,
	failing: () => number = () => 0
): (store: Store) => Store {
	return (store) => ({
		async all(sql, ...args) {
			await late(random() * LATE_MS);
			return store.all(sql, ...args);
		},
		async one(sql, ...args) {
			await late(random() * LATE_MS);
			return store.one(sql, ...args);
		},
		async write(writes) {
			await late(random() * LATE_MS);
			const changed = await store.write(writes);
			await late(random() * LATE_MS);
			return changed;
		},
		async commit(pieces) {
			await late(random() * LATE_MS);
			if (random() < failing()) return allFailed(pieces);
			const failed = await store.commit(pieces);
			await late(random() * LATE_MS);
			return failed;
		}
	});
}

/**
 * Rows of one table that were read and have not arrived: whoever asked for them goes on with what was true then.
 */
export class OnTheWay {
	/** Resolves when somebody waits for such rows. */
	asked: Promise<void> = Promise.resolve();
	#arrive: (() => void) | null = null;
	#held: Promise<void> | null = null;
	#table = '';

	/** From now on what is read of this table stays on its way. */
	hold(table: string): void {
		this.#table = table;
		this.#held = new Promise((resolve) => (this.#arrive = resolve));
		this.asked = new Promise((resolve) => (this.#notice = resolve));
	}

	#notice: () => void = () => {};

	/** Everything arrives. */
	arrive(): void {
		this.#held = null;
		this.#arrive?.();
	}

	wrap = (store: Store): Store => ({
		...store,
		one: async <Row>(sql: string, ...args: Value[]) => {
			const row = await store.one<Row>(sql, ...args);
			if (this.#held && sql.includes(`FROM ${this.#table} `)) {
				this.#notice();
				await this.#held;
			}
			return row;
		}
	});
}

/** COMMITs that wait until they are let go on, or fail. */
export class Gate {
	/** Resolves when the next COMMIT has come to the gate. */
	arrived: Promise<void> = Promise.resolve();
	#arrive: () => void = () => {};
	#open: ((fails: boolean) => void) | null = null;
	#closed = false;
	#late = 0;
	#unreadable = 0;

	/** From now on each COMMIT waits, and reads come `late` ms later. */
	close(late = 0): void {
		this.#closed = true;
		this.#late = late;
		this.#next();
	}

	/** The one that waits goes on, and those after it wait again. */
	async release(outcome: 'held' | 'failed'): Promise<void> {
		await this.arrived;
		const open = this.#open!;
		this.#next();
		open(outcome === 'failed');
	}

	/** The next `times` reads fail. */
	failReads(times: number): void {
		this.#unreadable = times;
	}

	/** Nothing waits any more. */
	open(): void {
		this.#closed = false;
		this.#open?.(false);
	}

	wrap = (store: Store): Store => ({
		...store,
		commit: async (pieces) => {
			if (!this.#closed) return store.commit(pieces);
			const fails = await new Promise<boolean>((resolve) => {
				this.#open = resolve;
				this.#arrive();
			});
			return fails ? allFailed(pieces) : store.commit(pieces);
		},
		all: async (sql, ...args) => {
			if (this.#late > 0) await late(this.#late);
			if (this.#unreadable-- > 0) throw lineDown();
			return store.all(sql, ...args);
		},
		one: async (sql, ...args) => {
			if (this.#unreadable-- > 0) throw lineDown();
			return store.one(sql, ...args);
		}
	});

	#next(): void {
		this.#open = null;
		this.arrived = new Promise((resolve) => (this.#arrive = resolve));
	}
}

function allFailed(pieces: readonly Piece[]): Map<string, Error> {
	return new Map(pieces.map(({ key }) => [key, lineDown()]));
}

const lineDown = () => new Error('the line to the store is down');
