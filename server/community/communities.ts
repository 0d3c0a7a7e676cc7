/**
 * 社区: whose the roll, the organisers and the meetings are. Everything of a community is its organisers', and
 * nobody else's: whoever is not one of them gets the answer for a community that does not exist.
 *
 * Invariant: a community always has an organiser.
 */
import { randomBytes } from 'node:crypto';
import { END_OWN_RECOVERY } from '#server/auth/accounts.ts';
import type { Store } from '#server/db/store.ts';

export interface Community {
	id: string;
	/** Empty until somebody names it. */
	name: string;
}

/** One of somebody's, with what stands in a list. */
export interface ListedCommunity extends Community {
	people: number;
	meetings: number;
}

/** Who organises in a community. */
export interface Organiser {
	id: string;
	login: string;
	name: string;
}

const OF = `FROM community_organiser JOIN community ON community.id = community_organiser.community
	WHERE community_organiser.account = ?`;
const LIST = `SELECT community.id, community.name,
	(SELECT count(*) FROM community_person WHERE community_person.community = community.id) AS people,
	(SELECT count(*) FROM meeting WHERE meeting.community = community.id) AS meetings
	${OF} ORDER BY since, community.id`;
const ORGANISES = `SELECT 1 FROM meeting JOIN community_organiser
	ON community_organiser.community = meeting.community
	WHERE meeting.id = ? AND community_organiser.account = ?`;
const MAKE = 'INSERT INTO community (id, name, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING';
/** Nothing where the community has organisers already: the same form again changes nobody's. */
const BEGIN = `INSERT INTO community_organiser (account, community, since) SELECT ?, ?, ?
	WHERE NOT EXISTS (SELECT 1 FROM community_organiser WHERE community = ?)`;
/** Somebody all of whose communities are this account's, too. */
const WITHIN = `SELECT 1 FROM account JOIN community_organiser AS theirs ON theirs.account = account.id
	LEFT JOIN community_organiser AS mine ON mine.community = theirs.community AND mine.account = ?
	WHERE login = ? GROUP BY account.id HAVING count(*) = count(mine.account)`;
const LEAVE = `DELETE FROM community_organiser WHERE account = ? AND community = ?
	AND EXISTS (SELECT 1 FROM community_organiser WHERE account <> ? AND community = ?)`;
/** Whoever is gone may hold a link that leads back, or to the password of one who stays. */
const END_INVITATIONS = 'UPDATE invitation SET used_at = ? WHERE community = ? AND used_at IS NULL';
const END_RECOVERIES = `DELETE FROM recovery WHERE used_at IS NULL AND (account = ?
	OR account IN (SELECT account FROM community_organiser WHERE community = ?))`;

export class Communities {
	#store: Store;
	#now: () => number;

	constructor(store: Store, now: () => number) {
		this.#store = store;
		this.#now = now;
	}

	/** Those that this account organises in, the first one first. */
	of(account: string): Promise<ListedCommunity[]> {
		return this.#store.all<ListedCommunity>(LIST, account);
	}

	/** One of this account's; undefined when it is another's, or none. */
	async own(id: string, account: string): Promise<Community | undefined> {
		const sql = `SELECT community.id, community.name ${OF} AND community.id = ?`;
		return this.#store.one<Community>(sql, account, id);
	}

	/** Whether this account organises the meeting: it is of a community of theirs. */
	async organises(meeting: string, account: string): Promise<boolean> {
		return (await this.#store.one(ORGANISES, meeting, account)) !== undefined;
	}

	/** Of which community the meeting is; null for the demo before somebody has taken it over. */
	async ofMeeting(meeting: string): Promise<string | null> {
		const sql = 'SELECT community FROM meeting WHERE id = ?';
		return (await this.#store.one<{ community: string | null }>(sql, meeting))?.community ?? null;
	}

	/** A new one. The same `seed`, the same community. */
	async make(account: string, name: string, seed: Buffer = randomBytes(12)): Promise<string> {
		const id = seed.toString('base64url', 0, 12);
		const now = this.#now();
		await this.#store.write([
			{ sql: MAKE, args: [id, name, now] },
			{ sql: BEGIN, args: [account, id, now, id] },
			{ sql: END_OWN_RECOVERY, args: [account] }
		]);
		return id;
	}

	/** The community of a meeting for which none was chosen: the account's first, which is made where it has none. */
	async firstOf(account: string): Promise<string> {
		return (await this.of(account))[0]?.id ?? this.make(account, '');
	}

	/** Another name. */
	async rename(id: string, name: string): Promise<void> {
		await this.#store.write([
			{ sql: 'UPDATE community SET name = ? WHERE id = ?', args: [name, id] }
		]);
	}

	/** Who organises there, the longest first. */
	organisers(id: string): Promise<Organiser[]> {
		const sql = `SELECT account.id, login, name FROM community_organiser
			JOIN account ON account.id = community_organiser.account
			WHERE community = ? ORDER BY since, account.id`;
		return this.#store.all<Organiser>(sql, id);
	}

	/**
	 * One of them organises there no more: `last` stays, and `stranger` never did. Links of that community that nobody has
	 * used end, for whoever goes may have made them.
	 */
	async letGo(id: string, account: string): Promise<'gone' | 'last' | 'stranger'> {
		const gone = await this.#store.write([
			{ sql: LEAVE, args: [account, id, account, id], must: 1 },
			{ sql: END_INVITATIONS, args: [this.#now(), id] },
			{ sql: END_RECOVERIES, args: [account, id] }
		]);
		if (gone) return 'gone';
		return (await this.organisers(id)).some((one) => one.id === account) ? 'last' : 'stranger';
	}

	/**
	 * [W2] Whether `by` organises wherever the one with this login does: a link for another password opens nothing then
	 * that is not theirs already. Whoever accepted an invitation gave nobody power over what else they have.
	 */
	async mayRecover(login: string, by: string): Promise<boolean> {
		return (await this.#store.one(WITHIN, by, login)) !== undefined;
	}
}
