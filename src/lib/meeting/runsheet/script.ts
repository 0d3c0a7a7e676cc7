/**
 * The chair's script (X2): what an untrained chair reads aloud at this moment, with names and numbers
 * filled in. Pure: the same state, floor and names give the same lines.
 */
import { itemNow } from '../agenda/agenda.ts';
import type { MeetingState } from '../registry.ts';
import { stageNow, type Stage } from './runsheet.ts';
import { discussion } from './script/discussion.ts';
import { line, optional, type ScriptInput, type ScriptLine } from './script/line.ts';
import { matter, notice, parties, result, rules, signin } from './script/stages.ts';

/** Lines in the order of reading; the first is for now (念这一句). */
export function scriptFor(state: MeetingState, input: ScriptInput): ScriptLine[] {
	if (state.plan.phase === 'closed') return [line('closed')];
	const stage = stageNow(state.runsheet);
	if (!stage) return [line('planned')];
	const { calmUntil } = state.runsheet;
	if (calmUntil !== null && input.now < calmUntil) return [line('calm'), ...afterwards(state)];
	if (state.runsheet.caucus !== null) return [line('caucus')];
	const last = state.runsheet.stages.at(-1) === stage;
	return [
		...opening(state, stage),
		...(stage.script ? [line('own', { text: stage.script })] : ofKind(state, stage, input)),
		...(last ? [line('close')] : [])
	];
}

/** What the chair may say when a pause is over. */
function afterwards({ agenda }: MeetingState): ScriptLine[] {
	const item = itemNow(agenda);
	return item ? [optional('resume', { number: item.number })] : [];
}

/** Every stage is announced but the first, which begins with the welcome, and a running discussion. */
function opening(state: MeetingState, stage: Stage): ScriptLine[] {
	const index = state.runsheet.stages.indexOf(stage);
	const goesOn =
		(stage.kind === 'discussion' && heardIn(state, stage)) ||
		(stage.kind === 'parties' && state.runsheet.introducing) ||
		(stage.kind === 'rules' && Object.keys(state.runsheet.acks).length > 0) ||
		stage.notes.length > 0;
	if (index === 0 || goesOn) return [];
	return [line('stage', { number: index + 1, title: stage.title })];
}

/** Somebody has spoken; in a part of a hearing since it began, for the part before it was spoken in too. */
function heardIn({ queue, runsheet }: MeetingState, stage: Stage): boolean {
	const last = queue.turns.at(-1);
	if (queue.speaker || !stage.part) return queue.speaker !== null || last !== undefined;
	return last !== undefined && last.startedAt >= (runsheet.enteredAt ?? 0);
}

function ofKind(state: MeetingState, stage: Stage, input: ScriptInput): ScriptLine[] {
	switch (stage.kind) {
		case 'signin':
			return signin(state, input);
		case 'matter':
			return matter(state, input);
		case 'parties':
			return parties(state, input);
		case 'rules':
			return rules(state, input);
		case 'discussion':
			return discussion(state, input);
		case 'result':
			return result(state, stage, input);
		case 'notice':
			return notice(state, stage, input);
		case 'plain':
			return [];
	}
}
