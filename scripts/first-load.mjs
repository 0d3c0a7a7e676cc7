// How much script a phone fetches before the room can be used: a promise to old phones on a hall's
// crowded wifi. Counts what the built page of the room imports at once, not what it loads later.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './process.mjs';

const LIMIT = 120; // KB of gzip, 1 KB = 1024 bytes
const ROUTE = '/m/[code]';
const CLIENT = '.svelte-kit/output/client';
const GENERATED = '.svelte-kit/generated/client-optimized';

if (!existsSync(join(root, CLIENT))) fail('There is no build to measure: run npm start once.');

/** @type {Record<string, { file: string, name?: string, imports?: string[] }>} */
const manifest = JSON.parse(read(`${CLIENT}/.vite/manifest.json`));

const rows = reached(beginnings()).map((key) => {
	const { file, name } = chunk(key);
	return { name: name ?? key, bytes: gzipSync(read(`${CLIENT}/${file}`)).length };
});
rows.sort((a, b) => b.bytes - a.bytes);
for (const { name, bytes } of rows) console.log(`${kilobytes(bytes).padStart(7)} KB  ${name}`);

const total = rows.reduce((sum, { bytes }) => sum + bytes, 0);
console.log(`phone page: ${kilobytes(total)} KB gzip of script (limit ${LIMIT})`);
if (total > LIMIT * 1024) process.exitCode = 1;

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
 * All chunks that are imported statically from these, themselves included, each once.
 *
 * @param {string[]} keys
 */
function reached(keys) {
	const seen = new Set(keys);
	for (const key of seen) for (const next of chunk(key).imports ?? []) seen.add(next);
	return [...seen];
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
