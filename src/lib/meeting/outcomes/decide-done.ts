/** Decides about 办结: that a published result is done, or is not after all. Rules: `RULES.md`, quoted as [Q20]. */
import type { Context, Outcome } from '../context.ts';
import { parseText } from '../parse-text.ts';
import { refuse } from '../refusal.ts';
import type { MeetingState } from '../registry.ts';
import { OUTCOME_LIMITS, outcomeOf, type OutcomesCommand } from './outcomes.ts';

type DoneCommand = Extract<OutcomesCommand, { type: 'outcomes.finish' | 'outcomes.reopen' }>;

/** True for what is said of a result when it is carried out. */
export function isAboutDone(command: OutcomesCommand): command is DoneCommand {
	return command.type === 'outcomes.finish' || command.type === 'outcomes.reopen';
}

/** Events, or why not. The seal of the minutes stops none of it. */
export function decideDone(
	{ outcomes }: MeetingState,
	command: DoneCommand,
	context: Context
): Outcome {
	const { outcome } = command;
	const line = outcomeOf(outcomes, outcome);
	if (!line) return refuse('no-such-outcome');
	if (!outcomes.notice) return refuse('notice-not-published');
	if (command.type === 'outcomes.finish') {
		if (line.done) return refuse('outcome-done');
		if (line.class === 'set-aside') return refuse('outcome-aside-done');
		const text = parseText(command.text, {
			max: OUTCOME_LIMITS.done,
			required: true,
			lines: true
		});
		if (typeof text !== 'string') return text;
		return {
			events: [{ type: 'outcomes.finished', body: { outcome, text: context.text(text) } }]
		};
	}
	if (!line.done) return refuse('outcome-not-done');
	const why = parseText(command.reason, { max: OUTCOME_LIMITS.reason });
	if (typeof why !== 'string') return why;
	if (why === '') return refuse('needs-reason');
	return { events: [{ type: 'outcomes.reopened', body: { outcome, reason: context.text(why) } }] };
}
