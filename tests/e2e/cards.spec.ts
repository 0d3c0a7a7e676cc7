/**
 * Scenario A's round of cards (requirements §6.A), pressed by everybody in browsers: four phones, one of
 * them offline while it writes, clerk, helper, chair, hall and a watcher: 24 cards, 16 by phone and 8 on
 * paper, five groups and one of another matter, 63 dots. The other eleven phones have no screen.
 */
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import {
	begin,
	gather,
	nameGroup,
	place,
	pressFor,
	readNext,
	send,
	sort,
	tapPaper,
	typePapers,
	weigh,
	write
} from './card-steps.ts';
import { CARDS, GROUPS, OFF, PHONES, QUESTION } from '../scenario-a.ts';
import { accessible, inside } from './checks.ts';
import { PHONE, pressTwice } from './gestures.ts';
import { arriveQuietly, socketOf, type Quiet } from './headless.ts';
import { cuttable } from './line.ts';
import { handPhoto, typePhoto } from './photo-steps.ts';
import { picture } from './picture.ts';

test.use({ story: 'cards' });

const BY_PHONE = CARDS.filter(({ 来源 }) => 来源 === '手机');
/** Those without a phone write on paper; the helper types for two of them. */
const WRITERS = [1, 5, 8, 11, 14, 1, 3, 14];
const PAPERS = CARDS.filter(({ 来源 }) => 来源 !== '手机').map(({ 文字, 立场, 来源 }, at) => {
	return { number: Number(来源.slice(3)), text: 文字, stance: 立场, no: WRITERS[at]! };
});
const BY_CLERK = PAPERS.slice(0, 6);
const BY_HELPER = { ...PAPERS[6]!, whose: /刘玉珍/ };
/** A helper photographs it, and the clerk types it. */
const PHOTOGRAPHED = { ...PAPERS[7]!, whose: /何秀敏/ };

test('a round of cards: written unseen, read, sorted, weighed, and found again', async ({
	arrive,
	visit,
	yitang
}) => {
	const line = cuttable();
	const [li, ma, yang, zhao, chair, clerk, helper, hall, watch] = await Promise.all([
		arrive('李建国', PHONE),
		arrive('马素英', PHONE),
		arrive('杨振东', PHONE),
		arrive('赵敏', { ...PHONE, line }),
		arrive('周雅琴'),
		arrive('孙晓彤', { viewport: { width: 1366, height: 768 } }),
		arrive('刘洋', PHONE),
		visit(yitang.publicPaths().hall, { viewport: { width: 1920, height: 1080 } }),
		visit(yitang.publicPaths().watch, PHONE)
	]);
	const seen = new Map<string, Page>([
		['李建国', li],
		['马素英', ma],
		['杨振东', yang],
		['赵敏', zhao]
	]);
	const room = await socketOf(chair);
	const quiet = new Map<string, Quiet>();
	const unseen = PHONES.filter((name) => !seen.has(name));
	await Promise.all(
		unseen.map(async (name) => quiet.set(name, await arriveQuietly(yitang.linkOf(name))))
	);
	const board = async () => (await room.latest()).state.cards.boards.at(-1)!;
	/** Number of each cluster's group, as the clerk makes them. */
	const numbers = new Map<string, number>();

	await test.step('twenty-one are here; the chair types the question and presses 写卡', async () => {
		const desk = await socketOf(clerk);
		await gather(room, desk);
		desk.close();
		await clerk.getByText('帮忙代录').last().click();
		await clerk.getByRole('button', { name: /^交给刘洋代录（6位）/ }).click();
		await begin(chair, QUESTION);
		await chair.evaluate(`
			globalThis.pressed = [];
			addEventListener('click', ({ target }) => {
				const words = target.closest('button')?.querySelector('.words') ?? target.closest('button');
				if (words) pressed.push(words.innerText.split('\\n')[0].trim());
			}, true);
		`);
		await expect(chair.locator('#main').getByText('已写0张，0人')).toBeVisible();
		await expect(hall.getByText('您最希望怎么办').first()).toBeVisible();
	});

	await test.step('[C25] a phone shows the question, the box, the four kinds and 交卡', async () => {
		await expect(li.getByRole('heading', { name: /您最希望怎么办/ })).toBeVisible();
		await expect(li.getByRole('radio')).toHaveCount(4);
		await expect(li.getByText('谁也看不到，主持人也看不到').first()).toBeVisible();
		await expect(li.getByText('替您打字的人看得到').first()).toBeVisible();
		await expect(li.getByRole('button', { name: /举手/ })).toHaveCount(0);
		await li.getByRole('button', { name: '交卡' }).click();
		await expect(li.getByText('先写一句话，再交卡。')).toBeVisible();
		await li.getByRole('textbox').fill('晚饭也要有；还有送餐');
		await expect(li.getByText(/要不要分成两张/)).toBeVisible();
		await li.getByRole('textbox').fill('');
	});

	await test.step('[C27] 赵敏 writes, reloads, loses the line, hands in, reloads: once', async () => {
		const at = PHONES.indexOf('赵敏');
		const { 文字, 立场 } = BY_PHONE[at]!;
		await zhao.getByRole('textbox').fill(文字);
		await zhao.getByRole('radio', { name: 立场 }).check();
		await zhao.reload();
		await expect(zhao.getByRole('textbox')).toHaveValue(文字);
		await expect(zhao.getByRole('radio', { name: 立场 })).toBeChecked();
		await picture(zhao, 'cards-phone-writing');
		await line.cut();
		await expect(zhao.getByText(/没连上/).first()).toBeVisible();
		await zhao.getByRole('button', { name: '交卡' }).click();
		await expect(zhao.getByText('还没交上').first()).toBeVisible();
		await zhao.reload();
		await expect(zhao.getByText('还没交上').first()).toBeVisible();
		expect((await board()).count.cards).toBe(0);
		line.mend();
		await expect(zhao.getByText('已收到')).toBeVisible();
	});

	await test.step('[C7] 6.E line 9: sixteen by phone; clerk and helper type eight paper cards at once, one from a photograph', async () => {
		for (const [n, { 文字, 立场 }] of BY_PHONE.entries()) {
			const name = PHONES[n % PHONES.length]!;
			const page = seen.get(name);
			if (name === '赵敏') continue;
			if (page) await write(page, 文字, 立场);
			else await send(quiet.get(name)!, n, 文字, 立场);
		}
		await helper.getByText('替人录纸卡').click();
		await Promise.all([typePapers(clerk, BY_CLERK), tapPaper(helper, BY_HELPER)]);
		await accessible(clerk, 'clerk, paper cards');
		await handPhoto(helper, PHOTOGRAPHED);
		await expect(chair.locator('#main').getByText('1张纸卡照片等工作人员打字')).toBeVisible();
		await pressTwice(chair, /^读卡归类/);
		await expect(chair.getByRole('button', { name: /^不等了，亮卡/ })).toBeVisible();
		await typePhoto(clerk, PHOTOGRAPHED);
		await expect(chair.getByRole('button', { name: /^读卡归类/ })).toBeVisible();
		await expect(chair.locator('#main').getByText(/没打成卡片/)).toBeHidden();
		await expect(hall.getByText(/已写24张/)).toBeVisible();
		await expect(chair.locator('#main').getByText('已写24张')).toBeVisible();
		await expect(chair.locator('#main').getByText('纸卡已录8张')).toBeVisible();
	});

	await test.step('[C8] 6.E line 9: a paper number that is taken is refused in words, and nothing is lost', async () => {
		const again = { number: 1, text: '一号卡又录了一遍', stance: '建议' };
		await typePapers(clerk, [again]);
		await expect(clerk.getByRole('alert').getByText(/1号纸卡：/)).toBeVisible();
		expect((await board()).count.papers).toBe(8);
	});

	await test.step('[C2] 6.E line 8: while it is sealed a card is on no screen but its writer’s and typist’s', async () => {
		const own = BY_PHONE.filter((_, n) => PHONES[n % PHONES.length] === '李建国');
		const allowed = new Map<Page, string[]>([
			[chair, []],
			[hall, []],
			[watch, []],
			[clerk, [...BY_CLERK, PHOTOGRAPHED].map(({ text }) => text)],
			[helper, [BY_HELPER.text]],
			[li, own.map(({ 文字 }) => 文字)]
		]);
		for (const [page, texts] of allowed) {
			const shown = await page.content();
			for (const { 文字 } of CARDS) expect(shown.includes(文字)).toBe(texts.includes(文字));
		}
	});

	await test.step('[C10 C11 C12] 6.E line 10: all shown at once; each is read on the big screen and sorted', async () => {
		await pressTwice(chair, /^读卡归类/);
		await expect(hall.getByText('大家写的卡片')).toBeVisible();
		await picture(hall, 'cards-hall-all');
		await expect(clerk.getByRole('button', { name: /^读第一张/ })).toBeVisible();
		for (let nth = 1; nth <= CARDS.length; nth++) {
			const shown = await readNext(clerk, nth);
			const { 文字, 簇 } = CARDS.find((card) => shown.includes(card.文字))!;
			if (文字 === BY_PHONE[0]!.文字) await everywhere(文字);
			if (簇 === OFF) await park(文字);
			else numbers.set(簇, await sort(clerk, numbers.get(簇) ?? 'new'));
		}
		expect(numbers.size).toBe(GROUPS.length);
		const hand = clerk.getByRole('region', { name: '手上这张' });
		await inside(clerk, hand, 'the card in hand and its groups');
		await clerk.locator('#stage').scrollIntoViewIfNeeded();
		await picture(clerk, 'cards-grouping');
	});

	await test.step('[C14] members propose a name through the helper; the clerk names all groups', async () => {
		const look = clerk.getByRole('button', { name: /^读完了，看归类/ });
		await pressFor(look, hall.getByText('归成5类'));
		const naming = clerk.getByRole('button', { name: /^给各类起名/ });
		await pressFor(naming, chair.locator('#main').getByText('请给每一类起个名字，用一句话。'));
		const [first, ...rest] = GROUPS.map(({ 簇 }) => ({ name: 簇, number: numbers.get(簇)! }));
		await helper.getByRole('button', { name: /刘玉珍/ }).click();
		const group = helper
			.locator('details')
			.filter({ hasText: new RegExp(`^\\s*${first!.number}\\s*“`) });
		await group.locator('summary').first().click();
		await group.getByText('提个名字').click();
		await group.getByLabel(`第${first!.number}类叫什么`).fill(first!.name);
		await group.getByRole('button', { name: '提出来' }).click();
		await clerk.getByRole('button', { name: `用这个名字：${first!.name}` }).click();
		const offers = clerk.getByRole('list', { name: '可以用的名字' });
		await expect(offers, 'one tap for each of the others, too').toHaveCount(rest.length);
		for (const { name, number } of rest) await nameGroup(clerk, number, name);
		for (const { 簇 } of GROUPS) await expect(hall.getByText(簇).first()).toBeVisible();
	});

	await test.step('[C17] 6.E line 11: forty-five dots by phone, and nobody sees where', async () => {
		await pressTwice(chair, /^投点/);
		const dealt = GROUPS.flatMap(({ 簇, 手机 }) => Array.from({ length: 手机 }, () => 簇));
		for (const [n, name] of PHONES.entries()) {
			const three = dealt.slice(n * 3, n * 3 + 3).map((cluster) => numbers.get(cluster)!);
			const page = seen.get(name);
			if (page === li)
				await place(page, three, async () => {
					await picture(page, 'cards-dots');
					await accessible(page, 'phone, dots');
				});
			else if (page) await place(page, three);
			else {
				const points: Record<string, number> = {};
				for (const group of three) points[`g${group}`] = (points[`g${group}`] ?? 0) + 1;
				await weigh(quiet.get(name)!, points);
			}
		}
		await expect(hall.getByText(/\d点/)).toHaveCount(1);
	});

	await test.step('[C18] the hall calls by group number: eighteen dots of six people, not one more', async () => {
		await pressTwice(clerk, /^关手机投点/);
		await expect(li.getByText('手机投点已关')).toBeVisible();
		const form = clerk.getByRole('form', { name: '录现场的点' });
		await form.getByLabel('现场几个人投点').fill('6');
		await clerk.keyboard.press('Enter');
		const called = GROUPS.map(({ 簇, 代录 }) => ({ number: numbers.get(簇)!, 代录 })).sort(
			(a, b) => a.number - b.number
		);
		for (const [at, { 代录 }] of called.entries()) {
			await clerk.keyboard.type(String(代录 + (at === called.length - 1 ? 1 : 0)));
			if (at < called.length - 1) await clerk.keyboard.press('Enter');
		}
		await expect(form.getByText('共19点，最多18点')).toBeVisible();
		await expect(form.getByText(/多了1点/)).toBeVisible();
		await expect(form.getByRole('button', { name: '录入' })).toBeDisabled();
		await clerk.keyboard.press('ControlOrMeta+A');
		await clerk.keyboard.type(String(called.at(-1)!.代录));
		await form.getByRole('button', { name: '录入' }).click();
		await expect(form.getByText('录好了，还可以改。')).toBeVisible();
		await accessible(clerk, 'clerk, dots of the hall');
	});

	await test.step('[C19] 6.E line 11: 18 > 15 > 12 > 10 > 8, and it is no decision', async () => {
		await pressTwice(chair, /^结果/);
		const pressed = (await chair.evaluate('pressed')) as string[];
		expect(
			['写卡', ...new Set(pressed)],
			'four presses of the chair, each asked about once'
		).toEqual(['写卡', '读卡归类', '投点', '结果']);
		for (const page of [hall, chair, li])
			await expect(page.getByText('21/21人投了点').first()).toBeVisible();
		for (const page of [li, chair, clerk, watch])
			await expect(page.getByRole('region', { name: '投点结果' }).getByRole('listitem')).toHaveText(
				[/价格.*18点/, /油烟.*15点/, /饭菜.*12点/, /监督.*10点/, /送餐.*8点/]
			);
		await expect(li.getByText('这不是决定，只看轻重。').first()).toBeVisible();
		await expect(hall.getByText('共63点')).toBeVisible();
		await accessible(hall, 'hall, result');
		await accessible(li, 'phone, result');
	});

	await test.step('[C20] one press makes the heaviest group a sub-item of the agenda', async () => {
		const { 簇 } = GROUPS[0]!;
		const number = numbers.get(簇)!;
		await chair.getByRole('button', { name: `列入议程：第${number}类 ${簇}` }).click();
		await expect(chair.locator('#main').getByText(`已列入议程：1.1 ${簇}`)).toBeVisible();
		const { state, text } = await room.latest();
		const child = state.agenda.items.find((item) => item.number === '1.1')!;
		expect(text(child.title!.id)).toBe(簇);
		expect((await board()).groups.find(({ id }) => id === `g${number}`)!.item).toBe(child.id);
	});

	await test.step('[X15] [K34] [K40] 回音壁: an unsigned card is found again, also after a reload, by its phone only', async () => {
		await zhao.reload();
		// Who sits beside her reads the open tab too: it says nothing of hers.
		await expect(zhao.getByText('您的卡去了哪里，在“我的”里看。')).toBeVisible();
		await expect(zhao.getByRole('region', { name: '我的卡去了哪里' })).toHaveCount(0);
		await zhao.getByRole('tab', { name: '我的' }).click();
		const trail = zhao.getByRole('region', { name: '我的卡去了哪里' });
		await expect(trail.getByText(BY_PHONE[PHONES.indexOf('赵敏')]!.文字)).toBeVisible();
		await expect(trail.getByText(/归到第\d类/)).toBeVisible();
		await expect(trail.getByText(/这一类得\d+点，排第\d/)).toBeVisible();
		await expect(trail.getByRole('listitem').filter({ has: zhao.locator('ol') })).toHaveCount(1);
		await expect(watch.getByText('我的卡去了哪里')).toHaveCount(0);
		for (const one of [room, ...quiet.values()]) one.close();
	});

	/** 李建国's own card while it is read: on all screens, and his phone says quietly that it is his (K40). */
	async function everywhere(text: string): Promise<void> {
		for (const page of [hall, li, watch]) await expect(page.getByText(text).first()).toBeVisible();
		for (const page of [li, zhao]) {
			await expect(page.getByText('您写的')).toHaveCount(0);
			await expect(page.getByText('正在读您的卡片')).toHaveCount(0);
		}
		await li.getByRole('tab', { name: '我的' }).click();
		await expect(li.getByText('正在读您的卡片')).toBeVisible();
		await li.getByRole('tab', { name: '现场' }).click();
		await picture(hall, 'cards-hall-reading');
		await accessible(hall, 'hall, reading');
		await accessible(li, 'phone, reading');
	}

	/** Not this matter: with a reason, by keys alone. */
	async function park(text: string): Promise<void> {
		await clerk.getByRole('button', { name: /^不属于本议题/ }).click();
		const dialog = clerk.getByRole('dialog', { name: '不属于本议题' });
		await expect(dialog.getByText(text)).toBeVisible();
		await dialog.getByLabel('原因（写卡的人看得到）').fill('另记，转给社区');
		await clerk.keyboard.press('Enter');
		await expect(dialog).toHaveCount(0);
		const off = clerk.getByRole('region', { name: /^不属于本议题/ });
		await expect(off.getByText('另记，转给社区')).toBeVisible();
	}
});
