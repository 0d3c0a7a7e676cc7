/**
 * Sessions in the form that Lucia's author now maintains: the token is `id.secret`, only SHA-256 of
 * the secret is stored, compared in constant time, with a sliding expiry written at most hourly.
 *
 * Three kinds: an `account` session (organisers), a `seat` session (one phone; it may hold seats in
 * several meetings) and a `display` session (one projector, paired with one meeting for some days).
 * Invariant: whoever holds only the database cannot make a valid token.
 */
import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { isNotSaved } from '#server/db/disk.ts';
import type { Store, Value, Write } from '#server/db/store.ts';
import type { Log } from '#server/log.ts';
import type { OnceId } from './once.ts';
import { SeenSessions, type Seen } from './seen-sessions.ts';

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

/** A session just made, and its token. */
interface NewSession {
	session: Session;
	token: string;
}

/** A session by the token with which somebody came. */
export type Held = Pick<Session, 'id' | 'secretHash'>;

/** 32 secret bytes for a purpose (`Links.derive`). */
type Derive = (purpose: string, text: string) => Buffer;

const DAY = 24 * 3600_000;
const LIFETIME: Record<SessionKind, number> = {
	account: 30 * DAY,
	seat: 60 * DAY,
	display: 7 * DAY
};
const HOUR = 3600_000;

/** Who is told of a session, by its id. */
interface SessionFollower {
	/** It ended before its time; its sockets must close. */
	revoked?(id: string): void;
	/** It got another token; its sockets must come again. */
	renewed?(id: string): void;
}

/** Asked at every request and upgrade, a thousand times in a second when a hall comes back. */
const BY_ID = `SELECT kind, secret_hash AS "secretHash", account, meeting, seen_at AS "seenAt",
	expires_at AS "expiresAt", raised FROM session WHERE id = ?`;
const MAKE = `INSERT INTO session
	(id, kind, secret_hash, account, meeting, created_at, seen_at, expires_at, raised)
	VALUES (?, ?, ?, ?, ?, ?, ?, ?, FALSE) ON CONFLICT (id) DO NOTHING`;
const END = 'DELETE FROM session WHERE id = ?';
const RENEW = 'UPDATE session SET secret_hash = ?, raised = FALSE WHERE id = ?';

/** Nobody is let in for longer. */
const REMEMBERED_MS = 60_000;

interface Needs {
	store: Store;
	/** Dates, ms since the epoch. */
	now: () => number;
	/** Spans, ms. */
	monotonic: () => number;
	derive: Derive;
	log: Log;
}

export class Sessions {
	#followers: SessionFollower[] = [];
	#store: Store;
	#now: () => number;
	#monotonic: () => number;
	#derive: Derive;
	#seen: SeenSessions;
	/** Whose end, or new token, was told when; the oldest first. */
	#changed = new Map<string, { at: number; secretHash: string | null }>();

	constructor({ store, now, monotonic, derive, log }: Needs) {
		this.#store = store;
		this.#seen = new SeenSessions(store, log);
		this.#now = now;
		this.#monotonic = monotonic;
		this.#derive = derive;
	}

	/**
	 * Makes a session and returns its token, which is shown once and never stored. `seed`: 39 secret bytes
	 * from which it is made; the same ones give the same session again, which is then left as it is.
	 */
	async create(
		kind: SessionKind,
		account: string | null = null,
		seed: Buffer = randomBytes(39),
		meeting: string | null = null
	): Promise<NewSession> {
		return (await this.createIf([], kind, account, seed, meeting))!;
	}

	/** The same, in one write with what must hold; null where it does not. */
	async createIf(
		holds: readonly Write[],
		kind: SessionKind,
		account: string | null,
		seed: Buffer = randomBytes(39),
		meeting: string | null = null
	): Promise<NewSession | null> {
		const token = Sessions.tokenOf(seed);
		const [id = '', secret = ''] = token.split('.');
		const now = this.#now();
		const secretHash = sha256(secret).toString('hex');
		const expiresAt = now + LIFETIME[kind];
		const raised = false;
		const session: Session = { id, kind, account, meeting, expiresAt, secretHash, raised };
		const args = [id, kind, secretHash, account, meeting, now, now, expiresAt];
		const made = await this.#store.write([...holds, { sql: MAKE, args }]);
		return made && { session, token };
	}

	/** True while the session made of this seed lives. */
	async made(seed: Buffer): Promise<boolean> {
		return (await this.#store.one<Row>(BY_ID, seed.toString('base64url', 0, 15))) !== undefined;
	}

	/** The token of the session that is made of these 39 bytes. */
	static tokenOf(seed: Buffer): string {
		return `${seed.toString('base64url', 0, 15)}.${seed.toString('base64url', 15, 39)}`;
	}

	/** The session of a token; null when it is malformed, unknown, of another kind, or over. */
	async validate(token: string | undefined, kind: SessionKind): Promise<Session | null> {
		const [id, secret, rest] = (token ?? '').split('.');
		if (!id || !secret || rest !== undefined || token!.length > 200) return null;
		const row = await this.#store.one<Row>(BY_ID, id);
		if (!row || row.kind !== kind) return null;
		const now = this.#now();
		const { seenAt, expiresAt } = this.#seen.get(id) ?? row;
		if (expiresAt <= now) return null;
		if (!timingSafeEqual(sha256(secret), Buffer.from(row.secretHash, 'hex'))) {
			if (!row.raised || !this.#isOffered(id, row.secretHash, secret)) return null;
			if (!(await this.#adopt(id, row, secret))) return null;
		}
		const { account, meeting, secretHash } = row;
		const late = now - seenAt >= HOUR;
		const until = late ? now + LIFETIME[kind] : expiresAt;
		if (late) this.#seen.see(id, { seenAt: now, expiresAt: until });
		const raised = Boolean(row.raised);
		return { id, kind, account, meeting, expiresAt: until, secretHash, raised };
	}

	/** Writes down who was seen, the last time. */
	stop(): Promise<void> {
		return this.#seen.stop();
	}

	/** More was given to these sessions: whoever else has their tokens must not have it. */
	async raise(ids: readonly string[]): Promise<void> {
		const sql = 'UPDATE session SET raised = TRUE WHERE id = ?';
		await this.#store.write(ids.map((id) => ({ sql, args: [id] })));
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
	async #adopt(id: string, row: Row, secret: string): Promise<boolean> {
		const secretHash = sha256(secret).toString('hex');
		try {
			const sql = `${RENEW} AND secret_hash = ?`;
			if ((await this.#change(sql, secretHash, id, row.secretHash)) === 0) return false;
		} catch (error) {
			// A full disk shuts nobody out who may come in: it stays an offer.
			if (!isNotSaved(error)) throw error;
			return true;
		}
		Object.assign(row, { secretHash, raised: false });
		this.#tell('renewed', id, secretHash);
		return true;
	}

	/**
	 * Gives a session another token, so that whoever planted or saw the one before has nothing; seats, other
	 * meetings and what browsers keep stay with it. `secretOf` makes the secret from the session as it
	 * came, so that the same request sent twice at once ends with one token. Null: renewed meanwhile.
	 */
	async renew(session: Session, secretOf: (from: string) => Buffer): Promise<string | null> {
		const { id } = session;
		const secret = secretOf(`${id} ${session.secretHash}`).toString('base64url', 0, 24);
		const secretHash = sha256(secret).toString('hex');
		const sql = `${RENEW} AND secret_hash IN (?, ?)`;
		const args = [secretHash, id, session.secretHash, secretHash];
		if ((await this.#change(sql, ...args)) === 0) return null;
		this.#tell('renewed', id, secretHash);
		return `${id}.${secret}`;
	}

	/** Ends one session; its sockets close at once. */
	async revoke(id: string): Promise<void> {
		this.#seen.forget(id);
		await this.#change(END, id);
		this.#tell('revoked', id, null);
	}

	/** Signs an account out everywhere. */
	async revokeAll(account: string): Promise<void> {
		const sql = `DELETE FROM session WHERE account = ? AND kind = 'account' RETURNING id`;
		for (const { id } of await this.#store.all<{ id: string }>(sql, account))
			this.#tell('revoked', id, null);
	}

	/** Ends all displays of a meeting, in one write with what keeps others from coming the same way. */
	async revokeDisplays(meeting: string, others: Write): Promise<void> {
		const which = `FROM session WHERE meeting = ? AND kind = 'display'`;
		const rest = { sql: `DELETE ${which}`, args: [meeting], must: 0 };
		for (;;) {
			const found = await this.#store.all<{ id: string }>(`SELECT id ${which}`, meeting);
			const ends = found.map(({ id }) => ({ sql: END, args: [id], must: 1 }));
			// Where one came or went since they were looked up, it is begun anew: each must be told of.
			if (!(await this.#store.write([others, ...ends, rest]))) continue;
			for (const { id } of found) this.#tell('revoked', id, null);
			return;
		}
	}

	/** Tells of what becomes of sessions from now on. */
	follow(follower: SessionFollower): void {
		this.#followers.push(follower);
	}

	/**
	 * What became of these since then (`monotonic`): of who was looked up and is let in a while later nobody else
	 * can close a socket. Asked within a minute.
	 */
	changedSince(then: number, sessions: readonly Held[]): 'ended' | 'renewed' | null {
		const changed = sessions.flatMap(({ id, secretHash }) => {
			const one = this.#changed.get(id);
			return one && one.at >= then && one.secretHash !== secretHash ? [one] : [];
		});
		if (changed.some(({ secretHash }) => secretHash === null)) return 'ended';
		return changed.length > 0 ? 'renewed' : null;
	}

	/** `secretHash`: of the token it has now. */
	#tell(what: keyof SessionFollower, id: string, secretHash: string | null): void {
		const at = this.#monotonic();
		for (const [other, before] of this.#changed) {
			if (at - before.at < REMEMBERED_MS) break;
			this.#changed.delete(other);
		}
		this.#changed.delete(id);
		this.#changed.set(id, { at, secretHash });
		for (const follower of this.#followers) follower[what]?.(id);
	}

	/** Removes sessions that are over. */
	async sweep(): Promise<void> {
		await this.#change('DELETE FROM session WHERE expires_at < ?', this.#now());
	}

	/** How many rows have changed. */
	async #change(sql: string, ...args: Value[]): Promise<number> {
		const [changed = 0] = (await this.#store.write([{ sql, args }])) ?? [];
		return changed;
	}
}

/** The seed of the one session that a page's id makes, however often its form comes. */
export function sessionSeed(once: OnceId): Buffer {
	return Buffer.concat([once.derive('session'), once.derive('session secret')]).subarray(0, 39);
}

function sha256(text: string): Buffer {
	return hash('sha256', text, 'buffer');
}

interface Row extends Seen {
	kind: SessionKind;
	secretHash: string;
	account: string | null;
	meeting: string | null;
	raised: number | boolean;
}
