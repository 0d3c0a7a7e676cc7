/**
 * People in real browsers: a server of its own for each story (the built app, on a free port, with the
 * demo meeting), and a browser context per person, because one browser must not pretend to be two.
 * A file that changes the meeting names its story, `test.use({ story: '…' })`; files that name none
 * may share a server. A worker tells one story after another, with one browser.
 */
import {
	test as base,
	type BrowserContext,
	type BrowserContextOptions,
	type Page
} from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Line } from './e2e/line.ts';
import { CODE, personalLink, publicPaths, start, stop, type PublicPaths } from './story-server.ts';

export interface Yitang {
	/** `http://localhost:<port>`. */
	origin: string;
	port: number;
	dataDir: string;
	/** Kills the process like a pulled plug and starts it again on the same port. */
	pullThePlug(): Promise<void>;
	/** Personal link of the seat of this person in the demo meeting, or in the one with this code. */
	linkOf(name: string, code?: string): string;
	/** Where a meeting is watched, shown and read: the demo's, or the one with this code. */
	publicPaths(code?: string): PublicPaths;
	/** The one-time link for the first organiser, as printed at the start. */
	firstOrganiser(): string;
}

/** How somebody comes: a browser context's options, and a line that can be cut. */
type VisitOptions = BrowserContextOptions & { line?: Line };
type ArriveOptions = VisitOptions & {
	/** Opens the link on the screen itself: for stories about arriving, for it draws one page more. */
	byLink?: boolean;
	/** Code of the meeting; the demo's where it is left out. */
	code?: string;
};

interface People {
	/** Sits somebody on the roll down at their own seat, in a browser context of their own. */
	arrive(name: string, options?: ArriveOptions): Promise<Page>;
	/** Any page in a context of its own. */
	visit(path: string, options?: VisitOptions): Promise<Page>;
	/** A context of one's own, without a page yet. */
	enter(options?: VisitOptions): Promise<BrowserContext>;
}

/** What a worker keeps: the server of the story it tells, until it tells another one. */
interface Told {
	at(story: string): Promise<Yitang>;
}

export const test = base.extend<People & { story: string; yitang: Yitang }, { told: Told }>({
	story: ['', { option: true }],
	// Kept by the worker, not a worker for each: a browser and our modules take longer than the server.
	told: [
		async ({}, use) => {
			let now: { story: string; yitang: Yitang; end(): Promise<void> } | null = null;
			await use({
				async at(story) {
					if (now?.story === story) return now.yitang;
					await now?.end();
					now = { story, ...(await tell(story)) };
					return now.yitang;
				}
			});
			await (now as { end(): Promise<void> } | null)?.end();
		},
		{ scope: 'worker' }
	],
	yitang: async ({ story, told }, use) => use(await told.at(story)),
	enter: async ({ browser, yitang }, use) => {
		const contexts: BrowserContext[] = [];
		await use(async (options) => {
			const context = await browser.newContext({ baseURL: yitang.origin, ...options });
			await options?.line?.attach(context);
			contexts.push(context);
			return context;
		});
		for (const context of contexts) await context.close();
	},
	visit: async ({ enter }, use) => {
		await use(async (path, options) => {
			const page = await (await enter(options)).newPage();
			await page.goto(path);
			return page;
		});
	},
	arrive: async ({ enter, yitang }, use) => {
		await use(async (name, { byLink = false, code, ...options } = {}) => {
			const context = await enter(options);
			const link = yitang.linkOf(name, code);
			const seat = byLink ? link : await sitDown(context, link);
			const page = await context.newPage();
			await page.goto(seat);
			await page.waitForURL(/\/m\//);
			await page.waitForSelector('html[data-scripts]');
			return page;
		});
	}
});

export { expect } from '@playwright/test';
export { CODE } from './story-server.ts';

/** Starts a server with the demo meeting for one story. */
async function tell(story: string): Promise<{ yitang: Yitang; end(): Promise<void> }> {
	const dataDir = mkdtempSync(join(tmpdir(), `yitang-e2e-${story}-`));
	let running = await start(dataDir, 0);
	return {
		yitang: {
			port: running.port,
			origin: `http://localhost:${running.port}`,
			dataDir,
			async pullThePlug() {
				await stop(running.process, 'SIGKILL');
				running = await start(dataDir, running.port);
			},
			publicPaths: (code = CODE) => publicPaths(dataDir, code),
			linkOf: (name, code) =>
				`http://localhost:${running.port}${personalLink(dataDir, name, code)}`,
			firstOrganiser: () => /http:\S+\/welcome#\S+/.exec(running.output())![0]
		},
		async end() {
			await stop(running.process, 'SIGTERM');
			rmSync(dataDir, { recursive: true, force: true });
		}
	};
}

/** Sends the form of the link's page, as its script does, without drawing it; the address of the seat. */
async function sitDown(context: BrowserContext, link: string): Promise<string> {
	const { origin, pathname, hash } = new URL(link);
	const answer = await context.request.post(origin + pathname, {
		form: { key: hash.slice(1) },
		headers: { origin, accept: 'text/html' },
		maxRedirects: 0,
		// The line may be closed in the moment in which it is used again.
		maxRetries: 2
	});
	if (answer.status() !== 303) throw new Error(`the link was refused: ${answer.status()}`);
	return new URL(answer.headers().location!, origin).href;
}
