/** 分歧大: groups that many put high and many put low (C22); the nominal group technique asks why. */
import { liveGroups } from '../board.ts';
import type { Board, GroupId } from '../cards.ts';
import type { WeighBallot } from '../hidden.ts';

/** Fewer ballots say nothing about a spread. */
const BALLOTS_FROM = 5;
/** So large a share at both ends is a division, in percent. */
const SHARE = 30;

/** Groups with at least 30 % of ballots in the upper third of ranks and 30 % in the lower, or none. */
export function divided(board: Board, ballots: readonly WeighBallot[], ranks: number): GroupId[] {
	if (ballots.length < BALLOTS_FROM) return [];
	const enough = (n: number) => n * 100 >= SHARE * ballots.length;
	return liveGroups(board).filter((group) => {
		const points = ballots.map((ballot) => ballot.points[group] ?? 0);
		const high = points.filter((n) => n * 3 > ranks * 2).length;
		const low = points.filter((n) => n * 3 <= ranks).length;
		return enough(high) && enough(low);
	});
}
