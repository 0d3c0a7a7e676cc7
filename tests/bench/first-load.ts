/**
 * How soon a phone answers, in a real browser: cold, its processor slowed to a quarter, 1.6 Mbit/s, 300 ms away, over
 * plain http, where browsers take gzip and no brotli. `node scripts/first-load.mjs --browser [times] [seats]`.
 *
 * A tap is tried from the first moment at which the button can be seen, and again ten times a second, as people do.
 */
import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { browserArgs, findBrowser } from '../../scripts/browser.mjs';
import { startBuilt } from '../live/built.ts';
import { prepare, type Prepared } from './prepare.ts';

const SLOWED = 4;
const LINE = { latency: 300, downloadThroughput: 200_000, uploadThroughput: 200_000 };
/** No name of this machine, and none with https: what a hall's phones see. */
const HOST = 'hall.test';
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const WALL = { viewport: { width: 1920, height: 1080 } };
/** After that it is said that nothing came. */
const LONGEST_MS = 30_000;

interface Visit {
	name: string;
	path: string;
	cookie?: string;
	screen: object;
	/** When it is of use: a tap that acts, the live line, or as soon as it is painted. */
	until: 'tap' | 'live' | 'painted';
}

/** Times in ms since the page was asked for, bytes as they came over the line. */
interface Figures {
	/** There before it was of use; what is fetched ahead for later may be under way besides. */
	requests: number;
	scripts: number;
	styles: number;
	html: number;
	bytes: number;
	painted: number;
	ready: number;
}

function visits({ addressKey, people }: Prepared): Visit[] {
	const [member] = people;
	const at = `/m/${addressKey}`;
	return [
		{ name: 'phone', path: at, cookie: member!.cookie, screen: PHONE, until: 'tap' },
		{ name: 'record', path: `/r/${addressKey}`, screen: PHONE, until: 'painted' },
		{ name: 'hall', path: `${at}/hall`, screen: WALL, until: 'live' },
		{ name: 'watch', path: `${at}/watch`, screen: PHONE, until: 'live' },
		{ name: 'join', path: '/join', screen: PHONE, until: 'painted' },
		{ name: 'home', path: '/', screen: PHONE, until: 'painted' }
	];
}

/** Runs in the page before anything of ours: taps 举手 as soon as it is there, until something opens. */
function tapAndTell() {
	const told = window as unknown as { answered?: number };
	const tap = () => {
		if (document.querySelector('dialog[open]')) return void (told.answered = performance.now());
		const buttons = [...document.querySelectorAll('button')];
		buttons.find(({ textContent }) => textContent.trim() === '举手')?.click();
		setTimeout(tap, 100);
	};
	tap();
}

async function measure(browser: Browser, port: number, visit: Visit) {
	const origin = `http://${HOST}:${port}`;
	const context = await browser.newContext({ ...visit.screen, locale: 'zh-CN' });
	try {
		const [name = '', value = ''] = visit.cookie?.split('=') ?? [];
		if (name) await context.addCookies([{ name, value, url: origin }]);
		const page = await context.newPage();
		const line = await context.newCDPSession(page);
		const seen = watchLine(line);
		await line.send('Network.enable');
		await line.send('Network.setCacheDisabled', { cacheDisabled: false });
		await line.send('Network.emulateNetworkConditions', { offline: false, ...LINE });
		await line.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
		if (visit.until === 'tap') await page.addInitScript(tapAndTell);
		await page.goto(origin + visit.path, { waitUntil: 'commit' });
		const painted = await paintedAt(page);
		const ready = visit.until === 'tap' ? await answeredAt(page) : painted;
		return seen.figures(painted, visit.until === 'live' ? await seen.live : ready);
	} finally {
		await context.close();
	}
}

async function paintedAt(page: Page): Promise<number> {
	const paint = () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
	return (await (await page.waitForFunction(paint, null, { timeout: LONGEST_MS })).jsonValue())!;
}

async function answeredAt(page: Page): Promise<number> {
	const answered = () => (window as unknown as { answered?: number }).answered;
	const options = { timeout: LONGEST_MS };
	return (await (await page.waitForFunction(answered, null, options)).jsonValue())!;
}

/** What goes over the line, and when. */
function watchLine(line: CDPSession) {
	const asked: { id: string; url: string; at: number; done: number; bytes: number }[] = [];
	const byId = (id: string) => asked.find((one) => one.id === id);
	line.on('Network.requestWillBeSent', ({ requestId, request, timestamp }) => {
		if (request.url.startsWith('http'))
			asked.push({ id: requestId, url: request.url, at: timestamp, done: Infinity, bytes: 0 });
	});
	line.on('Network.loadingFinished', ({ requestId, encodedDataLength, timestamp }) => {
		const one = byId(requestId);
		if (one) Object.assign(one, { bytes: encodedDataLength, done: timestamp });
	});
	const since = (timestamp: number) => (timestamp - asked[0]!.at) * 1000;
	const live = new Promise<number>((resolve) =>
		line.on('Network.webSocketFrameReceived', ({ timestamp, response }) => {
			if (response.payloadData.includes('"presence"')) resolve(since(timestamp));
		})
	);
	const figures = (painted: number, ready: number): Figures => {
		const before = asked.filter(({ done }) => since(done) <= ready);
		const count = (one: RegExp) => before.filter(({ url }) => one.test(url)).length;
		return {
			requests: before.length,
			scripts: count(/\.js$/),
			styles: count(/\.css$/),
			html: asked[0]!.bytes,
			bytes: before.reduce((sum, { bytes }) => sum + bytes, 0),
			painted,
			ready
		};
	};
	return { live, figures };
}

function median(all: Figures[]): Figures {
	const middle = (key: keyof Figures) =>
		all.map((one) => one[key]).sort((a, b) => a - b)[Math.floor(all.length / 2)]!;
	const keys = Object.keys(all[0]!) as (keyof Figures)[];
	return Object.fromEntries(keys.map((key) => [key, middle(key)])) as unknown as Figures;
}

/** Prints the table. */
export async function firstLoad(times = 3, seats = 300): Promise<void> {
	const dir = mkdtempSync(join(tmpdir(), 'yitang-first-load-'));
	const [room] = await prepare(dir, 1, seats);
	const built = await startBuilt(dir, { DEMO: 'off', LOG_LEVEL: 'fatal' });
	const executablePath = (await findBrowser()) || undefined;
	const args = [...browserArgs, `--host-resolver-rules=MAP ${HOST} 127.0.0.1`];
	const browser = await chromium.launch({ ...(executablePath && { executablePath }), args });
	const load = loadavg()[0]!.toFixed(1);
	console.log(
		`Median of ${times}, ${seats} seats, CPU ÷ ${SLOWED}, 1.6 Mbit/s, 300 ms, gzip; load ${load}`
	);
	console.log(
		'| page | requests | scripts | styles | HTML KB | all KB | painted ms | ready ms | when |'
	);
	console.log('|---|---|---|---|---|---|---|---|---|');
	for (const visit of visits(room!)) {
		const all: Figures[] = [];
		for (let n = 0; n < times; n++) all.push(await measure(browser, built.port, visit));
		const { requests, scripts, styles, html, bytes, painted, ready } = median(all);
		const kb = (size: number) => (size / 1024).toFixed(1);
		console.log(
			`| ${visit.name} | ${requests} | ${scripts} | ${styles} | ${kb(html)} | ${kb(bytes)} | ${painted.toFixed()} | ${ready.toFixed()} | ${visit.until} |`
		);
	}
	await browser.close();
	await built.stop();
	rmSync(dir, { recursive: true, force: true });
}
