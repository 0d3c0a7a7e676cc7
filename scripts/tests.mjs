// `npm test`: everything that must hold before a change lands. One part alone: `npm test -- unit`
// (or live, e2e, check); words after the part choose files: `npm test -- e2e queue`.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from './browser.mjs';
import { buildPages, compileMessages } from './build.mjs';
import { install } from './install.mjs';
import { removeLeftovers } from './leftovers.mjs';
import { node, root, Stop, tool } from './process.mjs';
import { Report } from './report.mjs';

const PARTS = ['check', 'unit', 'live', 'e2e'];
const BROWSER_REPORT = 'test-results/playwright.json';

// How far what runs beside the browsers steps back for them, as `nice` counts it.
const BESIDE = 5;

// Memory that is a folder, and how much of it must be free: tests take a tenth of that at a time.
const MEMORY = '/dev/shm';
const MEMORY_BYTES = 1024 ** 3;
const IN_MEMORY = 'yitang-tests-';

// What is compiled is kept from run to run, though some of it was of one run alone: so long, ms.
const CACHE = join(root, 'node_modules/.cache');
const COMPILED = 'compiled';
const COMPILED_KEPT_MS = 7 * 24 * 3600_000;

// Tests decide for themselves what is production; `CI` makes a forgotten `.only` a failure.
/** @type {NodeJS.ProcessEnv} */
const env = {
	...process.env,
	...{ NODE_ENV: undefined, CI: '1', YITANG_ROOT: root },
	// What one worker or server has compiled is there for the next.
	NODE_COMPILE_CACHE: join(CACHE, COMPILED)
};

/**
 * Runs all parts, each to its end even when an earlier one failed.
 *
 * @param {string[]} args a part and words that choose among its files; none: everything
 * @returns {Promise<number>} the exit code
 */
export async function test([part, ...words]) {
	if (part && !PARTS.includes(part)) throw new Stop(`Say one of: ${PARTS.join(', ')}.`);
	const report = new Report();
	foldersInMemory();
	try {
		await install();
		mkdirSync(CACHE, { recursive: true });
		removeLeftovers(CACHE, COMPILED, COMPILED_KEPT_MS);
		await compileMessages();
		await tool('@sveltejs/kit', ['sync'], { bin: 'svelte-kit', quiet: true });
		await (part ? onePart(report, part, words) : everything(report));
	} catch (error) {
		await report.step('prepare', () => Promise.reject(error));
	}
	return report.close();
}

/** Tests wait for each other, not for a disk: their folders lie in memory, where the system offers enough of it. */
function foldersInMemory() {
	try {
		removeLeftovers(MEMORY, IN_MEMORY);
		const { bavail, bsize } = statfsSync(MEMORY);
		if (bavail * bsize < MEMORY_BYTES) return;
		env.TMPDIR = mkdtempSync(join(MEMORY, IN_MEMORY));
	} catch {
		return; // Another system, or we may not write there.
	}
	process.once('exit', () => rmSync(String(env.TMPDIR), { recursive: true, force: true }));
}

/**
 * Two cores are never idle: the browsers begin when the build stands and come first, for they are what
 * takes longest; tests that mostly wait for each other's answers, and what only computes, fill the gaps.
 */
async function everything(/** @type {Report} */ report) {
	const computed = async () => {
		await checks(report);
		await report.step('unit tests', () => unit([]));
	};
	const built = async () => {
		await report.step('build', build);
		await report.step('first load', firstLoad);
		await Promise.all([
			report.step('browser tests', () => playwright([])),
			report.step('live tests', () => live([]))
		]);
	};
	await Promise.all([computed(), built()]);
}

/**
 * @param {Report} report
 * @param {string} part
 * @param {string[]} words
 */
async function onePart(report, part, words) {
	if (part === 'check') return checks(report);
	if (part === 'unit') return report.step('unit tests', () => unit(words));
	await report.step('build', build);
	if (part === 'live') return report.step('live tests', () => live(words));
	return report.step('browser tests', () => playwright(words));
}

/** What can be known without running anything. */
async function checks(/** @type {Report} */ report) {
	await report.step('formatting', () => check('prettier', ['--check', '--log-level=warn', '.']));
	await report.step('lint', () => check('eslint', ['--max-warnings=0', '.']));
	await report.step('types', types);
}

/** A program in Go that ends within a minute need not tidy up: that takes a third of its time. But not without limit. */
const UNTIDY = { GOGC: 'off', GOMEMLIMIT: '3GiB' };

/** By the checker of TypeScript 7 (`@typescript/native`), at two fifths of the time. */
async function types() {
	// What it once made of a component outlives the component.
	rmSync(join(root, '.svelte-kit/.svelte-check'), { recursive: true, force: true });
	const options = ['--tsgo', '--tsconfig', 'tsconfig.json', '--fail-on-warnings'];
	return check('svelte-check', [...options, '--output', 'human'], UNTIDY);
}

/**
 * @param {string} name
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [more] of its environment
 */
async function check(name, args, more) {
	return once(await tool(name, args, { env: { ...env, ...more }, quiet: true, priority: BESIDE }));
}

async function build() {
	return once(await buildPages({ quiet: true }));
}

async function firstLoad() {
	return once(await node(['scripts/first-load.mjs'], { quiet: true }));
}

/** @param {{ code: number, output: string }} result of a program that passes or fails as a whole */
function once({ code, output }) {
	return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output };
}

/** @param {string[]} words that choose files */
function unit(words) {
	return vitest('unit', ['--project=unit', ...words]);
}

/** @param {string[]} words that choose files */
function live(words) {
	return vitest('live', ['--project=live', ...words]);
}

/**
 * @param {string} name of the report
 * @param {string[]} args
 */
async function vitest(name, args) {
	const file = `test-results/${name}.json`;
	rmSync(join(root, file), { force: true });
	const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
	const options = { env, quiet: true, priority: BESIDE };
	const { code, output } = await tool('vitest', ['run', ...reporters, ...args], options);
	const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0 } = readReport(file);
	return counted(code, numPassedTests, numFailedTests, numPendingTests, output);
}

/** @param {string[]} args */
async function playwright(args) {
	const browser = await findBrowser();
	rmSync(join(root, BROWSER_REPORT), { force: true });
	const { code } = await tool('@playwright/test', ['test', ...args], {
		bin: 'playwright',
		env: {
			...env,
			...{ YITANG_BROWSER: browser, YITANG_BROWSER_REPORT: BROWSER_REPORT },
			// Whoever names one means it, also one that is told by `npm run prove`.
			YITANG_STORIES: args.length > 0 ? 'all' : undefined
		}
	});
	const {
		expected = 0,
		unexpected = 0,
		flaky = 0,
		skipped = 0
	} = readReport(BROWSER_REPORT).stats ?? {};
	return counted(code, expected, unexpected + flaky, skipped);
}

/** @param {string} file */
function readReport(file) {
	try {
		return JSON.parse(readFileSync(join(root, file), 'utf8'));
	} catch {
		return {}; // It broke before it could write; the exit code counts.
	}
}

/**
 * A run that ends badly without a failed test (a file that does not load, no test at all, an error
 * nobody caught) is still a failure.
 *
 * @param {number} code
 * @param {number} passed
 * @param {number} failed
 * @param {number} skipped
 * @param {string} [output]
 */
function counted(code, passed, failed, skipped, output) {
	return { passed, failed: code === 0 ? failed : Math.max(failed, 1), skipped, output };
}
