/**
 * What the clerk is doing for whom: the person on the number line, the choices, and what was done. One
 * per clerk's page; the list and the number line share it.
 *
 * Invariant: sending never stops the typing. The person is put away at once, and what the room answers
 * appears in the log under that person's name, so that nothing said no to is lost in the next number.
 * What is sent names the stage in which it was chosen: too late, it is refused, and never means another.
 */
import { getContext, setContext } from 'svelte';
import type { MeetingStore } from '#lib/live/meeting.svelte.ts';
import type { CommandSender } from '#lib/live/command-sender.svelte.ts';
import type { Instant, SeatId, StageId } from '../names.ts';
import type { Choice, PostCommand } from '../clerk-actions.ts';
import type { Refusal } from '../refusal.ts';
import {
	changedSince,
	choicesNow,
	interpretInput,
	meanings,
	NOBODY,
	repeatable,
	type KeypadError,
	type KeypadState
} from './clerk-keypad.ts';

export interface Done {
	id: number;
	seat: SeatId;
	choice: Choice;
	at: Instant;
	answer: 'sent' | 'done' | Refusal;
}

/** Lines of the log that are kept. */
const LOG = 30;

export class OnBehalf {
	open: KeypadState = $state.raw(NOBODY);
	/** Why what was typed did nothing. */
	error: KeypadError | null = $state.raw(null);
	/** The newest first. */
	log: readonly Done[] = $state.raw([]);
	choices = $derived.by(() => choicesNow(this.#meeting.state, this.open));
	/** What Enter alone would do. */
	repeats = $derived.by(() => repeatable(this.choices, this.open.last));
	/** Called when a person was picked in a list, with a key or by finger. */
	onpick: (byKey: boolean) => void = () => {};
	/** Called when the room has answered. */
	onanswer: (done: Done) => void = () => {};
	#meeting: MeetingStore;
	#sender: CommandSender;
	#ids = 0;

	constructor(meeting: MeetingStore, sender: CommandSender) {
		this.#meeting = meeting;
		this.#sender = sender;
	}

	/** Puts a person on the line. */
	show(seat: SeatId): void {
		this.error = null;
		this.open = { ...this.open, ...this.#asShown(seat) };
	}

	/** F2: nobody, whoever was there before. */
	clear(): void {
		this.error = null;
		this.open = { ...NOBODY, last: this.open.last };
	}

	/** Esc: back one row, then nobody. */
	back(): void {
		this.error = null;
		if (this.open.more) this.open = { ...this.open, more: null };
		else this.clear();
	}

	/** Takes what was typed; what the field holds then, null: what it held. */
	type(typed: string): string | null {
		const step = interpretInput(this.#meeting.state, this.open, typed);
		this.error = null;
		switch (step.do) {
			case 'nothing':
				return null;
			case 'show':
				this.show(step.seat);
				return step.rest;
			case 'more':
				this.open = { ...this.open, more: step.choice };
				return '';
			case 'explain':
				if (step.seat === null) this.clear();
				this.#explain(step.error);
				return step.error.code === 'not-a-number' ? null : '';
			case 'send':
				this.choose(step.seat, step.choice);
				return '';
		}
	}

	/** Does it, or opens the second row. */
	choose(seat: SeatId, choice: Choice): void {
		const changed = changedSince(this.#meeting.state, this.open, choice);
		if (changed) return this.#explain(changed);
		if (choice.why) return this.#explain({ code: 'refused', refusal: choice.why });
		this.error = null;
		if (choice.more) this.open = { ...this.open, more: choice };
		else void this.#send(seat, choice);
	}

	/** The stage on this screen. */
	get #stage(): StageId | null {
		return this.#meeting.state.runsheet.stageId;
	}

	/** Somebody as the line shows them now. */
	#asShown(seat: SeatId): Omit<KeypadState, 'last'> {
		return { seat, stage: this.#stage, shown: meanings(this.#meeting.state, seat), more: null };
	}

	/** Where the choices are other ones now, they are to be read before one is taken. */
	#explain(error: KeypadError): void {
		const { seat } = this.open;
		const changed = error.code === 'stage-changed' || error.code === 'choices-changed';
		if (changed && seat !== null) this.open = { ...this.open, ...this.#asShown(seat) };
		this.error = error;
	}

	async #send(seat: SeatId, choice: Choice): Promise<void> {
		const { action, command } = choice;
		if (!command) return;
		const stage = this.#stage;
		this.open = { ...NOBODY, last: action };
		const id = ++this.#ids;
		const sent: Done = { id, seat, choice, at: this.#meeting.now(), answer: 'sent' };
		this.log = [sent, ...this.log].slice(0, LOG);
		// Past the page's CommandSender: the sentence stands in the log under the name, not in the page's own notice.
		const post: PostCommand = (one) => this.#meeting.send(this.#sender.as, one, undefined, stage);
		const answer = await (choice.send?.(this.#meeting, post) ?? post(command));
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
