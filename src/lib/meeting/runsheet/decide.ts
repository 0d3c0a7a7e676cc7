/** Decides what the chair and the clerk do with the runsheet. Rules [T1]… in RULES.md. */
import { getOwn } from '../get-own.ts';
import { isPresent } from '../attendance/attendance.ts';
import type { Context, Outcome } from '../context.ts';
import type { Hooks } from '../hooks.ts';
import type { Hidden, MeetingState } from '../registry.ts';
import type { SeatId } from '../names.ts';
import { refuseUnlessOpen } from '../phase.ts';
import { refuse } from '../refusal.ts';
import { seatOf } from '../roll/roll.ts';
import { parseText } from '../parse-text.ts';
import { decideCaucus } from './caucus.ts';
import { changeStage } from './change-stage.ts';
import { NOTE_MAX, stageNow, type RunsheetCommand } from './runsheet.ts';

/** The longest 静一静, seconds. */
export const CALM_MAX = 300;

/** Events for one command of the runsheet, or why not. */
export function decideRunsheet(
	state: MeetingState,
	hidden: Hidden,
	command: RunsheetCommand,
	context: Context,
	hooks: Hooks
): Outcome {
	const refusal = refuseUnlessOpen(state);
	if (refusal) return refusal;
	switch (command.type) {
		case 'runsheet.go':
			return changeStage(state, hidden, command, context, hooks);
		case 'runsheet.acknowledge':
			return acknowledge(state, [command.seat], true);
		case 'runsheet.acknowledge-hall':
			return acknowledge(state, command.seats, false);
		case 'runsheet.introduce':
			return introduce(state, command.seat);
		case 'runsheet.note': {
			if (!state.runsheet.stages.some((stage) => stage.id === command.stage))
				return refuse('no-such-stage');
			const text = parseText(command.text, { max: NOTE_MAX, required: true, lines: true });
			if (typeof text !== 'string') return text;
			const body = { stage: command.stage, text: context.text(text) };
			return { events: [{ type: 'runsheet.noted', body }] };
		}
		case 'runsheet.remind':
			if (command.entry && command.entry !== state.queue.speaker?.entry.id) return refuse('stale');
			return { events: [{ type: 'runsheet.reminded', body: { kind: command.kind } }] };
		case 'runsheet.caucus':
			return decideCaucus(state, command);
		case 'runsheet.calm':
			return calm(state, command.seconds, context);
	}
}

/**
 * One fact for all who had not yet acknowledged. A single seat that is absent is told so; of several,
 * those who have just left are passed over.
 */
function acknowledge(state: MeetingState, ids: readonly SeatId[], single: boolean): Outcome {
	if (!rulesReached(state)) return refuse('no-stage-here');
	const seats = new Set<SeatId>();
	for (const id of ids) {
		const seat = seatOf(state.roll, id);
		if (!seat) return refuse('no-such-seat');
		if (isPresent(state.attendance, seat.id)) seats.add(seat.id);
		else if (single) return refuse('not-present');
	}
	if (seats.size === 0) return refuse('not-present');
	const fresh = [...seats].filter((seat) => getOwn(state.runsheet.acks, seat) === undefined);
	if (fresh.length === 0) return { events: [] };
	return { events: [{ type: 'runsheet.acknowledged', body: { seats: fresh } }] };
}

/** Late-comers acknowledge later, nobody before the rules are on. */
function rulesReached(state: MeetingState): boolean {
	const { stages, stageId } = state.runsheet;
	const rules = stages.findIndex((stage) => stage.kind === 'rules');
	return rules >= 0 && stages.findIndex((stage) => stage.id === stageId) >= rules;
}

function introduce(state: MeetingState, id: SeatId | null): Outcome {
	if (stageNow(state.runsheet)?.kind !== 'parties') return refuse('no-stage-here');
	const seat = id === null ? null : seatOf(state.roll, id)?.id;
	if (seat === undefined) return refuse('no-such-seat');
	if (state.runsheet.introducing === seat) return { events: [] };
	return { events: [{ type: 'runsheet.introduced', body: { seat } }] };
}

/** 静一静 for so many seconds; 0 ends it, and so does the clock when it is over. */
function calm(state: MeetingState, seconds: number, context: Context): Outcome {
	const { calmUntil } = state.runsheet;
	const clock = context.actor.role === 'clock';
	if (seconds > 0) {
		if (clock) return refuse('not-allowed');
		if (seconds > CALM_MAX) return refuse('malformed');
		const until = context.now + seconds * 1_000;
		return { events: [{ type: 'runsheet.calmed', body: { until } }] };
	}
	if (calmUntil === null || (clock && context.now < calmUntil)) return { events: [] };
	return { events: [{ type: 'runsheet.calmed', body: { until: null } }] };
}
