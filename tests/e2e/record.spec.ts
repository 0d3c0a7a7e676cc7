/** Those who were not there: one whose browser runs no script, one whose browser does, and a replay. */
import { gzipSync } from 'node:zlib';
import { accessible, fits } from './checks.ts';
import { expect, test } from '../fixtures.ts';
import { PHONE, pressTwice } from './gestures.ts';
import { picture } from './picture.ts';

test.use({ story: 'record' });
test.describe.configure({ mode: 'serial' });

const WORDS = '支持，门口要有坡道。';

test('[A24] [A25] an absent resident reads and comments without scripts; another follows with them', async ({
	arrive,
	visit,
	yitang
}) => {
	const chair = await arrive('周雅琴');
	await pressTwice(chair, /^开会/);
	const clerk = await arrive('孙晓彤');
	const reader = await visit(yitang.publicPaths().record, { ...PHONE, javaScriptEnabled: false });
	await expect(reader.getByRole('heading', { name: '老年食堂怎么办' })).toBeVisible();
	await expect(reader.getByText('会议开始，周雅琴主持。')).toBeVisible();

	await test.step('the form refuses with a sentence and keeps what was typed', async () => {
		await reader.getByLabel('您想说的话').fill(WORDS);
		await reader.getByLabel('怎么称呼您').fill(' ');
		await reader.getByRole('button', { name: '交给工作人员' }).click();
		await expect(reader.getByText(/还没有姓名/)).toBeVisible();
		await expect(reader.getByLabel('您想说的话')).toHaveValue(WORDS);
	});

	await test.step('handed in: a private address says what becomes of it', async () => {
		await reader.getByLabel('怎么称呼您').fill('丁淑华');
		await reader.getByLabel(/^楼栋或单位/).fill('9号楼');
		await reader.getByRole('button', { name: '交给工作人员' }).click();
		await expect(reader.getByText('收到了，谢谢您。')).toBeVisible();
		await expect(reader.getByText(/^工作人员还没看/)).toBeVisible();
		const page = await (await fetch(`${yitang.origin}${yitang.publicPaths().record}`)).text();
		expect(page, 'hidden until somebody has read it').not.toContain(WORDS);
	});

	await test.step('the clerk reads, publishes and answers it', async () => {
		await clerk.getByRole('link', { name: '记录和留言' }).click();
		await expect(clerk.getByText(WORDS)).toBeVisible();
		await clerk.getByRole('button', { name: '公开', exact: true }).click();
		await clerk.getByRole('button', { name: '答复', exact: true }).click();
		await clerk.getByLabel(/的答复$/).fill('采纳，并入改造方案。');
		await clerk.getByRole('button', { name: '答复', exact: true }).last().click();
		await expect(clerk.getByText('答复：采纳，并入改造方案。')).toBeVisible();
	});

	await test.step('[W1] another telephones: the clerk takes it down, and the record says so', async () => {
		await clerk.getByText('记一个电话').click();
		await clerk.getByLabel('谁打来的').fill('何秀英');
		await clerk.getByLabel('对方说的话').fill('腿脚不便，想要送餐。');
		await clerk.getByRole('button', { name: '记下', exact: true }).click();
		await expect(clerk.getByText('已记下，在没看的留言里。')).toBeVisible();
		await picture(clerk, 'record-desk');
		await accessible(clerk, 'the clerk’s desk for the record');
		await clerk.getByRole('button', { name: '公开', exact: true }).click();
		await expect(clerk.getByText('留言都看过了。')).toBeVisible();
	});

	await reader.reload();
	await expect(reader.getByText('采纳，并入改造方案。')).toBeVisible();
	await reader.goto(yitang.publicPaths().record);
	await expect(reader.getByText(WORDS)).toBeVisible();
	await expect(reader.getByText('9号楼 丁淑华')).toBeVisible();
	await expect(reader.getByText(/电话代录：孙晓彤/)).toBeVisible();
	await picture(reader, 'record-phone');

	await test.step('[A25] where scripts run a new line comes by itself within two seconds', async () => {
		const other = await visit(yitang.publicPaths().record, PHONE);
		const opened: string[] = [];
		other.on('websocket', (socket) => opened.push(socket.url()));
		await expect(other.locator('html')).toHaveAttribute('data-scripts', 'on');
		await clerk.getByLabel('定了什么').fill('用房办老年食堂。');
		await clerk.getByRole('button', { name: '公布这几行' }).click();
		await expect(clerk.getByText('已公布。')).toBeVisible();
		await expect(other.getByText('用房办老年食堂。')).toBeVisible();
		expect(opened, 'a reader has no socket').toEqual([]);
	});
});

test('the page is at most 30 KB on the wire and not sent twice', async ({ yitang }) => {
	const ask = (headers: Record<string, string> = {}) =>
		fetch(`${yitang.origin}${yitang.publicPaths().record}`, { headers });
	const first = await ask();
	const bytes = gzipSync(Buffer.from(await first.arrayBuffer())).length;
	const size = `the record's page: ${(bytes / 1024).toFixed(1)} KB gzip`;
	test.info().annotations.push({ type: 'figure', description: size });
	expect(bytes, size).toBeLessThan(30 * 1024);
	const again = await ask({ 'if-none-match': first.headers.get('etag')! });
	expect(again.status).toBe(304);
});

test('[D8] a replay goes to any moment: by slider, by keys, by a link', async ({
	visit,
	yitang
}) => {
	const page = await visit(`${yitang.publicPaths().record}/replay`, {
		viewport: { width: 1280, height: 800 }
	});
	const slider = page.getByRole('slider', { name: '会议的时间' });
	await expect(slider).toBeVisible();
	const seq = () => page.getByRole('main').getAttribute('data-seq').then(Number);
	const first = await seq();
	expect(first).toBeGreaterThan(0);
	await slider.focus();
	await page.keyboard.press('End');
	await expect.poll(seq).toBeGreaterThan(first);
	const last = await seq();
	await page.getByRole('button', { name: '上一步' }).click();
	await expect.poll(seq).toBeLessThan(last);
	await page.goto(`${yitang.publicPaths().record}/replay#t=0`);
	await expect.poll(seq).toBe(first);
	await expect(page.getByRole('button', { name: '播放' })).toBeVisible();
	await picture(page, 'replay');
});

test('axe finds nothing on what absent residents read and write', async ({ visit, yitang }) => {
	const reader = await visit(yitang.publicPaths().record, PHONE);
	await expect(reader.locator('html')).toHaveAttribute('data-scripts', 'on');
	await accessible(reader, 'record and form');
	await reader.getByLabel('您想说的话').fill('我来晚了，想补一句。');
	await reader.getByLabel('怎么称呼您').fill('何秀英');
	await reader.getByRole('button', { name: '交给工作人员' }).click();
	await expect(reader.getByText('收到了，谢谢您。')).toBeVisible();
	await accessible(reader, 'mine');
	const replay = await visit(`${yitang.publicPaths().record}/replay`, PHONE);
	await expect(replay.getByRole('slider')).toBeVisible();
	await accessible(replay, 'replay');
	const narrow = { viewport: { width: 320, height: 640 } };
	for (const path of ['', '/mine', '/replay'])
		await fits(await visit(`${yitang.publicPaths().record}${path}`, narrow), `record${path}`);
});
