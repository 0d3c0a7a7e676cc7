/** What was typed of a line, made ready to be stored, or why not. Rules [Q2] … [Q6]. */
import { isRefusal, type Context } from '../context.ts';
import type { Instant, TextRef } from '../names.ts';
import { parseText } from '../parse-text.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { MeetingState } from '../registry.ts';
import { seatOf } from '../roll/roll.ts';
import {
	OUTCOME_LIMITS,
	OUTCOME_PARTS,
	ROUNDS_ENOUGH,
	UPDATE_DAYS,
	type OutcomeDraft,
	type OutcomesRefusal,
	type OutcomeWords,
	type Party,
	type PartyDraft
} from './outcomes.ts';
import { openShiftsIn } from './duty-rota.ts';
import { roundsOf } from './rounds-held.ts';

/** A line as it was; a new one has no words yet. */
type Former = Omit<OutcomeWords, 'text'> & { text: TextRef | null };

/** The line as it was with what the draft says of it, whole for its class. */
export function draftedOutcome(
	state: MeetingState,
	was: Former,
	draft: OutcomeDraft,
	context: Context
): OutcomeWords | Refusal {
	const text = wordsIn(was.text, draft.text, OUTCOME_LIMITS.text, context, true);
	const measure = wordsIn(was.measure, draft.measure, OUTCOME_LIMITS.measure, context);
	const early = wordsIn(was.early, draft.early, OUTCOME_LIMITS.early, context);
	const owner = partyIn(state, was.owner, draft.owner, context);
	const receiver = partyIn(state, was.receiver, draft.receiver, context);
	const parts = partsIn(was.parts, draft.parts, context);
	const due = dayIn(was.due, draft.due, context.now);
	for (const one of [text, owner, measure, due, receiver, early, parts])
		if (isRefusal(one)) return one;
	const to = draft.class === undefined ? was.class : draft.class;
	const words = {
		id: was.id,
		item: was.item,
		source: was.source,
		text: text as TextRef,
		class: to,
		owner: owner as Party | null,
		measure: measure as TextRef | null,
		due: due as Instant | null,
		everyDays: to === 'commitment' ? (draft.everyDays ?? was.everyDays ?? UPDATE_DAYS.usual) : null,
		receiver: to === 'recommendation' || to === null ? (receiver as Party | null) : null,
		early: to === 'set-aside' || to === null ? (early as TextRef | null) : null,
		...(parts === undefined
			? {}
			: {
					parts: parts as OutcomeWords['parts'],
					openShifts:
						draft.parts?.rota === undefined
							? (was.openShifts ?? [])
							: openShiftsIn(draft.parts.rota)
				})
	};
	const lacking = lackingOf(state, words);
	return lacking ? refuse(lacking, { rounds: ROUNDS_ENOUGH }) : words;
}

/** What a line with a class still needs [Q4] [Q5]; null: it is whole, or has no class. */
export function lackingOf(state: MeetingState, line: OutcomeWords): OutcomesRefusal | null {
	if (line.class === null) return null;
	if (line.owner === null) return 'outcome-owner-missing';
	const aside = line.class === 'set-aside';
	if (line.measure === null)
		return aside ? 'outcome-explanation-missing' : 'outcome-measure-missing';
	if (line.due === null) return 'outcome-due-missing';
	if (line.class === 'recommendation' && line.receiver === null) return 'outcome-receiver-missing';
	if (aside && line.early === null && roundsOf(state, line.item) < ROUNDS_ENOUGH)
		return 'outcome-early-reason';
	return null;
}

function wordsIn(
	was: TextRef | null,
	typed: string | undefined,
	max: number,
	context: Context,
	required = false
): TextRef | null | Refusal {
	if (typed === undefined && !(required && was === null)) return was;
	const text = parseText(typed, { max, required, lines: !required });
	if (typeof text !== 'string') return text;
	return text === '' ? null : context.text(text);
}

/** What is said of none stays as it was; an empty one is taken out. */
function partsIn(
	was: OutcomeWords['parts'],
	typed: OutcomeDraft['parts'],
	context: Context
): OutcomeWords['parts'] | Refusal {
	if (typed === undefined) return was;
	const parts: NonNullable<OutcomeWords['parts']> = { ...was };
	for (const part of OUTCOME_PARTS) {
		if (typed[part] === undefined) continue;
		const text = parseText(typed[part], { max: OUTCOME_LIMITS.part, lines: true });
		if (typeof text !== 'string') return text;
		if (text === '') delete parts[part];
		else parts[part] = context.text(text);
	}
	return parts;
}

function partyIn(
	{ roll }: MeetingState,
	was: Party | null,
	draft: PartyDraft | null | undefined,
	context: Context
): Party | null | Refusal {
	if (draft === undefined) return was;
	if (draft === null) return null;
	if ('seat' in draft) {
		const seat = seatOf(roll, draft.seat);
		return seat ? { seat: seat.id, body: null } : refuse('no-such-seat');
	}
	const body = parseText(draft.body, { max: OUTCOME_LIMITS.body });
	if (typeof body !== 'string') return body;
	return body === '' ? null : { seat: null, body: context.text(body) };
}

/** A day that is over is nobody's deadline; one that stood there stays [Q6]. */
function dayIn(
	was: Instant | null,
	due: Instant | null | undefined,
	now: Instant
): Instant | null | Refusal {
	if (due === undefined || due === was) return was;
	return due !== null && due < now ? refuse('outcome-due-past') : due;
}
