/** `Worker` as browsers have it, for code that starts one: a thread of Node, with little memory. */
import { Worker as Thread } from 'node:worker_threads';

const IN_THREAD = `
	const { parentPort, workerData } = require('node:worker_threads');
	globalThis.self = globalThis;
	globalThis.postMessage = (message) => parentPort.postMessage(message);
	parentPort.on('message', (data) => globalThis.onmessage({ data }));
	import(workerData);
`;

class WebWorker {
	onmessage?: (event: { data: unknown }) => void;
	onerror?: (error: Error) => void;
	#thread: Thread;

	constructor(script: URL) {
		const resourceLimits = { maxOldGenerationSizeMb: 256 };
		this.#thread = new Thread(IN_THREAD, { eval: true, workerData: script.href, resourceLimits });
		this.#thread.on('message', (data) => this.onmessage?.({ data }));
		this.#thread.on('error', (error) => this.onerror?.(error));
	}

	postMessage(message: unknown): void {
		this.#thread.postMessage(message);
	}

	terminate(): void {
		void this.#thread.terminate();
	}
}

Object.assign(globalThis, { Worker: WebWorker });
