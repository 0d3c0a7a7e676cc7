/**
 * What was deleted still stands in SQLite's write-ahead log until that is written over (`secure_delete` empties the
 * pages of the file alone). A store without such a log has nothing of the kind.
 */
import type { Log } from '#server/log.ts';
import type { Connection } from './connection.ts';

/** Where deleted words may still lie. */
export interface OldPages {
	/** Writes over what was deleted: now, or as soon as nobody reads it. */
	overwrite(): void;
	stop(): void;
}

/** A backup reads for so long at most, as a rule. */
const AGAIN_MS = 2000;

/** Of the one SQLite file. */
export function walPages({ sqlite }: Connection, log: Log): OldPages {
	let again: NodeJS.Timeout | null = null;
	const stop = () => {
		if (again) clearTimeout(again);
		again = null;
	};
	/** Whoever reads the file just now (a backup) makes it wait; it is tried again until it is done. */
	const overwrite = () => {
		stop();
		if (!sqlite.open) return;
		try {
			const [{ busy }] = sqlite.pragma('wal_checkpoint(TRUNCATE)') as [{ busy: number }];
			if (busy === 0) return;
		} catch (error) {
			log.warn({ err: error }, 'erased words leave the journal file later');
		}
		again = setTimeout(overwrite, AGAIN_MS).unref();
	};
	return { overwrite, stop };
}
