/**
 * Common ground (最大公约数, X6) in browsers: refused below thirty people and below enough answers, then
 * answered by thirty-three, two of them by finger; what came of it on phone, chair and hall.
 */
import type { Page } from '@playwright/test';
import { CODE, expect, test } from '../fixtures.ts';
import { gather, send } from './card-steps.ts';
import { HERE } from '../scenario-a.ts';
import { unzip } from '../live/files.ts';
import { accessible } from './checks.ts';
import { PHONE, pressTwice } from './gestures.ts';
import { arriveQuietly, socketOf } from './headless.ts';
import { picture } from './picture.ts';

test.use({ story: 'common-ground' });

/** What all accept, what divides near from far, and what nobody wants. */
const SHARED = ['先让老人试吃一周再定', '账目每月公布', '菜要软烂少盐', '成立老人膳食委员会'];
const NEAR = ['排烟口别对着10号楼', '早上备菜声音要小', '不用明火，改电灶'];
const FAR = ['晚饭也希望有', '附近上班的年轻人也能来', '周末照常开'];
const ALL = [...SHARED, ...NEAR, ...FAR];
const BY_HAND = ['李建国', '赵敏'];
const MORE = Array.from({ length: 12 }, (_, n) => `新来${n + 1}`);

test('common ground: refused below thirty, then found by thirty-three', async ({
	arrive,
	visit,
	yitang
}) => {
	const [li, zhao, chair, clerk, hall] = await Promise.all([
		arrive('李建国', PHONE),
		arrive('赵敏', PHONE),
		arrive('周雅琴'),
		arrive('孙晓彤'),
		visit(yitang.publicPaths().hall, { viewport: { width: 1920, height: 1080 } })
	]);
	const [room, desk] = [await socketOf(chair), await socketOf(clerk)];
	await gather(room, desk);
	const board = async () => (await room.latest()).state.cards.boards.at(-1)!;
	const cardsByWords = async () => {
		const { state, text } = await room.latest();
		const { cards } = state.cards.boards.at(-1)!;
		return (words: string) => cards.find((card) => text(card.text.id) === words)!.id;
	};
	const others = HERE.filter((name) => !BY_HAND.includes(name));
	const quiet = await Promise.all(others.map((name) => arriveQuietly(yitang.linkOf(name))));

	await test.step('[K32] with twenty-one it cannot be asked', async () => {
		// The demo meeting has a round prepared for its first item.
		await chair.getByRole('button', { name: /^写卡：这间近200平方米的房子/ }).click();
		await expect(hall.getByText('您最希望怎么办').first()).toBeVisible();
		await Promise.all(ALL.map((text, n) => send(quiet[n]!, n, text, '建议')));
		await pressTwice(chair, /^读卡归类/);
		await chair.locator('#main').getByText('大家都接受的（最大公约数）', { exact: true }).click();
		await expect(
			chair.locator('#main').getByText('满30个有一票的人到场才能用，现在21人。')
		).toBeVisible();
		await expect(chair.getByRole('button', { name: '请大家一张一张答' })).toHaveCount(0);
		// What the chair opened stays open while cards move.
		const { id, cards } = await board();
		const [card] = cards;
		await desk.send({ type: 'cards.group', board: id, cards: [card!.id], to: 'new' });
		await expect(chair.getByText('9张', { exact: true }).first()).toBeVisible();
		await expect(
			chair.locator('#main').getByText('满30个有一票的人到场才能用，现在21人。')
		).toBeVisible();
		await expect(chair.getByRole('button', { name: '还差9人' })).toBeDisabled();
	});

	const late = await test.step('twelve more come', async () => {
		const entry = { building: '3号楼', title: '居民', role: 'member', votes: true } as const;
		const how = { official: false, channel: 'online', hasPhone: true } as const;
		await desk.send({
			type: 'roll.add',
			entries: MORE.map((name) => ({ name, ...entry, ...how }))
		});
		const phones = await Promise.all(MORE.map((name) => arriveQuietly(yitang.linkOf(name))));
		for (const { seat } of phones)
			await desk.send({ type: 'attendance.sign-in', seat, channel: 'online' });
		return phones;
	});

	await test.step('[K32] too few answers: in words on every screen, and it can be asked again', async () => {
		await chair.getByRole('button', { name: '请大家一张一张答' }).click();
		await expect(hall.getByText(/请在手机上一张一张答/)).toBeVisible();
		await li.getByRole('button', { name: '同意', exact: true }).click();
		await expect(li.getByRole('progressbar')).toHaveAttribute('aria-valuetext', /答了1张/);
		// Closed before the phone has told anything: what was tapped counts all the same.
		await room.send({ type: 'cards.agreeing', board: (await board()).id, open: false });
		for (const page of [li, hall, chair])
			await expect(page.locator('#main').getByText('满30人作答才能算，现在1人')).toBeVisible();
		await pressTwice(chair, /^重新答一遍/);
		await expect(li.getByRole('progressbar')).toHaveAttribute('aria-valuetext', /答了0张/);
	});

	await test.step('two press, thirty-one answer without a screen; nothing is seen meanwhile', async () => {
		await accessible(li, 'phone, agreeing');
		await answer(li, [...SHARED, ...NEAR], []);
		await answer(zhao, [...SHARED, ...FAR], [FAR[0]!]);
		await zhao.getByRole('button', { name: '上一张' }).click();
		await expect(zhao.locator('button[aria-pressed=true]')).toHaveCount(1);
		await zhao.getByRole('button', { name: '略过' }).click();
		await expect(zhao.getByText('都答完了。关闭之前还可以改。')).toBeVisible();
		const cardOf = await cardsByWords();
		const { id } = await board();
		for (const [n, phone] of [...quiet, ...late].entries()) {
			const votes = Object.fromEntries(
				ALL.map((words) => {
					const agrees = SHARED.includes(words) || NEAR.includes(words) === n % 2 > 0;
					return [cardOf(words), agrees ? 1 : -1] as const;
				})
			);
			const ballot = `ballot-number-${String(n).padStart(20, '0')}`;
			await phone.send({ type: 'cards.agree', board: id, seat: phone.seat, ballot, votes });
		}
		await expect(hall.getByText(SHARED[0]!)).toHaveCount(0);
	});

	await test.step('[X6] what both groups accept, and what divides them, on phone, chair and hall', async () => {
		await pressTwice(chair, /^停止作答，算结果/);
		for (const page of [li, hall, chair]) {
			const main = page.locator('#main');
			await expect(main.getByText('各组都接受').first()).toBeVisible();
			await expect(main.getByText(SHARED[1]!).filter({ visible: true }).first()).toBeVisible();
			await expect(main.getByRole('img', { name: /意见图：A组/ })).toBeVisible();
		}
		await expect(hall.getByText('有分歧').first(), 'what divides, too').toBeVisible();
		await expect(chair.getByText(/^大家都接受的有4条，有分歧的有\d条/)).toBeVisible();
		await expect(chair.getByRole('button', { name: '接着答' })).toBeEnabled();
		await expect(li.getByText('这是接着商量的起点，不是决定。')).toBeVisible();
		const { ground } = await board();
		if (!ground?.ok) throw new Error(ground?.refusal.code);
		expect(ground.ground.people).toBe(33);
		const accepted = ground.ground.statements.filter(({ verdict }) => verdict === 'accepted');
		const shared = SHARED.map(await cardsByWords());
		expect(accepted.map(({ id }) => id).sort()).toEqual(shared.sort());
		for (const page of [li, chair])
			await expect(page.getByText(/^分得稳不稳：\d+分（满分100）/).first(), '[G13]').toBeVisible();
		await accessible(li, 'phone, common ground');
		await picture(hall, 'common-ground');
	});

	await test.step('[X6] the lists hold the round in the files of Pol.is, beside the card that says what they are', async () => {
		const answer = await clerk.context().request.get(`/m/${CODE}/export.lists.zip`);
		const files = unzip(await answer.body());
		const rows = (name: string) => files[`polis/${name}`]!.slice(1).trimEnd().split('\r\n');
		expect(rows('summary.csv')).toContain('voters,33');
		expect(rows('comments.csv')).toHaveLength(1 + ALL.length);
		for (const words of ALL) expect(files['polis/comments.csv']).toContain(`,1,${words}`);
		// Who answered what is gone since the groups were found [K32].
		expect(rows('votes.csv')).toHaveLength(1);
		expect(files['data-card.md']).toContain('participants-votes.csv');
		for (const one of [room, desk, ...quiet, ...late]) one.close();
	});
});

/** Answers every card on a phone: agrees to these, passes those, disagrees with the rest. */
async function answer(
	phone: Page,
	agree: readonly string[],
	pass: readonly string[]
): Promise<void> {
	for (let n = 0; n < ALL.length; n++) {
		const card = phone.getByRole('article');
		await expect(phone.getByRole('progressbar')).toHaveAttribute(
			'aria-valuetext',
			`答了${n}张，共${ALL.length}张`
		);
		const words = await card.innerText();
		const text = ALL.find((one) => words.includes(one))!;
		const said = pass.includes(text) ? '略过' : agree.includes(text) ? '同意' : '不同意';
		await phone.getByRole('button', { name: said, exact: true }).click();
	}
	await expect(phone.getByText('都答完了。关闭之前还可以改。')).toBeVisible();
}
