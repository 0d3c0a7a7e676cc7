/**
 * Keeps the shared agenda and the facts in step: what is written in the document becomes fact, what is decided in the
 * room is written into the document.
 *
 * Invariants: one thing at a time per meeting; what the room decided (items of the plan, accepted
 * proposals, sub-items) is in the document before the document is told to the room, so that nothing is
 * taken for removed that was never there; erased words are out of the document before it is told again;
 * everything here can be done twice, and is done again when a document comes to life, for a server may
 * die between a COMMIT and what follows from it.
 */
import { isOver } from '#lib/meeting/plan/plan.ts';
import {
	erasedIn,
	eraseFromAgenda,
	missingIn,
	toArrange,
	writeMissing
} from '#lib/documents/agenda-told.ts';
import { readAgenda } from '#lib/documents/agenda.ts';
import type { MeetingEvent } from '#lib/meeting/registry.ts';
import { newId } from '#server/auth/arrival.ts';
import type { Log } from '#server/log.ts';
import type { Rooms } from '#server/meeting/rooms.ts';
import type { DocumentHost } from './host.ts';
import { KeyedQueue } from './keyed-queue.ts';

/** What it needs of the app. */
export interface Needs {
	rooms: Rooms;
	documents: DocumentHost;
	log: Log;
}

export class AgendaSync {
	#housing: Needs;
	#queue: KeyedQueue;
	/** Meetings with words to be erased: nothing is told of them until that is done. */
	#erasing = new Set<string>();

	constructor(housing: Needs) {
		this.#housing = housing;
		const { documents, rooms, log } = housing;
		this.#queue = new KeyedQueue(log, 'the agenda could not be kept', (of) => this.#tell(of));
		documents.onMade('agenda', async (doc, meeting) => {
			const room = await rooms.byId(meeting);
			if (room) writeMissing(doc, room.committed.state.agenda, room.texts);
		});
		documents.onOpened = ({ meeting, name }) => {
			if (name === 'agenda') this.#queue.runInBackground(meeting, () => this.#catchUp(meeting));
		};
		documents.onChanged('agenda', ({ meeting }) => this.#queue.changed(meeting));
		rooms.follow((room, { events }) => {
			for (const event of events) this.#follow(room.meeting, event);
		});
	}

	/** After a start: what was stored before the server died and went no further. */
	async catchUp(meetings: readonly string[]): Promise<void> {
		for (const meeting of meetings) this.#queue.runInBackground(meeting, () => this.#open(meeting));
		await this.#queue.idle();
	}

	/** Tells what waits at once; called before documents and rooms stop. */
	async stop(): Promise<void> {
		await this.#queue.stop();
	}

	/** What the room decided that the document should say. */
	#follow(meeting: string, event: MeetingEvent): void {
		if (event.type === 'agenda.added')
			this.#queue.runInBackground(meeting, () => this.#write(meeting));
		else if (event.type === 'plan.closed' || event.type === 'plan.cancelled')
			this.#queue.runInBackground(meeting, () => this.#seal(meeting));
		else if (event.type === 'plan.erased' && event.body.what === 'text') {
			this.#erasing.add(meeting);
			this.#queue.runInBackground(meeting, () =>
				this.#erase(meeting).finally(() => this.#erasing.delete(meeting))
			);
		}
	}

	/** `onOpened` does the rest, after this. */
	async #open(meeting: string): Promise<void> {
		await this.#housing.documents.at(meeting, 'agenda');
	}

	async #catchUp(meeting: string): Promise<void> {
		const { rooms } = this.#housing;
		const room = await rooms.byId(meeting);
		if (!room) return;
		if (isOver(room.committed.state.plan)) return this.#seal(meeting);
		await this.#erase(meeting);
		await this.#tell(meeting);
	}

	async #tell(meeting: string): Promise<void> {
		// Its words still stand there: told now, they would be new ones.
		if (this.#erasing.has(meeting)) return this.#queue.changed(meeting);
		await this.#write(meeting);
		const { rooms, documents, log } = this.#housing;
		const room = await rooms.byId(meeting);
		if (!room || isOver(room.committed.state.plan)) return;
		const { doc } = await documents.open(meeting, 'agenda');
		const command = toArrange(readAgenda(doc), room.committed.state.agenda, room.texts);
		const answer = await room.ask(
			{ id: newId(), as: 'documents', command },
			{ session: null, owner: false, door: true }
		);
		if ('refused' in answer && answer.refused !== 'closed')
			log.warn({ meeting, ...answer }, 'the agenda as written was refused');
	}

	/** Where there is no document yet, its template will hold it. */
	async #write(meeting: string): Promise<void> {
		const { rooms, documents } = this.#housing;
		const room = await rooms.byId(meeting);
		const document = await documents.at(meeting, 'agenda');
		if (!room || !document || document.sealed) return;
		const { agenda } = room.committed.state;
		if (missingIn(document.doc, agenda).length === 0) return;
		await document.change((doc) => writeMissing(doc, agenda, room.texts));
	}

	async #seal(meeting: string): Promise<void> {
		await (await this.#housing.documents.at(meeting, 'agenda'))?.seal();
	}

	/** Takes out what was erased in the room: just now, or before a server died between the two. */
	async #erase(meeting: string): Promise<void> {
		const { rooms, documents } = this.#housing;
		const room = await rooms.byId(meeting);
		const document = room && (await documents.at(meeting, 'agenda'));
		if (!document) return;
		const { agenda } = room.committed.state;
		const erased = erasedIn(document.doc, agenda, room.texts);
		if (erased.size > 0)
			await documents.rewrite(meeting, 'agenda', (doc) => eraseFromAgenda(doc, agenda, erased));
	}
}
