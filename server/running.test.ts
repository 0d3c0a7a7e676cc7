/** The frame around pages, with the real app: what comes over https is to come so again; a full disk is 503. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, onTestFinished } from 'vitest';
import { handle, handleError } from '../src/hooks.server.ts';
import { phone } from './auth/test-meeting.ts';
import { open, type Live } from './running.ts';

const dir = mkdtempSync(join(tmpdir(), 'yitang-running-'));
let live: Live | null = null;
const settings = { DATA_DIR: dir, PORT: '0', HOST: '127.0.0.1', DEMO: 'off', LOG_LEVEL: 'silent' };

afterAll(async () => {
	await live?.close();
	rmSync(dir, { recursive: true, force: true });
});

/** The scheme that pages read, and what the answer asks of browsers. */
function schemeRead(by: Live, forwarded: string | undefined) {
	const headers = { ...(forwarded === undefined ? {} : { 'x-forwarded-proto': forwarded }) };
	const said = new Map<string, unknown>();
	const response = { setHeader: (name: string, value: unknown) => said.set(name, value) };
	by.readScheme({ headers } as IncomingMessage, response as unknown as ServerResponse);
	return [
		(headers as Record<string, string>)['x-forwarded-proto'],
		said.get('strict-transport-security')
	];
}

it('HSTS goes out over https alone, and only a proxy that the settings name says which it was', async () => {
	live = await open(settings);
	for (const claimed of [undefined, 'http', 'https', 'https,http'])
		expect(schemeRead(live, claimed), claimed).toEqual(['http', undefined]);
	await live.close();
	live = await open({ ...settings, TRUST_PROXY: 'on', PUBLIC_URL: 'https://yitang.example' });
	for (const https of ['https', 'https,http', ' HTTPS '])
		expect(schemeRead(live, https), https).toEqual(['https', 'max-age=31536000']);
	for (const http of [undefined, '', 'http', 'http,https', 'javascript'])
		expect(schemeRead(live, http), http).toEqual(['http', undefined]);
});

/** What SvelteKit puts on each page it draws, also on one that says what went wrong. */
const PAGE = { 'x-sveltekit-page': 'true' };

it('what cannot be written answers 503 and "come back", what is broken 500; a page that reads is 200', async () => {
	const { app } = (live ??= await open(settings));
	const { sqlite } = app.connection;
	const caller = await phone(app).caller();
	const url = new URL('http://yitang/signin');
	const event = {
		...{ url, params: {}, locals: {}, route: { id: '/(public)/signin' }, cookies: caller.cookies },
		request: new Request(url, { method: 'POST', headers: { origin: url.origin, host: url.host } })
	} as unknown as Parameters<typeof handle>[0]['event'];
	/** As SvelteKit does it: what a page throws becomes an error page of status 500. */
	const answered = (page: () => unknown, drawn: Record<string, string> = PAGE) =>
		handle({
			event,
			async resolve(asked) {
				try {
					await page();
					return new Response('well');
				} catch (error) {
					const told = await handleError({ error, event: asked, status: 500, message: '' });
					return new Response(told?.message, { status: 500, headers: drawn });
				}
			}
		});
	const write = () => app.sessions.create('account');
	expect(await answered(write)).toMatchObject({ status: 200 });

	const most = Number(sqlite.pragma('max_page_count', { simple: true }));
	onTestFinished(() => void sqlite.pragma(`max_page_count = ${most}`));
	sqlite.pragma(`max_page_count = ${Number(sqlite.pragma('page_count', { simple: true }))}`);
	const fill = async () => {
		for (;;) await write();
	};
	const full = await answered(fill);
	expect([full.status, full.headers.get('retry-after'), await full.text()]).toEqual([
		...[503, '10', 'not-saved']
	]);
	// A door without a page of its own (a document's, a recording's) says it in the reader's language.
	event.request.headers.set('accept-language', 'en');
	const door = await answered(fill, {});
	expect([door.status, door.headers.get('retry-after')]).toEqual([503, '10']);
	expect(await door.text()).toMatch(/^That could not be saved and had no effect/);
	delete event.locals.notSaved;
	expect(await answered(() => app.sessions.validate('a.b', 'account'))).toMatchObject({
		status: 200
	});
	const broken = await answered(() => {
		throw new Error('broken');
	});
	expect([broken.status, broken.headers.get('retry-after')]).toEqual([500, null]);
});
