/** Answers that the hook gives itself, outside the pages: short, in the reader's language, never failing. */
import type { RequestEvent } from '@sveltejs/kit';
import type { Locale } from '#lib/i18n/paraglide/runtime.js';
import { readingOf } from '#lib/i18n/server.ts';

/** A sentence of `messages/<locale>/`. */
type Sentence = (inputs?: Record<string, never>, options?: { locale?: Locale }) => string;

/** A sentence as plain text; `message` alone, as JSON, for a form that a script sends. */
export function plainAnswer(
	event: RequestEvent,
	status: number,
	message: string,
	sentence: Sentence,
	id?: string
): Response {
	if (event.request.headers.get('accept') === 'application/json')
		return Response.json({ type: 'error', error: { message, id } }, { status });
	const words = sentence({}, { locale: readingOf(event).locale });
	return new Response(`${words}\n${status}${id ? ` · ${id}` : ''}\n`, {
		status,
		headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
	});
}

/**
 * False when the address names a form action that no page can have: SvelteKit looks names up in a plain
 * object, and would find `constructor` there.
 */
export function namesAction(url: URL): boolean {
	for (const name of url.searchParams.keys())
		if (name.startsWith('/')) return !(name.slice(1) in Object.prototype) && name !== '/default';
	return true;
}
