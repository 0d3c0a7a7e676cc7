/**
 * What nobody caught. A promise that failed unnoticed is one broken request, and must not take the meeting
 * down; an exception that came from nowhere leaves a process whose state nobody knows, and that must not
 * limp on: it ends, and is started again.
 */
import { join } from 'node:path';
import { FELL } from '#server/exit-codes.mjs';
import { faultId, type Log } from '#server/log.ts';

/** Watches this process; the returned function stops watching. `root` is the folder of the program. */
export function guardProcess(
	{ log, root }: { log: Log; root: string },
	exit: (code: number) => void = (code) => process.exit(code)
): () => void {
	const pages = join(root, 'build', 'client');
	const astray = (cause: unknown) =>
		log.error({ err: cause, id: faultId() }, 'a promise failed and nobody waited for it');
	const uncaught = (error: NodeJS.ErrnoException) => {
		const id = faultId();
		// The static files' server opens a file without listening for its errors.
		if (error?.syscall === 'open' && error.path?.startsWith(pages))
			return log.error({ err: error, id }, 'a file of the pages is gone; start the server again');
		log.fatal({ err: error, id }, 'unexpected');
		exit(FELL);
	};
	process.on('unhandledRejection', astray);
	process.on('uncaughtException', uncaught);
	return () => {
		process.off('unhandledRejection', astray);
		process.off('uncaughtException', uncaught);
	};
}
