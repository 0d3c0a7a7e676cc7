/**
 * The record's page as bytes: drawn once for each version, language and text size, and handed out to
 * everybody. It says the same to all, so it depends on nobody's session.
 */
import type { RequestEvent } from '@sveltejs/kit';
import { Bytes, answerWith } from './bytes.ts';
import type { Published } from './records.ts';

interface Drawn {
	bytes: Bytes;
	headers: Record<string, string>;
}

/** Drawings kept for a version: three languages, three sizes, two addresses, and some to spare. */
const KEPT = 24;
/** Not `link`: ten kilobytes of preloads to people who only want to read. */
const COPIED = ['content-type', 'content-security-policy', 'vary'];

/** True for the page itself: not for its data, nor with anything in the address that changes it. */
export function isRecordPage(event: RequestEvent): boolean {
	const { method } = event.request;
	return (
		event.route.id === '/(public)/r/[code]' &&
		(method === 'GET' || method === 'HEAD') &&
		event.url.search === '' &&
		!event.isDataRequest
	);
}

/** Names the way somebody reads: pages differ by language, text size and the address in their links. */
export function wayOf(locale: string, elder: number, origin: string): string {
	return `${locale} ${elder} ${origin}`;
}

/** The page of this version if somebody asked for it in this way before. */
export function drawnBefore(published: Published, way: string): Promise<Drawn> | undefined {
	return published.pages.get(way) as Promise<Drawn> | undefined;
}

/** The page of this version; `draw` renders it when nobody has asked for it in this way before. */
export async function recordPage(
	published: Published,
	way: string,
	request: Request,
	draw: () => Promise<Response>
): Promise<Response> {
	const pages = published.pages as Map<string, Promise<Drawn>>;
	let page = pages.get(way);
	if (!page) {
		page = drawn(draw);
		if (pages.size < KEPT) pages.set(way, page);
		page.catch(() => pages.delete(way));
	}
	const { bytes, headers } = await page;
	return answerWith(bytes, request, headers);
}

async function drawn(draw: () => Promise<Response>): Promise<Drawn> {
	const response = await draw();
	if (response.status !== 200) throw new Error(`the record's page came out as ${response.status}`);
	const headers: Record<string, string> = {};
	for (const name of COPIED) {
		const value = response.headers.get(name);
		if (value) headers[name] = value;
	}
	return { bytes: new Bytes(await response.text()), headers };
}
