/** What votes show on a phone. */
import { phonePanel } from '../panel.svelte.ts';
import { voteOnScreen } from './vote-on-screen.ts';

export const ballotsPanels = [
	phonePanel({
		at: 'phone',
		order: 75,
		when({ state }) {
			const vote = voteOnScreen(state);
			return vote && { vote };
		},
		load: () => import('./PhoneVote.svelte')
	}),
	// Whoever can't vote, or can't change it, keeps what the stage has for the thumb.
	phonePanel({
		at: 'phone-action',
		order: 35,
		when({ state, seat, here, tab, private: { ballots } }) {
			const vote = voteOnScreen(state);
			if (!vote || vote.step !== 'open' || vote.phonesClosed) return null;
			if (tab !== 'now' || !seat || !here || !vote.voters.includes(seat.id)) return null;
			const cast = ballots.cast.some((one) => one.vote === vote.id && one.seat === seat.id);
			return cast && !vote.settings.changeable ? null : { vote };
		},
		load: () => import('./VoteActions.svelte')
	})
];
