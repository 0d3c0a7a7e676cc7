/**
 * Every kind of page in every step of a meeting, at six sizes, in three languages, with usual and with large letters, in
 * light and dark: what is wrong on them is found by measuring. `YITANG_SCREENS='closed|clerk'` looks only at places
 * whose step and name match; `YITANG_SHOTS=<folder>` keeps pictures.
 */
import AxeBuilder from '@axe-core/playwright';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { LANGUAGE_COOKIE, ELDER_COOKIE } from '#lib/i18n/preference.ts';
import { browserArgs, findBrowser } from '../../scripts/browser.mjs';
import { socketOf } from '../e2e/headless.ts';
import { Evening, STEPS } from '../screens/evening.ts';
import { foreignTo, LOCALES, say, typedIn, type Language } from '../screens/letters.ts';
import { measure, type Fault } from '../screens/measure.ts';
import { placesAt, type Addresses, type Place, type Who } from '../screens/places.ts';
import {
	CODE,
	firstOwner,
	personalLink,
	publicPaths,
	start,
	stop,
	type Running
} from '../story-server.ts';
import { grouped, type Prove } from './program.ts';

const SIZES = [
	[390, 844],
	[360, 740],
	[320, 640],
	[1024, 768],
	[1366, 768],
	[1920, 1080]
] as const;
/** `app.css`: a finger, and an old one. */
const TARGET = { usual: 44, elder: 60 };
const SEATS = {
	chair: '周雅琴',
	clerk: '孙晓彤',
	phone: '李建国',
	helper: '刘洋',
	observer: '吕文'
} as const;
const PASSWORD = '槐树 铜铃 渡口 棉被';

type Found = Map<string, { fault: string; in: Set<string> }>;

export const prove: Prove = async ({ size }) => {
	const only = new RegExp(process.env.YITANG_SCREENS ?? '', 'u');
	const dataDir = mkdtempSync(join(tmpdir(), 'yitang-screens-'));
	const server = await start(dataDir, 0);
	const browser = await chromium.launch({
		executablePath: (await findBrowser()) || undefined,
		args: browserArgs
	});
	const found: Found = new Map();
	let looked = 0;
	try {
		const house = await House.open(browser, server, dataDir);
		const names = STEPS.map(([name]) => name);
		for (const [step, act] of STEPS) {
			await act(house.evening);
			await house.after(step);
			const places = placesAt(step, names).filter(({ name }) => only.test(`${step}: ${name}`));
			for (const place of places) {
				const begun = performance.now();
				looked += await look(house, step, place, found, size === 'small').catch(
					(fault: unknown) => {
						note(found, `${step}: ${place.name}`, `broken: ${String(fault).split('\n')[0]}`, '');
						return 0;
					}
				);
				keep(found);
				console.log(`${step}: ${place.name} ${((performance.now() - begun) / 1000).toFixed(0)} s`);
			}
		}
		house.evening.close();
	} finally {
		await browser.close();
		await stop(server.process, 'SIGTERM');
		rmSync(dataDir, { recursive: true, force: true });
	}
	const lines = linesOf(found);
	for (const line of lines) console.error(line);
	return [
		{
			promise:
				'Every page at six sizes, in three languages, usual and large letters, light and dark: nothing is cut, covered, too small, too pale or in another language',
			figure: `${grouped(looked)} views, ${lines.length} faults`,
			held: lines.length === 0 && looked > 0
		}
	];
};

/** A line for each fault: where, what, and in which ways of the page. */
function linesOf(found: Found): string[] {
	return [...found].map(([key, { fault, in: ways }]) => {
		const [place] = key.split('\n');
		return `${place}\t${fault}\t${ways.size}: ${[...ways].slice(0, 4).join(', ')}`;
	});
}

/** `YITANG_SCREENS_REPORT` names a file in which they can be read while it goes on. */
function keep(found: Found): void {
	const report = process.env.YITANG_SCREENS_REPORT;
	if (report) writeFileSync(report, `${linesOf(found).join('\n')}\n`);
}

function note(found: Found, place: string, fault: string, variant: string): void {
	const key = `${place}\n${fault.replace(/[“”].*$/u, '')}`;
	const known = found.get(key) ?? { fault, in: new Set<string>() };
	known.in.add(variant);
	found.set(key, known);
}

/** Looks at one page in all its ways; how many. */
async function look(
	house: House,
	step: string,
	place: Place,
	found: Found,
	few: boolean
): Promise<number> {
	const context = house.contexts[place.who];
	const page = await context.newPage();
	page.setDefaultTimeout(20_000);
	const at = `${step}: ${place.name}`;
	let looked = 0;
	const errors: string[] = [];
	page.on('pageerror', (error) => errors.push(String(error)));
	try {
		for (const locale of few ? (['zh-Hans', 'en'] as const) : LOCALES)
			// The wall is a projector's: nobody holds it in the hand, and its letters are large.
			for (const elder of few || place.wall ? [0] : [0, 1]) {
				await open(house, page, place, locale, elder);
				const sizes = place.wall ? SIZES.slice(3) : few ? SIZES.slice(2, 4) : SIZES;
				for (const [width, height] of sizes) {
					await page.setViewportSize({ width, height });
					await settled(page);
					const target = elder ? TARGET.elder : TARGET.usual;
					const variant = `${width} ${locale}${elder ? ' elder' : ''}`;
					for (const fault of await page.evaluate(measure, {
						target,
						foreign: house.foreign[locale],
						typed: house.typed
					}))
						note(found, at, said(fault), variant);
					looked += 1;
					await shoot(page, at, variant);
				}
				if (!elder && !place.wall) await hugeText(page, at, locale, found);
				if (locale === 'zh-Hans')
					looked += await colours(page, at, elder, place.wall ?? false, found);
			}
	} finally {
		await page.close();
	}
	for (const error of errors) note(found, at, `script: ${error}`, '');
	return looked;
}

async function open(
	house: House,
	page: Page,
	place: Place,
	locale: Language,
	elder: number
): Promise<void> {
	await page.context().addCookies([
		{ name: LANGUAGE_COOKIE, value: locale, url: house.origin },
		{ name: ELDER_COOKIE, value: String(elder), url: house.origin }
	]);
	await page.setViewportSize(
		place.who === 'phone' || place.who === 'stranger'
			? { width: 390, height: 844 }
			: { width: 1366, height: 768 }
	);
	// The same address with the same fragment would not be loaded again.
	await page.goto('about:blank');
	await page.goto(house.origin + place.path(house.at));
	await page.waitForLoadState('load');
	await page.waitForSelector('html[data-scripts]', { timeout: 2000 }).catch(() => null);
	await page.evaluate(() => document.fonts.ready);
	// The projector's own buttons fade away by themselves.
	if (place.wall) await page.addStyleTag({ content: '.hint { display: none !important; }' });
	if (place.press) await place.press(page, (key) => say(locale, key));
}

const said = ({ kind, where }: Fault) => `${kind}: ${where}`;

/** What follows a new size has been laid out, and what moves has come to rest. */
async function settled(page: Page): Promise<void> {
	await page.evaluate(async () => {
		const frame = () => new Promise((done) => requestAnimationFrame(done));
		await frame();
		await frame();
		await frame();
		const moving = document.getAnimations().filter((one) => one instanceof CSSTransition);
		await Promise.allSettled(moving.map(({ finished }) => finished));
	});
}

/** 320 px with letters twice as large, as WeChat has them: nothing scrolls sideways. */
async function hugeText(page: Page, at: string, locale: string, found: Found): Promise<void> {
	await page.setViewportSize({ width: 320, height: 640 });
	const handle = await page.addStyleTag({ content: 'html { font-size: 200% !important; }' });
	await settled(page);
	const faults = await page.evaluate(measure, { target: 0, foreign: null, typed: [] });
	for (const fault of faults)
		if (fault.kind !== 'small') note(found, at, `200 %, ${said(fault)}`, locale);
	await shoot(page, at, `320 ${locale} huge`);
	await handle.evaluate((style) => (style as Element).remove());
}

/** Contrast by axe in light and dark, on a phone and on a desk. */
async function colours(
	page: Page,
	at: string,
	elder: number,
	wall: boolean,
	found: Found
): Promise<number> {
	let looked = 0;
	for (const scheme of ['light', 'dark'] as const)
		for (const [width, height] of wall ? [SIZES[4]] : [SIZES[0], SIZES[4]]) {
			await page.setViewportSize({ width, height });
			await page.emulateMedia({ colorScheme: scheme });
			await settled(page);
			// What is out of sight and not laid out would keep the colours of before.
			await page.addStyleTag({ content: '* { content-visibility: visible !important; }' });
			const { violations } = await new AxeBuilder({ page })
				.setLegacyMode()
				.options({ runOnly: ['color-contrast'], resultTypes: ['violations'] })
				.analyze();
			for (const { nodes } of violations)
				for (const node of nodes.slice(0, 6))
					note(
						found,
						at,
						`contrast: ${node.target.join(' ')} ${/ratio of [\d.]+/.exec(node.failureSummary ?? '')?.[0]}`,
						`${scheme} ${width}${elder ? ' elder' : ''}`
					);
			looked += 1;
			if (scheme === 'dark') await shoot(page, at, `${width} dark${elder ? ' elder' : ''}`);
		}
	await page.emulateMedia({ colorScheme: null });
	return looked;
}

async function shoot(page: Page, at: string, variant: string): Promise<void> {
	const folder = process.env.YITANG_SHOTS;
	if (!folder || (!/zh-Hans|dark/u.test(variant) && !/^(?:320|1024) en/u.test(variant))) return;
	mkdirSync(folder, { recursive: true });
	const name = `${at} ${variant}`.replace(/[^\w-]+/gu, '_');
	await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** The demo meeting's server, with a browser for each who, an organiser's account and a new meeting of theirs. */
export class House {
	readonly origin: string;
	readonly contexts: Record<Who, BrowserContext>;
	readonly evening: Evening;
	readonly at: Addresses;
	readonly foreign = Object.fromEntries(LOCALES.map((one) => [one, foreignTo(one)])) as Record<
		Language,
		string
	>;
	typed: string[] = [];
	readonly #dataDir: string;

	private constructor(
		origin: string,
		dataDir: string,
		contexts: Record<Who, BrowserContext>,
		at: Addresses
	) {
		this.origin = origin;
		this.#dataDir = dataDir;
		this.contexts = contexts;
		this.at = at;
		this.evening = new Evening((name) => origin + personalLink(dataDir, name));
	}

	static async open(browser: Browser, server: Running, dataDir: string): Promise<House> {
		const origin = `http://localhost:${server.port}`;
		const whos: Who[] = [
			'stranger',
			'organiser',
			'chair',
			'clerk',
			'phone',
			'helper',
			'observer',
			'guest',
			'hall'
		];
		const contexts = {} as Record<Who, BrowserContext>;
		for (const who of whos)
			contexts[who] = await browser.newContext({
				baseURL: origin,
				locale: 'zh-CN',
				reducedMotion: 'reduce'
			});
		const { record, hall } = publicPaths(dataDir, CODE);
		const key = record.slice('/r/'.length);
		const at: Addresses = {
			code: CODE,
			key,
			planned: '',
			community: '',
			check: '',
			vote: '',
			owner: '',
			seat: ''
		};
		const house = new House(origin, dataDir, contexts, at);
		await house.#organise(/http:\S+\/welcome#\S+/.exec(server.output())![0]);
		for (const [who, name] of Object.entries(SEATS)) await house.#sit(who as Who, name);
		const screen = await contexts.hall.newPage();
		await screen.goto(hall);
		await screen.close();
		return house;
	}

	async #sit(who: Who, name: string): Promise<void> {
		const page = await this.contexts[who].newPage();
		await page.goto(this.origin + personalLink(this.#dataDir, name));
		await page.waitForURL(/\/m\//);
		this.evening.use(name, await socketOf(page));
		await page.close();
	}

	/** An account, a community with people, and a meeting that nobody was told of. */
	async #organise(welcome: string): Promise<void> {
		const page = await this.contexts.organiser.newPage();
		await page.goto(welcome);
		await page.getByLabel(say('zh-Hans', 'organiser_name')).fill('林悦');
		await page.getByLabel(say('zh-Hans', 'organiser_login')).fill('linyue');
		await page.getByLabel(say('zh-Hans', 'organiser_password'), { exact: true }).fill(PASSWORD);
		await page.getByRole('button', { name: say('zh-Hans', 'organiser_make_account') }).click();
		await page.waitForURL(/\/meetings$/);
		await page.goto('/meetings/new');
		await page.getByLabel('会议名称').fill('停车位怎么分');
		await page.getByLabel('议题一句话').fill('小区的停车位怎么分才公平？');
		await page
			.getByLabel(/^应到名单/)
			.fill('姓名\t楼栋\t手机\n李梅\t3号楼\t有\n王志远\t5号楼\t有\n张玉英\t7号楼\t没手机');
		await page.getByRole('button', { name: '建好会议' }).click();
		await page.waitForURL(/\/meetings\/\d{6}$/);
		this.at.planned = /\d{6}$/.exec(page.url())![0];
		await page.goto('/communities');
		const links = page.locator('main a[href^="/communities/"]');
		if (await links.count())
			this.at.community = (await links.first().getAttribute('href'))!.split('/').at(-1)!;
		else this.at.community = page.url().split('/').at(-1)!;
		await page.goto(`/meetings/${CODE}/check`);
		this.at.check = new URL((await page.locator('.address').innerText()).trim()).pathname;
		await page.close();
	}

	/** What a step has made: addresses, a guest, what was typed. */
	async after(step: string): Promise<void> {
		this.typed = typedIn(this.#dataDir);
		if (step === 'signin') {
			const page = await this.contexts.guest.newPage();
			await page.goto(`/join?code=${this.at.key}`);
			await page.getByLabel('姓名或称呼').fill('李梅');
			await page.getByLabel('楼栋或单位').fill('3号楼');
			await page.getByRole('button', { name: '进入会议' }).click();
			await page.waitForURL(/\/m\//);
			await page.close();
		}
		if (step === 'vote-open') this.at.vote = (await this.evening.state()).ballots.votes.at(-1)!.id;
		if (step === 'notice') {
			const [line] = (await this.evening.state()).outcomes.lines;
			this.at.owner = firstOwner(this.#dataDir, line!);
		}
	}
}
