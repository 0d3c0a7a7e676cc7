/**
 * The names and attributes of the session cookies. `Secure` and the `__Host-` prefix are set exactly when
 * the request came over https: on `http://192.168.…` a Secure cookie is dropped and nobody could sign in.
 *
 * Invariant: pages and both sockets read them by `sessionsOf` alone, and over https only what nobody but we
 * over https can have set.
 */
import type { Session, SessionKind, Sessions } from './session.ts';

/** Cookie name of a kind of session on this scheme. */
export function cookieName(kind: SessionKind, https: boolean): string {
	return `${https ? '__Host-' : ''}yitang_${kind}`;
}

/** Attributes for setting it. */
export function cookieOptions(https: boolean, expiresAt: number) {
	return {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: https,
		expires: new Date(expiresAt)
	} as const;
}

/** The sessions that came with a request or an upgrade: `header` is its Cookie header. */
export async function sessionsOf(
	sessions: Pick<Sessions, 'validate'>,
	header: string | null | undefined,
	https: boolean
): Promise<Record<SessionKind, Session | null>> {
	const of = (kind: SessionKind) =>
		sessions.validate(readCookie(header ?? undefined, cookieName(kind, https)), kind);
	const [seat, account, display] = await Promise.all([of('seat'), of('account'), of('display')]);
	return { seat, account, display };
}

/** One cookie out of a Cookie header, as Node gives it. */
export function readCookie(header: string | undefined, name: string): string | undefined {
	for (const part of (header ?? '').split(';')) {
		const at = part.indexOf('=');
		if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
	}
	return undefined;
}
