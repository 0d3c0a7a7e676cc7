/** A hearing (S2.3): who applies, who objects, who asks at a phone, who chairs, and the wall. */
import { expect, test } from '../fixtures.ts';
import { accessible } from './checks.ts';
import { PHONE, pressTwice } from './gestures.ts';
import { chairPress } from './hands.ts';
import { socketOf } from './headless.ts';
import { goTo, plan } from './organiser-steps.ts';
import { picture } from './picture.ts';

test.use({ story: 'hearing' });

const ROLL = [
	'姓名\t身份\t角色\t听证身份\t楼栋',
	'李梅\t提出人\t参会人\t申请人\t2号楼',
	'唐守义\t一层住户\t参会人\t异议方\t2号楼',
	'邓红\t居民代表\t参会人\t\t1号楼',
	'周雅琴\t社区书记\t主持人\t\t社区'
].join('\n');

test('[Q46] [Q47] statements in turn, questions with their answers, opinions, each with its time', async ({
	arrive,
	visit,
	yitang
}) => {
	const code = await plan(visit, yitang, {
		...{ template: '听证', title: '加装电梯听证会', matter: '2号楼装不装电梯？' },
		roll: ROLL
	});
	const [chair, li, tang, deng, wall] = await Promise.all([
		arrive('周雅琴', { code, viewport: { width: 1280, height: 800 } }),
		arrive('李梅', { ...PHONE, code }),
		arrive('唐守义', { ...PHONE, code }),
		arrive('邓红', { ...PHONE, code }),
		visit(yitang.publicPaths(code).hall, { viewport: { width: 1920, height: 1080 } })
	]);
	const room = await socketOf(chair, code);
	/** The chair begins this turn, reads how long it is, and ends it. */
	const heard = async (name: string, allowed: string) => {
		await chairPress(chair, new RegExp(`^开始：${name}`));
		await expect(wall.getByText(name).first()).toBeVisible();
		await expect(chair.getByText(allowed).first()).toBeVisible();
		await chairPress(chair, new RegExp(`^说完了：${name}`));
	};

	await test.step('who is nothing yet says it on the phone, while the parties are introduced', async () => {
		await expect(chair.getByText('1人还没分申请方、异议方、质询人').first()).toBeVisible();
		await pressTwice(chair, /^开会/);
		for (const phone of [li, tang, deng]) await phone.getByRole('button', { name: '签到' }).click();
		await deng.getByRole('button', { name: '质询人', exact: true }).click();
		await goTo(room, '介绍各方');
		for (const party of ['申请方', '异议方', '质询人'])
			await expect(wall.getByText(party).first()).toBeVisible();
		await expect(deng.getByRole('button', { name: /质询人$/ })).toHaveAttribute(
			'aria-pressed',
			'true'
		);
	});

	await test.step('statements are made in their order, ten minutes each, and nobody raises a hand', async () => {
		await goTo(room, '陈述');
		await expect(deng.getByText(/现在按名单一位一位说/)).toBeVisible();
		await chairPress(chair, /^开始：按名单一位一位说/);
		await expect(li.getByText('下一位就是您').first()).toBeVisible();
		await chairPress(chair, /^请下一位：李梅/);
		await expect(li.getByText('轮到您了').first()).toBeVisible();
		await chairPress(chair, /^开始：李梅/);
		await expect(wall.getByText('陈述').first()).toBeVisible();
		await picture(wall, 'hearing-hall');
		await accessible(chair, 'chair, in a hearing');
		await chairPress(chair, /^说完了：李梅/);
		await chairPress(chair, /^请下一位：唐守义/);
		await heard('唐守义', '10:00');
	});

	await test.step('who asks raises a hand, two minutes; who was asked answers by one press, three', async () => {
		await pressTwice(chair, /^下一环节：质询和回应/);
		await expect(tang.getByText(/问到您，主持人会请您回应/)).toBeVisible();
		await deng.getByRole('button', { name: '举手提问' }).click();
		await chairPress(chair, /^请下一位：邓红/);
		await heard('邓红', '2:00');
		await accessible(deng, 'phone, in a hearing');
		await chair.getByRole('button', { name: '请唐守义回应' }).click();
		await heard('唐守义', '3:00');
	});

	await test.step('everybody may give an opinion', async () => {
		await pressTwice(chair, /^下一环节：发表意见/);
		for (const phone of [li, deng])
			await phone.getByRole('button', { name: '举手发表意见' }).click();
		await chairPress(chair, /^请下一位：李梅/);
		await heard('李梅', '3:00');
		await expect(chair.getByRole('button', { name: /^请下一位：邓红/ })).toBeVisible();
	});
});
