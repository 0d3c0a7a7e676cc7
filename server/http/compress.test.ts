import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { leastUserMs } from '../../tests/user-time.ts';
import { compressed, encodingFor } from './compress.ts';

const PAGE = `<p>${'有事好商量。'.repeat(200)}</p>`;
const HTML = { 'content-type': 'text/html; charset=utf-8', etag: '"page"' };

type Made = { method?: string; accept?: string; search?: string; account?: boolean };
function sent(body: string | null, headers: HeadersInit, made: Made = {}, status = 200) {
	const { method = 'GET', accept = 'gzip, br', search = '', account = false } = made;
	const url = new URL(`http://x/m/k${search}`);
	const request = new Request(url, { method, headers: { 'accept-encoding': accept } });
	const locals = { account: account ? {} : null } as App.Locals;
	const asked = { request, url, locals, isSubRequest: false };
	return compressed(asked, new Response(body, { status, headers }));
}

describe('which encoding', () => {
	it.each([
		['gzip, deflate', 'gzip'],
		['gzip, deflate, br, zstd', 'br'],
		['br;q=0, gzip;q=0.5', 'gzip'],
		['gzip;q=0', null],
		['*', 'br'],
		['*;q=0', null],
		['*, br;q=0', 'gzip'],
		['identity', null],
		['', null],
		['GZIP', 'gzip'],
		['xgzip', null]
	])('%s: %s', (accepts, encoding) => expect(encodingFor(accepts)).toBe(encoding));

	it('reads 15 KB of it in no time', async () => {
		const least = await leastUserMs(() => {
			for (const junk of ['gzip;'.repeat(3000), ','.repeat(15_000), `${' '.repeat(15_000)}br`])
				encodingFor(junk);
		});
		expect(least).toBeLessThan(100);
	});
});

describe('a page', () => {
	it('comes as this browser reads it best, says so, and is the same', async () => {
		const br = await sent(PAGE, HTML);
		expect(br.headers.get('content-encoding')).toBe('br');
		expect(br.headers.get('vary')).toBe('Accept-Encoding');
		expect(br.headers.get('etag')).toBe('W/"page"');
		const bytes = Buffer.from(await br.arrayBuffer());
		expect(br.headers.get('content-length')).toBe(String(bytes.length));
		expect(brotliDecompressSync(bytes).toString()).toBe(PAGE);
		const gzip = await sent(PAGE, { ...HTML, vary: 'Cookie' }, { accept: 'gzip' });
		expect(gzip.headers.get('vary')).toBe('Cookie, Accept-Encoding');
		expect(gunzipSync(Buffer.from(await gzip.arrayBuffer())).toString()).toBe(PAGE);
		const plain = await sent(PAGE, HTML, { accept: '' });
		expect([plain.headers.get('content-encoding'), plain.headers.get('vary')]).toEqual([
			null,
			'Accept-Encoding'
		]);
		expect(await plain.text()).toBe(PAGE);
	});

	it('keeps several cookies apart', async () => {
		const headers = new Headers(HTML);
		headers.append('set-cookie', 'a=1; Path=/');
		headers.append('set-cookie', 'b=2; Path=/');
		expect((await sent(PAGE, headers)).headers.getSetCookie()).toHaveLength(2);
	});

	it.each<[string, string | null, HeadersInit, Made?, number?]>([
		['a picture', PAGE, { 'content-type': 'image/jpeg' }],
		['a stream of events', PAGE, { 'content-type': 'text/event-stream' }],
		['what is compressed already', PAGE, { ...HTML, 'content-encoding': 'gzip' }],
		['what its maker left as it is', PAGE, { ...HTML, vary: 'Accept-Encoding' }],
		['a part of a file', PAGE, { ...HTML, 'content-range': 'bytes 0-1/2' }, {}, 206],
		['a redirect', null, { location: '/' }, {}, 303],
		['nothing new', null, HTML, {}, 304],
		['an error', PAGE, HTML, {}, 500],
		['what is small', '<p>ok</p>', HTML],
		['the head of a page', PAGE, HTML, { method: 'HEAD' }],
		['the answer to a form [BREACH]', PAGE, HTML, { method: 'POST' }],
		[
			'an organiser’s page that may repeat its address [BREACH]',
			PAGE,
			HTML,
			{ search: '?find=x', account: true }
		]
	])('%s comes as it is', async (_, body, headers, made, status) => {
		const answer = await sent(body, headers, made, status);
		const { 'content-encoding': before = null } = headers as Record<string, string>;
		expect(answer.status).toBe(status ?? 200);
		expect(answer.headers.get('content-encoding')).toBe(before);
	});
});
