/** Decides about suggestions and other opinions. Rules: `RULES.md`, quoted as [Q17] …. */
import type { Context, Outcome } from '../context.ts';
import { parseText } from '../parse-text.ts';
import { refuse } from '../refusal.ts';
import type { MeetingState } from '../registry.ts';
import { refuseSource } from './outcome-source.ts';
import { MAX_DISSENTS, OUTCOME_LIMITS, outcomeOf, type OutcomesCommand } from './outcomes.ts';

const TYPES = [
	'outcomes.answer',
	'outcomes.dissent',
	'outcomes.dissent-unnamed',
	'outcomes.reply',
	'outcomes.settle'
] as const;
type OpinionCommand = Extract<OutcomesCommand, { type: (typeof TYPES)[number] }>;

/** True for what people said besides the lines. */
export function isOpinion(command: OutcomesCommand): command is OpinionCommand {
	return TYPES.some((type) => type === command.type);
}

/** Events, or why not. */
export function decideOpinion(
	state: MeetingState,
	command: OpinionCommand,
	context: Context
): Outcome {
	switch (command.type) {
		case 'outcomes.answer':
			return answer(state, command, context);
		case 'outcomes.dissent':
			return dissent(state, command, command.seat, context);
		case 'outcomes.dissent-unnamed':
			return dissent(state, command, null, context);
		case 'outcomes.reply': {
			const { dissent: id } = command;
			if (!state.outcomes.dissents.some((one) => one.id === id)) return refuse('no-such-dissent');
			const text = parseText(command.text, {
				max: OUTCOME_LIMITS.reply,
				required: true,
				lines: true
			});
			if (typeof text !== 'string') return text;
			const body = { dissent: id, text: context.text(text) };
			return { events: [{ type: 'outcomes.replied', body }] };
		}
		case 'outcomes.settle': {
			const one = state.outcomes.dissents.find(({ id }) => id === command.dissent);
			if (!one) return refuse('no-such-dissent');
			if (!one.reply) return refuse('dissent-unanswered');
			if (one.settledAt !== null) return { events: [] };
			return { events: [{ type: 'outcomes.settled', body: { dissent: one.id } }] };
		}
	}
}

/** [Q17] Whoever is not followed hears why. */
function answer(
	state: MeetingState,
	{ source, verdict, reason }: Extract<OpinionCommand, { type: 'outcomes.answer' }>,
	context: Context
): Outcome {
	const unfit = refuseSource(state, source);
	if (unfit) return unfit;
	const why = parseText(reason, { max: OUTCOME_LIMITS.reason });
	if (typeof why !== 'string') return why;
	if (why === '' && verdict !== 'adopted') return refuse('verdict-reason');
	const body = { source, verdict, reason: why === '' ? null : context.text(why) };
	return { events: [{ type: 'outcomes.answered', body }] };
}

/** [Q18] */
function dissent(
	{ outcomes }: MeetingState,
	said: { outcome: string | null; text: string },
	seat: string | null,
	context: Context
): Outcome {
	if (said.outcome !== null && !outcomeOf(outcomes, said.outcome)) return refuse('no-such-outcome');
	if (outcomes.dissents.length >= MAX_DISSENTS)
		return refuse('limit-reached', { max: MAX_DISSENTS });
	const text = parseText(said.text, { max: OUTCOME_LIMITS.dissent, required: true, lines: true });
	if (typeof text !== 'string') return text;
	const { outcome } = said;
	const body = { dissent: context.newId('dis'), outcome, seat, text: context.text(text) };
	return { events: [{ type: 'outcomes.dissented', body }] };
}
