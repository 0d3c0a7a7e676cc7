/** What screens show of the agenda: done, now, next, and the time that is left. */
import type { Instant, ItemId, TextRef } from '../names.ts';
import type { AgendaItem, AgendaState } from './agenda.ts';

export interface ItemView {
	id: ItemId;
	/** 1, 2, 3 … */
	number: number;
	title: TextRef;
	goal: TextRef | null;
	/** `next`: the first that waits. */
	status: 'done' | 'now' | 'next' | 'waiting';
	minutes: number;
	/** Milliseconds spent, all openings together. */
	spent: number;
	/** Milliseconds left of the plan; negative when over it. */
	left: number;
}

/** All items in their order. */
export function agendaView(agenda: AgendaState, now: Instant): ItemView[] {
	const first = agenda.items.find((item) => item.status === 'waiting');
	return agenda.items.map((item, index) => {
		const spent = spentOn(item, now);
		return {
			id: item.id,
			number: index + 1,
			title: item.title,
			goal: item.goal,
			status: item === first ? 'next' : item.status === 'open' ? 'now' : item.status,
			minutes: item.minutes,
			spent,
			left: item.minutes * 60_000 - spent
		};
	});
}

function spentOn(item: AgendaItem, now: Instant): number {
	return item.spent + (item.openedAt === null ? 0 : Math.max(0, now - item.openedAt));
}
