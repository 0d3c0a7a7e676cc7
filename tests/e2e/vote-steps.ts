/** What happens in a vote, for the stories that hold several: prepared at a desk, given by many, read on every screen. */
import type { Locator, Page } from '@playwright/test';
import { itemNow } from '#lib/meeting/agenda/agenda.ts';
import type { Vote } from '#lib/meeting/ballots/ballots.ts';
import type { VoteDraft } from '#lib/meeting/ballots/commands.ts';
import { expect } from '../fixtures.ts';
import type { Quiet } from './headless.ts';

/** A desk prepares a vote that stays open until the chair closes it; as the room has it. */
export async function prepareVote(desk: Quiet, draft: VoteDraft): Promise<Vote> {
	const item = itemNow((await desk.latest()).state.agenda)?.id ?? null;
	const settings = { seconds: null, ...draft.settings };
	await desk.send({ type: 'ballots.prepare', item, draft: { ...draft, settings } });
	return (await desk.latest()).state.ballots.votes.at(-1)!;
}

let ballots = 0;

/** A ballot from a phone without a screen, or of this seat from a desk's. */
export function castFrom(one: Quiet, vote: string, choice: string[], seat = one.seat) {
	const ballot = `ballot${String(++ballots).padStart(20, '0')}`;
	return one.send({ type: 'ballots.cast', vote, seat, ballot, choice });
}

/** Two taps on a phone; `by`: the words that confirm. */
export async function castOn(phone: Page, choice: string, by = '我'): Promise<void> {
	await phone.getByRole('radio', { name: choice, exact: true }).check();
	await phone.getByRole('button', { name: `确认：${by}投${choice}` }).click();
	await expect(phone.locator('.given')).toContainText(`投好了：${choice}`);
}

/** The vote that is over, on whatever screen; not on the small picture of the wall that the chair has. */
export function closedOn(page: Page): Locator {
	return page.getByRole('main').locator('[data-vote=closed]').first();
}

/** Each choice with its number, as this screen has them beside its bars: `18人`, or `8人 · 588.00㎡`. */
export async function barsSay(page: Page, said: Record<string, string>): Promise<void> {
	const lines = Object.entries(said).map(([option, number]) => `${option} ${number}`);
	await expect(closedOn(page).locator('.bars').getByRole('listitem')).toHaveText(lines, {
		useInnerText: true
	});
}
