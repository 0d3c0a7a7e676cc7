/**
 * While the mediators talk with one side alone, nothing is taken down: what is said apart belongs to those who were
 * there. One gate for every command, so that a slice which is added later is held back too. Rule [T35] of the runsheet.
 */
import type { Actor } from './context.ts';
import type { Command, MeetingState } from './registry.ts';
import { refuse, type Refusal } from './refusal.ts';

/** Who comes and goes, and the plan itself, have nothing of what is said. */
const GOES_ON = ['plan.', 'roll.', 'attendance.', 'notes.', 'record.', 'comments.', 'calls.'];
const ENDS_OR_WAITS: readonly string[] = [
	...['runsheet.caucus', 'runsheet.go', 'runsheet.calm'],
	...['runsheet.acknowledge', 'runsheet.acknowledge-hall']
];
/** What happens by itself, and what was written before it, are nobody's words of now. */
const OFFICES: readonly string[] = ['clock', 'documents', 'door', 'anonymous'];

/** Why this command waits until the sides are together again; null: it does not. */
export function caucusHold(
	{ runsheet }: MeetingState,
	{ type }: Pick<Command, 'type'>,
	{ role }: Pick<Actor, 'role'>
): Refusal | null {
	if (runsheet.caucus === null || OFFICES.includes(role)) return null;
	if (GOES_ON.some((slice) => type.startsWith(slice)) || ENDS_OR_WAITS.includes(type)) return null;
	return refuse('in-caucus');
}
