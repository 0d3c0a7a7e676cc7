/**
 * What else a round of cards can be (requirements C5, C12, C13, C15, C16, C20–C24): one card a round and a
 * ranking instead of dots; cards dragged, stacked, set aside and taken back; an unsigned writer who asks;
 * a card that is not shown; then a round that shows kinds of people only.
 */
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { begin, gather, nameGroup, pressFor, send, weigh, write } from './card-steps.ts';
import { accessible } from './checks.ts';
import { AGAIN, drag, PHONE, pressTwice } from './gestures.ts';
import { arriveQuietly, socketOf } from './headless.ts';

test.use({ story: 'cards-more' });

const QUIET = ['杨振东', '徐明', '郑爱华', '田野', '魏丽', '冯涛'];
const SOFT = '饭菜要软烂，少放盐';
const TWO = '排烟口离10号楼远一点；油烟先验收';
const SUPPER = '晚上也想有饭吃';
const ABUSE = '物业的人都是骗子';
const ALIKE = '饭菜软一点，盐少一点';
const LATER = '补贴要长久';
const NOISE = '早上备菜别太吵';
const PRICE = '一荤两素十五元以内';
const ACCOUNTS = '账目每月贴出来';
const HOME = '送餐到楼下';

test('ranked rounds, moved and stacked cards, writers who ask, a hidden card, kinds of people', async ({
	arrive,
	visit,
	yitang
}) => {
	const [li, zhao, chair, clerk, hall] = await Promise.all([
		arrive('李建国', PHONE),
		arrive('赵敏', PHONE),
		arrive('周雅琴'),
		// High enough that a card can be dragged to any column without scrolling.
		arrive('孙晓彤', { viewport: { width: 1280, height: 1600 } }),
		visit(yitang.publicPaths().hall, { viewport: { width: 1920, height: 1080 } })
	]);
	const [room, desk] = [await socketOf(chair), await socketOf(clerk)];
	const quiet = await Promise.all(QUIET.map((name) => arriveQuietly(yitang.linkOf(name))));
	const hand = clerk.getByRole('region', { name: '手上这张' });
	const card = hand.locator('[aria-live]');
	const trail = (phone: Page, text: string) =>
		phone
			.getByRole('region', { name: '我的卡去了哪里' })
			.getByRole('listitem')
			.filter({ has: phone.locator('ol') })
			.filter({ hasText: text });
	/** Number of the group each card lies in, by its words. */
	const lies = async (words: string) => Number((await cardOf(words))?.group?.slice(1));
	const boardId = async () => (await room.latest()).state.cards.boards.at(-1)!.id;
	const cardOf = async (words: string) => {
		const { state, text } = await room.latest();
		return state.cards.boards.at(-1)!.cards.find((one) => text(one.text.id) === words);
	};
	const idOf = async (words: string) => (await cardOf(words))!.id;

	await test.step('[C22] one card a round: who handed in waits for the next', async () => {
		await gather(room, desk);
		await begin(chair, '开张以前，先办好哪几件？', async (form) => {
			await form.getByText('其他设置').click();
			await form.getByLabel('一轮一张').check();
			await form.getByRole('radio', { name: '排序' }).check();
		});
		await accessible(li, 'phone, writing');
		await write(li, SOFT, '建议');
		await expect(li.getByText('这一轮的交了，等主持人开下一轮。')).toBeVisible();
		await expect(li.getByRole('button', { name: '交卡' })).toHaveCount(0);
		await write(zhao, '晚上有饭吗', '疑问');
		await zhao.getByRole('button', { name: '收回来改：晚上有饭吗' }).click();
		await expect(zhao.getByRole('textbox')).toHaveValue('晚上有饭吗');
		await write(zhao, SUPPER, '建议');
		await Promise.all(
			[ALIKE, LATER, NOISE, PRICE, ACCOUNTS, HOME].map((text, n) =>
				send(quiet[n]!, n, text, '建议')
			)
		);
		await chair.getByRole('button', { name: '开第2轮' }).click();
		await write(li, TWO, '建议');
		await write(zhao, ABUSE, '担心');
	});

	await test.step('[C1] collected too early: the chair goes back, and phones write again', async () => {
		await pressTwice(chair, /^先收卡/);
		await expect(li.getByText('正在收卡')).toBeVisible();
		await pressTwice(chair, /^退回：写卡/);
		await expect(li.getByText('正在收卡')).toHaveCount(0);
		await pressTwice(chair, /^读卡归类/);
		await expect(hall.getByText('10张').first()).toBeVisible();
	});

	await test.step('[C12] the clerk sorts by keys, then drags one with the mouse', async () => {
		const by = new Map([
			[SOFT, 1],
			[ALIKE, 1],
			[TWO, 2],
			[SUPPER, 3],
			[LATER, 3],
			[PRICE, 3],
			[ACCOUNTS, 4],
			[HOME, 5]
		]);
		const made = new Map<number, number>();
		// The hall may be told before the desk, whose keys work once the cards are there.
		await expect(clerk.getByRole('region', { name: '还没归类 10张' })).toBeVisible();
		for (let n = 0; n < 10; n++) {
			const before = n === 0 ? null : await card.innerText();
			await clerk.keyboard.press('ArrowDown');
			if (before !== null) await expect.poll(() => card.innerText()).not.toBe(before);
			const words = await card.innerText();
			const [text, cluster] = [...by].find(([one]) => words.includes(one)) ?? [];
			if (!text || !cluster) continue;
			await clerk.keyboard.press(String(made.get(cluster) ?? 0));
			if (!made.has(cluster)) made.set(cluster, made.size + 1);
			await expect.poll(() => lies(text)).toBe(made.get(cluster));
		}
		const column = clerk.getByRole('region', { name: new RegExp(`^${await lies(TWO)} `) });
		const loose = clerk.getByRole('region', { name: '还没归类 2张' });
		await drag(clerk, loose.getByRole('button', { name: NOISE }), column);
		await expect(column.getByRole('button', { name: NOISE })).toBeVisible();
		await accessible(clerk, 'clerk, sorting');
		await accessible(chair, 'chair, sorting');
		expect(await lies(NOISE)).toBe(await lies(TWO));
	});

	await test.step('[C12] phones move nothing until the chair lets everybody', async () => {
		const loose = li.locator('details').filter({ hasText: HOME }).first();
		await loose.locator('summary').first().click();
		const move = li.getByLabel(`移到哪一类：${HOME}`);
		await expect(loose.getByText(HOME).last()).toBeVisible();
		await expect(move).toHaveCount(0);
		const own = await lies(HOME);
		await chair.getByLabel('大家都可以动手归类').check();
		await move.selectOption(`g${await lies(ACCOUNTS)}`);
		await expect.poll(() => lies(HOME)).toBe(await lies(ACCOUNTS));
		await chair.getByLabel('大家都可以动手归类').uncheck();
		await expect(li.getByLabel(/^移到哪一类/)).toHaveCount(0);
		await take(HOME);
		await clerk.keyboard.press(String(own));
		await expect.poll(() => lies(HOME)).toBe(own);
	});

	await test.step('[C13] two that say the same are stacked, and taken apart, and stacked', async () => {
		for (const back of [true, false]) {
			await take(ALIKE);
			await more('叠到另一张上');
			await clerk.getByRole('button', { name: SOFT }).last().click();
			await expect(clerk.getByText('叠了2张')).toBeVisible();
			if (back) await more('从一叠里拿出来');
		}
		for (const phone of [li, zhao]) await phone.getByRole('tab', { name: '我的' }).click();
		await expect(trail(li, SOFT).getByText('和1张意思相近的叠在一起')).toBeVisible();
	});

	await test.step('[K41] a dialog acts on the card it was opened for, or says that it has moved', async () => {
		const [from, next] = [await lies(LATER), await lies(PRICE)];
		const show = async (text: string | null) =>
			desk.send({ type: 'cards.show', board: await boardId(), card: text && (await idOf(text)) });
		await clerk.keyboard.press('Escape');
		await show(LATER);
		await expect(card.getByText(LATER)).toBeVisible();
		await clerk.keyboard.press('x');
		const dialog = clerk.getByRole('dialog', { name: '不属于本议题' });
		await expect(dialog.getByText(LATER)).toBeVisible();
		// The chair turns to the next card while the clerk thinks of a reason.
		await show(PRICE);
		await expect(card.getByText(PRICE)).toBeVisible();
		await dialog.getByRole('button', { name: '说的是别的事' }).click();
		await expect(
			clerk.getByRole('region', { name: /^不属于本议题/ }).getByText(LATER)
		).toBeVisible();
		expect(await lies(PRICE)).toBe(next);

		// Somebody else puts it back while the clerk would hide it.
		await take(LATER);
		await more('不展示这张');
		const hide = clerk.getByRole('dialog', { name: '不展示这张' });
		await expect(hide.getByText(LATER)).toBeVisible();
		await desk.send({
			...{ type: 'cards.group', board: await boardId(), cards: [await idOf(LATER)] },
			to: `g${from}`
		});
		await expect(hide.getByText('打开以后，这里变了。什么都没有做，请关上再看。')).toBeVisible();
		await expect(hide.getByText('骂人的话')).toHaveCount(0);
		await hide.getByRole('button', { name: '关闭' }).last().click();
		expect(await lies(LATER)).toBe(from);
		await show(null);
		await clerk.keyboard.press('Escape');
	});

	await test.step('[C15] set aside with a reason by key, and taken back', async () => {
		const from = await lies(LATER);
		await take(LATER);
		await clerk.keyboard.press('p');
		await clerk.getByRole('dialog', { name: '放一放' }).getByText('要先查清楚').click();
		await expect(clerk.getByRole('region', { name: /^放一放/ }).getByText(LATER)).toBeVisible();
		await more('从类里拿出来');
		await expect(clerk.getByRole('region', { name: /^放一放/ })).toHaveCount(0);
		await clerk.keyboard.press(String(from));
		await expect.poll(() => lies(LATER)).toBe(from);
	});

	await test.step('[C16] unsigned writers ask: one card to another group, one in two', async () => {
		const to = await lies(ACCOUNTS);
		const one = trail(zhao, SUPPER);
		await one.getByText('想换一类，或者拆开').click();
		await expect(one.getByText('大家只看到有人想动这张卡，看不到是谁。')).toBeVisible();
		await one.getByLabel('换到哪一类').selectOption(`g${to}`);
		await one.getByLabel('说一句为什么').fill('说的是开几顿');
		await one.getByRole('button', { name: '提出来' }).click();
		await expect(one.getByText('您提了请求，等答复')).toBeVisible();
		const asks = clerk.getByRole('region', { name: /^作者的请求/ });
		await expect(asks).not.toContainText('赵敏');
		await asks.getByRole('button', { name: `照办：${SUPPER}` }).click();
		await expect(one.getByText('您的请求照办了')).toBeVisible();
		await expect(one.getByText(`归到第${to}类`)).toBeVisible();

		const two = trail(li, TWO);
		await two.getByText('想换一类，或者拆开').click();
		await two.getByLabel('拆成两张').check();
		await two.getByRole('button', { name: '提出来' }).click();
		const split = clerk.getByRole('dialog', { name: '拆成两张' });
		await pressFor(asks.getByRole('button', { name: `照办：${TWO}` }), split);
		await expect(split.getByLabel('第2张')).toHaveValue('油烟先验收');
		await split.getByRole('button', { name: '拆成两张' }).click();
		await expect(two.getByText('拆成了2张')).toBeVisible();
		await expect.poll(() => lies('油烟先验收')).toBe(await lies(NOISE));
	});

	await test.step('[C24] an abusive card leaves every screen; its writer reads why; it can come back', async () => {
		await take(ABUSE);
		await more('放到大屏');
		await expect(hall.getByText(ABUSE)).toBeVisible();
		for (const back of [true, false]) {
			await more('不展示这张');
			await clerk.getByRole('dialog', { name: '不展示这张' }).getByText('骂人的话').click();
			await expect(hall.getByText(ABUSE)).toHaveCount(0);
			await expect(trail(zhao, ABUSE).getByText('没有展示：骂人的话')).toBeVisible();
			expect(await li.content()).not.toContain(ABUSE);
			if (back) await more('重新展示');
			if (back) await expect(trail(zhao, ABUSE).getByText('没有展示')).toHaveCount(0);
		}
	});

	for (const phone of [li, zhao]) await phone.getByRole('tab', { name: '现场' }).click();

	await test.step('[C26] three faces, one tap; numbers for the chair alone, from three on', async () => {
		await chair.getByRole('button', { name: '问问大家的心情' }).click();
		const told = chair.getByRole('region', { name: '大家的心情' });
		await expect(told.getByText('满3人才显示')).toBeVisible();
		const faces = li.getByRole('region', { name: '现在觉得怎么样？' });
		await faces.getByRole('button', { name: '挺好' }).click();
		await expect(faces.getByRole('button', { name: '挺好' })).toHaveAttribute(
			'aria-pressed',
			'true'
		);
		await accessible(li, 'phone, mood');
		for (const [n, phone] of quiet.slice(0, 2).entries())
			await phone.send({
				...{ type: 'mood.give', seat: phone.seat, face: 'soso' },
				ballot: `moodofnobodyatall${n}xx`
			});
		await expect(told.getByRole('listitem')).toHaveText([/挺好\s*1/, /一般\s*2/, /不太好\s*0/]);
		// The numbers have just moved the button, which takes no trembling press.
		const ask = chair.getByRole('button', { name: '问问大家的心情' });
		await pressFor(chair.getByRole('button', { name: '不再问心情' }), ask);
		await expect(faces).toHaveCount(0);
	});

	await test.step('[C22] the best five in order; what some put first and some nowhere is 分歧大', async () => {
		await chair.getByRole('group', { name: '读卡归类里的小步' }).getByText('命名').click();
		const names = ['饭菜', '油烟', '价钱', '账目', '送餐'];
		const ids = await Promise.all([SOFT, NOISE, PRICE, ACCOUNTS, HOME].map(lies));
		for (const [at, number] of ids.entries()) await nameGroup(clerk, number, names[at]!);
		await pressTwice(chair, /^排序/);
		const like = ['饭菜', '价钱', '账目', '送餐', '油烟'];
		for (const [phone, order] of [
			[li, like],
			[zhao, ['油烟', ...like.slice(0, 4)]]
		] as const) {
			const list = phone.getByRole('region', { name: '排序' });
			for (const name of order) await list.getByRole('button', { name: new RegExp(name) }).click();
			await expect(list.getByText('排好了')).toBeVisible();
			if (phone === li) await accessible(phone, 'phone, ranking');
			await phone.getByRole('button', { name: '交上' }).click();
			await expect(phone.getByText('收到了。关闭之前还可以改。').first()).toBeVisible();
		}
		for (const [n, phone] of quiet.entries()) {
			const order = n % 2 ? like : ['油烟', ...like.slice(0, 4)];
			const ranks = order.map((name, at) => [`g${ids[names.indexOf(name)]!}`, 5 - at] as const);
			await weigh(phone, Object.fromEntries(ranks));
		}
		for (const page of [li, hall, chair, clerk])
			await expect(page.getByText(/投点|\d点/), 'no screen speaks of dots').toHaveCount(0);
		await pressTwice(chair, /^关手机排序/);
		const raised = clerk.getByRole('form', { name: '录现场的排序' });
		await raised.getByLabel('第1类，第1选举手几人').fill('1');
		await expect(raised.getByText('▲ 第1选举手1，最多0')).toBeVisible();
		await accessible(clerk, 'clerk, hands of a ranking');
		await pressTwice(chair, /^结果/);
		for (const page of [li, hall, chair]) {
			const divided = page.getByRole('listitem').filter({ hasText: '分歧大' });
			await expect(divided).toHaveCount(1);
			await expect(divided).toContainText('油烟');
		}
	});

	await test.step('[C5] kinds of people: 居民代表 are many; one neighbour is 居民, one unit is 单位', async () => {
		await begin(chair, '还有什么要说的？', (form) => form.getByLabel('只显示身份').check());
		await write(li, '早点开张', '建议');
		await send(quiet[0]!, 1, '排烟口朝外', '担心');
		await send(quiet[1]!, 2, '学校可以帮忙', '建议');
		await speak('送餐别另外收钱');
		await pressTwice(chair, /^读卡归类/);
		await zhao.locator('summary').filter({ hasText: '还没归类' }).click();
		for (const [text, kind] of [
			['早点开张', '居民代表'],
			['排烟口朝外', '居民'],
			['学校可以帮忙', '单位']
		] as const)
			await expect(
				zhao.getByRole('listitem').filter({ hasText: text }).getByText(kind, { exact: true })
			).toBeVisible();
		const first = clerk.getByRole('button', { name: /^读第一张/ });
		await pressFor(first, hall.getByText('第1张，共4张'));
		await expect(hall.getByText(/^(居民代表|居民|单位)$/)).toBeVisible();
		for (const one of [room, desk, ...quiet]) one.close();
	});

	/** [C9] 赵敏 speaks a card; only the clerk hears it, and types it. */
	async function speak(words: string): Promise<void> {
		await leaveWhileAsked(zhao);
		await zhao.getByRole('button', { name: '说出来，请记录员打字' }).click();
		await zhao.getByRole('button', { name: '开始录音' }).click();
		await zhao.getByText('还能说29秒').waitFor();
		await zhao.getByRole('button', { name: '说完了' }).click();
		await accessible(zhao, 'phone, recording');
		await zhao.getByRole('button', { name: '交录音' }).click();
		const own = zhao.getByRole('region', { name: '我的卡' });
		await expect(own.getByText('等记录员打成卡片')).toBeVisible();
		await expect(own.getByRole('button', { name: /^收回，删掉：录音/ })).toBeVisible();
		const form = clerk.getByRole('form', { name: /^.*赵敏.*的录音，1秒$/ });
		const sound = (await form.locator('audio').getAttribute('src'))!;
		expect((await clerk.request.get(sound, AGAIN)).headers()['content-type']).toBe('audio/webm');
		expect((await zhao.request.get(sound, AGAIN)).status()).toBe(403);
		await form.getByRole('textbox').fill(words);
		await accessible(clerk, 'clerk, recording');
		await form.getByRole('textbox').press('Enter');
		await clerk.keyboard.press('1');
		await clerk.keyboard.press('Enter');
		await expect(form).toHaveCount(0);
		await expect(own.getByText('记录员已经打成卡片')).toBeVisible();
		expect((await clerk.request.get(sound, AGAIN)).status()).toBe(404);
	}
	/** [C9] Who changes their mind while the browser still asks leaves no microphone on. */
	async function leaveWhileAsked(phone: Page): Promise<void> {
		await phone.evaluate(() => {
			const { mediaDevices } = navigator;
			const ask = mediaDevices.getUserMedia.bind(mediaDevices);
			mediaDevices.getUserMedia = (what) =>
				new Promise((resolve) => {
					const allow = async () => {
						mediaDevices.getUserMedia = ask;
						const late = await ask(what);
						resolve(late);
						Object.assign(window, { late });
					};
					Object.assign(window, { allow });
				});
		});
		await phone.getByRole('button', { name: '说出来，请记录员打字' }).click();
		await phone.getByRole('button', { name: '开始录音' }).click();
		await phone.getByRole('button', { name: '不录了' }).click();
		const off = () =>
			phone.evaluate(async () => {
				const { allow, late } = window as unknown as {
					allow(): Promise<void>;
					late?: MediaStream;
				};
				if (!late) await allow();
				return late?.getTracks().every(({ readyState }) => readyState === 'ended') ?? false;
			});
		await expect.poll(off).toBe(true);
	}
	/** The clerk takes a card up from the columns. */
	async function take(text: string): Promise<void> {
		await clerk.getByRole('button', { name: text }).last().click();
		await expect(card.getByText(text)).toBeVisible();
	}
	/** What is seldom done with the card in hand. */
	async function more(what: string): Promise<void> {
		const button = hand.getByRole('button', { name: what });
		if (!(await button.isVisible())) await hand.getByText('更多', { exact: true }).click();
		await button.click();
	}
});
