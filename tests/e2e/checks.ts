/** What holds on every screen. */
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect } from '../fixtures.ts';

/** No fault that axe finds; `but`: rules that this page need not keep. */
export async function accessible(page: Page, name: string, but: string[] = []): Promise<void> {
	// A page in the background draws nothing, and axe would see the colours of a moment ago.
	await page.bringToFront();
	await settled(page);
	// No page of ours has frames: axe then needs no second page to put its findings together. What it
	// passes it need not describe, which would take as long as looking.
	const { violations } = await new AxeBuilder({ page, axeSource: await sourceFor(page) })
		.setLegacyMode()
		.options({ resultTypes: ['violations'] })
		.disableRules(but)
		.analyze();
	const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`);
	expect(found, name).toEqual([]);
}

/** What AxeBuilder puts into the page each time: nothing where axe is already; reading it takes longer than looking. */
async function sourceFor(page: Page): Promise<string | undefined> {
	return (await page.evaluate(() => 'axe' in window)) ? ';' : undefined;
}

/** Colours that change by and by have changed, and what rises has risen: axe would see them half-way. */
async function settled(page: Page): Promise<void> {
	await page.evaluate(async () => {
		const isShort = (one: Animation) => Number(one.effect?.getComputedTiming().endTime) < 1000;
		const changing = document
			.getAnimations()
			.filter((one) => one instanceof CSSTransition || isShort(one));
		await Promise.allSettled(changing.map(({ finished }) => finished));
	});
}

/** No sideways scrolling with letters twice as large. */
export async function fits(page: Page, name: string): Promise<void> {
	await page.addStyleTag({ content: 'html { font-size: 200% !important; }' });
	await page.getByRole('main').waitFor();
	const wide = await page.evaluate(() => document.scrollingElement!.scrollWidth);
	expect(wide, name).toBeLessThanOrEqual(320);
}

/** The whole of it is on the screen: the place of work never leaves it. */
export async function inside(page: Page, what: Locator, name: string): Promise<void> {
	await expect(what, name).toBeVisible();
	const box = (await what.boundingBox())!;
	const { width, height } = page.viewportSize()!;
	expect([box.x >= 0, box.y >= 0], name).toEqual([true, true]);
	expect(box.x + box.width, `${name}, to the right`).toBeLessThanOrEqual(width);
	expect(box.y + box.height, `${name}, below`).toBeLessThanOrEqual(height);
}

/** At the end of the page its last words stand above the buttons, and the buttons leave half the screen to read in. */
export async function nothingUnderButtons(page: Page, name: string): Promise<void> {
	await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
	const [main, buttons] = await Promise.all([
		page.getByRole('main').boundingBox(),
		page.locator('footer').first().boundingBox()
	]);
	expect(main!.y + main!.height, name).toBeLessThanOrEqual(buttons!.y + 1);
	await page.evaluate(() => scrollTo(0, 0));
	const { height } = page.viewportSize()!;
	const top = (await page.locator('footer').first().boundingBox())!.y;
	// Where words are huge the buttons stand below what is to be read.
	expect(top, `${name}, at its beginning`).toBeGreaterThanOrEqual(height / 2);
}
