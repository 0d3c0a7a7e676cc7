/**
 * Scenario A's votes (requirements §6.A): how people see the canteen before and after they talk, and three votes between,
 * of twenty-one people in the hall, at home, by the clerk and by a helper. The figures are the scenario's, on every screen.
 */
import type { Locator, Page } from '@playwright/test';
import scenarios from '../data/scenarios.json' with { type: 'json' };
import { expect, test } from '../fixtures.ts';
import { COMING, PHONES } from '../scenario-a.ts';
import { gather } from './card-steps.ts';
import { accessible } from './checks.ts';
import { PHONE, pressTwice } from './gestures.ts';
import { callOn, chairPress } from './hands.ts';
import { arriveQuietly, socketOf, type Quiet } from './headless.ts';
import { picture } from './picture.ts';
import { barsSay, castFrom, castOn, closedOn, prepareVote } from './vote-steps.ts';

test.use({ story: 'scenario-a' });

type Asked = { 题: string; 合计: Record<string, number> };
const [FIRST, SECOND, THIRD] = scenarios.scenarios[0]!.表决 as unknown as [Asked, Asked, Asked];
const ATTITUDE = '您对“办老年食堂”的态度';
const SCALE = ['agree', 'accept', 'reserve', 'disagree'];
/** What must stand nowhere while the first vote is open: a choice with how many took it. */
const COUNTED = /(?:赞成|反对|弃权)[ ：]?\d/u;

test('[E10] [E12] [E15] [E25] [L13] [X5] 18/1/2, 12/6/3 and 21/0/0; 71.43% before, 90.48% after', async ({
	arrive,
	visit,
	yitang
}) => {
	const [li, yang, zhao, helper, chair, clerk, wall] = await Promise.all([
		arrive('李建国', PHONE),
		arrive('杨振东', PHONE),
		arrive('赵敏', PHONE),
		arrive('刘洋', PHONE),
		arrive('周雅琴', { viewport: { width: 1280, height: 800 } }),
		arrive('孙晓彤', { viewport: { width: 1366, height: 768 } }),
		visit(yitang.publicPaths().hall, { viewport: { width: 1920, height: 1080 } })
	]);
	const screens = [li, yang, zhao, helper, chair, wall];
	const [room, desk] = await Promise.all([socketOf(chair), socketOf(clerk)]);
	await gather(room, desk);
	const { state } = await room.latest();
	const { order, seats } = state.roll;
	const seatOf = (name: string) =>
		order.find((id) => seats[id]!.no === COMING.findIndex(({ 姓名 }) => 姓名 === name) + 1)!;
	/** Whoever has a phone, also those with a page of their own. */
	const phones = new Map<string, Quiet>();
	const pages: Record<string, Page> = { 李建国: li, 杨振东: yang, 赵敏: zhao };
	const sockets = PHONES.map(async (name) => {
		const page = pages[name];
		phones.set(name, page ? await socketOf(page) : await arriveQuietly(yitang.linkOf(name)));
	});
	await Promise.all(sockets);

	/** Everybody else gives what `choose` says of them: on a phone of their own, or through the clerk. */
	async function othersVote(
		vote: string,
		choose: (name: string, at: number) => string,
		done: readonly string[] = []
	): Promise<void> {
		const all = COMING.map(({ 姓名: name }, at) =>
			done.includes(name)
				? null
				: castFrom(phones.get(name) ?? desk, vote, [choose(name, at)], seatOf(name))
		);
		await Promise.all(all);
	}
	async function close(): Promise<void> {
		await expect(wall.getByText('21/21', { exact: true })).toBeVisible();
		await pressTwice(chair, /^结束表决/);
	}
	/** Those of a list that many each: the first so many people the first choice, and so on. */
	const spread = (counts: readonly number[], ids: readonly string[]) => {
		const all = counts.flatMap((n, at) => Array<string>(n).fill(ids[at]!));
		return (_: string, at: number) => all[at]!;
	};

	const before =
		await test.step('before anybody has talked: 9/6/4/2, and no agreement', async () => {
			const vote = await prepareVote(desk, { question: ATTITUDE, settings: { kind: 'scale' } });
			await chairPress(chair, /^开始表决/);
			await castOn(li, '同意');
			await othersVote(vote.id, spread([9, 6, 4, 2], SCALE), ['李建国']);
			await close();
			for (const page of screens) {
				await barsSay(page, { 同意: '9人', 可接受: '6人', 有保留: '4人', 不同意: '2人' });
				await expect(closedOn(page)).toContainText('还没谈拢');
				await expect(closedOn(page)).toContainText('15/21人 = 71.43% < 4/5');
			}
			return vote.id;
		});

	await test.step('somebody talks', async () => {
		await callOn(room, phones.get('李建国')!);
		await chairPress(chair, /^开始：李建国/);
		await chairPress(chair, /^说完了：李建国/);
	});

	await test.step('6.E line 14: the first vote, in all four ways at once; nobody sees a choice before the end', async () => {
		await clerk.getByText('帮忙代录').last().click();
		await clerk.getByRole('button', { name: /^交给刘洋代录（6位）/ }).click();
		const settings = { kind: 'yes-no', rule: 'V01' } as const;
		const vote = await prepareVote(desk, { question: FIRST.题, settings });
		await chairPress(chair, /^开始表决/);
		await castOn(li, '赞成');
		await castOn(yang, '反对');
		await castOn(zhao, '弃权');
		const left = helper.getByText(/^还没投的\d人/);
		await expect(left).toContainText('6人');
		for (const name of ['王桂芳', '刘玉珍']) {
			await helper.getByRole('button', { name: new RegExp(name) }).click();
			await castOn(helper, '赞成', `替${name}`);
			await helper.getByRole('button', { name: '返回' }).click();
		}
		await expect(left).toContainText('4人');
		await expect(left.locator('..')).not.toContainText('刘玉珍');
		await picture(helper, 'vote-helper');
		const part = clerk.getByRole('region', { name: '替没投的人投票' });
		for (const name of ['张秀兰', '孙长河']) {
			await part.getByRole('button', { name: new RegExp(name) }).click();
			await part.getByRole('radio', { name: '赞成' }).check();
			await part.getByRole('button', { name: '对，记下' }).click();
			await expect(part.getByRole('list').first().getByText(name)).toHaveCount(0);
		}
		await expect(wall.getByText('7/21', { exact: true })).toBeVisible();
		for (const page of [...screens, clerk]) await nothingTold(page);
		await othersVote(vote.id, (name) => (name === '田野' ? 'abstain' : 'yes'), [
			...Object.keys(pages),
			...['王桂芳', '刘玉珍', '张秀兰', '孙长河']
		]);
		await expect(wall.getByText('现场手机9 · 线上6 · 代录6')).toBeVisible();
		for (const page of [...screens, clerk]) await nothingTold(page);
		await close();
		for (const page of screens) {
			await barsSay(page, { 赞成: '18人', 反对: '1人', 弃权: '2人' });
			await expect(closedOn(page).locator('.outcome')).toContainText('通过');
			await expect(closedOn(page)).toContainText('21/24人 = 87.50% > 1/2');
			await expect(closedOn(page)).toContainText('18/21人 = 85.71% > 1/2');
			const rows = closedOn(page).getByRole('row');
			expect(await numbersIn(rows.filter({ hasText: '现场手机、代录' }))).toEqual(['14', '1', '0']);
			expect(await numbersIn(rows.filter({ hasText: '线上' }))).toEqual(['4', '0', '2']);
		}
		await picture(wall, 'vote-hall');
		await picture(li, 'vote-phone-result');
		await accessible(wall, 'hall, scenario A’s first vote');
	});

	await test.step('the second: one of three, an order and nothing more', async () => {
		const sums = Object.entries(SECOND.合计);
		const options = sums.map(([text]) => ({ text }));
		const draft = { question: SECOND.题.replace('(单选)', ''), options };
		const vote = await prepareVote(desk, { ...draft, settings: { kind: 'single' } });
		await chairPress(chair, /^开始表决/);
		await castOn(li, '只供午餐');
		const ids = vote.options.map(({ id }) => id);
		const choose = spread(
			sums.map(([, n]) => n),
			ids
		);
		await othersVote(vote.id, choose, ['李建国']);
		await close();
		for (const page of screens) {
			await barsSay(page, Object.fromEntries(sums.map(([text, n]) => [text, `${n}人`])));
			await expect(closedOn(page).locator('.outcome')).toContainText('只供午餐最多');
			await expect(closedOn(page).locator('.checks')).toHaveCount(0);
		}
	});

	await test.step('the third: unanimous, so that no way of voting is told by itself', async () => {
		const settings = { kind: 'yes-no', rule: 'V01' } as const;
		const vote = await prepareVote(desk, { question: THIRD.题, settings });
		await chairPress(chair, /^开始表决/);
		await castOn(li, '赞成');
		await othersVote(vote.id, () => 'yes', ['李建国']);
		await close();
		for (const page of screens) {
			await barsSay(page, { 赞成: '21人', 反对: '0人', 弃权: '0人' });
			await expect(closedOn(page)).toContainText('21/21人 = 100.00% > 1/2');
			await expect(closedOn(page).getByRole('table')).toHaveCount(0);
		}
	});

	await test.step('[X5] the thermometer: the same question after the talk, both times side by side', async () => {
		const draft = { question: ATTITUDE, settings: { kind: 'scale' } as const, before };
		const vote = await prepareVote(desk, draft);
		await chairPress(chair, /^开始表决/);
		await castOn(zhao, '可接受');
		const choose = spread([14, 5, 2, 0], SCALE);
		await othersVote(vote.id, choose, ['赵敏']);
		await close();
		for (const page of screens) {
			await barsSay(page, { 同意: '14人', 可接受: '5人', 有保留: '2人', 不同意: '0人' });
			await expect(closedOn(page).locator('.outcome')).toContainText('谈拢了');
			const both = closedOn(page).getByRole('figure');
			await expect(both).toHaveText([
				/商量前 · 同意和可接受 71\.43%/,
				/商量后 · 同意和可接受 90\.48%/
			]);
			const said = both.getByRole('img');
			await expect(said.first()).toHaveAccessibleName(/同意 9，可接受 6，有保留 4，不同意 2/);
			await expect(said.last()).toHaveAccessibleName(/同意 14，可接受 5，有保留 2，不同意 0/);
		}
		await picture(wall, 'thermometer-hall');
		await accessible(wall, 'hall, the thermometer');
		await accessible(zhao, 'phone, the thermometer');
	});

	await test.step('the record tells all five, to who was not there, without scripts', async () => {
		const record = await visit(yitang.publicPaths().record, { ...PHONE, javaScriptEnabled: false });
		for (const told of [
			/赞成18、反对1、弃权2。通过。.*现场手机、代录 赞成14、反对1、弃权0；线上 赞成4、反对0、弃权2/,
			/只供午餐12、午餐\+晚餐6、午餐\+周末晚餐3。只供午餐最多。/,
			/赞成21、反对0、弃权0。通过。$/,
			/同意9、可接受6、有保留4、不同意2。还没谈拢。/,
			/同意14、可接受5、有保留2、不同意0。谈拢了。/
		])
			await expect(record.getByText(told)).toBeVisible();
	});
});

/** Only how many have voted. */
async function nothingTold(page: Page): Promise<void> {
	await expect(page.locator('[data-vote=open]').first()).toBeAttached();
	await expect(page.locator('[data-vote=open] .bars')).toHaveCount(0);
	expect(await page.locator('body').innerText()).not.toMatch(COUNTED);
}

/** The cells of a row that say how many. */
async function numbersIn(row: Locator): Promise<string[]> {
	const cells = await row.getByRole('cell').allTextContents();
	return cells.map((cell) => /\d+/.exec(cell)![0]);
}
