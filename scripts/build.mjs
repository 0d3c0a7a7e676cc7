// What is made from the sources: the compiled sentences and the built pages. Each is made again
// only when something it is made from has changed.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fingerprint, isStamped, removeStamp, writeStamp } from './stamp.mjs';
import { root, Stop, tool } from './process.mjs';

const PACKAGES = ['package.json', 'package-lock.json'];
const I18N = 'src/lib/i18n';
const COMPILED = `${I18N}/paraglide`;
/** Made of what lies in the folder of the sentences: a new file of them is found by itself. */
const LISTED = `${I18N}/listed`;
const PROJECT = `${LISTED}/listed.inlang`;
const MESSAGES_STAMP = `${COMPILED}/.stamp`;
const BUILD_STAMP = 'build/.stamp';

/** How the sentences are compiled; `npm run dev` adds `--watch`. */
export const compileArgs = [
	'compile',
	'--silent',
	...['--project', PROJECT],
	...['--outdir', COMPILED],
	...['--strategy', 'cookie', 'preferredLanguage', 'baseLocale'],
	'--no-emit-readme',
	...['--is-server', 'import.meta.env.SSR']
];

/**
 * Compiles the sentences of all languages. A program of its own before Vite, not Vite's plugin,
 * which keeps the build alive for thirty seconds.
 *
 * @throws {Stop} when a message file is broken; the compiler has said where
 */
export async function compileMessages() {
	const settings = `${I18N}/project.inlang/settings.json`;
	const print = fingerprint([
		...PACKAGES,
		...['scripts/build.mjs', settings, `${I18N}/messages`, `${I18N}/facts`]
	]);
	if (isStamped(MESSAGES_STAMP, print) && existsSync(join(root, PROJECT))) return;
	listMessages(settings);
	const { code } = await tool('@inlang/paraglide-js', compileArgs);
	if (code !== 0) throw new Stop('The sentences in src/lib/i18n/messages could not be compiled.');
	writeStamp(MESSAGES_STAMP, print);
}

/**
 * Names every file of sentences to the compiler, and brings together what is found by listing: the sentences
 * of refusals by their code, those of facts by their slice, what typed texts are called by their slice.
 *
 * @param {string} settings
 */
function listMessages(settings) {
	const { baseLocale, modules, ...rest } = JSON.parse(readFileSync(join(root, settings), 'utf8'));
	const messages = join(root, I18N, 'messages', baseLocale);
	const areas = readdirSync(messages).filter((file) => file.endsWith('.json'));
	const pathPattern = areas.sort().map((file) => `../messages/{locale}/${file}`);
	write(`${PROJECT}/settings.json`, {
		...rest,
		baseLocale,
		modules: modules.map((/** @type {string} */ module) => `../${module}`),
		'plugin.inlang.messageFormat': { pathPattern }
	});
	/** @type {(area: string, start: string, list: string) => void} */
	const list = (area, start, list) => {
		const keys = Object.keys(JSON.parse(readFileSync(join(messages, `${area}.json`), 'utf8')));
		const named = keys
			.filter((key) => key.startsWith(start))
			.map((key) => `export { ${key} } from '../paraglide/messages/${key}.js';\n`);
		writeFileSync(join(root, LISTED, list), named.join(''));
	};
	list('refusal', 'refusal_', 'refusals.js');
	list('organiser', 'organiser_of_', 'typed-texts.js');
	const facts = readdirSync(join(root, I18N, 'facts')).map((file) => {
		return `export { default as ${basename(file, '.ts')} } from '../facts/${file}';\n`;
	});
	writeFileSync(join(root, LISTED, 'facts.js'), facts.join(''));
}

/**
 * @param {string} path
 * @param {object} value
 */
function write(path, value) {
	mkdirSync(dirname(join(root, path)), { recursive: true });
	writeFileSync(join(root, path), JSON.stringify(value, null, '\t'));
}

/**
 * Builds the pages and the server half that renders them into build/.
 *
 * @param {{ quiet?: boolean }} [options]
 * @returns {Promise<{ code: number, output: string }>} as of vite, or 0 when nothing had changed
 */
export async function buildPages({ quiet = false } = {}) {
	const print = printOfSources();
	if (isStamped(BUILD_STAMP, print)) return { code: 0, output: '' };
	await compileMessages();
	removeStamp(BUILD_STAMP);
	if (process.env.npm_lifecycle_event === 'start') console.log('Building the pages …');
	const result = await tool('vite', ['build', '--logLevel', 'warn'], { quiet });
	if (result.code !== 0) return result;
	writeInAscii(join(root, 'build/server'));
	writeStamp(BUILD_STAMP, print);
	return result;
}

/**
 * A server keeps the source of what it runs in memory, two bytes for each sign of a file in which a single one is
 * Chinese. With those written as escapes it is one, some 7 MB less.
 *
 * @param {string} folder
 */
function writeInAscii(folder) {
	for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile() || !entry.name.endsWith('.js')) continue;
		const file = join(entry.parentPath, entry.name);
		writeFileSync(file, inAscii(readFileSync(file, 'utf8')));
	}
}

/**
 * The same program in ASCII alone. A sign that was escaped already means itself, in texts and in patterns.
 *
 * @param {string} source
 */
export function inAscii(source) {
	return source.replace(/(\\*)([^\0-\x7f])/gu, (_, slashes, sign) => {
		const kept = slashes.length % 2 === 0 ? slashes : slashes.slice(1);
		const hex = (/** @type {number} */ unit) => unit.toString(16).padStart(4, '0');
		const units = Array.from({ length: sign.length }, (_, n) => sign.charCodeAt(n));
		return kept + units.map((unit) => `\\u${hex(unit)}`).join('');
	});
}

/** Whether build/ is made from what is here now. */
export function isBuilt() {
	return isStamped(BUILD_STAMP, printOfSources());
}

function printOfSources() {
	return fingerprint(
		[
			...['src', 'server', 'static', 'svelte.config.js', 'vite.config.ts', 'tsconfig.json'],
			...['build.mjs', 'few-files.ts', 'merge-files.ts', 'style-sheets.ts'].map(
				(file) => `scripts/${file}`
			),
			...PACKAGES
		],
		(path) =>
			path === COMPILED ||
			path === LISTED ||
			path.startsWith(`${I18N}/project.inlang/`) ||
			path.endsWith('.test.ts')
	);
}
