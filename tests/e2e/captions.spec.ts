/** Captions (X24): somebody is asked to write them, types by keyboard alone, and hall screen and phones show each line. */
import { expect, test } from '../fixtures.ts';
import { gather } from './card-steps.ts';
import { accessible, fits } from './checks.ts';
import { PHONE } from './gestures.ts';
import { arriveQuietly, socketOf } from './headless.ts';
import { picture } from './picture.ts';

test.use({ story: 'captions' });

test('[CP1 CP3 CP5] a line typed by whoever was asked stands on the wall and on phones, and is taken back by two keys', async ({
	arrive,
	visit,
	yitang
}) => {
	const clerk = await arrive('孙晓彤', { viewport: { width: 1366, height: 768 } });
	const [chair, min, li] = await Promise.all([
		arriveQuietly(yitang.linkOf('周雅琴')),
		arrive('赵敏'),
		arrive('李建国', PHONE)
	]);
	const hall = await visit(yitang.publicPaths().hall, { viewport: { width: 1920, height: 1080 } });
	const watch = await visit(yitang.publicPaths().watch, PHONE);
	await gather(chair, await socketOf(clerk));

	const desk = clerk.getByRole('region', { name: '字幕' });
	const who = desk.getByLabel('请谁打字幕');
	await who.selectOption((await who.getByRole('option', { name: /赵敏/ }).getAttribute('value'))!);
	await desk.getByRole('button', { name: '请这位打字幕' }).click();
	await expect(desk.getByText(/赵敏.*在打字幕/)).toBeVisible();

	await min.getByRole('link', { name: '去打字幕' }).click();
	const field = min.getByLabel('打一句');
	await expect(field).toBeFocused();
	await accessible(min, 'where captions are written');
	const lines = ['老人家说：食堂要办，', '油烟不要往三号楼这边排。'];
	const write = async (line: string) => {
		await min.bringToFront();
		await min.keyboard.type(line);
		// Faster than a hand: what came too fast stands in the field again.
		await expect(async () => {
			await min.keyboard.press('Enter');
			await expect(hall.getByText(line)).toBeVisible({ timeout: 1000 });
		}).toPass();
		await expect(li.getByText(line)).toBeVisible();
		await expect(field).toHaveValue('');
		await expect(field).toBeFocused();
	};
	await write(lines[0]!);
	await accessible(li, 'a phone with captions');
	await expect(watch.getByText(lines[0]!)).toHaveCount(0);
	await write(lines[1]!);
	await picture(hall, 'captions-hall');
	await picture(li, 'captions-phone');
	await picture(min, 'captions-desk');
	await picture(clerk, 'captions-clerk');

	await min.keyboard.press('Control+Backspace');
	for (const page of [hall, li]) await expect(page.getByText(lines[1]!)).toHaveCount(0);
	await expect(hall.getByText(lines[0]!)).toBeVisible();
	await min.reload();
	await expect(min.getByLabel('打一句')).toBeFocused();
	await min.setViewportSize({ width: 320, height: 640 });
	await fits(min, 'where captions are written');
	await desk.getByRole('button', { name: /停下/ }).click();
	await expect(min.getByText(/需要时请工作人员/)).toBeVisible();
});
