/**
 * The facts of one meeting's minutes, carried along with its events: each event touches the facts it changes
 * and no others, however long the meeting has become.
 *
 * Invariants: what it holds is what `resolveFacts` makes of the whole journal; a fact that did not change is
 * the same object.
 */
import { evolve } from '../evolve.ts';
import { changedSubjects, factOf, resolveFact, subjectsOf } from '../facts.ts';
import { leavingWith } from '../leaving.ts';
import { emptyMeeting } from '../meeting.ts';
import type { TextId } from '../names.ts';
import type { MeetingEvent, MeetingState, MinutesFact } from '../registry.ts';

export class MinutesProjection {
	/** How often a fact was resolved, for tests: it must not grow with the meeting. */
	resolved = 0;
	#seq = 0;
	#now: MeetingState = emptyMeeting();
	/** Facts as their events brought them, and as the room knows them now; null: taken back. */
	#brought: MinutesFact[] = [];
	#facts: (MinutesFact | null)[] = [];
	/** Where the fact of an event stands in these two. */
	#places = new Map<number, number>();
	/** Places of the facts about something that may change. */
	#about = new Map<string, number[]>();
	/** Which fact changed by which event, in the order of the events. */
	#changes: { by: number; fact: number }[] = [];
	#erasures: { by: number; text: TextId }[] = [];
	#all: readonly MinutesFact[] | null = null;

	/** The last event in it. */
	get seq(): number {
		return this.#seq;
	}

	/** The facts in the order of their events; the same list until one of them changes. */
	get facts(): readonly MinutesFact[] {
		return (this.#all ??= this.#facts.filter((fact) => fact !== null));
	}

	/** The fact that this event brought, if it still is one. */
	fact(seq: number): MinutesFact | undefined {
		const place = this.#places.get(seq);
		return (place !== undefined && this.#facts[place]) || undefined;
	}

	/** Facts that events after this one brought. */
	broughtAfter(seq: number): MinutesFact[] {
		let from = this.#brought.length;
		while (from > 0 && this.#brought[from - 1]!.seq > seq) from -= 1;
		return this.#facts.slice(from).filter((fact) => fact !== null);
	}

	/** Numbers of the facts that are new, are not the same or are gone since this event. */
	changedAfter(seq: number): Set<number> {
		const changed = new Set<number>();
		for (let n = this.#changes.length - 1; n >= 0 && this.#changes[n]!.by > seq; n--)
			changed.add(this.#changes[n]!.fact);
		return changed;
	}

	/** Texts that were erased since this event, in facts or elsewhere. */
	erasedAfter(seq: number): TextId[] {
		return this.#erasures.filter(({ by }) => by > seq).map(({ text }) => text);
	}

	/** The next event; `after` is the state with it, where somebody has folded it already. */
	add(event: MeetingEvent, after: MeetingState = evolve(this.#now, event)): void {
		const before = this.#now;
		const fact = factOf(before, event, after);
		this.#now = after;
		this.#seq = event.seq;
		for (const text of leavingWith(event).erased ?? [])
			this.#erasures.push({ by: event.seq, text });
		const subjects = changedSubjects(before, after);
		const places = new Set<number>();
		// It may say of itself what an earlier one has said.
		if (fact) for (const subject of this.#bring(fact, places)) subjects.add(subject);
		for (const subject of subjects)
			for (const place of this.#about.get(subject) ?? []) places.add(place);
		const claimed = new Set<string>();
		for (const place of [...places].sort((a, b) => b - a)) this.#resolve(place, claimed);
	}

	#bring(fact: MinutesFact, places: Set<number>): readonly string[] {
		const place = this.#brought.push(fact) - 1;
		this.#facts.push(null);
		this.#places.set(fact.seq, place);
		places.add(place);
		const subjects = subjectsOf(fact);
		for (const subject of subjects) {
			const known = this.#about.get(subject);
			if (known) known.push(place);
			else this.#about.set(subject, [place]);
		}
		return subjects;
	}

	#resolve(place: number, claimed: Set<string>): void {
		this.resolved += 1;
		const brought = this.#brought[place]!;
		const fact = resolveFact(brought, this.#now, claimed);
		if (JSON.stringify(this.#facts[place]) === JSON.stringify(fact)) return;
		this.#facts[place] = fact;
		this.#changes.push({ by: this.#seq, fact: brought.seq });
		this.#all = null;
	}
}
