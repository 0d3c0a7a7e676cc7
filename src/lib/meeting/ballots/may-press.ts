/** Whether a phone has something to press in a vote; asked by every phone at once, and kept small. */
import type { PrivateView } from '../registry.ts';
import type { Seat } from '../roll/roll.ts';
import { fromAfar, type Vote } from './ballots.ts';

/** The phone's person may vote, or change it; where they are matters only to votes of minutes. */
export function mayPress(
	vote: Vote,
	{
		seat,
		here,
		private: { ballots }
	}: { seat: Seat | null; here: boolean; private: Pick<PrivateView, 'ballots'> }
): boolean {
	if (vote.step !== 'open' || vote.phonesClosed || !seat || !vote.voters.includes(seat.id))
		return false;
	if (!here && !fromAfar(vote)) return false;
	const cast = ballots.cast.some((one) => one.vote === vote.id && one.seat === seat.id);
	return !cast || vote.settings.changeable;
}
