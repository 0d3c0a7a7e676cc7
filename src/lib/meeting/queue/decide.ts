/**
 * Decides the commands of the queue: the list here, the floor in `decide-floor.ts`. Rules [Q1]… in
 * RULES.md.
 */
import { isPresent } from '../attendance/attendance.ts';
import type { Context, Outcome } from '../context.ts';
import type { Hidden, MeetingState } from '../registry.ts';
import { refuseUnlessOpen } from '../phase.ts';
import { refuse } from '../refusal.ts';
import { seatOf, sideOfSeat, type Seat } from '../roll/roll.ts';
import { DESK } from '../role-groups.ts';
import { decideFloor, mayAct } from './decide-floor.ts';
import { mayJoin } from './joining.ts';
import { partNow, statementsLeft } from './parts.ts';
import { isOfTable, tableOffered, wasSpoken } from './rounds.ts';
import { evenOffer } from './side-clocks.ts';
import { UNDO_WINDOW, type Entry, type QueueCommand } from './queue.ts';
import { heldEntries, isOnline, orderAfterMove, rulesOf } from './waiting.ts';

type Of<T extends QueueCommand['type']> = Extract<QueueCommand, { type: T }>;

/** Events for one command of the queue, or why not. */
export function decideQueue(
	state: MeetingState,
	hidden: Hidden,
	command: QueueCommand,
	context: Context
): Outcome {
	const refusal = refuseUnlessOpen(state);
	if (refusal) return refusal;
	// A hand raised for item 2 never lands on item 3.
	if ('item' in command && state.queue.item !== command.item) return refuse('item-not-open');
	switch (command.type) {
		case 'queue.join':
			return join(state, command, context);
		case 'queue.withdraw':
			return withdraw(state, command);
		case 'queue.move':
			return move(state, command);
		case 'queue.list':
			if (state.queue.listOpen === command.open) return { events: [] };
			return { events: [{ type: 'queue.list-set', body: { open: command.open } }] };
		case 'queue.table':
			return table(state, command);
		case 'queue.next-round':
			return nextRound(state, command);
		case 'queue.pass':
			return pass(state, command, context);
		case 'queue.away':
			return away(state, command);
		case 'queue.back':
			return back(state, command);
		case 'queue.even': {
			const offer = evenOffer(state);
			if (offer?.side !== command.side) return refuse('stale');
			return { events: [{ type: 'queue.evened', body: { item: command.item, ...offer } }] };
		}
		case 'queue.undo': {
			const { undo } = state.queue;
			if (!undo) return refuse('nothing-to-undo');
			if (undo.at !== command.at) return refuse('stale');
			if (context.now - undo.at > UNDO_WINDOW) return refuse('undo-too-late');
			return { events: [{ type: 'queue.undone', body: { what: undo.what } }] };
		}
		default:
			return decideFloor(state, command, context);
	}
}

function join(state: MeetingState, command: Of<'queue.join'>, context: Context): Outcome {
	const refusal = mayJoin(state, command.seat, command.stance);
	if (refusal) return refusal;
	const seat = seatOf(state.roll, command.seat)!;
	const self = seatOf(state.roll, context.actor.id)?.id === seat.id;
	const entry: Entry = {
		id: context.newId('hand'),
		seat: seat.id,
		item: command.item,
		stance: command.stance,
		point: command.stance === 'order' ? (command.point ?? 'other') : null,
		side: sideOfSeat(seat),
		channel: seat.channel,
		by: self ? null : context.actor.id,
		speaksFor: speaksFor(seat, command.speaksFor, context),
		requestedAt: context.now,
		awayAt: null,
		moved: null
	};
	return { events: [{ type: 'queue.joined', body: { entry } }] };
}

/** How many a person speaks for is on the roll or said by the desk, never claimed (R11). */
function speaksFor(seat: Seat, claimed: number | undefined, { actor }: Context): number {
	if (claimed === undefined) return seat.speaksFor;
	const desk = actor.role === 'clerk' || actor.role === 'chair' || actor.role === 'cochair';
	return desk ? claimed : Math.min(claimed, seat.speaksFor);
}

function withdraw(state: MeetingState, command: Of<'queue.withdraw'>): Outcome {
	const seat = seatOf(state.roll, command.seat);
	if (!seat) return refuse('no-such-seat');
	const waiting = state.queue.entries.filter(
		(entry) => entry.seat === seat.id && (command.entry === undefined || entry.id === command.entry)
	);
	if (waiting.length === 0) return refuse('not-waiting');
	return {
		events: waiting.map((entry) => ({
			type: 'queue.withdrawn',
			body: { entry: entry.id, seat: seat.id }
		}))
	};
}

function move(state: MeetingState, command: Of<'queue.move'>): Outcome {
	const entry = state.queue.entries.find((one) => one.id === command.entry);
	if (!entry) return refuse('stale');
	const result = orderAfterMove(state.queue, state, entry.id, command.place);
	if (!result) return refuse('not-waiting');
	const body = { entry: entry.id, seat: entry.seat, ...result };
	return { events: [{ type: 'queue.moved', body }] };
}

/** [Q48] Whoever was called gives the turn up; in a round of the table 过 may be said before that, too. */
function pass(state: MeetingState, command: Of<'queue.pass'>, context: Context): Outcome {
	const { queue } = state;
	const waiting = queue.entries.find(({ id }) => id === command.entry);
	if (!waiting || !command.said || !isOfTable(state, waiting))
		return decideFloor(state, command, context);
	if (!mayAct(state, context, waiting.seat, DESK)) return refuse('not-speaking');
	const { id: entry, seat } = waiting;
	return { events: [{ type: 'queue.passed', body: { entry, seat, said: true } }] };
}

/** [Q52] Everybody in turn on this item, or hands again. */
function table(state: MeetingState, { item, on }: Of<'queue.table'>): Outcome {
	if (!tableOffered(state)) return refuse('no-rounds');
	if (on === Boolean(state.queue.table)) return { events: [] };
	return { events: [{ type: 'queue.table-set', body: { item, on } }] };
}

/**
 * Round the table: everybody present who has a seat at it and doesn't wait yet, by seat number. The next round is for
 * when one was spoken [Q49]. In a part of statements those who have still to make theirs [Q46].
 */
function nextRound(state: MeetingState, command: Of<'queue.next-round'>): Outcome {
	const { queue, roll } = state;
	const statements = partNow(state)?.turn === 'statement';
	if (!statements && !rulesOf(state).roundRobin) return refuse('no-rounds');
	if (command.round !== queue.round + 1) return refuse('stale');
	if (queue.speaker) return refuse('someone-speaking');
	if (statements) {
		const body = { item: command.item, round: queue.round + 1, seats: statementsLeft(state) };
		return { events: body.seats.length > 0 ? [{ type: 'queue.round-begun', body }] : [] };
	}
	if (queue.entries.some((entry) => isOfTable(state, entry))) return refuse('round-goes-on');
	if (queue.round > 0 && !wasSpoken(queue)) return refuse('all-passed');
	const waiting = new Set(queue.entries.map((entry) => entry.seat));
	const seats = roll.order
		.map((id) => roll.seats[id])
		.filter((seat): seat is Seat => seat !== undefined && seat.boundTo === null)
		.filter((seat) => seat.role === 'member' || seat.role === 'guest')
		.filter((seat) => isPresent(state.attendance, seat.id) && !waiting.has(seat.id))
		.sort((a, b) => (a.no || Infinity) - (b.no || Infinity) || 0)
		.map((seat) => seat.id);
	const body = { item: command.item, round: queue.round + 1, seats };
	return { events: [{ type: 'queue.round-begun', body }] };
}

function away(state: MeetingState, command: Of<'queue.away'>): Outcome {
	const seat = seatOf(state.roll, command.seat)?.id;
	const here = (entry: Entry): boolean =>
		entry.seat === seat && entry.awayAt === null && isOnline(entry);
	if (seat === undefined || !heldEntries(state.queue).some(here)) return refuse('not-waiting');
	return { events: [{ type: 'queue.went-away', body: { seat } }] };
}

function back(state: MeetingState, command: Of<'queue.back'>): Outcome {
	const seat = seatOf(state.roll, command.seat)?.id;
	const gone = (entry: Entry): boolean => entry.seat === seat && entry.awayAt !== null;
	if (seat === undefined || !heldEntries(state.queue).some(gone)) return refuse('not-waiting');
	return { events: [{ type: 'queue.came-back', body: { seat } }] };
}
