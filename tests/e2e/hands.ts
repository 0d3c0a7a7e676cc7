/** How a hand is raised on a phone, for the stories in which people talk. */
import type { Page } from '@playwright/test';
import { expect } from '../fixtures.ts';
import { pressFor } from './card-steps.ts';
import type { Quiet } from './headless.ts';

/** Raises a hand with this stance, for oneself or for whoever is chosen on a helper’s phone. */
export async function raise(phone: Page, stance: string): Promise<void> {
	await phone.getByRole('button', { name: /^(举手|替.*举手)/ }).click();
	// The sheet opens under the thumb and takes no trembling press.
	await pressFor(
		phone.getByRole('button', { name: stance }),
		phone.getByText(/^(您排第|下一位就是您)/).first()
	);
}

/** One of the chair's presses, until it is another one: a button that changed its meaning rests for a moment. */
export async function chairPress(chair: Page, name: RegExp): Promise<void> {
	const button = chair.getByRole('contentinfo').getByRole('button', { name });
	await button.waitFor();
	await expect(async () => {
		if (await button.isVisible()) await button.click({ timeout: 1000 });
		await expect(button).toHaveCount(0, { timeout: 300 });
	}).toPass({ intervals: [50], timeout: 30_000 });
}

/** Raises this one's hand, and calls them. */
export async function callOn(chair: Quiet, one: Quiet): Promise<void> {
	const item = (await chair.latest()).state.queue.item!;
	await one.send({ type: 'queue.join', seat: one.seat, item, stance: 'ask' });
	const { entries } = (await chair.latest()).state.queue;
	const next = entries.find(({ seat }) => seat === one.seat)!.id;
	await chair.send({ type: 'queue.call', item, expect: next });
}
