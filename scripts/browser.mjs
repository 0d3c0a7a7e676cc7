// Which browser the tests drive: Playwright's own, else the machine's, else one is fetched.

import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, Stop, tool } from './process.mjs';

/** For a browser that crashes or calls home less in a closed room, and runs as root in one. */
export const browserArgs = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	// A microphone that beeps, for whoever speaks a card.
	'--use-fake-device-for-media-stream',
	'--use-fake-ui-for-media-stream'
];

// The one without windows first: it tells the same stories for two thirds of the processor's time.
const NAMES = [
	'chromium-headless-shell',
	'chromium',
	'chromium-browser',
	'google-chrome',
	'google-chrome-stable'
];
const PLACES = [
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
	'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'
];

/**
 * The machine's own Chromium or Chrome, if it has one.
 *
 * @returns {string | undefined} its path
 */
export function systemBrowser() {
	const folders = (process.env.PATH ?? '').split(delimiter);
	const inPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
	return [...inPath, ...PLACES].find(isProgram);
}

/** @param {string} file */
function isProgram(file) {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

/**
 * Finds a browser that really starts; a file that exists may still lack a library.
 *
 * @returns {Promise<string>} its path, or '' for Playwright's own
 * @throws {Stop} when there is none and none can be fetched
 */
export async function findBrowser() {
	const chosen = process.env.YITANG_BROWSER;
	if (chosen) return chosen;
	if (await starts('')) return '';
	const system = systemBrowser();
	if (system && (await starts(system))) return system;
	return fetchBrowser();
}

async function fetchBrowser() {
	console.log('No browser found; fetching Chromium …');
	await tool('playwright', ['install', 'chromium'], { quiet: true });
	if (await starts('')) return '';
	if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
		await run('apt-get', ['update'], { quiet: true });
		for (const name of ['chromium-headless-shell', 'chromium']) {
			const install = ['install', '-y', '--no-install-recommends', name, 'fonts-noto-cjk'];
			await run('apt-get', install, { quiet: true });
			const system = systemBrowser();
			if (system && (await starts(system))) return system;
		}
	}
	throw new Stop('No browser could be fetched. Install Chromium or Chrome, then try again.');
}

/** @param {string} executablePath '' for Playwright's own */
async function starts(executablePath) {
	const { chromium } = await import('@playwright/test');
	try {
		const options = executablePath ? { executablePath } : {};
		const browser = await chromium.launch({ ...options, args: browserArgs, timeout: 30_000 });
		await browser.close();
		return true;
	} catch {
		return false;
	}
}
