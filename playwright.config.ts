// The stories in real browsers. Each test starts its own server on a free port (tests/fixtures.ts)
// and gives every person a browser context, so nothing is shared and nothing has to be waited for.

import { existsSync } from 'node:fs';
import { chromium, defineConfig, devices } from '@playwright/test';
import { browserArgs, systemBrowser } from './scripts/browser.mjs';

// Named by `npm test`, which has tried it; otherwise Playwright's own before the machine's.
const chosen = process.env.YITANG_BROWSER;
const executablePath =
	chosen ?? (existsSync(chromium.executablePath()) ? undefined : systemBrowser());

export default defineConfig({
	testDir: 'tests/e2e',
	outputDir: 'test-results/browser',
	workers: 2,
	fullyParallel: false,
	retries: 0,
	forbidOnly: Boolean(process.env.CI),
	timeout: 60_000,
	globalTimeout: 12 * 60_000,
	expect: { timeout: 10_000 },
	reporter: [
		['list'],
		['json', { outputFile: process.env.YITANG_BROWSER_REPORT ?? 'test-results/playwright.json' }]
	],
	use: {
		...devices['Desktop Chrome'],
		locale: 'zh-CN',
		actionTimeout: 15_000,
		trace: 'retain-on-failure',
		launchOptions: { executablePath: executablePath || undefined, args: browserArgs }
	}
});
