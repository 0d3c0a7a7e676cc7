/**
 * The clerk's number line: what a typed seat number and a typed digit mean, by stage and person (A9,
 * R2). A reader, nothing else; what can be done is the slices' (`clerk-actions.ts`), and the screen sends it.
 *
 * Invariants: a digit keeps its meaning within a stage whether or not it is offered, so that fingers
 * learn it; it is a choice only for somebody who is on the line already, in the stage in which they were put
 * there, and while it means what it meant then; whoever is not here gets the choices of the door, whatever
 * the stage; letters never count.
 */
import { attendanceOf } from '../attendance/attendance.ts';
import { actionsFor, type Choice } from '../clerk-actions.ts';
import { getOwn } from '../get-own.ts';
import type { SeatId, StageId } from '../names.ts';
import type { Refusal } from '../refusal.ts';
import type { MeetingState } from '../registry.ts';
import { seatOf } from '../roll/roll.ts';
import { seatByNo } from '../roll/view.ts';
import { normalized } from '../words.ts';

/** What the clerk can do for this person now, by digit; empty when the meeting is over. */
export function choicesFor(state: MeetingState, id: SeatId): Choice[] {
	const seat = seatOf(state.roll, id);
	const { phase } = state.plan;
	if (!seat || (phase !== 'open' && phase !== 'planned')) return [];
	const here = attendanceOf(state.attendance, seat.id).status === 'present';
	return actionsFor(here ? 'inRoom' : 'atDoor', state, seat);
}

/**
 * What was typed: a number, or one that is finished (`12 `, `12号`) and perhaps the digit after it (`12 1`).
 * Null: not a number.
 */
export function readNumber(
	typed: string
): { no: number; ended: boolean; digit: number | null } | null {
	// NFKC makes １２ from a Chinese keyboard into 12.
	const plain = normalized(typed, 'NFKC');
	const found = /^(\d{1,4})(\s*[号號#])?(?:([\s\-.+*/、,。]+)(\d)?)?$/u.exec(plain.trim());
	if (!found) return null;
	const [, no, unit, end, digit] = found;
	const ended = unit !== undefined || end !== undefined || plain.trimEnd() !== plain;
	return { no: Number(no), ended, digit: digit === undefined ? null : Number(digit) };
}

/** Where the number line stands: nobody, or a person and perhaps the second row of choices. */
export interface KeypadState {
	seat: SeatId | null;
	/** The stage in which the person was put on the line: what the choices on the screen are for. */
	stage: StageId | null;
	/** What each digit meant when it was shown (`meanings`). */
	shown: Meanings;
	more: Choice | null;
	/** What was done last, which Enter repeats for the next person. */
	last: string | null;
}

/** The action behind each digit and what it is about; that of the second row has the first row's action before it. */
export type Meanings = Readonly<Record<string, string>>;

export const NOBODY: KeypadState = { seat: null, stage: null, shown: {}, more: null, last: null };

export type KeypadOutcome =
	/** `rest`: a digit that was typed at once with the number; it waits until it can be seen whom it is for. */
	| { do: 'show'; seat: SeatId; rest: string }
	| { do: 'send'; seat: SeatId; choice: Choice }
	| { do: 'more'; seat: SeatId; choice: Choice }
	| { do: 'nothing' }
	| { do: 'explain'; error: KeypadError; seat: SeatId | null };

export type KeypadError =
	| { code: 'not-a-number' }
	| { code: 'nobody'; no: number }
	| { code: 'no-choice'; digit: number }
	| { code: 'stage-changed' }
	/** The person came, or left, another item or a vote began: the digit means another thing than when it was shown. */
	| { code: 'choices-changed' }
	| { code: 'refused'; refusal: Refusal };

/** True when the meeting has moved on since the person was put on the line. */
export function stageChanged(state: MeetingState, open: KeypadState): boolean {
	return open.seat !== null && open.stage !== state.runsheet.stageId;
}

/** What the digits mean for this person now. */
export function meanings(state: MeetingState, seat: SeatId): Meanings {
	const all = choicesFor(state, seat).flatMap((choice) => [
		[`${choice.digit}`, meaningOf(choice)],
		...(choice.more ?? []).map((one) => [`${choice.action} ${one.digit}`, meaningOf(one)])
	]);
	return Object.fromEntries(all) as Meanings;
}

/** A hand for the second item is not the one that was offered for the first. */
function meaningOf({ action, command }: Choice): string {
	return command && 'item' in command ? `${action} ${command.item}` : action;
}

/** Why a choice must be read again before it is taken; null: it is what it was when it was shown. */
export function changedSince(
	state: MeetingState,
	open: KeypadState,
	choice: Choice
): KeypadError | null {
	if (stageChanged(state, open)) return { code: 'stage-changed' };
	const key = open.more ? `${open.more.action} ${choice.digit}` : `${choice.digit}`;
	const before = getOwn(open.shown, key);
	// What meant nothing before can't be taken for anything else.
	return before === undefined || before === meaningOf(choice) ? null : { code: 'choices-changed' };
}

/** The choices on the screen now. */
export function choicesNow(state: MeetingState, open: KeypadState): Choice[] {
	if (open.seat === null) return [];
	const choices = choicesFor(state, open.seat);
	if (open.more === null) return choices;
	return choices.find((choice) => choice.action === open.more!.action)?.more ?? choices;
}

/** The choice that Enter alone takes, if any. */
export function repeatable(choices: readonly Choice[], last: string | null): Choice | undefined {
	return choices.find(
		({ action, why, repeatable }) => repeatable && action === last && why === null
	);
}

/** What typing this and pressing Enter means; a single digit needs no Enter once a person is shown. */
export function interpretInput(
	state: MeetingState,
	open: KeypadState,
	typed: string
): KeypadOutcome {
	const empty = typed.trim() === '';
	if (open.seat === null && empty) return { do: 'nothing' };
	const read = empty ? null : readNumber(typed);
	if (!empty && read === null)
		return { do: 'explain', error: { code: 'not-a-number' }, seat: open.seat };
	if (open.seat !== null && (read === null || (!read.ended && read.no < 10))) {
		if (stageChanged(state, open))
			return { do: 'explain', error: { code: 'stage-changed' }, seat: open.seat };
		const choices = choicesNow(state, open);
		if (read !== null) return choose(state, open, read.no);
		const repeated = repeatable(choices, open.last);
		return repeated ? choose(state, open, repeated.digit) : { do: 'nothing' };
	}
	const seat = seatByNo(state.roll, read!.no);
	if (!seat) return { do: 'explain', error: { code: 'nobody', no: read!.no }, seat: null };
	return { do: 'show', seat: seat.id, rest: read!.digit === null ? '' : `${read!.digit}` };
}

function choose(state: MeetingState, open: KeypadState, digit: number): KeypadOutcome {
	const seat = open.seat!;
	const choice = choicesNow(state, open).find((one) => one.digit === digit);
	if (!choice) return { do: 'explain', error: { code: 'no-choice', digit }, seat };
	const changed = changedSince(state, open, choice);
	if (changed) return { do: 'explain', error: changed, seat };
	if (choice.why) return { do: 'explain', error: { code: 'refused', refusal: choice.why }, seat };
	return { do: choice.more ? 'more' : 'send', seat, choice };
}
