/**
 * Sessions in the form that Lucia's author now maintains: the token is `id.secret`, only SHA-256 of
 * the secret is stored, compared in constant time, with a sliding expiry written at most hourly.
 *
 * Three kinds: an `account` session (organisers), a `seat` session (one phone; it may hold seats in
 * several meetings) and a `display` session (one projector, paired with one meeting for some days).
 * Invariant: whoever holds only the database cannot make a valid token.
 */
import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { and, eq, inArray, lt } from 'drizzle-orm';
import { session as sessions } from '#server/db/schema.ts';
import type { Connection } from '#server/db/connection.ts';
import { isNotSaved } from '#server/db/disk.ts';
import type { OnceId } from './once.ts';

export type SessionKind = 'account' | 'seat' | 'display';

export interface Session {
	id: string;
	kind: SessionKind;
	account: string | null;
	/** The meeting that a display is paired with. */
	meeting: string | null;
	expiresAt: number;
	/** SHA-256 of the secret it came with, hex. */
	secretHash: string;
	/** More was given to it than when its token was made: its next answer brings another (`renewal.ts`). */
	raised: boolean;
}

/** 32 secret bytes for a purpose (`Links.derive`). */
type Derive = (purpose: string, text: string) => Buffer;

const DAY = 24 * 3600_000;
const LIFETIME: Record<SessionKind, number> = {
	account: 30 * DAY,
	seat: 60 * DAY,
	display: 7 * DAY
};
const HOUR = 3600_000;
/** What was seen is written so soon, ms, so many at a time; where it could not be, so much later. */
const [SOON_MS, AT_ONCE, LATER_MS] = [1000, 500, 60_000];

/** Who is told of a session, by its id. */
interface SessionFollower {
	/** It ended before its time; its sockets must close. */
	revoked?(id: string): void;
	/** It got another token; its sockets must come again. */
	renewed?(id: string): void;
}

export class Sessions {
	#followers: SessionFollower[] = [];
	#connection: Connection;
	#now: () => number;
	#derive: Derive;
	#byId: ReturnType<typeof findById>;
	/** Seen since this was written last. */
	#seen = new Map<string, Seen>();
	#writing: NodeJS.Timeout | null = null;
	#renewAll: (seen: [string, Seen][]) => void;

	constructor(connection: Connection, now: () => number, derive: Derive) {
		this.#derive = derive;
		this.#connection = connection;
		this.#now = now;
		this.#byId = findById(connection);
		this.#renewAll = renewAll(connection);
	}

	/**
	 * Makes a session and returns its token, which is shown once and never stored. `seed`: 39 secret bytes
	 * from which it is made; the same ones give the same session again, which is then left as it is.
	 */
	create(
		kind: SessionKind,
		account: string | null = null,
		seed: Buffer = randomBytes(39),
		meeting: string | null = null
	): { session: Session; token: string } {
		const token = Sessions.tokenOf(seed);
		const [id = '', secret = ''] = token.split('.');
		const now = this.#now();
		const secretHash = sha256(secret).toString('hex');
		const expiresAt = now + LIFETIME[kind];
		const raised = false;
		const session: Session = { id, kind, account, meeting, expiresAt, secretHash, raised };
		this.#connection.tables
			.insert(sessions)
			.values({
				...session,
				createdAt: now,
				seenAt: now
			})
			.onConflictDoNothing({ target: sessions.id })
			.run();
		return { session, token };
	}

	/** True while the session made of this seed lives. */
	made(seed: Buffer): boolean {
		return this.#byId.get(seed.toString('base64url', 0, 15)) !== undefined;
	}

	/** The token of the session that is made of these 39 bytes. */
	static tokenOf(seed: Buffer): string {
		return `${seed.toString('base64url', 0, 15)}.${seed.toString('base64url', 15, 39)}`;
	}

	/** The session of a token; null when it is malformed, unknown, of another kind, or over. */
	validate(token: string | undefined, kind: SessionKind): Session | null {
		const [id, secret, rest] = (token ?? '').split('.');
		if (!id || !secret || rest !== undefined || token!.length > 200) return null;
		const row = this.#byId.get(id) as Row | undefined;
		if (!row || row.kind !== kind) return null;
		const now = this.#now();
		const { seenAt, expiresAt } = this.#seen.get(id) ?? row;
		if (expiresAt <= now) return null;
		if (!timingSafeEqual(sha256(secret), Buffer.from(row.secretHash, 'hex'))) {
			if (!row.raised || !this.#isOffered(id, row.secretHash, secret)) return null;
			if (!this.#adopt(id, row, secret)) return null;
		}
		const { account, meeting, secretHash } = row;
		const until = now - seenAt >= HOUR ? this.#see(id, now, now + LIFETIME[kind]) : expiresAt;
		return { id, kind, account, meeting, expiresAt: until, secretHash, raised: row.raised !== 0 };
	}

	/**
	 * It goes on from now. Written soon, with others: a thousand phones that come back to an evening meeting at
	 * once would each wait for the disk, and everybody for them.
	 */
	#see(id: string, seenAt: number, expiresAt: number): number {
		this.#seen.set(id, { seenAt, expiresAt });
		this.#writeIn(SOON_MS);
		return expiresAt;
	}

	/** Writes down who was seen, the last time. */
	stop(): void {
		while (this.#seen.size > 0 && this.#writeSeen());
		if (this.#writing) clearTimeout(this.#writing);
	}

	/** False: the disk takes nothing now. It is tried again; a crash costs an hour of 60 days. */
	#writeSeen(): boolean {
		const some = [...this.#seen].slice(0, AT_ONCE);
		let written = true;
		try {
			this.#renewAll(some);
			for (const [id] of some) this.#seen.delete(id);
		} catch {
			// That shuts nobody out who may come in, and nobody above a timer would catch it.
			written = false;
		}
		this.#writing = null;
		if (this.#seen.size > 0) this.#writeIn(written ? 0 : LATER_MS);
		return written;
	}

	#writeIn(ms: number): void {
		this.#writing ??= setTimeout(() => this.#writeSeen(), ms).unref();
	}

	/** More was given to these sessions: whoever else has their tokens must not have it. */
	raise(ids: readonly string[]): void {
		if (ids.length === 0) return;
		const { tables } = this.#connection;
		tables.update(sessions).set({ raised: true }).where(inArray(sessions.id, ids)).run();
	}

	/**
	 * The token to which a raised session is to change. `browser`, a network and a kind of browser, tells who is
	 * offered it from somebody else with the same token: each is offered another one, and the first that is used
	 * ends all others and the one before. So an answer may be lost, and several may be on their way at once.
	 */
	offer({ id, secretHash }: Session, browser: string): string {
		const mark = this.#derive('browser', browser).toString('base64url', 0, 6);
		return `${id}.${mark}${this.#seal(id, secretHash, mark)}`;
	}

	#isOffered(id: string, secretHash: string, secret: string): boolean {
		const mark = secret.slice(0, 8);
		const due = Buffer.from(mark + this.#seal(id, secretHash, mark));
		const given = Buffer.from(secret);
		return given.length === due.length && timingSafeEqual(given, due);
	}

	#seal(id: string, secretHash: string, mark: string): string {
		const seal = this.#derive('raised session', `${id} ${secretHash} ${mark}`);
		return seal.toString('base64url', 0, 24);
	}

	/** What was offered has come back: it is the token from now on. False: another one was quicker. */
	#adopt(id: string, row: Row, secret: string): boolean {
		const secretHash = sha256(secret).toString('hex');
		try {
			const { changes } = this.#connection.tables
				.update(sessions)
				.set({ secretHash, raised: false })
				.where(and(eq(sessions.id, id), eq(sessions.secretHash, row.secretHash)))
				.run();
			if (changes === 0) return false;
		} catch (error) {
			// A full disk shuts nobody out who may come in: it stays an offer.
			if (!isNotSaved(error)) throw error;
			return true;
		}
		Object.assign(row, { secretHash, raised: 0 });
		this.#tell('renewed', id);
		return true;
	}

	/**
	 * Gives a session another token, so that whoever planted or saw the one before has nothing; seats, other
	 * meetings and what browsers keep stay with it. `secretOf` makes the secret from the session as it
	 * came, so that the same request sent twice at once ends with one token. Null: renewed meanwhile.
	 */
	renew(session: Session, secretOf: (from: string) => Buffer): string | null {
		const { id } = session;
		const secret = secretOf(`${id} ${session.secretHash}`).toString('base64url', 0, 24);
		const secretHash = sha256(secret).toString('hex');
		const known = inArray(sessions.secretHash, [session.secretHash, secretHash]);
		const { changes } = this.#connection.tables
			.update(sessions)
			.set({ secretHash, raised: false })
			.where(and(eq(sessions.id, id), known))
			.run();
		if (changes === 0) return null;
		this.#tell('renewed', id);
		return `${id}.${secret}`;
	}

	/** Ends one session; its sockets close at once. */
	revoke(id: string): void {
		this.#seen.delete(id);
		this.#connection.tables.delete(sessions).where(eq(sessions.id, id)).run();
		this.#tell('revoked', id);
	}

	/** Signs an account out everywhere. */
	revokeAll(account: string): void {
		const rows = this.#connection.tables
			.delete(sessions)
			.where(and(eq(sessions.account, account), eq(sessions.kind, 'account')))
			.returning({ id: sessions.id })
			.all();
		for (const row of rows) this.#tell('revoked', row.id);
	}

	/** Ends all displays of a meeting. */
	revokeDisplays(meeting: string): void {
		const rows = this.#connection.tables
			.delete(sessions)
			.where(and(eq(sessions.meeting, meeting), eq(sessions.kind, 'display')))
			.returning({ id: sessions.id })
			.all();
		for (const row of rows) this.#tell('revoked', row.id);
	}

	/** Tells of what becomes of sessions from now on. */
	follow(follower: SessionFollower): void {
		this.#followers.push(follower);
	}

	#tell(what: keyof SessionFollower, id: string): void {
		for (const follower of this.#followers) follower[what]?.(id);
	}

	/** Removes sessions that are over. */
	sweep(): void {
		this.#connection.tables.delete(sessions).where(lt(sessions.expiresAt, this.#now())).run();
	}
}

/** The seed of the one session that a page's id makes, however often its form comes. */
export function sessionSeed(once: OnceId): Buffer {
	return Buffer.concat([once.derive('session'), once.derive('session secret')]).subarray(0, 39);
}

function sha256(text: string): Buffer {
	return hash('sha256', text, 'buffer');
}

interface Row {
	kind: SessionKind;
	secretHash: string;
	account: string | null;
	meeting: string | null;
	seenAt: number;
	expiresAt: number;
	raised: number;
}

type Seen = Pick<Row, 'seenAt' | 'expiresAt'>;

function renewAll({ sqlite }: Connection): (seen: [string, Seen][]) => void {
	const renew = sqlite.prepare('UPDATE session SET seen_at = ?, expires_at = ? WHERE id = ?');
	return sqlite.transaction((seen: [string, Seen][]) => {
		for (const [id, { seenAt, expiresAt }] of seen) renew.run(seenAt, expiresAt, id);
	});
}

/** Asked at every request and upgrade, a thousand times in a second when a hall comes back. */
function findById({ sqlite }: Connection) {
	return sqlite.prepare(
		`SELECT kind, secret_hash AS secretHash, account, meeting, seen_at AS seenAt, expires_at AS expiresAt, raised
		 FROM session WHERE id = ?`
	);
}
