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

test('[A17] inside WeChat the way out is a link to copy, and nothing is forced', async ({
	browser,
	yitang
}) => {
	const userAgent = 'Mozilla/5.0 (Linux; Android 10) Mobile MicroMessenger/8.0.49';
	const viewport = { width: 320, height: 640 };
	const context = await browser.newContext({ viewport, userAgent });
	const page = await context.newPage();
	await page.goto(`${yitang.origin}/join`);
	await expect(page.getByRole('button', { name: '复制链接到浏览器' })).toBeVisible();
	await expect(page.getByRole('textbox').first(), 'and the code can be typed').toBeEditable();
	await accessible(page, 'join in WeChat');
	await fits(page, 'join in WeChat');
	await context.close();
});

test('an old projector shows a number, the desk lets it in, sign-in opens, and who scans it taps their name', async ({
	arrive,
	visit,
	yitang
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
	await expect(hall).toHaveURL(new RegExp(`/m/${CODE}/hall$`));
	await expect(hall.getByText('老年食堂').first()).toBeVisible();
	await expect(clerk.getByText('想显示本场会议')).toHaveCount(0);
	await hall.goto(`/hall/${CODE}`);
	await expect(hall, 'it stays the screen').toHaveURL(new RegExp(`/m/${CODE}/hall$`));

	// The hall screen is up: sign-in is open, and its QR knows the roll [P14] [S29].
	await expect(clerk.getByText('现在可以签到').first()).toBeVisible();
	await expect(hall.getByText('扫码签到', { exact: true })).toBeVisible();
	const { key } = (await hall.evaluate(`fetch('/m/${CODE}/hall/key').then((a) => a.json())`)) as {
		key: string;
	};
	const door = yitang.publicPaths().join;
	const phone = await visit(`${door}&in=${key}&elder=1`, PHONE);
	const his = phone.locator('details', { hasText: '李建国' });
	await his.locator('summary').click();
	await accessible(phone, 'phone, names of the roll');
	await his.getByRole('button', { name: '李建国' }).click();
	await expect(phone.getByText('已请工作人员确认，请稍等。').first()).toBeVisible();
	await expect(clerk.getByText('2号 李建国 请求入座').first()).toBeVisible();
	await accessible(clerk, 'clerk, somebody asks for a seat');
	await clerk.getByRole('button', { name: /^准：2号 李建国/ }).click();
	await phone.getByRole('button', { name: '签到', exact: true }).click();
	await expect(hall.getByText('李建国')).toBeVisible();
	const late = await visit(`${door}&in=22222222`, PHONE);
	await expect(late.getByText('请再扫一次大屏')).toBeVisible();
	await expect(late.getByText('王桂芳')).toHaveCount(0);
	const narrow = { viewport: { width: 320, height: 640 } };
	await fits(await visit('/hall/999999', narrow), 'waiting, huge letters');
});
