/**
 * Where comments on a record come in, and where their authors look at them again. Each comment has a
 * private key, made from its random id and this house's secret, that stands in the author's link and cookie.
 *
 * Invariants: nobody's address is counted or kept; the same form sent again at once is one comment [W3]; who
 * holds a key sees one comment and nothing else.
 */
import type { Cookies } from '@sveltejs/kit';
import type { CommentWay } from '#lib/meeting/comments/comments.ts';
import { ownComment, type OwnComment } from '#lib/meeting/comments/view.ts';
import { refuse, type Refusal } from '#lib/meeting/refusal.ts';
import type { App } from '#server/app.ts';
import { newId } from '#server/auth/arrival.ts';
import { Limiter } from '#server/auth/limiter.ts';
import type { Room } from '#server/meeting/room.ts';
import { SameForm } from './same-form.ts';

/** Forms of one meeting: so many at once, then so many a second; the others wait a little. */
const forms = new Limiter(60, 2);
const WAIT_MS = 3_000;
/** Forms that may wait at once; more than these is no neighbourhood. */
const MAX_WAITING = 200;
let waiting = 0;
const sameForm = new SameForm();

const DOOR = { session: null, owner: false, door: true };
/** Comments that one browser remembers. */
const REMEMBERED = 20;
const DAYS_60 = 60 * 24 * 60 * 60;

export interface TypedComment {
	name: string;
	building: string;
	how: string;
	text: string;
}

/** Hands a comment to the room; gives the key by which its author finds it again. */
export async function leaveComment(
	app: App,
	room: Room,
	typed: TypedComment
): Promise<{ key: string } | Refusal> {
	if (!forms.take(room.meeting)) {
		if (waiting >= MAX_WAITING) return refuse('comments-many');
		waiting += 1;
		await new Promise((resolve) => setTimeout(resolve, WAIT_MS)).finally(() => (waiting -= 1));
	}
	const how: CommentWay = typed.how === 'family' ? 'family' : 'self';
	const { name, building, text } = typed;
	const words = JSON.stringify([how, name, building, text]);
	const comment = `w${sameForm.idOf(room.meeting, words, app.monotonic())}`;
	const command = { type: 'comments.leave', comment, how, name, building, text } as const;
	const said = await room.ask({ id: newId(), as: 'door', command }, DOOR);
	if ('refused' in said) return said;
	return { key: `${comment}.${app.links.token(room.meeting, `own ${comment}`)}` };
}

/** The author's view of the comment this key opens; null when it opens none. */
export function commentOf(app: App, room: Room, key: string): OwnComment | null {
	const id = idOf(app, room, key);
	const { state, hidden } = room.committed;
	return (id === null ? undefined : ownComment(state, hidden, id)) ?? null;
}

/** [W7] Its author erases it. */
export async function forgetComment(app: App, room: Room, key: string): Promise<Refusal | null> {
	const comment = idOf(app, room, key);
	if (comment === null) return refuse('no-such-comment');
	const command = { type: 'comments.forget', comment } as const;
	const said = await room.ask({ id: newId(), as: 'door', command }, DOOR);
	return 'refused' in said ? said : null;
}

/** Where an author looks at a comment again. */
export function ownPath(addressKey: string, key: string): string {
	return `/r/${addressKey}/mine?k=${encodeURIComponent(key)}`;
}

/** Keys that this browser keeps for a meeting, the newest first. */
export function rememberedComments(cookies: Cookies, addressKey: string): string[] {
	return (cookies.get(cookieOf(addressKey)) ?? '').split('~').filter(Boolean).slice(0, REMEMBERED);
}

/** Keeps one more key in this browser. */
export function rememberComment(
	cookies: Cookies,
	https: boolean,
	addressKey: string,
	key: string
): void {
	const keys = [key, ...rememberedComments(cookies, addressKey).filter((one) => one !== key)];
	cookies.set(cookieOf(addressKey), keys.slice(0, REMEMBERED).join('~'), {
		path: `/r/${addressKey}`,
		httpOnly: true,
		sameSite: 'lax',
		secure: https,
		maxAge: DAYS_60
	});
}

/** Browsers keep it for long: it has the name that earlier releases gave it. */
function cookieOf(addressKey: string): string {
	return `answers-${addressKey}`;
}

function idOf(app: App, room: Room, key: string): string | null {
	const [id = '', token = ''] = key.split('.');
	return app.links.opens(room.meeting, `own ${id}`, token) ? id : null;
}
