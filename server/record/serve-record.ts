/**
 * The record's page, and its data, for the thousands who ask for them, written straight to the connection. Only
 * what was drawn before is handed out here; whoever asks first, or in another way, goes on to the handler, which
 * draws it (page.ts).
 *
 * Invariant: the same bytes and headers as the handler's, so nobody can tell which of them answered.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ELDER_COOKIE, LANGUAGE_COOKIE, chooseElder, chooseLocale } from '#lib/i18n/preference.ts';
import { shareOrigin } from '#server/addresses.ts';
import type { App } from '#server/app.ts';
import { readCookie } from '#server/auth/cookies.ts';
import { STANDING_HEADERS } from '#server/headers.ts';
import { answerFor, JSON_TYPE } from './bytes.ts';
import { drawnBefore, wayOf } from './page.ts';

const ADDRESS = /^\/r\/([a-z0-9]{10})(\/record\.json)?$/;

/** Answers a request for a record's page or data that is drawn already; false for everything else. */
export async function serveRecord(
	app: App | undefined,
	request: IncomingMessage,
	response: ServerResponse
): Promise<boolean> {
	const { method, url = '' } = request;
	const [, key, data] = method === 'GET' || method === 'HEAD' ? (ADDRESS.exec(url) ?? []) : [];
	if (!app || app.stopping || !key) return false;
	// Whatever fails here, the handler says it.
	const found = await ready(app, key, data !== undefined, request).catch(() => null);
	if (!found) return false;
	const { status, headers, body } = found;
	response.writeHead(status, { ...headers, ...STANDING_HEADERS });
	response.end(method === 'HEAD' ? undefined : body);
	return true;
}

async function ready(app: App, key: string, data: boolean, request: IncomingMessage) {
	const room = await app.access.byKey(key);
	if (!room) return null;
	const published = await app.records.of(room);
	const found = data
		? { bytes: published.json, headers: { 'content-type': JSON_TYPE } }
		: await drawnBefore(published, wayFrom(app, request));
	if (!found) return null;
	const { bytes, headers } = found;
	return answerFor(bytes, {
		accepts: String(request.headers['accept-encoding'] ?? ''),
		known: request.headers['if-none-match'] ?? '',
		headers
	});
}

/** As the handler sees it: see `readingOf`; of invented hosts nothing is kept. */
function wayFrom(app: App, { headers }: IncomingMessage): string {
	const { cookie, host } = headers;
	const locale = chooseLocale({
		cookie: readCookie(cookie, LANGUAGE_COOKIE),
		acceptLanguage: headers['accept-language']
	});
	const elder = chooseElder({ cookie: readCookie(cookie, ELDER_COOKIE) });
	return wayOf(locale, elder, shareOrigin(app.config, app.port, host));
}
