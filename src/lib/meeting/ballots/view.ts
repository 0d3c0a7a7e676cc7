/** What screens ask of votes: who may, who is still missing, and which one is next. */
import { isPresent } from '../attendance/attendance.ts';
import { counts } from '../attendance/view.ts';
import { itemNow } from '../agenda/agenda.ts';
import type { BoardId, GroupId } from '../cards/cards.ts';
import type { SeatId, TextRef } from '../names.ts';
import { onScreen } from '../on-screen.ts';
import { firstRoundWaits } from '../queue/view.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { MeetingState, PrivateView } from '../registry.ts';
import type { Seat } from '../roll/roll.ts';
import { stageNow } from '../runsheet/runsheet.ts';
import {
	fromAfar,
	MAX_OPTIONS,
	votedIn,
	voteNow,
	voteOf,
	type BallotsState,
	type HallCount,
	type OptionId,
	type Vote
} from './ballots.ts';
import { discussed } from './open-vote.ts';
import { barredByProxy, representedIn } from './proxies.ts';
import { countsAreas, registered } from './register.ts';
import { needed, reaches, type TallyInput } from './tally.ts';
import { voteRule } from './vote-rules.ts';

/** All who may vote and are here, or are voted for by somebody who is. */
export function votersHere(state: MeetingState, vote: Vote): SeatId[] {
	const { attendance } = state;
	// For days everybody may vote from where they are (L8).
	if (fromAfar(vote)) return [...vote.voters];
	const represented = representedIn(state, vote);
	return vote.voters.filter((seat) => isPresent(attendance, seat) || represented.has(seat));
}

/** How many voted, of how many who are here; whoever voted and left still counts. */
export function turnoutHere(state: MeetingState, vote: Vote): { n: number; of: number } {
	const n = votedIn(vote.turnout);
	return { n, of: Math.max(n, votersHere(state, vote).length) };
}

/** What the words about a vote's rule need to know: who may vote, who is here, and the quorum while it is missed. */
export interface Electorate {
	voters: number;
	present: number;
	/** How many must be here for the vote to count; null where enough are, or where none are asked for. */
	quorum: { present: number; needed: number } | null;
}

/** [E12] How a vote stands before it is counted; no choice is looked at. */
export function electorateOf(state: MeetingState, vote: Vote): Electorate {
	const voters = vote.voters.length;
	const present = turnoutHere(state, vote).of;
	const { takesPart, passes, measures } = voteRule(vote.settings.rule);
	const room = passes === 'more' ? roomQuorum(state) : null;
	const asked =
		takesPart?.who === 'present' && !measures.includes('area')
			? { share: takesPart.share, present, due: voters }
			: room;
	const missed = asked && !reaches(asked.present, asked.due, asked.share);
	return {
		voters,
		present,
		quorum: missed ? { present: asked.present, needed: needed(asked.due, asked.share) } : null
	};
}

/**
 * [E12] Of how many owners how many must take part, where the rule asks for a share of those who vote (L2); null: it asks
 * for who is here, or for nobody.
 */
export function takingPart(state: MeetingState, vote: Vote): { of: number; needed: number } | null {
	const { takesPart } = voteRule(vote.settings.rule);
	if (takesPart?.who !== 'cast') return null;
	const { heads } = registered(state, vote);
	return { of: heads, needed: needed(heads, takesPart.share) };
}

/** The room's own quorum, of everybody who is due in it; null where it has none, or nobody was awaited (V14). */
export function roomQuorum(state: MeetingState): TallyInput['room'] {
	const { present, due } = counts(state);
	const share = state.plan.details?.quorum;
	return share && share.num > 0 && due > 0 ? { share, present, due } : null;
}

/** Who has voted, as those who enter votes know it. */
export function votedAsKnown(
	{ id, after }: Pick<Vote, 'id' | 'after'>,
	{ ballots }: Pick<PrivateView, 'ballots'>
): SeatId[] {
	if (after === null) return ballots.voted ?? [];
	return ballots.cast.filter(({ vote }) => vote === id).map(({ seat }) => seat);
}

/** Who is here and has not voted, those without a phone first. */
export function missingVoters(state: MeetingState, vote: Vote, voted: readonly SeatId[]): SeatId[] {
	const cast = new Set(voted);
	const missing = votersHere(state, vote).filter((seat) => !cast.has(seat));
	const has = (seat: SeatId) => Number(state.roll.seats[seat]?.hasPhone ?? false);
	return missing.sort((one, other) => has(one) - has(other));
}

/**
 * [E5] Why this seat has nothing to press in a vote that is open; null: it votes. `waiting`: how many others who
 * are here have not voted; screens know it only by the turnout. It goes through all voters, and is asked of the chair
 * alone.
 */
export function barredFrom(
	state: MeetingState,
	vote: Vote,
	seat: Seat,
	waiting: () => number = () => othersWaiting(state, vote)
): Refusal | null {
	if (vote.excluded.some((one) => one.seat === seat.id)) return refuse('voter-excluded');
	if (!vote.voters.includes(seat.id)) {
		if (vote.after !== null && seat.votes) return refuse('vote-was-there');
		return refuse(seat.votes ? 'not-in-scope' : 'not-a-voter');
	}
	const here = fromAfar(vote) || isPresent(state.attendance, seat.id);
	const absent = here ? null : barredByProxy(state, vote, seat.id);
	if (absent) return absent;
	if (vote.phonesClosed) return refuse('vote-phones-closed');
	// A secret ballot leads nobody, and nobody knows who is waited for.
	if (vote.settings.secrecy === 'secret') return null;
	if (vote.after !== null || seat.role !== 'chair' || state.plan.rules?.chairVotesLast !== true)
		return null;
	const n = waiting();
	return n > 0 ? refuse('chair-votes-last', { n }) : null;
}

function othersWaiting(state: MeetingState, vote: Vote): number {
	const { n, of } = turnoutHere(state, vote);
	return Math.max(0, of - n - 1);
}

/** Votes that were prepared and not opened, in their order. */
export function readyVotes({ votes }: BallotsState): Vote[] {
	return votes.filter(({ step }) => step === 'ready');
}

/**
 * The vote that the chair's one button opens next: of the open item, once nobody speaks or waits, and after
 * people have talked, where the item is not there for the vote alone.
 */
export function voteToOpen(state: MeetingState): Vote | null {
	const { plan, queue, runsheet, agenda, ballots } = state;
	const stage = stageNow(runsheet)?.kind;
	if (plan.phase !== 'open' || (stage !== 'discussion' && stage !== 'result')) return null;
	if (queue.speaker || queue.entries.length > 0 || runsheet.calmUntil !== null) return null;
	const shown = onScreen(state);
	if (voteNow(ballots) || (shown && !shown.over)) return null;
	const item = itemNow(agenda);
	if (!item) return null;
	if (firstRoundWaits(state)) return null;
	const forVotes = item.kind === 'vote' || item.kind === 'options';
	const talked = discussed(state, item.id);
	return (
		readyVotes(ballots).find((vote) => {
			if (vote.item !== item.id) return false;
			const first = vote.before === null ? undefined : voteOf(ballots, vote.before);
			if (first && first.step !== 'annulled') return talked && first.step === 'closed';
			return talked || forVotes || vote.settings.kind === 'scale';
		}) ?? null
	);
}

/** [E20] What hands and paper can say; where it is secret, paper alone. */
export function countable(vote: Vote, source: HallCount = 'paper'): boolean {
	const { kind, secrecy } = vote.settings;
	return (
		vote.after === null &&
		kind !== 'approval' &&
		kind !== 'ranking' &&
		(secrecy === 'unsigned' || (secrecy === 'secret' && source === 'paper')) &&
		!countsAreas(vote.settings)
	);
}

/** [E2] Named groups of cards, of its item where it has one, that can become options of a vote that is prepared (C20). */
export function groupsFor(
	{ cards }: MeetingState,
	{ item, step, settings, options }: Vote
): { board: BoardId; group: GroupId; name: TextRef }[] {
	const { kind } = settings;
	if (step !== 'ready' || kind === 'yes-no' || kind === 'scale' || options.length >= MAX_OPTIONS)
		return [];
	const boards = cards.boards.filter((board) => item === null || board.item === item);
	return boards.flatMap(({ id: board, groups }) =>
		groups.flatMap(({ id: group, name }) => {
			const there = options.some((one) => one.group?.board === board && one.group.group === group);
			return name && !there ? [{ board, group, name }] : [];
		})
	);
}

/** [E3] The choice after one more press. */
export function chooseIn(
	kind: Vote['settings']['kind'],
	chosen: readonly OptionId[],
	id: OptionId
): OptionId[] {
	if (kind !== 'approval' && kind !== 'ranking') return [id];
	if (chosen.includes(id)) return chosen.filter((one) => one !== id);
	if (id === 'abstain') return [id];
	return [...chosen.filter((one) => one !== 'abstain'), id];
}
