/**
 * What follows an erasure: no stored byte may hold the words any more. The rows lose them in the COMMIT that
 * erases (`secure_delete`); here go what was deleted in shared documents before, and the write-ahead log.
 *
 * Invariant: done at once, and again after a start, because a server may die in between.
 */
import type { App } from '#server/app.ts';
import { leavingWith } from '#lib/meeting/leaving.ts';
import type { OldPages } from '#server/db/old-pages.ts';
import type { Store } from '#server/db/store.ts';
import type { DocumentHost } from '#server/documents/host.ts';
import type { Log } from '#server/log.ts';
import { forgetRecentRecords } from '#server/record/recent.ts';

export class Erasing {
	#documents: DocumentHost;
	#oldPages: OldPages;
	#log: Log;
	#under: Promise<void> = Promise.resolve();

	constructor(needs: Pick<App, 'rooms' | 'documents' | 'store' | 'log'> & { oldPages: OldPages }) {
		const { rooms, documents, store, oldPages, log } = needs;
		this.#documents = documents;
		this.#oldPages = oldPages;
		this.#log = log;
		rooms.follow(({ meeting }, { events }) => {
			if (!events.some((event) => leavingWith(event).forGood)) return;
			forgetRecentRecords(store);
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
			this.#oldPages.overwrite();
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
export async function forgetErasedTitles(store: Store): Promise<void> {
	const suspects = await store.all<{ id: string }>(
		`SELECT id FROM meeting WHERE title <> ''
		 AND EXISTS (SELECT 1 FROM text WHERE text.meeting = meeting.id AND body IS NULL)`
	);
	const plan = `SELECT line FROM event WHERE meeting = ?
		 AND (line LIKE '%"plan.created"%' OR line LIKE '%"plan.amended"%') ORDER BY seq DESC LIMIT 1`;
	const body = 'SELECT body FROM text WHERE meeting = ? AND id = ?';
	for (const { id } of suspects) {
		const row = await store.one<{ line: string }>(plan, id);
		if (!row) continue;
		const { details } = (JSON.parse(row.line) as [...unknown[], PlanBody]).at(-1) as PlanBody;
		const title = await store.one<{ body: string | null }>(body, id, details.title.id);
		if (title && title.body === null)
			await store.write([{ sql: `UPDATE meeting SET title = '' WHERE id = ?`, args: [id] }]);
	}
}

type PlanBody = { details: { title: { id: string } } };
