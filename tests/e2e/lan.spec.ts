/**
 * The hall's own network: plain http on an address that is not localhost. A browser calls that an
 * insecure context, drops Secure cookies and takes away half of its interfaces; the room must not care.
 */
import type { Page } from '@playwright/test';
import { lanAddress } from '#server/addresses.ts';
import { expect, test } from '../fixtures.ts';
import { PHONE, pressTwice } from './gestures.ts';

test.use({ story: 'lan' });

const lan = lanAddress();
test.skip(lan === null, 'this machine has no address on a network, only localhost');

test('a hall without https: sits down by the link, signs in, and the other screens see it', async ({
	visit,
	yitang
}) => {
	const there = `http://${lan}:${yitang.port}`;
	const comes = async (name: string, options = {}) => {
		const page = await visit(yitang.linkOf(name).replace(yitang.origin, there), options);
		await page.waitForURL(/\/m\//);
		return page;
	};
	const chair = await comes('周雅琴');
	const li = await comes('李建国', PHONE);
	const hall = await visit(`${there}${yitang.publicPaths().hall}`);
	const everybody = [chair, li, hall];

	await test.step('the browser calls it insecure, and the seat’s cookie holds all the same', async () => {
		for (const page of everybody) {
			expect(new URL(page.url()).host).toBe(`${lan}:${yitang.port}`);
			expect(await page.evaluate(() => isSecureContext)).toBe(false);
		}
		const [seat, ...others] = await sessions(li);
		expect(others).toEqual([]);
		expect(seat).toMatchObject({ name: 'yitang_seat', httpOnly: true, secure: false });
		expect(seat!.sameSite).toBe('Lax');
		expect(new URL(li.url()).hash, 'the key leaves the address').toBe('');
	});

	await test.step('the chair reads what does not work without a public address', async () => {
		await expect(
			chair.getByText('只有会场的 Wi-Fi 能进；不能秘密投票、不能用麦克风', { exact: false })
		).toBeVisible();
	});

	await test.step('the chair opens, 李建国 signs in, hall and chair count one', async () => {
		await pressTwice(chair, /^开会/);
		// Tapped before the page's scripts have come: done when they have, unless the meeting went on meanwhile.
		const signedIn = li.getByText(/^已签到/);
		await expect(async () => {
			if (await signedIn.isVisible()) return;
			const scripts = await heldScripts(li);
			await li.reload({ waitUntil: 'commit' });
			const signIn = li.getByRole('button', { name: '签到', exact: true });
			await signIn.click();
			await expect(signIn).toHaveAttribute('data-early');
			scripts.come();
			await expect(signedIn).toBeVisible({ timeout: 10_000 });
		}).toPass();
		for (const page of [chair, hall])
			await expect(page.getByText(/实到1(?!\d)/).first()).toBeVisible();
	});

	await test.step('a reload keeps the seat', async () => {
		await li.reload();
		await expect(li.getByText(/^已签到/)).toBeVisible();
	});

	await test.step('copying works by hand or by itself, and no page has failed', async () => {
		await chair.getByRole('button', { name: '复制群消息' }).click();
		await expect(chair.getByText(/^已复制|没能自动复制/).first()).toBeVisible();
		for (const page of everybody) expect(await page.pageErrors()).toEqual([]);
	});
});

/** Keeps the scripts of a page on their way. */
async function heldScripts(page: Page) {
	const { promise: here, resolve: come } = Promise.withResolvers<void>();
	const scripts = /\/_app\/.*\.js$/;
	await page.unroute(scripts);
	await page.route(scripts, (route) => here.then(() => route.continue()));
	return { come };
}

/** The cookies that hold a session. */
async function sessions(page: Page) {
	const cookies = await page.context().cookies();
	return cookies.filter(({ name }) => name.includes('yitang_'));
}
