/**
 * Scenario B's lift (requirements §6.B): two rounds of a vote by area and by owners, and what they would have come to if
 * this one or that had voted otherwise; and what each home pays. All figures are the scenario's, to 0.01 ㎡.
 */
import type { Page } from '@playwright/test';
import scenarios from '../data/scenarios.json' with { type: 'json' };
import { expect, test } from '../fixtures.ts';
import { accessible } from './checks.ts';
import { PHONE, pressTwice } from './gestures.ts';
import { callOn, chairPress } from './hands.ts';
import { arriveQuietly, socketOf, type Quiet } from './headless.ts';
import { goTo, plan } from './organiser-steps.ts';
import { picture } from './picture.ts';
import { barsSay, castFrom, castOn, closedOn, prepareVote } from './vote-steps.ts';

test.use({ story: 'scenario-b' });

const B = scenarios.scenarios[1]!;
/** Those who take part in neither round have no name in the scenario; they come to its what-ifs. */
const ABSENT: Record<string, string> = { 102: '付静', 201: '石勇' };
const HOMES = B.住户!.map((home) => ({ ...home, 业主: ABSENT[home.户号] ?? home.业主 }));
const ROLL = [
	'姓名\t身份\t角色\t楼栋\t方式\t手机',
	...HOMES.map(({ 业主, 户号 }) =>
		[
			业主,
			'业主',
			'参会人',
			户号,
			户号 === '301' ? '线上' : '现场',
			户号 === '101' ? '无' : '有'
		].join('\t')
	),
	'钟文秀\t院党小组长\t主持人\t院里\t现场\t有',
	'冉静\t社工\t记录员\t社区\t现场\t有'
].join('\n');
const SHEET = ['户号\t面积\t业主\t系数']
	.concat(HOMES.map((home) => [home.户号, home.面积.toFixed(2), home.业主, home.系数].join('\t')))
	.concat('合计\t1029.00')
	.join('\n');
const QUESTION = '同意3单元加装电梯，按这个方案分摊';
/** What the rule asks, by what it counts: areas, then owners. */
type Lines = Record<'参加' | '赞成', readonly [area: string, owners: string]>;
const WORDS: Record<string, string> = { 赞成: 'yes', 反对: 'no', 弃权: 'abstain' };

test('[E10] [E23] [E28] [L3] [L17] two rounds to 0.01 ㎡, what each home pays, and the four what-ifs', async ({
	arrive,
	visit,
	yitang
}) => {
	let organiser: Page;
	const code = await plan(async (path) => (organiser = await visit(path)), yitang, {
		...{ template: '桂东七步', title: '加装电梯', matter: '3单元装不装电梯，钱怎么分？' },
		roll: ROLL
	});

	await test.step('[L4] the organiser pastes the sheet of homes; its sum is the sum of its areas', async () => {
		const desk = await organiser.context().newPage();
		await desk.goto(`/meetings/${code}/votes`);
		await desk.waitForSelector('html[data-scripts]');
		await desk.getByRole('textbox', { name: '户表' }).fill(SHEET);
		await expect(desk.getByText('14户，共1029.00㎡，业主14位，名单里找到14位。')).toBeVisible();
		await expect(desk.getByLabel('总面积（㎡）')).toHaveValue('1029.00');
		await picture(desk, 'register');
		await accessible(desk, 'the organiser’s votes, with a sheet of homes');
		await desk.getByRole('button', { name: '保存户表' }).click();
		await expect(desk.getByText(/^户表存好了：14户，1029\.00㎡，业主14位。/)).toBeVisible();
		await desk.close();
	});

	const [li, luo, chair, clerk, wall] = await Promise.all([
		arrive('李梅', { ...PHONE, code }),
		arrive('罗建平', { ...PHONE, code }),
		arrive('钟文秀', { code, viewport: { width: 1280, height: 800 } }),
		arrive('冉静', { code, viewport: { width: 1366, height: 768 } }),
		visit(yitang.publicPaths(code).hall, { viewport: { width: 1920, height: 1080 } })
	]);
	const screens = [li, luo, chair, wall];
	const [room, desk] = await Promise.all([socketOf(chair, code), socketOf(clerk, code)]);
	const pages: Record<string, Page> = { 李梅: li, 罗建平: luo };
	/** By home; 101 has no phone. */
	const owners = new Map<string, Quiet>();
	const come = async ({ 户号: home, 业主: name }: (typeof HOMES)[number]) => {
		const page = pages[name];
		owners.set(
			home,
			page ? await socketOf(page, code) : await arriveQuietly(yitang.linkOf(name, code), code)
		);
	};
	await Promise.all(HOMES.filter(({ 户号 }) => 户号 !== '101').map(come));
	await room.send({ type: 'plan.open' });
	const { order, seats } = (await room.latest()).state.roll;
	const seatOf = (home: string) =>
		order.find((id) => seats[id]!.no === HOMES.findIndex(({ 户号 }) => 户号 === home) + 1)!;
	const signIn = (home: string) => desk.send({ type: 'attendance.sign-in', seat: seatOf(home) });
	for (const { 户号: home, 参与: takesPart } of HOMES) if (takesPart) await signIn(home);
	await goTo(room, '广参与');
	const { agenda } = (await room.latest()).state;
	if (agenda.items[0]) await room.send({ type: 'agenda.open', item: agenda.items[0].id });
	await callOn(room, owners.get('702')!);
	await chairPress(chair, /^开始：李梅/);
	await chairPress(chair, /^说完了：李梅/);

	const draft = {
		question: QUESTION,
		settings: { kind: 'yes-no', rule: 'V06', secrecy: 'named' } as const,
		burden: {
			...{ proposer: '702李梅等5户', responsible: '3单元加梯小组', beneficiary: '3—7层住户' },
			cost: B.自筹合计! * 100
		}
	};
	/** Everybody who is here gives what `choose` says of their home, but those who did so on a screen. */
	async function othersVote(
		vote: string,
		choose: (home: string) => string | undefined,
		done: string[] = []
	) {
		const all = HOMES.map(({ 户号: home }) => {
			const choice = WORDS[choose(home) ?? ''];
			if (!choice || done.includes(home)) return null;
			return castFrom(owners.get(home) ?? desk, vote, [choice], seatOf(home));
		});
		await Promise.all(all);
	}
	const inRound = (round: '第一次' | '第二次') => (home: string) =>
		HOMES.find(({ 户号 }) => 户号 === home)![round];

	await test.step('15 April: on phones, from home and by the clerk; two thirds are for it, and it takes three quarters', async () => {
		const vote = await prepareVote(desk, draft);
		await chairPress(chair, /^开始表决/);
		await expect(wall.getByText('一共要出340,000元')).toBeVisible();
		await expect(li.getByText('您家（702）出44,000元')).toBeVisible();
		await expect(luo.getByText('您家（301）出20,000元')).toBeVisible();
		await li.getByText('谁主张、谁负责、每户出多少').click();
		for (const { 户号: home, 分摊: share } of HOMES)
			await expect(li.getByRole('row').filter({ hasText: home })).toContainText(
				share.toLocaleString('en')
			);
		await expect(li.getByRole('row').filter({ hasText: '合计' })).toContainText('340,000');
		await castOn(li, '赞成');
		await castOn(luo, '弃权');
		const part = clerk.getByRole('region', { name: '替没投的人投票' });
		await part.getByRole('button', { name: /唐守义/ }).click();
		await part.getByRole('radio', { name: '反对' }).check();
		await part.getByRole('button', { name: '对，记下' }).click();
		await expect(part.getByRole('list').first().getByText('唐守义')).toHaveCount(0);
		await expect(wall.getByText('要10位参加，还差7位')).toBeVisible();
		await othersVote(vote.id, inRound('第一次'), ['702', '301', '101']);
		await expect(wall.getByText('要10位参加，够了')).toBeVisible();
		await picture(wall, 'lift-hall-open');
		await pressTwice(chair, /^结束表决/);
		for (const page of screens) {
			await barsSay(page, {
				赞成: '8人 · 588.00㎡',
				反对: '3人 · 211.50㎡',
				弃权: '1人 · 82.50㎡'
			});
			await cameTo(page, '没通过', {
				参加: ['882.00/1029.00㎡ = 85.71% ≥ 2/3', '12/14人 = 85.71% ≥ 2/3'],
				赞成: ['588.00/882.00㎡ = 66.67% < 3/4', '8/12人 = 66.67% < 3/4']
			});
		}
		await picture(wall, 'lift-hall');
	});

	await test.step('26 April: three homes have changed their minds, and it passes; the record says who chose what', async () => {
		const vote = await prepareVote(desk, draft);
		await chairPress(chair, /^开始表决/);
		await castOn(li, '赞成');
		await castOn(luo, '赞成');
		await othersVote(vote.id, inRound('第二次'), ['702', '301']);
		await expect(wall.getByText('12/12', { exact: true })).toBeVisible();
		await pressTwice(chair, /^结束表决/);
		for (const page of screens) {
			await barsSay(page, {
				赞成: '10人 · 735.00㎡',
				反对: '1人 · 82.50㎡',
				弃权: '1人 · 64.50㎡'
			});
			await cameTo(page, '通过', {
				参加: ['882.00/1029.00㎡ = 85.71% ≥ 2/3', '12/14人 = 85.71% ≥ 2/3'],
				赞成: ['735.00/882.00㎡ = 83.33% ≥ 3/4', '10/12人 = 83.33% ≥ 3/4']
			});
		}
		await expect(closedOn(li).getByText('意向性微表决 · 记名')).toBeVisible();
		await picture(li, 'lift-phone');
		await accessible(wall, 'hall, scenario B’s second round');
		await accessible(li, 'phone, scenario B’s second round');
	});

	/** The second round once more, but these homes choose otherwise. */
	async function otherwise(change: Record<string, string>): Promise<void> {
		const { id } = await prepareVote(desk, { ...draft, question: `${QUESTION}（再算一次）` });
		await room.send({ type: 'ballots.open', vote: id });
		const second = inRound('第二次');
		await othersVote(id, (home) => change[home] ?? second(home));
		await room.send({ type: 'ballots.close', vote: id });
	}
	const comesTo = async (word: string, lines: Lines) => {
		for (const page of [wall, luo]) await cameTo(page, word, lines);
	};

	await test.step('what if 301 abstains again: the area is not enough, though the owners are', async () => {
		await otherwise({ 301: '弃权' });
		await comesTo('没通过', {
			参加: ['882.00/1029.00㎡ = 85.71% ≥ 2/3', '12/14人 = 85.71% ≥ 2/3'],
			赞成: ['652.50/882.00㎡ = 73.98% < 3/4', '9/12人 = 75.00% ≥ 3/4']
		});
	});

	await test.step('what if 302 is against it again, too: neither is enough', async () => {
		await otherwise({ 301: '弃权', 302: '反对' });
		await comesTo('没通过', {
			参加: ['882.00/1029.00㎡ = 85.71% ≥ 2/3', '12/14人 = 85.71% ≥ 2/3'],
			赞成: ['588.00/882.00㎡ = 66.67% < 3/4', '8/12人 = 66.67% < 3/4']
		});
	});

	await test.step('what if 102 comes and is against it: more take part, and it still passes', async () => {
		await signIn('102');
		await otherwise({ 102: '反对' });
		await comesTo('通过', {
			参加: ['946.50/1029.00㎡ = 91.98% ≥ 2/3', '13/14人 = 92.86% ≥ 2/3'],
			赞成: ['735.00/946.50㎡ = 77.65% ≥ 3/4', '10/13人 = 76.92% ≥ 3/4']
		});
	});

	await test.step('what if 201 comes, too: everybody takes part, and it fails', async () => {
		await signIn('201');
		await otherwise({ 102: '反对', 201: '反对' });
		await comesTo('没通过', {
			参加: ['1029.00/1029.00㎡ = 100.00% ≥ 2/3', '14/14人 = 100.00% ≥ 2/3'],
			赞成: ['735.00/1029.00㎡ = 71.43% < 3/4', '10/14人 = 71.43% < 3/4']
		});
	});

	await test.step('the record tells every count; whose home is how large, and pays what, is the room’s business', async () => {
		await room.send({ type: 'plan.announce' });
		const record = await visit(yitang.publicPaths(code).record, {
			...PHONE,
			javaScriptEnabled: false
		});
		await expect(record.getByText(/一共要出340,000元，按商量好的系数分摊/).first()).toBeVisible();
		for (const [counts, outcome] of [
			['赞成8人 588.00㎡、反对3人 211.50㎡、弃权1人 82.50㎡', '没通过'],
			['赞成10人 735.00㎡、反对1人 82.50㎡、弃权1人 64.50㎡', '通过'],
			['赞成10人 735.00㎡、反对2人 147.00㎡、弃权1人 64.50㎡', '通过'],
			['赞成10人 735.00㎡、反对3人 229.50㎡、弃权1人 64.50㎡', '没通过']
		])
			await expect(record.getByText(`${counts}。${outcome}。`).first()).toBeVisible();
		await expect(record.getByText('44,000')).toHaveCount(0);
	});
});

/** The word, and every line of what the rule asks, in their order. */
async function cameTo(page: Page, word: string, lines: Lines): Promise<void> {
	await expect(closedOn(page).locator('.outcome .words')).toHaveText(word);
	const said = Object.entries(lines).flatMap(([what, all]) => all.map((line) => `${what} ${line}`));
	const checks = closedOn(page).locator('.checks').getByRole('listitem');
	await expect(checks).toHaveCount(said.length);
	await expect(checks).toContainText(said, { useInnerText: true });
}
