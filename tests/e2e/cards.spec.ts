/**
 * Scenario A's round of cards (requirements §6.A) on real phones, in the hall and at the watchers': 24
 * cards, 16 by phone and 8 on paper, five groups and one of another matter, 63 dots. Four phones are
 * browsers, one of them offline while it writes; chair, clerk and the other eleven phones speak over
 * sockets of their own.
 */
import type { Page } from '@playwright/test';
import type { CardStance } from '#lib/meeting/cards/cards.ts';
import scenarios from '../data/scenarios.json' with { type: 'json' };
import { CODE, expect, test } from '../fixtures.ts';
import { PHONE } from './gestures.ts';
import { arriveQuietly, socketOf, type Quiet } from './headless.ts';
import { cuttable } from './line.ts';
import { picture } from './picture.ts';

test.use({ story: 'cards' });
test.setTimeout(300_000);

const A = scenarios.scenarios[0]!;
const STANCE: Record<string, CardStance> = {
	建议: 'idea',
	担心: 'worry',
	疑问: 'question',
	事实: 'fact'
};
const OFF = '不属于本议题(另记)';
const PHONES = A.参与人!.filter((one) => one.有手机 && !one.方式.startsWith('请假')).map(
	(one) => one.姓名
);
const HERE = A.参与人!.filter((one) => !one.方式.startsWith('请假')).length;
const CARDS = A.卡片!;
const BY_PHONE = CARDS.filter(({ 来源 }) => 来源 === '手机');
const ON_PAPER = CARDS.filter(({ 来源 }) => 来源 !== '手机');
const GROUPS = A.打点!;
/** Three dots for each phone, so that the groups get what the scenario says. */
const DEALT = GROUPS.flatMap(({ 手机 }, at) => Array.from({ length: 手机 }, () => at + 1));

test('a round of cards: written unseen, read, sorted, weighed, and found again', async ({
	arrive,
	browser,
	visit,
	yitang
}) => {
	const line = cuttable();
	const seen = new Map<string, Page>();
	for (const name of ['李建国', '马素英', '杨振东']) seen.set(name, await arrive(name, PHONE));
	const zhao = await arrive('赵敏', { ...PHONE, line });
	seen.set('赵敏', zhao);
	const li = seen.get('李建国')!;
	const chairPage = await arrive('周雅琴');
	const clerkPage = await arrive('孙晓彤');
	const hall = await visit(`/hall/${CODE}`, { viewport: { width: 1920, height: 1080 } });
	const watch = await visit(`/m/${CODE}/watch`, PHONE);
	const [chair, clerk] = [await socketOf(chairPage), await socketOf(clerkPage)];
	const quiet = new Map<string, Quiet>();
	for (const name of PHONES)
		if (!seen.has(name)) quiet.set(name, await arriveQuietly(browser, yitang.linkOf(name)));
	const board = () => chair.state.cards.boards[0]!;
	const go = (to: 'writing' | 'collecting' | 'reading' | 'naming' | 'dots' | 'result') =>
		chair.say({ type: 'cards.go', board: board().id, from: board().step, to });

	await test.step('twenty-one are here; the board is ready', async () => {
		await chair.say({ type: 'plan.open' });
		const seats = chair.state.roll.order.map((id) => chair.state.roll.seats[id]!);
		for (const { id, no, channel } of seats)
			if (no > 0 && no <= HERE) await clerk.say({ type: 'attendance.sign-in', seat: id, channel });
		const stages = chair.state.runsheet.stages;
		for (const [at, { id }] of stages.entries())
			if (at > 0 && stages.slice(0, at).every(({ kind }) => kind !== 'discussion'))
				await chair.say({ type: 'runsheet.go', from: stages[at - 1]!.id, to: id, force: true });
		const item = chair.state.agenda.items[0]!.id;
		await chair.say({ type: 'agenda.open', item });
		await chair.say({ type: 'cards.prepare', item, question: A.卡片题目!.replace(/\(.*/, '') });
		await go('writing');
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
		await picture(zhao, 'phone-card');
		await line.cut();
		await expect(zhao.getByText(/没连上/).first()).toBeVisible();
		await zhao.getByRole('button', { name: '交卡' }).click();
		await expect(zhao.getByText('还没交上').first()).toBeVisible();
		await zhao.reload();
		await expect(zhao.getByText('还没交上').first()).toBeVisible();
		expect(board().count.cards).toBe(0);
		line.mend();
		await expect(zhao.getByText('已收到')).toBeVisible({ timeout: 45_000 });
	});

	await test.step('sixteen by phone, eight on paper', async () => {
		for (const [n, { 文字, 立场 }] of BY_PHONE.entries()) {
			const name = PHONES[n % PHONES.length]!;
			const page = seen.get(name);
			if (name === '赵敏') continue;
			if (page) await write(page, 文字, 立场);
			else {
				const phone = quiet.get(name)!;
				const made = { card: `cardnumber${n + 10}`, key: `k${String(n).padStart(24, '0')}` };
				const said = { ...made, text: 文字, stance: STANCE[立场]!, seat: phone.seat };
				await phone.say({ type: 'cards.send', board: board().id, ...said });
			}
		}
		for (const [n, { 文字, 立场, 来源 }] of ON_PAPER.entries()) {
			const made = { card: `papernumber${n + 10}`, key: `p${String(n).padStart(24, '0')}` };
			const said = { ...made, text: 文字, stance: STANCE[立场]!, number: Number(来源.slice(3)) };
			await clerk.say({ type: 'cards.paper', board: board().id, ...said });
		}
		await expect(hall.getByText(/已写 24 张/)).toBeVisible();
		await picture(hall, 'hall-cards-writing');
	});

	await test.step('[C2] while it is sealed nothing of a card is on any screen but its writer’s', async () => {
		for (const page of [chairPage, clerkPage, hall, watch]) {
			const shown = await page.content();
			for (const { 文字 } of CARDS) expect(shown).not.toContain(文字);
		}
		const own = BY_PHONE.filter((_, n) => PHONES[n % PHONES.length] === '李建国');
		const shown = await li.content();
		for (const card of CARDS) if (!own.includes(card)) expect(shown).not.toContain(card.文字);
	});

	await test.step('[C10] all are shown at once, read on the big screen and on phones', async () => {
		await go('collecting');
		await expect(hall.getByText(/收卡了/)).toBeVisible();
		await go('reading');
		expect(board().cards).toHaveLength(24);
		const mine = board().cards.find(({ text }) => chair.text(text.id) === BY_PHONE[0]!.文字)!;
		await clerk.say({ type: 'cards.show', board: board().id, card: mine.id });
		for (const page of [hall, li, watch])
			await expect(page.getByText(BY_PHONE[0]!.文字).first()).toBeVisible();
		await expect(li.getByText('您写的').first()).toBeVisible();
		await expect(zhao.getByRole('region', { name: '正在读' }).getByText('您写的')).toHaveCount(0);
		await picture(hall, 'hall-card');
		await picture(li, 'phone-card-reading');
	});

	await test.step('[C12] five groups and one of another matter', async () => {
		for (const { 簇 } of GROUPS)
			await clerk.say({
				type: 'cards.group',
				board: board().id,
				cards: idsOf(簇),
				to: 'new',
				name: 簇
			});
		const off = { cards: idsOf(OFF), as: 'off' as const, reason: '另记，转给社区' };
		await clerk.say({ type: 'cards.park', board: board().id, ...off });
		await clerk.say({ type: 'cards.show', board: board().id, card: null });
		for (const { 簇 } of GROUPS) await expect(hall.getByText(簇).first()).toBeVisible();
		await picture(hall, 'hall-groups');
	});

	await test.step('[C17] sixty-three dots, blind until the result', async () => {
		await go('dots');
		for (const [n, name] of PHONES.entries()) {
			const three = DEALT.slice(n * 3, n * 3 + 3);
			const page = seen.get(name);
			if (page) await place(page, three);
			else {
				const points: Record<string, number> = {};
				for (const group of three) points[`g${group}`] = (points[`g${group}`] ?? 0) + 1;
				const phone = quiet.get(name)!;
				const ballot = `b${String(n).padStart(24, '0')}`;
				await phone.say({
					type: 'cards.weigh',
					board: board().id,
					seat: phone.seat,
					ballot,
					points
				});
			}
		}
		await picture(hall, 'hall-dots');
		await expect(hall.getByText('18')).toHaveCount(0);
		await clerk.say({ type: 'cards.close-phones', board: board().id });
		await expect(li.getByText('手机打点已关')).toBeVisible();
		const points = Object.fromEntries(GROUPS.map(({ 代录 }, at) => [`g${at + 1}`, 代录]));
		await clerk.say({ type: 'cards.weigh-hall', board: board().id, people: 6, points });
		await go('result');
	});

	await test.step('[C19] 18 > 15 > 12 > 10 > 8, and it is no decision', async () => {
		const bars = li.getByRole('region', { name: '打点结果' }).getByRole('listitem');
		await expect(bars).toHaveText([
			/价格.*18点/,
			/油烟.*15点/,
			/饭菜.*12点/,
			/监督.*10点/,
			/送餐.*8点/
		]);
		await expect(li.getByText('这不是决定，只看轻重。').first()).toBeVisible();
		await expect(hall.getByText(/18/).first()).toBeVisible();
		await picture(hall, 'hall-dots-result');
		await picture(li, 'phone-dots-result');
	});

	await test.step('[X15] 回音壁: an unsigned card is found again, also after a reload, by its phone only', async () => {
		await zhao.reload();
		const trail = zhao.getByRole('region', { name: '我的卡去了哪里' });
		await expect(trail.getByText(BY_PHONE[PHONES.indexOf('赵敏')]!.文字)).toBeVisible();
		await expect(trail.getByText(/归到第\d类/)).toBeVisible();
		await expect(trail.getByText(/这一类得\d+点，排第\d/)).toBeVisible();
		await expect(trail.getByRole('listitem').filter({ has: zhao.locator('ol') })).toHaveCount(1);
		await expect(watch.getByText('我的卡去了哪里')).toHaveCount(0);
	});

	for (const one of [chair, clerk, ...quiet.values()]) one.close();

	/** Ids of the shown cards of this cluster. */
	function idsOf(cluster: string): string[] {
		const texts = CARDS.filter(({ 簇 }) => 簇 === cluster).map(({ 文字 }) => 文字);
		const ids = board().cards.filter(({ text }) => texts.includes(chair.text(text.id)));
		return ids.map(({ id }) => id);
	}
});

/** Writes one card and hands it in. */
async function write(phone: Page, text: string, stance: string): Promise<void> {
	await phone.getByRole('textbox').fill(text);
	await phone.getByRole('radio', { name: stance }).check();
	await phone.getByRole('button', { name: '交卡' }).click();
	await expect(phone.getByRole('region', { name: '我的卡' }).getByText(text)).toBeVisible();
}

/** Presses + for each of these groups and hands the dots in. */
async function place(phone: Page, groups: number[]): Promise<void> {
	for (const number of groups)
		await phone.getByRole('button', { name: `给第${number}类加一点` }).click();
	await expect(phone.getByText('点完了')).toBeVisible();
	if (groups[0] === 1) await picture(phone, 'phone-dots');
	await phone.getByRole('button', { name: '交点' }).click();
	await expect(phone.getByText('交了。关闭之前还可以改。').first()).toBeVisible();
}
