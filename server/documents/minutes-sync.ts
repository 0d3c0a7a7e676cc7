/**
 * Keeps the minutes' document and the room in step: what happens in the room goes into the document as facts, what people
 * write there as gist lines goes into the journal, and at the end the document is sealed.
 *
 * Invariants: one thing at a time per meeting; a fact goes in after its COMMIT and exactly once, its
 * number and nothing else; everything here can be done twice. A document that nobody opened is not
 * made: the record shows facts without it.
 */
import { MinutesIndex } from '#lib/documents/minutes-index.ts';
import { lacksFacts, emptyGist, putFacts, toNote } from '#lib/documents/minutes-told.ts';
import { minutesFragment, proseIn, readMinutes } from '#lib/documents/minutes.ts';
import type * as Y from 'yjs';
import { leavingWith } from '#lib/meeting/leaving.ts';
import type { MeetingEvent } from '#lib/meeting/registry.ts';
import { maySeal } from '#lib/meeting/minutes/decide.ts';
import { isBlank, mergeDocument, toSealedCopy } from '#lib/meeting/minutes/view.ts';
import { newId } from '#server/auth/arrival.ts';
import type { Log } from '#server/log.ts';
import type { Principal } from '#server/meeting/actor.ts';
import type { Answer } from '#lib/meeting/wire.ts';
import type { MinutesProjections } from '#server/meeting/minutes-projections.ts';
import type { Room } from '#server/meeting/room.ts';
import type { Rooms } from '#server/meeting/rooms.ts';
import type { DocumentHost } from './host.ts';
import { KeyedQueue } from './keyed-queue.ts';

/** What it needs of the app. */
export interface Needs {
	rooms: Rooms;
	documents: DocumentHost;
	projections: MinutesProjections;
	log: Log;
}

/** How far a document and its room know of each other. */
interface InStep {
	/** Facts up to this event are in the document. */
	put: number;
	/** Gist lines that changed since the room was told. */
	gists: Set<string>;
}

export class MinutesSync {
	readonly #housing: Needs;
	readonly #inStep = new WeakMap<Y.Doc, InStep>();
	readonly #queue: KeyedQueue;
	/** Meetings with words to be erased: nothing is told of them until that is done. */
	readonly #erasing = new Set<string>();

	constructor(housing: Needs) {
		this.#housing = housing;
		const { documents, rooms, projections, log } = housing;
		this.#queue = new KeyedQueue(log, 'the minutes could not be kept', (of) => this.#tell(of));
		documents.onMade('minutes', async (doc, meeting) => {
			const room = await rooms.byId(meeting);
			if (room) putFacts(doc, await projections.read(room));
		});
		documents.onChanged('minutes', ({ meeting }) => this.#queue.changed(meeting));
		rooms.follow((room, { events }) => this.#follow(room, events));
	}

	/** After a start: puts in what was stored before the server died and did not get there. */
	async catchUp(meetings: readonly string[]): Promise<void> {
		for (const meeting of meetings) {
			this.#queue.runInBackground(meeting, () => this.#eraseRests(meeting));
			this.#queue.runInBackground(meeting, () => this.#put(meeting));
		}
		await this.#queue.idle();
	}

	/** Tells what waits at once; called before documents and rooms stop. */
	async stop(): Promise<void> {
		await this.#queue.stop();
	}

	/**
	 * Freezes the document, copies it into the journal with its hash, in one COMMIT with the frozen
	 * document (F24). The answer is the room's; a refusal leaves everything as it was.
	 */
	seal(room: Room, who: Principal): Promise<Answer> {
		return this.#queue.run(room.meeting, () => this.#seal(room, who));
	}

	/** Prose that stands in the document now, in words, with its place; sealed minutes have none here. */
	async prose(room: Room): Promise<{ at: number; words: string }[]> {
		const document = await this.#housing.documents.at(room.meeting, 'minutes');
		if (!document || room.committed.state.minutes.sealed) return [];
		return proseIn(document.doc);
	}

	/**
	 * Erases a paragraph, heading or list: the document is written anew without it, so that no stored byte
	 * and no copy on a device brings it back (F22). False when other words stand there by now.
	 */
	eraseProse(room: Room, at: number, words: string): Promise<boolean> {
		const { meeting } = room;
		const { documents } = this.#housing;
		return this.#queue.run(meeting, async () => {
			const found = (await this.prose(room)).some((one) => one.at === at && one.words === words);
			if (found)
				await documents.rewrite(
					meeting,
					'minutes',
					(doc) => {
						if (proseIn(doc).some((one) => one.at === at && one.words === words))
							minutesFragment(doc).delete(at, 1);
					},
					true
				);
			return found;
		});
	}

	/** A document that came to life again is compared whole, once. */
	#inStepWith(doc: Y.Doc, room: Room): InStep {
		let inStep = this.#inStep.get(doc);
		if (!inStep) {
			const gists = MinutesIndex.of(doc).followGists();
			for (const { id } of room.committed.state.minutes.lines) gists.add(id);
			inStep = { put: 0, gists };
			this.#inStep.set(doc, inStep);
		}
		return inStep;
	}

	#follow(room: Room, events: readonly MeetingEvent[]): void {
		const { meeting } = room;
		for (const event of events)
			for (const id of leavingWith(event).erased ?? []) {
				this.#erasing.add(meeting);
				this.#queue.runInBackground(meeting, () =>
					this.#erase(meeting, id).finally(() => this.#erasing.delete(meeting))
				);
			}
		const { documents } = this.#housing;
		if (!documents.mayBeKnown(meeting, 'minutes')) return;
		if (events.some((event) => event.type !== 'minutes.noted'))
			this.#queue.runInBackground(meeting, () => this.#put(meeting));
	}

	/** Facts into the document, where there is one. */
	async #put(meeting: string): Promise<void> {
		const { rooms, documents, projections } = this.#housing;
		const document = await documents.at(meeting, 'minutes');
		const room = document && !document.sealed ? await rooms.byId(meeting) : undefined;
		if (!document || !room) return;
		if (room.committed.state.minutes.sealed) return void (await document.seal());
		const facts = await projections.read(room);
		const { seq } = facts;
		const inStep = this.#inStepWith(document.doc, room);
		const changed = facts.changedAfter(inStep.put);
		if (lacksFacts(document.doc, facts, changed))
			await document.change((doc) => putFacts(doc, facts, changed));
		inStep.put = seq;
	}

	/** Gist lines into the journal. */
	async #tell(meeting: string): Promise<void> {
		const { rooms, documents, log } = this.#housing;
		const room = await rooms.byId(meeting);
		const document = await documents.at(meeting, 'minutes');
		if (!room || !document || room.committed.state.minutes.sealed) return;
		// Its words still stand there: told now, they would be new ones.
		if (this.#erasing.has(meeting)) return this.#queue.changed(meeting);
		const { gists } = this.#inStepWith(document.doc, room);
		const changed = [...gists];
		gists.clear();
		const index = MinutesIndex.of(document.doc);
		const command = toNote(index, changed, room.committed.state.minutes, room.texts);
		if (!command) return;
		const answer = await room.ask({ id: newId(), as: 'documents', command }, OURSELVES);
		if (!('refused' in answer)) return;
		for (const id of changed) gists.add(id);
		log.warn({ meeting, ...answer }, 'gist lines as written were refused');
	}

	/** A text was erased: no byte of the document may hold it any more. */
	async #erase(meeting: string, text: string): Promise<void> {
		const { rooms, documents } = this.#housing;
		const room = await rooms.byId(meeting);
		if (!room || !(await documents.at(meeting, 'minutes'))) return;
		const { lines, sealed } = room.committed.state.minutes;
		const line = lines.find((one) => one.text.id === text);
		if (sealed && (line || sealed.prose.some((ref) => ref.id === text)))
			// The copy in the journal is the minutes now; the document it came from can go whole.
			await documents.rewrite(meeting, 'minutes', (doc) => {
				const fragment = doc.getXmlFragment('minutes');
				fragment.delete(0, fragment.length);
			});
		else if (line) await documents.rewrite(meeting, 'minutes', (doc) => emptyGist(doc, line.id));
	}

	/** What a crash left between an erasure in the journal and that in the document. */
	async #eraseRests(meeting: string): Promise<void> {
		const { rooms, documents } = this.#housing;
		const room = await rooms.byId(meeting);
		const document = await documents.at(meeting, 'minutes');
		if (!room || !document) return;
		const written = readMinutes(document.doc).filter((block) => block.kind === 'gist');
		for (const { id, text } of room.committed.state.minutes.lines)
			if (room.texts.get(text.id) === null)
				if (written.some((gist) => gist.id === id && !isBlank(gist.words)))
					await documents.rewrite(meeting, 'minutes', (doc) => emptyGist(doc, id));
	}

	async #seal(room: Room, who: Principal): Promise<Answer> {
		const { documents, projections } = this.#housing;
		const refusal = maySeal(room.committed.state, room.now());
		if (refusal) return refusal;
		const document = await documents.open(room.meeting, 'minutes');
		await this.#tell(room.meeting);
		await projections.read(room);
		await document.freeze(true);
		const { facts } = projections.of(room);
		const blocks = toSealedCopy(mergeDocument(readMinutes(document.doc), facts));
		const command = { type: 'minutes.seal' as const, blocks, upTo: room.committed.seq };
		// Nothing awaits between here and there: the journal and the document share the next COMMIT.
		let refused = false;
		const answer = new Promise<Answer>((resolve) =>
			room.submit({ id: newId(), as: 'organiser', command }, who, (said) => {
				refused = 'refused' in said;
				resolve(said);
			})
		);
		const sealing = refused ? null : document.seal(true);
		const failed = await sealing?.then(
			() => null,
			(error: Error) => error
		);
		const said = await answer;
		if ('refused' in said) document.thaw();
		// The fact holds: the document follows it as soon as it can be stored.
		else if (failed) await document.seal();
		return said;
	}
}

/** How this process says what was written. */
const OURSELVES: Principal = { session: null, owner: false, door: true };
