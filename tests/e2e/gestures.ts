/** What hands do on our screens, for the stories that need it. */
import { type Locator, type Page } from '@playwright/test';

/** A request without a page asks again where the line was closed in the moment in which it was used again. */
export const AGAIN = { maxRetries: 2 };

/** A phone's screen. */
export const PHONE = { viewport: { width: 390, height: 844 } };

/**
 * Presses a button that asks to be pressed again, and presses it again. The second press is made within the page:
 * from outside, a question that was answered looks like one that was forgotten or has changed on a busy machine.
 */
export async function pressTwice(page: Page, name: RegExp): Promise<void> {
	const button = page.getByRole('button', { name }).first();
	for (let done = false; !done;) {
		await button.click();
		done = await button.evaluate(answer);
	}
}

/** Presses until the question was answered; false where the button was drawn anew before it could be. */
async function answer(button: Element): Promise<boolean> {
	const two = button.closest('.two')!;
	// Not by its words: they are also read out, and stand in the live region for seconds after.
	const asks = () => two.isConnected && two.querySelector(':scope > .question') !== null;
	while (two.isConnected) {
		const asked = asks();
		two.querySelector('button')!.click();
		// What a press changes is drawn before anything else can happen.
		for (let n = 0; n < 10; n++) await Promise.resolve();
		if (asked && !asks()) return true;
		// Within the time of a double click it is taken for one, and the question stands.
		await new Promise(requestAnimationFrame);
	}
	return false;
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

/** Writes something across a field, in one stroke. */
export async function scribble(page: Page, field: Locator): Promise<void> {
	const { x, y, width, height } = (await field.boundingBox())!;
	const at = (across: number, down: number) => [x + width * across, y + height * down] as const;
	await page.mouse.move(...at(0.2, 0.3));
	await page.mouse.down();
	await page.mouse.move(...at(0.5, 0.7), { steps: 6 });
	await page.mouse.move(...at(0.8, 0.3), { steps: 6 });
	await page.mouse.up();
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
