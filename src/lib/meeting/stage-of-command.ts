/** Which commands name the stage in which they were pressed. Rule [T31] of the runsheet. */
import { STATE } from './meeting.ts';
import type { StageId } from './names.ts';
import type { Command, CommandType, MeetingState } from './registry.ts';

const SLICES: readonly { readonly ofStage?: readonly CommandType[] }[] = Object.values(STATE);
const OF_STAGE: ReadonlySet<CommandType> = new Set(SLICES.flatMap(({ ofStage = [] }) => ofStage));

/** The stage that a command pressed now must name; undefined where it means the same whenever it arrives. */
export function stageOfCommand(state: MeetingState, { type }: Command): StageId | null | undefined {
	return OF_STAGE.has(type) ? state.runsheet.stageId : undefined;
}
