// What Vite writes into our modules when it builds them, for tests that run them as they lie there: the
// lists of `import.meta.glob`, `import.meta.env.SSR` and SvelteKit's `$app/environment`. Node reads TypeScript by
// itself, and keeps what it read (NODE_COMPILE_CACHE); Vite's module runner takes twice the time for it.

import { globSync, readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { basename, dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';

/** Outside of a build nobody is building, and what runs here is what will run. */
const ENVIRONMENT =
	'data:text/javascript,export const building = false, dev = false, browser = false';

const QUICK_HASH = new URL('quick-hash.mjs', import.meta.url).href;

const GLOB = /import\.meta\.glob\s*\(([^()]*)\)/gu;

/** The sentences are some thousand files of one each. */
const IMPORTS = /^import .*$/gmu;
const MESSAGES = /\/paraglide\/messages\/\w+\.js$/u;

if (isMainThread)
	registerHooks({
		resolve(specifier, context, next) {
			if (specifier === '$app/environment') return { url: ENVIRONMENT, shortCircuit: true };
			if (specifier === '@node-rs/argon2' && context.parentURL !== QUICK_HASH)
				return { url: QUICK_HASH, shortCircuit: true };
			return next(specifier, context);
		},
		load(url, context, next) {
			if (!isOurs(url)) return next(url, context);
			const file = fileURLToPath(url);
			if (MESSAGES.test(url))
				return { format: 'module', shortCircuit: true, source: message(file) };
			const written = readFileSync(file, 'utf8');
			if (!/import\.meta\.(?:glob|env)\b/u.test(written)) return next(url, context);
			const script = file.endsWith('.ts') ? stripTypeScriptTypes(written) : written;
			return { format: 'module', shortCircuit: true, source: asVite(script, file) };
		}
	});

/** @param {string} url */
function isOurs(url) {
	return /^file:[^?]*\.(?:ts|js)(?:\?|$)/u.test(url) && !url.includes('/node_modules/');
}

/**
 * All sentences as one file; a file of one gives what is there.
 *
 * @param {string} file
 */
function message(file) {
	const name = basename(file, '.js');
	if (name !== '_index') return `export { ${name} } from './_index.js';`;
	const index = readFileSync(file, 'utf8');
	const all = Array.from(index.matchAll(/'\.\/(\w+\.js)'/gu), ([, each]) =>
		readFileSync(join(dirname(file), each), 'utf8').replace(IMPORTS, '')
	);
	return `import { getLocale, experimentalStaticLocale } from '../runtime.js';\n${all.join('\n')}`;
}

/**
 * @param {string} script
 * @param {string} file
 */
function asVite(script, file) {
	/** @type {string[]} */
	const imports = [];
	const filled = script
		.replaceAll('import.meta.env.SSR', 'true')
		.replace(GLOB, (_, args) => listed(args, dirname(file), imports));
	return `${filled}\n${imports.join('\n')}\n`;
}

/**
 * The object that a call of `import.meta.glob` stands for.
 *
 * @param {string} args as they were written: literals alone
 * @param {string} folder of the module
 * @param {string[]} imports lines to add, for what is asked for at once
 */
function listed(args, folder, imports) {
	const [patterns, { eager = false, import: name = '*' } = {}] = new Function(`return [${args}]`)();
	const files = globSync([patterns].flat(), { cwd: folder }).map((found) => {
		const path = found.split(sep).join('/');
		return path.startsWith('.') ? path : `./${path}`;
	});
	const entries = files.sort().map((path) => {
		if (!eager) return `${JSON.stringify(path)}: () => import(${JSON.stringify(path)})`;
		const local = `__glob_${imports.length}`;
		const what = name === '*' ? `* as ${local}` : `{ ${name} as ${local} }`;
		imports.push(`import ${what} from ${JSON.stringify(path)};`);
		return `${JSON.stringify(path)}: ${local}`;
	});
	return `({ ${entries.join(', ')} })`;
}
