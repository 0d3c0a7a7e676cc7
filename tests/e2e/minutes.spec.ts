/** Those who write the minutes: at once, through an input method, offline, against facts, too late. */
import type { BrowserContextOptions, Page } from '@playwright/test';
import { join } from 'node:path';
import { CODE, expect, test as base } from '../fixtures.ts';
import { accessible } from './checks.ts';
import { PHONE } from './gestures.ts';
import { cuttable, type Line } from './line.ts';
import { saidAndCorrected } from './minutes-said.ts';
import { discuss, hands, keeper, lines, seqs, speak, text, write } from './minutes-steps.ts';
import { comesNext, takesCall, wearsSeal } from './next-steps.ts';
import { picture } from './picture.ts';

type Options = BrowserContextOptions & { line?: Line };

/** One phone holds a seat: whoever comes in a later story comes with the same one. */
const phones = new Map<string, BrowserContextOptions['storageState']>();
const test = base.extend<{ come(name: string, options?: Options): Promise<Page> }>({
	come: async ({ arrive }, use) => {
		await use(async (name, options) => {
			const page = await arrive(name, { ...options, storageState: phones.get(name) });
			phones.set(name, await page.context().storageState());
			return page;
		});
	}
});
test.use({ story: 'minutes' });
test.describe.configure({ mode: 'serial' });

/** The clerk whose line broke, until she comes back some stories later. */
let away: { line: Line; clerk: Page; since: number } | null = null;

const PAGE = `/m/${CODE}/minutes`;
const GIST = '一荤两素一汤，十五元以内。';
const PASSWORD = '槐树 铜铃 渡口 棉被';

test('[M7 M20 S1.47] the gist typed while somebody speaks is on phones at once, and in the record', async ({
	come,
	visit,
	yitang
}) => {
	const chair = await hands(await come('周雅琴'), yitang);
	await chair.send({ type: 'plan.open' });
	const li = await come('李建国', PHONE);
	await discuss(chair);
	await speak(chair, await hands(li, yitang));
	const clerk = await come('孙晓彤');
	await expect(text(clerk)).toBeVisible();
	await expect(
		text(clerk)
			.getByText(/李建国/)
			.first()
	).toBeVisible();
	await clerk.keyboard.press('F9');
	await clerk.keyboard.insertText(GIST);
	await clerk.keyboard.press('Alt+1');
	const last = li.getByRole('region', { name: '刚记下' });
	await expect(last.getByText(GIST)).toBeVisible();
	// Who spoke, how they stand, and the tag.
	for (const words of ['李建国', '赞成', '共识']) await expect(last.getByText(words)).toBeVisible();
	await expect(clerk.getByText('都存好了')).toBeVisible();
	await picture(clerk, 'clerk-minutes');
	await picture(li, 'phone-minutes');
	await accessible(clerk, 'the desk with its editor');
	const record = await visit(yitang.publicPaths().record, PHONE);
	await expect(record.getByText(GIST).first()).toBeVisible();
	await li.getByRole('tab', { name: '记录' }).click();
	await expect(li.getByText(GIST)).toBeVisible();
	await accessible(li, 'the record on a phone');

	await saidAndCorrected({ chair, phone: li, clerk, record }, GIST);
});

test('two write Chinese at once, one through an input method; both end with the same words', async ({
	come,
	yitang
}) => {
	const chair = await hands(await come('周雅琴'), yitang);
	const clerk = await come('孙晓彤');
	const second = await come('吕文');
	await write(clerk);
	await test.step('[M8] she may write when the chair allows it, and not before', async () => {
		await second.goto(PAGE);
		await expect(second.getByText(/^这一页给记录的人用/)).toBeVisible();
		const seat = (await hands(second, yitang)).seat;
		await chair.send({ type: 'minutes.allow', seat, allowed: true });
		await write(second);
	});
	await clerk.keyboard.press('F9');
	const cdp = await clerk.context().newCDPSession(clerk);
	const compose = (letters: string) =>
		cdp.send('Input.imeSetComposition', {
			text: letters,
			selectionStart: letters.length,
			selectionEnd: letters.length
		});
	await compose('wei');
	await expect(text(clerk).getByText(`${GIST}wei`)).toBeVisible();
	// Meanwhile the room says something beside this very line: neither the composition nor a caret minds.
	for (const page of [clerk, second]) await expect(text(page).getByText('等本人看')).toBeVisible();
	await second.keyboard.press('F9');
	await second.keyboard.press('Home');
	await second.keyboard.insertText('李建国说：');
	await expect(text(second).getByText(/李建国说：.*wei/)).toBeVisible();
	await compose('wei sheng');
	await second.getByRole('button', { name: '加一行' }).click();
	await second.keyboard.insertText('另一位补记：坡道要有扶手。');
	await cdp.send('Input.insertText', { text: '卫生要公示。' });
	await expect(text(clerk).getByText(/李建国说：/)).toBeVisible();
	await expect(clerk.getByText('另一位补记：坡道要有扶手。')).toBeVisible();
	await second.keyboard.insertText('门口也要有灯。');
	const whole = [
		'李建国说：一荤两素一汤，十五元以内。卫生要公示。',
		'另一位补记：坡道要有扶手。门口也要有灯。'
	];
	for (const page of [clerk, second]) await expect.poll(() => lines(page)).toEqual(whole);
	await expect(second.getByText('孙晓彤', { exact: true })).toBeAttached();

	await test.step('undo takes back one’s own words only', async () => {
		await clerk.keyboard.press('Control+z');
		await expect.poll(async () => (await lines(second))[0]).not.toContain('卫生要公示');
		expect((await lines(second))[0]).toContain('李建国说：');
		expect((await lines(second))[1]).toBe(whole[1]);
		await clerk.keyboard.press('Control+Shift+z');
		for (const page of [clerk, second]) await expect.poll(() => lines(page)).toEqual(whole);
	});
	await picture(clerk, 'minutes');
	await accessible(clerk, 'the page of the minutes');
});

test('[F18 F32] the clerk’s line breaks; what is typed now is kept, and others write on', async ({
	browser,
	come,
	yitang
}) => {
	const line = cuttable(/\/(live|documents)\//);
	// Stays open, and cut off, while the next stories run.
	const context = await browser.newContext({
		baseURL: yitang.origin,
		storageState: phones.get('孙晓彤')
	});
	await line.attach(context);
	const clerk = await context.newPage();
	const second = await come('吕文');
	await write(clerk);
	await write(second);
	await context.setOffline(true);
	await line.cut();
	away = { line, clerk, since: Date.now() };
	await expect(clerk.getByText(/没连上：0处改动/)).toBeVisible();
	await clerk.getByRole('button', { name: '加一行' }).click();
	await clerk.keyboard.insertText('断网时记的一句。');
	await expect(clerk.getByText(/没连上：[1-9]\d*处改动在这台电脑里/)).toBeVisible();
	await second.getByRole('button', { name: '加一行' }).click();
	await second.keyboard.insertText('这时别人记的一句。');
	await expect(second.getByText('都存好了')).toBeVisible();
	expect(await lines(clerk)).not.toContain('这时别人记的一句。');
});

test('[M4 F29] facts that are to be deleted stay; the record shows each once', async ({
	come,
	visit,
	yitang
}) => {
	const clerk = await come('吕文');
	await write(clerk);
	const facts = await seqs(clerk);
	expect(facts.length).toBeGreaterThan(2);
	await text(clerk).locator('.fact').nth(1).click();
	await clerk.keyboard.press('Delete');
	await expect(clerk.getByText(/^系统记下的事实删不掉/)).toBeAttached();
	expect(await seqs(clerk)).toEqual(facts);
	await clerk.keyboard.press('Control+a');
	await clerk.keyboard.press('Backspace');
	await clerk.keyboard.press('Control+x');
	await clerk.keyboard.press('Control+z');
	await clerk.keyboard.press('F9');
	await clerk.keyboard.press('Control+v');
	expect(await seqs(clerk)).toEqual(facts);
	await expect(clerk.getByText('都存好了')).toBeVisible();
	const record = await visit(yitang.publicPaths().record, { ...PHONE, javaScriptEnabled: false });
	const shown = await record
		.locator('[id^="f"]')
		.evaluateAll((all) => all.map(({ id }) => id).filter((id) => /^f\d+$/.test(id)));
	expect(shown.map((id) => Number(id.slice(1))).toSorted((a, b) => a - b)).toEqual(
		facts.toSorted((a, b) => a - b)
	);
});

test('[M9–M13 F24] draft, objections, seal; what comes too late is told and kept to be copied', async ({
	visit,
	yitang
}) => {
	const desk = await visit(yitang.firstOrganiser());
	await desk.getByLabel('您的姓名').fill('林悦');
	await desk.getByLabel('登录名').fill('linyue');
	await desk.getByLabel('密码', { exact: true }).fill(PASSWORD);
	await desk.getByRole('button', { name: '建好账号' }).click();
	await desk.getByRole('link', { name: '新建会议' }).click();
	await desk.getByLabel('会议名称').fill('停车位怎么分');
	await desk.getByLabel('议题一句话').fill('小区的停车位怎么分才公平？');
	await desk.getByRole('button', { name: '建好会议' }).click();
	await expect(desk).toHaveURL(/\/meetings\/\d{6}$/);
	const code = /\d{6}$/.exec(desk.url())![0];
	await desk
		.getByRole('listitem')
		.filter({ has: desk.getByText('主持人', { exact: true }) })
		.getByRole('button', { name: '在这里打开' })
		.click();
	await expect(desk).toHaveURL(/\/chair$/);
	const chair = await hands(desk, yitang, code);
	await chair.send({ type: 'plan.open' });
	await chair.send({ type: 'attendance.sign-in', seat: chair.seat, channel: 'hall' });
	await chair.send({ type: 'plan.close' });
	const { name } = chair.directory[chair.seat]!;
	const line = cuttable(/\/(live|documents)\//);
	const late = await visit('/signin', { line });
	await late.getByLabel('登录名').fill('linyue');
	await late.getByLabel('密码', { exact: true }).fill(PASSWORD);
	await late.getByRole('button', { name: '登录', exact: true }).click();
	await expect(late).toHaveURL(/\/meetings$/);
	await write(late, code);
	await late.getByRole('button', { name: '加一行' }).click();
	await late.keyboard.insertText('会上没有异议。');
	await expect(late.getByText('都存好了')).toBeVisible();
	await line.cut();
	await late.keyboard.insertText('迟到的一句。');
	await expect(late.getByText(/没连上：/)).toBeVisible();

	await test.step('[D11] [D13] one page says what comes next, for organiser and chair alike', () =>
		comesNext(desk, code));
	await desk.goto(`/meetings/${code}/minutes`);
	await desk.waitForSelector('html[data-scripts]');
	await expect(desk.getByText(/^会开完了，记录是草稿/)).toBeVisible();
	await accessible(desk, 'the organiser’s page, draft');
	// A story cannot wait for a minute, which is the least that the field offers.
	await desk
		.locator('form')
		.first()
		.evaluate((form: HTMLFormElement) => (form.noValidate = true));
	const soon = await desk.evaluate(() => {
		const at = new Date(Date.now() + 9000);
		return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
	});
	await desk.getByLabel('收到什么时候').fill(soon);
	await desk.getByRole('button', { name: '请大家提异议' }).click();
	await expect(desk.getByText(/^正在收异议/)).toBeVisible();
	await picture(desk, 'organiser-minutes');
	await test.step('[M10] [M11] by telephone: an objection with who took it down, to be answered', () =>
		takesCall(desk, name));
	await desk.getByText('封存记录').click();
	await desk.getByRole('button', { name: '再按一次，封存' }).click();
	await expect(desk.getByText(/^已于.*封存。$/)).toBeVisible();
	const hash = desk.getByText(/^[0-9a-f]{64}$/);
	const sealed = await hash.textContent();
	await accessible(desk, 'the organiser’s page, sealed');

	line.mend();
	await expect(late.getByText(/^这些字送到时记录已经换版或封存/)).toBeVisible();
	await expect(late.getByText('迟到的一句。', { exact: true })).toBeVisible();
	await late.reload();
	await expect(late.getByText('迟到的一句。', { exact: true })).toBeVisible();
	await desk.reload();
	await expect(hash).toHaveText(sealed!);
	const record = await visit(yitang.publicPaths(code).record, PHONE);
	await expect(record.getByText('会上没有异议。')).toBeVisible();
	await expect(record.getByText(/打电话对记录提出异议，组织者代录。/)).toBeVisible();
	await expect(record.getByText('迟到的一句。')).toHaveCount(0);
	await test.step('[D12] [D13] it wears its seal, and procedure opens by a press', async () => {
		await wearsSeal(record, sealed!);
		await desk.goto(`/m/${code}/next`);
		await expect(desk.getByText('做完了')).toHaveCount(5);
	});
});

test('[F18 F32] offline for more than 30 s, closed, opened again: all words come together', async ({
	come,
	yitang
}) => {
	const { line, clerk, since } = away!;
	const second = await come('吕文');
	await write(second);
	await second.getByRole('button', { name: '加一行' }).click();
	await second.keyboard.insertText('很久以后别人又记的一句。');
	await expect(second.getByText('都存好了')).toBeVisible();
	await expect.poll(() => Date.now() - since, { timeout: 40_000 }).toBeGreaterThan(30_000);
	await clerk.bringToFront();
	await expect(clerk.getByText(/没连上：[1-9]\d*处改动在这台电脑里/)).toBeVisible();
	await clerk.keyboard.insertText('断网很久再补半句。');
	await expect.poll(() => lines(clerk)).toContain('断网时记的一句。断网很久再补半句。');
	await clerk.close();
	line.mend();
	await clerk.context().setOffline(false);
	const back = await clerk.context().newPage();
	await write(back);
	const all = [
		'断网时记的一句。断网很久再补半句。',
		'这时别人记的一句。',
		'很久以后别人又记的一句。'
	];
	for (const page of [back, second])
		await expect.poll(() => lines(page)).toEqual(expect.arrayContaining(all));
	await expect(back.getByText('都存好了')).toBeVisible();
	expect(await lines(back)).toEqual(await lines(second));

	await test.step('[M15 F41] a backup is restored: both are told, what was written since is kept', async () => {
		const copy = join(yitang.dataDir, 'copy.db');
		await keeper('backup', yitang, copy);
		await second.getByRole('button', { name: '加一行' }).click();
		await second.keyboard.insertText('备份以后记的一句。');
		await expect(second.getByText('都存好了')).toBeVisible();
		await expect.poll(() => lines(back)).toContain('备份以后记的一句。');
		await keeper('restore', yitang, copy);
		const told = /^系统恢复过一份备份，记录回到了备份时的样子/;
		for (const page of [back, second]) {
			await expect(page.getByText(told)).toBeVisible();
			await expect.poll(() => lines(page)).toEqual(expect.arrayContaining(all));
			expect(await lines(page)).not.toContain('备份以后记的一句。');
		}
		await expect(back.getByText(/^您在那之后没有写过字/)).toBeVisible();
		await expect(second.getByText('备份以后记的一句。', { exact: true })).toBeVisible();
		await picture(second, 'minutes-restored');
		await second.reload();
		await expect(second.getByText('备份以后记的一句。', { exact: true })).toBeVisible();
		await second.getByRole('button', { name: '看过了' }).click();
		await expect(second.getByText(told)).toBeHidden();
		await expect(second.getByText('都存好了')).toBeVisible();
	});
	await back.context().close();
});

test('[M14 D8] the replay shows the lines of each moment; words changed since say so', async ({
	visit,
	yitang
}) => {
	const journal = (await (
		await fetch(`${yitang.origin}${yitang.publicPaths().record}/events.json`)
	).json()) as {
		events: { seq: number; type: string }[];
	};
	const first = journal.events.find(({ type }) => type === 'minutes.noted')!.seq;
	const page = await visit(`${yitang.publicPaths().record}/replay#seq=${first}`, {
		viewport: { width: 1280, height: 800 }
	});
	const last = page.getByRole('region', { name: '刚记下' });
	await expect(last.getByText('后来改成这样')).toBeVisible();
	await expect(last.getByText('李建国', { exact: true })).toBeVisible();
	await expect(last.getByText('断网时记的一句。断网很久再补半句。')).toBeHidden();
	await picture(page, 'replay-minutes');
	await page.getByRole('slider', { name: '会议的时间' }).press('End');
	await expect(last.getByText('断网时记的一句。断网很久再补半句。')).toBeVisible();
	await expect(last.getByText('后来改成这样')).toBeHidden();
});

/** A browser whose owner forbids every store: reading the very names throws. */
const forbidding: Line = {
	async attach(context) {
		await context.addInitScript(() => {
			const names = ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'BroadcastChannel'];
			for (const name of names)
				Object.defineProperty(window, name, {
					get() {
						throw new DOMException('forbidden', 'SecurityError');
					}
				});
		});
	},
	cut: async () => {},
	hush: () => {},
	mend: () => {}
};

test('a browser that keeps nothing writes all the same and says so; tables, 李 and used links', async ({
	come,
	visit,
	yitang
}) => {
	const page = await come('吕文', { line: forbidding });
	await write(page);
	await expect(page.getByText(/^这个浏览器不让网页存东西/)).toBeVisible();

	await test.step('what is pasted keeps its rows, cells and lines', async () => {
		await page.getByRole('button', { name: '加一行' }).click();
		await text(page).evaluate((editor) => {
			const clipboardData = new DataTransfer();
			const cell = (words: string) => `<td><p>${words}</p></td>`;
			clipboardData.setData(
				'text/html',
				`<table><tr>${cell('甲')}${cell('乙')}</tr><tr>${cell('丙')}${cell('丁')}</tr></table>一<br>二`
			);
			const event = { clipboardData, bubbles: true, cancelable: true };
			editor.dispatchEvent(new ClipboardEvent('paste', event));
		});
		for (const line of ['甲 | 乙', '丙 | 丁', '一', '二'])
			await expect(text(page).getByText(line, { exact: true })).toBeVisible();
		await expect(page.getByText('都存好了')).toBeVisible();
	});

	await test.step('Safari’s Enter at the end of a composition takes nobody, the next one does', async () => {
		await page.keyboard.insertText('@李');
		const list = page.getByRole('listbox');
		await expect(list).toBeVisible();
		const enter = { key: 'Enter', keyCode: 229, bubbles: true, cancelable: true };
		const left = await text(page).evaluate(
			(editor, init) => editor.dispatchEvent(new KeyboardEvent('keydown', init)),
			enter
		);
		expect(left, 'nobody took the key').toBe(true);
		await expect(list).toBeVisible();
		await page.keyboard.press('Enter');
		await expect(list).toBeHidden();
	});
	await picture(page, 'minutes-kept-nowhere');
	expect(await page.pageErrors()).toEqual([]);

	await test.step('back to the used link: to the seat; without one a sentence and ways on', async () => {
		await page.goto(yitang.linkOf('吕文'));
		await page.waitForURL(/\/m\//);
		await page.goBack();
		await page.waitForURL(/\/m\//);
		const stranger = await visit(`/s/${CODE}`, PHONE);
		await expect(stranger.getByText(/^这条入座链接已经用过了/)).toBeVisible();
		await expect(stranger.getByRole('link', { name: '用会议码进入' })).toBeVisible();
		await picture(stranger, 'phone-used-link');
		await accessible(stranger, 'a used link');
	});
});
