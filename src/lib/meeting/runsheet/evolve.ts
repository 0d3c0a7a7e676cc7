/** The runsheet after one event. */
import { getOwn } from '../get-own.ts';
import { withEntry } from '../overlay-record.ts';
import type { MeetingEvent, StateOf } from '../registry.ts';
import type { Instant, SeatId, StageId } from '../names.ts';
import { emptyRunsheet, type RunsheetState, type Stage } from './runsheet.ts';

/** The slice as every phone loads it. */
export const runsheetState: StateOf<'runsheet'> = {
	shape: 4,
	empty: emptyRunsheet,
	evolve: evolveRunsheet,
	ofStage: ['runsheet.introduce', 'runsheet.remind']
};

/** The same reference when the event does not touch the runsheet. */
function evolveRunsheet(runsheet: RunsheetState, event: MeetingEvent): RunsheetState {
	switch (event.type) {
		case 'plan.created': {
			const stages = event.body.stages.map((stage) => ({ ...stage, notes: [], spent: 0 }));
			return { ...runsheet, template: event.body.template, stages };
		}
		case 'plan.opened':
			return enter(runsheet, event.body.stage, event.at);
		case 'runsheet.entered':
			return enter(runsheet, event.body.to, event.at);
		case 'plan.closed':
			return { ...enter(runsheet, null, event.at), calmUntil: null };
		case 'runsheet.acknowledged':
			return { ...runsheet, acks: acknowledged(runsheet.acks, event.body.seats, event) };
		case 'roll.bound': {
			const ack = runsheet.acks[event.body.guest];
			if (!ack || getOwn(runsheet.acks, event.body.seat) !== undefined) return runsheet;
			return { ...runsheet, acks: withEntry(runsheet.acks, event.body.seat, ack) };
		}
		case 'runsheet.introduced':
			return { ...runsheet, introducing: event.body.seat };
		case 'runsheet.noted':
			return withStage(runsheet, event.body.stage, (stage) => ({
				...stage,
				notes: [...stage.notes, event.body.text]
			}));
		case 'runsheet.reminded':
			return { ...runsheet, lastReminder: { kind: event.body.kind, at: event.at } };
		case 'queue.called':
		case 'queue.asked-to-respond':
			return runsheet.lastReminder ? { ...runsheet, lastReminder: null } : runsheet;
		case 'runsheet.caucused':
			return caucused(runsheet, event.body.side, event.at);
		case 'runsheet.calmed':
			return { ...runsheet, calmUntil: event.body.until };
		default:
			return runsheet;
	}
}

/** Apart with this side from now on, or together; what was spent apart is added up. */
function caucused(runsheet: RunsheetState, side: 'a' | 'b' | null, at: Instant): RunsheetState {
	const { caucus, apart } = runsheet;
	if (caucus === null && side === null) return runsheet;
	const spent = caucus
		? { ...apart, [caucus.with]: apart[caucus.with] + at - caucus.since }
		: apart;
	return { ...runsheet, apart: spent, caucus: side === null ? null : { with: side, since: at } };
}

/** Adds the time of the stage that is left and turns the next one on. */
function enter(runsheet: RunsheetState, to: StageId | null, at: Instant): RunsheetState {
	const { stageId: left, enteredAt } = runsheet;
	const together = caucused(runsheet, null, at);
	const spent = enteredAt === null ? 0 : at - enteredAt;
	const next = withStage(together, left, (stage) => ({ ...stage, spent: stage.spent + spent }));
	return {
		...next,
		stageId: to,
		enteredAt: to === null ? null : at,
		introducing: null,
		lastReminder: null
	};
}

function acknowledged(
	acks: RunsheetState['acks'],
	seats: readonly SeatId[],
	stamp: { at: Instant; actor: string }
): RunsheetState['acks'] {
	const ack = { at: stamp.at, by: stamp.actor };
	return seats.reduce((next, seat) => withEntry(next, seat, ack), acks);
}

function withStage(
	runsheet: RunsheetState,
	id: StageId | null,
	how: (stage: Stage) => Stage
): RunsheetState {
	return {
		...runsheet,
		stages: runsheet.stages.map((stage) => (stage.id === id ? how(stage) : stage))
	};
}
