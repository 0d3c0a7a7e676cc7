/**
 * What holds whatever happens: a language that changes in place, a seat that moves to another phone, a
 * server that dies in the middle.
 */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { PHONE, pressTwice } from './gestures.ts';

test.use({ story: 'screens' });
test.describe.configure({ mode: 'serial' });

test('a part of the page that is cut off on its way leaves all others, and offers to load again', async ({
	enter,
	yitang
}) => {
	const modules = readFileSync('.svelte-kit/output/client/.vite/modules.json', 'utf8');
	const files = Object.entries(JSON.parse(modules) as Record<string, string[]>);
	const rsvp = 'src/lib/meeting/attendance/Rsvp.svelte';
	const part = `**/${files.find(([, all]) => all.includes(rsvp))![0]}`;
	const context = await enter(PHONE);
	await context.route(part, (route) => route.abort());
	const phone = await context.newPage();
	await phone.goto(yitang.linkOf('赵敏'));
	const again = phone.getByRole('button', { name: '刷新页面' });
	await expect(again.first()).toBeVisible();
	await expect(phone.getByText('已连上').first()).toBeAttached();
	await phone.getByRole('tab', { name: '我的' }).click();
	await expect(phone.getByRole('button', { name: '退出座位' })).toBeVisible();

	await phone.getByRole('tab', { name: '现场' }).click();
	await context.unroute(part);
	await again.first().click();
	await expect(phone.getByRole('heading', { name: /老年食堂/ })).toBeVisible();
	await expect(phone.getByRole('tab', { name: '我的' })).toBeVisible();
	await expect(again).toHaveCount(0);
	await context.close();
});

test('another language in place: what is typed stays, and so does the connection', async ({
	arrive
}) => {
	const phone = await arrive('吕文', PHONE);
	const note = phone.getByRole('textbox');
	await expect(async () => {
		// A press before the page's scripts have come is lost; people press again.
		await phone.getByRole('tab', { name: '我的' }).click();
		await expect(note).toBeVisible({ timeout: 1000 });
	}).toPass();
	await note.fill('座位离音箱太近，听不清。');
	const opened: string[] = [];
	phone.on('websocket', (socket) => opened.push(socket.url()));
	phone.on('framenavigated', (frame) => opened.push(frame.url()));

	await phone.getByRole('link', { name: 'English' }).click();
	await expect(phone.getByRole('tab', { name: 'Mine' })).toBeVisible();
	await expect(phone.locator('html')).toHaveAttribute('lang', 'en');
	await expect(note).toHaveValue('座位离音箱太近，听不清。');
	await expect(phone.getByText('Connected').first()).toBeAttached();

	await phone.getByRole('button', { name: 'Send' }).click();
	await expect(phone.getByRole('listitem').getByText('座位离音箱太近，听不清。')).toBeVisible();
	expect(opened, 'neither a new connection nor another page').toEqual([]);
});

test('a second phone asks for a seat, and gets it when the clerk agrees', async ({ arrive }) => {
	await pressTwice(await arrive('周雅琴'), /^开会/);
	const clerk = await arrive('孙晓彤');
	const first = await arrive('陈立新', PHONE);
	await expect(first.getByText('陈立新，您好')).toBeVisible();
	const second = await arrive('陈立新', PHONE);
	await expect(second.getByText(/^请工作人员按“同意”，陈立新的座位/)).toBeVisible();
	await clerk.getByRole('button', { name: '同意', exact: true }).click();
	await expect(second.getByText('陈立新，您好')).toBeVisible();
	await expect(first.getByText('陈立新，您好')).toHaveCount(0);
	await expect(first.getByText('这部手机还没有座位，只能看。')).toBeVisible();
	await second.getByRole('button', { name: '签到', exact: true }).click();
	await expect(second.getByText(/^已签到/)).toBeVisible();
});

test('the plug is pulled in the middle: every screen comes back by itself, where it was', async ({
	arrive,
	visit,
	yitang
}) => {
	const phone = await arrive('郑爱华', PHONE);
	const screens = [
		phone,
		await arrive('杨振东', PHONE),
		await visit(yitang.publicPaths().hall),
		await visit(yitang.publicPaths().watch, PHONE)
	];
	await phone.getByRole('button', { name: '签到', exact: true }).click();
	await expect(phone.getByText(/^已签到/)).toBeVisible();
	const seq = Number(await phone.getByRole('main').getAttribute('data-seq'));
	for (const page of screens) {
		await stands(page, seq);
		await page.evaluate(() => Object.assign(window, { before: true }));
	}
	const back = screens.map((page) => page.waitForEvent('websocket'));

	await yitang.pullThePlug();
	await Promise.all(back);
	for (const page of screens) await stands(page, seq);

	// The journal goes on where it ended, and everybody hears it.
	await screens[1]!.getByRole('button', { name: '签到', exact: true }).click();
	for (const page of screens) {
		await stands(page, seq + 1);
		expect(await page.evaluate(() => 'before' in window), 'no page was loaded anew').toBe(true);
		expect(await page.pageErrors()).toEqual([]);
	}
});

async function stands(page: Page, seq: number): Promise<void> {
	await expect(page.getByRole('main')).toHaveAttribute('data-seq', String(seq));
}
