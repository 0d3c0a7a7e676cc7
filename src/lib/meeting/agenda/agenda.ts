/** The agenda as facts: which item is open. Items are fixed at creation in this version. */
import type { Instant, ItemId, TextRef } from '../names.ts';

export interface AgendaItem {
	id: ItemId;
	title: TextRef;
	minutes: number;
	/** 今天要得到什么 (S4.24). */
	goal: TextRef | null;
	status: 'waiting' | 'open' | 'done';
	openedAt: Instant | null;
	/** Time spent in earlier openings, ms. */
	spent: number;
}

export interface AgendaState {
	items: AgendaItem[];
}

export function emptyAgenda(): AgendaState {
	return { items: [] };
}

export type AgendaCommand =
	{ type: 'agenda.open'; item: ItemId } | { type: 'agenda.close'; item: ItemId };

export type AgendaFact =
	/** The title is copied at that moment. */
	| { type: 'agenda.opened'; body: { item: ItemId; title: TextRef } }
	| { type: 'agenda.closed'; body: { item: ItemId } };

/** The open item, if any. */
export function itemNow(agenda: AgendaState): AgendaItem | undefined {
	return agenda.items.find((item) => item.status === 'open');
}
