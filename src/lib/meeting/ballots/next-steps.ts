/** After 散会: those who were away are asked, too, where a vote said so. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { NextStep } from '../next-steps.ts';
import { afterwardsWaits, awaitedAfter } from './absent-voters.ts';

export default [
	{
		order: 55,
		id: 'afterwards',
		title: m.ballots_afterwards,
		who: ['chair', 'organiser'],
		standing(state) {
			const { votes, afterwards } = state.ballots;
			const asked = votes.filter(
				(vote) =>
					vote.settings.afterwards &&
					vote.step === 'closed' &&
					(awaitedAfter(state, vote).length > 0 ||
						afterwards.some(({ after }) => after === vote.id))
			);
			if (asked.length === 0) return null;
			const open = afterwards.filter(({ step }) => step === 'open');
			const waits = asked.map((vote) => afterwardsWaits(state, vote));
			const n = waits.filter((why) => why === null).length;
			if (n > 0) return { done: false, says: m.next_afterwards_open({ n }), by: null };
			if (waits.some((why) => why?.refused === 'vote-afterwards-early'))
				return { done: false, says: m.next_afterwards_early(), by: null };
			if (open.length > 0) {
				const until = Math.max(...open.map((vote) => vote.until ?? 0));
				return { done: false, says: m.next_afterwards_now({ n: open.length }), by: until };
			}
			return { done: true, says: m.next_afterwards_done(), by: null };
		},
		here: () => () => import('./AfterwardsDesk.svelte'),
		place: () => null
	}
] satisfies NextStep[];
