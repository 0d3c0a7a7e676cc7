/** The facts of one meeting's minutes, read from its journal as it grows. */
import { evolve } from '#lib/meeting/evolve.ts';
import { emptyMeeting } from '#lib/meeting/meeting.ts';
import type { MeetingState, MinutesFact } from '#lib/meeting/registry.ts';
import { factOf, settled } from '#lib/meeting/facts.ts';
import { eventOf } from '#server/meeting/chain.ts';
import type { Journal } from '#server/meeting/journal.ts';

export class FactBook {
	readonly #meeting: string;
	readonly #journal: Journal;
	#state: MeetingState = emptyMeeting();
	#seq = 0;
	readonly #facts: MinutesFact[] = [];

	constructor(meeting: string, journal: Journal) {
		this.#meeting = meeting;
		this.#journal = journal;
	}

	/** Everything stored, at least up to this event, as it is known now. */
	read(seq: number): MinutesFact[] {
		if (seq > this.#seq)
			for (const row of this.#journal.rows(this.#meeting, this.#seq)) {
				const event = eventOf(row.line);
				const next = evolve(this.#state, event);
				const fact = factOf(this.#state, event, next);
				if (fact) this.#facts.push(fact);
				this.#state = next;
				this.#seq = event.seq;
			}
		return settled(this.#facts, this.#state);
	}
}
