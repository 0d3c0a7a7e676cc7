import type { RequestEvent } from '@sveltejs/kit';
import { describe, expect, it } from 'vitest';
import { m } from './paraglide/messages.js';
import { withLocale } from './server.ts';

type Kept = { name: string; value: string; httpOnly?: boolean; secure?: boolean };

/** A visitor's request, and what the answer leaves on their device. */
function visit(address: string, { language = '', cookies = {} as Record<string, string> } = {}) {
	const kept: Kept[] = [];
	const event = {
		url: new URL(address),
		request: new Request(address, { headers: { 'accept-language': language } }),
		cookies: {
			get: (name: string) => cookies[name],
			set: (name: string, value: string, options: object) => kept.push({ name, value, ...options })
		}
	} as unknown as RequestEvent;
	return { event, kept };
}

type Resolve = Parameters<typeof withLocale>[1];

const PAGE = '<html lang="%lang%" %elder%>';
/** Renders the page's first tag and one sentence, after `wait`. */
const render = (wait: Promise<void> = Promise.resolve()): Resolve => {
	return async (_event, options) => {
		await wait;
		const html = await options!.transformPageChunk!({ html: PAGE, done: true });
		return new Response(html + m.ui_close(), { headers: { 'content-type': 'text/html' } });
	};
};

describe('the server writes a page for its reader', () => {
	it('[A22] two people rendered at once each read their own language', async () => {
		let go = () => {};
		const gate = new Promise<void>((resolve) => (go = resolve));
		const slow = withLocale(visit('http://x/', { language: 'zh-TW' }).event, render(gate));
		const quick = withLocale(visit('http://x/', { language: 'en' }).event, render());
		expect(await (await quick).text()).toBe('<html lang="en">Close');
		go();
		expect(await (await slow).text()).toBe('<html lang="zh-Hant">關閉');
	});

	it('a page whose scripts never come has none in its head either', async () => {
		const page = (start: string): Resolve => {
			const html = `<head>\n\t<script>early()</script>\n</head><body>${start}</body>`;
			return async (_event, options) =>
				new Response((await options!.transformPageChunk!({ html, done: true }))!);
		};
		const drawn = async (start: string) =>
			(await withLocale(visit('http://x/').event, page(start))).text();
		expect(await drawn('')).toBe('<head>\n</head><body></body>');
		expect(await drawn('<script>__sveltekit_1 = {}</script>')).toContain('early()');
	});

	it('[A1] a QR address opens in large text, and the device remembers', async () => {
		const { event, kept } = visit('http://192.168.1.20:3000/m/110411?elder=1');
		const answer = await withLocale(event, render());
		expect(await answer.text()).toContain('<html lang="zh-Hans" data-elder="1">');
		expect(kept).toMatchObject([
			{ name: 'yitang_elder', value: '1', httpOnly: false, secure: false }
		]);
	});

	it('[A1] a cookie can’t put anything but a level into the page', async () => {
		const cookies = { yitang_elder: '"><script>', yitang_lang: '"><script>' };
		const answer = await withLocale(visit('http://x/', { cookies }).event, render());
		expect(await answer.text()).toBe('<html lang="zh-Hans">关闭');
	});

	it('[A22] nothing is remembered that nobody asked for, and caches keep languages apart', async () => {
		const { event, kept } = visit('https://x/', { language: 'en' });
		const answer = await withLocale(event, render());
		expect(kept).toEqual([]);
		expect(answer.headers.get('vary')).toBe('Accept-Language, Cookie');
	});
});
