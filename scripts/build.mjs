// What is made from the sources: the compiled sentences and the built pages. Each is made again
// only when something it is made from has changed.

import { fingerprint, isStamped, removeStamp, writeStamp } from './stamp.mjs';
import { Stop, tool } from './process.mjs';

const PACKAGES = ['package.json', 'package-lock.json'];
const I18N = 'src/lib/i18n';
const COMPILED = `${I18N}/paraglide`;
const MESSAGES_STAMP = `${COMPILED}/.stamp`;
const BUILD_STAMP = 'build/.stamp';

/** How the sentences are compiled; `npm run dev` adds `--watch`. */
export const compileArgs = [
	'compile',
	'--silent',
	...['--project', `${I18N}/project.inlang`],
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
	const print = fingerprint([...PACKAGES, 'scripts/build.mjs', settings, `${I18N}/messages`]);
	if (isStamped(MESSAGES_STAMP, print)) return;
	const { code } = await tool('@inlang/paraglide-js', compileArgs);
	if (code !== 0) throw new Stop('The sentences in src/lib/i18n/messages could not be compiled.');
	writeStamp(MESSAGES_STAMP, print);
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
	if (result.code === 0) writeStamp(BUILD_STAMP, print);
	return result;
}

/** Whether build/ is made from what is here now. */
export function isBuilt() {
	return isStamped(BUILD_STAMP, printOfSources());
}

function printOfSources() {
	return fingerprint(
		['src', 'server', 'static', 'svelte.config.js', 'vite.config.ts', 'tsconfig.json', ...PACKAGES],
		(path) =>
			path === COMPILED || path.startsWith(`${I18N}/project.inlang/`) || path.endsWith('.test.ts')
	);
}
