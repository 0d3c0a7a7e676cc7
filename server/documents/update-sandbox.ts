/**
 * Tries what may be hostile or damaged in a thread of its own, with limits of time and memory, before
 * this process believes it (F28). One task at a time; a thread that hangs is ended and replaced.
 */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { SANDBOX } from './limits.ts';
import type { UpdateRow } from './document-rows.ts';

interface Answer {
	/** Once, when the thread has begun. */
	ready?: boolean;
	/** While loading: the row it begins with. */
	at?: number;
	id?: number;
	passed?: boolean;
	took?: number;
	bad?: number | null;
	state?: Uint8Array;
}

/** What a load gave: everything readable as one update, and the rows that are not. */
export interface Readable {
	state: Uint8Array | null;
	bad: number[];
}

export class UpdateSandbox {
	#file: string;
	#worker: Worker | null = null;
	#turn: Promise<unknown> = Promise.resolve();
	#id = 0;
	/** Ends the thread when nothing has been tried for a while. */
	#idle: NodeJS.Timeout | undefined;
	#stopped = false;
	/** The thread has not had a task yet: its beginning takes time too. */
	#fresh = true;

	#idleMs: number;

	/** @param idleMs after which a thread without a task is ended: it holds 10 MB, and begins in a moment */
	constructor(root: string, idleMs = SANDBOX.idle) {
		this.#file = join(root, 'server/documents/sandbox-thread.mjs');
		this.#idleMs = idleMs;
	}

	/** Whether there is a thread. */
	get isRunning(): boolean {
		return this.#worker !== null;
	}

	/** True when the update finds its place in what is decided, in time. */
	async passes(decided: Uint8Array[], update: Uint8Array): Promise<boolean> {
		const answer = await this.#inTurn(() => this.#ask({ decided, update }, SANDBOX.hangs));
		return answer?.passed === true && (answer.took ?? 0) <= SANDBOX.tooLong;
	}

	/** Reads stored rows; those that throw, hang or miss what they build on are left out and named. */
	read(rows: UpdateRow[]): Promise<Readable> {
		return this.#inTurn(async () => {
			const bad: number[] = [];
			let fellAt = -1;
			for (;;) {
				const left = rows.filter(({ version }) => !bad.includes(version));
				if (left.length === 0) return { state: null, bad };
				let at = left[0]!.version;
				const answer = await this.#ask({ rows: left }, SANDBOX.hangsAtRow, (row) => (at = row));
				if (answer?.state) return { state: answer.state, bad };
				if (this.#stopped) throw new Error('the server stops while a document is read');
				// A thread that fell may have fallen for another reason: only a second fall at the same
				// row is the row's.
				if (!answer && fellAt !== at) fellAt = at;
				else bad.push(answer?.bad ?? at);
			}
		});
	}

	async stop(): Promise<void> {
		this.#stopped = true;
		clearTimeout(this.#idle);
		await this.#turn.catch(() => {});
		await this.#worker?.terminate();
		this.#worker = null;
	}

	#inTurn<Result>(task: () => Promise<Result>): Promise<Result> {
		const result = this.#turn.then(task);
		this.#turn = result.catch(() => {});
		return result;
	}

	/** The thread's answer; null when it said nothing for `silence` ms, ran out of memory or fell. */
	#ask(
		task: object,
		silence: number,
		onRow: (version: number) => void = () => {}
	): Promise<Answer | null> {
		const worker = (this.#worker ??= this.#started());
		clearTimeout(this.#idle);
		const id = (this.#id += 1);
		return new Promise((resolve) => {
			let timer: NodeJS.Timeout;
			const end = (answer: Answer | null) => {
				clearTimeout(timer);
				worker.off('message', heard);
				worker.off('error', failed);
				worker.off('exit', failed);
				if (!answer) this.#end(worker);
				else this.#idle = setTimeout(() => this.#end(worker), this.#idleMs).unref();
				resolve(answer);
			};
			// When this thread itself was busy, answers stand in the queue behind the timer.
			const late = () => {
				timer = setTimeout(end, SANDBOX.grace, null);
			};
			const wait = (limit: number) => {
				clearTimeout(timer);
				timer = setTimeout(late, limit);
			};
			const heard = (answer: Answer) => {
				if (answer.id === id) return end(answer);
				if (answer.at !== undefined) onRow(answer.at);
				wait(silence);
			};
			const failed = () => end(null);
			worker.on('message', heard);
			worker.on('error', failed);
			worker.on('exit', failed);
			wait(this.#fresh ? SANDBOX.begins : silence);
			this.#fresh = false;
			worker.postMessage({ id, ...task });
		});
	}

	/** Nothing asks it any more; the next task begins another. */
	#end(worker: Worker): void {
		if (this.#worker === worker) this.#worker = null;
		void worker.terminate();
	}

	#started(): Worker {
		this.#fresh = true;
		const worker = new Worker(this.#file, {
			resourceLimits: { maxOldGenerationSizeMb: SANDBOX.memoryMb }
		});
		worker.unref();
		// Without a listener an error in the thread would end this process.
		worker.on('error', () => {});
		return worker;
	}
}
