/** What facts say of an item of the agenda and of somebody who speaks. */
import type { MeetingState } from '../registry.ts';
import type { Entry } from '../queue/queue.ts';
import type { ItemName } from './happening.ts';

/** An item as the agenda has it; an empty one where it is not there (any more). */
export function itemOf({ agenda }: MeetingState, id: string) {
	const none = { number: '', title: null, spent: 0, status: 'waiting' as const };
	return agenda.items.find((one) => one.id === id) ?? none;
}

/** The item by its present number and title; none where it was taken out. */
export function nameOf(state: MeetingState, id: string): ItemName[] {
	const { number, title } = itemOf(state, id);
	return title ? [{ item: id, number, title }] : [];
}

/** Who speaks, how and for whom. */
export function said({ id, seat, stance, side, point, channel, by, speaksFor }: Entry) {
	return { entry: id, seat, stance, side, point, channel, by, speaksFor };
}
