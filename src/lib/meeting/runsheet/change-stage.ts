/** Moving from stage to stage: forward, back, over some, or on in spite of a warning (S1.24). */
import type { Hooks } from '../hooks.ts';
import type { Context, Outcome } from '../context.ts';
import type { Hidden, MeetingState } from '../registry.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { parseText } from '../parse-text.ts';
import { stageHold } from '../stage-hold.ts';
import { acksOf } from './acks.ts';
import type { RunsheetCommand, Stage, StageMove } from './runsheet.ts';

type ChangeStage = Extract<RunsheetCommand, { type: 'runsheet.go' }>;
const REASON = { max: 200 };

/** The move as a fact, or why not; the kind of move follows from the positions. */
export function changeStage(
	state: MeetingState,
	hidden: Hidden,
	command: ChangeStage,
	context: Context,
	hooks: Hooks
): Outcome {
	const { stages, stageId } = state.runsheet;
	if (command.from !== stageId) return refuse('stale');
	const here = stages.findIndex((stage) => stage.id === stageId);
	const there = stages.findIndex((stage) => stage.id === command.to);
	const from = stages[here];
	const to = stages[there];
	if (!from || !to || here === there) return refuse('no-such-stage');
	const hold = there > here ? stageHold(state, to) : null;
	if (hold && !hold.unlessForced) return refuse(hold.refused, hold.detail);
	const warning = warn(state, from, to, there > here);
	if (warning && !command.force) return warning;
	if (hold && !command.force) return refuse(hold.refused, hold.detail);
	const reason = parseText(command.reason, REASON);
	if (typeof reason !== 'string') return reason;
	const how: StageMove = warning ? 'force' : moveOf(there - here);
	const body = { from: from.id, to: to.id, how, reason: reason ? context.text(reason) : null };
	const begun = hooks.onStage(state, hidden, to, context, hooks);
	return { ...begun, events: [{ type: 'runsheet.entered', body }, ...begun.events] };
}

function moveOf(steps: number): StageMove {
	if (steps < 0) return 'back';
	return steps === 1 ? 'next' : 'skip';
}

/** What should be settled before this stage is left; the chair may go on all the same. */
function warn(state: MeetingState, from: Stage, to: Stage, forward: boolean): Refusal | null {
	if (state.queue.speaker && to.kind !== 'discussion') return refuse('someone-speaking');
	if (from.kind !== 'rules' || !forward) return null;
	const { done, of } = acksOf(state);
	return done < of ? refuse('acks-missing', { done, of }) : null;
}
