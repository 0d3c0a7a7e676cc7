/**
 * The control channel of a measured server process: it answers the bench over IPC with its own CPU,
 * memory and event-loop delay. Only programs of tests/bench speak it.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** What a process says about itself since the last `mark`. */
export interface Reading {
	/** User and system time, ms. */
	cpu: number;
	/** Event-loop delay, 99th percentile, ms. */
	delay: number;
	/** Resident memory, bytes, before any forced collection. */
	rss: number;
	/** Live JavaScript heap after a collection, bytes; 0 when not asked. */
	heap: number;
}

export type Ask = { n: number; do: string } & Record<string, unknown>;

/** Answers requests that come from the parent; `more` adds what one kind of process alone can do. */
export function answerParent(
	more: Record<string, (ask: Ask) => unknown | Promise<unknown>> = {}
): void {
	const delay = monitorEventLoopDelay({ resolution: 5 });
	delay.enable();
	let since = process.cpuUsage();
	const own: Record<string, (ask: Ask) => unknown> = {
		mark() {
			delay.reset();
			since = process.cpuUsage();
			return null;
		},
		/** Looking at the delay wakes the process two hundred times a second. */
		unwatch() {
			delay.disable();
			return null;
		},
		read(ask): Reading {
			const cpu = process.cpuUsage(since);
			const { rss } = process.memoryUsage();
			if (ask.collect) globalThis.gc?.();
			return {
				cpu: (cpu.user + cpu.system) / 1000,
				// The histogram counts its own resolution as delay.
				delay: Math.max(0, delay.percentile(99) / 1e6 - 5),
				rss,
				heap: ask.collect ? process.memoryUsage().heapUsed : 0
			};
		}
	};
	const all = { ...own, ...more };
	process.on('message', (raw) => {
		const ask = raw as Ask;
		void Promise.resolve(all[ask.do]!(ask)).then((answer) => process.send!({ n: ask.n, answer }));
	});
	// Nothing outlives the bench, even when it is killed.
	process.on('disconnect', () => process.exit(0));
}

/** Monotonic ms; one clock for all processes of a machine. */
export function clock(): number {
	return Number(process.hrtime.bigint()) / 1e6;
}
