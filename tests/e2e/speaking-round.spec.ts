/**
 * Scenario A (requirements §6.A) from sign-in to the end of the speaking round, hall and online in one
 * room: chair, clerk, helper, two phones, the hall screen and a watcher, each in a browser of their own.
 */
import type { Page } from '@playwright/test';
import { CODE, expect, test } from '../fixtures.ts';
import { pressFor } from './card-steps.ts';
import { accessible } from './checks.ts';
import { PHONE, pressTrembling, pressTwice } from './gestures.ts';
import { inside, nothingUnderButtons } from './checks.ts';
import { raise } from './hands.ts';
import { cuttable } from './line.ts';
import { picture } from './picture.ts';
import {
	findsItsWayBack,
	finishFirst,
	opensOffline,
	RESULTS,
	writeAdvice,
	writeLine,
	writeScenario
} from './result-steps.ts';

/** The first of scenario A's results. */
const FIRST = RESULTS[0]!.事项;

test.use({ story: 'speaking-round' });

test('a hall meets: sign-in, rules, a fair round of speaking, a written speech, a phone offline', async ({
	arrive,
	enter,
	visit,
	yitang
}) => {
	const chair = await arrive('周雅琴');
	const clerk = await arrive('孙晓彤', { byLink: true, viewport: { width: 1366, height: 768 } });
	const helper = await arrive('刘洋');
	const li = await arrive('李建国', { ...PHONE, byLink: true });
	const line = cuttable();
	const zhao = await arrive('赵敏', { ...PHONE, line });
	const hall = await visit(yitang.publicPaths().hall, { viewport: { width: 1920, height: 1080 } });
	const watch = await visit(yitang.publicPaths().watch, PHONE);
	const everybody = [chair, clerk, helper, li, zhao, hall, watch];

	await test.step('6.E lines 4 and 6: ① the chair opens, the clerk signs people in by number, phones sign in themselves', async () => {
		await pressTwice(chair, /^开会/);
		await expect(hall.getByText(CODE.replace(/^(...)/, '$1 ')).first()).toBeVisible();
		await expect(hall.getByRole('img', { name: /扫码/ })).toBeVisible();
		await picture(hall, 'hall-signin');
		await li.getByRole('button', { name: '签到' }).click();
		await zhao.getByRole('button', { name: '签到' }).click();
		// A desk that has not heard of the opening would say where people came from to the stage before.
		await expect(clerk.getByText(/^1\/7\s*组织签到$/)).toBeVisible();
		for (const no of numbers(1, 21).filter((n) => n !== 2 && n !== 16))
			await byNumber(clerk, no, no <= 15 ? '签到（现场）' : '签到（线上）');
		await expect(clerk.getByText('应到24 实到21').first()).toBeVisible();
		await inside(
			clerk,
			clerk.getByRole('list').filter({ hasText: '王桂芳' }).getByRole('listitem').first(),
			'the list'
		);
		await picture(clerk, 'clerk');
		await expect(li.getByText('已签到').first()).toBeVisible();
		await expect(hall.getByText('应到24 实到21').first()).toBeVisible();
		// Nobody says it aloud: it stands on the page of the projector check.
		await expect(hall.getByText(/核对码/)).toHaveCount(0);
	});

	await test.step('a helper’s phone gets the six without phones who are not on leave', async () => {
		await clerk.getByText('帮忙代录').last().click();
		await clerk.getByRole('button', { name: /^交给刘洋代录（6位）/ }).click();
		await expect(helper.getByRole('button', { name: /刘玉珍/ })).toBeVisible();
	});

	await test.step('6.E line 7: ②③④ every screen follows; the rules are acknowledged', async () => {
		for (const title of ['说明议题', '介绍主体', '宣读规则']) {
			await pressTwice(chair, new RegExp(`^下一环节：${title}`));
			for (const page of [li, hall, watch])
				await expect(page.getByText(title).first()).toBeVisible();
		}
		await picture(li, 'phone-rules');
		for (const phone of [li, zhao]) await phone.getByRole('button', { name: '我知道了' }).click();
		await helper.getByRole('button', { name: /刘玉珍/ }).click();
		await helper.getByRole('button', { name: /确认|我知道了/ }).click();
		await clerk.getByRole('button', { name: /^现场\d+位知道了/ }).click();
		for (const no of numbers(17, 21)) await byNumber(clerk, no, '已知道规则');
		await expect(hall.getByText('确认完了（21人）')).toBeVisible();
	});

	await test.step('6.E line 12: ⑤ hands from the hall, online, by the clerk and by the helper stand in one queue', async () => {
		await chooseByNumber(clerk, 1);
		await pressTwice(chair, /^下一环节：组织讨论/);
		await expect(clerk.getByRole('group', { name: /1号/ }).getByText('赞成')).toBeVisible();
		// The finger that was on its way when the choices changed does nothing, and is told so.
		await clerk.keyboard.type('1');
		await expect(clerk.getByText(/已经到“组织讨论”了。请看清选项/).first()).toBeVisible();
		await byNumber(clerk, 1, '赞成');
		await raise(li, '赞成');
		await expect(li.getByText(/^您排第2，前面还有/).first()).toBeVisible();
		await li.reload();
		await expect(li.getByText(/^您排第2，前面还有/).first()).toBeVisible();
		await raise(zhao, '反对');
		await raise(helper, '提问');
		await clerk.keyboard.press('F9');
		const minutes = clerk.getByRole('region', { name: '会议记录' });
		await inside(clerk, minutes, 'the minutes at the clerk’s desk');
		expect((await minutes.boundingBox())!.width / 1366).toBeGreaterThan(0.55);
		await inside(
			clerk,
			clerk.getByRole('list', { name: '发言顺序' }).getByRole('listitem').first(),
			'who is next'
		);
		await clerk.keyboard.press('F3');
		await expect(clerk.getByRole('region', { name: '签到名单' })).toBeVisible();
		await clerk.keyboard.press('Escape');
		await expect(clerk.getByRole('region', { name: '签到名单' })).toHaveCount(0);
		for (const viewport of [{ width: 360, height: 740 }, PHONE.viewport]) {
			await li.setViewportSize(viewport);
			await nothingUnderButtons(li, `phone, ${viewport.width} wide`);
			await li.evaluate(() => (document.documentElement.dataset.elder = ''));
			await nothingUnderButtons(li, `elder phone, ${viewport.width} wide`);
			await li.evaluate(() => delete document.documentElement.dataset.elder);
		}
		await expect(order(chair)).toHaveText([/王桂芳/, /李建国|赵敏/, /李建国|赵敏/, /刘玉珍/]);
	});

	await test.step('王桂芳 speaks; then 赵敏, because views alternate', async () => {
		await speak(chair, '王桂芳');
		await expect(hall.getByText('王桂芳').first()).toBeVisible();
		await expect(hall.getByText('首次发言').first()).toBeVisible();
		await end(chair);
		await press(chair, /^请下一位：赵敏/, /^开始：赵敏/);
		// A trembling thumb begins the turn and does not end it.
		await pressTrembling(zhao, '开始说', '说完了');
		await expect(chair.getByRole('button', { name: /^说完了：赵敏/ })).toBeVisible();
		await pressTrembling(chair, '暂停计时', '继续计时');
		await expect(chair.getByRole('button', { name: /^继续/ })).toBeVisible();
		await pressFor(
			chair.getByRole('button', { name: /^继续/ }),
			chair.getByRole('button', { name: /^暂停/ })
		);
		await expect(zhao.getByRole('button', { name: '说完了' })).toBeVisible();
		await picture(chair, 'chair');
		await picture(hall, 'hall');
		await picture(watch, 'watch');
		await picture(li, 'phone');
		await byNumber(clerk, 1, '赞成');
		await byNumber(clerk, 10, '反对');
	});

	await test.step('6.E line 5: 赵敏’s phone is offline for ten seconds; what is pressed meanwhile arrives once', async () => {
		// A line that ends without a word: whoever presses something reads that nobody answers.
		const cutAt = Date.now();
		line.hush();
		await zhao.getByRole('button', { name: '说完了' }).click();
		await expect(zhao.getByText(/没连上。写的都在/).first()).toBeVisible();
		await line.cut();
		await expect(zhao.getByText(/没连上/).first()).toBeVisible();
		await expect.poll(() => Date.now() - cutAt, { timeout: 15_000 }).toBeGreaterThan(10_000);
		await expect(chair.getByText('赵敏').first()).toBeVisible();
		line.mend();
		await expect(zhao.getByText(/没连上/)).toHaveCount(0);
		await expect(zhao.getByRole('button', { name: '说完了' })).toHaveCount(0);
		await expect(zhao.getByRole('button', { name: '举手' }), 'the seat is hers').toBeVisible();
		await expect(chair.getByRole('button', { name: /^请下一位：李建国/ })).toBeVisible();
	});

	await test.step('李建国 speaks in writing; the text fills the hall, the chair can read it out', async () => {
		await press(chair, /^请下一位：李建国/, /^开始：李建国/);
		await li.getByRole('button', { name: '打字发言' }).click();
		await li.getByRole('textbox').fill('可以先定用途，再把验收写成硬条件。');
		await li.getByRole('button', { name: '把这段放上大屏' }).click();
		for (const page of [hall, chair])
			await expect(page.getByText('可以先定用途，再把验收写成硬条件。').first()).toBeVisible();
		await picture(hall, 'hall-writing');
		// A trembling press takes it off and leaves it off.
		await chair.getByRole('button', { name: '从大屏撤下' }).dblclick();
		await expect(hall.getByText('可以先定用途，再把验收写成硬条件。')).toHaveCount(0);
		await picture(chair, 'chair-off-wall');
		await picture(hall, 'hall-off-wall');
		await pressFor(
			chair.getByRole('button', { name: '放回大屏' }),
			hall.getByText('可以先定用途，再把验收写成硬条件。').first()
		);
		// And what the hall is talking about, by the clerk.
		const inHall = hall.locator('b.title');
		const words = await inHall.innerText();
		await clerk.getByText('把事项的标题从大屏撤下').click();
		const row = clerk.getByRole('listitem').filter({ hasText: words });
		await row.getByRole('button', { name: '从大屏撤下' }).last().click();
		await expect(inHall).toHaveText('');
		await pressFor(
			row.getByRole('button', { name: '放回大屏' }),
			inHall.filter({ hasText: words })
		);
		await li.getByRole('button', { name: '说完了' }).click();
	});

	await test.step('宋立军’s point of order comes before everybody and is ruled on', async () => {
		await byNumber(clerk, 13, '程序问题', '请分开表决');
		await speak(chair, '宋立军');
		await chair.getByRole('button', { name: '同意', exact: true }).click();
		await expect(chair.getByRole('region', { name: '这个程序问题，同意吗？' })).toHaveCount(0);
	});

	await test.step('刘玉珍, 杨振东, and 王桂芳 last: first-time speakers go before', async () => {
		await speak(chair, '刘玉珍');
		await expect(watch.getByText(/裁定：同意/).first()).toBeAttached();
		await speak(chair, '杨振东');
	});

	await test.step('[Q45] a point of order stops 杨振东’s clock, is ruled on in words, and he goes on', async () => {
		await byNumber(clerk, 13, '程序问题', '听不清、看不清');
		await press(chair, /^停表，先听：宋立军/, /^开始：宋立军/);
		await expect(hall.getByText(/杨振东停表，还有/)).toBeVisible();
		await press(chair, /^开始：宋立军/, /^说完了：宋立军/);
		await picture(hall, 'hall-interrupted');
		await picture(chair, 'chair-interrupted');
		await chair.getByLabel('裁定的话（可不写）').fill('请把话筒拿近一点');
		await chair.getByRole('button', { name: '同意', exact: true }).click();
		await expect(hall.getByText('程序问题 · 宋立军 · 同意：请把话筒拿近一点')).toBeVisible();
		await picture(hall, 'hall-ruled');
		await press(chair, /^请继续：杨振东/, /^说完了：杨振东/);
		await expect(hall.getByText('程序问题 · 宋立军 · 同意：请把话筒拿近一点')).toBeHidden();
	});

	await test.step('王桂芳 a second time, and not a third', async () => {
		await speak(chair, '王桂芳');
		await end(chair);
		await chooseByNumber(clerk, 1, '赞成');
		await expect(clerk.getByText(/王桂芳.*说满2次/).first()).toBeVisible();
	});

	await test.step('李建国 is sent out; the phone is a stranger’s until one press lets it in again', async () => {
		await clerk.getByRole('button', { name: '请出会场' }).click();
		await clerk
			.getByRole('dialog')
			.getByRole('button', { name: /李建国/ })
			.click();
		await clerk.getByLabel('为什么').fill('抢话筒');
		await picture(clerk, 'clerk-send-out');
		await clerk.getByRole('dialog').getByRole('button', { name: '请出会场' }).click();
		await expect(li.getByText('您现在在会场外。')).toBeVisible();
		await picture(li, 'phone-outside');
		await picture(clerk, 'clerk-sent-out');
		await clerk.getByRole('button', { name: '请回来' }).click();
		await expect(li.getByRole('button', { name: '举手' })).toBeVisible();
	});

	await test.step('all seven screens stand at the same event', async () => {
		// Which is the last one no screen alone can say: another may be further.
		await expect(async () => {
			const events = everybody.map((page) => page.locator('main').getAttribute('data-seq'));
			expect(new Set(await Promise.all(events)).size).toBe(1);
		}).toPass();
	});

	await test.step('⑥ the clerk’s place to write comes into view; no screen counts the item’s time', async () => {
		await clerk.locator('#remarks').scrollIntoViewIfNeeded();
		await clerk.keyboard.press('F2');
		await expect(clerk.locator('#outcomes')).not.toBeInViewport();
		await pressTwice(chair, /^下一环节：形成结果/);
		await expect(clerk.getByRole('region', { name: /今天的结果/ })).toBeInViewport();
		await expect(hall.getByText('边定边写，写一条显示一条')).toBeVisible();
		await expect(hall.getByText(/还有\d+分钟/)).toBeHidden();
		await expect(chair.getByText('先说到这里')).toBeAttached();
	});

	await test.step('[S1.30] 6.E line 15: a line and its class by key; nobody writes over another; ⑦ waits for it', async () => {
		const dialog = await writeLine(clerk, 1, FIRST, '即办件');
		await expect(hall.getByText('还没归类')).toBeVisible();
		await dialog.getByLabel('谁来办').fill('2');
		await expect(dialog.getByText('是2号 李建国')).toBeVisible();
		await dialog.getByLabel('怎么办').fill('办理用房移交');
		await dialog.getByRole('button', { name: '保存' }).click();
		await expect(dialog.getByText(/还没写日期/)).toBeVisible();
		// The chair's one button names the line, and leads to it.
		await chair.getByRole('button', { name: `给“${FIRST}”归类` }).click();
		const other = chair.getByRole('dialog', { name: '第1条结果' });
		await other.getByRole('button', { name: '标上“待法律意见”' }).click();
		await expect(hall.getByText('待法律意见')).toBeVisible();
		await expect(dialog.getByText(/刚被别人改过/)).toBeVisible();
		await dialog.getByRole('button', { name: '看过了，接着改' }).click();
		await dialog.getByLabel('什么时候办完').fill(`${new Date().getFullYear() + 1}-05-11`);
		await dialog.getByRole('button', { name: '保存' }).click();
		await expect(dialog).toBeHidden();
		await expect(li.getByText('您负责')).toBeVisible();
		await expect(hall.getByText('即办件')).toBeVisible();
		await chair.keyboard.press('Escape');
		await accessible(clerk, 'clerk, results');
		await accessible(li, 'phone, results');
	});

	await test.step('[6.A] 6.E line 15: all six results of the meeting, in four classes; the chair reads them', async () => {
		await writeScenario(clerk);
		await writeAdvice(clerk, 5, '秦律师', '补贴标准要先报街道党工委');
		await expect(li.getByText('补贴标准要先报街道党工委')).toBeVisible();
		for (const { 事项 } of RESULTS) await expect(hall.getByText(事项)).toBeVisible();
		for (const of of ['即办件', '承诺件', '建议件', '搁置件'])
			await expect(hall.getByText(of).first()).toBeVisible();
		await expect(hall.getByText('还没归类')).toHaveCount(0);
		await expect(chair.getByText(RESULTS[5]!.事项).first()).toBeVisible();
		await picture(hall, 'results-hall');
		await picture(clerk, 'results-clerk');
		await picture(chair, 'results-chair');
		await picture(li, 'results-phone');
	});

	await test.step('[S5.16] who sees it otherwise says so, and is answered; ⑦', async () => {
		await li.getByText('我有不同意见').click();
		await li.getByLabel(/^您的不同意见/).fill('排烟口还是太近');
		await li.getByRole('button', { name: '提交' }).click();
		await clerk.getByLabel('答复', { exact: true }).fill('5月量一次再定');
		await clerk.getByLabel('答复', { exact: true }).press('Enter');
		await expect(li.getByText('答复：5月量一次再定')).toBeVisible();
		// The next opinion is nobody's until it is said whose.
		await clerk.getByText('记下一条不同意见').click();
		const whose = clerk.getByLabel(/^谁的（座位号/);
		await whose.fill('10');
		await clerk.getByLabel(/^您的不同意见/).fill('担心油烟');
		await clerk.locator('#outcomes').getByRole('button', { name: '提交' }).last().click();
		await expect(li.getByText(/担心油烟/)).toBeVisible();
		await expect(whose).toHaveValue('');
		await pressTwice(chair, /^下一环节：结果公示/);
		for (const page of [hall, watch, li]) await expect(page.getByText(FIRST).first()).toBeVisible();
		const record = await visit(yitang.publicPaths().record, { javaScriptEnabled: false });
		await expect(record.getByRole('heading', { name: /会议结果/ })).toBeVisible();
		await expect(record.getByText('办理用房移交').first()).toBeVisible();
	});

	await test.step('[S1.31] 6.E line 16: two presses publish; anybody reads it without script; what is put right says so', async () => {
		// What is read through stands beside it whole, and the minutes below it: no panel is cut to a sliver.
		const top = async (id: string) => (await clerk.locator(id).boundingBox())!;
		expect((await top('#minutes')).x).toBe((await top('#notice')).x);
		expect((await top('#outcomes')).y).toBe((await top('#notice')).y);
		const timeZone = (await clerk.locator('html').getAttribute('data-zone'))!;
		await clerk.getByLabel('第一天').fill(new Date().toLocaleDateString('sv', { timeZone }));
		await pressTwice(clerk, /^公示$/);
		await expect(clerk.getByText(/^公示中，到.+为止。$/)).toBeVisible();
		await expect(hall.getByText('看公示').first()).toBeVisible();
		const path = yitang.publicPaths().record.replace('/r/', '/n/');
		const reader = await visit(path, { ...PHONE, javaScriptEnabled: false });
		await expect(reader.getByRole('heading', { name: '结果公示' })).toBeVisible();
		await expect(reader.getByText('办理用房移交')).toBeVisible();
		await picture(reader, 'notice-phone');
		await reader.getByRole('link', { name: '看这一条' }).first().click();
		await expect(reader.getByRole('heading', { name: '这一条怎么来的' })).toBeVisible();
		await clerk.keyboard.press('F10');
		await clerk
			.locator('#outcomes')
			.getByRole('button', { name: new RegExp(FIRST) })
			.click();
		const dialog = clerk.getByRole('dialog', { name: '第1条结果' });
		await dialog.getByLabel('怎么办').fill('办理用房移交、公开选定设计方案');
		await dialog.getByRole('button', { name: '保存' }).click();
		await expect(dialog.getByText(/写明原因/).first()).toBeVisible();
		await dialog.getByLabel('为什么更正（会公开）').fill('写漏了');
		await dialog.getByRole('button', { name: '保存' }).click();
		await expect(dialog).toBeHidden();
		const later = await visit(path, PHONE);
		await expect(later.getByText(/更正。原因：写漏了/)).toBeVisible();
		await accessible(later, 'notice');
		const desk = await clerk.context().newPage();
		await desk.goto('/m/110411/notice');
		await finishFirst(desk, '用房已经移交');
		await later.reload();
		await expect(later.getByText(/用房已经移交/).first()).toBeVisible();
		await findsItsWayBack(desk);
		await desk.close();
		const paper = await fetch(`${yitang.origin}${path}/paper.pdf`);
		expect(paper.headers.get('content-type')).toBe('application/pdf');
	});

	await test.step('[S1.45] 6.E line 20: the dossier opens from a folder, without a line, and checks its own journal', async () => {
		await pressTwice(chair, /^散会/);
		await expect(clerk.getByText('散会了，还有几件事要做').first()).toBeVisible();
		await opensOffline(await enter({ offline: true }), clerk);
	});
});

const numbers = (from: number, to: number) =>
	Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** The clerk, by keyboard only: F2, number, Enter, digits; and sees that it was done. */
async function byNumber(clerk: Page, no: number, ...choices: string[]): Promise<void> {
	await chooseByNumber(clerk, no, ...choices);
	const latest = clerk.getByRole('list', { name: '刚才做的' }).getByRole('listitem').first();
	await expect(latest).toHaveText(new RegExp(`^\\s*${no}号.*代录\\s*$`));
}

/**
 * The keys alone. A digit is pressed where its choice is read for this person, as people do: a desk
 * that has not heard of the new stage yet offers the choices of the old one.
 */
async function chooseByNumber(clerk: Page, no: number, ...choices: string[]): Promise<void> {
	await clerk.keyboard.press('F2');
	await expect(clerk.getByRole('textbox', { name: /^座位号/ })).toBeFocused();
	await clerk.keyboard.type(String(no));
	await clerk.keyboard.press('Enter');
	const offered = clerk.getByRole('group', { name: new RegExp(`(^|\\D)${no}号`) });
	for (const name of choices) {
		const digit = await offered.getByRole('button', { name }).locator('kbd').first().innerText();
		await clerk.keyboard.type(digit);
	}
}

/** Calls the next person, who must be this one, and starts the clock. */
async function speak(chair: Page, name: string): Promise<void> {
	await end(chair);
	await press(chair, new RegExp(`^请下一位：${name}`), new RegExp(`^开始：${name}`));
	await press(chair, new RegExp(`^开始：${name}`), new RegExp(`^说完了：${name}`));
}

/** Ends the turn that runs, if any. */
async function end(chair: Page): Promise<void> {
	const button = chair.getByRole('button', { name: /^说完了：/ });
	await expect(async () => {
		if (await button.isVisible()) await button.click({ timeout: 1000 });
		await expect(button).toBeHidden({ timeout: 900 });
	}).toPass();
}

/**
 * Presses the chair's big button until it has become the next one: after each press it rests for a
 * moment, so that a nervous finger never does two things.
 */
async function press(chair: Page, what: RegExp, then: RegExp): Promise<void> {
	const button = chair.getByRole('button', { name: what });
	const next = chair.getByRole('button', { name: then });
	await expect(button.or(next).first()).toBeVisible();
	await expect(async () => {
		if (await button.isVisible()) await button.click({ timeout: 1000 });
		await expect(next).toBeVisible({ timeout: 900 });
	}).toPass();
}

/** The queue as the chair sees it. */
function order(chair: Page) {
	return chair.getByRole('complementary', { name: '发言顺序' }).getByRole('listitem');
}
