/**
 * The only code that changes meeting state. Pure; the same function runs in the server's room, in
 * every browser, in replay and in tests. Each slice is shown every event and answers with its own
 * part, the same reference when nothing changed.
 */
import { evolveAgenda } from './agenda/evolve.ts';
import { evolveAnswers } from './answers/evolve.ts';
import { evolveAttendance } from './attendance/evolve.ts';
import { evolveCards } from './cards/evolve.ts';
import type { MeetingEvent } from './event.ts';
import type { MeetingState } from './meeting.ts';
import { evolveMinutes } from './minutes/evolve.ts';
import { evolveMood } from './mood/evolve.ts';
import { evolveNotes } from './notes/evolve.ts';
import { evolvePlan } from './plan/evolve.ts';
import { evolveQueue } from './queue/evolve.ts';
import { evolveRecord } from './record/evolve.ts';
import { evolveRoll } from './roll/evolve.ts';
import { evolveRunsheet } from './runsheet/evolve.ts';

/** State after one event. Slices see the state before it. */
export function evolve(state: MeetingState, event: MeetingEvent): MeetingState {
	const plan = evolvePlan(state.plan, event);
	const roll = evolveRoll(state.roll, event, state);
	const attendance = evolveAttendance(state.attendance, event, state);
	const runsheet = evolveRunsheet(state.runsheet, event);
	const agenda = evolveAgenda(state.agenda, event);
	const queue = evolveQueue(state.queue, event, state);
	const notes = evolveNotes(state.notes, event, state);
	const record = evolveRecord(state.record, event);
	const answers = evolveAnswers(state.answers, event);
	const minutes = evolveMinutes(state.minutes, event);
	const cards = evolveCards(state.cards, event);
	const mood = evolveMood(state.mood, event);
	return {
		plan,
		roll,
		attendance,
		runsheet,
		agenda,
		queue,
		notes,
		record,
		answers,
		minutes,
		cards,
		mood
	};
}

/** State after many events. */
export function fold(state: MeetingState, events: Iterable<MeetingEvent>): MeetingState {
	let next = state;
	for (const event of events) next = evolve(next, event);
	return next;
}
