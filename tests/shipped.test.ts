/** What people get: whatever runs from source finds its packages, and the licence of each comes along. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { hashPassword } from '#server/auth/password.ts';
import { licences, shippedPackages } from '../scripts/licences.mjs';
import { node } from '../scripts/process.mjs';

const root = join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const { dependencies } = JSON.parse(read('package.json')) as {
	dependencies: Record<string, string>;
};

/** Where programs begin that are run from source, with the packages of `npm ci --omit=dev`. */
const BEGINNINGS = [
	...['backup', 'restore', 'verify', 'recover'].map((name) => `scripts/${name}.ts`),
	...['scripts/run.mjs', 'server/main.mjs'],
	// What is started as a thread, by its name.
	...(readdirSync(join(root, 'server'), { recursive: true }) as string[])
		.filter((file) => /-thread\.(mjs|ts)$/.test(file))
		.map((file) => `server/${file}`)
];
/** The build, which another test reads; and where only `npm test` goes, or a start that has to build. */
const LEFT_OUT = /^build\/|^scripts\/(browser|tests)\.mjs$/;

function importsOf(file: string): string[] {
	const code = read(file).replace(/\/\*[\s\S]*?\*\//g, '');
	const statements = [
		/^[ \t]*(?:import|export)\b(?!\s+type\b)[^;'"]*?\bfrom\s*['"]([^'"]+)['"]/gm,
		/^[ \t]*import\s*['"]([^'"]+)['"]/gm,
		/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g
	];
	return statements.flatMap((one) => [...code.matchAll(one)].map(([, name]) => name!));
}

function inHouse(file: string, name: string): string | null {
	if (name.startsWith('#lib/')) return name.replace('#lib/', 'src/lib/');
	if (name.startsWith('#server/')) return name.replace('#server/', 'server/');
	return name.startsWith('.') ? relative(root, join(root, dirname(file), name)) : null;
}

test('what runs from source imports packages that `npm ci --omit=dev` installs', () => {
	const waiting = [...BEGINNINGS];
	const seen = new Set(waiting);
	const missing: string[] = [];
	for (const file of waiting) {
		for (const name of importsOf(file)) {
			const next = inHouse(file, name);
			if (next === null) {
				const [, bare = ''] = /^((?:@[^/]+\/)?[^/]+)/.exec(name) ?? [];
				if (!name.startsWith('node:') && !dependencies[bare]) missing.push(`${file} → ${name}`);
			} else if (
				!seen.has(next) &&
				/\.(ts|mjs|js)$/.test(next) &&
				existsSync(join(root, next)) &&
				!LEFT_OUT.test(next)
			) {
				seen.add(next);
				waiting.push(next);
			}
		}
	}
	expect(seen.size).toBeGreaterThan(100);
	expect(missing).toEqual([]);
	// Nor anything of the tests: what they put in a dear thing's place stays theirs.
	expect([...seen].filter((file) => file.startsWith('tests/'))).toEqual([]);
});

test('a password costs the product what its library asks, and the tests a thousandth', async () => {
	const costOf = (stored: string) => /^\$argon2id\$v=19\$(m=\d+,t=\d+,p=\d+)\$/.exec(stored)?.[1];
	const script = `import { hashPassword } from '#server/auth/password.ts';
		console.log(await hashPassword('食堂 油烟 槐树'));`;
	// As `npm start` starts the server and the other commands.
	const product = await node(['--input-type=module', '-e', script], { quiet: true });
	expect(costOf(product.output)).toBe('m=19456,t=2,p=1');
	expect(costOf(await hashPassword('食堂 油烟 槐树'))).toBe('m=8,t=1,p=1');
});

test('licences.txt names every package of which code is built into the pages', () => {
	const shipped = shippedPackages();
	const files = (readdirSync(join(root, 'src'), { recursive: true }) as string[])
		.map((file) => `src/${file}`)
		.filter((file) => /\.(ts|js|svelte)$/.test(file) && !/\.test\.ts$|\/paraglide\//.test(file));
	const imported = files.flatMap((file) =>
		importsOf(file)
			.filter((name) => inHouse(file, name) === null && !/^(?:node:|\$)/.test(name))
			.map((name) => [file, /^(?:@[^/]+\/)?[^/]+/.exec(name)![0]] as const)
	);
	expect(new Set(imported.map(([, name]) => name)).size).toBeGreaterThan(10);
	const unnamed = imported.filter(([, name]) => !shipped.has(`node_modules/${name}`));
	expect(unnamed).toEqual([]);
});

test('licences.txt is what `node scripts/licences.mjs` writes, and names every package and font', () => {
	const text = read('static/licences.txt');
	expect(text === licences(), 'run node scripts/licences.mjs').toBe(true);
	const fonts = Object.keys(dependencies).filter((name) => name.startsWith('@expo-google-fonts/'));
	expect(fonts).toHaveLength(2);
	for (const name of [...Object.keys(dependencies), 'svelte', '@sveltejs/kit'])
		expect([...shippedPackages().keys()]).toContain(`node_modules/${name}`);
	expect(text.match(/SIL OPEN FONT LICENSE/gi)?.length).toBeGreaterThan(0);
	// Neither a text nor a name of a licence.
	expect(text).not.toContain('Licence: undefined');
});
