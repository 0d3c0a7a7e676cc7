/**
 * The record of each meeting as everybody may read it, made at most a few times a second however many
 * read it, and handed out as the same bytes to all. Readers never join the room or the minutes.
 *
 * Invariants: everything here is made from what is stored; a version names its bytes; nothing leaves
 * but through `publicRecord`.
 */
import { createHash } from 'node:crypto';
import { readMinutes } from '#lib/documents/minutes.ts';
import { changesAccess } from '#lib/meeting/disclosure/events.ts';
import { mayReadFactText } from '#lib/meeting/disclosure/disclosure.ts';
import { evolve } from '#lib/meeting/evolve.ts';
import { emptyMeeting } from '#lib/meeting/meeting.ts';
import type { MeetingState, MinutesFact } from '#lib/meeting/registry.ts';
import { factOf, settled } from '#lib/meeting/facts.ts';
import type { MinutesBlock } from '#lib/meeting/minutes/minutes.ts';
import { uncopied } from '#lib/meeting/minutes/view.ts';
import { recordOf } from '#lib/meeting/record/of.ts';
import { changeBetween, type PublicRecord } from '#lib/meeting/record/public.ts';
import { publicRecord } from '#lib/meeting/record/publish.ts';
import type { MeetingRecord } from '#lib/meeting/record/record.ts';
import { shortRecord } from '#lib/meeting/record/short.ts';
import { isPublic, takesAnswers } from '#lib/meeting/record/view.ts';
import type { App } from '#server/app.ts';
import { eventOf } from '#server/meeting/chain.ts';
import { namesOf } from '#server/meeting/names.ts';
import type { Room } from '#server/meeting/room.ts';
import { Bytes } from './bytes.ts';
import { Replay } from './replay.ts';

/** A version is not looked at again for so long. */
const FRESH_MS = 400;
/** Meetings whose record is kept in memory. */
const KEPT = 200;

/** One version of a record, ready to be sent. */
export interface Published {
	version: string;
	whole: PublicRecord;
	/** What its page and its followers get: of many cards the first. */
	shown: PublicRecord;
	json: Bytes;
	/** What leads here from the version before, for those who follow; null: ask for the whole. */
	change: string | null;
	/** The version before. */
	previous: string | null;
	/** Pages made of this version, by language and text size. */
	pages: Map<string, Promise<unknown>>;
	/** Pictures of its boards, by board, width and language. */
	pictures: Map<string, Promise<Bytes | null>>;
}

interface Book {
	/** The journal as far as it was read. */
	state: MeetingState;
	seq: number;
	facts: MinutesFact[];
	key: string;
	lookedAt: number;
	published: Published | null;
	making: Promise<Published> | null;
	/** For the replay, where somebody asked for it. */
	replay: Replay | null;
}

type Around = Pick<
	App,
	'rooms' | 'journal' | 'documents' | 'monotonic' | 'log' | 'boot' | 'epoch' | 'signer'
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
			const lost = Object.values(texts).includes(null) || events.some(changesAccess);
			if (!book || !lost) return;
			book.lookedAt = -Infinity;
			book.replay?.expire();
		});
	}

	/** The record of this room as it stands, at most `FRESH_MS` old. */
	async of(room: Room): Promise<Published> {
		const book = this.#book(room);
		const { published, lookedAt } = book;
		if (published && this.#app.monotonic() - lookedAt < FRESH_MS) return published;
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
		const book = this.#book(room);
		this.#read(room, book);
		const { blocks } = await this.#minutes(room);
		return this.#record(room, book, blocks);
	}

	#book(room: Room): Book {
		const known = this.#books.get(room.meeting);
		this.#books.delete(room.meeting);
		const book = known ?? {
			state: emptyMeeting(),
			seq: 0,
			facts: [],
			key: '',
			lookedAt: -Infinity,
			published: null,
			making: null,
			replay: null
		};
		// The one used last stands last; the first goes when there are too many.
		this.#books.set(room.meeting, book);
		if (this.#books.size > KEPT) this.#books.delete(this.#books.keys().next().value!);
		return book;
	}

	async #make(room: Room, book: Book): Promise<Published> {
		const minutes = await this.#minutes(room);
		const { state, seq } = room.stored;
		const names = namesOf(room, 'public');
		const may = { open: isPublic(state), takes: takesAnswers(state, room.now()) };
		const key = JSON.stringify([this.#app.boot, seq, minutes.version, names.version, may]);
		book.lookedAt = this.#app.monotonic();
		if (book.published && book.key === key) return book.published;
		this.#read(room, book);
		const record = this.#record(room, book, minutes.blocks);
		const version = createHash('sha256').update(key).digest('base64url').slice(0, 16);
		const publish = (of: MeetingRecord) =>
			publicRecord(of, { version, ...may, signer: this.#app.signer }, names.people, (id) =>
				mayReadFactText(state, id, 'public') ? (room.texts.get(id) ?? null) : undefined
			);
		const whole = publish(record);
		const short = shortRecord(record);
		const shown = short === record ? whole : publish(short);
		const before = book.published?.shown;
		const change = before ? changeBetween(before, shown) : null;
		this.made += 1;
		book.key = key;
		book.published = {
			version,
			whole,
			shown,
			json: new Bytes(JSON.stringify(shown)),
			change: change && JSON.stringify(change),
			previous: before?.version ?? null,
			pages: new Map(),
			pictures: new Map()
		};
		return book.published;
	}

	#record(room: Room, book: Book, blocks: MinutesBlock[]): MeetingRecord {
		const { state, seq, head } = room.stored;
		return recordOf({ state, seq, head, facts: settled(book.facts, state), blocks });
	}

	#sealed(room: Room, seq: number): MinutesBlock[] {
		const [row] = this.#app.journal.rows(room.meeting, seq - 1);
		const event = row && eventOf(row.line);
		if (event?.type !== 'minutes.sealed') return [];
		return uncopied(event.body.blocks, ({ id }) => room.texts.get(id) ?? ERASED);
	}

	/** Reads on in the journal; what was read once is not folded again. */
	#read(room: Room, book: Book): void {
		if (book.seq > room.stored.seq) [book.state, book.seq, book.facts] = [emptyMeeting(), 0, []];
		for (const row of this.#app.journal.rows(room.meeting, book.seq)) {
			if (row.seq > room.stored.seq) break;
			const event = eventOf(row.line);
			const next = evolve(book.state, event);
			const fact = factOf(book.state, event, next);
			if (fact) book.facts.push(fact);
			book.state = next;
			book.seq = row.seq;
		}
	}

	/** The document; once it is sealed the copy in the journal, whatever becomes of the document. */
	async #minutes(room: Room): Promise<{ version: string; blocks: MinutesBlock[] }> {
		const { sealed } = room.stored.state.minutes;
		if (sealed) return { version: `sealed ${sealed.seq}`, blocks: this.#sealed(room, sealed.seq) };
		try {
			const document = await this.#app.documents.at(room.meeting, 'minutes');
			if (!document) return { version: '', blocks: [] };
			const version = `${document.epoch} ${document.version}`;
			return { version, blocks: readMinutes(document.doc) };
		} catch (error) {
			this.#app.log.error({ err: error, meeting: room.meeting }, 'the minutes could not be read');
			return { version: 'unreadable', blocks: [] };
		}
	}
}
