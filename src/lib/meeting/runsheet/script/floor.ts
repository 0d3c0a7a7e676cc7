/** The floor as the script needs it, from the queue and its order. */
import type { MeetingState } from '../../registry.ts';
import type { Instant } from '../../names.ts';
import { elapsed } from '../../queue/floor.ts';
import { orderNow } from '../../queue/view.ts';
import { NOBODY, type Floor } from './line.ts';

/** Who speaks, who would be called next, who has just finished on the open item. */
export function floorOf(state: MeetingState, now: Instant): Floor {
	const { queue } = state;
	if (!state.plan.rules) return NOBODY;
	const place = orderNow(state).find((one) => one.before === 0);
	const { speaker } = queue;
	const last = queue.turns.at(-1);
	return {
		speaking: speaker && {
			seat: speaker.entry.seat,
			stance: speaker.entry.stance,
			started: speaker.startedAt !== null,
			paused: speaker.pausedAt !== null,
			left: speaker.allowed - elapsed(speaker, now),
			allowed: speaker.allowed,
			response: speaker.response,
			writing: speaker.writing,
			extensions: speaker.extensions
		},
		next: place
			? {
					seat: place.entry.seat,
					stance: place.entry.stance,
					side: place.entry.side,
					turn: place.turn
				}
			: null,
		previous: last && last.entry.item === queue.item ? last.entry.seat : null,
		listOpen: queue.listOpen
	};
}
