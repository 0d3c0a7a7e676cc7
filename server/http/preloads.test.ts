import { expect, it } from 'vitest';
import { leastUserMs } from '../../tests/user-time.ts';
import { withPreloads } from './preloads.ts';

const PAGE = '<html><head><title>一</title></head><body><svg><title>二</title></svg></body></html>';
const LINK = [
	'<../_app/immutable/assets/0.css>; rel="preload"; as="style"; nopush',
	'<../_app/immutable/entry/start.js>; rel="modulepreload"; nopush',
	'</m/abc/state.json?of=x-_1>; rel="preload"; as="fetch"; crossorigin="anonymous"'
].join(', ');
const html = (headers: Record<string, string>) => ({ 'content-type': 'text/html', ...headers });

it('names in the head, once, what the header named, and says how long the page became', async () => {
	const length = { 'content-length': String(PAGE.length) };
	const given = new Response(PAGE, { status: 400, headers: html({ link: LINK, ...length }) });
	const { status, headers, ...page } = await answer(given);
	expect([status, headers.get('link')]).toEqual([400, null]);
	expect(headers.get('content-length')).toBe(String(Buffer.byteLength(page.text)));
	const tags =
		'<link rel="modulepreload" href="../_app/immutable/entry/start.js">' +
		'<link rel="preload" href="/m/abc/state.json?of=x-_1" as="fetch" crossorigin="anonymous">';
	expect(page.text).toBe(PAGE.replace('</title></head>', `</title>${tags}</head>`));
});

it('leaves what is no page, and a page that names nothing, as they are', async () => {
	for (const headers of [{ link: LINK, 'content-type': 'text/plain' }, html({})] as const) {
		const given = new Response(PAGE, { headers: headers as Record<string, string> });
		expect(await withPreloads(given)).toBe(given);
	}
});

it('reads a long header in no time, and puts nothing into the page that breaks out of its tag', async () => {
	const junk = [
		'<a'.repeat(8000),
		`<x>${'; a'.repeat(8000)}`,
		'<x"><script>>; rel="preload"; as="fetch"'
	];
	const least = await leastUserMs(async () => {
		for (const link of junk) {
			const { text } = await answer(new Response(PAGE, { headers: html({ link }) }));
			expect(text).toBe(PAGE);
		}
	});
	expect(least).toBeLessThan(200);
});

async function answer(given: Response) {
	const { status, headers, ...rest } = await withPreloads(given).then(async (one) => ({
		...{ status: one.status, headers: one.headers },
		text: await one.text()
	}));
	return { status, headers, ...rest };
}
