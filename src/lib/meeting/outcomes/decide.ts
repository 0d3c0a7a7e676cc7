/** Decides about results. Rules: `RULES.md`, quoted as [Q1] …. */
import { itemNow } from '../agenda/agenda.ts';
import type { Context, Outcome } from '../context.ts';
import { parseText } from '../parse-text.ts';
import { refuseUnlessOpen } from '../phase.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { MeetingState } from '../registry.ts';
import { seatOf } from '../roll/roll.ts';
import { draftedOutcome } from './apply-draft.ts';
import { decideDone, isAboutDone } from './decide-done.ts';
import { rotaTurn } from './duty-rota.ts';
import { decideShift, isAboutShift } from './decide-shift.ts';
import { decideOpinion, isOpinion } from './decide-opinions.ts';
import { refuseUnagreed } from './notice/agreed.ts';
import { decideNotice, isAboutNotice } from './notice/decide-notice.ts';
import {
	MAX_ADVICE,
	MAX_OUTCOMES,
	numberOf,
	OUTCOME_LIMITS,
	outcomeOf,
	type OutcomeLine,
	type OutcomesCommand
} from './outcomes.ts';
import { itemOfSource, refuseSource } from './outcome-source.ts';

type Of<T extends OutcomesCommand['type']> = Extract<OutcomesCommand, { type: T }>;

/** Events, or why not. */
export function decideOutcomes(
	state: MeetingState,
	command: OutcomesCommand,
	context: Context
): Outcome {
	if (isAboutNotice(command)) return decideNotice(state, command, context);
	if (isAboutShift(command)) return decideShift(state, command, context);
	if (isAboutDone(command)) return decideDone(state, command, context);
	const shut = refuseUnlessWritable(state);
	if (shut) return shut;
	if (isOpinion(command)) return decideOpinion(state, command, context);
	if (command.type === 'outcomes.write') return write(state, command, context);
	const line = outcomeOf(state.outcomes, command.outcome);
	if (!line) return refuse('no-such-outcome');
	switch (command.type) {
		case 'outcomes.revise':
			return revise(state, line, command, context);
		case 'outcomes.drop':
			if (state.outcomes.notice) return refuse('outcomes-published');
			if (command.version !== line.version) return refuse('outcome-changed');
			return { events: [{ type: 'outcomes.dropped', body: { outcome: line.id } }] };
		case 'outcomes.await-legal': {
			const { outcome, awaited } = command;
			if (line.legal.awaited === awaited) return { events: [] };
			return { events: [{ type: 'outcomes.legal-awaited', body: { outcome, awaited } }] };
		}
		case 'outcomes.advise':
			return advise(state, line, command, context);
	}
}

/** Results are written while people meet, and put right until the minutes are sealed [Q1]. */
function refuseUnlessWritable(state: MeetingState): Refusal | null {
	if (state.plan.phase === 'closed' && state.minutes.sealed === null) return null;
	return refuseUnlessOpen(state);
}

function write(
	state: MeetingState,
	{ source, draft }: Of<'outcomes.write'>,
	context: Context
): Outcome {
	if (state.outcomes.notice) return refuse('outcomes-published');
	if (state.outcomes.lines.length >= MAX_OUTCOMES) return refuse('too-many', { max: MAX_OUTCOMES });
	const unfit = source && refuseSource(state, source);
	if (unfit) return unfit;
	const blank = {
		id: context.newId('res'),
		item: source ? itemOfSource(state, source) : (itemNow(state.agenda)?.id ?? null),
		source,
		text: null,
		class: null,
		owner: null,
		measure: null,
		due: null,
		everyDays: null,
		receiver: null,
		early: null
	};
	const outcome = draftedOutcome(state, blank, draft, context);
	if ('refused' in outcome) return outcome;
	return { events: [{ type: 'outcomes.written', body: { outcome } }] };
}

/**
 * Why a class became another is asked, and kept [Q3], as is why something public is put right [Q15]; a line that moved
 * under the hands is not written over [Q7].
 */
function revise(
	state: MeetingState,
	line: OutcomeLine,
	{ version, draft, reason }: Of<'outcomes.revise'>,
	context: Context
): Outcome {
	if (version !== line.version) return refuse('outcome-changed');
	// Saved as it stood: nothing was put right, and nobody reads that something was.
	if (Object.keys(draft).length === 0) return { events: [] };
	const why = parseText(reason, { max: OUTCOME_LIMITS.reason });
	if (typeof why !== 'string') return why;
	const outcome = draftedOutcome(state, line, draft, context);
	if ('refused' in outcome) return outcome;
	// What is done is not set aside.
	if (line.done && outcome.class === 'set-aside') return refuse('outcome-done');
	// Nobody who signed up loses their shift unseen.
	if (line.volunteers.some(({ shift }) => !outcome.openShifts?.includes(shift)))
		return refuse('shift-taken');
	const isPublic = state.outcomes.notice !== null;
	// [Q29] What everybody reads stands there because both sides agreed to it.
	const kept = isPublic ? refuseUnagreed(state, context.actor, true) : null;
	if (kept) return kept;
	if (isPublic && outcome.class === null)
		return refuse('outcome-unclassed', { n: numberOf(state.outcomes, line.id) });
	const asks = isPublic || (line.class !== null && outcome.class !== line.class);
	if (asks && why === '') return refuse('needs-reason');
	const body = { outcome, reason: asks ? context.text(why) : null };
	const { volunteers } = line;
	return {
		events: [{ type: 'outcomes.revised', body }, ...rotaTurn(line, { volunteers, ...outcome })]
	};
}

function advise(
	{ roll }: MeetingState,
	{ legal }: OutcomeLine,
	{ outcome, seat: id, text: typed }: Of<'outcomes.advise'>,
	context: Context
): Outcome {
	const seat = seatOf(roll, id);
	if (seat?.role !== 'adviser') return refuse('not-allowed');
	if (legal.notes.length >= MAX_ADVICE) return refuse('limit-reached', { max: MAX_ADVICE });
	const text = parseText(typed, { max: OUTCOME_LIMITS.advice, required: true, lines: true });
	if (typeof text !== 'string') return text;
	const body = { outcome, seat: seat.id, text: context.text(text) };
	return { events: [{ type: 'outcomes.advised', body }] };
}
