/** What the figures were measured on: without it a figure says nothing. */
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { percentile } from './figures.ts';

/** Two hundred appends of 4 KB, each forced to the disk: p50 and p99, ms. */
export function fsyncTimes(folder: string): { p50: number; p99: number } {
	const path = join(folder, 'fsync-probe');
	const file = openSync(path, 'w');
	const block = Buffer.alloc(4096, 1);
	const times: number[] = [];
	for (let n = 0; n < 200; n++) {
		const start = performance.now();
		writeSync(file, block);
		fdatasyncSync(file);
		times.push(performance.now() - start);
	}
	closeSync(file);
	rmSync(path);
	return { p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
}

/** Cores, processor, Node and the load that others make. */
export function machine(): string {
	const load = loadavg().map((one) => one.toFixed(2));
	return (
		`${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version}, ` +
		`load before the run ${load.join(' ')} (1, 5, 15 min)`
	);
}
