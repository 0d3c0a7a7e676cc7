/**
 * What a notice says, without a name or a typed word: those are filled in by whoever shows it, as its readers may know
 * them. The page, the paper, the group message and the preview are made of it, so that they say the same.
 */
import { cameWithVote, counts } from '../../attendance/view.ts';
import type { Directory } from '../../directory.ts';
import type { Instant, SeatId, TextRef } from '../../names.ts';
import type { MeetingState } from '../../registry.ts';
import { isPrivate } from '../../plan/view.ts';
import { chairOf } from '../../roll/roll.ts';
import { asAgreed } from './agreed.ts';
import { originOf, type Origin } from '../outcome-source.ts';
import { numberedDissents, type NumberedDissent } from '../dissents.ts';
import type { OutcomeLine, ResultsNotice } from '../outcomes.ts';
import { suggestionsOf, type Suggestion } from '../suggestions.ts';

export interface NoticeLine {
	/** The number that people say. */
	n: number;
	outcome: OutcomeLine;
	origin: Origin | null;
}

/** As its readers get it. */
export interface FilledNotice {
	content: NoticeContent;
	/** Names of those who stand in it. */
	people: Directory;
	/** Bodies of the texts in it; null: erased. */
	texts: Record<string, string | null>;
	/** The last event of the meeting, and the hash after that. */
	seq: number;
	head: string;
	/** The record may be read; comments are taken. */
	recordOpen: boolean;
	takesComments: boolean;
}

export interface NoticeContent {
	code: string;
	title: TextRef | null;
	body: TextRef | null;
	matter: TextRef | null;
	place: TextRef | null;
	startsAt: Instant | null;
	openedAt: Instant | null;
	closedAt: Instant | null;
	chair: SeatId | null;
	/** 应到, 实到: signed in at any time, with a vote. */
	due: number;
	/** null: it is not told, of a private meeting. */
	came: number | null;
	lines: NoticeLine[];
	/** What somebody sees otherwise. */
	dissents: NumberedDissent[];
	suggestions: Suggestion[];
	notice: ResultsNotice | null;
}

/** [Q29] Of a private meeting: what it is called, who held it, its results. Nobody but both sides reads how they came to be. */
function agreedContent({ plan, outcomes }: MeetingState): NoticeContent {
	return {
		code: plan.code,
		title: plan.details?.title ?? null,
		body: plan.details?.body ?? null,
		...{ matter: null, place: null, startsAt: null, openedAt: null, closedAt: plan.closedAt },
		...{ chair: null, due: 0, came: null },
		lines: outcomes.lines.map((line, at) => ({ n: at + 1, outcome: asAgreed(line), origin: null })),
		...{ dissents: [], suggestions: [] },
		notice: outcomes.notice
	};
}

/** What would be published now, or is. */
export function noticeContent(state: MeetingState): NoticeContent {
	const { plan, roll, outcomes } = state;
	const { details } = plan;
	if (isPrivate(plan)) return agreedContent(state);
	return {
		code: plan.code,
		title: details?.title ?? null,
		body: details?.body ?? null,
		matter: details?.matter ?? null,
		place: details?.place ?? null,
		startsAt: details?.startsAt ?? null,
		openedAt: plan.openedAt,
		closedAt: plan.closedAt,
		chair: chairOf(roll)?.id ?? null,
		due: counts(state).due,
		came: cameWithVote(state),
		lines: outcomes.lines.map((outcome, at) => ({
			n: at + 1,
			outcome,
			origin: originOf(state, outcome.source)
		})),
		dissents: numberedDissents(outcomes),
		suggestions: suggestionsOf(state).filter(({ verdict }) => verdict !== null),
		notice: outcomes.notice
	};
}
