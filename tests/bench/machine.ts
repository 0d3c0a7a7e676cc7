/** What the figures were measured on: without it a figure says nothing. */
import { closeSync, fdatasyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
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

/** Processor time since the machine came up, in ticks: used here, and taken by the host for others. */
function ticks(): { used: number; taken: number } | null {
	try {
		const line = readFileSync('/proc/stat', 'utf8').split('\n')[0]!;
		const [user, nice, system, , , irq, soft, steal] = line.split(/\s+/).slice(1).map(Number);
		return { used: user! + nice! + system! + irq! + soft!, taken: steal! };
	} catch {
		return null; // Only Linux says it.
	}
}

/**
 * A virtual machine shares its host, and what others take shows in every tail: the function says how much
 * since it was made.
 */
export function watchHost(): () => string {
	const before = ticks();
	return () => {
		const now = ticks();
		if (!before || !now) return 'unknown';
		const taken = now.taken - before.taken;
		const asked = taken + now.used - before.used;
		return `${((taken / Math.max(asked, 1)) * 100).toFixed(1)} % of the processor time asked for`;
	};
}
