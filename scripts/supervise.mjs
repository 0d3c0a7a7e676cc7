// Keeps the server running: one that fell is started again, after a pause that grows with each fall.

import { setTimeout as wait } from 'node:timers/promises';
import { REFUSED } from '../server/exit-codes.mjs';

const FIRST_PAUSE_S = 1;
const LONGEST_PAUSE_S = 60;
/** Whoever ran so long ran well: the next fall begins with the first pause again. */
const RAN_WELL_MS = 60_000;

/**
 * What the loop needs of the world; tests bring their own.
 *
 * @typedef {object} World
 * @property {() => number} now monotonic milliseconds
 * @property {(ms: number, options: { signal: AbortSignal }) => Promise<unknown>} wait
 * @property {(sentence: string) => void} log
 */

/** @type {World} */
const realWorld = {
	now: () => performance.now(),
	wait: (ms, options) => wait(ms, undefined, options),
	log: (sentence) => console.error(sentence)
};

/**
 * Runs `program` until it ends by itself (0), refuses to start (`REFUSED`) or was told to end; after
 * every other end it is started again, for ever. A signal during the pause ends the pause.
 *
 * @param {() => Promise<{ code: number, told?: boolean }>} program `told`: it was passed a signal to end
 * @param {World} [world]
 * @returns {Promise<number>} the exit code
 */
export async function keepRunning(program, world = realWorld) {
	let pause = FIRST_PAUSE_S;
	for (;;) {
		const begun = world.now();
		const { code, told } = await program();
		if (code === 0 || code === REFUSED || told) return code;
		if (world.now() - begun >= RAN_WELL_MS) pause = FIRST_PAUSE_S;
		world.log(
			`\n服务意外退出（代码${code}），${pause}秒后自动重新启动。已存下的内容都在。\n` +
				`The server ended unexpectedly (code ${code}); starting it again in ${pause} s. What was saved is safe.\n`
		);
		if (await wasTold(world, pause * 1000)) return code;
		pause = Math.min(pause * 2, LONGEST_PAUSE_S);
	}
}

/**
 * Waits; true when a signal ended the wait.
 *
 * @param {World} world
 * @param {number} ms
 */
async function wasTold(world, ms) {
	const told = new AbortController();
	const end = () => told.abort();
	/** @type {NodeJS.Signals[]} */
	const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
	for (const signal of signals) process.on(signal, end);
	try {
		await world.wait(ms, { signal: told.signal });
	} catch (error) {
		if (!told.signal.aborted) throw error;
	} finally {
		for (const signal of signals) process.off(signal, end);
	}
	return told.signal.aborted;
}
