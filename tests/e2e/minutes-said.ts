/** What becomes of a line once it stands: read back to whoever said it, and corrected. */
import { test, type Page } from '@playwright/test';
import { expect } from '../fixtures.ts';
import type { Phone } from '../live/people.ts';
import { accessible } from './checks.ts';
import { text } from './minutes-steps.ts';
import { picture } from './picture.ts';

interface Screens {
	/** Without a screen. */
	chair: Phone;
	phone: Page;
	clerk: Page;
	record: Page;
}

/** [M18] [M20] The turn ends; its line is read back on the phone, its stance corrected by the clerk. */
export async function saidAndCorrected(
	{ chair, phone, clerk, record }: Screens,
	words: string
): Promise<void> {
	const { entry, fact } = chair.copy!.state.queue.speaker!;
	await chair.send({ type: 'queue.end', entry: entry.id });
	await test.step('it is read back to whoever said it; the clerk sees the answer beside it', () =>
		readBack(phone, clerk, words));
	await test.step('a wrong stance is corrected; what stood there is struck out', () =>
		correctStance(clerk, record, fact!));
}

/** The line under their name is asked about on this phone; no, and what was meant. */
async function readBack(phone: Page, clerk: Page, words: string): Promise<void> {
	await phone.getByRole('tab', { name: '现场' }).click();
	const asked = phone.getByRole('region', { name: '您说的是这个意思吗？' });
	await expect(asked.getByText(words)).toBeVisible();
	await picture(phone, 'phone-read-back');
	await asked.getByRole('button', { name: '不对' }).click();
	await asked.getByLabel('您的意思是？写一句话').fill('是一荤一素。');
	await accessible(phone, 'what was meant, on a phone');
	await asked.getByRole('button', { name: '告诉工作人员' }).click();
	await expect(text(clerk).getByText('本人说不对：是一荤一素。')).toBeVisible();
}

/** The clerk corrects how somebody stood in this turn; the record is open elsewhere. */
async function correctStance(clerk: Page, record: Page, fact: number): Promise<void> {
	await text(clerk).locator(`.fact[data-seq="${fact}"]`).hover();
	await text(clerk).locator(`.fact[data-seq="${fact}"] .correct`).click();
	const dialog = clerk.getByRole('dialog', { name: '更正这条记录' });
	await dialog.getByText('记错了意见').click();
	await dialog.getByText('提问').click();
	await dialog.getByLabel('为什么更正').fill('按错了键');
	await picture(clerk, 'clerk-correction');
	await accessible(clerk, 'a correction');
	await dialog.getByRole('button', { name: '写上更正' }).click();
	await expect(text(clerk).getByText(/^更正：按错了键（孙晓彤，/)).toBeVisible();
	await expect(record.locator('s').getByText(/李建国/)).toBeVisible();
	await expect(record.getByText(/^更正：按错了键/).first()).toBeVisible();
	await picture(clerk, 'clerk-corrected');
}
