/** The files of the repository as texts, for tests of what no compiler checks; nothing of it is run. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

/** Every file that is in the repository or about to be. */
export const files = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], {
	encoding: 'utf8'
})
	.split('\0')
	.filter((file) => file && existsSync(file));

const contents = new Map<string, string>();
export function read(file: string): string {
	const known = contents.get(file) ?? readFileSync(file, 'utf8');
	contents.set(file, known);
	return known;
}

/** Code without its comments, which may speak of anything. */
export function code(file: string): string {
	return read(file)
		.replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->/g, '')
		.replace(/(^|[^:'"`])\/\/.*$/gm, '$1');
}

export const programs = files.filter(
	(file) => /\.(ts|js|mjs|svelte)$/.test(file) && /^(src|server|tests)\//.test(file)
);

/** What a file imports: a path in the repository, or the name of a package. */
export function imports(file: string): string[] {
	const statements = [
		/^\s*(?:import|export)\b[^;'"]*?\bfrom\s*['"]([^'"]+)['"]/gm,
		/^\s*import\s*['"]([^'"]+)['"]/gm,
		/\bimport\(\s*['"]([^'"]+)['"]/g
	];
	return statements.flatMap((statement) =>
		[...code(file).matchAll(statement)].map(([, name = '']) => resolved(file, name))
	);
}

export function resolved(file: string, name: string): string {
	if (name.startsWith('.')) return posix.join(posix.dirname(file), name);
	return name.replace(/^#lib\//, 'src/lib/').replace(/^#server\//, 'server/');
}

export const isTest = (file: string) => file.endsWith('.test.ts');
