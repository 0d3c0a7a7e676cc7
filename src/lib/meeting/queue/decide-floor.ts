/** Decides who gets the floor and what happens while they have it. Rules [Q20]… in RULES.md. */
import { isPresent } from '../attendance/attendance.ts';
import type { Context, Outcome } from '../context.ts';
import type { MeetingState } from '../registry.ts';
import type { Role, SeatId } from '../names.ts';
import { refuse } from '../refusal.ts';
import { seatOf, sideOfSeat } from '../roll/roll.ts';
import { parseText } from '../parse-text.ts';
import { elapsed } from './floor.ts';
import { speakingOrder } from './speaking-order.ts';
import {
	isPointOfOrder,
	MAX_RULING,
	MAX_WRITTEN,
	type Entry,
	type QueueCommand,
	type QueueEvent,
	type Speaker
} from './queue.ts';
import { isOfTable } from './rounds.ts';
import { creditLeft } from './side-time.ts';
import { secondsFor, turnLength } from './turn-seconds.ts';
import { rulesOf } from './waiting.ts';

type Of<T extends QueueCommand['type']> = Extract<QueueCommand, { type: T }>;
type FloorCommand =
	Of<`queue.${'call' | 'interrupt' | 'respond' | 'start' | 'pause' | 'resume' | 'extend' | 'write' | 'end' | 'pass' | 'rule'}`>;

const DESK: readonly Role[] = ['chair', 'cochair', 'clerk'];
const TIMERS: readonly Role[] = [...DESK, 'timekeeper'];
const CLERK: readonly Role[] = ['clerk'];

/** Events for one command about the floor, or why not. */
export function decideFloor(state: MeetingState, command: FloorCommand, context: Context): Outcome {
	switch (command.type) {
		case 'queue.call':
		case 'queue.interrupt':
			return call(state, command, context);
		case 'queue.respond':
			return respond(state, command, context);
		case 'queue.rule':
			return rule(state, command, context);
	}
	const { speaker } = state.queue;
	if (!speaker) return refuse('nobody-speaking');
	if (speaker.entry.id !== command.entry) return refuse('stale');
	const { id: entry, seat } = speaker.entry;
	switch (command.type) {
		case 'queue.start':
			if (!mayAct(state, context, seat, TIMERS)) return refuse('not-speaking');
			if (speaker.startedAt !== null) return refuse('already-started');
			return { events: [started(speaker, command.writing ?? false)] };
		case 'queue.pause':
			if (speaker.startedAt === null) return refuse('not-started');
			if (speaker.pausedAt !== null) return { events: [] };
			return { events: [{ type: 'queue.paused', body: { entry } }] };
		case 'queue.resume':
			if (speaker.startedAt === null) return refuse('not-started');
			if (speaker.pausedAt === null) return { events: [] };
			return { events: [{ type: 'queue.resumed', body: { entry } }] };
		case 'queue.extend':
			return { events: [{ type: 'queue.extended', body: { entry, seconds: command.seconds } }] };
		case 'queue.write':
			return write(state, speaker, command, context);
		case 'queue.end':
			if (!mayAct(state, context, seat, TIMERS)) return refuse('not-speaking');
			return { events: [ended(speaker, context)] };
		case 'queue.pass': {
			if (!mayAct(state, context, seat, DESK)) return refuse('not-speaking');
			if (speaker.startedAt !== null) return refuse('already-started');
			const said = command.said && isOfTable(state, speaker.entry) ? { said: true as const } : {};
			return { events: [{ type: 'queue.passed', body: { entry, seat, ...said } }] };
		}
	}
}

/**
 * One press for the chair: the first of the order has the floor. Whoever speaks is done, or stands where they are
 * interrupted [Q45].
 */
function call(
	state: MeetingState,
	command: Of<'queue.call' | 'queue.interrupt'>,
	context: Context
): Outcome {
	const rules = rulesOf(state);
	const { speaker, interrupted } = state.queue;
	const first = speakingOrder(state.queue, rules, state.roll.seats)[0];
	// Two presses must call one person: the second still expects whom the first has called.
	if (speaker?.entry.id === command.expect) return refuse('stale');
	if (!first || first.before === null) return refuse('nobody-waiting');
	if (first.entry.id !== command.expect) return refuse('stale');
	const isPoint = isPointOfOrder(first.entry);
	const interrupting = command.type === 'queue.interrupt';
	if (interrupting && !isPoint) return refuse('no-point-of-order');
	// Whoever was interrupted goes on before anybody else is called.
	if (interrupted && !isPoint) return refuse('turn-stands');
	const interrupts =
		interrupting && speaker && !isPointOfOrder(speaker.entry) && !interrupted ? speaker : null;
	const ends = interrupts ? null : speaker;
	const standing = interrupts ?? interrupted;
	const { entry } = first;
	const usual = turnLength(secondsFor(rules, entry.stance), seatOf(state.roll, entry.seat));
	// [Q41] What the side was given to even out is in its next turn.
	const credit = entry.side === null ? 0 : creditLeft(state.queue, entry.item, entry.side);
	const body = {
		entry: entry.id,
		seat: entry.seat,
		allowed: usual + (entry.stance === 'order' ? 0 : credit),
		reasons: first.reasons,
		ended: ends?.entry.id ?? null,
		...(standing ? { interrupts: standing.entry.id } : {})
	};
	return { events: [...endOf(ends, context), { type: 'queue.called', body }] };
}

/** 请某某回应 (R10): the floor outside the order; a hand that the person has up stays up. */
function respond(state: MeetingState, command: Of<'queue.respond'>, context: Context): Outcome {
	const rules = rulesOf(state);
	const { speaker, interrupted } = state.queue;
	const seat = seatOf(state.roll, command.seat);
	if (!seat) return refuse('no-such-seat');
	if (!isPresent(state.attendance, seat.id)) return refuse('not-present');
	if (rules.chairNeutral && seat.role === 'chair') return refuse('chair-neutral');
	if (speaker?.entry.seat === seat.id) return refuse('already-speaking');
	if (interrupted) return refuse('turn-stands');
	const entry: Entry = {
		id: context.newId('hand'),
		seat: seat.id,
		item: command.item,
		stance: 'none',
		point: null,
		side: sideOfSeat(seat),
		channel: seat.channel,
		by: null,
		speaksFor: seat.speaksFor,
		requestedAt: context.now,
		awayAt: null,
		moved: null
	};
	const allowed = turnLength(rules.responseSeconds, seat);
	const ended = speaker?.entry.id ?? null;
	return {
		events: [
			...endOf(speaker, context),
			{ type: 'queue.asked-to-respond', body: { entry, allowed, ended } }
		]
	};
}

/** 打字发言: by the called person or whoever acts for them; the clock starts with it. */
function write(
	state: MeetingState,
	speaker: Speaker,
	command: Of<'queue.write'>,
	context: Context
): Outcome {
	const { id: entry, seat } = speaker.entry;
	if (!mayAct(state, context, seat, CLERK)) return refuse('not-speaking');
	const text = parseText(command.text, { max: MAX_WRITTEN, required: true, lines: true });
	if (typeof text !== 'string') return text;
	const events: QueueEvent[] = speaker.startedAt === null ? [started(speaker, true)] : [];
	events.push({ type: 'queue.wrote', body: { entry, seat, text: context.text(text) } });
	return { events };
}

/**
 * [Q26] The ruling on a point of order that was heard: it has the floor, and began, or had it on this item. Where it
 * interrupted somebody it is over with that [Q45].
 */
function rule(state: MeetingState, command: Of<'queue.rule'>, context: Context): Outcome {
	const { speaker, interrupted, turns, item } = state.queue;
	const points = [...turns, ...(speaker ? [speaker] : [])].filter(
		({ entry }) => entry.stance === 'order' && entry.item === item
	);
	const point = points.find(({ entry }) => entry.id === command.entry);
	if (!point) return refuse('no-point-of-order');
	if (point.startedAt === null) return refuse('not-started');
	const words = parseText(command.words, { max: MAX_RULING, lines: true });
	if (typeof words !== 'string') return words;
	const body = {
		entry: command.entry,
		ruling: command.ruling,
		words: words === '' ? null : context.text(words)
	};
	const over = interrupted && speaker?.entry.id === command.entry ? speaker : null;
	return { events: [{ type: 'queue.ruled', body }, ...endOf(over, context)] };
}

/** True for these roles, for the phone that holds the seat, and for the helper of the seat (A9). */
export function mayAct(
	state: MeetingState,
	{ actor }: Context,
	seat: SeatId,
	roles: readonly Role[]
): boolean {
	if (roles.includes(actor.role)) return true;
	if (actor.holds.some((held) => seatOf(state.roll, held)?.id === seat)) return true;
	return actor.role === 'helper' && state.roll.seats[seat]?.helper === actor.id;
}

function started(speaker: Speaker, writing: boolean): QueueEvent {
	const { id: entry, seat } = speaker.entry;
	return { type: 'queue.started', body: { entry, seat, writing } };
}

function ended(speaker: Speaker, { now }: Context): QueueEvent {
	const { id: entry, seat } = speaker.entry;
	return { type: 'queue.ended', body: { entry, seat, spent: elapsed(speaker, now) } };
}

function endOf(speaker: Speaker | null, context: Context): QueueEvent[] {
	return speaker ? [ended(speaker, context)] : [];
}
