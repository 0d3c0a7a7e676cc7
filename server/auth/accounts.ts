/**
 * Organiser accounts. The first is made through a one-time link printed at the first start; later
 * ones by links that an organiser hands out. Passwords: `password.ts`.
 */
import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, isNull, ne } from 'drizzle-orm';
import { recovery } from '#server/db/recovery.ts';
import { account as accounts, invitation, meeting as meetings } from '#server/db/schema.ts';
import type { Connection } from '#server/db/connection.ts';
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

export class Accounts {
	#connection: Connection;
	#now: () => number;

	constructor(connection: Connection, now: () => number) {
		this.#connection = connection;
		this.#now = now;
	}

	/** True while nobody has made an account here. */
	get none(): boolean {
		return (
			this.#connection.tables.select({ id: accounts.id }).from(accounts).limit(1).all().length === 0
		);
	}

	byId(id: string): Account | undefined {
		const { tables } = this.#connection;
		return tables
			.select({ id: accounts.id, login: accounts.login, name: accounts.name })
			.from(accounts)
			.where(eq(accounts.id, id))
			.get();
	}

	/** A new one-time token for making an account; only its hash is kept. The same `seed`, the same token. */
	invite(seed: Buffer = randomBytes(24)): string {
		const token = seed.toString('base64url', 0, 24);
		this.#connection.tables
			.insert(invitation)
			.values({ tokenHash: sha256(token), createdAt: this.#now() })
			.onConflictDoNothing()
			.run();
		return token;
	}

	/** Whether a one-time token is still good. */
	invited(token: string): boolean {
		return (
			this.#connection.tables
				.select()
				.from(invitation)
				.where(
					and(
						eq(invitation.tokenHash, sha256(token)),
						isNull(invitation.usedAt),
						gt(invitation.createdAt, this.#now() - INVITATION_MS)
					)
				)
				.get() !== undefined
		);
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
		const { sqlite, tables } = this.#connection;
		return sqlite.transaction(() => {
			if (!this.invited(token)) return 'used' as const;
			if (tables.select().from(accounts).where(eq(accounts.login, login)).get())
				return 'taken' as const;
			const first = this.none;
			const account = { id: randomBytes(9).toString('base64url'), login, name };
			tables
				.insert(accounts)
				.values({ ...account, passwordHash, createdAt: this.#now() })
				.run();
			tables
				.update(invitation)
				.set({ usedAt: this.#now() })
				.where(
					// Links printed at earlier starts end with the first account; they may stand in a log.
					first ? isNull(invitation.usedAt) : eq(invitation.tokenHash, sha256(token))
				)
				.run();
			tables
				.update(meetings)
				.set({ owner: account.id })
				.where(and(isNull(meetings.owner), eq(meetings.demo, true)))
				.run();
			tables
				.update(invitation)
				.set({ account: account.id })
				.where(eq(invitation.tokenHash, sha256(token)))
				.run();
			return account;
		})();
	}

	/** The account that a used link made, or whose password it changed; for the same form sent again. */
	madeWith(token: string): Account | undefined {
		const { tables } = this.#connection;
		const tokenHash = sha256(token);
		const row =
			tables.select().from(invitation).where(eq(invitation.tokenHash, tokenHash)).get() ??
			tables.select().from(recovery).where(eq(recovery.tokenHash, tokenHash)).get();
		return row?.account && row.usedAt !== null ? this.byId(row.account) : undefined;
	}

	/** The account of this login and password, or null; takes as long either way. */
	async signIn(login: string, password: string, from = ''): Promise<Account | null> {
		const row = this.#connection.tables
			.select()
			.from(accounts)
			.where(eq(accounts.login, login))
			.get();
		const plain = plainPassword(password);
		let fits = await passwordFits(row?.passwordHash, plain, from);
		// Hashed before passwords were read alike however they are typed: taken as typed, and hashed anew.
		if (!fits && plain !== password) {
			fits = await passwordFits(row?.passwordHash, password, from);
			if (row && fits) await this.setPassword(row.id, password);
		}
		return row && fits ? { id: row.id, login: row.login, name: row.name } : null;
	}

	/** Another password for an account. Its sessions are not ended here. */
	async setPassword(id: string, password: string): Promise<void> {
		const passwordHash = await hashPassword(password);
		this.#connection.tables.update(accounts).set({ passwordHash }).where(eq(accounts.id, id)).run();
	}

	/** A one-time link for this login's forgotten password; null when nobody has it. Earlier ones end. */
	recover(login: string, seed: Buffer = randomBytes(24)): string | null {
		const { tables } = this.#connection;
		const key = login.trim().toLowerCase();
		const row = tables
			.select({ id: accounts.id })
			.from(accounts)
			.where(eq(accounts.login, key))
			.get();
		if (!row) return null;
		const token = seed.toString('base64url', 0, 24);
		const others = and(eq(recovery.account, row.id), ne(recovery.tokenHash, sha256(token)));
		tables.delete(recovery).where(others).run();
		tables
			.insert(recovery)
			.values({ tokenHash: sha256(token), account: row.id, createdAt: this.#now() })
			.onConflictDoNothing()
			.run();
		return token;
	}

	/** The account whose password a link may change; undefined when it was used, is old or made up. */
	recoverable(token: string): Account | undefined {
		const row = this.#connection.tables
			.select({ account: recovery.account })
			.from(recovery)
			.where(
				and(
					eq(recovery.tokenHash, sha256(token)),
					isNull(recovery.usedAt),
					gt(recovery.createdAt, this.#now() - RECOVERY_MS)
				)
			)
			.get();
		return row && this.byId(row.account);
	}

	/** Uses a link up and sets the password; `used`: it was used before (`madeWith`), is old or made up. */
	async useRecovery(token: string, password: string): Promise<Account | 'used'> {
		const passwordHash = await hashPassword(password);
		const { sqlite, tables } = this.#connection;
		const tokenHash = sha256(token);
		return sqlite.transaction(() => {
			const found = this.recoverable(token);
			if (!found) return 'used' as const;
			tables.update(accounts).set({ passwordHash }).where(eq(accounts.id, found.id)).run();
			tables
				.update(recovery)
				.set({ usedAt: this.#now() })
				.where(eq(recovery.tokenHash, tokenHash))
				.run();
			return found;
		})();
	}
}

function sha256(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}
