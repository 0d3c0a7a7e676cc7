/** The thread in which a workbook is read (`workbook.ts`): a file once it says that it is there, an answer. */
import { readWorkbook, TooLarge } from './read-workbook.ts';

/** What it answers. */
export type WorkbookAnswer = 'ready' | { rows: string[][] } | { fault: 'too-large' | 'unreadable' };

const answer = (message: WorkbookAnswer) => self.postMessage(message);

self.onmessage = async ({ data }: MessageEvent<Uint8Array>) => {
	try {
		answer({ rows: await readWorkbook(data) });
	} catch (error) {
		answer({ fault: error instanceof TooLarge ? 'too-large' : 'unreadable' });
	}
};
answer('ready');
