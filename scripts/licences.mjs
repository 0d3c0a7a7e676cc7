// The licences of everything that people get with the room: what it imports when it runs, what is built
// into its pages, and its fonts. `node scripts/licences.mjs` writes static/licences.txt, which every
// installation serves; a test says when it is out of date.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './process.mjs';

/** Tools that leave code of their own in the build, with what they depend on. */
const BUILT_IN = ['svelte', '@sveltejs/kit', '@sveltejs/adapter-node'];
/** Tools that leave a few lines of their own. */
const LEAVES_LINES = ['@inlang/paraglide-js', 'vite'];
const FILE = 'static/licences.txt';

/**
 * @typedef {object} Locked an entry of package-lock.json
 * @property {string} version
 * @property {string} [license]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [optionalDependencies]
 * @property {string[]} [os]
 */

const json = (/** @type {string} */ path) => JSON.parse(readFileSync(join(root, path), 'utf8'));

/**
 * Every package of the room's own and of the tools above with all that they depend on, by its path in
 * node_modules. Programs for one kind of machine are left out: they come under the licence of the package
 * that asks for them.
 *
 * @returns {Map<string, Locked>}
 */
export function shippedPackages() {
	/** @type {Record<string, Locked>} */
	const locked = json('package-lock.json').packages;
	/** @type {Map<string, Locked>} */
	const shipped = new Map();
	const add = (/** @type {string} */ name, /** @type {string} */ from) => {
		const path = places(from, name).find((place) => locked[place]);
		const entry = path && locked[path];
		if (!entry || shipped.has(path) || entry.os) return;
		shipped.set(path, entry);
		const needed = { ...entry.dependencies, ...entry.optionalDependencies };
		for (const one of Object.keys(needed)) add(one, path);
	};
	for (const name of [...Object.keys(json('package.json').dependencies), ...BUILT_IN])
		add(name, '');
	for (const path of LEAVES_LINES.map((name) => `node_modules/${name}`))
		shipped.set(path, /** @type {Locked} */ (locked[path]));
	return new Map([...shipped].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/**
 * Where a package is looked for from inside another, the nearest first.
 *
 * @param {string} from
 * @param {string} name
 */
function places(from, name) {
	const parts = from.split('/node_modules/');
	return parts
		.map((_, at) => parts.slice(0, parts.length - at).join('/node_modules/'))
		.filter(Boolean)
		.map((folder) => `${folder}/node_modules/${name}`)
		.concat(`node_modules/${name}`);
}

/** What `static/licences.txt` must hold. */
export function licences() {
	/** @type {Map<string, string[]>} */
	const byText = new Map();
	for (const [path, { version, license }] of shippedPackages()) {
		const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
		const text = textOf(path) || `Licence: ${license ?? json(`${path}/package.json`).license}`;
		byText.set(text, [...(byText.get(text) ?? []), `${name} ${version}`]);
	}
	const blocks = [...byText].map(([text, names]) => `${names.join(', ')}\n\n${text}\n`);
	const rule = `\n${'-'.repeat(80)}\n\n`;
	const own = readFileSync(join(root, 'LICENSE'), 'utf8').trim();
	return [`议堂 Yitang\n\n${own}\n`, ...blocks].join(rule);
}

/** @param {string} path of an installed package */
function textOf(path) {
	const folder = join(root, path);
	if (!existsSync(folder)) return '';
	const names = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice)/i.test(name));
	return names
		.sort()
		.map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim())
		.join('\n\n');
}

if (import.meta.filename === process.argv[1]) writeFileSync(join(root, FILE), licences());
