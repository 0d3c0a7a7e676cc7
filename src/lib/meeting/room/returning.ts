/**
 * 「您离开12分钟：…现在请…」: what a phone that comes back reads first. Pure; the phone remembers what it
 * last saw and when.
 */
import { itemNow, type AgendaItem } from '../agenda/agenda.ts';
import type { MeetingState } from '../registry.ts';
import type { Instant, ItemId, SeatId, StageId } from '../names.ts';
import type { PlanState } from '../plan/plan.ts';
import { stageNow, type Stage } from '../runsheet/runsheet.ts';

/** Shorter than this nobody was away, ms. */
export const AWAY_FROM = 60_000;
/** Longer than this it is another day, and the screen speaks for itself, ms. */
export const AWAY_TO = 6 * 3_600_000;

/** What a phone saw last. */
export interface Seen {
	/** The room's clock. */
	at: Instant;
	phase: PlanState['phase'];
	stage: StageId | null;
	item: ItemId | null;
	/** Finished turns. */
	turns: number;
}

/** Every part is there only if it changed. */
export interface Change {
	/** Whole minutes away, 1 or more. */
	minutes: number;
	opened: boolean;
	closed: boolean;
	stage: Stage | null;
	item: AgendaItem | null;
	/** How many finished speaking meanwhile. */
	heard: number;
	/** Who has the floor now, changed or not; null when nobody or when nothing changed. */
	speaker: SeatId | null;
}

/** What is there to be seen now. */
export function seenNow(state: MeetingState, now: Instant): Seen {
	return {
		at: now,
		phase: state.plan.phase,
		stage: state.runsheet.stageId,
		item: itemNow(state.agenda)?.id ?? null,
		turns: state.queue.turns.length
	};
}

/** What changed since then, for somebody who came back at `now`; null when there is nothing to tell. */
export function changeSince(seen: Seen, state: MeetingState, now: Instant): Change | null {
	const away = now - seen.at;
	if (away < AWAY_FROM || away > AWAY_TO) return null;
	const { phase } = state.plan;
	const stage = stageNow(state.runsheet);
	const item = itemNow(state.agenda);
	const change: Change = {
		minutes: Math.max(1, Math.round(away / 60_000)),
		opened: seen.phase === 'planned' && phase === 'open',
		closed: seen.phase !== 'closed' && phase === 'closed',
		stage: stage && stage.id !== seen.stage ? stage : null,
		item: item && item.id !== seen.item ? item : null,
		heard: Math.max(0, state.queue.turns.length - seen.turns),
		speaker: state.queue.speaker?.entry.seat ?? null
	};
	const any = change.opened || change.closed || change.stage || change.item || change.heard > 0;
	return any ? change : null;
}

/** What was remembered, if it can still be read: a phone's store holds whatever an older page wrote. */
export function readSeen(text: string | null): Seen | null {
	if (text === null) return null;
	try {
		const seen = JSON.parse(text) as Partial<Seen> | null;
		return typeof seen?.at === 'number' && typeof seen.turns === 'number' ? (seen as Seen) : null;
	} catch {
		return null;
	}
}
