/**
 * Which events are facts of the minutes, and what each says. Pure: a fold over the journal.
 *
 * Invariants: a fact has the number of the event that brought it; a turn is one fact, the event that
 * started it, and learns its length and its written words when it ends; a press that was taken back
 * leaves no fact.
 */
import { counts } from '../attendance/view.ts';
import { boardOf, type Board } from '../cards/cards.ts';
import { isAt, leftOf } from '../cards/view.ts';
import type { MeetingEvent, MeetingState } from '../registry.ts';
import { evolve } from '../evolve.ts';
import { emptyMeeting } from '../meeting.ts';
import type { SeatId } from '../names.ts';
import { own } from '../own.ts';
import type { Entry } from '../queue/queue.ts';
import { chairOf, seatOf } from '../roll/roll.ts';
import { acksView } from '../runsheet/view.ts';
import type { FactKind, Happening, Heads, MinutesFact } from './happening.ts';
import { settled } from './settled.ts';
import { itemOf, nameOf, said } from './told.ts';

/** The facts of a whole journal, in order; `upTo` stops after that number. */
export function factsOf(events: Iterable<MeetingEvent>, upTo = Infinity): MinutesFact[] {
	let facts: MinutesFact[] = [];
	let state = emptyMeeting();
	for (const event of events) {
		if (event.seq > upTo) break;
		const next = evolve(state, event);
		const fact = factOf(state, event, next);
		if (fact) facts.push(fact);
		state = next;
	}
	facts = settled(facts, state);
	return facts;
}

/** The fact that one event brings, or null. `before` and `after` are the states around it. */
export function factOf(
	before: MeetingState,
	event: MeetingEvent,
	after: MeetingState
): MinutesFact | null {
	const happening = happeningOf(before, event, after);
	if (!happening) return null;
	const { seq, at, actor } = event;
	return { seq, at, actor, kind: kindOf(happening, event, after), ...happening };
}

function happeningOf(
	before: MeetingState,
	event: MeetingEvent,
	after: MeetingState
): Happening | null {
	switch (event.type) {
		case 'plan.opened':
			return { what: 'opened', chair: chairOf(after.roll)?.id ?? null };
		case 'plan.closed':
			return { what: 'closed', heads: headsOf(after) };
		case 'plan.unit-noted': {
			const unit = after.plan.details?.units.find((one) => one.id === event.body.unit);
			return unit ? { what: 'unit', name: unit.name, status: unit.status } : null;
		}
		case 'roll.chair-handed':
			return during(before, { what: 'chair', ...event.body });
		case 'attendance.signed-in':
			return event.body.late ? { what: 'came', ...event.body } : null;
		case 'attendance.stepped-out':
			return during(before, { what: 'left', seat: event.body.seat });
		case 'attendance.returned':
			return during(before, { what: 'returned', seat: event.body.seat });
		case 'attendance.excused':
			return during(before, { what: 'excused', ...event.body });
		case 'runsheet.entered':
			return entered(before, event.body, after);
		case 'runsheet.noted': {
			const stage = after.runsheet.stages.find((one) => one.id === event.body.stage);
			return stage ? { what: 'note', stage: stage.title, text: event.body.text } : null;
		}
		case 'runsheet.reminded':
			return { what: 'reminder', reminder: event.body.kind };
		case 'runsheet.calmed': {
			const { until } = event.body;
			if (until === null) return null;
			return { what: 'calm', minutes: Math.max(1, Math.round((until - event.at) / 60_000)) };
		}
		case 'agenda.opened': {
			const { item, title } = event.body;
			const { number, status } = itemOf(before, item);
			return { what: 'item-opened', number, title, again: status !== 'waiting' };
		}
		case 'agenda.closed':
		case 'agenda.paused': {
			const { number, title, spent, status } = itemOf(after, event.body.item);
			return title && { what: 'item-closed', number, title, spent, paused: status === 'paused' };
		}
		case 'agenda.arranged': {
			const { items, withdrawn } = event.body;
			const fresh = items.filter(({ id }) => itemOf(before, id).title === null);
			if (fresh.length + withdrawn.length === 0) return null;
			return during(before, {
				what: 'agenda',
				added: fresh.map(({ id, title }) => ({ item: id, number: '', title })),
				withdrawn: withdrawn.flatMap((id) => nameOf(before, id))
			});
		}
		case 'agenda.added': {
			const { id, title } = event.body;
			const added = [{ item: id, number: '', title }];
			return during(before, { what: 'agenda', added, withdrawn: [] });
		}
		case 'agenda.proposed': {
			const { proposal, seat, title } = event.body;
			return during(before, { what: 'proposal', id: proposal, seat, title, answer: null });
		}
		case 'queue.started': {
			const { speaker } = after.queue;
			if (speaker?.entry.id !== event.body.entry) return null;
			const { response, writing, written } = speaker;
			return { what: 'turn', ...said(speaker.entry), writing, response, spent: null, written };
		}
		case 'queue.passed':
			return { what: 'passed', seat: event.body.seat };
		case 'queue.ruled': {
			const { entry, ruling, words } = event.body;
			const raised = entryOf(after, entry);
			const [seat, point] = [raised?.seat ?? null, raised?.point ?? null];
			return { what: 'ruling', entry, seat, point, ruling, words };
		}
		case 'queue.moved':
			return { what: 'moved', seat: event.body.seat, place: event.body.place + 1 };
		case 'queue.list-set':
			return { what: 'list', open: event.body.open };
		case 'cards.went': {
			const board = boardOf(after.cards, event.body.board);
			return board ? cardRound(board, isAt(boardOf(before.cards, board.id)!, 'revealed')) : null;
		}
		case 'minutes.objections-opened':
			return { what: 'objections', until: event.body.until };
		case 'minutes.objected': {
			const { id, seat, fact, text, phone } = event.body;
			const by = phone ? event.actor : null;
			return { what: 'objection', id, seat, by, fact, text, answer: null };
		}
		case 'queue.round-begun':
			return { what: 'round', round: event.body.round };
		default:
			return null;
	}
}

function kindOf(happening: Happening, event: MeetingEvent, after: MeetingState): FactKind {
	if (happening.what === 'turn') return happening.stance === 'order' ? 'procedure' : 'speech';
	if (happening.what === 'ruling') return 'decision';
	if (event.type === 'runsheet.noted') {
		const stage = after.runsheet.stages.find((one) => one.id === event.body.stage);
		return stage?.kind === 'result' ? 'decision' : 'procedure';
	}
	return 'procedure';
}

/** `shown`: its cards were on the screens already; what is shown twice is said once. */
function cardRound(board: Board, shown: boolean): Happening | null {
	if (board.step === 'writing') return { what: 'cards-asked', question: board.question };
	if (board.step === 'result') return { what: 'cards-result', board: board.id, ...leftOf(board) };
	return !shown && isAt(board, 'revealed') ? { what: 'cards-shown', ...board.count } : null;
}

type Entered = Extract<MeetingEvent, { type: 'runsheet.entered' }>['body'];

/** Leaving sign-in says who came; leaving the rules says who agreed to them. */
function entered(before: MeetingState, body: Entered, after: MeetingState): Happening | null {
	const stage = (id: string) => after.runsheet.stages.find((one) => one.id === id);
	const to = stage(body.to);
	if (!to) return null;
	const left = stage(body.from)?.kind;
	const { done, of } = acksView(before);
	return {
		what: 'stage',
		title: to.title,
		how: body.how,
		reason: body.reason,
		heads: left === 'signin' ? headsOf(before) : null,
		acks: left === 'rules' ? { done, of } : null
	};
}

/** Comings and goings before the meeting opens are preparation, not minutes. */
function during(before: MeetingState, happening: Happening): Happening | null {
	return before.plan.phase === 'open' ? happening : null;
}

function headsOf(state: MeetingState): Heads {
	const { due, present, hall, online, phone, leave } = counts(state);
	return { due, present, hall, online, phone, leave };
}

/** The entry as far as the queue still knows it: on the floor, spoken, or waiting. */
function entryOf({ queue }: MeetingState, id: string): Entry | undefined {
	if (queue.speaker?.entry.id === id) return queue.speaker.entry;
	const turn = queue.turns.find((one) => one.entry.id === id);
	return turn?.entry ?? queue.entries.find((one) => one.id === id);
}

/** The role that a seat has, or the actor's own where it is none; for a line's 谁, 身份 (A25). */
export function roleAt(state: MeetingState, actor: SeatId): string {
	const seat = own(state.roll.seats, actor) && seatOf(state.roll, actor);
	return seat ? seat.role : actor;
}
