/**
 * The rows of a community's roll. Whoever is taken off is erased: the row goes, and with it what the write-ahead log
 * still holds (V8).
 *
 * Invariant: rows of one community change one after another, each looked at as the one before left them.
 */
import { randomBytes } from 'node:crypto';
import {
	addedTo,
	corrected,
	type Listed,
	type Resident,
	type SavedBack
} from '#lib/community/community-roll.ts';
import { refuse, type Refusal } from '#lib/meeting/refusal.ts';
import type { RollEntry } from '#lib/meeting/roll/roll.ts';
import type { OldPages } from '#server/db/old-pages.ts';
import type { Store, Write } from '#server/db/store.ts';

const PUT = `INSERT INTO community_person (community, id, no, body) VALUES (?, ?, ?, ?)
	ON CONFLICT (community, id) DO UPDATE SET body = excluded.body`;
const NEXT = 'SELECT coalesce(max(no), 0) AS no FROM community_person WHERE community = ?';

export class CommunityRoll {
	#store: Store;
	#oldPages: OldPages;
	#running = new Map<string, Promise<unknown>>();

	constructor(store: Store, oldPages: OldPages) {
		this.#store = store;
		this.#oldPages = oldPages;
	}

	/** Everybody on it, in the order of the list. */
	async people(community: string): Promise<Listed[]> {
		const sql = 'SELECT id, body FROM community_person WHERE community = ? ORDER BY no, id';
		const rows = await this.#store.all<{ id: string; body: string }>(sql, community);
		return rows.flatMap(({ id, body }) => {
			const entry = residentIn(body);
			return entry ? [{ id, entry }] : [];
		});
	}

	/** Puts these on it, all or none; how many. The same `seed`: they were put there before, and are there once. */
	add(community: string, entries: readonly RollEntry[], seed: Buffer): Promise<number | Refusal> {
		return this.#alone(community, async () => {
			const people = await this.people(community);
			const id = (n: number) => `${seed.toString('base64url', 0, 9)}-${n}`;
			if (people.some((one) => one.id === id(0))) return entries.length;
			const added = addedTo(people, entries);
			if ('refused' in added) return added;
			await this.#put(
				community,
				added.map((entry, n) => ({ id: id(n), entry }))
			);
			return added.length;
		});
	}

	/** Corrects one of them. */
	change(community: string, id: string, change: RollEntry): Promise<Refusal | null> {
		return this.#alone(community, async () => {
			const entry = corrected(await this.people(community), id, change);
			if ('refused' in entry) return entry;
			await this.#put(community, [{ id, entry }]);
			return null;
		});
	}

	/** [W5] What a meeting's list says more, or otherwise: worked out again, for the roll as it is now. */
	saveBack(community: string, of: (roll: Listed[]) => SavedBack): Promise<SavedBack | Refusal> {
		return this.#alone(community, async () => {
			const people = await this.people(community);
			const { added, changed } = of(people);
			const checked = addedTo(people, added);
			if ('refused' in checked) return checked;
			const base = randomBytes(9).toString('base64url');
			const fresh = checked.map((entry, n) => ({ id: `${base}-${n}`, entry }));
			await this.#put(community, [...changed, ...fresh]);
			return { added: checked, changed };
		});
	}

	/** [W7] Takes one off: no byte of them stays. */
	remove(community: string, id: string): Promise<Refusal | null> {
		// In its turn: a list that is being saved back would put them on it again.
		return this.#alone(community, async () => {
			const sql = 'DELETE FROM community_person WHERE community = ? AND id = ?';
			const [gone] = (await this.#store.write([{ sql, args: [community, id] }])) ?? [0];
			if (!gone) return refuse('no-such-seat');
			this.#oldPages.overwrite();
			return null;
		});
	}

	async #put(community: string, people: readonly Listed[]): Promise<void> {
		const last = await this.#store.one<{ no: number }>(NEXT, community);
		const writes = people.map(({ id, entry }, n): Write => {
			return { sql: PUT, args: [community, id, last!.no + n + 1, JSON.stringify(entry)] };
		});
		await this.#store.write(writes);
		// What a correction replaced is not to be read any more either.
		this.#oldPages.overwrite();
	}

	async #alone<T>(community: string, work: () => Promise<T>): Promise<T> {
		const before = this.#running.get(community) ?? Promise.resolve();
		const mine = before.then(work, work);
		this.#running.set(community, mine);
		try {
			return await mine;
		} finally {
			if (this.#running.get(community) === mine) this.#running.delete(community);
		}
	}
}

/** Whom a row names; null where it was damaged: `npm run verify` names it. */
function residentIn(body: string): Resident | null {
	try {
		const entry = JSON.parse(body) as Resident | null;
		return typeof entry?.name === 'string' ? entry : null;
	} catch {
		return null;
	}
}
