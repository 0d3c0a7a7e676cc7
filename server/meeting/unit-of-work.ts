/**
 * What one room decided since its last commit: what to store, what to tell, whom to answer.
 *
 * Invariant: everything here is lost together when the commit fails.
 */
import { isForEverybody, isPrivate } from '#lib/meeting/plan/view.ts';
import type { HiddenWrite, MeetingEvent, MeetingState } from '#lib/meeting/registry.ts';
import { leavingWith } from '#lib/meeting/leaving.ts';
import type { Answer } from '#lib/meeting/wire.ts';

export interface JournalRow {
	seq: number;
	line: string;
	hash: string;
}

export interface StoredText {
	id: string;
	salt: string;
	body: string;
}

export interface StoredAnswer {
	actor: string;
	command: string;
	digest: string;
	seq: number;
}

/** Everything one room wants stored at once. */
export interface Batch {
	meeting: string;
	rows: JournalRow[];
	texts: StoredText[];
	erasedTexts: string[];
	/** Former drafts that nothing shows any more: taken out whole. */
	droppedTexts: string[];
	hidden: HiddenWrite[];
	answers: StoredAnswer[];
	/** Columns of the meetings list that changed. */
	summary: {
		title?: string;
		phase?: string;
		announced?: boolean;
		private?: boolean;
		startsAt?: number | null;
		dueAt?: number | null;
	} | null;
}

/** What was stored at once: told to screens after COMMIT. */
export interface CommitResult {
	events: MeetingEvent[];
	/** The state after each of them, for who follows with a fold of their own. */
	states: MeetingState[];
	/** Bodies of texts that came with the events; null where one was erased. */
	texts: Record<string, string | null>;
	hidden: HiddenWrite[];
	/** Texts that nothing shows any more; told once as gone, then forgotten. */
	dropped: string[];
}

export type Reply = (answer: Answer) => void;

/** A decided command whose answer waits for the commit. */
export interface Waiting {
	digest: string;
	replies: Reply[];
	seq: number;
}

export class UnitOfWork {
	readonly batch: Batch;
	readonly result: CommitResult = { events: [], states: [], texts: {}, hidden: [], dropped: [] };
	readonly waiting = new Map<string, Waiting>();

	constructor(meeting: string) {
		this.batch = {
			meeting,
			rows: [],
			texts: [],
			erasedTexts: [],
			droppedTexts: [],
			hidden: [],
			answers: [],
			summary: null
		};
	}

	/** An event, its row, and what it changes beside the journal; `state` is the one after it. */
	event(event: MeetingEvent, row: JournalRow, state: MeetingState): void {
		this.batch.rows.push(row);
		this.result.events.push(event);
		this.result.states.push(state);
		if (event.type.startsWith('plan.')) {
			const { phase, details } = state.plan;
			this.batch.summary = {
				...this.batch.summary,
				phase,
				announced: isForEverybody(state.plan),
				private: isPrivate(state.plan),
				startsAt: details?.startsAt ?? null
			};
		}
		const { erased = [], dropped = [] } = leavingWith(event);
		for (const id of erased) {
			this.batch.erasedTexts.push(id);
			this.result.texts[id] = null;
			// The list of meetings has a copy of the title.
			if (id === state.plan.details?.title.id)
				this.batch.summary = { ...this.batch.summary, title: '' };
		}
		for (const id of dropped) {
			this.batch.droppedTexts.push(id);
			this.result.dropped.push(id);
			this.result.texts[id] = null;
		}
	}

	text(text: StoredText): void {
		this.batch.texts.push(text);
		this.result.texts[text.id] = text.body;
	}

	hide(write: HiddenWrite): void {
		this.batch.hidden.push(write);
		this.result.hidden.push(write);
	}

	/** The meetings list shows the title in words; the journal only names the text. */
	entitle({ plan }: MeetingState): void {
		const id = plan.details?.title.id;
		const title = id && this.result.texts[id];
		if (title && this.batch.summary) this.batch.summary.title = title;
	}

	/** When something happens by itself next; only where that changed. */
	due(at: number | null): void {
		this.batch.summary = { ...this.batch.summary, dueAt: at };
	}
}

/** What a room wants stored; one that cannot say fails alone, and its fault is put under `unfit`, by meeting. */
export function batchOf(
	room: { readonly meeting: string; beginCommit(): Batch },
	unfit: Map<string, Error>
): Batch[] {
	try {
		return [room.beginCommit()];
	} catch (error) {
		unfit.set(room.meeting, error as Error);
		return [];
	}
}
