/** A mediation by seven (S5.27): two sides at two phones, who chairs, who keeps the minutes, and the wall. */
import { expect, test } from '../fixtures.ts';
import { accessible } from './checks.ts';
import { AGAIN, PHONE, pressTwice, scribble } from './gestures.ts';
import { chairPress, raise } from './hands.ts';
import { socketOf } from './headless.ts';
import { goTo, plan } from './organiser-steps.ts';
import { picture } from './picture.ts';

test.use({ story: 'mediation' });

const ROLL = [
	'姓名\t身份\t角色\t一方\t楼栋',
	'那仁\t牧户\t参会人\t甲方\t三队',
	'布和\t牧户\t参会人\t\t五队',
	'苏日娜\t嘎查书记\t主持人\t\t嘎查',
	'孙晓彤\t社工\t记录员\t\t嘎查'
].join('\n');
const AGREED = '双方同意重新测量';
const DAY = 24 * 3_600_000;

test('[S37] [Q40] [T35] [AG6] [Q29] two sides take turns, are apart, sign, and agree to publish that', async ({
	arrive,
	visit,
	yitang
}) => {
	const code = await plan(visit, yitang, {
		...{ template: '七人调解', title: '草场边界纠纷', matter: '边界和租金怎么定？' },
		roll: ROLL
	});
	const paths = yitang.publicPaths(code);
	const [chair, clerk, naren, buhe, wall] = await Promise.all([
		arrive('苏日娜', { code, viewport: { width: 1280, height: 800 } }),
		arrive('孙晓彤', { code, viewport: { width: 1280, height: 800 } }),
		arrive('那仁', { ...PHONE, code }),
		arrive('布和', { ...PHONE, code }),
		visit(paths.hall, { viewport: { width: 1920, height: 1080 } })
	]);
	const [room, desk] = await Promise.all([socketOf(chair, code), socketOf(clerk, code)]);

	await test.step('who opens reads that one is of no side yet; the phone says it', async () => {
		await expect(chair.getByText('1人还没分甲乙方').first()).toBeVisible();
		await pressTwice(chair, /^开会/);
		for (const phone of [naren, buhe]) await phone.getByRole('button', { name: '签到' }).click();
		await buhe.getByRole('button', { name: '乙方', exact: true }).click();
		await expect(chair.getByText('1人还没分甲乙方')).toHaveCount(0);
	});

	await test.step('the sides take turns by two clocks, at the chair and on the wall', async () => {
		await goTo(room, '双方轮流说');
		for (const [phone, name] of [
			[naren, '那仁'],
			[buhe, '布和']
		] as const) {
			await raise(phone, '代表本方');
			await chairPress(chair, new RegExp(`^请下一位：${name}`));
			await chairPress(chair, new RegExp(`^开始：${name}`));
			for (const page of [chair, wall])
				await expect(page.getByLabel('双方用了多久').first()).toContainText('乙方');
			if (name === '布和') {
				await picture(wall, 'mediation-hall');
				await accessible(chair, 'chair, between two sides');
			}
			await chairPress(chair, new RegExp(`^说完了：${name}`));
		}
	});

	await test.step('apart with one side every screen says so, and nothing is taken down', async () => {
		await goTo(room, '单独会谈');
		await chair.getByRole('button', { name: '和甲方单独谈' }).click();
		for (const page of [wall, naren, buhe, clerk])
			await expect(page.getByText(/单独会谈中/).first()).toBeVisible();
		await accessible(wall, 'the wall while the mediators talk apart');
		await accessible(buhe, 'the phone of the other side meanwhile');
		await chairPress(chair, /^谈完了，请大家回来/);
		await expect(wall.getByText('单独会谈中')).toHaveCount(0);
		await expect(clerk.getByText(/^和甲方单独会谈，从\d\d:\d\d到\d\d:\d\d/).first()).toBeVisible();
	});

	await test.step('what they agree to stands as a result', async () => {
		await goTo(room, '形成协议');
		const draft = {
			...{ text: AGREED, owner: { body: '嘎查' }, class: 'act-now' as const },
			...{ measure: '请测绘队', due: Date.now() + 30 * DAY }
		};
		await desk.send({ type: 'outcomes.write', source: null, draft });
		for (const page of [naren, buhe, wall])
			await expect(page.getByText(AGREED).first()).toBeVisible();
	});

	await test.step('both sides sign the text: one writes the name with a finger, one types it', async () => {
		await clerk.getByRole('button', { name: '照搬已经商定的结果' }).click();
		await expect(clerk.getByLabel('第1条')).toHaveValue(new RegExp(AGREED));
		await clerk.getByRole('button', { name: '存草稿' }).click();
		await pressTwice(clerk, /^请双方过目/);
		await expect(wall.getByRole('heading', { name: /调解协议/ })).toBeVisible();
		await expect(wall.getByText(AGREED)).toBeVisible();
		await naren.getByRole('button', { name: '签名', exact: true }).click();
		const pen = naren.locator('canvas');
		await accessible(naren, 'the sheet on which somebody signs');
		await expect(async () => {
			await scribble(naren, pen);
			await expect(naren.getByRole('button', { name: /^确认签名/ })).toBeEnabled({ timeout: 500 });
		}).toPass();
		await picture(naren, 'mediation-signing');
		await pressTwice(naren, /^确认签名/);
		await expect(naren.getByText('您签了名')).toBeVisible();
		await buhe.getByRole('button', { name: '签名', exact: true }).click();
		await buhe.getByRole('button', { name: '打字签名' }).click();
		await buhe.getByLabel('您的名字，和名单上一样').fill('布和');
		await pressTwice(buhe, /^确认签名/);
		for (const page of [naren, buhe, wall, clerk, chair])
			await expect(page.getByText('双方已签名').first()).toBeVisible();
		await expect(buhe.getByRole('img', { name: '那仁的签名' })).toBeVisible();
		await picture(wall, 'mediation-signed-hall');
		await accessible(buhe, 'a phone once both have signed');
		await accessible(clerk, 'the clerk once both have signed');
	});

	await test.step('it is theirs, until the chair says that both agree to publish it', async () => {
		await goTo(room, '公示与上报');
		const stranger = await visit('/', PHONE);
		const notice = paths.record.replace('/r/', '/n/');
		const answer = await stranger.request.get(notice, AGAIN);
		expect(answer.status()).toBe(404);
		const notices = clerk.getByRole('region', { name: '结果公示' });
		await expect(notices.getByText(/由主持人确认/)).toBeVisible();
		await expect(notices.getByRole('button', { name: /公示/ })).toHaveCount(0);
		const today = chair.getByLabel('第一天');
		await today.fill(new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10));
		await pressTwice(chair, /^双方都同意，对外公示结果/);
		await expect(chair.getByText(/经双方同意，只公开结果/).first()).toBeVisible();
		await stranger.goto(notice);
		await expect(stranger.getByText(AGREED).first()).toBeVisible();
		for (const words of ['那仁', '布和', '边界和租金怎么定'])
			await expect(stranger.getByText(words)).toHaveCount(0);
		await accessible(stranger, 'the notice of a private meeting');
		expect((await stranger.request.get(paths.record, AGAIN)).status()).toBe(404);
	});
});
