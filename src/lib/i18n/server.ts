/**
 * The server's side of language and text size: one call for the hook. Each request renders in its own
 * locale through AsyncLocalStorage, so two people rendered at once never read each other's language.
 * Paraglide's own middleware is not used: it would clone every request body, and it reads zh-TW as zh.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import type { RequestEvent, ResolveOptions } from '@sveltejs/kit';
import {
	COOKIE_AGE,
	ELDER_COOKIE,
	LANGUAGE_COOKIE,
	chooseElder,
	chooseLocale,
	type ElderLevel
} from './preference.ts';
import { overwriteServerAsyncLocalStorage, type Locale } from './paraglide/runtime.js';
import { placeZone } from './when.ts';

type Reading = { locale?: Locale; origin?: string; elder?: ElderLevel };
type Resolve = (event: RequestEvent, options?: ResolveOptions) => Promise<Response> | Response;

/** Characters of a page that holds the loop for long. */
const LONG = 200_000;

const reading = new AsyncLocalStorage<Reading>();
/** Asked for once, when the process has taken it on: making it out takes a quarter of a millisecond. */
let zone: string | undefined;
overwriteServerAsyncLocalStorage(reading);

/**
 * Answers a request in the visitor's language [A22] and text size [A1]: fills `%lang%`, `%zone%` (whose
 * calendar dates are of) and `%elder%` in app.html, remembers what the address asked for in cookies that scripts can read, and tells caches
 * what the page depends on.
 */
export async function withLocale(event: RequestEvent, resolve: Resolve): Promise<Response> {
	const { locale, elder } = readingOf(event);
	remember(event, 'lang', LANGUAGE_COOKIE, locale);
	remember(event, 'elder', ELDER_COOKIE, String(elder));

	const transformPageChunk = async ({ html }: { html: string }) => {
		// What is done with a long page once it is drawn takes as long again: others go first.
		if (html.length > LONG) await turn();
		return withoutEarlyTap(html)
			.replace('%lang%', locale)
			.replace('%zone%', () => (zone ??= placeZone()))
			.replace(' %elder%', elder ? ` data-elder="${elder}"` : '');
	};
	const response = await reading.run({ locale, origin: event.url.origin, elder }, () =>
		resolve(event, { transformPageChunk })
	);
	if (response.headers.get('content-type')?.startsWith('text/html')) {
		response.headers.append('vary', 'Accept-Language, Cookie');
	}
	return response;
}

/** SvelteKit's own start of a page that has scripts. */
const STARTS = '__sveltekit_';

/** A page whose scripts never come keeps no tap for them: it has none at all (`app.html`). */
function withoutEarlyTap(html: string): string {
	const from = html.indexOf('<script>');
	if (from < 0 || from > html.indexOf('</head>') || html.includes(STARTS)) return html;
	const end = '</script>';
	return html.slice(0, from).trimEnd() + html.slice(html.indexOf(end, from) + end.length);
}

/** What a request asks for: for code that writes words outside a page, such as an error or a file. */
export function readingOf(event: RequestEvent): { locale: Locale; elder: ElderLevel } {
	return {
		locale: chooseLocale({
			query: event.url.searchParams.get('lang'),
			cookie: event.cookies.get(LANGUAGE_COOKIE),
			acceptLanguage: event.request.headers.get('accept-language')
		}),
		elder: chooseElder({
			query: event.url.searchParams.get('elder'),
			cookie: event.cookies.get(ELDER_COOKIE)
		})
	};
}

function remember(event: RequestEvent, query: string, cookie: string, value: string): void {
	if (!event.url.searchParams.has(query)) return;
	event.cookies.set(cookie, value, {
		path: '/',
		maxAge: COOKIE_AGE,
		sameSite: 'lax',
		httpOnly: false,
		secure: event.url.protocol === 'https:'
	});
}
