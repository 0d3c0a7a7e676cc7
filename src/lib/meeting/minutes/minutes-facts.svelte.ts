/**
 * The facts of the minutes on a page that writes them: fetched when it opens, and what has changed
 * when the room has moved on. At most one request at a time.
 */
import type { MeetingStore } from '#lib/live/meeting.svelte.ts';
import type { MinutesFact } from '../registry.ts';
import type { FactsAnswer } from './facts-answer.ts';

export class Facts {
	/** By journal number. */
	all: Readonly<Record<number, MinutesFact>> = $state.raw({});
	#meeting: MeetingStore;
	#busy = false;
	/** The last event for which was asked, and up to which the facts are known. */
	#seq = -1;
	#known = 0;

	constructor(meeting: MeetingStore) {
		this.#meeting = meeting;
	}

	/** Brings the facts up to the room's number; silent when there is no connection. */
	async follow(seq: number): Promise<void> {
		if (this.#busy || seq <= this.#seq) return;
		this.#busy = true;
		try {
			const since = `?since=${this.#known}`;
			const answer = await fetch(`/m/${this.#meeting.code}/minutes/facts${since}`);
			if (answer.ok) {
				const got = (await answer.json()) as FactsAnswer;
				this.#seq = this.#known = got.seq;
				this.#meeting.learn(got.texts);
				const all = { ...this.all };
				for (const fact of got.facts) all[fact.seq] = fact;
				for (const gone of got.gone) delete all[gone];
				this.all = all;
			} else this.#seq = seq;
		} catch {
			// Offline: the next event after coming back asks again.
		} finally {
			this.#busy = false;
		}
		if (this.#meeting.seq > this.#seq && this.#seq >= seq) await this.follow(this.#meeting.seq);
	}
}
