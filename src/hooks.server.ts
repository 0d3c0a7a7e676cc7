/**
 * Every request: who is it, may it come from there, in which language; and what the answer must carry.
 * `init` hands the live part to the HTTP server that runs us (server/main.mjs).
 */
import { error, type Handle, type HandleServerError, type ServerInit } from '@sveltejs/kit';
import { building } from '$app/environment';
import { readingOf, withLocale } from '#lib/i18n/server.ts';
import { shareOriginOf } from '#server/addresses.ts';
import { cookieName } from '#server/auth/cookies.ts';
import { originAllowed } from '#server/auth/origin.ts';
import { isNotSaved } from '#server/db/disk.ts';
import { drawTurn } from '#server/draw-turn.ts';
import { withStandingHeaders } from '#server/headers.ts';
import { recordPage, recordPageOf, wayOf, type RecordPage } from '#server/record/page.ts';
import { open, theApp } from '#server/running.ts';

export const init: ServerInit = () => {
	if (!building) Object.assign(globalThis, { [Symbol.for('yitang.live')]: open });
};

export const handle: Handle = async ({ event, resolve: draw }) => {
	if (building) return draw(event);
	const resolve: typeof draw = (...asked) => drawTurn().then(() => draw(...asked));
	const app = await theApp();
	const { request, cookies, url, locals } = event;
	const https = url.protocol === 'https:';
	locals.app = app;
	locals.https = https;
	locals.seat = app.sessions.validate(cookies.get(cookieName('seat', https)), 'seat');
	locals.account = app.sessions.validate(cookies.get(cookieName('account', https)), 'account');
	locals.display = app.sessions.validate(cookies.get(cookieName('display', https)), 'display');

	if (request.method !== 'GET' && request.method !== 'HEAD') {
		const { headers } = request;
		if (!originAllowed(headers.get('origin'), headers.get('host'), app.config.publicUrl))
			error(403, 'foreign-origin');
	}
	const page = recordPageOf(event);
	const drawn = page ? await theRecord(page, event, resolve) : await withLocale(event, resolve);
	return withStandingHeaders(locals.notSaved ? notSaved(drawn) : drawn);
};

/** The record's page is the same for everybody, and drawn once for each of its versions. */
async function theRecord(
	page: RecordPage,
	event: Parameters<Handle>[0]['event'],
	resolve: Parameters<Handle>[0]['resolve']
): Promise<Response> {
	const { app } = event.locals;
	const room = await app.access.byKey(event.params.code ?? '');
	if (!room) return withLocale(event, resolve);
	const published = await app.records.of(room);
	const { locale, elder } = readingOf(event);
	const way = wayOf(locale, elder, shareOriginOf(app, event.url), page);
	return recordPage(published, way, event.request, () => {
		event.locals.record = published;
		return withLocale(event, resolve);
	});
}

export const handleError: HandleServerError = async ({ error: cause, status, event }) => {
	const id = crypto.getRandomValues(new Uint32Array(1))[0]!.toString(36);
	// What a stranger may ask for wrongly as often as they like is no fault of ours.
	if (status >= 500)
		event.locals.app?.log.error({ err: cause, id, path: event.url.pathname }, 'a page failed');
	if (isNotSaved(cause)) {
		event.locals.notSaved = true;
		return { message: 'not-saved', id };
	}
	return { message: status === 404 ? 'not-found' : 'unexpected', id };
};

/** Nothing is broken but that it could not be written: come back, says the answer. */
function notSaved({ status, body, headers }: Response): Response {
	const later = new Headers(headers);
	later.set('retry-after', '10');
	return new Response(body, { status: status === 500 ? 503 : status, headers: later });
}
