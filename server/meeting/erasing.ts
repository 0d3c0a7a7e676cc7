/**
 * What follows an erasure: no stored byte may hold the words any more. The rows lose them in the COMMIT that
 * erases (`secure_delete`); here go what was deleted in shared documents before, and the write-ahead log.
 *
 * Invariant: done at once, and again after a start, because a server may die in between.
 */
import type { App } from '#server/app.ts';
import { leavingWith } from '#lib/meeting/leaving.ts';
import type { Sqlite } from '#server/db/connection.ts';
import type { DocumentHost } from '#server/documents/host.ts';
import type { Log } from '#server/log.ts';
import { forgetRecentRecords } from '#server/record/recent.ts';

export class Erasing {
	#documents: DocumentHost;
	#log: Log;
	#under: Promise<void> = Promise.resolve();

	constructor(needs: Pick<App, 'rooms' | 'documents' | 'connection' | 'log'>) {
		const { rooms, documents, connection, log } = needs;
		this.#documents = documents;
		this.#log = log;
		rooms.follow(({ meeting }, { events }) => {
			if (!events.some((event) => leavingWith(event).forGood)) return;
			forgetRecentRecords(connection);
			void this.clean(meeting);
		});
	}

	/** Takes deleted words out of the meeting's documents and out of the log. */
	clean(meeting: string): Promise<void> {
		return (this.#under = this.#under.then(async () => {
			try {
				for (const name of ['agenda', 'minutes'] as const)
					await this.#documents.compact(meeting, name);
			} catch (error) {
				this.#log.error({ err: error, meeting }, 'deleted words stay in a document for now');
			}
			this.#documents.shelf.overwriteOldPages();
		}));
	}

	/** Waits for what is under way. */
	stop(): Promise<void> {
		return this.#under;
	}
}

/**
 * The list of meetings has a copy of each title. Releases before this one left it there when the title was
 * erased: it goes at the start.
 */
export function forgetErasedTitles(db: Sqlite): void {
	const suspects = db
		.prepare(
			`SELECT id FROM meeting WHERE title <> ''
			 AND EXISTS (SELECT 1 FROM text WHERE text.meeting = meeting.id AND body IS NULL)`
		)
		.pluck()
		.all() as string[];
	const plan = db
		.prepare(
			`SELECT line FROM event WHERE meeting = ?
			 AND (line LIKE '%"plan.created"%' OR line LIKE '%"plan.amended"%') ORDER BY seq DESC LIMIT 1`
		)
		.pluck();
	const body = db.prepare('SELECT body FROM text WHERE meeting = ? AND id = ?').pluck();
	for (const id of suspects) {
		const line = plan.get(id) as string | undefined;
		const title = line && (JSON.parse(line) as [...unknown[], PlanBody]).at(-1);
		if (title && body.get(id, (title as PlanBody).details.title.id) === null)
			db.prepare(`UPDATE meeting SET title = '' WHERE id = ?`).run(id);
	}
}

type PlanBody = { details: { title: { id: string } } };
