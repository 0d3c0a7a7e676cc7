/** What goes with the meeting: recordings (K36) and photographs (K37), also those that wait for nobody, and answers (K32). */
import type { Hidden, MeetingState, NewEvent } from '../registry.ts';
import { after, recount } from './count.ts';
import { hiddenBoard, type CardsWrite } from './hidden.ts';
import { clearAgreeing } from './hidden-rows.ts';
import { erased } from './untyped.ts';

/** Events and writes that belong to the closing. */
export function closingCards(
	{ cards }: MeetingState,
	hidden: Hidden
): { events: NewEvent[]; hidden: CardsWrite[] } {
	const events: NewEvent[] = [];
	const writes: CardsWrite[] = [];
	for (const board of cards.boards) {
		const answers = hiddenBoard(hidden.cards, board.id).agree.size > 0;
		const gone = [...erased(hidden, board), ...(answers ? clearAgreeing(board.id) : [])];
		if (gone.length === 0) continue;
		writes.push(...gone);
		events.push(...recount(after(hidden, gone), board, null));
	}
	return { events, hidden: writes };
}
