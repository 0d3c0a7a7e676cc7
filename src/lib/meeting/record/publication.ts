/**
 * What people decide about the record itself: the lines it opens with, from when everybody may read
 * it, until when it may be answered. The record's tree is in `record.ts`.
 *
 * Invariant: the lines are texts of the journal, so that each can be erased and none is overwritten
 * unseen.
 */
import type { Instant, TextRef } from '../names.ts';
import type { MeetingEvent, StateOf } from '../registry.ts';

declare module '../registry.ts' {
	interface Slices {
		record: {
			state: RecordState;
			command: RecordCommand;
			event: RecordEvent;
			refusal: RecordRefusal;
		};
	}
}

export type RecordRefusal = 'notice-over' | 'still-kept';

/** From the first minute on, or once the minutes are sealed. */
export const PUBLISH = ['live', 'sealed'] as const;
export type Publish = (typeof PUBLISH)[number];

/** 定了什么 · 没定什么 · 您能做什么. */
export const SUMMARY_PARTS = ['decided', 'open', 'doable'] as const;
export type SummaryPart = (typeof SUMMARY_PARTS)[number];

/** At most eight lines together. */
export type Summary = Record<SummaryPart, readonly TextRef[]> & {
	/** When it was last written. */
	at: Instant;
};
export const SUMMARY_LINES = 8;
/** Graphemes of one line. */
export const SUMMARY_LENGTH = 80;

/** Years that records are kept: as usual, and at least, for that long a decision may be taken to court (L15). */
export const KEEP_YEARS = { usual: 5, least: 1, most: 100 } as const;

/** 公示期, where nobody said otherwise; scenario A has seven days. */
export const NOTICE_DAYS = 7;

export interface RecordState {
	summary: Summary | null;
	/** null: as the plan says. */
	publish: Publish | null;
	/** null: so many days after closing as the plan says. */
	noticeUntil: Instant | null;
	/** null: as usual. */
	keepYears: number | null;
}

export function emptyRecord(): RecordState {
	return { summary: null, publish: null, noticeUntil: null, keepYears: null };
}

export type RecordCommand =
	| ({ type: 'record.summarise' } & Record<SummaryPart, string[]>)
	/** What is not named stays; `noticeUntil: null` goes back to the plan's days. */
	| { type: 'record.set'; publish?: Publish; noticeUntil?: Instant | null; keepYears?: number };

export type RecordEvent =
	| { type: 'record.summarised'; body: Record<SummaryPart, TextRef[]> }
	| {
			type: 'record.was-set';
			/** `keepYears` is left out where nobody has said. */
			body: { publish: Publish | null; noticeUntil: Instant | null; keepYears?: number };
	  };

/** The slice as every phone loads it. */
export const recordState: StateOf<'record'> = {
	shape: 2,
	empty: emptyRecord,
	evolve: evolveRecord
};

/** The same reference when the event does not touch it. */
function evolveRecord(record: RecordState, event: MeetingEvent): RecordState {
	switch (event.type) {
		case 'record.summarised': {
			const { decided, open, doable } = event.body;
			return { ...record, summary: { decided, open, doable, at: event.at } };
		}
		case 'record.was-set':
			return {
				...record,
				publish: event.body.publish,
				noticeUntil: event.body.noticeUntil,
				keepYears: event.body.keepYears ?? record.keepYears
			};
		default:
			return record;
	}
}
