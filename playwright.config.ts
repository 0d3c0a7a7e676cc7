// The stories in real browsers. Each test starts its own server on a free port (tests/fixtures.ts)
// and gives every person a browser context, so nothing is shared and nothing has to be waited for.

import { existsSync } from 'node:fs';
import { chromium, defineConfig, devices } from '@playwright/test';
import { browserArgs, systemBrowser } from './scripts/browser.mjs';

// Named by `npm test`, which has tried it; otherwise Playwright's own before the machine's.
const chosen = process.env.YITANG_BROWSER;
const executablePath =
	chosen ?? (existsSync(chromium.executablePath()) ? undefined : systemBrowser());

// A page of a story lives for seconds: what V8 optimises meanwhile is hardly run, and takes a twelfth of its time.
const args = [...browserArgs, '--js-flags=--no-maglev --no-turbofan'];

const LONGEST = /speaking-round\.spec\.ts$/;
const LONG = /(cards|agenda|accessible|votes|scenario-\w)\.spec\.ts$/;
// What they tell is proved on a real server, too (`tests/live`): `npm run prove` tells them, and whoever asks for one by name.
const RARE = /(cards-more|common-ground|captions|secret-cards)\.spec\.ts$/;
const withRare = process.env.YITANG_STORIES === 'all';

export default defineConfig({
	testDir: 'tests/e2e',
	// The longest first, so that no worker is left alone with one at the end.
	projects: [
		{ name: 'longest', testMatch: LONGEST },
		{ name: 'long', testMatch: LONG, testIgnore: RARE },
		...(withRare ? [{ name: 'rare', testMatch: RARE }] : []),
		{ name: 'short', testIgnore: [LONGEST, LONG, RARE] }
	],
	outputDir: 'test-results/browser',
	workers: 2,
	fullyParallel: false,
	retries: 0,
	forbidOnly: Boolean(process.env.CI),
	// Limits for what never ends, and for nothing else: a busy machine may take its time.
	timeout: 8 * 60_000,
	globalTimeout: 40 * 60_000,
	expect: { timeout: 30_000 },
	reporter: [
		['list'],
		['json', { outputFile: process.env.YITANG_BROWSER_REPORT ?? 'test-results/playwright.json' }]
	],
	use: {
		...devices['Desktop Chrome'],
		locale: 'zh-CN',
		actionTimeout: 30_000,
		screenshot: 'only-on-failure',
		// Filming eight pages costs more than the story itself: only where somebody wants to look.
		trace: process.env.YITANG_TRACE ? 'retain-on-failure' : 'off',
		launchOptions: { executablePath: executablePath || undefined, args }
	}
});
