/**
 * What a client can ask of a room. The envelope is the same for every command; the rest belongs to
 * the slice. Schemas are in the slices' `schema.ts`, which browsers never import.
 */
import type { AgendaCommand } from './agenda/agenda.ts';
import type { AnswersCommand } from './answers/answers.ts';
import type { AttendanceCommand } from './attendance/attendance.ts';
import type { CardsCommand } from './cards/say.ts';
import type { PlanCommand } from './plan/plan.ts';
import type { QueueCommand } from './queue/queue.ts';
import type { RecordCommand } from './record/publication.ts';
import type { RollCommand } from './roll/roll.ts';
import type { RunsheetCommand } from './runsheet/runsheet.ts';
import type { MinutesCommand } from './minutes/say.ts';
import type { MoodCommand } from './mood/mood.ts';
import type { StageId } from './names.ts';
import type { NotesCommand } from './notes/notes.ts';

export type Command =
	| PlanCommand
	| RollCommand
	| AttendanceCommand
	| RunsheetCommand
	| AgendaCommand
	| QueueCommand
	| NotesCommand
	| RecordCommand
	| AnswersCommand
	| MinutesCommand
	| CardsCommand
	| MoodCommand;

export type CommandType = Command['type'];

/** A command on its way: made once by the client, resent unchanged until it is answered. */
export interface Envelope {
	/** Made by the client; the same id with the same content gets the same answer. */
	id: string;
	/** The seat in whose name it is sent (must be held by the session), or `organiser`. */
	as: string;
	command: Command;
	/**
	 * The stage on the screen where it was pressed, for what means another thing in another stage: when
	 * that stage has passed, it is refused. Missing: it means the same whenever it arrives.
	 */
	stage?: StageId | null;
}
