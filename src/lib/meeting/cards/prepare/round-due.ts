/** Where the open item is one for cards, and which round it waits for. Rule [K38]. */
import { itemNow } from '../../agenda/agenda.ts';
import type { MeetingState } from '../../registry.ts';
import { stageNow } from '../../runsheet/runsheet.ts';
import type { Board } from '../cards.ts';

export interface RoundDue {
	/** The one that was prepared for the item; null where none was, or where there is a choice. */
	board: Board | null;
}

/** What the chair presses next at an item of kind 卡片; null where it is something else. */
export function roundDue(state: MeetingState): RoundDue | null {
	if (state.plan.phase !== 'open' || stageNow(state.runsheet)?.kind !== 'discussion') return null;
	// Whoever has the floor is heard, and a pause is a pause.
	if (state.queue.speaker !== null || state.runsheet.calmUntil !== null) return null;
	const item = itemNow(state.agenda);
	if (item?.kind !== 'cards') return null;
	const boards = state.cards.boards.filter((board) => board.item === item.id);
	if (boards.some(({ step }) => step !== 'ready')) return null;
	return { board: boards.length === 1 ? boards[0]! : null };
}
