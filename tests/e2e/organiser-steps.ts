/** What an organiser does, for the stories that begin with a meeting of their own. */
import type { Page } from '@playwright/test';
import { expect, type Yitang } from '../fixtures.ts';
import type { Quiet } from './headless.ts';

export const PASSWORD = '槐树 铜铃 渡口 棉被';

/** Fills in the form of a new account. */
export async function makeAccount(page: Page, name: string, login: string): Promise<void> {
	await page.getByLabel('您的姓名').fill(name);
	await page.getByLabel('登录名').fill(login);
	await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
	await page.getByRole('button', { name: '建好账号' }).click();
}

/** A meeting planned by the first organiser, by its template's name, with a pasted list; its code. */
export async function plan(
	visit: (path: string) => Promise<Page>,
	yitang: Pick<Yitang, 'firstOrganiser'>,
	{ template, title, matter, roll }: Record<'template' | 'title' | 'matter' | 'roll', string>
): Promise<string> {
	const desk = await visit(yitang.firstOrganiser());
	await makeAccount(desk, '林悦', 'linyue');
	await expect(desk).toHaveURL(/\/meetings$/);
	await desk.goto('/meetings/new');
	await desk.waitForSelector('html[data-scripts]');
	await desk.getByLabel(/^应到名单/).fill(roll);
	await desk.getByLabel('会议名称').fill(title);
	await desk.getByLabel('议题一句话').fill(matter);
	await desk.getByLabel('会议流程').selectOption({ label: template });
	await desk.getByRole('button', { name: '建好会议' }).click();
	await expect(desk).toHaveURL(/\/meetings\/\d{6}$/);
	const code = /\d{6}$/.exec(desk.url())![0];
	await desk.close();
	return code;
}

/** The chair goes on to the stage with this title, whatever lies between. */
export async function goTo(chair: Quiet, title: string): Promise<void> {
	const { stages, stageId } = (await chair.latest()).state.runsheet;
	const to = stages.find((stage) => stage.title['zh-Hans'] === title)!.id;
	await chair.send({ type: 'runsheet.go', from: stageId!, to, force: true });
}
