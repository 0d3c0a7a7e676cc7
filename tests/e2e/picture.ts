/** Pictures for the README, taken from the stories: `PICTURES=docs/pictures npm test -- e2e`. */
import { join } from 'node:path';
import type { Page } from '@playwright/test';

/** Saves what the page shows now, if pictures are wanted. */
export async function picture(page: Page, name: string): Promise<void> {
	const folder = process.env.PICTURES;
	if (!folder) return;
	await page.bringToFront();
	await page.screenshot({ path: join(folder, `${name}.png`) });
}
