/** 秘密 cards in browsers: chosen by the chair, written on a phone, handed in through the door, and not to be taken back. */
import { expect, test } from '../fixtures.ts';
import { begin, gather, write } from './card-steps.ts';
import { accessible } from './checks.ts';
import { PHONE } from './gestures.ts';
import { socketOf } from './headless.ts';
import { picture } from './picture.ts';

test.use({ story: 'secret-cards' });
test.setTimeout(90_000);

test('[K42] [C5] a secret card is signed before it is written and comes from nobody', async ({
	arrive
}) => {
	const [zhao, chair, clerk] = await Promise.all([
		arrive('赵敏', PHONE),
		arrive('周雅琴', { viewport: { width: 1280, height: 800 } }),
		arrive('孙晓彤', { viewport: { width: 1280, height: 800 } })
	]);
	const [room, desk] = [await socketOf(chair), await socketOf(clerk)];
	await gather(room, desk);
	await begin(chair, '您最希望怎么办？', async (dialog) => {
		await dialog.getByRole('radio', { name: /^秘密/ }).check();
		await accessible(chair, 'preparing a secret round');
	});
	await expect(zhao.getByText('交卡的时候不问是谁')).toBeVisible();
	await accessible(zhao, 'phone, writing a secret card');
	await write(zhao, '菜要软烂少盐', '建议');
	await expect(zhao.getByText('✓ 已收到').first()).toBeVisible();
	await expect(zhao.getByRole('button', { name: /收回来/ })).toHaveCount(0);
	await picture(zhao, 'secret-card');
	await accessible(zhao, 'phone, handed in');
	// The door answers by itself; what the sockets are told comes a moment later.
	await expect
		.poll(async () => (await room.latest()).state.cards.boards.at(-1)!.count)
		.toMatchObject({ cards: 1, people: 0 });
	// A reload keeps what was handed in, and the names of the next.
	await zhao.reload();
	await expect(zhao.getByText('菜要软烂少盐')).toBeVisible();
	await write(zhao, '要有糖尿病餐', '担心');
	await expect(zhao.getByText('✓ 已收到')).toHaveCount(2);
});
