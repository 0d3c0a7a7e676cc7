/**
 * The journal as everybody may replay it: the facts that everybody in the room could see, as strangers
 * may read them (`disclosure/events.ts`). Nothing that was hidden is here: nothing hidden is ever a fact.
 */
import type { Directory } from '../directory.ts';
import type { Chapter, MeetingEvent, MeetingState, PrivateView } from '../registry.ts';
import { fold } from '../evolve.ts';
import { emptyMeeting } from '../meeting.ts';

export interface PublicJournal {
	code: string;
	/** The unguessable part of its public addresses. */
	addressKey: string;
	meeting: string;
	epoch: string;
	events: MeetingEvent[];
	/** The beginning of the hash after each event, as the hall shows it. */
	heads: string[];
	people: Directory;
	/** Where it can be entered. */
	chapters: Chapter[];
	/** What somebody without a seat is shown of what is hidden: nothing. */
	privateView: PrivateView;
	/** Bodies of what everybody may read; null: erased. */
	texts: Record<string, string | null>;
}

/** The states at and before some moments; a state shares what did not change with the one before. */
export class Moments {
	readonly events: readonly MeetingEvent[];
	#states: MeetingState[] = [];

	constructor(events: readonly MeetingEvent[]) {
		this.events = events;
	}

	/** State after the first `count` events. */
	after(count: number): MeetingState {
		if (count === 0) return emptyMeeting();
		for (let n = this.#states.length; n < count; n++)
			this.#states.push(fold(this.#states[n - 1] ?? emptyMeeting(), [this.events[n]!]));
		return this.#states[count - 1]!;
	}

	/** How many events had happened at this instant. */
	countAt(at: number): number {
		let [low, high] = [0, this.events.length];
		while (low < high) {
			const mid = (low + high) >> 1;
			if (this.events[mid]!.at <= at) low = mid + 1;
			else high = mid;
		}
		return low;
	}
}
