/** What hands do on our screens, for the stories that need it. */
import { expect, type Locator, type Page } from '@playwright/test';

/** A phone's screen. */
export const PHONE = { viewport: { width: 390, height: 844 } };

/** Presses a button that asks to be pressed again, and presses it again. */
export async function pressTwice(page: Page, name: RegExp): Promise<void> {
	const button = page.getByRole('button', { name }).first();
	// Not by its words: they are also read out, and stand in the live region for seconds after.
	const question = page.locator('.two > .question').first();
	await button.click();
	await expect(question).toBeVisible();
	await expect(async () => {
		// A second press within the time of a double click is taken for one, so it may need a third.
		if (await question.isVisible()) await button.click({ timeout: 1000 });
		await expect(question).toBeHidden({ timeout: 600 });
	}).toPass();
}

/** Presses, and in the moment in which the button has become another one, once more: as a thumb that trembles. */
export async function pressTrembling(page: Page, name: string, then: string): Promise<void> {
	await page.getByRole('button', { name }).waitFor();
	await page.evaluate(
		`new Promise((resolve, reject) => {
			const press = (words) => {
				const found = [...document.querySelectorAll('button')].find((one) => one.innerText.trim().startsWith(words));
				found?.click();
				return Boolean(found);
			};
			if (!press(${JSON.stringify(name)})) return reject(new Error('no such button'));
			const again = () => (press(${JSON.stringify(then)}) ? resolve() : requestAnimationFrame(again));
			again();
		})`
	);
}

/** Drags with the mouse, on the way as a hand does; the browser drags on the page in front only. */
export async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
	await page.bringToFront();
	await from.scrollIntoViewIfNeeded();
	const start = (await from.boundingBox())!;
	await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
	await page.mouse.down();
	await page.mouse.move(start.x + start.width / 2 + 20, start.y + start.height / 2, { steps: 4 });
	const end = (await to.boundingBox())!;
	await page.mouse.move(end.x + end.width / 2, end.y + 20, { steps: 8 });
	await page.mouse.up();
}
