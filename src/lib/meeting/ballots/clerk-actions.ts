/** A vote by number: 1 赞成 2 反对 3 弃权, or the choices in their order, for who has said aloud what they want. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { formatOption } from '#lib/i18n/vote-words.ts';
import type { Choice, ClerkActions } from '../clerk-actions.ts';
import type { SeatId } from '../names.ts';
import { optionsOf, voteNow, type OptionId, type Vote } from './ballots.ts';
import { ownBallot, ownVotes } from './own-ballots.svelte.ts';
import { barredFrom } from './view.ts';

/** The other digits are for who goes. */
const DIRECT = 6;
const MOST = 9;

/** One digit says one thing: orders and several choices are entered beside, in the list; secret ballots nowhere. */
function byDigit(vote: Vote | undefined): vote is Vote {
	if (vote === undefined || vote.blind) return false;
	return vote.settings.kind !== 'ranking' && vote.settings.kind !== 'approval';
}

function choose(vote: Vote, seat: SeatId, option: OptionId, index: number): Choice {
	const { ballot } = ownBallot(vote, seat);
	return {
		digit: index + 1,
		// Another vote, another meaning: a digit meant for the one before is not taken for this.
		action: `${vote.id}-${option}`,
		label: (text) => formatOption(option, vote.options, text),
		done: (text) =>
			m.ballots_clerk_digit_done({ option: formatOption(option, vote.options, text) }),
		command: { type: 'ballots.cast', vote: vote.id, seat, ballot, choice: [option] },
		// Kept like one that was given in the list, so that a slip can be corrected from the same desk.
		send: (meeting, post) => ownVotes(meeting).cast(post, vote, seat, [option]),
		why: null
	};
}

export default {
	takes: (state) => byDigit(voteNow(state.ballots)),
	inRoom(state, seat) {
		const vote = voteNow(state.ballots);
		if (!byDigit(vote)) return [];
		const why = barredFrom(state, vote, seat);
		const options = optionsOf(vote).slice(0, MOST);
		const choices = options.map((option, index) => ({
			...choose(vote, seat.id, option, index),
			why
		}));
		if (choices.length <= DIRECT) return choices;
		const action = 'vote';
		return [{ digit: 1, action, label: m.ballots_clerk_vote, command: null, why, more: choices }];
	},
	whyNot: {
		'already-voted': (name) => m.ballots_clerk_voted({ name }),
		'not-a-voter': (name) => m.ballots_clerk_not_a_voter({ name }),
		'not-in-scope': (name) => m.ballots_clerk_not_a_voter({ name }),
		'voter-excluded': (name) => m.ballots_clerk_not_a_voter({ name })
	}
} satisfies ClerkActions;
