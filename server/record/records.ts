/**
 * The record of each meeting as everybody may read it, made at most a few times a second however many
 * read it, and handed out as the same bytes to all. Readers never join the room or the minutes.
 *
 * Invariants: everything here is made from what is stored; a version names its bytes; nothing leaves
 * but through `publicRecord`.
 */
import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { MinutesIndex } from '#lib/documents/minutes-index.ts';
import { changesAccess } from '#lib/meeting/disclosure/events.ts';
import { mayReadFactText } from '#lib/meeting/disclosure/disclosure.ts';
import type { MinutesBlock } from '#lib/meeting/minutes/minutes.ts';
import { fromSealedCopy } from '#lib/meeting/minutes/view.ts';
import { buildRecord } from '#lib/meeting/record/build-record.ts';
import { RecordFeed } from '#lib/meeting/record/record-feed.ts';
import { publicRecord, recordFor } from '#lib/meeting/record/publish.ts';
import type { MeetingRecord } from '#lib/meeting/record/record.ts';
import type { TextId } from '#lib/meeting/names.ts';
import { shortRecord } from '#lib/meeting/record/short-record.ts';
import { isPublic, takesComments } from '#lib/meeting/record/view.ts';
import type { App } from '#server/app.ts';
import { eventOf } from '#server/meeting/chain.ts';
import { namesOf } from '#server/meeting/names.ts';
import type { Room } from '#server/meeting/room.ts';
import type { Bytes } from './bytes.ts';
import { Edition, type Published } from './edition.ts';
import { Replay } from './replay.ts';

/** A version is not looked at again for so long, and for so many times what its making took: a hundredth of a core. */
const FRESH_MS = 400;
const SHARE = 100;
/** But never for longer. */
const LONGEST_MS = 1000;
/** What was built for so long, ms, lets others in between; and so often where they took something back. */
const LONG_MS = 4;
const TRIES = 3;
/** Meetings whose record is kept in memory. */
const KEPT = 200;

interface Book {
	key: string;
	lookedAt: number;
	/** How long it stays fresh: a longer record is made less often, so that making never starves deciding. */
	fresh: number;
	published: Published | null;
	feed: RecordFeed;
	/** Texts that have come, gone or changed hands since. */
	stale: Set<TextId> | 'all';
	making: Promise<Published> | null;
	/** How often readers lost something: words, or that they may read at all. */
	withdrawals: number;
	/** For the replay, where somebody asked for it. */
	replay: Replay | null;
}

type Around = Pick<
	App,
	| 'rooms'
	| 'journal'
	| 'documents'
	| 'projections'
	| 'monotonic'
	| 'log'
	| 'boot'
	| 'epoch'
	| 'signer'
	| 'sign'
>;

/** Where words of the sealed copy were erased, in any language. */
const ERASED = '［…］';

export class Records {
	/** How often a record was made, for tests and figures. */
	made = 0;
	#app: Around;
	#books = new Map<string, Book>();

	constructor(app: Around) {
		this.#app = app;
		// What was taken back is gone at once, not when the version has been looked at for long enough.
		app.rooms.follow((room, { events, texts }) => {
			const book = this.#books.get(room.meeting);
			if (!book) return;
			const changed = events.some(changesAccess);
			if (changed) book.stale = 'all';
			if (book.stale !== 'all') for (const id of Object.keys(texts)) book.stale.add(id);
			if (!changed && !Object.values(texts).includes(null)) return;
			book.withdrawals += 1;
			book.lookedAt = -Infinity;
			book.replay?.expire();
		});
	}

	/** The record of this room as it stands, at most `FRESH_MS` old. */
	async of(room: Room): Promise<Published> {
		const book = this.#book(room);
		const { published, lookedAt } = book;
		if (published && this.#app.monotonic() - lookedAt < book.fresh) return published;
		book.making ??= this.#make(room, book).finally(() => (book.making = null));
		return book.making;
	}

	/** The journal as everybody may replay it; see `Replay`. */
	async journal(room: Room): Promise<Bytes> {
		const book = this.#book(room);
		return (book.replay ??= new Replay(this.#app)).bytes(room);
	}

	/** The whole record for those who may see whole names: exports by the desk. Not cached. */
	async whole(room: Room): Promise<MeetingRecord> {
		await this.#app.projections.read(room);
		const { blocks } = await this.#minutes(room);
		return this.#record(room, blocks);
	}

	#book(room: Room): Book {
		const known = this.#books.get(room.meeting);
		this.#books.delete(room.meeting);
		const book: Book = known ?? {
			key: '',
			lookedAt: -Infinity,
			fresh: FRESH_MS,
			published: null,
			feed: new RecordFeed(),
			stale: new Set<TextId>(),
			making: null,
			withdrawals: 0,
			replay: null
		};
		// The one used last stands last; the first goes when there are too many.
		this.#books.set(room.meeting, book);
		if (this.#books.size > KEPT) this.#books.delete(this.#books.keys().next().value!);
		return book;
	}

	/** A long record is made in several turns of the loop, so that nobody waits for all of it (F34). */
	async #make(room: Room, book: Book, tries = 1): Promise<Published> {
		const minutes = await this.#minutes(room);
		await turn();
		await this.#app.projections.read(room);
		const { state, seq } = room.committed;
		const names = namesOf(room, 'public');
		const may = { open: isPublic(state), takes: takesComments(state, room.now()) };
		const key = JSON.stringify([this.#app.boot, seq, minutes.version, names.version, may]);
		const { withdrawals } = book;
		book.lookedAt = this.#app.monotonic();
		if (book.published && book.key === key) return book.published;
		const began = performance.now();
		const record = this.#record(room, minutes.blocks);
		const building = performance.now() - began;
		if (building > LONG_MS && tries < TRIES) {
			await turn();
			// What was taken back meanwhile is in no version that is handed out later. What was only added may wait.
			const stands = book.withdrawals === withdrawals && namesOf(room, 'public') === names;
			if (!stands) return this.#make(room, book, tries + 1);
		}
		const filling = performance.now();
		const version = createHash('sha256').update(key).digest('base64url').slice(0, 16);
		const { people } = names;
		const text = (id: TextId) =>
			mayReadFactText(state, id, 'public') ? (room.texts.get(id) ?? null) : undefined;
		const shown = shortRecord(recordFor(record, may.open));
		const change = book.feed.next({ version, ...may, record: shown, people, text }, book.stale);
		const publish = (of: MeetingRecord) =>
			publicRecord(of, { version, ...may, signer: this.#app.signer }, people, text);
		this.made += 1;
		const { published: before } = book;
		book.published = new Edition(version, change, before?.version ?? null, {
			whole: () => publish(record),
			shown: () => publish(shortRecord(record))
		});
		const took = building + performance.now() - filling;
		book.fresh = Math.min(LONGEST_MS, Math.max(FRESH_MS, SHARE * took));
		book.key = key;
		book.stale = new Set();
		return book.published;
	}

	#record(room: Room, blocks: readonly MinutesBlock[]): MeetingRecord {
		const { state, seq, head } = room.committed;
		const { facts } = this.#app.projections.of(room);
		return buildRecord({ state, seq, head, facts, blocks });
	}

	async #sealed(room: Room, seq: number): Promise<MinutesBlock[]> {
		const row = await this.#app.journal.row(room.meeting, seq);
		const event = row && eventOf(row.line);
		if (event?.type !== 'minutes.sealed') return [];
		return fromSealedCopy(event.body.blocks, ({ id }) => room.texts.get(id) ?? ERASED);
	}

	/** The document; once it is sealed the copy in the journal, whatever becomes of the document. */
	async #minutes(room: Room): Promise<{ version: string; blocks: readonly MinutesBlock[] }> {
		const { sealed } = room.committed.state.minutes;
		if (sealed)
			return { version: `sealed ${sealed.seq}`, blocks: await this.#sealed(room, sealed.seq) };
		try {
			const document = await this.#app.documents.at(room.meeting, 'minutes');
			if (!document) return { version: '', blocks: [] };
			const version = `${document.epoch} ${document.version}`;
			return { version, blocks: MinutesIndex.of(document.doc).blocks };
		} catch (error) {
			this.#app.log.error({ err: error, meeting: room.meeting }, 'the minutes could not be read');
			return { version: 'unreadable', blocks: [] };
		}
	}
}
