// What each command does, once a new enough Node runs it. The tests have a file of their own.

import { buildPages, compileArgs, compileMessages, isBuilt } from './build.mjs';
import { install } from './install.mjs';
import { node, root, Stop, tool } from './process.mjs';
import { keepRunning } from './supervise.mjs';

/** Since Node 24 V8 can be told to save memory and still compile as usual; before, it did either. */
const SAVING =
	Number.parseInt(process.versions.node) >= 24 ? '--memory-saver-mode' : '--optimize-for-size';
/**
 * A small young generation halves the memory held after a storm of phones coming back; an old one that may be no
 * larger than a full hall of cards takes, is collected before it holds twice what it needs. Where V8 can choose between
 * room and speed it takes the room, and keeps no code that is neither first nor best: 20 MB less for the same time a
 * command.
 */
export const SERVER_FLAGS = [
	'--max-semi-space-size=2',
	'--max-old-space-size=512',
	'--no-sparkplug',
	SAVING
];
/** glibc keeps a heap for every few threads, and none gives back what it once had: two do, and are 6 MB less. */
export const SERVER_ENV = { MALLOC_ARENA_MAX: '2' };

/** `npm start`: the meeting server as people use it. */
export async function start() {
	await install({ tools: !isBuilt() });
	const { code, output } = await buildPages({ quiet: true });
	if (code !== 0) throw new Stop(`${output}\nThe pages could not be built; see above.`);
	const env = { ...SERVER_ENV, ...process.env, NODE_ENV: 'production', YITANG_ROOT: root };
	return keepRunning(() => node([...SERVER_FLAGS, 'server/main.mjs'], { env }));
}

/** `npm run dev`: pages, server half and sentences follow every saved file. */
export async function dev() {
	await install();
	await compileMessages();
	const env = { ...process.env, NODE_ENV: 'development', YITANG_ROOT: root };
	const { PORT = '3000', HOST = '0.0.0.0' } = process.env;
	const both = new AbortController();
	const options = { env, until: both.signal };
	const running = [
		tool('@inlang/paraglide-js', [...compileArgs, '--watch'], options),
		tool('vite', ['dev', '--port', PORT, '--strictPort', '--host', HOST], options)
	];
	const { code } = await Promise.race(running);
	both.abort();
	await Promise.all(running);
	return code;
}

/** `npm run backup`: a consistent copy of the data, while the server runs. */
export async function backup(/** @type {string[]} */ args) {
	return onData('scripts/backup.ts', args);
}

/** `npm run verify`: whether a data folder or a backup is what was stored. */
export async function verify(/** @type {string[]} */ args) {
	return onData('scripts/verify.ts', args);
}

/** `npm run restore`: puts a copy back in place. */
export async function restore(/** @type {string[]} */ args) {
	return onData('scripts/restore.ts', args);
}

/** `npm run recover -- <login>`: a link with which an organiser chooses another password. */
export async function recover(/** @type {string[]} */ args) {
	return onData('scripts/recover.ts', args);
}

/** `npm run bench`: load and comparison; never part of the tests. */
export async function bench(/** @type {string[]} */ args) {
	await install();
	await buildPages();
	return (await node(['tests/bench/main.ts', ...args])).code;
}

/**
 * @param {string} script
 * @param {string[]} args
 */
async function onData(script, args) {
	await install({ tools: false });
	const env = { ...process.env, YITANG_ROOT: root };
	return (await node([script, ...args], { env })).code;
}
