/**
 * The queue after one event. It is shown every event of the meeting: an item that opens, a person who
 * leaves and a guest who is recognised change the queue as well.
 */
import type { Stamp } from '../event.ts';
import type { MeetingEvent, MeetingState, StateOf } from '../registry.ts';
import type { Instant, ItemId, SeatId } from '../names.ts';
import { changedSides, corrected } from './correcting.ts';
import { creditFor, evenOut } from './even-out.ts';
import {
	elapsed,
	finish,
	give,
	goOn,
	interrupt,
	known,
	pause,
	resume,
	start,
	undoable,
	undone
} from './floor.ts';
import { beginPart } from './parts.ts';
import { roundEntry, setTable } from './round-entry.ts';
import {
	emptyQueue,
	type QueueEvent,
	type QueueState,
	type Speaker,
	type Undoable
} from './queue.ts';
import {
	both,
	called,
	comeBack,
	join,
	leave,
	placed,
	rename,
	rulesOf,
	stepAside
} from './waiting.ts';

/** The slice as every phone loads it. */
export const queueState: StateOf<'queue'> = {
	shape: 7,
	empty: emptyQueue,
	evolve: evolveQueue,
	ofStage: [
		...(['queue.join', 'queue.call', 'queue.interrupt', 'queue.respond'] as const),
		...(['queue.list', 'queue.next-round'] as const)
	]
};

/** The same reference when the event does not touch the queue. */
function evolveQueue(queue: QueueState, event: MeetingEvent, state: MeetingState): QueueState {
	switch (event.type) {
		case 'agenda.opened':
			return openItem(queue, event.body.item, event.at, state);
		case 'agenda.closed':
		case 'agenda.paused':
			return queue.item === event.body.item ? closeItem(queue, event.at) : queue;
		case 'plan.closed':
			return closeItem(queue, event.at);
		case 'attendance.stepped-out':
		case 'attendance.sign-in-undone':
		case 'attendance.excused':
		case 'roll.removed':
			return leaves(queue, event.body.seat, event.at, state);
		case 'roll.chair-handed':
			return rulesOf(state).chairNeutral ? unlist(queue, event.body.to, state) : queue;
		case 'roll.role-given':
			return rulesOf(state).chairNeutral && event.body.role === 'chair'
				? unlist(queue, event.body.seat, state)
				: queue;
		case 'roll.bound':
			return changedSides(recognise(queue, event.body.guest, event.body.seat), state, {
				id: event.body.seat,
				side:
					state.roll.seats[event.body.seat]?.side ??
					state.roll.seats[event.body.guest]?.side ??
					null
			});
		case 'roll.sided':
			return changedSides(queue, state, { id: event.body.seat, side: event.body.side });
		case 'roll.changed':
			return changedSides(queue, state, event.body.seat);
		case 'runsheet.entered': {
			const { from, to } = event.body;
			const parted = state.runsheet.stages.some(
				(one) => one.part && (one.id === from || one.id === to)
			);
			return parted ? both(queue, beginPart) : queue;
		}
		case 'minutes.corrected':
			return correct(queue, event, state);
		case 'queue.asked-to-respond': {
			const speaker = give(event.body.entry, event.at, event.body.allowed, true, [
				{ code: 'asked-by-chair' }
			]);
			return takeFloor(queue, event.at, event.body.ended, { ...queue, speaker });
		}
		case 'queue.called': {
			const entry = queue.entries.find((one) => one.id === event.body.entry);
			if (!entry) return queue;
			const given = give(entry, event.at, event.body.allowed, false, event.body.reasons);
			const credit = creditFor(queue, entry);
			const speaker = credit > 0 ? { ...given, credit } : given;
			const on = called(queue, entry);
			const next = event.body.interrupts ? interrupt(on, speaker, event.at) : { ...on, speaker };
			return takeFloor(queue, event.at, event.body.ended, next);
		}
		case 'queue.started':
		case 'queue.paused':
		case 'queue.resumed':
		case 'queue.extended':
		case 'queue.wrote':
		case 'queue.ended':
			return onFloor(queue, event);
		case 'queue.passed':
			// 过 said before one was called.
			return queue.speaker?.entry.id === event.body.entry
				? onFloor(queue, event)
				: both(queue, (now) => leave(now, state, (e) => e.id === event.body.entry));
		case 'queue.ruled':
			return rule(queue, event.body);
		case 'queue.undone':
			return undone(queue);
		case 'queue.evened':
			return evenOut(queue, event.body);
		case 'queue.joined':
			return both(queue, (now) => join(now, [event.body.entry]));
		case 'queue.withdrawn':
			return both(queue, (now) => leave(now, state, (e) => e.id === event.body.entry));
		case 'queue.went-away':
			return both(queue, (now) => stepAside(now, state, event.body.seat, event.at));
		case 'queue.came-back':
			return both(queue, (now) => comeBack(now, event.body.seat));
		case 'queue.list-set':
			return both(queue, (now) => ({ ...now, listOpen: event.body.open }));
		case 'queue.moved':
			return { ...placed(queue, event.body.entry, event.body.order), undo: null };
		case 'queue.table-set':
			return setTable(queue, event.body.on);
		case 'queue.round-begun': {
			const { item, round, seats } = event.body;
			const entries = seats.map((seat) => roundEntry(state, event, item, seat));
			// What the rules count goes on where only the chair has them speak in turn.
			const counts = rulesOf(state).roundRobin && !queue.table ? {} : queue.counts;
			return { ...join(queue, entries), counts, round, roundBegan: event.seq, undo: null };
		}
		default:
			return queue;
	}
}

/** A new item starts with nobody waiting; one opened before goes on with its counts and memory. */
function openItem(queue: QueueState, item: ItemId, at: Instant, state: MeetingState): QueueState {
	const { turns, evened } = closeItem(queue, at);
	const { lastStance, lastSide, ...memory } = known(turns, item);
	const counts = rulesOf(state).limitPer === 'round' ? {} : memory.counts;
	return { ...emptyQueue(), item, turns, evened, counts, lastStance, lastSide };
}

function closeItem(queue: QueueState, at: Instant): QueueState {
	const { turns, evened } = over(queue, at);
	return { ...emptyQueue(), turns, evened };
}

/** Ends a turn that nobody ended, by its clock. */
function over(queue: QueueState, at: Instant): QueueState {
	const { speaker } = queue;
	return speaker ? over(goOn(finish(queue, at, elapsed(speaker, at))), at) : queue;
}

function unlist(queue: QueueState, seat: SeatId, state: MeetingState): QueueState {
	return both(queue, (now) => leave(now, state, (entry) => entry.seat === seat));
}

/** Who leaves the meeting leaves the list and the floor; a step about them can't be taken back. */
function leaves(queue: QueueState, seat: SeatId, at: Instant, state: MeetingState): QueueState {
	const next = unlist(queue, seat, state);
	const { speaker, interrupted } = next;
	if (interrupted?.entry.seat === seat) {
		const left = over({ ...next, speaker: interrupted, interrupted: null }, at);
		return { ...left, speaker: speaker?.entry.seat === seat ? null : speaker, undo: null };
	}
	if (speaker?.entry.seat === seat)
		return { ...goOn(finish(next, at, elapsed(speaker, at))), undo: null };
	const had = next.undo && [next.undo.before.speaker, next.undo.before.interrupted];
	return had?.some((one) => one?.entry.seat === seat) ? { ...next, undo: null } : next;
}

function recognise(queue: QueueState, guest: SeatId, seat: SeatId): QueueState {
	const next = both(queue, (now) => rename(now, guest, seat));
	const turns = next.turns.map((turn) =>
		turn.entry.seat === guest ? { ...turn, entry: { ...turn.entry, seat } } : turn
	);
	return { ...next, turns };
}

/** [M20] Who never came leaves as whoever leaves; anything else is counted anew. */
function correct(
	queue: QueueState,
	{ at, body: { fact, change } }: Extract<MeetingEvent, { type: 'minutes.corrected' }>,
	state: MeetingState
): QueueState {
	if (!change) return queue;
	if (change.is === 'sign-in' && change.came === null) return leaves(queue, change.seat, at, state);
	return corrected(queue, fact, change, state);
}

/** A call that ended a turn by the same press is taken back together with that end. */
function takeFloor(
	queue: QueueState,
	at: Instant,
	ended: string | null,
	next: QueueState
): QueueState {
	if (ended !== null && queue.undo?.what === 'ended')
		return { ...next, undo: { ...queue.undo, what: 'called', at } };
	return undoable(queue, 'called', at, next);
}

type FloorEvent = Extract<
	QueueEvent,
	{
		type: `queue.${'started' | 'paused' | 'resumed' | 'extended' | 'wrote' | 'ended' | 'passed'}`;
	}
>;

/** What happens to whoever has the floor; a fact about somebody else changes nothing. */
function onFloor(queue: QueueState, fact: FloorEvent & Stamp): QueueState {
	const { speaker } = queue;
	const { at, seq } = fact;
	if (speaker?.entry.id !== fact.body.entry) return queue;
	const become = (what: Undoable, next: Speaker): QueueState =>
		undoable(queue, what, at, { ...queue, speaker: next });
	switch (fact.type) {
		case 'queue.started':
			return become('started', start(speaker, at, seq, fact.body.writing));
		case 'queue.paused':
			return become('paused', pause(speaker, at));
		case 'queue.resumed':
			return become('resumed', resume(speaker, at));
		case 'queue.extended': {
			const ms = fact.body.seconds * 1000;
			const [allowed, byHand] = [speaker.allowed + ms, (speaker.byHand ?? 0) + ms];
			const extensions = speaker.extensions + 1;
			return become('extended', { ...speaker, allowed, byHand, extensions });
		}
		case 'queue.wrote': {
			// What was said can't be unsaid.
			const written = [...speaker.written, fact.body.text];
			return { ...queue, speaker: { ...speaker, writing: true, written }, undo: null };
		}
		case 'queue.ended':
			return undoable(queue, 'ended', at, goOn(finish(queue, at, fact.body.spent)));
		case 'queue.passed':
			return undoable(queue, 'ended', at, goOn({ ...queue, speaker: null }));
	}
}

function rule(
	queue: QueueState,
	{ entry, ruling, words }: Extract<QueueEvent, { type: 'queue.ruled' }>['body']
): QueueState {
	if (queue.speaker?.entry.id === entry)
		return { ...queue, speaker: { ...queue.speaker, ruling, rulingWords: words }, undo: null };
	const turns = queue.turns.map((turn) =>
		turn.entry.id === entry ? { ...turn, ruling, rulingWords: words } : turn
	);
	return { ...queue, turns, undo: null };
}
