/**
 * The agenda that several people write: chair and clerk at the same time, a member who proposes from the
 * phone, done, now and next on every screen, and an editor whose line is cut.
 */
import type { Locator, Page } from '@playwright/test';
import { CODE, expect, test } from '../fixtures.ts';
import { accessible } from './checks.ts';
import { PHONE, pressTwice } from './gestures.ts';
import { cuttable } from './line.ts';
import { picture } from './picture.ts';

test.use({ story: 'agenda' });

test('[S4.24] an agenda that several write at the same time, and everybody sees', async ({
	arrive,
	visit,
	yitang
}) => {
	const chair = await arrive('周雅琴');
	const line = cuttable();
	const clerk = await arrive('孙晓彤', { line });
	const phone = await arrive('李建国', PHONE);
	await phone.getByRole('tab', { name: '议程' }).click();
	await chair.getByText('更多', { exact: true }).click();
	const one = await editor(chair);
	const two = await editor(clerk);
	const before = await titles(one);
	expect(before.length).toBeGreaterThan(2);
	const [first, second] = before;

	await test.step('typed with an input method, character by character, while the item moves', async () => {
		const field = two.getByLabel('第2项的题目');
		await field.focus();
		await clerk.keyboard.press('End');
		const typing = await clerk.context().newCDPSession(clerk);
		await typing.send('Input.imeSetComposition', {
			...{ text: 'deng', selectionStart: 4, selectionEnd: 4 }
		});
		// The chair moves it up in the middle of a word.
		await one.getByRole('button', { name: `移动第2项“${second}”` }).focus();
		await chair.keyboard.press('ArrowUp');
		await expect.poll(() => titles(one)).toEqual([second, first, ...before.slice(2)]);
		await typing.send('Input.insertText', { text: '等三条' });
		const after = [`${second}等三条`, first!, ...before.slice(2)];
		await expect.poll(() => titles(one)).toEqual(after);
		await expect.poll(() => titles(two)).toEqual(after);
		await expect(phone.getByRole('listitem').first()).toContainText(`${second}等三条`);
	});

	await test.step('the key moves it down again, and in and out of a level, without a hand', async () => {
		const handle = () => one.locator('[data-part=handle]').first();
		await handle().focus();
		await chair.keyboard.press('ArrowDown');
		await expect.poll(() => titles(two)).toEqual([first, `${second}等三条`, ...before.slice(2)]);
		await chair.keyboard.press('ArrowRight');
		await expect(one.getByLabel('第1.1项的题目')).toHaveValue(`${second}等三条`);
		await expect(two.getByLabel('第1.1项的题目')).toHaveValue(`${second}等三条`);
		// Focus stayed on its handle.
		await chair.keyboard.press('ArrowLeft');
		await expect(two.getByLabel('第2项的题目')).toHaveValue(`${second}等三条`);
	});

	await test.step('both move the same item at the same time: one place, the same for all', async () => {
		await one.getByRole('button', { name: /^移动第3项/ }).focus();
		await two.getByRole('button', { name: /^移动第3项/ }).focus();
		await Promise.all([chair.keyboard.press('ArrowUp'), clerk.keyboard.press('ArrowRight')]);
		await expect(one.getByText('都存好了')).toBeVisible();
		await expect(two.getByText('都存好了')).toBeVisible();
		await expect(async () => expect(await outline(one)).toEqual(await outline(two))).toPass();
		const now = await outline(one);
		expect(now.map((row) => row.title).sort()).toEqual(
			[first!, `${second}等三条`, ...before.slice(2)].sort()
		);
		// The same agenda on the phone, in the same order.
		await expect(async () => {
			const shown = await phone.getByRole('listitem').locator('.title').allTextContents();
			expect(shown).toEqual(now.map((row) => row.title));
		}).toPass();
	});

	await picture(chair, 'agenda');
	await accessible(chair, 'chair, the agenda open');
	await accessible(clerk, 'clerk, the agenda open');
	await one
		.getByRole('button', { name: /的目标和依据$/ })
		.first()
		.click();
	await accessible(chair, 'chair, an item unfolded');

	await test.step('an editor whose line is cut keeps its words, over a reload too, and merges', async () => {
		const [first, second] = await titles(two);
		await expect(two.getByText('都存好了')).toBeVisible();

		await line.cut();
		await expect(two.getByText(/^没连上/)).toBeVisible();
		await two.getByLabel('第1项的题目').press('End');
		await clerk.keyboard.insertText('（线下写的）');
		await expect(two.getByText(/没连上。\d+处改动存在这台设备上/)).toBeVisible();
		await one.getByLabel('第2项的题目').press('End');
		await chair.keyboard.insertText('（主持人写的）');
		await expect(one.getByText('都存好了')).toBeVisible();
		await expect(one.getByLabel('第1项的题目')).toHaveValue(first!);

		await clerk.reload();
		line.mend();
		const again = await editor(clerk);
		for (const desk of [one, again]) {
			await expect(desk.getByLabel('第1项的题目')).toHaveValue(`${first}（线下写的）`);
			await expect(desk.getByLabel('第2项的题目')).toHaveValue(`${second}（主持人写的）`);
			await expect(desk.getByText('都存好了')).toBeVisible();
		}
	});

	await test.step('[G10] [G11] [G12] a member proposes from the phone and sees what became of it', async () => {
		const propose = async (title: string, why: string) => {
			await phone.getByRole('button', { name: '提一个议题' }).click();
			await phone.getByLabel('一句话写清楚').fill(title);
			await phone.getByLabel('为什么要商量').fill(why);
			await phone.getByRole('button', { name: '交给主持人' }).click();
			await expect(phone.getByText('等主持人答复').first()).toBeVisible();
		};
		await propose('送餐上门怎么收费', '卧床老人下不了楼。');
		await propose('食堂叫什么名字', '起个好听的。');
		await accessible(phone, 'phone, 议程 with proposals');

		await one.getByRole('button', { name: '答复“送餐上门怎么收费”' }).click();
		await accessible(chair, 'chair, answering a proposal');
		await one.getByRole('button', { name: '答复', exact: true }).click();
		const accepted = phone.getByRole('listitem').filter({ hasText: '送餐上门怎么收费' });
		await expect(accepted.filter({ hasText: /采纳了，是第\d+项/ })).toBeVisible();
		await expect.poll(() => titles(one)).toContain('送餐上门怎么收费');

		await one.getByRole('button', { name: '答复“食堂叫什么名字”' }).click();
		await one.getByRole('radio', { name: '这次不商量' }).check();
		await one.getByLabel('为什么这次不商量').fill('先把食堂办起来，下次再起名。');
		await one.getByRole('button', { name: '答复', exact: true }).click();
		const declined = phone.getByRole('listitem').filter({ hasText: '食堂叫什么名字' });
		await expect(declined).toContainText('这次不商量');
		await expect(declined).toContainText('答复：先把食堂办起来，下次再起名。');
		await picture(phone, 'agenda-phone');
	});

	await chair.keyboard.press('Escape');
	await test.step('[G1] done, now and next stand on phone, hall and watch', async () => {
		const hall = await visit(yitang.publicPaths().hall, {
			viewport: { width: 1920, height: 1080 }
		});
		const watch = await visit(yitang.publicPaths().watch, PHONE);
		await pressTwice(chair, /^开会/);
		for (const title of ['说明议题', '介绍主体', '宣读规则', '组织讨论'])
			await pressTwice(chair, new RegExp(`^下一环节：${title}`));
		const items = phone.getByRole('list').first().getByRole('listitem');
		await expect(items.first()).toContainText('正在说');
		const [, second, third] = await items.locator('.title').allTextContents();
		await expect(items.nth(1)).toContainText('接下来');
		await expect(hall.getByText(`接下来：2 ${second}`)).toBeVisible();

		await chair.getByRole('button', { name: '换环节或换一项' }).click();
		await pressTwice(chair, new RegExp(`^开始说：${escaped(second!)}`));
		await expect(items.first()).toContainText('说完了');
		await expect(items.nth(1)).toContainText('正在说');
		await expect(items.nth(2)).toContainText('接下来');
		await expect(hall.getByText(new RegExp(`^第二项 ${escaped(second!)} 还有`))).toBeVisible();
		await expect(hall.getByText(/^说完1项/)).toBeVisible();
		await expect(hall.getByText(new RegExp(`接下来：\\S+ ${escaped(third!)}`))).toBeVisible();
		await expect(watch.getByText(second!).first()).toBeVisible();
		await picture(hall, 'agenda-hall');

		await test.step('its time runs on every screen, the timekeeper’s too', async () => {
			await clerk.goto(`/m/${CODE}/timer`);
			await phone.getByRole('tab', { name: '现场' }).click();
			for (const page of [phone, clerk, watch, hall, chair])
				await expect(page.getByText(/还有\d+分钟/).first()).toBeVisible();
			await expect(clerk.getByText(second!)).toBeVisible();
			await picture(clerk, 'agenda-timer');
			await accessible(clerk, 'timekeeper');
			await phone.getByRole('tab', { name: '议程' }).click();
		});
		await test.step('[G2] put aside, and continued later with the time it had', async () => {
			await chair.getByRole('button', { name: '换环节或换一项' }).click();
			await pressTwice(chair, new RegExp(`^先放下“${escaped(second!)}”`));
			await expect(items.nth(1)).toContainText('先放下了');
			await expect(clerk.getByText(second!)).toBeHidden();
			await chair.getByRole('button', { name: '换环节或换一项' }).click();
			await pressTwice(chair, new RegExp(`^接着说：${escaped(second!)}`));
			await expect(items.nth(1)).toContainText('正在说');
			await expect(clerk.getByText(second!)).toBeVisible();
		});
		for (const [name, page] of Object.entries({ phone, hall, watch })) await accessible(page, name);
	});
});

test('the organiser writes, answers and prints', async ({ visit, yitang }) => {
	const desk = await visit(yitang.firstOrganiser());
	await desk.getByLabel('您的姓名').fill('林悦');
	await desk.getByLabel('登录名').fill('linyue');
	await desk.getByLabel('密码', { exact: true }).fill('槐树 铜铃 渡口 棉被');
	await desk.getByRole('button', { name: '建好账号' }).click();
	await expect(desk).toHaveURL(/\/meetings$/);
	await desk.goto(`/meetings/${CODE}/agenda`);
	const main = desk.getByRole('main');
	await expect(main.getByText('都存好了')).toBeVisible();
	await accessible(desk, 'organiser, agenda');
	const before = await titles(main);
	await main
		.getByLabel(`第${before.length}项的题目`)
		.or(main.locator('[data-part=title]').last())
		.last()
		.focus();
	await desk.keyboard.press('Enter');
	await desk.keyboard.insertText('其他事');
	await expect.poll(() => titles(main)).toEqual([...before, '其他事']);
	await expect(main.getByText('都存好了')).toBeVisible();
	await desk.emulateMedia({ media: 'print' });
	const paper = desk.getByRole('article', { name: '议程' });
	await expect(paper.getByText('其他事')).toBeVisible();
	await expect(main).toBeHidden();
	// Paper has no landmarks.
	await accessible(desk, 'the agenda on paper', ['landmark-one-main', 'region']);
});

/** The agenda opened over a desk. */
async function editor(page: Page): Promise<Locator> {
	await page.getByRole('button', { name: /^打开议程/ }).click();
	const desk = page.getByRole('dialog', { name: '议程' });
	await expect(desk.locator('[data-part=title]').first()).toBeVisible();
	return desk;
}

function titles(desk: Locator): Promise<string[]> {
	return desk
		.locator('[data-part=title]')
		.evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));
}

/** Every row with its number and title. */
function outline(desk: Locator): Promise<{ label: string | null; title: string }[]> {
	return desk.locator('[data-part=title]').evaluateAll((fields) =>
		fields.map((field) => ({
			label: field.getAttribute('aria-label'),
			title: (field as HTMLInputElement).value
		}))
	);
}

function escaped(words: string): string {
	return words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
