/**
 * An item of kind 卡片: opening it makes its round the chair's one thing to press, with its question standing
 * there, and every phone turns to the cards (K38).
 */
import { expect, test } from '../fixtures.ts';
import { gather } from './card-steps.ts';
import { accessible } from './checks.ts';
import { PHONE, pressTwice } from './gestures.ts';
import { socketOf } from './headless.ts';

test.use({ story: 'item-for-cards' });

const TITLE = '油烟怎么办';
const QUESTION = `“${TITLE}”这件事，您最希望怎么办？最担心什么？`;

test('[K38] the chair presses on from an item for cards to its round', async ({ arrive }) => {
	const [li, chair, clerk] = await Promise.all([
		arrive('李建国', PHONE),
		arrive('周雅琴'),
		arrive('孙晓彤')
	]);
	const [room, desk] = [await socketOf(chair), await socketOf(clerk)];
	await gather(room, desk);
	const items = async () => (await room.latest()).state.agenda.items;
	const parent = (await items())[0]!.id;
	await desk.send({ type: 'agenda.add-sub', parent, title: TITLE, kind: 'cards' });
	const item = (await items()).find(({ kind }) => kind === 'cards')!.id;
	const bar = chair.getByRole('contentinfo');

	await test.step('the form, with the question', async () => {
		await expect(chair.getByText(/愿意说的请举手/)).toBeVisible();
		await room.send({ type: 'agenda.open', item });
		await expect(bar.getByRole('button', { name: '开始卡片协商' })).toBeVisible();
		await expect(chair.getByText('念完按“开始卡片协商”')).toBeVisible();
		await expect(chair.getByText(/愿意说的请举手/)).toHaveCount(0);
		// The stage goes on as ever, beside it.
		await expect(bar.getByRole('button', { name: /^下一环节/ })).toBeVisible();
		await accessible(chair, 'chair, at an item for cards');
		await chair.keyboard.press('Space');
		const dialog = chair.getByRole('dialog', { name: '卡片协商' });
		await expect(dialog.getByLabel('请大家写什么')).toHaveValue(QUESTION);
		await dialog.getByRole('button', { name: '先备好，等会儿再写' }).click();
		await expect(dialog).toHaveCount(0);
	});

	await test.step('who raised a hand is called beside it, and heard first', async () => {
		const mine = await socketOf(li);
		await mine.send({ type: 'queue.join', seat: mine.seat, item, stance: 'ask' });
		await bar.getByRole('button', { name: '请下一位：李建国' }).click();
		await expect(bar.getByRole('button', { name: /^开始：李建国/ })).toBeVisible();
		await expect(bar.getByRole('button', { name: /^请下一位/ })).toHaveCount(0);
		const { entry } = (await room.latest()).state.queue.speaker!;
		await room.send({ type: 'queue.pass', entry: entry.id });
		await expect(bar.getByRole('button', { name: /^写卡/ })).toBeVisible();
	});

	await test.step('the round that was prepared, also after the page is loaded again', async () => {
		await chair.reload();
		await expect(chair.getByText('念完按“写卡”两次')).toBeVisible();
		await pressTwice(chair, /^写卡\s*空格/);
		await expect(li.getByRole('textbox')).toBeVisible();
		await expect(li.getByText(QUESTION).first()).toBeVisible();
		await expect(bar.getByRole('button', { name: /^读卡归类/ })).toBeVisible();
		await chair.reload();
		await expect(bar.getByRole('button', { name: /^读卡归类/ })).toBeVisible();
	});

	await test.step('[A15] [K11] the clerk goes; paper cards are typed on the chair’s page', async () => {
		const paper = chair.getByRole('form', { name: '录纸卡' });
		await expect(paper).toHaveCount(0);
		await desk.send({ type: 'attendance.leave', seat: desk.seat });
		await paper.getByRole('textbox', { name: '卡片上写的（照原话）' }).fill('油烟机要大一点');
		await chair.keyboard.press('Alt+1');
		await chair.keyboard.press('Enter');
		await expect(chair.getByText('建议 油烟机要大一点')).toBeVisible();
		await accessible(chair, 'chair, typing paper cards');
	});
});
