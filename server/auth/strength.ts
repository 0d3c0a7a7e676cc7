/**
 * How many guesses a new password costs: a well-kept estimator (zxcvbn-ts) with a reading of Chinese habits
 * of our own (`habits.ts`). The one place that says whether a password will do.
 *
 * Invariant: nothing of a password is kept, logged or sent anywhere but to a thread of this process.
 */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { isRich, knowingReading, plainReading } from './habits.ts';
import { PASSWORD_MAX, plainPassword } from './password.ts';

/** Characters at least; a hanzi or a syllable counts as two. */
const MIN_LENGTH = 10;
/** Guesses at least: with the pace of `signin.ts` for ever, with a stolen database for years. */
const MIN_GUESSES = 1e10;
/** The beginning decides; what comes after only makes it better. */
const LOOKED_AT = 48;
/** The lists leave memory when nobody has chosen a password for so long, ms. */
const IDLE_MS = 5 * 60_000;

/** Why a password will not do; each has a sentence for people. */
export type PasswordFault =
	| 'short'
	| 'long'
	| 'repeated'
	| 'sequence'
	| 'own-name'
	| 'common'
	| 'digits'
	| 'pinyin'
	| 'date'
	| 'guessable';

interface Estimate {
	guesses: number;
	parts: { pattern: string; length: number }[];
}

interface Waiting {
	thread: Worker;
	done(estimates: Estimate[]): void;
	fail(why: Error): void;
}

export class PasswordStrength {
	#root: string;
	#thread: Worker | null = null;
	#waiting = new Map<number, Waiting>();
	#asked = 0;
	#idle: NodeJS.Timeout | null = null;

	/** `root`: the folder of the program. */
	constructor(root: string) {
		this.#root = root;
	}

	/** What is wrong with a new password, or null. `own`: login and name, which everybody knows. */
	async fault(typed: string, own: readonly string[]): Promise<PasswordFault | null> {
		if (typed.length > PASSWORD_MAX) return 'long';
		const password = plainPassword(typed);
		const lower = password.toLowerCase();
		if (weightOf(password) < MIN_LENGTH) return 'short';
		const letters = [...password].filter((one) => /\p{L}/u.test(one)).length;
		const digits = [...password].filter((one) => /\p{Nd}/u.test(one)).length;
		if (letters === 0 && digits > 0) return 'digits';
		if (new Set(lower).size <= 3) return 'repeated';
		const words = own
			.map((word) => plainPassword(word).toLowerCase())
			.filter((word) => word.length > 1);
		const rest = words.reduce((left, word) => left.replaceAll(word, ''), lower);
		if (weightOf(rest) < 6) return 'own-name';
		// Each reading begins anew, so that what everybody knows of somebody weighs nothing in either.
		const plain = plainReading(words.length > 0 ? rest : password).slice(0, LOOKED_AT);
		const knowing = knowingReading(rest).slice(0, LOOKED_AT);
		const [first, second] = await this.#estimate([plain, knowing]);
		if (first!.guesses < MIN_GUESSES) return nameOf(first!);
		return second && second.guesses >= MIN_GUESSES ? null : 'pinyin';
	}

	/** Ends the thread. */
	async stop(): Promise<void> {
		if (this.#idle) clearTimeout(this.#idle);
		const thread = this.#thread;
		this.#thread = null;
		// Awaited: a process with nothing else to do would end before it.
		thread?.ref();
		await thread?.terminate();
	}

	/** Estimates one reading after another, until one is too cheap. */
	#estimate(readings: string[]): Promise<Estimate[]> {
		if (this.#idle) clearTimeout(this.#idle);
		this.#idle = setTimeout(() => void this.stop(), IDLE_MS).unref();
		const thread = (this.#thread ??= this.#start());
		const id = (this.#asked += 1);
		return new Promise((done, fail) => {
			this.#waiting.set(id, { thread, done, fail });
			thread.postMessage({ id, readings, enough: MIN_GUESSES });
		});
	}

	#start(): Worker {
		const thread = new Worker(join(this.#root, 'server/auth/strength-thread.mjs'));
		thread.unref();
		thread.on('message', ({ id, estimates }: { id: number; estimates: Estimate[] }) => {
			this.#waiting.get(id)?.done(estimates);
			this.#waiting.delete(id);
		});
		const ended = (why: Error) => {
			if (this.#thread === thread) this.#thread = null;
			for (const [id, one] of this.#waiting)
				if (one.thread === thread) {
					this.#waiting.delete(id);
					one.fail(why);
				}
		};
		thread.on('error', ended);
		thread.on('exit', () => ended(new Error('the estimator has ended')));
		return thread;
	}
}

/** Characters, a hanzi or a syllable of Yi or Korean as two: it says as much. */
function weightOf(text: string): number {
	return [...text].reduce((sum, one) => sum + (isRich(one) ? 2 : 1), 0);
}

/** The sentence that fits what the estimator found most of. */
function nameOf({ parts }: Estimate): PasswordFault {
	const lengths = new Map<string, number>();
	for (const { pattern, length } of parts)
		if (pattern !== 'bruteforce' && pattern !== 'separator')
			lengths.set(pattern, (lengths.get(pattern) ?? 0) + length);
	const [most] = [...lengths].sort(([, a], [, b]) => b - a)[0] ?? [];
	if (most === 'repeat') return 'repeated';
	if (most === 'spatial' || most === 'sequence') return 'sequence';
	if (most === 'date') return 'date';
	return most === 'dictionary' ? 'common' : 'guessable';
}
