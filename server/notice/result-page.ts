/** One published result for its page: what stands in the notice of it, and what it came from. */
import { mayReadFactText } from '#lib/meeting/disclosure/disclosure.ts';
import type { FilledNotice, NoticeLine } from '#lib/meeting/outcomes/notice/notice-content.ts';
import { traceOf, type OutcomeTrace } from '#lib/meeting/outcomes/notice/outcome-trace.ts';
import { outcomeStep, type OutcomeStep } from '#lib/meeting/outcomes/notice/notice-step.ts';
import { gather } from '#lib/meeting/record/find-references.ts';
import { isPrivate } from '#lib/meeting/plan/view.ts';
import { isPublic } from '#lib/meeting/record/view.ts';
import { exportVotes, type ExportedVote } from '#server/export/votes.ts';
import type { Room } from '#server/meeting/room.ts';
import { noticePreview } from './fill-notice.ts';

export interface ResultPage {
	one: NoticeLine;
	notice: FilledNotice;
	/** null: the record is not public yet. */
	trace: OutcomeTrace | null;
	votes: Pick<
		ExportedVote,
		'id' | 'question' | 'tally' | 'options' | 'voteKind' | 'legal' | 'rule'
	>[];
	step: OutcomeStep;
}

/** The result with this number; null where there is none, or it is not published. */
export function resultPage(room: Room, number: string): ResultPage | null {
	const { state } = room.committed;
	const n = /^[1-9]\d?$/u.test(number) ? Number(number) : 0;
	const line = state.outcomes.notice && state.outcomes.lines[n - 1];
	if (!line) return null;
	const notice = noticePreview(room);
	const trace = isPublic(state) && !isPrivate(state.plan) ? traceOf(state, line) : null;
	const told = exportVotes(state.ballots);
	const votes = (trace?.votes ?? []).flatMap((id) => {
		const vote = told.find((one) => one.id === id);
		if (!vote) return [];
		// Who chose what stays in the record.
		const { question, tally, options, voteKind, legal, rule } = vote;
		return [{ id, question, tally, options, voteKind, legal, rule }];
	});
	const refs = new Set<string>();
	gather([trace, votes], new Set(), refs);
	for (const id of refs)
		if (mayReadFactText(state, id, 'public')) notice.texts[id] = room.texts.get(id) ?? null;
	const one = notice.content.lines[n - 1]!;
	return { one, notice, trace, votes, step: outcomeStep(line, room.now()) };
}
