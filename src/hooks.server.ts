/**
 * Every request: who is it, may it come from there, in which language; and what the answer must carry.
 * `init` hands the live part to the HTTP server that runs us (server/main.mjs).
 */
import { isForEverybody } from '#lib/meeting/plan/view.ts';
import {
	isHttpError,
	isRedirect,
	type Handle,
	type HandleServerError,
	type ServerInit
} from '@sveltejs/kit';
import { building, dev } from '$app/environment';
import { m } from '#lib/i18n/paraglide/messages.js';
import { readingOf, withLocale } from '#lib/i18n/server.ts';
import { shareOriginOf } from '#server/addresses.ts';
import { sessionsOf } from '#server/auth/cookies.ts';
import { callerOf } from '#server/auth/meeting-access.ts';
import { originAllowed } from '#server/auth/origin.ts';
import { renewRaised } from '#server/auth/renewal.ts';
import { isNotSaved } from '#server/db/disk.ts';
import { drawTurn, laneOf, quietTurn } from '#server/draw-turn.ts';
import { withStandingHeaders } from '#server/headers.ts';
import { namesAction, plainAnswer } from '#server/http/answers.ts';
import { compressed } from '#server/http/compress.ts';
import { withPreloads } from '#server/http/preloads.ts';
import { faultId } from '#server/log.ts';
import { recordPage, recordPageOf, wayOf, type RecordPage } from '#server/record/page.ts';
import { open, theApp } from '#server/running.ts';

/** `src/routes/ballot/[key]`. */
const SECRET_DOOR = '/ballot/[key]';
/** `src/routes/livekit`: a server asks there, not a browser; it signs what it says. */
const SIGNED_DOOR = '/livekit';

type Event = Parameters<Handle>[0]['event'];
type Resolve = Parameters<Handle>[0]['resolve'];

export const init: ServerInit = () => {
	if (building) return;
	Object.assign(globalThis, { [Symbol.for('yitang.live')]: open });
	// The bench waits for it.
	if (!dev) Object.assign(globalThis, { [Symbol.for('yitang.pages')]: readPages() });
};

const PAGES = import.meta.glob('./routes/**/+*.{svelte,ts}');
/** Each module has one list. */
const PANELS = import.meta.glob<Record<string, readonly { load(): Promise<unknown> }[]>>(
	'./lib/meeting/*/{panels,screens}.ts'
);

/**
 * Reads the modules of all pages, and of what slices show on them, once the app is open: one after another whenever
 * nobody asks for anything. Whoever asked first for a page would hold the loop for as long as the reading takes,
 * which is longer than the drawing.
 */
async function readPages(): Promise<void> {
	await theApp();
	// Whoever asks for the page says what is wrong with it.
	const read = <T>(module: () => Promise<T>) =>
		quietTurn()
			.then(module)
			.catch(() => null);
	for (const page of Object.values(PAGES)) await read(page);
	for (const module of Object.values(PANELS))
		for (const { load } of Object.values((await read(module)) ?? {}).flat()) await read(load);
}

/** Answers with a `Response` and never throws: what is thrown out of here is caught by nobody. */
export const handle: Handle = async ({ event, resolve: draw }) => {
	if (building) return draw(event);
	const lane = laneOf(event);
	const resolve: typeof draw = lane
		? (...asked) => drawTurn(lane).then(() => draw(...asked))
		: draw;
	const response = await answer(event, resolve).catch((cause: unknown) => failed(event, cause));
	const whole = await compressed(event, await withPreloads(response));
	return withStandingHeaders(whole, event.locals.forThemAlone);
};

async function answer(event: Event, resolve: Resolve): Promise<Response> {
	const app = await theApp();
	const { request, url, locals } = event;
	const https = url.protocol === 'https:';
	locals.app = app;
	locals.https = https;
	const signed = event.route.id === SIGNED_DOOR;
	// Whoever brings a secret ballot is not looked up, whatever their browser sends along; nor is a signature by a cookie.
	const nobody = signed || event.route.id === SECRET_DOOR;
	const cookie = nobody ? null : request.headers.get('cookie');
	Object.assign(locals, await sessionsOf(app.sessions, cookie, https));
	if (cookie !== null) renewRaised(event);

	if (request.method !== 'GET' && request.method !== 'HEAD') {
		const { headers } = request;
		const known = originAllowed(headers.get('origin'), headers.get('host'), app.config.publicUrl);
		if (!known && !signed) return plainAnswer(event, 403, 'foreign-origin', m.common_error_foreign);
		if (!namesAction(url)) return plainAnswer(event, 404, 'not-found', m.common_error_missing);
	}
	// We have no remote functions, and SvelteKit looks for one in a plain object: `constructor` is there.
	if (event.isRemoteRequest) return plainAnswer(event, 404, 'not-found', m.common_error_missing);
	const page = recordPageOf(event);
	const drawn = page ? await theRecord(page, event, resolve) : await withLocale(event, resolve);
	const { beside } = locals;
	// Fetched while the scripts come, not after them.
	if (beside && drawn.headers.get('content-type')?.startsWith('text/html'))
		drawn.headers.append('link', `<${beside}>; rel="preload"; as="fetch"; crossorigin="anonymous"`);
	return locals.notSaved ? notSaved(inWords(event, drawn)) : drawn;
}

/** What `handle` itself could not do: redirects and errors of ours as they are, the rest with a number. */
function failed(event: Event, cause: unknown): Response {
	if (isRedirect(cause))
		return new Response(null, { status: cause.status, headers: { location: cause.location } });
	if (isHttpError(cause))
		return plainAnswer(event, cause.status, cause.body.message, m.common_error_broken);
	const id = noted(event, cause);
	if (event.locals.app?.stopping)
		return plainAnswer(event, 503, 'stopping', m.common_error_broken_next);
	if (isNotSaved(cause))
		return notSaved(plainAnswer(event, 503, 'not-saved', m.refusal_not_saved, id));
	if (isDamage(cause)) return plainAnswer(event, 500, 'damaged', m.common_error_damaged_next, id);
	return plainAnswer(event, 500, 'unexpected', m.common_error_broken_next, id);
}

/** The record's page is the same for everybody, and drawn once for each of its versions. */
async function theRecord(page: RecordPage, event: Event, resolve: Resolve): Promise<Response> {
	const { app } = event.locals;
	const room = await app.access.byKey(event.params.code ?? '', callerOf(event.locals));
	// One that is not announced, or private, is drawn for those who may read it, each time, and kept nowhere.
	if (!room || !isForEverybody(room.committed.state.plan)) return withLocale(event, resolve);
	const published = await app.records.of(room);
	const { locale, elder } = readingOf(event);
	const way = wayOf(locale, elder, shareOriginOf(app, event.url), page);
	return recordPage(published, way, event.request, () => {
		event.locals.record = published;
		return withLocale(event, resolve);
	});
}

export const handleError: HandleServerError = async ({ error: cause, status, event }) => {
	if (status < 500) return { message: status === 404 ? 'not-found' : 'malformed' };
	const id = noted(event, cause);
	if (isNotSaved(cause)) {
		event.locals.notSaved = id;
		return { message: 'not-saved', id };
	}
	return { message: isDamage(cause) ? 'damaged' : 'unexpected', id };
};

/**
 * What could not be written behind a door without a page of its own (a document's, a recording's), in a
 * sentence. Pages have one, and whoever asks for data draws it.
 */
function inWords(event: Event, drawn: Response): Response {
	const { headers } = event.request;
	if (event.isDataRequest || headers.get('accept') === 'application/json') return drawn;
	if (drawn.headers.has('x-sveltekit-page')) return drawn;
	return plainAnswer(event, 503, 'not-saved', m.refusal_not_saved, event.locals.notSaved);
}

/** Nothing is broken but that it could not be written: come back, says the answer. */
function notSaved({ status, body, headers }: Response): Response {
	const later = new Headers(headers);
	later.set('retry-after', '10');
	return new Response(body, { status: status === 500 ? 503 : status, headers: later });
}

/** A page of the database that cannot be read: whoever meets it must know, before it is written over. */
function isDamage(cause: unknown): boolean {
	return String((cause as { code?: unknown } | null)?.code).startsWith('SQLITE_CORRUPT');
}

/** Writes what failed into the log; gives the number by which a person can name it. */
function noted(event: Event, cause: unknown): string {
	const id = faultId();
	const path = event.url.pathname;
	event.locals.app?.log.error({ err: cause, id, path }, 'a page failed');
	return id;
}
