/**
 * DOCX and PDF files, drawn in a thread so that no phone waits for a paper, and kept while they are
 * asked for. The same paper gives the same file: a file is kept under the hash of its paper.
 *
 * Invariants: one drawing at a time; who asks for what is being drawn waits for that; what was erased is
 * never served, because the paper is written anew for every request.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Log } from '#server/log.ts';
import type { Drawing, Drawn, Task } from './draw-thread.ts';
import type { Paper } from './paper.ts';

/** Files kept, and their bytes together. */
const KEPT = 64;
const KEPT_BYTES = 48 * 1024 * 1024;
/** Drawings that may wait; more are told to come again. */
const MAX_WAITING = 24;
/** A drawing that takes longer is given up. */
const LONGEST_MS = 60_000;
/** The thread holds open fonts of many megabytes; it goes when nobody needs it. */
const IDLE_MS = 60_000;
const MEMORY_MB = 512;
/** A page waits so long for what it only mentions. */
const ASK_MS = 4000;

type Wanted =
	{ as: Drawing; paper: Paper } | { as: 'lacking'; language: Paper['language']; text: string };

/** Too many wait already. */
export class Busy extends Error {}

export interface DrawnFile {
	bytes: Uint8Array;
	/** For `If-None-Match`. */
	tag: string;
}

export class Drawings {
	/** How many were drawn, and the longest in ms, for tests and figures. */
	drawn = 0;
	#root: string;
	#log: Log;
	#worker: Worker | null = null;
	#idle: NodeJS.Timeout | null = null;
	#files = new Map<string, DrawnFile>();
	#making = new Map<string, Promise<DrawnFile>>();
	#lacking = new Map<string, Promise<string>>();
	#turn: Promise<unknown> = Promise.resolve();
	#id = 0;

	constructor(root: string, log: Log) {
		this.#root = root;
		this.#log = log;
	}

	/**
	 * The paper as a file.
	 *
	 * @throws {Busy} when too many wait
	 */
	async file(paper: Paper, as: Drawing): Promise<DrawnFile> {
		const hash = createHash('sha256').update(JSON.stringify(paper)).digest('base64url');
		const key = `${hash.slice(0, 24)}.${as}`;
		const kept = this.#files.get(key);
		if (kept) {
			// The one asked for last stands last, and goes last.
			this.#files.delete(key);
			this.#files.set(key, kept);
			return kept;
		}
		const making = this.#making.get(key);
		if (making) return making;
		if (this.#making.size >= MAX_WAITING) throw new Busy();
		const made = this.#turn
			.then(() => this.#draw({ as, paper }))
			.then((bytes) => {
				const file = { bytes, tag: `"${key}"` };
				this.#keep(key, file);
				return file;
			});
		this.#turn = made.catch(() => {});
		this.#making.set(key, made);
		const done = () => this.#making.delete(key);
		made.then(done, done);
		return made;
	}

	/** Which of these characters no font of this computer has; '' where that can't be told in time. */
	async lacking(text: string, language: Paper['language']): Promise<string> {
		const key = `${language} ${text}`;
		let asked = this.#lacking.get(key);
		if (!asked) {
			if (this.#making.size >= MAX_WAITING) return '';
			const done = this.#turn.then(() => this.#draw({ as: 'lacking', language, text }));
			this.#turn = done.catch(() => {});
			asked = done.then((bytes) => new TextDecoder().decode(bytes));
			if (this.#lacking.size >= KEPT) this.#lacking.clear();
			this.#lacking.set(key, asked);
			asked.catch(() => this.#lacking.delete(key));
		}
		const patience = new Promise<string>((resolve) => setTimeout(resolve, ASK_MS, '').unref());
		return Promise.race([asked.catch(() => ''), patience]);
	}

	async stop(): Promise<void> {
		if (this.#idle) clearTimeout(this.#idle);
		const worker = this.#worker;
		this.#worker = null;
		await worker?.terminate();
	}

	#keep(key: string, file: DrawnFile): void {
		this.#files.set(key, file);
		let bytes = 0;
		for (const one of this.#files.values()) bytes += one.bytes.length;
		for (const [old, one] of this.#files) {
			if (this.#files.size <= KEPT && bytes <= KEPT_BYTES) break;
			this.#files.delete(old);
			bytes -= one.bytes.length;
		}
	}

	#draw(task: Wanted): Promise<Uint8Array> {
		const worker = (this.#worker ??= this.#started());
		const id = (this.#id += 1);
		if (this.#idle) clearTimeout(this.#idle);
		return new Promise<Uint8Array>((resolve, reject) => {
			const end = (bytes: Uint8Array | undefined, why = '') => {
				clearTimeout(timer);
				worker.off('message', heard);
				worker.off('error', failed);
				worker.off('exit', gone);
				this.drawn += 1;
				this.#idle = setTimeout(() => void this.stop(), IDLE_MS);
				this.#idle.unref();
				if (bytes) resolve(bytes);
				else reject(new Error(`a paper could not be drawn: ${why}`));
			};
			const heard = (answer: Drawn) => {
				if (answer.id === id) end(answer.bytes, answer.failed);
			};
			const lost = (why: string) => {
				if (this.#worker === worker) this.#worker = null;
				void worker.terminate();
				end(undefined, why);
			};
			const failed = (error: Error) => lost(error.message);
			const gone = () => lost('its thread ended');
			const timer = setTimeout(() => lost('it took too long'), LONGEST_MS);
			worker.on('message', heard);
			worker.on('error', failed);
			worker.on('exit', gone);
			worker.postMessage({ id, ...task } satisfies Task);
		});
	}

	#started(): Worker {
		const worker = new Worker(join(this.#root, 'server/export/draw-thread.ts'), {
			// Before Node 22.18 reading TypeScript has to be asked for.
			execArgv: ['--experimental-strip-types', '--no-warnings'],
			resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB }
		});
		worker.unref();
		// Without a listener an error in the thread would end this process.
		worker.on('error', (error) => this.#log.warn({ err: error }, 'the thread that draws fell'));
		return worker;
	}
}
