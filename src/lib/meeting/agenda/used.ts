/** Whether something happened under an item, so that it may no longer vanish without trace. */
import type { MeetingState } from '../registry.ts';
import type { ItemId } from '../names.ts';

/** True once an item was opened, somebody waited or spoke under it, or a vote belongs to it. */
export function isUsed({ agenda, queue, ballots }: MeetingState, id: ItemId): boolean {
	const item = agenda.items.find((one) => one.id === id);
	if (item && (item.status !== 'waiting' || item.spent > 0)) return true;
	if (ballots.votes.some((vote) => vote.item === id)) return true;
	return queue.item === id || queue.turns.some((turn) => turn.entry.item === id);
}
