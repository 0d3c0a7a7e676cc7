/** Which vote is on, asked by every screen at once: kept small, because phones fetch it first. */
import type { MeetingState } from '../registry.ts';
import { voteNow, type Vote } from './ballots.ts';

/** The vote that the room's screens show: the open one, or the last one until something has come after it. */
export function voteOnScreen(state: MeetingState): Vote | null {
	if (state.plan.phase !== 'open') return null;
	const open = voteNow(state.ballots);
	if (open) return open;
	const last = lastClosed(state.ballots.votes);
	return last && !overtaken(state, last.closedAt!) ? last : null;
}

function lastClosed(votes: readonly Vote[]): Vote | undefined {
	return votes
		.filter(({ closedAt }) => closedAt !== null)
		.reduce<Vote | undefined>(
			(last, vote) => (last && last.closedAt! > vote.closedAt! ? last : vote),
			undefined
		);
}

/** Somebody has spoken since, another item or stage has begun, or a round of cards. */
function overtaken({ queue, runsheet, agenda, cards }: MeetingState, at: number): boolean {
	return (
		queue.speaker !== null ||
		queue.turns.some(({ endedAt }) => endedAt > at) ||
		(runsheet.enteredAt ?? 0) > at ||
		agenda.items.some(({ openedAt }) => (openedAt ?? 0) > at) ||
		cards.boards.some((board) => board.step !== 'ready' && board.at > at)
	);
}
