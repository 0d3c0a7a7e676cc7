/**
 * What something costs the processor, for tests of input that must not be taken apart. Not a span: the machine
 * does other things too, and the least of several runs is what the work itself needs.
 */

/** The least processor time of `times` runs, in ms, one after the other. */
export async function leastUserMs(run: () => unknown, times = 4): Promise<number> {
	let least = Infinity;
	for (let n = 0; n < times; n++) {
		const before = process.cpuUsage();
		await run();
		least = Math.min(least, process.cpuUsage(before).user / 1000);
	}
	return least;
}
