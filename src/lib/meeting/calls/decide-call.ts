/** Decides what happens in small calls [LS13–LS19]: the same for those everybody knows of, and for private ones. */
import type { ItemMove } from '../agenda/agenda.ts';
import type { Context, Decision, Outcome } from '../context.ts';
import type { SeatId } from '../names.ts';
import { parseText } from '../parse-text.ts';
import { refuseUnlessOpen } from '../phase.ts';
import type { Hidden, MeetingState } from '../registry.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { CHAIRS } from '../role-groups.ts';
import {
	MAX_LINES,
	MAX_RESULT,
	MAX_SEATS,
	MAX_WORDS,
	beganBy,
	seatIn,
	tookPart,
	withSeat,
	type Call,
	type CallSeat,
	type PrivateCall
} from './call.ts';
import type { CallCommand, CallsEvent, CallsWrite } from './calls.ts';
import { isOtherInHall, mayTakePart } from './may-enter.ts';

type Of<T extends CallCommand['type']> = Extract<CallCommand, { type: T }>;
/** A call that is on, and what only its members know of it; null: everybody knows it. */
interface Known {
	call: Call;
	apart: PrivateCall | null;
}

export function decideCall(
	state: MeetingState,
	hidden: Hidden,
	command: CallCommand,
	context: Context
): Outcome {
	const shut = refuseUnlessOpen(state);
	if (shut) return shut;
	if (command.type === 'calls.begin-private') return begin(state, hidden, command, context);
	const known = callOf(state, hidden, command.call);
	// Whoever is not in a private call does not learn that there is one.
	if (!known || !maySee(known, context)) return refuse('no-such-call');
	if (command.type === 'calls.end') return end(state, known, command, context);
	if (command.type === 'calls.write') return write(state, known, command, context);
	const change = changeOf(state, known, command);
	if ('refused' in change) return change;
	// Nobody else could end it.
	const goes = change.is === 'left' || change.is === 'declined';
	if (known.apart && goes && change.seat === beganBy(known.call))
		return privateOver({ ...known.apart, call: withSeat(known.call, change) }, null);
	return apply(known, change);
}

/** [LS19] An item of kind 视频 brings its call, and takes it along. */
export function callOfItem(
	{ calls }: MeetingState,
	{ item, how }: ItemMove,
	context: Context
): Decision {
	const on = calls.video.find((call) => call.item === item.id && call.endedAt === null);
	if (on && how !== 'opened')
		return { events: [{ type: 'calls.ended', body: { call: on.id, result: null } }] };
	if (on || how !== 'opened' || item.kind !== 'video') return { events: [] };
	return { events: [{ type: 'calls.begun', body: { call: context.newId('c'), item: item.id } }] };
}

/** All calls end with the meeting. */
export function endAll({ calls }: MeetingState, hidden: Hidden): Decision {
	const open = calls.video.filter(({ endedAt }) => endedAt === null);
	const apart = [...hidden.lots['private-calls'].values()].map((one) => privateOver(one, null));
	return {
		events: [
			...open.map(({ id }): CallsEvent => ({
				type: 'calls.ended',
				body: { call: id, result: null }
			})),
			...apart.flatMap(({ events }) => events)
		],
		hidden: apart.flatMap(({ hidden }) => hidden)
	};
}

/** Somebody is no longer in this seat, or another phone is: nothing of a private call is theirs. */
export function forgetInCalls(hidden: Hidden, seat: SeatId): CallsWrite[] {
	return [...hidden.lots['private-calls'].values()]
		.filter(({ call }) => seatIn(call, seat))
		.map((one): CallsWrite => {
			// Nobody else could end it.
			if (beganBy(one.call) === seat)
				return { slice: 'calls', lot: 'private-calls', key: one.call.id, value: null };
			const seats = one.call.seats.filter((other) => other.seat !== seat);
			const lines = one.lines.filter((line) => line.seat !== seat);
			return put({ call: { ...one.call, seats }, lines });
		});
}

/** A guest is in a private call as whoever they are on the roll; who is there as both, is there once. */
export function bindInCalls(hidden: Hidden, guest: SeatId, seat: SeatId): CallsWrite[] {
	return [...hidden.lots['private-calls'].values()]
		.filter(({ call }) => seatIn(call, guest))
		.map(({ call, lines }) => {
			const others = call.seats.filter((one) => one.seat !== seat);
			const is = <One extends { seat: SeatId }>(one: One): One =>
				one.seat === guest ? { ...one, seat } : one;
			return put({ call: { ...call, seats: others.map(is) }, lines: lines.map(is) });
		});
}

function callOf({ calls }: MeetingState, hidden: Hidden, id: string): Known | null {
	const call = calls.video.find((one) => one.id === id && one.endedAt === null);
	if (call) return { call, apart: null };
	const apart = hidden.lots['private-calls'].get(id);
	return apart ? { call: apart.call, apart } : null;
}

function maySee({ call, apart }: Known, { actor }: Context): boolean {
	return apart === null || actor.role === 'clock' || actor.holds.some((seat) => seatIn(call, seat));
}

function begin(
	state: MeetingState,
	hidden: Hidden,
	{ seats }: Of<'calls.begin-private'>,
	context: Context
): Outcome {
	const { id } = context.actor;
	for (const { call } of hidden.lots['private-calls'].values())
		if (beganBy(call) === id) return refuse('call-begun');
	let call: Call = {
		...{ id: context.newId('c'), item: null, since: context.now, seats: [] },
		...{ endedAt: null, result: null }
	};
	for (const seat of new Set([id, ...seats])) {
		const not = mayBeInvited(state, { call, apart: { call, lines: [] } }, seat);
		if (not) return not;
		call = withSeat(call, { seat, is: 'invited', level: 'voice' });
	}
	return { events: [], hidden: [put({ call, lines: [] })] };
}

function mayBeInvited(state: MeetingState, { call }: Known, id: SeatId): Refusal | null {
	const not = mayTakePart(state, call, id);
	if (not) return not;
	const others = call.seats.filter(
		(one) => one.seat !== id && one.is !== 'declined' && one.is !== 'left'
	);
	return others.length >= MAX_SEATS ? refuse('call-seats-full', { n: MAX_SEATS }) : null;
}

/** Where this seat stands after it. */
function changeOf(
	state: MeetingState,
	known: Known,
	command: Of<'calls.invite' | 'calls.answer' | 'calls.leave'>
): CallSeat | Refusal {
	const { seat } = command;
	const own = seatIn(known.call, seat);
	const stands = own ?? { seat, is: 'invited', level: 'voice' };
	if (command.type === 'calls.invite')
		return own?.is === 'in' || own?.is === 'invited'
			? refuse('already-invited')
			: (mayBeInvited(state, known, seat) ?? { ...stands, is: 'invited' });
	if (!own || own.is === 'left') return refuse('not-invited');
	if (command.type === 'calls.leave') return { ...own, is: 'left' };
	const { level } = command;
	if (level === null) return { ...own, is: 'declined' };
	return mayAnswer(state, known, seat, level !== 'text') ?? { seat, is: 'in', level };
}

/** Their place may have been taken meanwhile, and they may have come to the hall. */
function mayAnswer(state: MeetingState, known: Known, id: SeatId, aloud: boolean): Refusal | null {
	const not = mayBeInvited(state, known, id);
	if (not) return not;
	return aloud && isOtherInHall(state, known.call, id) ? refuse('one-in-hall') : null;
}

function apply({ call, apart }: Known, now: CallSeat): Outcome {
	if (apart) return { events: [], hidden: [put({ ...apart, call: withSeat(call, now) })] };
	return { events: [{ type: 'calls.seat-set', body: { call: call.id, ...now } }] };
}

/** [LS16] In a private call whoever does not speak aloud writes; outside of it people write by the queue. */
function write(
	state: MeetingState,
	{ call, apart }: Known,
	{ seat, text }: Of<'calls.write'>,
	context: Context
): Outcome {
	if (!apart || seatIn(call, seat)?.is !== 'in') return refuse('not-invited');
	const not = mayTakePart(state, call, seat);
	if (not) return not;
	const words = parseText(text, { max: MAX_WORDS, required: true, lines: true });
	if (typeof words !== 'string') return words;
	const lines = [...apart.lines, { seat, at: context.now, text: words }].slice(-MAX_LINES);
	return { events: [], hidden: [put({ call, lines })] };
}

/** [LS17] What came of it goes to the meeting, and nothing else. */
function end(
	{ runsheet }: MeetingState,
	{ call, apart }: Known,
	{ result }: Of<'calls.end'>,
	context: Context
): Outcome {
	if (!CHAIRS.includes(context.actor.role)) return refuse('not-allowed');
	const words = parseText(result, { max: MAX_RESULT, lines: true });
	if (typeof words !== 'string') return words;
	// [T35] While the sides are apart nothing is taken down.
	if (words !== '' && runsheet.caucus !== null) return refuse('in-caucus');
	const text = words === '' ? null : context.text(words);
	if (apart) return privateOver(apart, text);
	return { events: [{ type: 'calls.ended', body: { call: call.id, result: text } }] };
}

function privateOver(
	{ call }: PrivateCall,
	result: Call['result']
): { events: CallsEvent[]; hidden: CallsWrite[] } {
	const { id, since } = call;
	const seats = tookPart(call);
	const hidden: CallsWrite[] = [{ slice: 'calls', lot: 'private-calls', key: id, value: null }];
	// Nobody talked with anybody: nothing happened.
	if (seats.length < 2 && result === null) return { events: [], hidden };
	return {
		events: [{ type: 'calls.private-ended', body: { call: id, since, seats, result } }],
		hidden
	};
}

function put(value: PrivateCall): CallsWrite {
	return { slice: 'calls', lot: 'private-calls', key: value.call.id, value };
}
