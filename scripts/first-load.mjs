// How much script a phone fetches before the room can be used: a promise to old phones on a hall's
// crowded wifi. Counts what the built page imports at once and what the heaviest stage needs before it is
// shown, not what follows later. `--browser [times] [seats]` measures all pages in a real browser instead.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './process.mjs';

const LIMIT = 126; // KB of gzip, 1 KB = 1024 bytes
// Six are on their way at a time, and each takes its 300 ms: a file costs as much as 10 KB.
const MOST_FILES = 18;
const ROUTE = '/m/[code]';
const CLIENT = '.svelte-kit/output/client';
const GENERATED = '.svelte-kit/generated/client-optimized';

if (process.argv[2] === '--browser') {
	const { firstLoad } = await import('../tests/bench/first-load.ts');
	await firstLoad(...process.argv.slice(3, 5).map(Number));
	process.exit();
}

if (!existsSync(join(root, CLIENT))) fail('There is no build to measure: run npm start once.');

/** What the page fetches besides before it shows somebody a stage (src/lib/meeting/panels.ts). */
const ALWAYS = ['runsheet/StageHead'];
const SIGN_IN = ['attendance/SignIn', 'attendance/SignInActions'];
const STAGES = {
	'before the meeting': ['attendance/Rsvp', 'attendance/RsvpActions', 'runsheet/Matter'],
	'sign-in': SIGN_IN,
	matter: ['runsheet/Matter', 'runsheet/MatterAloud'],
	parties: ['runsheet/Parties'],
	rules: ['runsheet/Rules', 'runsheet/Acknowledge'],
	discussion: ['queue/Floor', 'queue/HandActions', 'queue/RaiseHand'],
	'discussion, having the floor': ['queue/MyTurns', 'queue/Floor', 'queue/TurnActions'],
	'discussion, not signed in': ['queue/Floor', ...SIGN_IN],
	'plain stage': ['runsheet/StageNotes', 'queue/Floor', 'queue/HandActions']
};

/** @type {Record<string, { file: string, name?: string, imports?: string[] }>} */
const manifest = JSON.parse(read(`${CLIENT}/.vite/manifest.json`));
/** @type {Record<string, string[]>} */
const modules = JSON.parse(read(`${CLIENT}/.vite/modules.json`));

const stages = Object.entries(STAGES).map(([stage, parts]) => {
	const rows = reached([...beginnings(), ...[...ALWAYS, ...parts].map(partKey)]);
	return { stage, rows: rows.map(weighed).sort((a, b) => b.bytes - a.bytes) };
});
const heaviest = stages.reduce((most, one) => (sum(one.rows) > sum(most.rows) ? one : most));
for (const { name, bytes } of heaviest.rows)
	console.log(`${kilobytes(bytes).padStart(7)} KB  ${name}`);
for (const { stage, rows } of stages)
	console.log(
		`${kilobytes(sum(rows)).padStart(7)} KB in ${rows.length} files at the stage: ${stage}`
	);

const total = sum(heaviest.rows);
console.log(
	`phone page: ${kilobytes(total)} KB gzip of script at ${heaviest.stage} (limit ${LIMIT})`
);
const files = Math.max(...stages.map(({ rows }) => rows.length));
console.log(`phone page: at most ${files} files (limit ${MOST_FILES})`);
if (total > LIMIT * 1024 || files > MOST_FILES) process.exitCode = 1;

/** What the page names in its head: SvelteKit's start, the app, the layouts and the page itself. */
function beginnings() {
	const start = Object.keys(manifest).filter((key) => key.endsWith('/runtime/client/entry.js'));
	if (start.length !== 1) fail('The build names no single start for browsers.');
	const nodes = nodesOfRoute().map((number) => `${GENERATED}/nodes/${number}.js`);
	return [...start, `${GENERATED}/app.js`, ...nodes];
}

/**
 * SvelteKit numbers layouts and pages and lists them as `"/m/[code]": [page,[layouts]]`; the
 * outermost layout is 0 and goes without saying, `~` marks a page with a server half, and folders
 * in brackets do not show in the address.
 */
function nodesOfRoute() {
	const listed = /"(\/[^"]*)": \[~?(\d+)(?:,\[([\d,]*)\])?/g;
	for (const [, route = '', page, layouts = ''] of read(`${GENERATED}/app.js`).matchAll(listed)) {
		const address = route.replace(/\/\([^)]+\)/g, '');
		if (address === ROUTE) return ['0', ...layouts.split(',').filter(Boolean), page];
	}
	return fail(`The build has no page ${ROUTE}.`);
}

/**
 * All files that are imported statically from these, themselves included, each once.
 *
 * @param {string[]} keys
 */
function reached(keys) {
	const seen = new Set(keys);
	for (const key of seen) for (const next of chunk(key).imports ?? []) seen.add(next);
	return [...new Map([...seen].map((key) => [chunk(key).file, key])).values()];
}

/**
 * The file that holds a part, as scripts/few-files.ts has cut them.
 *
 * @param {string} part
 */
function partKey(part) {
	const module = `src/lib/meeting/${part}.svelte`;
	const file = Object.keys(modules).find((name) => modules[name]?.includes(module));
	const key = Object.keys(manifest).find((name) => manifest[name]?.file === file);
	return key ?? fail(`The build has no file with ${part}.`);
}

/** @param {string} key */
function weighed(key) {
	const { file, name } = chunk(key);
	return { name: name ?? key, bytes: gzipSync(read(`${CLIENT}/${file}`)).length };
}

/** @param {{ bytes: number }[]} rows */
function sum(rows) {
	return rows.reduce((all, { bytes }) => all + bytes, 0);
}

/** @param {string} key */
function chunk(key) {
	return manifest[key] ?? fail(`The build has no ${key}.`);
}

/** @param {number} bytes */
function kilobytes(bytes) {
	return (bytes / 1024).toFixed(1);
}

/** @param {string} path */
function read(path) {
	return readFileSync(join(root, path), 'utf8');
}

/**
 * @param {string} reason
 * @returns {never}
 */
function fail(reason) {
	console.error(reason);
	process.exit(1);
}
