// Starting other programs: the only file under scripts/ that spawns anything.

import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository; every command runs there, wherever it was called from. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** Who started us. Asked once: between two starts of a program a new parent would go unnoticed. */
const parent = process.ppid;

/** Ends the command with a sentence for the person who typed it, without a stack. */
export class Stop extends Error {}

/**
 * @typedef {object} Options
 * @property {NodeJS.ProcessEnv} [env] the whole environment; the default is ours
 * @property {boolean} [quiet] collect what the program prints instead of showing it
 * @property {AbortSignal} [until] ends the program when it fires
 * @property {number} [priority] how far it steps back for other programs, as `nice` counts it
 * @property {boolean} [shell] needed on Windows for programs that are scripts (npm)
 */

/**
 * Runs a program to its end and passes on the signals that end us, so that none is left behind.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {Options} [options]
 * @returns {Promise<{ code: number, output: string, told: boolean }>} `output` is empty unless quiet; a
 *   program ended by a signal answers 128 + its number, as shells do; one that cannot be started, 127;
 *   `told`: we were told to end, and it with us
 */
export function run(program, args, options = {}) {
	const { env = process.env, quiet = false, until, priority = 0, shell = false } = options;
	return new Promise((resolve) => {
		const child = spawn(program, args, {
			cwd: root,
			env,
			shell,
			stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit'
		});
		if (priority > 0 && child.pid) stepBack(child.pid, priority);
		const { release, wasTold } = passSignals(child);
		until?.addEventListener('abort', () => child.kill());
		let output = '';
		child.stdout?.setEncoding('utf8').on('data', (text) => (output += text));
		child.stderr?.setEncoding('utf8').on('data', (text) => (output += text));
		child.on('error', (error) => {
			release();
			resolve({ code: 127, output: `${program}: ${error.message}\n`, told: wasTold() });
		});
		child.on('close', (code, signal) => {
			release();
			const ended = code ?? 128 + (signal ? constants.signals[signal] : 0);
			resolve({ code: ended, output, told: wasTold() });
		});
	});
}

/**
 * @param {number} pid
 * @param {number} priority
 */
function stepBack(pid, priority) {
	try {
		setPriority(pid, priority);
	} catch {
		// It has ended already, or the system does not let us: then it runs as others do.
	}
}

/**
 * Whatever ends us ends the child. A terminal sends Ctrl-C to every program in front, so there we
 * only wait; and npm, told to stop, stops without telling us, which shows by our having a new parent.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @returns {{ release: () => void, wasTold: () => boolean }} stops watching; whether something came
 */
function passSignals(child) {
	const terminal = Boolean(process.stdin.isTTY);
	/** @type {NodeJS.Signals[]} */
	const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
	let told = false;
	/** @param {NodeJS.Signals} signal */
	const pass = (signal) => {
		told = true;
		if (signal !== 'SIGINT' || !terminal) child.kill(signal);
	};
	for (const signal of signals) process.on(signal, pass);

	const orphaned = () => {
		if (process.ppid === parent) return;
		told = true;
		child.kill();
	};
	const watch = process.env.npm_lifecycle_event ? setInterval(orphaned, 250) : undefined;
	const release = () => {
		for (const signal of signals) process.off(signal, pass);
		clearInterval(watch);
	};
	return { release, wasTold: () => told };
}

/**
 * Runs a script with the Node we run on; TypeScript too, with the types stripped by Node itself.
 *
 * @param {string[]} args
 * @param {Options} [options]
 */
export function node(args, options) {
	// Before 22.18 stripping has to be asked for; until 24.3 it prints a warning of no use here.
	const strip = 'typescript' in process.features && process.features.typescript;
	const flags = ['--disable-warning=ExperimentalWarning'];
	if (!strip) flags.push('--experimental-strip-types');
	return run(process.execPath, [...flags, ...args], options);
}

/**
 * Runs the program of an installed package, without npx and its half second.
 *
 * @param {string} name the package
 * @param {string[]} args
 * @param {Options & { bin?: string }} [options] `bin` when the program has another name
 */
export function tool(name, args, { bin = basename(name), ...options } = {}) {
	const folder = join(root, 'node_modules', name);
	const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	const file = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[bin];
	// What builds, formats and lints makes much that is short-lived: a larger young generation spares it a tenth.
	return run(process.execPath, ['--max-semi-space-size=64', join(folder, file), ...args], options);
}

/**
 * Runs npm on the Node we run on.
 *
 * @param {string[]} args
 * @param {Options} [options]
 */
export function npm(args, options) {
	// Set by npm itself when it runs a script; yarn and pnpm set it to their own program.
	const cli = process.env.npm_execpath ?? '';
	if (basename(cli) === 'npm-cli.js' && existsSync(cli)) {
		return run(process.execPath, [cli, ...args], options);
	}
	return run('npm', args, { ...options, shell: process.platform === 'win32' });
}
