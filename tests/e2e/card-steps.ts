/** What hands do in a round of cards: on phones and at both desks. */
import type { Locator, Page } from '@playwright/test';
import { expect } from '../fixtures.ts';
import { CARDS, COMING, STANCE } from '../scenario-a.ts';
import type { Quiet } from './headless.ts';

/** Everybody who comes is signed in, the discussion has begun, and its first item is open. */
export async function gather(chair: Quiet, clerk: Quiet): Promise<void> {
	await chair.send({ type: 'plan.open' });
	const { roll, runsheet, agenda } = (await chair.latest()).state;
	const seats = roll.order.map((id) => roll.seats[id]!);
	for (const { id, no, channel } of seats)
		if (no > 0 && no <= COMING.length)
			await clerk.send({ type: 'attendance.sign-in', seat: id, channel });
	const { stages } = runsheet;
	const until = stages.findIndex(({ kind }) => kind === 'discussion');
	for (let at = 1; at <= until; at++) {
		const [from, to] = [stages[at - 1]!.id, stages[at]!.id];
		await chair.send({ type: 'runsheet.go', from, to, force: true });
	}
	await chair.send({ type: 'agenda.open', item: agenda.items[0]!.id });
}

/** The chair types a question and starts to write; `choose` sets what is unusual. */
export async function begin(
	chair: Page,
	question: string,
	choose: (form: Locator) => Promise<void> = async () => {}
): Promise<void> {
	await chair.getByRole('button', { name: '开始卡片协商' }).click();
	const dialog = chair.getByRole('dialog', { name: '卡片协商' });
	await dialog.getByLabel('请大家写什么').fill(question);
	await choose(dialog);
	await dialog.getByRole('button', { name: '写卡', exact: true }).click();
	await expect(dialog).toHaveCount(0);
}

/** Writes one card on a phone and hands it in. */
export async function write(phone: Page, text: string, stance: string): Promise<void> {
	await phone.getByRole('textbox').fill(text);
	await phone.getByRole('radio', { name: stance }).check();
	await phone.getByRole('button', { name: '交卡' }).click();
	await expect(phone.getByRole('region', { name: '我的卡' }).getByText(text)).toBeVisible();
}

/** A card from a phone without a screen; `n` makes it unlike the others. */
export async function send(phone: Quiet, n: number, text: string, stance: string): Promise<void> {
	const { state } = await phone.latest();
	const board = state.cards.boards.at(-1)!.id;
	const made = {
		card: `card${board}number${n + 10}`,
		key: `k${board}${String(n).padStart(24, '0')}`
	};
	const said = { ...made, text, stance: STANCE[stance]!, seat: phone.seat };
	await phone.send({ type: 'cards.send', board, ...said });
}

interface Paper {
	number: number;
	text: string;
	stance: string;
	/** Seat number of whoever wrote it. */
	no?: number;
}

/** The clerk types paper cards without a mouse: number, seat, words, Enter, kind, Enter. */
export async function typePapers(clerk: Page, papers: readonly Paper[]): Promise<void> {
	const keys = clerk.keyboard;
	await keys.press('F7');
	for (const { number, no, text, stance } of papers) {
		await keys.press('Shift+Tab');
		await keys.press('Shift+Tab');
		await keys.type(String(number));
		await keys.press('Tab');
		if (no) await keys.type(String(no));
		await keys.press('Tab');
		await keys.insertText(text);
		await keys.press('Enter');
		await keys.press(String(Object.keys(STANCE).indexOf(stance) + 1));
		await keys.press('Enter');
		await expect(clerk.getByRole('region', { name: /^刚录的/ }).getByText(text)).toBeVisible();
	}
}

/** A helper's finger types a paper card of somebody handed over to this phone. */
export async function tapPaper(
	helper: Page,
	{ number, text, stance, whose }: Paper & { whose: RegExp }
): Promise<void> {
	const form = helper.getByRole('form', { name: '录纸卡' });
	await form.getByLabel('纸卡号').fill(String(number));
	const option = form.getByRole('option', { name: whose });
	await form.getByLabel('谁的').selectOption((await option.getAttribute('value'))!);
	await form.getByRole('textbox', { name: /^卡片上写的/ }).fill(text);
	await form.locator('label').filter({ hasText: stance }).click();
	await form.getByRole('button', { name: '录入，下一张' }).click();
	await expect(helper.getByRole('region', { name: /^刚录的/ }).getByText(text)).toBeVisible();
}

/** Presses until it shows: right after one press the next counts for nothing. */
export async function pressFor(button: Locator, shows: Locator): Promise<void> {
	await expect(async () => {
		if (!(await shows.isVisible())) await button.click({ timeout: 1000 });
		await expect(shows).toBeVisible({ timeout: 300 });
	}).toPass({ intervals: [50] });
}

/** The clerk turns to the next card, which the chair reads; gives its words as they stand in the clerk's hand. */
export async function readNext(clerk: Page, nth: number): Promise<string> {
	const hand = clerk.getByRole('region', { name: '手上这张' });
	const left = CARDS.length - nth;
	const shows = hand.getByText(left > 0 ? `还有${left}张没读` : '都读过了');
	await pressFor(hand.getByRole('button', { name: nth === 1 ? /^读第一张/ : /^下一张/ }), shows);
	return hand.locator('[aria-live]').innerText();
}

/** The clerk puts the card in hand into a group, new or by its number; gives the number. */
export async function sort(clerk: Page, number: number | 'new'): Promise<number> {
	const hand = clerk.getByRole('region', { name: '手上这张' });
	const groups = hand.getByRole('button', { name: /^放进第\d+类/ });
	const into = number === 'new' ? (await groups.count()) + 1 : number;
	if (number === 'new') await hand.getByRole('button', { name: /^新的一类/ }).click();
	else await groups.nth(number - 1).click();
	await expect(groups.nth(into - 1)).toHaveAttribute('aria-pressed', 'true');
	return into;
}

/** The clerk types a group's name. */
export async function nameGroup(clerk: Page, number: number, name: string): Promise<void> {
	const field = clerk.getByLabel(`第${number}类叫什么`, { exact: true });
	await field.fill(name);
	const form = clerk.locator('form').filter({ has: field });
	await form.getByRole('button', { name: '定名' }).click();
	await expect(field).toHaveCount(0);
}

/** Presses + for each of these groups and hands the dots in; `look` sees them before. */
export async function place(
	phone: Page,
	groups: readonly number[],
	look: () => Promise<void> = async () => {}
): Promise<void> {
	for (const number of groups)
		await phone.getByRole('button', { name: `给第${number}类加一点` }).click();
	await expect(phone.getByText('点投完了')).toBeVisible();
	await look();
	await phone.getByRole('button', { name: '投好了' }).click();
	await expect(phone.getByText('收到了。关闭之前还可以改。').first()).toBeVisible();
}

/** Points from a phone without a screen. */
export async function weigh(phone: Quiet, points: Record<string, number>): Promise<void> {
	const { state } = await phone.latest();
	const { id: board } = state.cards.boards.at(-1)!;
	const ballot = `b${board}${phone.seat.padEnd(24, '0')}`.replace(/[^a-z0-9]/gi, '');
	await phone.send({ type: 'cards.weigh', board, seat: phone.seat, ballot, points });
}
