/**
 * The whole public state of one meeting: the fold of its journal.
 *
 * Invariants: who may read which field is decided in `disclosure/`; people appear as seat ids and
 * typed texts as text ids; values are replaced, never changed in place, so that a screen can tell by
 * reference what moved. What not everybody may see lives in `hidden.ts`.
 */
import { emptyAgenda, type AgendaState } from './agenda/agenda.ts';
import { emptyAnswers, type AnswersState } from './answers/answers.ts';
import { emptyAttendance, type AttendanceState } from './attendance/attendance.ts';
import { emptyCards, type CardsState } from './cards/cards.ts';
import { emptyPlan, type PlanState } from './plan/plan.ts';
import { emptyQueue, type QueueState } from './queue/queue.ts';
import { emptyRecord, type RecordState } from './record/publication.ts';
import { emptyRoll, type RollState } from './roll/roll.ts';
import { emptyRunsheet, type RunsheetState } from './runsheet/runsheet.ts';
import { emptyMinutes, type MinutesState } from './minutes/minutes.ts';
import { emptyMood, type MoodState } from './mood/mood.ts';
import { emptyNotes, type NotesState } from './notes/notes.ts';

export interface MeetingState {
	plan: PlanState;
	roll: RollState;
	attendance: AttendanceState;
	runsheet: RunsheetState;
	agenda: AgendaState;
	queue: QueueState;
	notes: NotesState;
	record: RecordState;
	answers: AnswersState;
	minutes: MinutesState;
	cards: CardsState;
	mood: MoodState;
}

/** The meeting before its first event. */
export function emptyMeeting(): MeetingState {
	return {
		plan: emptyPlan(),
		roll: emptyRoll(),
		attendance: emptyAttendance(),
		runsheet: emptyRunsheet(),
		agenda: emptyAgenda(),
		queue: emptyQueue(),
		notes: emptyNotes(),
		record: emptyRecord(),
		answers: emptyAnswers(),
		minutes: emptyMinutes(),
		cards: emptyCards(),
		mood: emptyMood()
	};
}
