/**
 * Moves the write-ahead journal into the database file from a thread of its own, so that no COMMIT, and
 * nobody who waits for one, pays for it. Durability does not depend on it: a COMMIT is on disk already.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Log } from '#server/log.ts';
import { troubleSentence } from '#server/start-refused.ts';
import { LOOKED_AT_WHOLE } from './inspect.ts';

/** So long a start has the machine for itself, ms: it writes little, and a thread takes a fifth of a second of it. */
const AFTER_START_MS = 1000;

/** Starts the thread when the start is over; the returned function ends it. */
export function startCheckpoints(path: string, root: string, log: Log): () => Promise<void> {
	const lookAtWhole = statSync(path).size > LOOKED_AT_WHOLE;
	let end: (() => Promise<void>) | undefined;
	const timer = setTimeout(
		() => (end = startThread({ path, lookAtWhole }, root, log)),
		AFTER_START_MS
	).unref();
	return async () => {
		clearTimeout(timer);
		await end?.();
	};
}

function startThread(
	workerData: { path: string; lookAtWhole: boolean },
	root: string,
	log: Log
): () => Promise<void> {
	const worker = new Worker(join(root, 'server/db/checkpoint-thread.mjs'), { workerData });
	const ended = new Promise((resolve) => worker.once('exit', resolve));
	worker.on('message', ({ damaged }: { damaged: string }) =>
		log.error({ damaged }, troubleSentence(workerData.path, 'damaged'))
	);
	worker.unref();
	worker.on('error', (error) => log.warn({ err: error }, 'checkpoints go on at commits'));
	return async () => {
		// Awaited: a process with nothing else to do would end before it.
		worker.ref();
		worker.postMessage('stop');
		await ended;
	};
}
