/**
 * 缺席补投: said when the vote is prepared, opened at 接下来 by the chair, given on the phone of somebody who was away and
 * by the clerk for who has none; how many have voted stands in the record, and nothing of what.
 */
import { expect, test } from '../fixtures.ts';
import { gather } from './card-steps.ts';
import { accessible } from './checks.ts';
import { AGAIN, PHONE, pressTwice } from './gestures.ts';
import { socketOf } from './headless.ts';
import { picture } from './picture.ts';

test.use({ story: 'afterwards' });

const QUESTION = '同意每月十一日请大家来议一议';
const AWAY = ['赵敏', '王桂芳', '李建国'];

test('[E47] [X12] who was away reads, votes for a day, and changes nothing', async ({
	arrive,
	visit,
	yitang
}) => {
	const [chair, clerk] = await Promise.all([
		arrive('周雅琴', { viewport: { width: 1280, height: 800 } }),
		arrive('孙晓彤', { viewport: { width: 1280, height: 800 } })
	]);
	const [room, desk] = [await socketOf(chair), await socketOf(clerk)];
	await gather(room, desk);
	const { state } = await desk.latest();

	await test.step('it is said before anybody votes', async () => {
		await chair.getByRole('button', { name: '准备表决' }).click();
		const form = chair.getByRole('dialog', { name: '准备表决' });
		await form.getByLabel('表决什么').fill(QUESTION);
		await form.getByText('其他设置').click();
		await form.getByRole('checkbox', { name: /缺席的人散会后补投/ }).check();
		await accessible(chair, 'preparing a vote that is asked afterwards');
		await form.getByRole('button', { name: '先存着' }).click();
		await expect(form).toHaveCount(0);
	});
	const { id: vote } = (await desk.latest()).state.ballots.votes.at(-1)!;
	const seats = state.roll.order.filter((seat) => state.roll.seats[seat]!.votes);
	const names = await Promise.all(AWAY.map((name) => arrive(name, PHONE)));
	const away = await Promise.all(names.map(async (page) => (await socketOf(page)).seat));
	for (const seat of away) await desk.send({ type: 'attendance.step-out', seat });
	await room.send({ type: 'ballots.open', vote, waive: '上次已经商量过' });
	for (const [n, seat] of seats
		.filter((one) => !away.includes(one))
		.slice(0, 4)
		.entries())
		await desk.send({
			type: 'ballots.cast',
			...{ vote, seat, ballot: `ballotofwhoeverishere${n}`, choice: ['yes'] }
		});
	await room.send({ type: 'ballots.close', vote });
	await room.send({ type: 'plan.close' });

	await test.step('the chair asks those who were away', async () => {
		await chair.goto('/m/110411/next');
		await chair.waitForSelector('html[data-scripts]');
		const step = chair.locator('#afterwards');
		await expect(step).toContainText('还有1个表决没请缺席的人补投');
		await step.getByText('在这里做').click();
		await picture(chair, 'afterwards-next');
		await pressTwice(chair, /请缺席的人补投/);
		await expect(step.getByText(/缺席的6人里0人已经补投/)).toBeVisible();
		await accessible(chair, 'what comes next, with those who were away');
	});

	const [zhao] = names as [(typeof names)[0]];
	await test.step('her phone leads her to the record and to the vote', async () => {
		await zhao.reload();
		await zhao.waitForSelector('html[data-scripts]');
		await expect(zhao.getByText('表决的时候您不在')).toBeVisible();
		await accessible(zhao, 'phone of who was away');
		await picture(zhao, 'afterwards-phone');
		await zhao.getByRole('link', { name: '去补投' }).click();
		await zhao.getByRole('radio', { name: '反对' }).check();
		await zhao.getByRole('button', { name: '确认：我投反对' }).click();
		await expect(zhao.locator('.given')).toContainText('投好了：反对');
		await accessible(zhao, 'voted afterwards');
	});

	await test.step('the clerk enters for who has no phone', async () => {
		await clerk.goto('/m/110411/next');
		await clerk.waitForSelector('html[data-scripts]');
		const step = clerk.locator('#afterwards');
		await step.getByText('在这里做').click();
		await step.getByText('替没有手机的人录入').click();
		await step.getByRole('button', { name: /王桂芳/ }).click();
		await step.getByRole('radio', { name: '赞成' }).check();
		await accessible(clerk, 'entering afterwards');
		await picture(clerk, 'afterwards-clerk');
		await step.getByRole('button', { name: '对，记下' }).click();
		await expect(step.getByRole('button', { name: /王桂芳/ })).toHaveCount(0);
		await expect(step.getByText(/缺席的6人里2人已经补投/)).toBeVisible();
	});

	await test.step('the record says that they may, and nothing of what was chosen', async () => {
		const record = await visit(yitang.publicPaths().record);
		await expect(record.getByText(/缺席的6人可以补投/)).toBeAttached();
		const file = await record.request.get(`${yitang.publicPaths().record}/events.json`, AGAIN);
		expect(await file.text()).not.toContain('afterwards-closed');
	});
});
