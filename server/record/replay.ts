/**
 * The journal of one meeting as everybody may replay it, as bytes. What was encoded once is kept, so that
 * a new event costs its own length; the first time it is read in slices, so that nobody waits for it.
 *
 * Invariant: the bytes are put together in one go from what is stored at that moment; what was erased or
 * withdrawn since is in none that are handed out later.
 */
import { hash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { eventFor, readableTexts, textsOf } from '#lib/meeting/disclosure/events.ts';
import { chaptersOf } from '#lib/meeting/facts.ts';
import { emptyHidden } from '#lib/meeting/hidden.ts';
import { emptyMeeting } from '#lib/meeting/meeting.ts';
import type { TextId } from '#lib/meeting/names.ts';
import { privateView } from '#lib/meeting/private-view.ts';
import type { PublicJournal } from '#lib/meeting/record/journal.ts';
import { recordText, signatureEnd } from '#lib/meeting/record/signed-file.ts';
import type { App } from '#server/app.ts';
import { eventOf } from '#server/meeting/chain.ts';
import { namesOf } from '#server/meeting/names.ts';
import type { Room } from '#server/meeting/room.ts';
import { Bytes } from './bytes.ts';

/** Made anew at most so often, ms; at once when something was taken back. */
const FRESH_MS = 1000;
/** Events between two turns of the loop: a few milliseconds. */
const SLICE = 200;

/** What is hidden as it is shown to whoever has no part in it. */
const NOBODY = privateView(emptyMeeting(), emptyHidden(), { session: null, organiser: false });

/** The rest of a journal beside its events. */
type Around = Omit<PublicJournal, 'events'>;

type Signs = Pick<App, 'journal' | 'projections' | 'monotonic' | 'epoch' | 'sign' | 'signer'>;

export class Replay {
	#app: Signs;
	/** Events so far, as JSON with commas between them. */
	#events: Buffer<ArrayBuffer> = Buffer.alloc(0);
	#heads: string[] = [];
	#said = new Set<TextId>();
	#drafts = new Set<TextId>();
	#seq = 0;
	#made: { seq: number; names: string; at: number; bytes: Bytes } | null = null;
	#making: Promise<Bytes> | null = null;

	constructor(app: Signs) {
		this.#app = app;
	}

	/** What is handed out next is made anew. */
	expire(): void {
		if (this.#made) this.#made.at = -Infinity;
	}

	/** The journal, at most `FRESH_MS` behind what is stored. */
	async bytes(room: Room): Promise<Bytes> {
		const made = this.#made;
		if (made?.names === namesOf(room, 'public').version) {
			if (made.seq === room.committed.seq && made.at !== -Infinity) return made.bytes;
			if (this.#app.monotonic() - made.at < FRESH_MS) return made.bytes;
		}
		return (this.#making ??= this.#make(room).finally(() => (this.#making = null)));
	}

	async #make(room: Room): Promise<Bytes> {
		if (this.#seq > room.committed.seq) this.#forget();
		while (this.#seq < room.committed.seq) await this.#readOn(room);
		await this.#app.projections.read(room);
		while (this.#seq < room.committed.seq) await this.#readOn(room);
		const { people, version } = namesOf(room, 'public');
		const { seq, state } = room.committed;
		const readable = readableTexts(this.#said, this.#drafts, state, 'public');
		const around: Around = {
			code: room.code,
			addressKey: room.addressKey,
			meeting: room.meeting,
			epoch: this.#app.epoch,
			heads: this.#heads,
			people,
			chapters: chaptersOf(this.#app.projections.of(room).facts),
			privateView: NOBODY,
			texts: Object.fromEntries(readable.map((id) => [id, room.texts.get(id) ?? null]))
		};
		const start = Buffer.from(`{"events":[`);
		const end = Buffer.from(`],${JSON.stringify(around).slice(1, -1)}`);
		const said = Buffer.concat([start, this.#events, end]);
		const { sign, signer } = this.#app;
		const signature = sign(recordText(hash('sha256', said)));
		const plain = Buffer.concat([
			said,
			Buffer.from(signatureEnd({ by: signer.publicKey, signature }))
		]);
		// The same memory holds them from now on.
		this.#events = plain.subarray(start.length, start.length + this.#events.length);
		const bytes = new Bytes(plain);
		this.#made = { seq, names: version, at: this.#app.monotonic(), bytes };
		return bytes;
	}

	/** Encodes what was stored since; a long journal lets others in between. */
	async #readOn(room: Room): Promise<void> {
		const until = room.committed.seq;
		const rows = await this.#app.journal.rows(room.meeting, this.#seq);
		const fresh: Buffer[] = [];
		const known = this.#events.length > 0;
		for (const [n, row] of rows.entries()) {
			if (row.seq > until) break;
			if (n > 0 && n % SLICE === 0) await turn();
			const event = eventOf(row.line);
			textsOf(event, this.#said, this.#drafts);
			const comma = known || n > 0 ? ',' : '';
			fresh.push(Buffer.from(comma + JSON.stringify(eventFor(event, 'public'))));
			this.#heads.push(row.hash.slice(0, 8));
			this.#seq = row.seq;
		}
		// A journal that ends before its room can't be read to the end.
		if (fresh.length === 0) this.#seq = until;
		this.#events = Buffer.concat([this.#events, ...fresh]);
	}

	#forget(): void {
		this.#events = Buffer.alloc(0);
		this.#heads = [];
		this.#said.clear();
		this.#drafts.clear();
		this.#seq = 0;
	}
}
