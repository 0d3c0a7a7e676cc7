/**
 * `npm run prove`: everything that is too long for the tests, one program after another, and one table
 * of promise → figure at the end. The exit code is 1 when a promise did not hold.
 *
 *   --size small        seconds instead of minutes
 *   --only kill,updates  some programs
 *   --seed 7            another chance; the default is always the same
 *   --minutes 60        how long one program may take
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Prove, ProveOptions, Row } from './program.ts';

const NOT_PROGRAMS = ['main.ts', 'program.ts', 'engine.ts'];

/** Names of the programs of this folder. */
function programs(): string[] {
	return readdirSync(import.meta.dirname)
		.filter((file) => file.endsWith('.ts') && !NOT_PROGRAMS.includes(file))
		.map((file) => basename(file, '.ts'))
		.sort();
}

/** Runs one program in a process of its own; one that ends without an answer has not held. */
async function run(name: string, options: ProveOptions, minutes: number): Promise<Row[]> {
	const child = fork(import.meta.filename, ['--run', name, JSON.stringify(options)], {
		stdio: ['ignore', 'inherit', 'inherit', 'ipc']
	});
	const late = setTimeout(() => child.kill('SIGKILL'), minutes * 60_000);
	let rows: Row[] = [];
	child.on('message', (answer) => void (rows = answer as Row[]));
	const [code, signal] = await once(child, 'close');
	clearTimeout(late);
	if (code === 0 && rows.length > 0) return rows;
	const figure = `ended without an answer (${signal ?? code})`;
	return [...rows, { promise: `${name} runs to its end`, figure, held: false }];
}

/** Rows as a Markdown table. */
function table(rows: Row[]): string {
	const lines = rows.map(({ promise, figure, held }) => [
		promise,
		figure,
		held ? 'held' : 'BROKEN'
	]);
	const all = [['promise', 'figure', ''], ['---', '---', '---'], ...lines];
	return all.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** All programs asked for; answers the exit code. */
async function proveAll(): Promise<number> {
	const { values } = parseArgs({
		options: {
			size: { type: 'string', default: 'full' },
			only: { type: 'string' },
			seed: { type: 'string', default: '20261129' },
			minutes: { type: 'string', default: '60' }
		}
	});
	const known = programs();
	const names = values.only?.split(',') ?? known;
	const unknown = names.filter((name) => !known.includes(name));
	if (unknown.length > 0 || !['small', 'full'].includes(values.size)) {
		console.error(`Say --size small or full, and --only some of: ${known.join(', ')}.`);
		return 1;
	}
	const options = { size: values.size, seed: Number(values.seed) } as ProveOptions;
	const rows: Row[] = [];
	for (const name of names) {
		const begun = performance.now();
		const found = await run(name, options, Number(values.minutes));
		rows.push(...found);
		const seconds = ((performance.now() - begun) / 1000).toFixed(1);
		console.log(`${found.every(({ held }) => held) ? '✓' : '✗'} ${name} ${seconds} s`);
	}
	const broken = rows.filter(({ held }) => !held).length;
	console.log(`\n${options.size}, seed ${options.seed}\n\n${table(rows)}\n`);
	console.log(`${rows.length - broken} held, ${broken} broken`);
	return broken > 0 ? 1 : 0;
}

if (process.argv[2] === '--run') {
	const [name, options] = process.argv.slice(3);
	const program = (await import(join(import.meta.dirname, `${name}.ts`))) as { prove: Prove };
	const rows = await program.prove(JSON.parse(options!) as ProveOptions);
	await new Promise((sent) => process.send!(rows, sent));
	process.exit(0);
} else process.exit(await proveAll());
