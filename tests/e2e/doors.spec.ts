/** What somebody finds who knows six digits and nothing else; and how an old projector becomes the screen. */
import { CODE, expect, test, type Yitang } from '../fixtures.ts';
import { accessible, fits } from './checks.ts';
import { PHONE } from './gestures.ts';
import { picture } from './picture.ts';

test.use({ story: 'doors' });

/** What a stranger is answered: everything that could tell one code from another. */
async function answer({ origin }: Yitang, method: string, path: string) {
	const response = await fetch(origin + path, {
		method,
		redirect: 'manual',
		headers: { 'accept-language': 'zh-CN', origin },
		...(method === 'POST' ? { body: new URLSearchParams({ key: 'x.y' }) } : {})
	});
	const said = await response.text();
	// How long a page with an id of its own is when packed tells of that id alone.
	const packed = response.headers.has('content-encoding');
	const changing = packed
		? /^(date|etag|set-cookie|content-security-policy|content-length)$/u
		: /^(date|etag|set-cookie|content-security-policy)$/u;
	const headers = [...response.headers].filter(([name]) => !changing.test(name));
	// Each page has a one-time id of its own.
	const alike = said
		.replaceAll(/once(\\?":|:)\\?"[\w.-]+/gu, 'once')
		.replaceAll(/value="[\w.-]{20,}"/gu, '');
	return JSON.stringify([response.status, headers, alike]);
}

test('six digits tell a stranger nothing, under any address', async ({ yitang }) => {
	const strange = CODE.replace(/.$/u, '9');
	const paths = (code: string) => [
		...['', '/watch', '/chair', '/clerk', '/hall', '/timer', '/minutes'].map(
			(s) => `/m/${code}${s}`
		),
		...['/minutes/facts', '/document/agenda', '/export.md', '/photo/b1/1'].map(
			(s) => `/m/${code}${s}`
		),
		...['/__data.json', '/watch/__data.json'].map((s) => `/m/${code}${s}`),
		...['', '/replay', '/cards', '/mine', '/events.json', '/record.json', '/live'].map(
			(s) => `/r/${code}${s}`
		),
		...['/export.md', '/board/b1.svg', '/__data.json', '/replay/__data.json'].map(
			(s) => `/r/${code}${s}`
		),
		...[`/s/${code}`, `/hall/${code}/check`, `/meetings/${code}`]
	];
	const told = async (code: string) =>
		Promise.all([
			...paths(code).map((path) => answer(yitang, 'GET', path)),
			answer(yitang, 'POST', `/s/${code}`),
			answer(yitang, 'POST', `/r/${code}?/comment`),
			answer(yitang, 'POST', `/m/${code}/displays`)
		]);
	const [known, unknown] = [await told(CODE), await told(strange)];
	for (const [n, one] of known.entries())
		expect.soft(one.replaceAll(CODE, '######')).toBe(unknown[n]!.replaceAll(strange, '######'));
	for (const one of known) expect(one).not.toContain('食堂');
});

test('an old projector shows a number, and the desk lets it in with one press', async ({
	arrive,
	visit
}) => {
	const clerk = await arrive('孙晓彤', { viewport: { width: 1280, height: 800 } });
	const hall = await visit(`/hall/${CODE}`, { viewport: { width: 1920, height: 1080 } });
	const stranger = await visit(`/hall/${CODE.replace(/.$/u, '9')}`, PHONE);
	const number = await hall.locator('.number').innerText();
	expect(number).toMatch(/^\d{3} \d{3}$/u);
	await expect(stranger.getByRole('heading')).toHaveText(
		await hall.getByRole('heading').innerText()
	);
	await accessible(hall, 'big screen, waiting');
	await accessible(stranger, 'phone, waiting');

	await expect(clerk.getByText(`大屏 ${number} 想显示本场会议`)).toBeVisible();
	await accessible(clerk, 'clerk, a screen asks');
	await picture(hall, 'hall-waiting');
	await clerk.getByRole('button', { name: '允许' }).click();
	// It waits until no other screen has come with the same number.
	await expect(hall).toHaveURL(new RegExp(`/m/${CODE}/hall$`), { timeout: 20_000 });
	await expect(hall.getByText('老年食堂').first()).toBeVisible();
	await expect(clerk.getByText('想显示本场会议')).toHaveCount(0);
	await hall.goto(`/hall/${CODE}`);
	await expect(hall, 'it stays the screen').toHaveURL(new RegExp(`/m/${CODE}/hall$`));
	const narrow = { viewport: { width: 320, height: 640 } };
	await fits(await visit('/hall/999999', narrow), 'waiting, huge letters');
});
