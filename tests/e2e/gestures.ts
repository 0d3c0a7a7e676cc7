/** What hands do on our screens, for the stories that need it. */
import { expect, type Page } from '@playwright/test';

/** A phone's screen. */
export const PHONE = { viewport: { width: 390, height: 844 } };

/** Presses a button that asks to be pressed again, and presses it again. */
export async function pressTwice(page: Page, name: RegExp): Promise<void> {
	const button = page.getByRole('button', { name }).first();
	const question = page.getByText('再按一次').first();
	await button.click();
	await expect(question).toBeVisible();
	await expect(async () => {
		// A second press within the time of a double click is taken for one, so it may need a third.
		if (await question.isVisible()) await button.click({ timeout: 1000 });
		await expect(question).toBeHidden({ timeout: 600 });
	}).toPass();
}
