/** A video micro-consultation in real browsers (S2.36): pictures of those who chose them, sound from the floor, and apart. */
import { expect, test } from '../fixtures.ts';
import { counted, countConnections, grows } from './call-steps.ts';
import { accessible } from './checks.ts';
import { PHONE } from './gestures.ts';
import { callOn } from './hands.ts';
import { socketOf } from './headless.ts';
import { goTo } from './organiser-steps.ts';
import { picture } from './picture.ts';

test.use({ story: 'video' });

test('[LS19] [LS13] [LS14] [LS16] three are invited, two with pictures, one in writing; then two talk apart', async ({
	arrive,
	visit,
	yitang
}) => {
	const [chairPage, zhao, tian, wei, wall] = await Promise.all([
		arrive('周雅琴', { viewport: { width: 1280, height: 800 } }),
		arrive('赵敏', PHONE),
		arrive('田野', PHONE),
		arrive('魏丽', PHONE),
		visit(yitang.publicPaths().hall, { viewport: { width: 1920, height: 1080 } })
	]);
	const [chair, one, other, third] = await Promise.all([
		socketOf(chairPage),
		socketOf(zhao),
		socketOf(tian),
		socketOf(wei)
	]);
	await chair.send({ type: 'plan.open' });
	for (const { seat, send } of [one, other, third])
		await send({ type: 'attendance.sign-in', seat, channel: 'online' });
	await goTo(chair, '组织讨论');
	for (const page of [zhao, tian, wall]) await countConnections(page);
	const { agenda } = (await chair.latest()).state;
	await chair.send({
		...{ type: 'agenda.add-sub', parent: agenda.items[0]!.id },
		...{ title: '看一看厨房', kind: 'video' }
	});
	const item = (await chair.latest()).state.agenda.items.find(({ kind }) => kind === 'video')!.id;
	await chair.send({ type: 'agenda.open', item });
	const call = (await chair.latest()).state.calls.video[0]!.id;

	await test.step('the invited see themselves before they come in; frames are decoded on every page', async () => {
		for (const { seat } of [one, other, third])
			await chair.send({ type: 'calls.invite', call, seat });
		for (const phone of [zhao, tian]) {
			await phone.getByRole('radio', { name: /^视频/ }).check();
			await expect(phone.locator('video')).toHaveCount(1);
		}
		await accessible(zhao, 'an invitation to a call');
		await picture(zhao, 'video-invitation');
		for (const phone of [zhao, tian])
			await phone.getByRole('button', { name: '参加', exact: true }).click();
		await wei.getByRole('radio', { name: /^文字/ }).check();
		await wei.getByRole('button', { name: '参加', exact: true }).click();
		for (const page of [zhao, tian]) await grows(page, 'frames', 3);
		await expect(zhao.getByText('还没轮到您，话筒关着')).toBeVisible();
		expect((await counted(zhao)).sent).toBe(0);
	});

	await test.step('who has the floor is heard and shown on the wall; at 文字 one raises a hand like everybody', async () => {
		await callOn(chair, one);
		await zhao.getByRole('button', { name: '开始说' }).click();
		await expect(zhao.getByText('大家正在听您说')).toBeVisible();
		await Promise.all([grows(zhao, 'sent'), grows(tian, 'played', 4800), grows(wall, 'frames', 3)]);
		await expect(wall.getByText('赵敏（线上）')).toBeVisible();
		expect((await counted(tian)).sent).toBe(0);
		expect((await counted(wall)).played).toBe(0);
		await picture(wall, 'video-wall');
		await picture(zhao, 'video-phone');
		await accessible(zhao, 'a call on a phone');
		await zhao.getByRole('button', { name: '说完了' }).click();
		await callOn(chair, third);
		await expect(wei.getByRole('button', { name: '开始说' })).toBeVisible();
		await wei.getByRole('button', { name: '这次先不说' }).click();
	});

	await test.step('a camera goes off and on again without the call ending', async () => {
		const before = (await counted(tian)).connections;
		await zhao.getByRole('button', { name: '语音', exact: true }).click();
		await expect(tian.locator('video')).toHaveCount(1);
		await zhao.getByRole('button', { name: '视频', exact: true }).click();
		await expect(tian.locator('video')).toHaveCount(2);
		await grows(tian, 'frames', 3);
		expect((await counted(tian)).connections).toBe(before);
	});

	await test.step('[LS20] a page that is loaded again opens nothing until the level is pressed there', async () => {
		await zhao.reload();
		await expect(zhao.getByText('这一页没有接通')).toBeVisible();
		await countConnections(zhao);
		const level = zhao.getByRole('button', { name: '视频', exact: true });
		await expect(level).toHaveAttribute('aria-pressed', 'false');
		// Its own picture alone: the camera here is off.
		await expect(tian.locator('video')).toHaveCount(1);
		await expect(zhao.locator('video')).toHaveCount(0);
		await accessible(zhao, 'a call that this page has not joined');
		await picture(zhao, 'video-not-here');
		await level.click();
		await expect(level).toHaveAttribute('aria-pressed', 'true');
		await expect(zhao.getByText('这一页没有接通')).toHaveCount(0);
		await Promise.all([grows(zhao, 'frames', 3), grows(tian, 'frames', 3)]);
	});

	await test.step('apart with one: nobody else learns of it; what came of it is told', async () => {
		await chair.send({ type: 'calls.begin-private', seats: [third.seat] });
		await wei.getByRole('radio', { name: /^文字/ }).check();
		await wei.getByRole('button', { name: '参加', exact: true }).click();
		await wei.getByLabel('打字说').fill('只跟您说');
		await wei.getByRole('button', { name: '发出' }).click();
		await expect(wei.getByRole('region', { name: '写下的话' })).toContainText('只跟您说');
		await expect(wei.getByLabel('打字说')).toHaveValue('');
		await picture(wei, 'video-written');
		await expect(chairPage.getByText('您请了人单独通话')).toBeVisible();
		await accessible(chairPage, 'the chair in a private call');
		for (const page of [zhao, tian, wall]) await expect(page.getByText('单独通话')).toHaveCount(0);
		// The public call is still the chair's to invite to and to end.
		await expect(chairPage.getByRole('button', { name: '结束通话' })).toHaveCount(2);
		const desk = chairPage.getByRole('region', { name: /^请谁通话 · 单独通话/ });
		await picture(chairPage, 'video-desks');
		await desk.getByRole('button', { name: '结束通话' }).click();
		await desk.getByLabel(/^结果/).fill('同意先试两周');
		await desk.getByRole('button', { name: '结束', exact: true }).click();
		await expect(wei.getByText('打字说')).toHaveCount(0);
		const { state } = await chair.latest();
		expect(state.calls.video.at(-1)).toMatchObject({ item: null, seats: [] });
	});
});
