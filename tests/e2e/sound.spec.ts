/** Live sound between the hall and home in real browsers: packets follow the floor, and a dropped socket ends nothing. */
import { CODE, expect, test } from '../fixtures.ts';
import { counted, countConnections, grows } from './call-steps.ts';
import { accessible } from './checks.ts';
import { PHONE } from './gestures.ts';
import { callOn } from './hands.ts';
import { socketOf } from './headless.ts';
import { cuttable } from './line.ts';
import { goTo } from './organiser-steps.ts';
import { picture } from './picture.ts';

test.use({ story: 'sound' });

test('[LS2] [LS3] [LS9] the hall hears home and home the hall; sound comes from whoever has the floor alone', async ({
	arrive
}) => {
	const line = cuttable();
	const [chairPage, station, zhao, other, li] = await Promise.all([
		arrive('周雅琴'),
		arrive('孙晓彤', { viewport: { width: 1280, height: 800 } }),
		arrive('赵敏', { ...PHONE, line }),
		arrive('田野', PHONE),
		arrive('李建国', PHONE)
	]);
	const [chair, home, second, hall] = await Promise.all([
		socketOf(chairPage),
		socketOf(zhao),
		socketOf(other),
		socketOf(li)
	]);
	await chair.send({ type: 'plan.open' });
	for (const [one, channel] of [
		[home, 'online'],
		[second, 'online'],
		[hall, 'hall']
	] as const)
		await one.send({ type: 'attendance.sign-in', seat: one.seat, channel });
	await goTo(chair, '组织讨论');
	for (const page of [station, zhao, other, li]) await countConnections(page);

	await test.step('the hall’s device is opened from a desk; who is at home may listen, who is in the hall may not', async () => {
		await station.goto(`/m/${CODE}/station`);
		await station.waitForSelector('html[data-scripts]');
		await countConnections(station);
		await accessible(station, 'the hall’s device before it is connected');
		await station.getByRole('button', { name: '接通会场' }).click();
		for (const phone of [zhao, other]) {
			await phone.getByRole('button', { name: '听会场' }).click();
			await expect(phone.getByText('正在听会场')).toBeVisible();
			await grows(phone, 'received');
			await grows(phone, 'played', 4800);
		}
		await expect(station.getByText('线上2人在听')).toBeVisible();
		await expect(li.getByRole('button', { name: '听会场' })).toHaveCount(0);
		expect((await counted(station)).received).toBe(0);
	});

	await test.step('who has the floor at home is heard in the hall, and nobody else can be', async () => {
		await expect(zhao.getByRole('button', { name: '打开话筒' })).toHaveCount(0);
		await callOn(chair, home);
		await zhao.getByRole('button', { name: '打开话筒' }).click();
		await expect(zhao.getByText('话筒开好了')).toBeVisible();
		// Called is not yet speaking.
		expect((await counted(zhao)).sent).toBe(0);
		await zhao.getByRole('button', { name: '开始说' }).click();
		await expect(zhao.getByText('会场正在听您说')).toBeVisible();
		await Promise.all([
			grows(zhao, 'sent'),
			grows(station, 'received'),
			grows(other, 'played', 4800)
		]);
		await expect(station.getByText('正在出声（线上）')).toBeVisible();
		await accessible(zhao, 'a phone whose sound is heard in the hall');
		await accessible(station, 'the hall’s device while home is heard');
		await picture(zhao, 'sound-phone');
		await picture(station, 'sound-station');
		await expect(other.getByRole('button', { name: '打开话筒' })).toHaveCount(0);
		expect((await counted(other)).sent).toBe(0);
	});

	await test.step('a socket that drops ends no call: sound goes on, and the same connection is there after', async () => {
		const before = await counted(zhao);
		await line.cut();
		await Promise.all([grows(zhao, 'received'), grows(station, 'received')]);
		line.mend();
		await expect(zhao.getByText('会场正在听您说')).toBeVisible();
		await grows(zhao, 'received');
		expect((await counted(zhao)).connections).toBe(before.connections);
	});

	await test.step('[LS21] what is said apart does not get into the hall, and the microphone opens again by a press alone', async () => {
		await chair.send({ type: 'calls.begin-private', seats: [home.seat] });
		await zhao.getByRole('radio', { name: /^文字/ }).check();
		await zhao.getByRole('button', { name: '参加', exact: true }).click();
		await expect(zhao.getByText('会场听不到您')).toBeVisible();
		await expect(zhao.getByText('会场正在听您说')).toHaveCount(0);
		const silent = (await counted(zhao)).sent;
		await grows(zhao, 'received');
		expect((await counted(zhao)).sent).toBe(silent);
		await accessible(zhao, 'a phone that is apart while it has the floor');
		await picture(zhao, 'sound-apart');
		await zhao.getByRole('button', { name: '离开通话' }).click();
		await zhao.getByRole('button', { name: '打开话筒' }).click();
		await expect(zhao.getByText('会场正在听您说')).toBeVisible();
		await grows(zhao, 'sent');
	});

	await test.step('the floor passes, and the sound with it', async () => {
		await zhao.getByRole('button', { name: '说完了' }).click();
		await expect(zhao.getByText('会场正在听您说')).toHaveCount(0);
		await callOn(chair, second);
		await other.getByRole('button', { name: '打开话筒' }).click();
		await other.getByRole('button', { name: '开始说' }).click();
		const silent = (await counted(zhao)).sent;
		await Promise.all([
			grows(other, 'sent'),
			grows(station, 'received'),
			grows(zhao, 'played', 4800)
		]);
		expect((await counted(zhao)).sent).toBe(silent);
		await chair.send({ type: 'calls.close-hall' });
		await expect(other.getByText('会场正在听您说')).toHaveCount(0);
		await expect(station.getByRole('button', { name: '接通会场' })).toBeVisible();
	});
});
