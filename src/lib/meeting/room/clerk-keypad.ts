/**
 * The clerk's number line: what a typed seat number and a typed digit mean, by stage and person (A9,
 * R2). A table and a reader, nothing else; the screen sends what comes out.
 *
 * Invariants: a digit keeps its meaning within a stage whether or not it is offered, so that fingers
 * learn it; it is a choice only in the stage in which the person was put on the line; whoever is not here
 * gets the choices of the door, whatever the stage; letters never count.
 */
import { attendanceOf } from '../attendance/attendance.ts';
import type { Command, MeetingState } from '../registry.ts';
import { CHANNELS, type Channel, type SeatId, type StageId } from '../names.ts';
import { getOwn } from '../get-own.ts';
import { POINTS_OF_ORDER, type PointOfOrder, type Stance } from '../queue/queue.ts';
import { mayRaise } from '../queue/view.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { seatOf, type Seat } from '../roll/roll.ts';
import { seatByNo } from '../roll/view.ts';
import { stageNow, type StageKind } from '../runsheet/runsheet.ts';
import { normalized } from '../words.ts';

/** What the clerk does for somebody, in one word; the sentences are in `i18n/clerk-action.ts`. */
export type ClerkAction =
	| `sign-in-${Channel}`
	| `back-${Channel}`
	| 'leave'
	| 'undo-sign-in'
	| 'acknowledge'
	| `hand-${Stance}`
	| 'point'
	| `point-${PointOfOrder}`
	| 'lower'
	| 'step-out';

export interface Choice {
	/** The key: 1 to 9. */
	digit: number;
	action: ClerkAction;
	/** What is sent; null where `more` opens. */
	command: Command | null;
	/** Known beforehand: the room would say no. The choice is shown and says why. */
	why: Refusal | null;
	/** A second row of choices: which point of order. */
	more?: Choice[];
}

/** What Enter alone repeats: twenty people in a row sign in, but nobody raises a hand by habit. */
const REPEATABLE: readonly ClerkAction[] = CHANNELS.map((channel) => `sign-in-${channel}` as const);

/** What the clerk can do for this person now, by digit; empty when the meeting is over. */
export function choicesFor(state: MeetingState, id: SeatId): Choice[] {
	const seat = seatOf(state.roll, id);
	const { phase } = state.plan;
	if (!seat || (phase !== 'open' && phase !== 'planned')) return [];
	if (phase === 'planned') {
		const early = refuse('not-open');
		return arrivals(seat, 'sign-in').map((choice) =>
			choice.action === 'leave' ? choice : { ...choice, why: early }
		);
	}
	const { status, late } = attendanceOf(state.attendance, seat.id);
	if (status !== 'present') return arrivals(seat, status === 'left' ? 'back' : 'sign-in');
	const kind = stageNow(state.runsheet)?.kind;
	const choices: Choice[] = [];
	if (speaking(state, kind)) choices.push(...hands(state, seat));
	const known = getOwn(state.runsheet.acks, seat.id) !== undefined;
	if (seat.votes && !known && rulesReached(state)) {
		const command: Command = { type: 'runsheet.acknowledge', seat: seat.id };
		choices.push({
			digit: speaking(state, kind) ? 8 : 1,
			action: 'acknowledge',
			command,
			why: null
		});
	}
	if (kind === 'signin')
		choices.push({ digit: 4, action: 'leave', command: leave(seat), why: null });
	const out: Command = { type: 'attendance.step-out', seat: seat.id };
	choices.push({ digit: 7, action: 'step-out', command: out, why: null });
	// Afterwards only somebody who came late can have been ticked by mistake just now.
	if (kind === 'signin' || late) {
		const undo: Command = { type: 'attendance.undo-sign-in', seat: seat.id };
		choices.push({ digit: 9, action: 'undo-sign-in', command: undo, why: null });
	}
	return choices.sort((a, b) => a.digit - b.digit);
}

/** ①: 1 现场 2 线上 3 电话 4 请假; for who stepped out the same keys bring them back. */
function arrivals(seat: Seat, how: 'sign-in' | 'back'): Choice[] {
	const here = CHANNELS.map((channel, index): Choice => {
		const command: Command = { type: 'attendance.sign-in', seat: seat.id, channel };
		return { digit: index + 1, action: `${how}-${channel}`, command, why: null };
	});
	return [...here, { digit: 4, action: 'leave', command: leave(seat), why: null }];
}

const leave = (seat: Seat): Command => ({ type: 'attendance.leave', seat: seat.id });

function speaking(state: MeetingState, kind: StageKind | undefined): boolean {
	return kind === 'discussion' || (kind === 'plain' && state.queue.item !== null);
}

function rulesReached({ runsheet: { stages, at } }: MeetingState): boolean {
	const rules = stages.findIndex((stage) => stage.kind === 'rules');
	return rules >= 0 && stages.findIndex((stage) => stage.id === at) >= rules;
}

/** ⑤: 1 赞成 2 反对 (or 1 发言) 3 提问 4 补充 5 程序问题 6 放下手. */
function hands(state: MeetingState, seat: Seat): Choice[] {
	const item = state.queue.item ?? '';
	const join = (stance: Stance, point?: PointOfOrder): Command => {
		const command = { type: 'queue.join', seat: seat.id, item, stance } as const;
		return point ? { ...command, point } : command;
	};
	const raise = (digit: number, stance: Stance): Choice => ({
		digit,
		action: `hand-${stance}`,
		command: join(stance),
		why: mayRaise(state, seat.id, stance)
	});
	const why = mayRaise(state, seat.id, 'order');
	const points = POINTS_OF_ORDER.map((point, index): Choice => {
		return { digit: index + 1, action: `point-${point}`, command: join('order', point), why };
	});
	const choices = [
		...main(state).map((stance, index) => raise(index + 1, stance)),
		raise(3, 'ask'),
		raise(4, 'add'),
		{ digit: 5, action: 'point', command: null, why, more: points } as const
	];
	if (!state.queue.entries.some((entry) => entry.seat === seat.id)) return choices;
	const lower: Command = { type: 'queue.withdraw', seat: seat.id, item };
	return [...choices, { digit: 6, action: 'lower', command: lower, why: null }];
}

/** The stances that the rules in force ask for. */
function main(state: MeetingState): Stance[] {
	const stances = state.plan.rules?.stances ?? 'none';
	if (stances === 'side') return ['side'];
	return stances === 'none' ? ['none'] : ['for', 'against'];
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
	last: ClerkAction | null;
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
	return open.seat !== null && open.stage !== state.runsheet.at;
}

/** The choices on the screen now. */
export function choicesNow(state: MeetingState, open: KeypadState): Choice[] {
	if (open.seat === null) return [];
	const choices = choicesFor(state, open.seat);
	if (open.more === null) return choices;
	return choices.find((choice) => choice.action === open.more!.action)?.more ?? choices;
}

/** The choice that Enter alone takes, if any. */
export function repeatable(
	choices: readonly Choice[],
	last: ClerkAction | null
): Choice | undefined {
	if (last === null || !REPEATABLE.includes(last)) return undefined;
	return choices.find((choice) => choice.action === last && choice.why === null);
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
