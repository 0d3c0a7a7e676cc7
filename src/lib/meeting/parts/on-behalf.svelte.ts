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
import type { Choice } from '../clerk-actions.ts';
import type { Refusal } from '../refusal.ts';
import {
	repeatable,
	choicesNow,
	stageChanged,
	interpretInput,
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
	open: KeypadState = $state.raw({ seat: null, stage: null, more: null, last: null });
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
		this.open = { ...this.open, seat, stage: this.#stage, more: null };
	}

	/** F2: nobody, whoever was there before. */
	clear(): void {
		this.error = null;
		this.open = { ...this.open, seat: null, stage: null, more: null };
	}

	/** Esc: back one row, then nobody. */
	back(): void {
		this.error = null;
		if (this.open.more) this.open = { ...this.open, more: null };
		else this.clear();
	}

	/** Takes what was typed; true when the field can be emptied. */
	type(typed: string): boolean {
		const step = interpretInput(this.#meeting.state, this.open, typed);
		this.error = null;
		switch (step.do) {
			case 'nothing':
				return false;
			case 'show':
				this.show(step.seat);
				return true;
			case 'more':
				this.open = { ...this.open, seat: step.seat, stage: this.#stage, more: step.choice };
				return true;
			case 'explain':
				if (step.error.code === 'stage-changed') this.#explainStage();
				else if (step.seat === null) this.clear();
				else if (step.seat !== this.open.seat) this.show(step.seat);
				this.error = step.error;
				return step.error.code !== 'not-a-number';
			case 'send':
				this.choose(step.seat, step.choice);
				return true;
		}
	}

	/** Does it, or opens the second row. */
	choose(seat: SeatId, choice: Choice): void {
		if (stageChanged(this.#meeting.state, this.open)) return this.#explainStage();
		if (choice.why) {
			this.error = { code: 'refused', refusal: choice.why };
			return;
		}
		this.error = null;
		if (choice.more) this.open = { ...this.open, seat, stage: this.#stage, more: choice };
		else void this.#send(seat, choice);
	}

	/** The stage on this screen. */
	get #stage(): StageId | null {
		return this.#meeting.state.runsheet.stageId;
	}

	/** The choices are other ones now: they are to be read before one is taken. */
	#explainStage(): void {
		this.open = { ...this.open, stage: this.#stage, more: null };
		this.error = { code: 'stage-changed' };
	}

	async #send(seat: SeatId, choice: Choice): Promise<void> {
		const { action, command } = choice;
		if (!command) return;
		const stage = this.#stage;
		this.open = { seat: null, stage: null, more: null, last: action };
		const id = ++this.#ids;
		const sent: Done = { id, seat, choice, at: this.#meeting.now(), answer: 'sent' };
		this.log = [sent, ...this.log].slice(0, LOG);
		// Past the page's CommandSender: the sentence stands in the log under the name, not in the page's own notice.
		const answer = await this.#meeting.send(this.#sender.as, command, undefined, stage);
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
