/** What the minutes tell of the stages, and of what the chair and the clerk did in them. */
import { headcountOf, type Headcount } from '../attendance/view.ts';
import type { Stamp } from '../event.ts';
import type { Instant, Localised, TextRef } from '../names.ts';
import type { FactsOf, MeetingState } from '../registry.ts';
import type { Reminder, RunsheetEvent, StageMove } from './runsheet.ts';
import { acksView } from './view.ts';

export type RunsheetFact =
	/** `heads` when sign-in is left, `acks` when the rules are. */
	| {
			what: 'stage';
			title: Localised;
			how: StageMove;
			reason: TextRef | null;
			headcount: Headcount | null;
			acks: { done: number; of: number } | null;
			/** Ended with the stage; left out where there was none. */
			apart?: Apart;
	  }
	| { what: 'note'; stage: Localised; text: TextRef }
	| { what: 'reminder'; reminder: Reminder }
	| { what: 'calm'; minutes: number }
	/** A talk apart that is over, and the side with which the next begins: that it was, never what was said [T36]. */
	| { what: 'caucus'; over: Apart | null; begins: 'a' | 'b' | null };

/** With whom the mediators talked apart, from when to when. */
interface Apart {
	with: 'a' | 'b';
	since: Instant;
	until: Instant;
}

export const runsheetFacts: FactsOf<'runsheet'> = {
	of(before, event, after) {
		switch (event.type) {
			case 'runsheet.entered':
				return entered(before, event, after);
			case 'runsheet.noted': {
				const stage = after.runsheet.stages.find((one) => one.id === event.body.stage);
				if (!stage) return null;
				const kind = stage.kind === 'result' ? 'decision' : 'procedure';
				return { what: 'note', stage: stage.title, text: event.body.text, kind };
			}
			case 'runsheet.reminded':
				return { what: 'reminder', reminder: event.body.kind };
			case 'runsheet.calmed': {
				const { until } = event.body;
				if (until === null) return null;
				return { what: 'calm', minutes: Math.max(1, Math.round((until - event.at) / 60_000)) };
			}
			case 'runsheet.caucused':
				return {
					...{ what: 'caucus', kind: 'procedure' },
					...{ over: apartUntil(before, event.at), begins: event.body.side }
				};
			default:
				return null;
		}
	},
	rows: {
		stage: { chapter: ({ title }) => ({ is: 'stage', title }) },
		note: {},
		reminder: {},
		calm: {},
		caucus: {}
	}
};

type Entered = Extract<RunsheetEvent, { type: 'runsheet.entered' }>;

/** The talk apart that was going on. */
function apartUntil({ runsheet: { caucus } }: MeetingState, until: Instant): Apart | null {
	return caucus && { with: caucus.with, since: caucus.since, until };
}

/** Leaving sign-in says who came; leaving the rules says who agreed to them. */
function entered(
	before: MeetingState,
	{ body, at }: Entered & Stamp,
	after: MeetingState
): RunsheetFact | null {
	const stage = (id: string) => after.runsheet.stages.find((one) => one.id === id);
	const to = stage(body.to);
	if (!to) return null;
	const left = stage(body.from)?.kind;
	const { done, of } = acksView(before);
	const apart = apartUntil(before, at);
	return {
		what: 'stage',
		title: to.title,
		how: body.how,
		reason: body.reason,
		headcount: left === 'signin' ? headcountOf(before) : null,
		acks: left === 'rules' ? { done, of } : null,
		...(apart ? { apart } : {})
	};
}
