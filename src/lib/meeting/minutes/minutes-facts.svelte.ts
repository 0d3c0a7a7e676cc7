/**
 * The facts of the minutes on a page that writes them: fetched when it opens, and again when the room
 * has moved on. At most one request at a time.
 */
import type { MeetingStore } from '#lib/live/meeting.svelte.ts';
import type { MinutesFact } from '../registry.ts';

interface FactsAnswer {
	seq: number;
	facts: MinutesFact[];
	/** Bodies of the texts they name. */
	texts: Record<string, string | null>;
}

export class Facts {
	/** By journal number. */
	all: Readonly<Record<number, MinutesFact>> = $state.raw({});
	#meeting: MeetingStore;
	#busy = false;
	#seq = -1;

	constructor(meeting: MeetingStore) {
		this.#meeting = meeting;
	}

	/** Brings the facts up to the room's number; silent when there is no connection. */
	async follow(seq: number): Promise<void> {
		if (this.#busy || seq <= this.#seq) return;
		this.#busy = true;
		try {
			const answer = await fetch(`/m/${this.#meeting.code}/minutes/facts`);
			if (answer.ok) {
				const got = (await answer.json()) as FactsAnswer;
				this.#seq = got.seq;
				this.#meeting.learn(got.texts);
				this.all = Object.fromEntries(got.facts.map((fact) => [fact.seq, fact]));
			} else this.#seq = seq;
		} catch {
			// Offline: the next event after coming back asks again.
		} finally {
			this.#busy = false;
		}
		if (this.#meeting.seq > this.#seq && this.#seq >= seq) await this.follow(this.#meeting.seq);
	}
}
