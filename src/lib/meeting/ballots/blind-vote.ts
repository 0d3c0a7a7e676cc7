/** 秘密: what a vote is opened with, one key for each weight, and which of them is whose [E34]. */
import { isPresent } from '../attendance/attendance.ts';
import type { Context } from '../context.ts';
import type { SeatId } from '../names.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { MeetingState } from '../registry.ts';
import type { BallotsState, BlindVote, Vote } from './ballots.ts';
import type { BallotsWrite } from './hidden.ts';
import { areaOf, countsAreas } from './register.ts';

/** Fewer ballots tell by themselves whose they are. */
export const SECRET_FROM = 5;

/** The areas among which a seat's ballot hides, in their order; null alone where heads are counted. */
function areasOf(
	{ register }: BallotsState,
	vote: Pick<Vote, 'settings'>,
	here: readonly SeatId[]
) {
	if (!countsAreas(vote.settings) || !register) return [null];
	return [...new Set(here.map((seat) => areaOf(register, seat)))].sort((a, b) => a - b);
}

/** The keys of a vote that is opened, and their secret halves; `voters` were asked about their areas before. */
export function blindVote(
	state: MeetingState,
	vote: Vote,
	voters: readonly SeatId[],
	{ blind }: Context
): { blind: BlindVote; hidden: BallotsWrite[] } | Refusal {
	const here = voters.filter((seat) => isPresent(state.attendance, seat));
	if (here.length < SECRET_FROM) return refuse('vote-few-for-secret', { min: SECRET_FROM });
	const made = areasOf(state.ballots, vote, here).map((area) => ({ area, ...blind.newKey() }));
	return {
		blind: { keys: made.map(({ key, area }) => ({ key, area })), epoch: blind.epoch },
		hidden: made.map(({ secret }, n): BallotsWrite => {
			return { slice: 'ballots', lot: 'ballots-keys', of: vote.id, key: `${n}`, value: { secret } };
		})
	};
}

/** Which key signs the ballot of this seat; -1: none, it came later and would stand alone (L12). */
export function keyOf({ register }: BallotsState, { blind }: Vote, seat: SeatId): number {
	return (blind?.keys ?? []).findIndex(
		({ area }) => area === null || (register !== null && area === areaOf(register, seat))
	);
}
