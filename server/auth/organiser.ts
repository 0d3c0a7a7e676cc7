/** Who organises: the account behind a request, its cookie, and the meetings that are its own. */
import { error, redirect, type Cookies } from '@sveltejs/kit';
import type { Command } from '#lib/meeting/registry.ts';
import { refuse } from '#lib/meeting/refusal.ts';
import type { Answer } from '#lib/meeting/wire.ts';
import { parseCommand } from '#server/meeting/commands.ts';
import type { Room } from '#server/meeting/room.ts';
import { whenThereIsRoom } from '#server/db/disk.ts';
import { guardPassword, type Account, type SignedIn } from './accounts.ts';
import { cookieName, cookieOptions } from './cookies.ts';
import { organises } from './meeting-access.ts';
import type { Form, OnceId } from './once.ts';

type Locals = App.Locals;

/** The account signed in here; otherwise to the sign-in page and back again. */
export async function organiserOf(locals: Locals, url: URL): Promise<Account> {
	const id = locals.account?.account;
	const account = id ? await locals.app.accounts.byId(id) : undefined;
	if (account) return account;
	const to = url.pathname + url.search.replace(/^\?\/.*/u, '');
	redirect(303, `/signin?to=${encodeURIComponent(to)}`);
}

/** The room with this code, when this account organises in its community; another's meeting is as good as none. */
export async function ownRoom(locals: Locals, url: URL, code: string): Promise<Room> {
	const account = await organiserOf(locals, url);
	const own = { session: null, account: account.id, display: null };
	const room = await locals.app.access.ownByCode(code, own);
	if (!room || !(await organises(locals.app, room, account.id))) error(404, 'unknown-meeting');
	return room;
}

/**
 * Says one command as the organiser, the way everybody does: through the room. `key`: from the id of the
 * page whose form this is, so that the form sent twice is said once.
 */
export async function sendAsOrganiser(
	locals: Locals,
	room: Room,
	command: Command,
	key: string
): Promise<Answer> {
	const said = parseCommand(command);
	if ('refused' in said) return said;
	const answer = await room.ask(
		{ id: key, as: 'organiser', command: said },
		{ session: locals.account!.id, owner: true, door: true, once: true }
	);
	return 'refused' in answer && answer.refused === 'conflict' ? refuse('page-used') : answer;
}

/** The one-time id that came with a form of the account's own pages; null: ask for one more press. */
export function onceOf(locals: Locals, form: FormData, which: Form): OnceId | null {
	return locals.app.once.open(which, locals.account?.account ?? null, form.get('once'));
}

/** A one-time id for a page of the account's. */
export function onceFor(locals: Locals, which: Form): string {
	return locals.app.once.issue(which, locals.account?.account ?? null);
}

/**
 * A new session with a new token, in place of whatever this browser had. `seed`: see `Sessions.create`. False: who
 * came in by a password came too late, for it was changed meanwhile and whoever had it is signed out.
 */
export async function signInHere(
	locals: Locals,
	cookies: Cookies,
	account: Account | SignedIn,
	seed?: Buffer
): Promise<boolean> {
	const { app, https } = locals;
	const holds = 'passwordHash' in account ? [guardPassword(account)] : [];
	const made = await app.sessions.createIf(holds, 'account', account.id, seed);
	if (!made) return false;
	const { session, token } = made;
	if (locals.account && locals.account.id !== session.id)
		await app.sessions.revoke(locals.account.id);
	cookies.set(cookieName('account', https), token, cookieOptions(https, session.expiresAt));
	locals.account = session;
	return true;
}

/**
 * Ends this session, or all of this account's, and takes the cookie back. A full disk does not keep anybody
 * signed in here: the cookie goes; that other devices are signed out is not said while it is not so.
 */
export async function signOut(
	locals: Locals,
	cookies: Cookies,
	everywhere: boolean
): Promise<void> {
	const { app, https, account } = locals;
	if (account?.account && everywhere) await app.sessions.revokeAll(account.account);
	else if (account) await whenThereIsRoom(app.log, () => app.sessions.revoke(account.id));
	cookies.delete(cookieName('account', https), { path: '/', secure: https });
	locals.account = null;
}

/** Where to go after signing in: a path of this server and nothing else. */
export function safePath(to: string | null, otherwise: string): string {
	return to && /^\/(?![/\\])[\w\-/?=&.%]*$/u.test(to) ? to : otherwise;
}
