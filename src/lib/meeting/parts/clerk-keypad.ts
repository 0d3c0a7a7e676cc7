/**
 * The clerk's number line: what a typed seat number and a typed digit mean, by stage and person (A9,
 * R2). A reader, nothing else; what can be done is the slices' (`clerk-actions.ts`), and the screen sends it.
 *
 * Invariants: a digit keeps its meaning within a stage whether or not it is offered, so that fingers
 * learn it; it is a choice only in the stage in which the person was put on the line; whoever is not here
 * gets the choices of the door, whatever the stage; letters never count.
 */
import { attendanceOf } from '../attendance/attendance.ts';
import { actionsFor, type Choice } from '../clerk-actions.ts';
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
	const here = phase === 'open' && attendanceOf(state.attendance, seat.id).status === 'present';
	return actionsFor(here ? 'inRoom' : 'atDoor', state, seat);
}

/** What was typed: a number, or a number and at once a digit (`12 1`). Null: not a number. */
export function readNumber(typed: string): { no: number; digit: number | null } | null {
	// NFKC makes １２ from a Chinese keyboard into 12.
	const plain = normalized(typed, 'NFKC').trim();
	const found = /^(\d{1,4})(?:\s*[号號#])?(?:[\s\-.+*/、,。]+(\d))?$/u.exec(plain);
	if (!found) return null;
	return { no: Number(found[1]), digit: found[2] === undefined ? null : Number(found[2]) };
}

/** Where the number line stands: nobody, or a person and perhaps the second row of choices. */
export interface KeypadState {
	seat: SeatId | null;
	/** The stage in which the person was put on the line: what the choices on the screen are for. */
	stage: StageId | null;
	more: Choice | null;
	/** What was done last, which Enter repeats for the next person. */
	last: string | null;
}

export type KeypadOutcome =
	| { do: 'show'; seat: SeatId }
	| { do: 'send'; seat: SeatId; choice: Choice }
	| { do: 'more'; seat: SeatId; choice: Choice }
	| { do: 'nothing' }
	| { do: 'explain'; error: KeypadError; seat: SeatId | null };

export type KeypadError =
	| { code: 'not-a-number' }
	| { code: 'nobody'; no: number }
	| { code: 'no-choice'; digit: number }
	| { code: 'stage-changed' }
	| { code: 'refused'; refusal: Refusal };

/** True when the meeting has moved on since the person was put on the line. */
export function stageChanged(state: MeetingState, open: KeypadState): boolean {
	return open.seat !== null && open.stage !== state.runsheet.stageId;
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
	if (open.seat !== null && (read === null || (read.digit === null && read.no < 10))) {
		if (stageChanged(state, open))
			return { do: 'explain', error: { code: 'stage-changed' }, seat: open.seat };
		const choices = choicesNow(state, open);
		if (read !== null) return choose(open.seat, choices, read.no);
		const repeated = repeatable(choices, open.last);
		return repeated ? choose(open.seat, choices, repeated.digit) : { do: 'nothing' };
	}
	const seat = seatByNo(state.roll, read!.no);
	if (!seat) return { do: 'explain', error: { code: 'nobody', no: read!.no }, seat: null };
	if (read!.digit === null) return { do: 'show', seat: seat.id };
	return choose(seat.id, choicesFor(state, seat.id), read!.digit);
}

function choose(seat: SeatId, choices: readonly Choice[], digit: number): KeypadOutcome {
	const choice = choices.find((one) => one.digit === digit);
	if (!choice) return { do: 'explain', error: { code: 'no-choice', digit }, seat };
	if (choice.why) return { do: 'explain', error: { code: 'refused', refusal: choice.why }, seat };
	return { do: choice.more ? 'more' : 'send', seat, choice };
}
