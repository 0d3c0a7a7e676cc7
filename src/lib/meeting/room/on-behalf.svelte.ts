/**
 * What the clerk is doing for whom: the person on the number line, the choices, and what was done. One
 * per clerk's page; the list and the number line share it.
 *
 * Invariant: sending never stops the typing. The person is put away at once, and what the room answers
 * appears in the log under that person's name, so that nothing said no to is lost in the next number.
 */
import { getContext, setContext } from 'svelte';
import type { MeetingStore } from '#lib/live/meeting.svelte.ts';
import type { Saying } from '#lib/live/saying.svelte.ts';
import type { Instant, SeatId } from '../names.ts';
import type { Refusal } from '../refusal.ts';
import {
	again,
	choicesNow,
	take,
	type Choice,
	type Deed,
	type NumberError,
	type Open
} from './by-number.ts';

export interface Done {
	id: number;
	seat: SeatId;
	deed: Deed;
	at: Instant;
	answer: 'sent' | 'done' | Refusal;
}

/** Lines of the log that are kept. */
const LOG = 30;

export class OnBehalf {
	open: Open = $state.raw({ seat: null, more: null, last: null });
	/** Why what was typed did nothing. */
	error: NumberError | null = $state.raw(null);
	/** The newest first. */
	log: readonly Done[] = $state.raw([]);
	choices = $derived.by(() => choicesNow(this.#meeting.state, this.open));
	/** What Enter alone would do. */
	repeats = $derived.by(() => again(this.choices, this.open.last));
	/** Called when the room has answered. */
	onanswer: (done: Done) => void = () => {};
	#meeting: MeetingStore;
	#saying: Saying;
	#ids = 0;

	constructor(meeting: MeetingStore, saying: Saying) {
		this.#meeting = meeting;
		this.#saying = saying;
	}

	/** Puts a person on the line. */
	show(seat: SeatId): void {
		this.error = null;
		this.open = { ...this.open, seat, more: null };
	}

	/** Esc: back one row, then nobody. */
	back(): void {
		this.error = null;
		this.open = this.open.more
			? { ...this.open, more: null }
			: { ...this.open, seat: null, more: null };
	}

	/** Takes what was typed; true when the field can be emptied. */
	type(typed: string): boolean {
		const step = take(this.#meeting.state, this.open, typed);
		this.error = null;
		switch (step.do) {
			case 'nothing':
				return false;
			case 'show':
				this.show(step.seat);
				return true;
			case 'more':
				this.open = { ...this.open, seat: step.seat, more: step.choice };
				return true;
			case 'explain':
				this.error = step.error;
				if (step.seat !== this.open.seat) this.open = { ...this.open, seat: step.seat, more: null };
				return step.error.code !== 'not-a-number';
			case 'send':
				this.choose(step.seat, step.choice);
				return true;
		}
	}

	/** Does it, or opens the second row. */
	choose(seat: SeatId, choice: Choice): void {
		if (choice.why) {
			this.error = { code: 'refused', refusal: choice.why };
			return;
		}
		this.error = null;
		if (choice.more) this.open = { ...this.open, seat, more: choice };
		else void this.#send(seat, choice);
	}

	async #send(seat: SeatId, { deed, command }: Choice): Promise<void> {
		if (!command) return;
		this.open = { seat: null, more: null, last: deed };
		const id = ++this.#ids;
		const sent: Done = { id, seat, deed, at: this.#meeting.now(), answer: 'sent' };
		this.log = [sent, ...this.log].slice(0, LOG);
		// Past `say`: the sentence stands in the log under the name, not in the page's own notice.
		const answer = await this.#meeting.send(this.#saying.as, command);
		const done: Done = { ...sent, answer: 'refused' in answer ? answer : 'done' };
		this.log = this.log.map((one) => (one.id === id ? done : one));
		this.onanswer(done);
	}
}

const KEY = Symbol('on-behalf');

/** Puts it into the context of everything below. */
export function provideOnBehalf(desk: OnBehalf): OnBehalf {
	return setContext(KEY, desk);
}

/** The one of this page. */
export function useOnBehalf(): OnBehalf {
	return getContext<OnBehalf>(KEY);
}
