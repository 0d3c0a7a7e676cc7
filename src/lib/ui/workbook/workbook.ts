/**
 * A workbook that somebody chose, read beside the page, which goes on: a file of a few hundred bytes can keep any
 * reader busy for ever, and the thread that reads it is ended then.
 */
import type { WorkbookAnswer } from './workbook.worker.ts';

/** A list of 2,000 people takes less than half a second. */
const LONGEST_MS = 5000;

export type Workbook = Exclude<WorkbookAnswer, 'ready'>;

/** The rows of its first sheet, or what is wrong with it, within a limit that begins when the reader is loaded. */
export function readWorkbookInWorker(bytes: Uint8Array, longest = LONGEST_MS): Promise<Workbook> {
	return new Promise((resolve) => {
		// Built as one classic script: browsers that know no modules in workers leave the type out and run it.
		const worker = new Worker(new URL('./workbook.worker.ts', import.meta.url), { type: 'module' });
		let timer: ReturnType<typeof setTimeout>;
		const end = (read: Workbook) => {
			clearTimeout(timer);
			worker.terminate();
			resolve(read);
		};
		worker.onmessage = ({ data }: MessageEvent<WorkbookAnswer>) => {
			if (data !== 'ready') return end(data);
			timer = setTimeout(() => end({ fault: 'too-large' }), longest);
			worker.postMessage(bytes);
		};
		// It could not be loaded, or ran out of memory.
		worker.onerror = () => end({ fault: 'unreadable' });
	});
}
