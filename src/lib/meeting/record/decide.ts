/** Decides about the record itself. Rules: `RULES.md`, quoted as [D1] …. */
import type { Context, Outcome } from '../context.ts';
import type { Hidden, MeetingState } from '../registry.ts';
import { refuse } from '../refusal.ts';
import { parseText } from '../parse-text.ts';
import {
	SUMMARY_LENGTH,
	SUMMARY_LINES,
	SUMMARY_PARTS,
	type RecordCommand,
	type SummaryPart
} from './publication.ts';

type Summarise = Extract<RecordCommand, { type: 'record.summarise' }>;

/** Events for one command, or why not. */
export function decideRecord(
	state: MeetingState,
	_hidden: Hidden,
	command: RecordCommand,
	context: Context
): Outcome {
	if (state.plan.phase === 'none') return refuse('not-open');
	if (command.type === 'record.summarise') return summarise(command, context);
	const { record, plan } = state;
	const { publish = record.publish, noticeUntil = record.noticeUntil } = command;
	const keepYears = command.keepYears ?? record.keepYears;
	const same =
		publish === record.publish &&
		noticeUntil === record.noticeUntil &&
		keepYears === record.keepYears;
	if (same) return { events: [] };
	// The period of a published notice is its own [D6].
	if (noticeUntil !== record.noticeUntil && state.outcomes.notice)
		return refuse('notice-published');
	const since = plan.closedAt ?? plan.openedAt ?? plan.createdAt ?? 0;
	if (noticeUntil !== null && noticeUntil <= since) return refuse('ends-before-start');
	const kept = keepYears === null ? {} : { keepYears };
	return { events: [{ type: 'record.was-set', body: { publish, noticeUntil, ...kept } }] };
}

/** [D1] All lines are checked before the first is stored; empty ones are left out. */
function summarise(command: Summarise, context: Context): Outcome {
	const lines: Record<SummaryPart, string[]> = { decided: [], open: [], doable: [] };
	for (const part of SUMMARY_PARTS)
		for (const raw of command[part]) {
			const line = parseText(raw, { max: SUMMARY_LENGTH });
			if (typeof line !== 'string') return line;
			if (line !== '') lines[part].push(line);
		}
	const { decided, open, doable } = lines;
	if (decided.length + open.length + doable.length > SUMMARY_LINES)
		return refuse('too-many', { max: SUMMARY_LINES });
	const store = (all: string[]) => all.map((line) => context.text(line));
	const body = { decided: store(decided), open: store(open), doable: store(doable) };
	return { events: [{ type: 'record.summarised', body }] };
}
