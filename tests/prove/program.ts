/**
 * What `npm run prove` asks of a program in this folder: a module that exports `prove`. It runs in a
 * process of its own, may take minutes, and answers with a row for each promise it tried.
 */

/** How large, and by which chance: the same seed tries the same things. */
export interface ProveOptions {
	/** `small` takes seconds and is for whoever changes the program; `full` is what is promised. */
	size: 'small' | 'full';
	seed: number;
}

/** One line of the closing table. */
export interface Row {
	/** What is promised, in a sentence. */
	promise: string;
	/** What was tried and found, with numbers: `20,000 requests, 0 unanswered`. */
	figure: string;
	held: boolean;
}

/** The shape of a program: `export const prove: Prove = async ({ size, seed }) => …`. */
export type Prove = (options: ProveOptions) => Promise<Row[]>;

/** 120943 → 120,943. */
export function grouped(n: number): string {
	return n.toLocaleString('en');
}
