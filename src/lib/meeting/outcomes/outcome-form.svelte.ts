/** What is typed of one line at a desk, and which line it was when that began. */
import type { OutcomeReader } from '#lib/i18n/outcome-words.ts';
import { dayInstant } from '#lib/i18n/typed-time.ts';
import { inputDay } from '#lib/i18n/when.ts';
import type { MeetingStore } from '#lib/live/meeting.svelte.ts';
import { wholeNumberIn } from '../parse-text.ts';
import {
	OUTCOME_PARTS,
	UPDATE_DAYS,
	type OutcomePart,
	type OutcomeClass,
	type OutcomeDraft,
	type OutcomeLine,
	type Party
} from './outcomes.ts';
import { rotaOf, shiftsIn } from './duty-rota.ts';
import { partyDraft, typedParty } from './typed-party.ts';

/** The last minute of a day. */
const END = '23:59';

export class OutcomeForm {
	text = $state('');
	/** '' while there is none. */
	of = $state<OutcomeClass | ''>('');
	owner = $state('');
	measure = $state('');
	due = $state('');
	every = $state('');
	receiver = $state('');
	early = $state('');
	parts = $state<Record<OutcomePart, string>>({ timetable: '', rules: '', rota: '', costs: '' });
	reason = $state('');
	/** Of the line that was looked at. */
	version = $state(0);
	#meeting: MeetingStore;
	#reader: OutcomeReader;
	#was: OutcomeLine;
	#first: OutcomeDraft;

	constructor(meeting: MeetingStore, reader: OutcomeReader, line: OutcomeLine) {
		this.#meeting = meeting;
		this.#reader = reader;
		this.#was = line;
		this.version = line.version;
		this.text = reader.text(line.text);
		this.of = line.class ?? '';
		this.owner = this.#typed(line.owner);
		this.measure = line.measure ? reader.text(line.measure) : '';
		this.due = line.due === null ? '' : inputDay(line.due);
		this.every = String(line.everyDays ?? UPDATE_DAYS.usual);
		this.receiver = this.#typed(line.receiver);
		this.early = line.early ? reader.text(line.early) : '';
		for (const part of OUTCOME_PARTS) {
			const ref = line.parts?.[part];
			this.parts[part] = ref ? reader.text(ref) : '';
		}
		this.#first = this.#draft();
	}

	/** The class is another than the line had: why is asked. */
	get turns(): boolean {
		return this.#was.class !== null && this.of !== this.#was.class;
	}

	/** What is said of the line that was not so when it was opened; the rest stays as others left it. */
	changes(): OutcomeDraft {
		const now = this.#draft();
		const moved = Object.entries(now).filter(
			([key, value]) =>
				JSON.stringify(value) !== JSON.stringify(this.#first[key as keyof OutcomeDraft])
		);
		return { ...Object.fromEntries(moved), ...this.#movedParts(now) };
	}

	/** Only those that are another one now: what nobody touched stays the same text. */
	#movedParts({ parts = {} }: OutcomeDraft): Pick<OutcomeDraft, 'parts'> {
		const moved = OUTCOME_PARTS.filter((part) => parts[part] !== this.#first.parts?.[part]);
		return moved.length === 0
			? {}
			: { parts: Object.fromEntries(moved.map((part) => [part, parts[part]])) };
	}

	/** Somebody signed up for a shift that would stand at another place: theirs would be another one [Q21]. */
	get movesShifts(): boolean {
		const before = rotaOf(this.#was, this.#reader);
		const after = shiftsIn(this.parts.rota);
		return before.some(
			({ who, words, shift }) =>
				who !== null && after[shift]?.words !== words && after.some((one) => one.words === words)
		);
	}

	/** Everything that can be said in a number or a date is one. */
	get readable(): boolean {
		return (
			!this.movesShifts &&
			(this.due === '' || this.#instant() !== null) &&
			(this.of !== 'commitment' || wholeNumberIn(this.every, 1, UPDATE_DAYS.most) !== null)
		);
	}

	#draft(): OutcomeDraft {
		return {
			text: this.text,
			class: this.of === '' ? null : this.of,
			owner: partyDraft(this.#party(this.owner)),
			measure: this.measure,
			due: this.due === '' ? null : this.#instant(),
			everyDays: wholeNumberIn(this.every, 1, UPDATE_DAYS.most) ?? UPDATE_DAYS.usual,
			receiver: partyDraft(this.#party(this.receiver)),
			early: this.early,
			parts: { ...this.parts }
		};
	}

	#instant(): number | null {
		return dayInstant(this.due, END);
	}

	#party(typed: string) {
		const { state } = this.#meeting;
		return typedParty(typed, state.roll, (seat) => this.#meeting.person(seat));
	}

	/** By number where the seat has one, so that it means the same when it is read again. */
	#typed(party: Party | null): string {
		if (!party) return '';
		if (party.seat === null) return party.body ? this.#reader.text(party.body) : '';
		const no = this.#meeting.state.roll.seats[party.seat]?.no ?? 0;
		return no > 0 ? String(no) : this.#reader.name(party.seat);
	}
}
