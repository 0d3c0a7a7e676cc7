/**
 * Big screens. A display link makes a browser the display of its meeting; a browser where only six digits
 * were typed shows a number and waits until the desk of that meeting names it.
 *
 * Invariants: a waiting screen learns nothing, whether the meeting exists or not; its number is made from
 * its own random id and kept nowhere, so a flood of strangers can't push it out. The list shown at the desk
 * is a convenience and short; the number on the wall is what counts. Six digits are few: a stranger may ask
 * until theirs is the one on the wall, so a number that two screens show lets neither in.
 */
import { randomBytes } from 'node:crypto';
import type { Cookies } from '@sveltejs/kit';
import type { App } from '#server/app.ts';
import type { Room } from '#server/meeting/room.ts';
import { cookieName, cookieOptions } from './cookies.ts';

/** A screen that has not asked again for so long has gone. */
const GONE_MS = 15_000;
/** A number that was allowed waits so long for its screen. */
const ALLOWED_MS = 10 * 60_000;
/** An allowed screen waits so long before it is let in: a second one with its number would ask meanwhile. */
const ALONE_MS = 5500;
/** Screens remembered for one code, and codes. */
const KEPT = { screens: 20, codes: 2000 };
/** Allowances and refusals remembered for one meeting. */
const ANSWERS = 50;
const PAIRING_COOKIE = 'yitang_pairing';
const HOUR = 3600_000;

interface Allowed {
	meeting: string;
	until: number;
	/** The first screen with this number that asked since, and when. */
	screen: string | null;
	since: number;
}

/** With what a screen is let in: good while nobody has ended the displays of that round. */
export interface Pass {
	meeting: string;
	round: number;
}

type Needs = Pick<App, 'links' | 'sessions' | 'store' | 'monotonic'>;

export class Displays {
	/** Called with a code for which a screen began to ask. */
	onAsked: (code: string) => void = () => {};

	#app: Needs;
	/** Code → number → when it last asked. */
	#asking = new Map<string, Map<string, number>>();
	/** Code → number → for which meeting, until when, and which screen came for it. */
	#allowed = new Map<string, Map<string, Allowed>>();
	/** Code → numbers that the desk did not know. */
	#refused = new Map<string, Map<string, number>>();

	constructor(app: Needs) {
		this.#app = app;
	}

	/** The token of this meeting's display link. */
	async token(meeting: string): Promise<string> {
		return this.#app.links.displayToken(meeting, await this.#round(meeting));
	}

	/** Whether this token is of this meeting's display link. */
	async opens(meeting: string, token: string): Promise<boolean> {
		return (await this.byLink(meeting, token)) !== null;
	}

	/** What this token of a display link is good for; null when it is of no link, or of an earlier one. */
	async byLink(meeting: string, token: string): Promise<Pass | null> {
		const round = await this.#round(meeting);
		return this.#app.links.opens(meeting, `display ${round}`, token) ? { meeting, round } : null;
	}

	/** A screen asks; gives the number it shows. */
	ask(code: string, id: string): string {
		const now = this.#app.monotonic();
		const number = this.#app.links.pairingNumber(id, code);
		const asking = this.#asking.get(code) ?? new Map<string, number>();
		this.#asking.delete(code);
		this.#asking.set(code, asking);
		const fresh = !asking.has(number);
		asking.set(number, now);
		for (const [other, at] of asking) if (now - at > GONE_MS) asking.delete(other);
		trim(asking, KEPT.screens);
		trim(this.#asking, KEPT.codes);
		if (fresh) this.onAsked(code);
		return number;
	}

	/** Numbers of the screens that ask for this code now, those that came first first. */
	asking(code: string): string[] {
		const now = this.#app.monotonic();
		const refused = this.#refused.get(code);
		return [...(this.#asking.get(code) ?? [])]
			.filter(([number, at]) => now - at <= GONE_MS && !refused?.has(number))
			.map(([number]) => number);
	}

	/** The desk of a meeting names the screen on its wall. */
	allow(room: Room, number: string): void {
		const { meeting, code } = room;
		const allowed = this.#allowed.get(code) ?? new Map<string, Allowed>();
		this.#allowed.set(code, allowed);
		const until = this.#app.monotonic() + ALLOWED_MS;
		allowed.set(number, { meeting, until, screen: null, since: 0 });
		trim(allowed, ANSWERS);
		this.#refused.get(code)?.delete(number);
		this.#asking.get(code)?.delete(number);
	}

	/** The desk does not know this screen. */
	refuse(room: Room, number: string): void {
		const refused = this.#refused.get(room.code) ?? new Map<string, number>();
		this.#refused.set(room.code, refused);
		refused.set(number, this.#app.monotonic());
		trim(refused, ANSWERS);
	}

	/**
	 * The meeting whose desk allowed this screen, once; null while nobody has, and while it has not been for
	 * a moment the only screen with its number. Two of them are refused: the desk sees that none came.
	 */
	allowedBy(code: string, id: string): string | null {
		const number = this.#app.links.pairingNumber(id, code);
		const allowed = this.#allowed.get(code)?.get(number);
		const now = this.#app.monotonic();
		if (!allowed || allowed.until < now) return null;
		if (allowed.screen === null) {
			Object.assign(allowed, { screen: id, since: now });
			return null;
		}
		const alone = allowed.screen === id;
		if (alone && now - allowed.since < ALONE_MS) return null;
		this.#allowed.get(code)!.delete(number);
		this.#asking.get(code)?.delete(number);
		return alone ? allowed.meeting : null;
	}

	/** What a screen is given that the desk allowed (`allowedBy`). */
	async byDesk(code: string, id: string): Promise<Pass | null> {
		const number = this.#app.links.pairingNumber(id, code);
		const meeting = this.#allowed.get(code)?.get(number)?.meeting;
		// Read first: who ends all displays from here on takes the allowance back, or makes this an earlier round.
		const round = meeting === undefined ? 0 : await this.#round(meeting);
		return this.allowedBy(code, id) === meeting && meeting !== undefined
			? { meeting, round }
			: null;
	}

	/** Ends all displays of a meeting, those just allowed too; its display link is another one from now on. */
	async revoke(meeting: string): Promise<void> {
		for (const allowed of this.#allowed.values())
			for (const [number, one] of allowed) if (one.meeting === meeting) allowed.delete(number);
		const sql = 'UPDATE meeting SET display_round = display_round + 1 WHERE id = ?';
		await this.#app.sessions.revokeDisplays(meeting, { sql, args: [meeting] });
	}

	async #round(meeting: string): Promise<number> {
		const sql = 'SELECT display_round AS round FROM meeting WHERE id = ?';
		return (await this.#app.store.one<{ round: number }>(sql, meeting))?.round ?? 0;
	}
}

/** Makes this browser a display of the meeting. False: all displays were ended since it got its pass. */
export async function becomeDisplay(
	{ app, https }: { app: App; https: boolean },
	cookies: Cookies,
	{ meeting, round }: Pass
): Promise<boolean> {
	const sql = 'UPDATE meeting SET display_round = ? WHERE id = ? AND display_round = ?';
	const sameRound = { sql, args: [round, meeting, round], must: 1 };
	const made = await app.sessions.createIf([sameRound], 'display', null, undefined, meeting);
	if (!made) return false;
	const { session, token } = made;
	cookies.set(cookieName('display', https), token, cookieOptions(https, session.expiresAt));
	cookies.delete(PAIRING_COOKIE, { path: '/hall' });
	return true;
}

/** The id of this screen while it waits; made when it has none. */
export function pairingId(app: App, https: boolean, cookies: Cookies): string {
	const known = cookies.get(PAIRING_COOKIE) ?? '';
	if (/^[\w-]{16}$/u.test(known)) return known;
	const id = randomBytes(12).toString('base64url');
	cookies.set(PAIRING_COOKIE, id, {
		...cookieOptions(https, app.now() + 12 * HOUR),
		path: '/hall'
	});
	return id;
}

/** Forgets the oldest when there are too many. */
function trim(map: Map<string, unknown>, most: number): void {
	while (map.size > most) map.delete(map.keys().next().value!);
}
