/** What screens show of the agenda: done, now, next, and the time that is left. */
import type { MeetingState } from '../registry.ts';
import type { Instant, ItemId, SeatId, TextRef } from '../names.ts';
import { isTalk, stageNow } from '../runsheet/runsheet.ts';
import {
	itemNext,
	itemNow,
	type AgendaItem,
	type AgendaState,
	type Excerpt,
	type ItemKind,
	type Proposal
} from './agenda.ts';

export interface ItemView {
	id: ItemId;
	/** 1, 1.1, 1.1.1; empty for one that was withdrawn. */
	number: string;
	/** 1 for the first level. */
	level: number;
	title: TextRef;
	kind: ItemKind;
	goal: TextRef | null;
	excerpts: Excerpt[];
	/** `next`: what comes next; `paused`: put aside, to be continued; `rests`: open in a stage that is not for talking. */
	status: 'done' | 'now' | 'rests' | 'next' | 'waiting' | 'paused' | 'withdrawn';
	minutes: number;
	/** Milliseconds spent, all openings together. */
	spent: number;
	/** Milliseconds left of the plan; negative when over it. */
	left: number;
}

/** All items in their order; those withdrawn only where something happened under them, last. */
export function agendaView(state: MeetingState, now: Instant): ItemView[] {
	const next = itemNext(state.agenda);
	const isTalked = takesTalk(state);
	return state.agenda.items.map((item) => {
		const view = viewOf(item, item === next, now);
		return isTalked || view.status !== 'now' ? view : { ...view, status: 'rests' };
	});
}

/**
 * The item that is talked about, with the time that is left; null when none is open, and in a stage that is not for
 * talking, where its clock stands though it may still be open (G14).
 */
export function itemTalked(state: MeetingState, now: Instant): ItemView | null {
	const open = takesTalk(state) ? itemNow(state.agenda) : undefined;
	return open ? viewOf(open, false, now) : null;
}

/** The stage is for talking, so that an item's clock may run (G14). */
function takesTalk({ runsheet }: MeetingState): boolean {
	const stage = stageNow(runsheet);
	return !stage || isTalk(stage.kind);
}

/** Minutes of all items that people read. */
export function plannedMinutes(agenda: AgendaState): number {
	return agenda.items.reduce((sum, item) => sum + (item.withdrawn ? 0 : item.minutes), 0);
}

/** Proposals that wait for the chair, the oldest first. */
export function openProposals(agenda: AgendaState): Proposal[] {
	return agenda.proposals.filter((proposal) => proposal.status === 'open');
}

/** What one person proposed, the newest first. */
export function proposalsOf(agenda: AgendaState, seat: SeatId): Proposal[] {
	return agenda.proposals.filter((proposal) => proposal.seat === seat).reverse();
}

function viewOf(item: AgendaItem, next: boolean, now: Instant): ItemView {
	const { id, number, title, kind, goal, excerpts, minutes } = item;
	const spent = spentOn(item, now);
	return {
		...{ id, number, title, kind, goal, excerpts, minutes, spent },
		level: number === '' ? 1 : number.split('.').length,
		status: statusOf(item, next),
		left: minutes * 60_000 - spent
	};
}

function statusOf(item: AgendaItem, next: boolean): ItemView['status'] {
	if (item.status === 'open') return 'now';
	if (item.withdrawn) return 'withdrawn';
	return next ? 'next' : item.status;
}

function spentOn(item: AgendaItem, now: Instant): number {
	return item.spent + (item.openedAt === null ? 0 : Math.max(0, now - item.openedAt));
}
