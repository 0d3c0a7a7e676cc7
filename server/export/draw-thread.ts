/** The thread that draws: takes a paper, gives the file. Loaded by path, also from the built server. */
import { parentPort } from 'node:worker_threads';
import type { Paper } from './paper.ts';

export type Drawing = 'docx' | 'pdf';

export interface Task {
	id: number;
	as: Drawing;
	paper: Paper;
}

export interface Drawn {
	id: number;
	bytes?: Uint8Array;
	/** What went wrong, for the log. */
	failed?: string;
}

async function draw({ as, paper }: Task): Promise<Uint8Array> {
	// Each is loaded when first asked for: both together take 100 MB and half a second.
	if (as === 'docx') return (await import('./docx.ts')).drawDocx(paper);
	return (await import('./pdf.ts')).drawPdf(paper);
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
