/**
 * `node tests/bench/calls.ts`: our engine of calls in real browsers on this machine. Small rooms of 2, 4 and 6 with picture
 * and sound, from joining to the first frame; the hall's sound to 10, 20 and 30 listeners, what the hall's device spends
 * on it, and what is lost. Whoever sends and whoever receives share the processor. Never part of the tests.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { STATION } from '#lib/meeting/calls/calls.ts';
import type { Peer } from '#lib/meeting/calls/signal.ts';
import { browserArgs, findBrowser } from '../../scripts/browser.mjs';
import type { CallPage, Said, Sends } from './calls-page.ts';
import { queueBesideCalls, signalling } from './calls-signalling.ts';
import { percentile } from './figures.ts';
import { machine } from './machine.ts';

const LISTENED_MS = 10_000;
const PULSES = 40;
/** Between two of them, so that each is heard to begin, ms. */
const QUIET_MS = 350;
type InPage = typeof globalThis & { call: CallPage };

/** A browser of its own, and what it has spent since the last question, % of one core. */
interface Browsing {
	page(): Promise<Page>;
	spent(): number;
	close(): Promise<void>;
}

async function bundledPage(): Promise<string> {
	const outDir = mkdtempSync(join(tmpdir(), 'yitang-calls-'));
	await build({
		...{ configFile: false, logLevel: 'error' },
		build: {
			...{ outDir, minify: false },
			lib: {
				...{ entry: join(import.meta.dirname, 'calls-page.ts'), name: 'calls' },
				...{ formats: ['iife'], fileName: () => 'calls.js' }
			}
		}
	});
	const code = readFileSync(join(outDir, 'calls.js'), 'utf8');
	rmSync(outDir, { recursive: true });
	return code;
}

async function browse(code: string, say: (said: Said) => void): Promise<Browsing> {
	const server = await chromium.launchServer({
		executablePath: (await findBrowser()) || undefined,
		args: [...browserArgs, '--autoplay-policy=no-user-gesture-required']
	});
	const browser = await chromium.connect(server.wsEndpoint());
	const pid = server.process().pid!;
	let before = { ticks: ticksOf(pid), at: performance.now() };
	return {
		async page() {
			const page = await browser.newPage();
			await page.exposeFunction('tell', say);
			await page.addScriptTag({ content: code });
			return page;
		},
		spent() {
			const now = { ticks: ticksOf(pid), at: performance.now() };
			// A tick is 10 ms.
			const share = ((now.ticks - before.ticks) * 1000) / (now.at - before.at);
			before = now;
			return share;
		},
		async close() {
			await browser.close();
			await server.close();
		}
	};
}

/** Processor time of a process and of all below it. */
function ticksOf(root: number): number {
	const all = readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.flatMap((name) => {
			try {
				const [, rest = ''] = /\) (.*)$/s.exec(readFileSync(`/proc/${name}/stat`, 'utf8')) ?? [];
				const fields = rest.split(' ');
				return [
					{
						pid: Number(name),
						parent: Number(fields[1]),
						ticks: Number(fields[11]) + Number(fields[12])
					}
				];
			} catch {
				return []; // Gone meanwhile.
			}
		});
	const below = new Set([root]);
	for (const pid of below) for (const one of all) if (one.parent === pid) below.add(one.pid);
	return all.filter(({ pid }) => below.has(pid)).reduce((sum, { ticks }) => sum + ticks, 0);
}

/** Stands for the room: who is linked with whom, and from one to the other. */
class Hub {
	readonly at = new Map<string, Page>();
	#links: (one: string, other: string) => boolean;
	#n = 0;

	constructor(links: (one: string, other: string) => boolean) {
		this.#links = links;
	}

	say = ({ from, to, data }: Said): void => {
		this.#n += 1;
		const peer = peerOf(from);
		void this.at
			.get(to)
			?.evaluate(([as, who, what]) => (globalThis as InPage).call.said(as, who, what), [
				to,
				peer,
				data
			] as const);
	};

	get messages(): number {
		return this.#n;
	}

	async enter(as: string, page: Page, sends: Sends): Promise<void> {
		await page.evaluate(([who, what]) => (globalThis as InPage).call.enter(who, what), [
			as,
			sends
		] as const);
		this.at.set(as, page);
		for (const [one, its] of this.at) {
			if (one !== as && !this.#links(one, as)) continue;
			const peers = [...this.at.keys()].filter((other) => other !== one && this.#links(one, other));
			await its.evaluate(([who, list]) => (globalThis as InPage).call.peers(who, list), [
				one,
				peers.map(peerOf)
			] as const);
		}
	}
}

const peerOf = (id: string): Peer => ({ id, instance: `page-of-${id}` });

async function until<T>(ask: () => Promise<T>, done: (found: T) => boolean): Promise<T> {
	for (let left = 300; ; left--) {
		const found = await ask();
		if (done(found) || left === 0) return found;
		await sleep(100);
	}
}

/** Each joins those who are there: ms until the first frame of each of them. */
async function room(code: string, people: number): Promise<string> {
	const hub = new Hub(() => true);
	const browsing = await browse(code, (said) => hub.say(said));
	const times: number[] = [];
	for (let n = 0; n < people; n++) {
		const page = await browsing.page();
		await hub.enter(`p${n}`, page, { picture: true, tone: true });
		const frames = () =>
			page.evaluate((as) => (globalThis as InPage).call.firstFrames(as), `p${n}`);
		const seen = await until(frames, (found) => Object.keys(found).length >= n);
		if (Object.keys(seen).length < n)
			throw new Error(`p${n} sees ${Object.keys(seen).length} of ${n}`);
		times.push(...Object.values(seen));
	}
	browsing.spent();
	await sleep(LISTENED_MS / 2);
	const spent = browsing.spent();
	await browsing.close();
	const [p50, worst] = [percentile(times, 0.5), Math.max(...times)];
	return `| ${people} | ${p50.toFixed(0)} / ${worst.toFixed(0)} ms | ${spent.toFixed(0)} % | ${hub.messages} |`;
}

/** The hall's device alone in a browser, everybody who listens in another. */
async function star(code: string, listeners: number): Promise<string> {
	const hub = new Hub((one, other) => one === STATION || other === STATION);
	const hall = await browse(code, (said) => hub.say(said));
	const home = await browse(code, (said) => hub.say(said));
	const [station, phones] = [await hall.page(), await home.page()];
	await hub.enter(STATION, station, { picture: false, tone: true });
	for (let n = 0; n < listeners; n++)
		await hub.enter(`l${n}`, phones, { picture: false, tone: false });
	const counted = () => phones.evaluate(() => (globalThis as InPage).call.counted());
	// All of them receive: fifty packets a second each.
	await until(counted, ({ packets }) => packets > listeners * 100);
	const before = await counted();
	hall.spent();
	home.spent();
	await sleep(LISTENED_MS);
	const [device, all, after] = [hall.spent(), home.spent(), await counted()];
	await Promise.all([hall.close(), home.close()]);
	const packets = after.packets - before.packets;
	const lost = after.lost - before.lost;
	const rate = packets / listeners / (LISTENED_MS / 1000);
	const share = ((100 * lost) / Math.max(1, packets + lost)).toFixed(2);
	return `| ${listeners} | ${device.toFixed(0)} % | ${all.toFixed(0)} % | ${rate.toFixed(0)} | ${share} % |`;
}

/** Somebody speaks now and then: ms from the microphone's track to the sound in the other one's page. */
async function mouthToEar(code: string): Promise<string> {
	const hub = new Hub(() => true);
	const [home, hall] = [
		await browse(code, (said) => hub.say(said)),
		await browse(code, (said) => hub.say(said))
	];
	const [mouth, ear] = [await home.page(), await hall.page()];
	await hub.enter(STATION, ear, { picture: false, tone: false, hears: true });
	await hub.enter('p1', mouth, { picture: false, tone: false, pulses: true });
	const heard = () => ear.evaluate(() => (globalThis as InPage).call.onsets());
	const pulse = () => mouth.evaluate(() => (globalThis as InPage).call.pulse());
	// Until the first one is through the line is still being made.
	for (let left = 100; (await heard()).length === 0 && left > 0; left--) {
		await pulse();
		await sleep(300);
	}
	const times: number[] = [];
	for (let n = 0; n < PULSES; n++) {
		const before = (await heard()).length;
		const said = await pulse();
		const all = await until(heard, (found) => found.length > before);
		const came = all[before];
		if (came !== undefined) times.push(came - said);
		await sleep(QUIET_MS);
	}
	await Promise.all([home.close(), hall.close()]);
	const [p50, p95] = [percentile(times, 0.5), percentile(times, 0.95)];
	return `| ${times.length} of ${PULSES} | ${p50.toFixed(0)} / ${p95.toFixed(0)} ms |`;
}

console.log(machine());
const code = await bundledPage();
console.log(
	'\n| people | join to first frame p50 / worst | all browsers, of one core | signals |\n|---|---|---|---|'
);
for (const people of [2, 4, 6]) console.log(await room(code, people));
console.log(
	'\n| listeners | the hall’s device, of one core | all listeners | packets a second each | lost |\n|---|---|---|---|---|'
);
for (const listeners of [10, 20, 30]) console.log(await star(code, listeners));
console.log(
	'\n| rooms of two | CPU of the server, each time two find each other | of one core | event-loop delay p99 |\n|---|---|---|---|'
);
console.log(await signalling(10));
console.log('\n| spoken | microphone to ear p50 / p95 |\n|---|---|');
console.log(await mouthToEar(code));
console.log('\n| beside | a hand: press to the other screens, p50 / p99 |\n|---|---|');
for (const line of await queueBesideCalls(10)) console.log(line);
process.exit(0);
