/** The organiser's way: an account by the one-time link, a meeting with a roll, a guest bound to it. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { pressFor } from './card-steps.ts';
import { accessible } from './checks.ts';
import { AGAIN, PHONE, pressTwice } from './gestures.ts';
import { makeAccount, PASSWORD } from './organiser-steps.ts';
import { picture } from './picture.ts';

test.use({ story: 'organiser' });
test.describe.configure({ mode: 'serial' });

const LOGIN = 'linyue';
const ROLL = [
	'姓名\t身份\t角色\t楼栋\t方式\t手机\t干部',
	'李梅\t居民代表\t参会人\t3号楼\t现场\t有\t否',
	'王志远\t居民代表\t参会人\t5号楼\t线上\t有\t否',
	'张玉英\t独居老人代表\t参会人\t7号楼\t现场\t无\t否',
	'何建军\t驻区单位代表\t参会人\t驻区小学\t现场\t有\t是',
	'陈晓\t社区工作者\t记录员\t第一社区\t现场\t有\t是',
	'秦律师\t社区法律顾问\t顾问\t律师\t线上\t有\t否'
].join('\n');

test('the first organiser: the link works once, and the second time a sentence says what to do', async ({
	visit,
	yitang
}) => {
	const link = yitang.firstOrganiser();
	// Before scripts have read the key nothing can be sent without it.
	const bare = await (await fetch(link)).text();
	expect(/<button[^>]*type="submit"[^>]*>/.exec(bare)?.[0]).toContain('disabled');
	const first = await visit(link);
	await expect(first, 'the key leaves the address').toHaveURL(/\/welcome$/);
	await makeAccount(first, '林悦', LOGIN);
	await expect(first).toHaveURL(/\/meetings$/);
	await expect(first.getByRole('heading', { name: '我组织的会议' })).toBeVisible();

	const second = await visit(link);
	await makeAccount(second, '赵某', 'somebody');
	await expect(second.getByText(/^这条链接已经用过/)).toBeVisible();
	await second.goto('/meetings');
	await expect(second).toHaveURL(/\/signin/);
});

test('a meeting from its plan to a guest with a seat number', async ({ visit, yitang }) => {
	const desk = await signIn(visit);

	const code =
		await test.step('a plan with a pasted roll, and the roll is read at once', async () => {
			await desk.getByRole('link', { name: '新建会议' }).click();
			const reader = Promise.withResolvers<void>();
			await desk.route('**/workbook.worker*', async (route) => {
				await reader.promise;
				await route.continue();
			});
			await desk.getByLabel('选文件').setInputFiles('tests/data/sheets/workbook.xlsx');
			await expect(desk.getByText('正在读这个文件')).toBeVisible();
			reader.resolve();
			await expect(desk.getByText('2人，2人有表决权')).toBeVisible();
			await expect(desk.getByText('正在读这个文件')).toBeHidden();
			await desk.getByLabel(/^应到名单/).fill(ROLL);
			await expect(desk.getByText('6人，4人有表决权')).toBeVisible();
			await desk.getByLabel('会议名称').fill('停车位怎么分');
			await desk.getByLabel('议题一句话').fill('小区的停车位怎么分才公平？');
			await desk.getByRole('button', { name: '建好会议' }).click();
			await expect(desk).toHaveURL(/\/meetings\/\d{6}$/);
			await expect(desk.getByRole('heading', { name: '停车位怎么分' })).toBeVisible();
			await expect(desk.getByText('应到4').first()).toBeVisible();
			return /\d{6}$/.exec(desk.url())![0];
		});

	await test.step('the cards: a number and a code for each line of the roll', async () => {
		await desk.getByRole('link', { name: '座位卡' }).click();
		const card = desk.getByRole('article', { name: '李梅' });
		await expect(card.getByText('1', { exact: true })).toBeVisible();
		await expect(card.getByRole('img', { name: '扫码以李梅入座' })).toBeVisible();
		// Six lines and the organiser, who chairs.
		await expect(desk.getByRole('article')).toHaveCount(7);
		await desk.getByRole('link', { name: '概况' }).click();
	});

	await test.step('the day before: the hall check counts and times each phone that scans, once', async () => {
		const check = await desk.context().newPage();
		await check.goto(`/meetings/${code}/check`);
		await expect(check.getByText('还没有手机扫过。')).toBeVisible();
		const { pathname } = new URL(await check.locator('.address').innerText());
		const phone = await visit(pathname, PHONE);
		await expect(phone.getByText('这部手机能用')).toBeVisible();
		await accessible(phone, 'phone, hall check');
		await phone.reload();
		await expect(phone.getByText(/第1部\s*·\s*打开\d+毫秒，来回\d+毫秒/)).toBeVisible();
		await expect(check.getByText('试过1部')).toBeVisible();
		await expect(check.getByText('够快。')).toBeVisible();
		await expect(check.getByText(/还不行，就在浏览器里输入/)).toBeVisible();
		await accessible(check, 'hall check');
		await picture(check, 'hall-check');
		await check.getByRole('button', { name: '从头数' }).click();
		await expect(check.getByText('试过0部')).toBeVisible();
		expect((await check.request.get('/check/madeupkey', AGAIN)).status()).toBe(404);
		await check.close();
	});

	await test.step('only the staff see it until it is announced; then the invitation is there', async () => {
		const early = await visit(yitang.publicPaths(code).join, PHONE);
		await expect(early.getByText(/现在没有会议用这个号码签到/)).toBeVisible();
		expect((await early.goto(yitang.publicPaths(code).record))!.status()).toBe(404);
		await expect(desk.getByText('还没公布')).toBeVisible();
		await expect(desk.getByRole('button', { name: '复制群消息' })).toHaveCount(0);
		await desk.getByRole('button', { name: '对外公布，得到邀请' }).click();
		await expect(desk.getByText(/^已公布 \d+月\d+日/)).toBeVisible();
		await expect(desk.getByRole('button', { name: '复制群消息' })).toBeVisible();
		expect((await early.goto(yitang.publicPaths(code).record))!.status()).toBe(200);
	});

	await test.step('before it is open, the code says so and seats nobody', async () => {
		const early = await visit(yitang.publicPaths(code).join, PHONE);
		await expect(early.getByText('会还没开。')).toBeVisible();
		await expect(early.getByRole('button', { name: '进入会议' })).toHaveCount(0);
	});

	const chair = await test.step('the chair sits down here and opens the meeting', async () => {
		await openHere(desk, '主持人');
		await expect(desk).toHaveURL(new RegExp(`/m/${code}/chair$`));
		await pressTwice(desk, /^开会/);
		await expect(desk.getByRole('main')).toHaveAttribute('data-stage', 'signin');
		return desk;
	});

	const guest = await test.step('a guest comes by the code', async () => {
		const phone = await visit('/', PHONE);
		await phone.getByLabel('六位会议码').fill(`${code.slice(0, 3)} ${code.slice(3)}`);
		await phone.getByRole('button', { name: '进入', exact: true }).click();
		await phone.getByLabel('姓名或称呼').fill('李梅');
		await phone.getByLabel('楼栋或单位').fill('3号楼');
		await phone.getByRole('button', { name: '进入会议' }).click();
		await expect(phone).toHaveURL(new RegExp(`/m/${code}\\?seat=`));
		await expect(phone.getByText('等工作人员对上名单')).toBeVisible();
		return phone;
	});

	await test.step('the clerk binds her to the roll, and her phone shows the seat number by itself', async () => {
		const clerk = await chair.context().newPage();
		await clerk.goto(`/meetings/${code}`);
		await openHere(clerk, '记录员');
		await expect(clerk).toHaveURL(new RegExp(`/m/${code}/clerk$`));
		// A press on a page whose scripts are still on their way does nothing yet.
		await clerk.waitForSelector('html[data-scripts]');
		await clerk.getByRole('button', { name: /^对上.*李梅/ }).click();
		await expect(guest.getByText('1号 · 有一票')).toBeVisible();
		await expect(guest.getByText('等工作人员对上名单')).toHaveCount(0);
		await guest.getByRole('button', { name: '签到', exact: true }).click();
		await expect(clerk.getByText('应到4 实到1').first()).toBeVisible();
	});

	await test.step('signing out everywhere ends the other device too, and no seat', async () => {
		const elsewhere = await signIn(visit);
		await elsewhere.goto('/account');
		await elsewhere.getByRole('button', { name: '在所有设备上退出' }).click();
		await expect(elsewhere).not.toHaveURL(/\/account/);
		const old = await chair.context().newPage();
		await old.goto(`/meetings/${code}`);
		await expect(old).toHaveURL(/\/signin/);
		await chair.reload();
		await expect(chair.getByText('应到4 实到1').first()).toBeVisible();
	});
});

test('a lone worker: a community, a messy sheet in its roll, a meeting from it, rehearsed, wiped, and held without a clerk', async ({
	visit,
	yitang
}) => {
	const desk = await signIn(visit);

	await test.step('a community, and whoever is on the sheet is on its roll', async () => {
		await desk.getByRole('link', { name: '社区', exact: true }).click();
		await desk.getByLabel('社区名称').fill('甸柳新村第一社区');
		await desk.getByRole('button', { name: '建好社区' }).click();
		await expect(desk.getByText('名册还是空的')).toBeVisible();
		const sheet = readFileSync('tests/data/sheets/street-form.tsv', 'utf8');
		await desk.getByRole('textbox', { name: /往名册里加人/ }).fill(sheet);
		await expect(desk.getByText('3人，3人有表决权')).toBeVisible();
		await desk.getByRole('button', { name: '加进名册' }).click();
		await expect(desk.getByText('名册加了3人。')).toBeVisible();
		await expect(desk.getByRole('rowheader', { name: '何秀敏' })).toBeVisible();
	});

	await test.step('[W2] another organiser joins by a link, with the account that they have', async () => {
		const there = desk.url();
		const handedOut = async () => {
			await desk.getByText('邀请一位组织者', { exact: true }).first().click();
			await desk.getByRole('button', { name: '做一条邀请链接' }).click();
			const link = await desk.getByText(/\/welcome#/).innerText();
			// Whoever opens it is signed in at the host by which these pages are asked for.
			const { origin } = new URL(there);
			return origin + new URL(link).pathname + new URL(link).hash;
		};
		await desk.goto('/account');
		const other = await visit(await handedOut());
		await makeAccount(other, '何颖', 'heying');
		await expect(other).toHaveURL(/\/meetings$/);
		expect((await other.goto(there))!.status(), 'nobody let her in yet').toBe(404);
		await desk.goto(there);
		await other.goto(await handedOut());
		await other.getByRole('button', { name: '用“heying”加入' }).click();
		await expect(other).toHaveURL(there);
		await expect(other.getByRole('rowheader', { name: '何秀敏' })).toBeVisible();
		await other.close();
	});

	const code =
		await test.step('a meeting of two of the three, and one who is not on the roll', async () => {
			await desk.getByRole('link', { name: '用名册办会' }).click();
			await expect(desk.getByText('选了3人，共3人')).toBeVisible();
			await desk.getByLabel('马素英').uncheck();
			await expect(desk.getByText('选了2人，共3人')).toBeVisible();
			await desk.getByRole('textbox', { name: /名册以外的人/ }).fill('周大爷 4号楼');
			await desk.getByLabel('会议名称').fill('楼道堆物');
			await desk.locator('select[name="template"]').selectOption('three-stage');
			await desk.getByLabel('议题一句话').fill('楼道里的东西怎么清？');
			await desk.getByRole('button', { name: '建好会议' }).click();
			await expect(desk.getByText('应到3').first()).toBeVisible();
			return /\d{6}$/.exec(desk.url())![0];
		});

	await test.step('what was added here is saved back to the roll by one press', async () => {
		await desk.goto(`/meetings/${code}/roll`);
		await expect(desk.getByText('多1人，0人写得不一样')).toBeVisible();
		await desk.getByRole('button', { name: '存回社区名册' }).click();
		await expect(desk.getByText('社区名册存好了：加1人，改0人。')).toBeVisible();
		await desk.getByRole('link', { name: '甸柳新村第一社区' }).click();
		await expect(desk.getByRole('rowheader', { name: '周大爷' })).toBeVisible();
	});

	const rehearsal =
		await test.step('rehearsed: every screen says so, and invented residents come by themselves', async () => {
			await desk.goto(`/meetings/${code}`);
			await desk.getByRole('button', { name: '开始演练' }).click();
			await expect(desk.getByRole('heading', { name: '演练：楼道堆物' })).toBeVisible();
			await expect(desk.getByTestId('rehearsal')).toHaveText('演练');
			await expect(desk.getByRole('button', { name: '复制群消息' })).toHaveCount(0);
			const other = /\d{6}$/.exec(desk.url())![0];
			expect(other).not.toBe(code);
			const paths = yitang.publicPaths(other);
			const [hall, record] = [await visit(paths.hall), await visit(paths.record, PHONE)];
			for (const screen of [hall, record])
				await expect(screen.getByTestId('rehearsal')).toBeVisible();
			// Nine of twelve are in the hall or at home with a phone; two have none.
			await expect(desk.getByText(/实到(?:[3-9]|1\d)/).first()).toBeVisible();
			expect(await hall.pageErrors()).toEqual([]);
			return other;
		});

	await test.step('wiped by one press: it is not there any more, and the meeting itself is as it was', async () => {
		await desk.getByText('擦掉这场演练', { exact: true }).click();
		await desk.getByRole('button', { name: /擦掉这场演练/ }).click();
		await expect(desk).toHaveURL(/\/meetings$/);
		expect((await desk.goto(`/meetings/${rehearsal}`))!.status()).toBe(404);
		await desk.goto(`/meetings/${code}`);
		await expect(desk.getByTestId('rehearsal')).toHaveCount(0);
		await expect(desk.getByText('应到3').first()).toBeVisible();
	});

	const hall =
		await test.step('[P14] the big screen is a tab of this computer, and opens sign-in', async () => {
			await desk.goto(`/meetings/${code}`);
			await desk.getByRole('button', { name: '对外公布，得到邀请' }).click();
			const screen = desk
				.getByRole('listitem')
				.filter({ has: desk.getByText('大屏', { exact: true }) });
			const opening = desk.context().waitForEvent('page');
			await screen.getByRole('link', { name: '在这里打开' }).click();
			const opened = await opening;
			await openHere(desk, '主持人');
			await expect(desk.getByRole('img', { name: '扫码签到' })).toBeVisible();
			await expect(opened.getByText('扫码签到', { exact: true })).toBeVisible();
			return opened;
		});

	const phone =
		await test.step('[S29] who scans it taps their name, and the chair lets them in', async () => {
			const { key } = (await hall.evaluate(
				`fetch(location.pathname + '/key').then((a) => a.json())`
			)) as { key: string };
			const came = await visit(`${yitang.publicPaths(code).join}&in=${key}`, PHONE);
			await came.getByRole('button', { name: '赵先生' }).click();
			await expect(came.getByText('已请工作人员确认，请稍等。').first()).toBeVisible();
			await desk.getByRole('button', { name: /^准：1号 赵德厚/ }).click();
			await came.getByRole('button', { name: '签到', exact: true }).click();
			await expect(hall.getByText('赵德厚')).toBeVisible();
			return came;
		});

	await test.step('[A15] [S17] a guest by the code is matched with the list by the chair', async () => {
		const guest = await visit(yitang.publicPaths(code).join, PHONE);
		await guest.getByLabel('姓名或称呼').fill('周大爷');
		await guest.getByLabel('楼栋或单位').fill('4号楼');
		await guest.getByRole('button', { name: '进入会议' }).click();
		await desk.getByRole('button', { name: /^对上.*周大爷/ }).click();
		await expect(guest.getByText('3号 · 有一票')).toBeVisible();
		await expect(desk.getByRole('region', { name: '门口' })).toHaveCount(0);
		await guest.getByRole('button', { name: '签到', exact: true }).click();
	});

	await test.step('[A15] who has no phone is signed in by number, and all three are there', async () => {
		await desk.keyboard.press('F2');
		await expect(desk.getByRole('textbox', { name: /^座位号/ })).toBeFocused();
		await desk.keyboard.type('2');
		await desk.keyboard.press('Enter');
		await desk
			.getByRole('group', { name: /^替2号/ })
			.getByRole('button', { name: '签到（现场）' })
			.click();
		await expect(desk.getByRole('main').getByText('应到3 实到3')).toHaveCount(1);
		await desk.getByRole('button', { name: '关闭' }).click();
	});

	await test.step('three stages: a hand by phone, a turn, and the end', async () => {
		await pressTwice(desk, /^开会/);
		await pressTwice(desk, /^下一环节：讨论/);
		await phone.getByRole('button', { name: /^举手/ }).click();
		// A thumb that trembles chooses nothing in the moment in which the sheet opens.
		await pressFor(
			phone.getByRole('button', { name: '赞成' }),
			desk.getByRole('button', { name: /^请下一位：赵德厚/ })
		);
		await pressFor(
			desk.getByRole('button', { name: /^请下一位：赵德厚/ }),
			desk.getByRole('button', { name: /^开始：赵德厚/ })
		);
		const over = desk.getByRole('button', { name: /^说完了：赵德厚/ });
		await pressFor(desk.getByRole('button', { name: /^开始：赵德厚/ }), over);
		await pressFor(over, desk.getByText('现在没有人发言'));
		await pressTwice(desk, /^下一环节：结果/);
		await pressTwice(desk, /^散会/);
		await expect(phone.getByText('会开完了').first()).toBeVisible();
		await expect(hall.getByText('谢谢大家')).toBeVisible();
		expect(await desk.pageErrors()).toEqual([]);
	});
});

test('an urgent matter: three taps on a phone, and the chair sits before an open meeting', async ({
	visit
}) => {
	const phone = await signIn(visit, { ...PHONE, hasTouch: true, isMobile: true });
	await phone.getByRole('link', { name: '马上议' }).tap();
	await phone.getByLabel('商量什么事？').fill('今晚水管抢修，停水几小时合适？');
	await phone.getByLabel('为什么急').fill('主管道裂了，再等会淹地下室。');
	await phone.getByRole('button', { name: '马上开' }).tap();
	await expect(phone.getByRole('img', { name: /^扫码进入会议，会议码 \d{6}$/ })).toBeVisible();
	await phone.getByRole('button', { name: '去主持' }).tap();
	await expect(phone).toHaveURL(/\/m\/\d{6}\/chair$/);
	await expect(phone.getByRole('main')).toHaveAttribute('data-stage', /./);

	const code = /\d{6}/.exec(phone.url())![0];
	const guest = await visit(`/join?code=${code}`, PHONE);
	await guest.getByLabel('姓名或称呼').fill('张大妈');
	await guest.getByLabel('楼栋或单位').fill('3号楼');
	await guest.getByRole('button', { name: '进入会议' }).click();
	await expect(guest).toHaveURL(/\/m\/\d{6}\?seat=/);
	// A press on a page whose scripts are still on their way does nothing yet.
	await guest.waitForSelector('html[data-scripts]');
	await guest.getByRole('button', { name: '签到', exact: true }).click();
	await expect(phone.getByText('现在到了1人。')).toBeVisible();
	await expect(phone.getByText(/应到|开会人数|记录员/)).toHaveCount(0);
	await expect(guest.getByText(/记录员/)).toHaveCount(0);

	// [A15] A neighbour without a phone, and no clerk: the chair's own page signs her in.
	await phone.getByRole('button', { name: '替人签到、举手' }).click();
	await phone.getByRole('button', { name: '临时来的人' }).click();
	await phone.getByRole('dialog').getByLabel('姓名').fill('刘奶奶');
	await phone.getByRole('button', { name: '加进名单并签到' }).click();
	await expect(phone.getByText('现在到了2人。')).toBeVisible();
	await phone.getByRole('button', { name: '关闭' }).click();
	await expect(phone.getByRole('textbox', { name: /^座位号/ })).toHaveCount(0);

	// Whoever has looked below reads the next stage from its top.
	await phone.evaluate(() => scrollTo(0, document.body.scrollHeight));
	await pressTwice(phone, /^下一环节：马上议/);
	await expect(phone.getByText('下面是第二个环节：马上议。')).toBeInViewport();
	await phone.keyboard.press('F2');
	await expect(phone.getByRole('textbox', { name: /^座位号/ })).toBeFocused();
	await phone.keyboard.type('2');
	await phone.keyboard.press('Enter');
	await phone
		.getByRole('group', { name: '替2号 刘奶奶' })
		.getByRole('button', { name: '发言' })
		.click();
	await expect(phone.getByText(/2号 刘奶奶 · 举手 .* · 代录/).first()).toBeVisible();
	await phone.getByRole('button', { name: '关闭' }).click();
	await pressFor(
		phone.getByRole('button', { name: /^请下一位：刘奶奶/ }),
		phone.getByRole('button', { name: /^开始：刘奶奶/ })
	);
	expect(await phone.pageErrors()).toEqual([]);
});

type Visit = (path: string, options?: object) => Promise<Page>;

/** The organiser in a browser of its own. */
async function signIn(visit: Visit, options = {}): Promise<Page> {
	const page = await visit('/signin', options);
	await page.getByLabel('登录名').fill(LOGIN);
	await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
	await page.getByRole('button', { name: '登录', exact: true }).click();
	await expect(page).toHaveURL(/\/meetings$/);
	return page;
}

/** Takes the seat of this role in this browser. */
async function openHere(desk: Page, role: string): Promise<void> {
	await desk
		.getByRole('listitem')
		.filter({ has: desk.getByText(role, { exact: true }) })
		.getByRole('button', { name: '在这里打开' })
		.click();
}
