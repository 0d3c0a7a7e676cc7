/**
 * The record's page, and that of all its cards, as bytes: drawn once for each version, language and text size, and handed out to
 * everybody. It says the same to all, so it depends on nobody's session.
 */
import type { RequestEvent } from '@sveltejs/kit';
import { Bytes, answerWith } from './bytes.ts';
import type { Published } from './edition.ts';

interface Drawn {
	bytes: Bytes;
	headers: Record<string, string>;
}

/** Drawings kept for a version: three languages, three sizes, two addresses, and some to spare. */
const KEPT = 24;
/** Not `link`: ten kilobytes of preloads to people who only want to read. */
const COPIED = ['content-type', 'content-security-policy', 'vary'];

/** The pages that are the same for everybody. */
export type RecordPage = 'record' | 'cards';

const PAGES: Record<string, RecordPage> = {
	'/(public)/r/[code]': 'record',
	'/(public)/r/[code]/cards': 'cards'
};

/** Which page is asked for: not for its data, nor with anything in the address that changes it. */
export function recordPageOf(event: RequestEvent): RecordPage | undefined {
	const { method } = event.request;
	if (method !== 'GET' && method !== 'HEAD') return undefined;
	if (event.url.search !== '' || event.isDataRequest) return undefined;
	return PAGES[event.route.id ?? ''];
}

/** Names a page and the way somebody reads it: by language, text size and the address in its links. */
export function wayOf(
	locale: string,
	elder: number,
	origin: string,
	page: RecordPage = 'record'
): string {
	return `${page} ${locale} ${elder} ${origin}`;
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
