/** ⑥ and what is left of a meeting: scenario A's results at the clerk's desk, and the dossier without a line. */
import type { BrowserContext, Locator, Page } from '@playwright/test';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import scenarios from '../data/scenarios.json' with { type: 'json' };
import { expect } from '../fixtures.ts';
import { unzip } from '../live/files.ts';
import { CODE } from '../story-server.ts';
import { picture } from './picture.ts';

type Result = Record<'事项' | '类别' | '责任主体' | '措施' | '时限', string>;

/** Requirements §6.A, 结果分流. */
export const RESULTS = scenarios.scenarios[0]!.结果 as Result[];

/** By key, as they stand on the desk. */
const KEYS = ['即办件', '承诺件', '搁置件', '建议件'];

const lineAt = (clerk: Page, n: number) =>
	clerk.locator('#outcomes').getByRole('button', { name: new RegExp(`^${n}\\D`) });

/** Writes a line and presses for its class; the dialog that asks for what the class needs. */
export async function writeLine(
	clerk: Page,
	n: number,
	text: string,
	of: string
): Promise<Locator> {
	await clerk.keyboard.press('F10');
	await clerk.keyboard.type(text);
	await clerk.keyboard.press('Enter');
	const line = lineAt(clerk, n);
	await expect(line).toContainText(text);
	await line.focus();
	await clerk.keyboard.press(String(KEYS.indexOf(of) + 1));
	return clerk.getByRole('dialog', { name: `第${n}条结果` });
}

/** Writes the others of scenario A's results, below the first, after two rounds of talk; their days are next year. */
export async function writeScenario(clerk: Page): Promise<void> {
	for (const [at, { 事项, 类别, 责任主体, 措施, 时限 }] of RESULTS.entries()) {
		if (at === 0) continue;
		const dialog = await writeLine(clerk, at + 1, 事项, 类别);
		// 报甸柳新村街道党工委,跟踪人孙晓彤.
		const [, to, who] = /^报(.+),跟踪人(.+)$/.exec(责任主体) ?? [];
		if (to) await dialog.getByLabel('报给谁').fill(to);
		await dialog.getByLabel(/^谁来(?:办|跟踪|再提)$/).fill(who ?? 责任主体);
		await dialog.getByLabel(/^(?:怎么办|建议什么|怎么向居民说明)$/).fill(措施);
		const [, day] = /\d{4}-(\d\d-\d\d)/.exec(时限)!;
		await dialog.getByLabel(/^什么时候/).fill(`${new Date().getFullYear() + 1}-${day}`);
		await dialog.getByRole('button', { name: '保存' }).click();
		await expect(dialog).toBeHidden();
	}
}

/** Writes down under a line what an adviser without a phone says (S2.19), and shuts the dialog. */
export async function writeAdvice(
	clerk: Page,
	n: number,
	who: string,
	words: string
): Promise<void> {
	await lineAt(clerk, n).click();
	const dialog = clerk.getByRole('dialog', { name: `第${n}条结果` });
	await dialog.getByText('替人写专业意见').click();
	const whose = dialog.getByLabel('谁的意见');
	const option = whose.getByRole('option', { name: new RegExp(who) });
	await whose.selectOption((await option.getAttribute('value'))!);
	await dialog.getByLabel('意见，会公开').fill(words);
	await dialog.getByRole('button', { name: '提交' }).click();
	await expect(dialog.getByLabel('意见，会公开')).toHaveValue('');
	// What it did itself is no change by somebody else.
	await expect(dialog.getByText(/刚被别人改过/)).toBeHidden();
	await clerk.keyboard.press('Escape');
	await expect(dialog).toBeHidden();
}

/** 办结 of the first result, on the notice's page of the desk. */
export async function finishFirst(desk: Page, words: string): Promise<void> {
	const first = desk.getByRole('listitem').filter({ hasText: `1. ${RESULTS[0]!.事项}` });
	await first.getByText('办结', { exact: true }).click();
	await first.getByLabel('办好了什么（会公开）').fill(words);
	await first.getByRole('button', { name: '办结这一条' }).click();
	await expect(first.getByText('没办结，改回来')).toBeVisible();
}

/** From the notice's desk to what everybody reads, back to it, and to the desk that it belongs to. */
export async function findsItsWayBack(desk: Page): Promise<void> {
	await desk.getByRole('link', { name: '打开公示' }).click();
	await expect(desk).toHaveURL(/\/n\//);
	for (const place of [/\/notice$/, /\/clerk$/]) {
		await desk.getByRole('link', { name: '回到工作台' }).click();
		await expect(desk).toHaveURL(place);
	}
}

/** Downloads the dossier, unpacks it, and opens it in a browser that reaches nobody. */
export async function opensOffline(nowhere: BrowserContext, desk: Page): Promise<void> {
	const answer = await desk.context().request.get(`/m/${CODE}/export.dossier.zip`);
	const parts = unzip(await answer.body());
	const folder = mkdtempSync(join(tmpdir(), 'yitang-dossier-'));
	try {
		for (const [name, words] of Object.entries(parts)) {
			const file = join(folder, name);
			mkdirSync(dirname(file), { recursive: true });
			writeFileSync(file, words);
		}
		const page = await nowhere.newPage();
		await page.goto(pathToFileURL(join(folder, 'index.html')).href);
		for (const { 事项 } of RESULTS) await expect(page.getByText(事项).first()).toBeVisible();
		await picture(page, 'dossier');
		await page.getByRole('link', { name: '结果公示' }).first().click();
		await expect(page.getByRole('heading', { name: '结果公示' })).toBeVisible();
		await page.goBack();
		await page.locator('a[href="verify.html"]').first().click();
		await expect(page.locator('#told')).toHaveClass(/right/);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
