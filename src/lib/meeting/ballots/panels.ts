/** What votes show on a phone. */
import { phonePanel } from '../panel.svelte.ts';
import { mayPress } from './may-press.ts';
import { optionsCompared } from './options-compared.ts';
import { voteOnScreen } from './vote-on-screen.ts';

export const ballotsPanels = [
	phonePanel({
		at: 'phone',
		order: 74,
		when({ state: { ballots }, seat }) {
			const votes = ballots.afterwards.filter(
				({ step, voters }) => step === 'open' && seat !== null && voters.includes(seat.id)
			);
			return votes.length > 0 ? { votes } : null;
		},
		load: () => import('./AfterwardsPhone.svelte')
	}),
	phonePanel({
		at: 'phone',
		order: 75,
		when({ state }) {
			const vote = voteOnScreen(state);
			return vote && { vote };
		},
		load: () => import('./PhoneVote.svelte')
	}),
	phonePanel({
		at: 'phone',
		order: 82,
		when({ state }) {
			const vote = optionsCompared(state);
			return vote && { vote };
		},
		load: () => import('./OptionsCompared.svelte')
	}),
	// Whoever can't vote, or can't change it, keeps what the stage has for the thumb.
	phonePanel({
		at: 'phone-action',
		order: 35,
		when(phone) {
			const vote = voteOnScreen(phone.state);
			return vote && phone.tab === 'now' && mayPress(vote, phone) ? { vote } : null;
		},
		load: () => import('./VoteActions.svelte')
	})
];
