/** What one session sees of the votes beyond the public state: its own, and at the desk who has voted. */
import type { SeatId } from '../names.ts';
import type { Hidden, MeetingState, Sight } from '../registry.ts';
import { holdsRole } from '../viewer.ts';
import {
	voteNow,
	type HallCount,
	type OptionId,
	type Source,
	type Vote,
	type VoteId
} from './ballots.ts';
import { papersEntered, type PapersEntered } from './paper-entries.ts';
import { principalsOf } from './proxies.ts';
import { hiddenVote, type Issued } from './hidden.ts';

export interface PrivateBallots {
	/**
	 * My seats that have voted, and at the desk all who have afterwards (X12); what mine chose where votes have names, else
	 * only the phone knows.
	 */
	cast: { vote: VoteId; seat: SeatId; choice: OptionId[] | null }[];
	/** 秘密: ballots that were given to my seats, signed without being seen. */
	issued: ({ vote: VoteId; seat: SeatId } & Issued)[];
	/** Those who enter votes: who has voted in the open vote, never for what; 秘密: to whom a ballot was given. */
	voted: SeatId[] | null;
	/** The same: who has voted more than once, through what (L14). */
	twice: { seat: SeatId; sources: Source[] }[];
	/** Whoever counted in the hall: what they counted, until the end. */
	counted: { source: HallCount; counts: Record<OptionId, number> }[];
	/** Those who enter papers: how far it is; null where none were printed. */
	papers: PapersEntered | null;
}

/** The private view of the vote that is open; of one that is over nothing is left. */
export function ballotsView(state: MeetingState, hidden: Hidden, sight: Sight): PrivateBallots {
	const view: PrivateBallots = {
		...{ cast: [], issued: [], voted: null, twice: [], counted: [], papers: null }
	};
	for (const vote of state.ballots.afterwards)
		if (vote.step === 'open') view.cast.push(...castAfterwards(vote, hidden, sight));
	const vote = voteNow(state.ballots);
	if (!vote) return view;
	const { you, desk } = sight;
	const { cast, ballots, counted, issued, entries } = hiddenVote(hidden.ballots, vote.id);
	const named = vote.settings.secrecy === 'named';
	// What a proxy gave stands on their phone; what somebody came and gave themselves does not.
	const forOthers = you
		.flatMap((proxy) => principalsOf(state, proxy))
		.filter((seat) => cast.get(seat) === 'proxy');
	for (const seat of [...you, ...forOthers]) {
		const given = issued.get(seat);
		if (given) view.issued.push({ vote: vote.id, seat, ...given });
		if (!cast.has(seat)) continue;
		const choice = named ? [...(ballots.get(seat)?.choice ?? [])] : null;
		view.cast.push({ vote: vote.id, seat, choice });
	}
	if (desk || holdsRole(state, you, ['helper'])) {
		view.voted = [...(vote.blind ? issued : cast).keys()];
		if (named)
			for (const [seat, { source, earlier }] of ballots)
				if (earlier && earlier.some((one) => one !== source))
					view.twice.push({ seat, sources: [...earlier, source] });
	}
	if (vote.printed > 0 && (desk || holdsRole(state, you, ['timekeeper', 'supervisor'])))
		view.papers = papersEntered({ entries }, you);
	for (const [source, { by, second, counts }] of counted)
		if (you.includes(by) || (second !== null && you.includes(second)))
			view.counted.push({ source, counts: { ...counts } });
	return view;
}

/** Of those who were away: whose seat is mine, and at the desk everybody, never for what. */
function castAfterwards(
	{ id: vote, settings }: Vote,
	hidden: Hidden,
	{ you, desk }: Sight
): PrivateBallots['cast'] {
	const { cast, ballots } = hiddenVote(hidden.ballots, vote);
	return [...cast.keys()].flatMap((seat) => {
		const mine = you.includes(seat);
		if (!mine && !desk) return [];
		const named = mine && settings.secrecy === 'named';
		return { vote, seat, choice: named ? [...(ballots.get(seat)?.choice ?? [])] : null };
	});
}
