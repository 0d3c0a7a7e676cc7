/** The thread that draws: takes a paper, gives the file. Loaded by path, also from the built server. */
import { parentPort } from 'node:worker_threads';
import type { Paper } from './paper.ts';

export type Drawing = 'docx' | 'pdf';

export type Task = { id: number } & (
	| { as: Drawing; paper: Paper }
	/** Which of these characters no font has; the answer is UTF-8. */
	| { as: 'lacking'; language: Paper['language']; text: string }
);

export interface Drawn {
	id: number;
	bytes?: Uint8Array;
	/** What went wrong, for the log. */
	failed?: string;
}

async function draw(task: Task): Promise<Uint8Array> {
	// Each is loaded when first asked for: both together take 100 MB and half a second.
	if (task.as === 'lacking') return lacking(task.text, task.language);
	if (task.as === 'docx') return (await import('./docx.ts')).drawDocx(task.paper);
	return (await import('./pdf.ts')).drawPdf(task.paper);
}

async function lacking(text: string, language: Paper['language']): Promise<Uint8Array> {
	const fonts = (await import('./fonts.ts')).fontsFor(language);
	const none = [...text].filter((char) => fonts.faceFor('text', char) === null);
	return new TextEncoder().encode(none.join(''));
}

parentPort!.on('message', (task: Task) => {
	draw(task).then(
		(bytes) => {
			const own = bytes.slice();
			parentPort!.postMessage({ id: task.id, bytes: own } satisfies Drawn, [own.buffer]);
		},
		(error: unknown) =>
			parentPort!.postMessage({
				id: task.id,
				failed: error instanceof Error ? (error.stack ?? error.message) : String(error)
			} satisfies Drawn)
	);
});
