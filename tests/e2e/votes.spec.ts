/**
 * A vote as everybody sees it: two taps on a phone, kept over a reload and changed; somebody without a phone by
 * the clerk, by name and by number; the chair's one button, and the same result on every screen at once.
 */
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { gather } from './card-steps.ts';
import { accessible } from './checks.ts';
import { PHONE, pressTwice } from './gestures.ts';
import { arriveQuietly, socketOf } from './headless.ts';
import { picture } from './picture.ts';

test.use({ story: 'votes' });

const QUESTION = '同意将社区回收的近200平方米自有用房用于建设社区老年食堂';
const QUIET = ['杨振东', '徐明', '郑爱华', '田野', '魏丽', '冯涛'];

test('[E5] [E15] [E17] [E21] [S2.41] a vote in hall, online and by the clerk, and one result', async ({
	arrive,
	visit,
	yitang
}) => {
	const [li, zhao, chair, clerk, hall] = await Promise.all([
		arrive('李建国', PHONE),
		arrive('赵敏', PHONE),
		arrive('周雅琴', { viewport: { width: 1280, height: 800 } }),
		arrive('孙晓彤', { viewport: { width: 1280, height: 1000 } }),
		visit(yitang.publicPaths().hall, { viewport: { width: 1920, height: 1080 } })
	]);
	const [room, desk] = [await socketOf(chair), await socketOf(clerk)];
	await gather(room, desk);

	await test.step('[S2.44] one question and one press; undiscussed it takes a reason', async () => {
		// A pointer leaves no focus behind, also where a dialog was: the space bar is for the one button.
		await chair.getByRole('button', { name: '准备表决' }).click();
		await chair.getByRole('dialog').getByRole('button', { name: '关闭' }).click();
		await chair.keyboard.press('Space');
		await expect(chair.getByRole('dialog')).toHaveCount(0);
		await chair.getByRole('button', { name: '准备表决' }).click();
		const form = chair.getByRole('dialog', { name: '准备表决' });
		await form.getByLabel('表决什么').fill(QUESTION);
		await form.getByLabel('几个里选一个').check();
		await expect(form.getByLabel('选项1', { exact: true })).toBeVisible();
		await accessible(chair, 'chair, preparing a vote');
		await form.getByLabel('赞成或反对').check();
		await form.getByText('其他设置').click();
		await form.getByText('谁主张、谁负责、谁受益').click();
		await form.getByLabel('谁受益').fill('60岁以上的老人');
		await form.getByLabel('大家一共要出多少钱').fill('2万');
		await expect(form.getByText('这个数看不懂')).toBeVisible();
		await expect(form.getByRole('button', { name: '开始表决' })).toBeDisabled();
		await form.getByLabel('大家一共要出多少钱').fill('20,000');
		await form.getByRole('button', { name: '开始表决' }).click();
		const waive = chair.getByRole('dialog', { name: '现在就表决？' });
		await expect(waive).toContainText('还没人发言');
		await waive.getByLabel('不用再讨论的理由').fill('上次已经商量过');
		await waive.getByRole('button', { name: '免议，开始表决' }).click();
		await expect(chair.getByRole('dialog')).toHaveCount(0);
		for (const page of [li, zhao, hall, chair])
			await expect(page.getByRole('heading', { name: QUESTION })).toBeVisible();
		for (const page of [li, hall]) await expect(page.getByText('一共要出20,000元')).toBeVisible();
		await expect(hall.getByText('60岁以上的老人')).toBeVisible();
	});

	await test.step('two taps, kept over a reload, and changed', async () => {
		await expect(li.getByRole('button', { name: '先选，再确认' })).toBeDisabled();
		await li.getByRole('radio', { name: '反对' }).check();
		await expect(li.getByText('您选的是反对')).toBeAttached();
		await accessible(li, 'phone, choosing');
		await li.getByRole('button', { name: '确认：我投反对' }).click();
		await expect(li.locator('.given')).toContainText('投好了：反对');
		await li.reload();
		await expect(li.locator('.given')).toContainText('投好了：反对');
		await li.getByRole('button', { name: '改一改' }).click();
		await li.getByRole('radio', { name: '赞成' }).check();
		await picture(li, 'vote-phone');
		await li.getByRole('button', { name: '确认：我投赞成' }).click();
		await expect(li.locator('.given')).toContainText('投好了：赞成');
		await accessible(li, 'phone, voted');
		await zhao.getByRole('radio', { name: '弃权' }).check();
		await zhao.getByRole('button', { name: '确认：我投弃权' }).click();
		await expect(hall.getByText(/^2\/\d+$/)).toBeVisible();
	});

	await test.step('[A9] 6.E line 14: the clerk enters by name with a read-back, and by number', async () => {
		const part = clerk.getByRole('region', { name: '替没投的人投票' });
		await part.getByRole('button', { name: /王桂芳/ }).click();
		await part.getByRole('radio', { name: '赞成' }).check();
		await expect(part.getByText('念给本人听：“您投的是赞成，对吗？”')).toBeVisible();
		await accessible(clerk, 'clerk, entering a vote');
		await picture(clerk, 'vote-clerk');
		await part.getByRole('button', { name: '对，记下' }).click();
		await expect(part.getByRole('list').first().getByText('王桂芳')).toHaveCount(0);
		const names = await part.getByRole('list').first().getByRole('button').allTextContents();
		const no = /^(\d+)/.exec(names[0]!)![1]!;
		await clerk.keyboard.press('F2');
		await clerk.keyboard.type(no);
		await clerk.keyboard.press('Enter');
		await clerk.keyboard.type('1');
		await expect(clerk.getByText(/投赞成（请念给本人听）/).first()).toBeVisible();
		// Either way it can be corrected from the same list.
		await part.getByText('这台电脑代录过的（2），错了可以改').click();
		// Entered for the wrong person: she is asked again, or votes herself.
		await part.getByRole('button', { name: /王桂芳/ }).click();
		await pressTwice(clerk, /不是王桂芳的票/);
		await expect(part.getByRole('button', { name: /不是王桂芳的票/ })).toHaveCount(0);
		await expect(part.getByRole('list').first().getByText('王桂芳')).toBeVisible();
		await part.getByRole('button', { name: /王桂芳/ }).click();
		await part.getByRole('radio', { name: '赞成' }).check();
		await part.getByRole('button', { name: '对，记下' }).click();
		await expect(part.getByRole('list').first().getByText('王桂芳')).toHaveCount(0);
	});

	await test.step('others vote on phones of their own, and the big screen counts', async () => {
		const vote = (await room.latest()).state.ballots.votes.at(-1)!;
		const quiet = await Promise.all(QUIET.map((name) => arriveQuietly(yitang.linkOf(name))));
		for (const [n, one] of quiet.entries()) {
			const ballot = `quietballotnumber0000${n}`;
			const choice = [n === 0 ? 'no' : 'yes'];
			await one.send({ type: 'ballots.cast', vote: vote.id, seat: one.seat, ballot, choice });
			one.close();
		}
		await expect(hall.getByText(/^10\/\d+$/)).toBeVisible();
		await picture(hall, 'vote-hall-open');
		await accessible(hall, 'hall, a vote is open');
		await picture(chair, 'vote-chair');
	});

	await test.step('[A12] 6.E line 14: V closes with two presses that name who is missing; one result', async () => {
		await accessible(chair, 'chair, a vote is open');
		await chair.keyboard.press('v');
		const question = chair.locator('.two > .question').first();
		await expect(question).toContainText(/还差11人：.+等11人/);
		await expect(async () => {
			if (await question.isVisible()) await chair.keyboard.press('v');
			await expect(question).toBeHidden({ timeout: 600 });
		}).toPass();
		const watch = await visit(yitang.publicPaths().watch, PHONE);
		for (const page of [li, zhao, hall, chair, watch]) await same(page);
		await picture(chair, 'vote-chair-result');
		for (const [name, page] of Object.entries({ li, hall, chair, watch }))
			await accessible(page, `${name}, the result`);
		// Nobody who looks at this phone later learns how its owner voted.
		expect(await li.evaluate(() => Object.keys(localStorage).join())).not.toContain('yitang-vote');
	});

	await test.step('[E36] [E37] [L11] [E43] [S2.38] a written form at the desk, and a vote for who could not come', async () => {
		await clerk.getByText('委托投票').click();
		await clerk.getByRole('button', { name: '记一份委托书' }).click();
		await clerk
			.getByRole('dialog')
			.getByRole('button', { name: /丁淑华/ })
			.click();
		await clerk
			.getByRole('dialog')
			.getByRole('button', { name: /李建国/ })
			.click();
		const form = clerk.getByRole('dialog', { name: '丁淑华委托李建国' });
		await form.getByLabel('看到的是什么').fill('委托书原件，4月10日');
		await form.getByLabel('两人住在同一户').check();
		await picture(clerk, 'vote-proxy-form');
		await form.getByRole('button', { name: '记下' }).click();
		await expect(clerk.getByText('委托书原件，4月10日')).toBeVisible();
		await accessible(clerk, 'clerk, a proxy was taken down');
		const settings = { kind: 'yes-no', rule: 'V08', secrecy: 'named', seconds: null } as const;
		const draft = { question: '同意把土地租给合作社', settings };
		await room.send({ type: 'ballots.prepare', item: null, draft });
		const vote = (await room.latest()).state.ballots.votes.at(-1)!.id;
		await room.send({ type: 'ballots.open', vote, waive: '上次已经商量过' });
		// By the link of the vote: one screen, and nothing else of the meeting.
		await clerk.getByText('这次表决的链接').click();
		const link = await clerk.locator('.link').textContent();
		await picture(clerk, 'vote-link');
		await li.goto(new URL(link!).pathname);
		await expect(li.getByRole('tab')).toHaveCount(0);
		const part = li.getByRole('region', { name: '替丁淑华投票（书面委托）' });
		await part.getByRole('radio', { name: '赞成' }).check();
		await accessible(li, 'phone, voting as a proxy');
		await picture(li, 'vote-proxy-phone');
		await part.getByRole('button', { name: '确认：替丁淑华投赞成' }).click();
		await expect(part.getByText('投好了：赞成')).toBeVisible();
		await li.getByRole('link', { name: '老年食堂怎么办' }).click();
		await expect(li.getByRole('tab')).toHaveCount(4);
		await expect(hall.getByText('委托1')).toBeVisible();
		await room.send({ type: 'ballots.close', vote });
		await expect(chair.getByText('委托1').or(chair.getByText('没通过')).first()).toBeVisible();
	});

	await test.step('[E39] [E40] [E41] [E48] [X21] papers with check codes, entered by two, found on the board', async () => {
		const draft = {
			question: '同意每月公布账目',
			settings: { kind: 'yes-no', seconds: null } as const
		};
		await room.send({ type: 'ballots.prepare', item: null, draft });
		const vote = (await room.latest()).state.ballots.votes.at(-1)!.id;
		await room.send({ type: 'ballots.open', vote, waive: '上次已经商量过' });
		const part = clerk.getByRole('region', { name: '替没投的人投票' });
		await part.getByText('纸质票').click();
		await part.getByLabel('印几张').fill('6');
		await part.getByRole('button', { name: '备好这些票' }).click();
		const [sheet] = await Promise.all([
			clerk.waitForEvent('popup'),
			part.getByRole('link', { name: /^打印（6张）/ }).click()
		]);
		await expect(sheet.getByRole('article')).toHaveCount(6);
		await accessible(sheet, 'papers to be printed');
		await picture(sheet, 'vote-papers');
		const codes = (await sheet.locator('.ballot .code').allTextContents()).map((one) =>
			one.replace(/\D/gu, '')
		);
		await sheet.close();
		await room.send({ type: 'ballots.close-phones', vote });
		const form = clerk.getByRole('form', { name: '录纸质票' });
		await form.getByLabel('核对码').fill(codes[0]!);
		await form.getByRole('radio', { name: '赞成' }).check();
		await form.getByRole('button', { name: '录下这张' }).click();
		await expect(form.getByText('您录了1张。两人一致0张，只录了一遍1张。')).toBeVisible();
		const [code] = codes as [string];
		await room.send({ type: 'ballots.enter-paper', vote, code, choice: ['no'] });
		await expect(form.getByText(/两人录得不一样/)).toContainText(code.slice(4));
		await accessible(clerk, 'clerk, entering papers');
		await picture(clerk, 'vote-papers-enter');
		await room.send({ type: 'ballots.enter-paper', vote, code, choice: ['yes'] });
		for (const one of [room, desk])
			await one.send({ type: 'ballots.enter-paper', vote, code: codes[1]!, choice: ['no'] });
		await expect(form.getByText('两人一致2张')).toBeVisible();
		await room.send({ type: 'ballots.close', vote });
		await expect(li.getByText('纸质票算进去2张，印了6张。')).toBeVisible();
		await picture(li, 'vote-papers-result');
		const board = `${yitang.publicPaths().record}/ballots/${vote}/board.json`;
		const buffer = Buffer.from(await (await li.request.get(board)).text());
		const verifier = await visit('/verify', PHONE);
		// Its scripts may come after the file: then it is chosen again.
		await expect(async () => {
			const file = { name: 'board.json', mimeType: 'application/json', buffer };
			await verifier.getByLabel('票板数据').setInputFiles(file);
			await expect(verifier.getByText('2张纸质票，没有重复')).toBeVisible({ timeout: 1000 });
		}).toPass();
		await verifier.getByLabel('我的票号或核对码').fill(codes[1]!);
		await expect(verifier.getByText('在这份数据里：反对，算进去了。')).toBeVisible();
		await verifier.getByLabel('我的票号或核对码').fill('99999999');
		await expect(verifier.getByText('9999 9999不在这份数据里')).toBeVisible();
		await accessible(verifier, 'the verifier, looking for one’s own paper');
		await picture(verifier, 'vote-verifier');
		await verifier.close();
	});

	await test.step('[E34] [E29] [E30] [E31] a secret vote: fetched before choosing, final, found on the board', async () => {
		await chair.getByRole('button', { name: '准备表决' }).click();
		const form = chair.getByRole('dialog', { name: '准备表决' });
		await form.getByLabel('表决什么').fill('您对现在的物业满意吗');
		await form.getByLabel('共识度').check();
		await form.getByText('其他设置').click();
		await form.getByRole('radio', { name: /^秘密/ }).check();
		await expect(form.getByText('至少5人在场')).toBeVisible();
		await picture(chair, 'vote-secret-prepare');
		// Two windows of one phone hear of it at once.
		const second = await li.context().newPage();
		await second.goto(li.url());
		await expect(second.locator('html[data-scripts]')).toBeAttached();
		await form.getByRole('button', { name: '开始表决' }).click();
		await expect(second.getByText('您的票领好了')).toBeVisible();
		for (const [page, choice] of [
			[li, '有保留'],
			[zhao, '同意']
		] as const) {
			await expect(page.getByText('投出就不能改，请看清再确认。')).toBeVisible();
			await page.getByRole('radio', { name: choice, exact: true }).check();
			if (page === li) await picture(li, 'vote-secret-phone');
			await page.getByRole('button', { name: `确认：我投${choice}` }).click();
			await expect(page.locator('.given')).toContainText(`投好了：${choice}`);
		}
		await expect(second.locator('.given')).toContainText('投好了：有保留');
		await second.close();
		const code = /票号(\d{4} \d{4})/u.exec((await li.locator('main').textContent())!)![1]!;
		await li.reload();
		await expect(li.getByText(`票号${code}`)).toBeVisible();
		await expect(li.getByRole('button', { name: '改一改' })).toHaveCount(0);
		await expect(clerk.getByText('秘密投票不能代录')).toBeVisible();
		await clerk.getByText('这次表决的链接').click();
		await expect(clerk.getByText(/秘密票要用 https 的网址/)).toBeVisible();
		await expect(hall.getByText(/^2\/\d+$/)).toBeVisible();
		await accessible(li, 'phone, a secret ballot was cast');
		await chair.keyboard.press('v');
		await expect(chair.locator('.two > .question').first()).toContainText('只投出2张');
		await picture(chair, 'vote-secret-chair');
		await expect(async () => {
			const question = chair.locator('.two > .question').first();
			if (await question.isVisible()) await chair.keyboard.press('v');
			await expect(question).toBeHidden({ timeout: 600 });
		}).toPass();
		await expect(li.getByText(`您的票号是${code}。`)).toBeVisible();
		await li.getByRole('button', { name: '在票板上找我的票' }).click();
		await expect(li.getByText(`票号${code}在票板上：有保留，算进去了。`)).toBeVisible();
		await picture(li, 'vote-secret-found');
		await accessible(li, 'phone, found on the board');
		await li.getByRole('link', { name: '看票板' }).click();
		await expect(li.getByRole('row').filter({ hasText: code })).toContainText('有保留');
		await expect(li.getByRole('row')).toHaveCount(3);
		await expect(li.getByText(/同意1、可接受0、有保留1、不同意0。还没谈拢。/)).toBeVisible();
		await expect(li.getByRole('link', { name: '回到记录' })).toBeVisible();
		await accessible(li, 'the board');
		await picture(li, 'vote-secret-board');
	});

	await test.step('[E51] [S4.15] choices side by side in the hall and on phones, as the desk works them out', async () => {
		const { items } = (await room.latest()).state.agenda;
		const parent = items[0]!.id;
		await desk.send({ type: 'agenda.add-sub', parent, title: '哪种办法供餐', kind: 'options' });
		const added = (await room.latest()).state.agenda.items;
		const item = added.find(({ kind }) => kind === 'options')!.id;
		await room.send({ type: 'agenda.open', item });
		const draft = {
			question: '老年食堂用哪种办法供餐',
			settings: { kind: 'single', seconds: null } as const,
			options: [
				{ text: '自己办灶', cost: '每年12万元', who: '居委会请厨师' },
				{ text: '合办送餐', cost: '每餐补2元', con: '送到时菜会凉' }
			]
		};
		await desk.send({ type: 'ballots.prepare', item, draft });
		const vote = (await room.latest()).state.ballots.votes.at(-1)!.id;
		await li.goto('/m/110411');
		for (const page of [hall, li]) await expect(page.getByText('送到时菜会凉')).toBeVisible();
		await expect(hall.getByRole('columnheader')).toHaveCount(2);
		await accessible(hall, 'hall, choices compared');
		await accessible(li, 'phone, choices compared');
		await picture(hall, 'options-hall');
		const options = [...draft.options, { text: '请社会餐饮来办', time: '7月15日前' }];
		await desk.send({ type: 'ballots.change', vote, draft: { ...draft, options } });
		for (const page of [hall, li]) await expect(page.getByText('7月15日前')).toBeVisible();
		await room.send({ type: 'ballots.open', vote, waive: '都说过了' });
		await expect(hall.getByRole('columnheader')).toHaveCount(0);
		await expect(li.getByRole('radio', { name: '合办送餐' })).toBeVisible();
	});
});

/** 赞成8 反对1 弃权1, of those present: not enough. */
async function same(page: Page): Promise<void> {
	const shown = page.locator('[data-vote=closed]').first();
	for (const [option, n] of [
		['赞成', 8],
		['反对', 1],
		['弃权', 1]
	] as const)
		await expect(shown.locator('.bars li').filter({ hasText: option })).toContainText(`${n}人`);
	await expect(shown).toContainText('没通过');
	await expect(shown).toContainText('8/21人 = 38.10% ≤ 1/2');
}
