/** Decides the captions. Rules: `RULES.md`, quoted as [CP1] …. */
import { isPresent } from '../attendance/attendance.ts';
import type { Context, Outcome } from '../context.ts';
import { parseText } from '../parse-text.ts';
import { refuseUnlessOpen } from '../phase.ts';
import type { MeetingState } from '../registry.ts';
import { refuse } from '../refusal.ts';
import { DESK, SPEAKERS } from '../role-groups.ts';
import { signsIn } from '../person-seats.ts';
import { seatOf, type Seat } from '../roll/roll.ts';
import { LINE_EVERY, LINE_LENGTH, LINES_KEPT, type CaptionsCommand } from './captions.ts';

type Of<T extends CaptionsCommand['type']> = Extract<CaptionsCommand, { type: T }>;

/** Events, or why not. */
export function decideCaptions(
	state: MeetingState,
	command: CaptionsCommand,
	context: Context
): Outcome {
	const shut = refuseUnlessOpen(state);
	if (shut) return shut;
	switch (command.type) {
		case 'captions.ask':
			return ask(state, command);
		case 'captions.write':
			return write(state, command, context);
		case 'captions.take-back':
			return takeBack(state, command, context);
	}
}

/** [CP1] */
function ask(state: MeetingState, { seat: id, on }: Of<'captions.ask'>): Outcome {
	const { captions, roll } = state;
	if (captions.writers.includes(id) === on) return { events: [] };
	const seat = seatOf(roll, id);
	if (!seat) return refuse('no-such-seat');
	if (!SPEAKERS.includes(seat.role)) return refuse('not-allowed');
	if (on && isAway(state, seat)) return refuse('not-present');
	return { events: [{ type: 'captions.asked', body: { seat: seat.id, on } }] };
}

/** [CP1] */
function isAway({ attendance }: MeetingState, seat: Seat): boolean {
	return signsIn(seat) && !isPresent(attendance, seat.id);
}

/** [CP2] [CP4] */
function write(
	state: MeetingState,
	{ seat, text: typed }: Of<'captions.write'>,
	context: Context
): Outcome {
	const { writers, lines } = state.captions;
	if (!writers.includes(seat)) return refuse('not-captioner');
	if (isAway(state, state.roll.seats[seat]!)) return refuse('not-present');
	const text = parseText(typed, { max: LINE_LENGTH, required: true });
	if (typeof text !== 'string') return text;
	const last = lines.findLast(({ by }) => by === seat);
	if (last && context.now - last.at < LINE_EVERY) return refuse('captions-too-fast');
	const dropped = lines.slice(0, Math.max(0, lines.length + 1 - LINES_KEPT));
	const body = { seat, text: context.text(text), dropped: dropped.map((line) => line.text.id) };
	return { events: [{ type: 'captions.written', body }] };
}

/** [CP5] A line that is gone already is gone. */
function takeBack(
	{ captions: { writers, lines } }: MeetingState,
	{ seat, line }: Of<'captions.take-back'>,
	{ actor }: Context
): Outcome {
	if (!DESK.includes(actor.role) && !writers.includes(seat)) return refuse('not-captioner');
	if (!lines.some(({ text }) => text.id === line)) return { events: [] };
	return { events: [{ type: 'captions.taken-back', body: { line } }] };
}

/** [CP1] [CP4] The meeting closes: nothing of it is left. */
export function endCaptions({ captions: { writers, lines } }: MeetingState): Outcome {
	if (writers.length + lines.length === 0) return { events: [] };
	const dropped = lines.map(({ text }) => text.id);
	return { events: [{ type: 'captions.ended', body: { dropped } }] };
}
