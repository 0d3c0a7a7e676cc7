/** One process of the bench and the questions that can be put to it. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { SERVER_ENV, SERVER_FLAGS } from '../../scripts/commands.mjs';
import { bundled } from './bundled.ts';
import type { Reading } from './meter.ts';

/** Run the built server in their own process. */
const BUILT = new Set(['our-server.ts', 'evening-server.ts']);

export class Child {
	readonly process: ChildProcess;
	/** Where it listens, when it is the whole server. */
	port = 0;
	#waiting = new Map<number, (answer: unknown) => void>();
	#n = 0;

	private constructor(process: ChildProcess) {
		this.process = process;
	}

	/** Starts a program of this folder; resolves when it says that it is ready. */
	static async start(
		file: string,
		env: Record<string, string> = {},
		flags: string[] = [...SERVER_FLAGS, '--expose-gc']
	): Promise<Child> {
		const source = fileURLToPath(new URL(file, import.meta.url));
		const path = BUILT.has(file) ? await bundled(source) : source;
		const child = new Child(
			fork(path, {
				env: { ...SERVER_ENV, ...process.env, ...env },
				execArgv: [...flags, ...profile(file)],
				stdio: ['ignore', 'ignore', 'inherit', 'ipc']
			})
		);
		await new Promise<void>((resolve, reject) => {
			child.process.once('exit', (code) => reject(new Error(`${file} ended (${code})`)));
			child.process.on('message', (raw) => {
				const { n, answer, port } = raw as { n?: number; answer: unknown; port?: number };
				// Our own server says its port instead, as to anybody who starts it.
				if (port) child.port = port;
				if (!n) return resolve();
				child.#waiting.get(n)?.(answer);
				child.#waiting.delete(n);
			});
		});
		return child;
	}

	/** Puts one question; what is asked for is documented where it is answered. */
	ask<T = unknown>(what: string, more: Record<string, unknown> = {}): Promise<T> {
		const n = ++this.#n;
		return new Promise((resolve) => {
			this.#waiting.set(n, resolve as (answer: unknown) => void);
			this.process.send({ n, do: what, ...more });
		});
	}

	mark(): Promise<unknown> {
		return this.ask('mark');
	}

	read(collect = false): Promise<Reading> {
		return this.ask<Reading>('read', { collect });
	}

	/** Ends the process; `SIGKILL` gives it no chance to tidy up. */
	async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
		if (this.process.exitCode !== null || this.process.signalCode !== null) return;
		const gone = once(this.process, 'exit');
		this.process.kill(signal);
		await gone;
	}
}

/** `BENCH_PROFILE=our-server.ts` writes a CPU profile of that program when it ends. */
function profile(file: string): string[] {
	return process.env.BENCH_PROFILE && file.endsWith(process.env.BENCH_PROFILE)
		? ['--cpu-prof', '--cpu-prof-interval=200', '--cpu-prof-dir=.bench-profile']
		: [];
}
