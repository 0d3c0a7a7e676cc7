/** Everybody can use every screen: no fault that axe finds, no sideways scrolling in huge text. */
import { expect, test } from '../fixtures.ts';
import { accessible, fits, nothingUnderButtons } from './checks.ts';
import { PHONE, pressTwice } from './gestures.ts';

test.use({ story: 'accessible' });

test('axe finds nothing on any screen, before the meeting and while it is open', async ({
	arrive,
	visit,
	yitang
}) => {
	const chair = await arrive('周雅琴');
	const clerk = await arrive('孙晓彤');
	const phone = await arrive('李建国', PHONE);
	const hall = await visit(yitang.publicPaths().hall, { viewport: { width: 1920, height: 1080 } });
	const watch = await visit(yitang.publicPaths().watch, PHONE);
	const live = { chair, clerk, phone, hall, watch };

	await test.step('before the meeting', async () => {
		await accessible(chair, 'chair, planned');
		await accessible(phone, 'phone, planned');
	});
	await test.step('signing in', async () => {
		await pressTwice(chair, /^开会/);
		for (const [name, page] of Object.entries(live)) {
			await expect(page.getByRole('main')).toHaveAttribute('data-stage', 'signin');
			await accessible(page, `${name}, signing in`);
		}
	});
	await test.step('in large letters, in the dark', async () => {
		for (const [name, page] of Object.entries({ chair, clerk, phone, hall })) {
			await page.emulateMedia({ colorScheme: 'dark' });
			await page.evaluate(() => (document.documentElement.dataset.elder = '1'));
			await accessible(page, `${name}, elder, dark`);
			await page.emulateMedia({ colorScheme: null });
			await page.evaluate(() => delete document.documentElement.dataset.elder);
		}
	});
	await test.step('home and joining', async () => {
		const home = await visit('/', PHONE);
		await accessible(home, 'home');
		await home.goto('/join');
		await accessible(home, 'join');
		await home.goto(yitang.publicPaths().join);
		await accessible(home, 'join by code');
	});
	await test.step('signed in, in three languages', async () => {
		await phone.getByRole('button', { name: '签到', exact: true }).click();
		await expect(phone.getByText(/^已签到/)).toBeVisible();
		await phone.getByRole('tab', { name: '我的' }).click();
		await accessible(phone, 'phone, 我的');
		for (const [language, tab] of [
			['English', 'Now'],
			['繁體中文', '現場']
		] as const) {
			await phone.getByRole('tab').last().click();
			await phone.getByRole('link', { name: language }).click();
			await phone.getByRole('tab', { name: tab }).click();
			await accessible(phone, `phone, ${language}`);
		}
	});
});

test('huge text on a narrow phone: nothing scrolls sideways', async ({ arrive, visit, yitang }) => {
	const narrow = { viewport: { width: 320, height: 640 } };
	const phone = await arrive('赵敏', narrow);
	const pages = {
		home: await visit('/', narrow),
		join: await visit('/join', narrow),
		guest: await visit(yitang.publicPaths().join, narrow),
		watch: await visit(yitang.publicPaths().watch, narrow),
		phone
	};
	for (const [name, page] of Object.entries(pages)) await fits(page, name);
	for (const tab of ['议程', '记录', '我的']) {
		await phone.getByRole('tab', { name: tab }).click();
		await fits(phone, `phone, ${tab}`);
	}
	await phone.getByRole('tab', { name: '现场' }).click();
	await nothingUnderButtons(phone, 'phone, huge text');
});
