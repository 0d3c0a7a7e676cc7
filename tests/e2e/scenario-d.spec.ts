/**
 * Scenario D's centre (requirements §6.D): six talk by video and twenty-three look on, eighteen of them vote twice, and
 * eleven volunteers take the fourteen shifts of the rota that comes of it.
 */
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { counted, countConnections, grows } from './call-steps.ts';
import { begin, pressFor, write } from './card-steps.ts';
import { accessible } from './checks.ts';
import { AGAIN, PHONE, pressTwice } from './gestures.ts';
import { callOn, chairPress, raise } from './hands.ts';
import { arriveQuietly, socketOf, type Quiet } from './headless.ts';
import { goTo, plan } from './organiser-steps.ts';
import { picture } from './picture.ts';
import { barsSay, castFrom, castOn, closedOn, prepareVote } from './vote-steps.ts';

test.use({ story: 'scenario-d' });

/** 五位一体, one each, and who speaks for the old people. */
const SEATS: readonly [name: string, title: string][] = [
	['钟敏', '网格小区党组织'],
	['罗建军', '业委会'],
	['曾国平', '业主监事会'],
	['彭丽', '物业服务企业'],
	['谭晓', '专业社会组织'],
	['易桂英', '老人代表']
];
/** They look on: twelve residents who vote, and eleven volunteers who do not. */
const RESIDENTS = [...'甲乙丙丁戊己庚辛壬癸子丑'].map((sign) => `居民${sign}`);
const VOLUNTEERS = [...'一二三四五六七八九十百'].map((sign) => `志愿者${sign}`);
const VOTERS = [...SEATS.map(([name]) => name), ...RESIDENTS];
const ROLL = [
	'姓名\t身份\t角色\t楼栋\t方式',
	...SEATS.map(([name, title]) => [name, title, '参会人', '华天苑', '线上'].join('\t')),
	...RESIDENTS.map((name) => [name, '居民', '参会人', '华天苑', '线上'].join('\t')),
	...VOLUNTEERS.map((name) => [name, '志愿者', '旁听', '华天苑', '线上'].join('\t')),
	'段秀云\t社区书记\t主持人\t九峰苑社区\t线上',
	'文静\t社工\t记录员\t九峰苑社区\t线上'
].join('\n');
const [ALL_DAY, TWO_PARTS, WEEKEND] = ['每天9—17时', '每天9—12时、14:30—20:30', '只周末'] as const;
const RULES = '进门登记，20:00以后不唱歌';
/** Two a day, seven days. */
const SHIFTS = [...'一二三四五六日'].flatMap((day) => [`周${day}上午`, `周${day}下午`]);
const DAY = 24 * 3_600_000;

test('[LS3] [LS13] [LS19] [E11] [Q21] [Q23] six by video, eighteen vote, eleven take fourteen shifts', async ({
	arrive,
	visit,
	yitang
}) => {
	const code = await plan(visit, yitang, {
		...{ template: '七定', title: '邻里党群服务中心怎么开放' },
		...{ matter: '服务中心几点开门，谁来值班？', roll: ROLL }
	});
	const paths = yitang.publicPaths(code);
	const [zhong, luo, yi, chairPage, wall] = await Promise.all([
		arrive('钟敏', { ...PHONE, code }),
		arrive('罗建军', { ...PHONE, code }),
		arrive('易桂英', { ...PHONE, code }),
		arrive('段秀云', { code, viewport: { width: 1280, height: 800 } }),
		visit(paths.hall, { viewport: { width: 1920, height: 1080 } })
	]);
	const pages: Record<string, Page> = { 钟敏: zhong, 罗建军: luo, 易桂英: yi };
	const chair = await socketOf(chairPage, code);
	const clerk = await arriveQuietly(yitang.linkOf('文静', code), code);
	const voters = new Map<string, Quiet>();
	await Promise.all(
		VOTERS.map(async (name) => {
			const page = pages[name];
			voters.set(
				name,
				page ? await socketOf(page, code) : await arriveQuietly(yitang.linkOf(name, code), code)
			);
		})
	);
	await chair.send({ type: 'plan.announce' });
	await chair.send({ type: 'plan.open' });
	const { order, seats } = (await chair.latest()).state.roll;
	const members = order.filter((id) => ['member', 'observer'].includes(seats[id]!.role));
	await clerk.send({ type: 'attendance.sign-in-all', seats: members });
	await goTo(chair, '组织讨论');
	for (const page of [zhong, luo, wall]) await countConnections(page);
	const first = (await chair.latest()).state.agenda.items[0]!.id;
	await chair.send({ type: 'agenda.add-sub', parent: first, title: '几点开门', kind: 'video' });
	const { items } = (await chair.latest()).state.agenda;
	await chair.send({ type: 'agenda.open', item: items.find(({ kind }) => kind === 'video')!.id });
	const call = (await chair.latest()).state.calls.video[0]!.id;

	await test.step('six are invited and come in; the other twenty-three look on', async () => {
		for (const [name] of SEATS) {
			const { seat, send } = voters.get(name)!;
			await chair.send({ type: 'calls.invite', call, seat });
			if (!pages[name]) await send({ type: 'calls.answer', call, seat, level: 'text' });
		}
		for (const phone of [zhong, luo, yi]) {
			await phone.getByRole('radio', { name: phone === yi ? /^文字/ : /^视频/ }).check();
			await phone.getByRole('button', { name: '参加', exact: true }).click();
		}
		for (const page of [zhong, luo]) await grows(page, 'frames', 3);
		const { state } = await chair.latest();
		expect(state.calls.video[0]!.seats.map(({ is }) => is)).toEqual(Array(6).fill('in'));
		expect(members).toHaveLength(6 + 23);
	});

	await test.step('who is not called can’t open a microphone: there is nothing to press, and nothing is sent', async () => {
		for (const phone of [zhong, luo]) {
			await expect(phone.getByText('还没轮到您，话筒关着')).toBeVisible();
			await expect(phone.getByRole('button', { name: /打开话筒/ })).toHaveCount(0);
		}
		await callOn(chair, voters.get('钟敏')!);
		await zhong.getByRole('button', { name: '开始说' }).click();
		await expect(zhong.getByText('大家正在听您说')).toBeVisible();
		await Promise.all([grows(zhong, 'sent'), grows(luo, 'played', 4800)]);
		expect((await counted(luo)).sent).toBe(0);
		await expect(luo.getByText('还没轮到您，话筒关着')).toBeVisible();
		await picture(wall, 'six-seats-hall');
		const closed = zhong.getByText('还没轮到您，话筒关着');
		await pressFor(zhong.getByRole('button', { name: '说完了' }), closed);
	});

	await test.step('a seat goes down to 文字, raises a hand all the same, and is called', async () => {
		await luo.getByRole('button', { name: '文字', exact: true }).click();
		await expect(zhong.locator('video')).toHaveCount(1);
		await raise(luo, '提问');
		await chairPress(chairPage, /^请下一位：罗建军/);
		await expect(luo.getByRole('button', { name: '开始说' })).toBeVisible();
		expect((await counted(luo)).sent).toBe(0);
		await luo.getByRole('button', { name: '这次先不说' }).click();
	});

	/** Everybody who votes gives what `choose` says of them, but those who did so on a screen. */
	async function othersVote(vote: string, choose: (at: number) => string[], done: string[]) {
		const all = VOTERS.map((name, at) => {
			const choice = choose(at);
			return done.includes(name) ? null : castFrom(voters.get(name)!, vote, choice);
		});
		await Promise.all(all);
		await expect(wall.getByText('18/18', { exact: true })).toBeVisible();
		await pressTwice(chairPage, /^结束表决/);
	}
	const screens = [zhong, luo, yi, chairPage, wall];

	await test.step('[E3] and votes: times of opening, of which one may choose several: 7, 15, 3', async () => {
		const { id, options } = await prepareVote(clerk, {
			question: '服务中心什么时候开门',
			settings: { kind: 'approval', askAbstain: false },
			options: [{ text: ALL_DAY }, { text: TWO_PARTS }, { text: WEEKEND }]
		});
		await chairPress(chairPage, /^开始表决/);
		for (const one of [TWO_PARTS, WEEKEND])
			await luo.getByRole('checkbox', { name: one, exact: true }).check();
		await luo.getByRole('button', { name: '确认：我投这2个' }).click();
		await expect(luo.locator('.given')).toContainText(`投好了：${TWO_PARTS}、${WEEKEND}`);
		// Three want B or C, eight B alone, four A or B, three A alone.
		const [a, b, c] = options.map((option) => option.id) as [string, string, string];
		const choose = (at: number) => (at < 3 ? [b, c] : at < 11 ? [b] : at < 15 ? [a, b] : [a]);
		await othersVote(id, choose, ['罗建军']);
		for (const page of screens) {
			await barsSay(page, { [ALL_DAY]: '7人', [TWO_PARTS]: '15人', [WEEKEND]: '3人' });
			await expect(closedOn(page).locator('.outcome')).toContainText(`${TWO_PARTS}最多`);
		}
		await picture(wall, 'approval-hall');
	});

	await test.step('the second vote, on the rules of the house: 17/1/0', async () => {
		const settings = { kind: 'yes-no' } as const;
		const { id } = await prepareVote(clerk, { question: `同意${RULES}`, settings });
		await chairPress(chairPage, /^开始表决/);
		await castOn(luo, '反对');
		await castOn(yi, '赞成');
		await othersVote(id, () => ['yes'], ['罗建军', '易桂英']);
		for (const page of screens) {
			await barsSay(page, { 赞成: '17人', 反对: '1人', 弃权: '0人' });
			await expect(closedOn(page).locator('.outcome')).toContainText('通过');
		}
	});

	await test.step('and writes a card', async () => {
		await begin(chairPage, '您最担心什么？');
		await write(luo, '晚上唱歌吵人', '担心');
		await accessible(luo, 'a card in a call at 文字');
	});

	await test.step('[S2.50] the rota is a 承诺件 while a shift is free; volunteers ask for theirs on the notice', async () => {
		await goTo(chair, '形成结果');
		const draft = {
			...{ text: '服务中心值班', class: 'commitment' as const, owner: { body: '业委会' } },
			...{ measure: '志愿者轮流值班', due: Date.now() + 30 * DAY, everyDays: 30 },
			parts: { timetable: TWO_PARTS, rules: RULES, rota: SHIFTS.join('\n') }
		};
		await clerk.send({ type: 'outcomes.write', source: null, draft });
		await goTo(chair, '结果公示');
		const from = Date.now();
		await clerk.send({ type: 'outcomes.publish', from, until: from + 7 * DAY });
	});

	const notice = paths.record.replace('/r/', '/n/');
	const reader = await visit(notice, { ...PHONE, javaScriptEnabled: false });
	await test.step('[Q21] eleven volunteers ask for fourteen shifts on its page, which runs no script', async () => {
		await expect(reader.getByText('承诺件').first()).toBeVisible();
		await reader.getByText('报名值班 · 值班还差14班').click();
		await reader.getByLabel('哪一班').selectOption({ label: SHIFTS[0]! });
		await reader.getByLabel('怎么称呼您').fill(VOLUNTEERS[0]!);
		await reader.getByRole('button', { name: '报名', exact: true }).click();
		await expect(reader.getByText('收到了，谢谢您。')).toBeVisible();
		const asks = SHIFTS.slice(1).map((shift, at) =>
			reader.request.post(`${paths.record}?/comment`, {
				form: {
					how: 'self',
					name: standsAt(at + 1),
					building: '',
					text: `报名第1条结果的值班：${shift}`
				},
				headers: { origin: yitang.origin, accept: 'text/html' },
				...AGAIN
			})
		);
		for (const answer of await Promise.all(asks)) expect(answer.url()).toContain('/mine');
	});

	await test.step('[Q23] the desk writes them down; with the last it is an 即办件 by itself', async () => {
		const desk = chairPage;
		await desk.goto(`/m/${code}/notice`);
		await desk.waitForSelector('html[data-scripts]');
		await desk.getByText('值班还差14班').click();
		const shift = desk.getByRole('listitem').filter({ hasText: `${SHIFTS[0]}（还没有人）` });
		const row = shift.filter({ has: desk.getByRole('button', { name: '记下' }) }).last();
		await row.getByRole('button', { name: '记下' }).click();
		await row.getByLabel(/^谁来值/).fill(standsAt(0));
		await row.getByRole('button', { name: '记下' }).last().click();
		await expect(desk.getByText('值班还差13班')).toBeVisible();
		await picture(desk, 'rota-desk');
		await accessible(desk, 'the notice at the desk, with a rota');
		const { id: outcome } = (await clerk.latest()).state.outcomes.lines[0]!;
		const enter = (n: number) =>
			clerk.send({ type: 'outcomes.enter-shift', outcome, shift: n, body: standsAt(n) });
		for (let n = 1; n < SHIFTS.length - 1; n++) await enter(n);
		await reader.goto(notice);
		await expect(reader.getByText('报名值班 · 值班还差1班')).toBeVisible();
		await expect(reader.getByText('承诺件').first()).toBeVisible();
		await enter(SHIFTS.length - 1);
		await reader.reload();
		await expect(reader.getByText(/前是承诺件。值班都有人了，转为即办件。/)).toBeVisible();
		await expect(reader.getByText('报名值班')).toHaveCount(0);
		await expect(reader.getByText(`${SHIFTS[13]}：${standsAt(13)}`)).toBeVisible();
		await picture(reader, 'rota-notice');
		await expect(desk.getByText('值班都有人了').first()).toBeVisible();
	});
});

/** Eleven of them for fourteen shifts: the first three come twice. */
function standsAt(shift: number): string {
	return VOLUNTEERS[shift % VOLUNTEERS.length]!;
}
