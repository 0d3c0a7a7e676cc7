/**
 * The shared state beside a page, written straight to the connection: each phone that comes asks for it, and of
 * what the handler does for a page it needs only the session. Whatever is not plain goes on to the handler.
 *
 * Invariant: the same bytes and headers as the handler's (`routes/m/[code]/state.json`).
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { App } from '#server/app.ts';
import { sessionsOf } from '#server/auth/cookies.ts';
import { callerOf } from '#server/auth/meeting-access.ts';
import { STANDING_HEADERS } from '#server/headers.ts';
import { answerFor, JSON_TYPE } from '#server/record/bytes.ts';
import { sharedState } from './page.ts';

const ADDRESS = /^\/m\/([a-z0-9]{10})\/state\.json\?of=([\w-]{1,20})$/u;

export const STATE_HEADERS = { 'content-type': JSON_TYPE, 'cache-control': 'private, no-store' };

/** Answers a request for a shared state; false for everything else. */
export async function serveSharedState(
	app: App | undefined,
	request: IncomingMessage,
	response: ServerResponse
): Promise<boolean> {
	const { method, url = '' } = request;
	const [, key, id] = method === 'GET' || method === 'HEAD' ? (ADDRESS.exec(url) ?? []) : [];
	if (!app || app.stopping || !key) return false;
	// Whatever fails here, the handler says it.
	const found = await stateFor(app, key, id!, request).catch(() => null);
	if (!found) return false;
	const { status, headers, body } = found;
	response.writeHead(status, { ...headers, ...STANDING_HEADERS });
	response.end(method === 'HEAD' ? undefined : body);
	return true;
}

async function stateFor(app: App, key: string, id: string, { headers }: IncomingMessage) {
	const https = headers['x-forwarded-proto'] === 'https';
	const sessions = await sessionsOf(app.sessions, headers.cookie, https);
	// The handler gives it another token.
	if (sessions.seat?.raised) return null;
	const room = await app.access.byKey(key, callerOf(sessions));
	if (!room) return null;
	return answerFor(await sharedState(app, room, sessions, id), {
		accepts: String(headers['accept-encoding'] ?? ''),
		known: headers['if-none-match'] ?? '',
		headers: STATE_HEADERS
	});
}
