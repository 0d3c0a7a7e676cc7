/** The journal as it lies in the file, read past the server. */
import type { App } from '#server/app.ts';
import type { JournalRow } from '#server/meeting/unit-of-work.ts';

/** All rows of a meeting, in their order. */
export function storedRows({ connection }: Pick<App, 'connection'>, meeting: string): JournalRow[] {
	return connection.sqlite
		.prepare('SELECT seq, line, hash FROM event WHERE meeting = ? ORDER BY seq')
		.all(meeting) as JournalRow[];
}
