/**
 * Organiser accounts. The first is made through a one-time link printed at the first start; later
 * ones by links that an organiser hands out. Passwords: `password.ts`.
 */
import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, isNull } from 'drizzle-orm';
import { account as accounts, invitation, meeting as meetings } from '#server/db/schema.ts';
import type { Connection } from '#server/db/connection.ts';
import { hashPassword, passwordFits } from './password.ts';

/** An invitation that nobody used in a week is forgotten. */
export const INVITATION_MS = 7 * 24 * 3600_000;

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
	 * `taken`: that login exists; `used`: the link was used before.
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
			const made = { id: randomBytes(9).toString('base64url'), login, name };
			tables
				.insert(accounts)
				.values({ ...made, passwordHash, createdAt: this.#now() })
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
				.set({ owner: made.id })
				.where(and(isNull(meetings.owner), eq(meetings.demo, true)))
				.run();
			return made;
		})();
	}

	/** The account of this login and password, or null; takes as long either way. */
	async signIn(login: string, password: string): Promise<Account | null> {
		const row = this.#connection.tables
			.select()
			.from(accounts)
			.where(eq(accounts.login, login))
			.get();
		const fits = await passwordFits(row?.passwordHash, password);
		return row && fits ? { id: row.id, login: row.login, name: row.name } : null;
	}
}

function sha256(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}
