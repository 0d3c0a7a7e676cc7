/**
 * Organiser accounts. The first is made through a one-time link printed at the first start; later
 * ones by links that an organiser hands out. Passwords: `password.ts`.
 *
 * Invariant: what uses a link up looks at it in the same transaction, so that two forms at once use it once.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Store, Write } from '#server/db/store.ts';
import { hashPassword, passwordFits, plainPassword } from './password.ts';

/** An invitation that nobody used in a week is forgotten. */
export const INVITATION_MS = 7 * 24 * 3600_000;

/** A link for a forgotten password; whoever has it is that organiser, so it is short. */
export const RECOVERY_MS = 24 * 3600_000;

export interface Account {
	id: string;
	login: string;
	name: string;
}

/** Who came in by a password, and its hash then. */
export interface SignedIn extends Account {
	passwordHash: string;
}

const INVITED = `SELECT 1 FROM invitation WHERE token_hash = ? AND used_at IS NULL AND created_at > ?`;
const RECOVERABLE = `SELECT account.id, login, name FROM recovery JOIN account ON account.id = recovery.account
	WHERE token_hash = ? AND used_at IS NULL AND recovery.created_at > ?`;
const MADE_WITH = `SELECT account.id, login, name FROM account JOIN (
		SELECT account, used_at FROM invitation WHERE token_hash = ?
		UNION ALL SELECT account, used_at FROM recovery WHERE token_hash = ?
	) AS link ON link.account = account.id WHERE link.used_at IS NOT NULL`;
/** Nothing where the link is no longer good or the login is taken. */
const MAKE = `INSERT INTO account (id, login, name, password_hash, created_at)
	SELECT ?, ?, ?, ?, ? WHERE EXISTS (${INVITED}) ON CONFLICT (login) DO NOTHING`;
const USE_INVITATION =
	'UPDATE invitation SET used_at = ?, account = ? WHERE token_hash = ? AND used_at IS NULL';
/** Links printed at earlier starts end with the first account; they may stand in a log. */
const END_PRINTED = `UPDATE invitation SET used_at = ?
	WHERE used_at IS NULL AND (SELECT count(*) FROM account) = 1`;
/** Into the community of the invitation, or into one of their own, which has their id. */
const BEGIN_COMMUNITY = `INSERT INTO community (id, created_at)
	SELECT ?, ? FROM invitation WHERE token_hash = ? AND community IS NULL`;
const JOIN_COMMUNITY = `INSERT INTO community_organiser (account, community, since)
	SELECT ?, coalesce(community, ?), ? FROM invitation WHERE token_hash = ?`;
/** By whoever has an account already; nothing where it is no longer good, or is for a new account alone. */
const ACCEPT = `UPDATE invitation SET used_at = ?, account = ?
	WHERE token_hash = ? AND used_at IS NULL AND created_at > ? AND community IS NOT NULL`;
const ENTER = `INSERT INTO community_organiser (account, community, since)
	SELECT ?, community, ? FROM invitation WHERE token_hash = ? ON CONFLICT DO NOTHING`;
/** Of the invitation that this account came by, while it is there. */
const ENTERED = `SELECT invitation.community AS community FROM invitation
	JOIN community_organiser USING (account, community) WHERE token_hash = ? AND account = ?`;
const TAKE_DEMO = `UPDATE meeting SET owner = ?,
	community = (SELECT community FROM community_organiser WHERE account = ?)
	WHERE owner IS NULL AND demo`;
/** With another community a link of before would open what was not its maker's. */
export const END_OWN_RECOVERY = 'DELETE FROM recovery WHERE account = ? AND used_at IS NULL';
const USE_RECOVERY = `UPDATE recovery SET used_at = ?
	WHERE token_hash = ? AND used_at IS NULL AND created_at > ?`;
const SET_PASSWORD = 'UPDATE account SET password_hash = ? WHERE id = ?';
/** Nothing where another one was chosen since. */
const REPLACE_PASSWORD = `${SET_PASSWORD} AND password_hash = ?`;

/** Changes nothing, and is met only while the account's password is the one that somebody came in by. */
export function guardPassword({ id, passwordHash }: SignedIn): Write {
	return { sql: REPLACE_PASSWORD, args: [passwordHash, id, passwordHash], must: 1 };
}

export class Accounts {
	#store: Store;
	#now: () => number;

	constructor(store: Store, now: () => number) {
		this.#store = store;
		this.#now = now;
	}

	/** True while nobody has made an account here. */
	async none(): Promise<boolean> {
		return (await this.#store.one('SELECT id FROM account LIMIT 1')) === undefined;
	}

	byId(id: string): Promise<Account | undefined> {
		return this.#store.one<Account>('SELECT id, login, name FROM account WHERE id = ?', id);
	}

	/**
	 * A new one-time token for making an account, which organises in `community`, or in one of its own; only its hash is
	 * kept. The same `seed`, the same token.
	 */
	async invite(seed: Buffer = randomBytes(24), community: string | null = null): Promise<string> {
		const token = seed.toString('base64url', 0, 24);
		const sql = `INSERT INTO invitation (token_hash, created_at, community) VALUES (?, ?, ?)
			ON CONFLICT (token_hash) DO NOTHING`;
		await this.#store.write([{ sql, args: [sha256(token), this.#now(), community] }]);
		return token;
	}

	/** Whether a one-time token is still good. */
	async invited(token: string): Promise<boolean> {
		return (await this.#store.one(INVITED, ...this.#fresh(token))) !== undefined;
	}

	/** What an invitation that is still good has: its hash, and not before when it was made. */
	#fresh(token: string): [hash: string, after: number] {
		return [sha256(token), this.#now() - INVITATION_MS];
	}

	/**
	 * Uses up an invitation and makes the account; the first account takes over the demo meeting.
	 * `taken`: that login exists; `used`: the link was used before (`madeWith`).
	 */
	async create(
		token: string,
		login: string,
		name: string,
		password: string
	): Promise<Account | 'taken' | 'used'> {
		const passwordHash = await hashPassword(password);
		const account = { id: randomBytes(9).toString('base64url'), login, name };
		const now = this.#now();
		const hash = sha256(token);
		const made = await this.#store.write([
			{
				sql: MAKE,
				args: [account.id, login, name, passwordHash, now, ...this.#fresh(token)],
				must: 1
			},
			{ sql: USE_INVITATION, args: [now, account.id, hash], must: 1 },
			{ sql: END_PRINTED, args: [now] },
			{ sql: BEGIN_COMMUNITY, args: [account.id, now, hash] },
			{ sql: JOIN_COMMUNITY, args: [account.id, account.id, now, hash], must: 1 },
			{ sql: TAKE_DEMO, args: [account.id, account.id] }
		]);
		if (made) return account;
		return (await this.invited(token)) ? 'taken' : 'used';
	}

	/**
	 * Whoever has an account uses an invitation up and organises in its community, too. `used`: it was used before, by
	 * another or by one who has left since, is old or made up; `for-new`: it lets into no community.
	 */
	async accept(
		token: string,
		account: string
	): Promise<{ community: string } | 'used' | 'for-new'> {
		const now = this.#now();
		const [hash, after] = this.#fresh(token);
		const accepted = await this.#store.write([
			{ sql: ACCEPT, args: [now, account, hash, after], must: 1 },
			{ sql: ENTER, args: [account, now, hash] },
			{ sql: END_OWN_RECOVERY, args: [account] }
		]);
		const entered = await this.#store.one<{ community: string }>(ENTERED, hash, account);
		if (entered) return entered;
		return !accepted && (await this.invited(token)) ? 'for-new' : 'used';
	}

	/** The account that a used link made, or whose password it changed; for the same form sent again. */
	madeWith(token: string): Promise<Account | undefined> {
		const hash = sha256(token);
		return this.#store.one<Account>(MADE_WITH, hash, hash);
	}

	/** The account of this login and password, or null; takes as long either way. */
	async signIn(login: string, password: string, from = ''): Promise<SignedIn | null> {
		const row = await this.#store.one<SignedIn>(
			'SELECT id, login, name, password_hash AS "passwordHash" FROM account WHERE login = ?',
			login
		);
		const plain = plainPassword(password);
		if (await passwordFits(row?.passwordHash, plain, from)) return row!;
		if (plain === password || !(await passwordFits(row?.passwordHash, password, from))) return null;
		// Hashed before passwords were read alike however they are typed: taken as typed, and hashed anew.
		const anew = await this.setPassword(row!, password);
		// Hashed anew by another sign-in meanwhile, or another one was chosen: what stands there now is looked at.
		return anew ?? this.signIn(login, password, from);
	}

	/**
	 * Another password for who came in by the one before; null where that is no longer the account's. Its sessions
	 * are not ended here.
	 */
	async setPassword(before: SignedIn, password: string): Promise<SignedIn | null> {
		const passwordHash = await hashPassword(password);
		const args = [passwordHash, before.id, before.passwordHash];
		const set = await this.#store.write([{ sql: REPLACE_PASSWORD, args, must: 1 }]);
		return set && { ...before, passwordHash };
	}

	/** A one-time link for this login's forgotten password; null when nobody has it. Earlier ones end. */
	async recover(login: string, seed: Buffer = randomBytes(24)): Promise<string | null> {
		const key = login.trim().toLowerCase();
		const row = await this.#store.one<{ id: string }>(
			'SELECT id FROM account WHERE login = ?',
			key
		);
		if (!row) return null;
		const token = seed.toString('base64url', 0, 24);
		const hash = sha256(token);
		await this.#store.write([
			{ sql: 'DELETE FROM recovery WHERE account = ? AND token_hash <> ?', args: [row.id, hash] },
			{
				sql: `INSERT INTO recovery (token_hash, account, created_at) VALUES (?, ?, ?)
					ON CONFLICT (token_hash) DO NOTHING`,
				args: [hash, row.id, this.#now()]
			}
		]);
		return token;
	}

	/** The account whose password a link may change; undefined when it was used, is old or made up. */
	recoverable(token: string): Promise<Account | undefined> {
		return this.#store.one<Account>(RECOVERABLE, sha256(token), this.#now() - RECOVERY_MS);
	}

	/** Uses a link up and sets the password; `used`: it was used before (`madeWith`), is old or made up. */
	async useRecovery(token: string, password: string): Promise<SignedIn | 'used'> {
		const passwordHash = await hashPassword(password);
		const found = await this.recoverable(token);
		if (!found) return 'used';
		const now = this.#now();
		const used = await this.#store.write([
			{ sql: USE_RECOVERY, args: [now, sha256(token), now - RECOVERY_MS], must: 1 },
			{ sql: SET_PASSWORD, args: [passwordHash, found.id] }
		]);
		return used ? { ...found, passwordHash } : 'used';
	}
}

function sha256(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}
