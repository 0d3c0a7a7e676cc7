/**
 * The facts a journal can hold, and the stamp the room puts on them.
 *
 * A slice names its facts `<word>.<past participle>`; a shape that was ever stored is never changed:
 * a new shape gets a new version and `upcast.ts` raises the old one.
 */
import type { AgendaFact } from './agenda/agenda.ts';
import type { AnswersFact } from './answers/answers.ts';
import type { AttendanceFact } from './attendance/attendance.ts';
import type { CardsFact } from './cards/say.ts';
import type { PlanFact } from './plan/plan.ts';
import type { QueueFact } from './queue/queue.ts';
import type { RecordFact } from './record/publication.ts';
import type { RollFact } from './roll/roll.ts';
import type { RunsheetFact } from './runsheet/runsheet.ts';
import type { MinutesEvent } from './minutes/say.ts';
import type { MoodFact } from './mood/mood.ts';
import type { NotesFact } from './notes/notes.ts';
import type { Instant } from './names.ts';

export type Fact =
	| PlanFact
	| RollFact
	| AttendanceFact
	| RunsheetFact
	| AgendaFact
	| QueueFact
	| NotesFact
	| RecordFact
	| AnswersFact
	| MinutesEvent
	| CardsFact
	| MoodFact;

/** What the room adds to a fact when it enters the journal. */
export interface Stamp {
	/** Version of the event format. */
	v: number;
	/** 1, 2, 3 … without gaps within a meeting. */
	seq: number;
	/** When, by the room's clock. */
	at: Instant;
	/** Seat id, `organiser`, `clock`, `documents`, or `unsigned`: it is not kept who it was. */
	actor: string;
}

export type MeetingEvent = Fact & Stamp;

/** The version written today. 2: no typed words in events, no reasons for being away (`upcast.ts`). */
export const EVENT_VERSION = 2;
