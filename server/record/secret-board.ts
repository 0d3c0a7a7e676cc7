/** The boards of a vote, secret ballots and papers with codes, for everybody who may see its result: each ballot with its signature. */
import { hash } from 'node:crypto';
import { voteOf, type BoardBallot, type Vote } from '#lib/meeting/ballots/ballots.ts';
import { hiddenVote } from '#lib/meeting/ballots/hidden.ts';
import {
	BOARD_FORMAT,
	type BoardFile,
	type BoardPaper
} from '#lib/meeting/ballots/secret-board.ts';
import { isPublic } from '#lib/meeting/record/view.ts';
import { seatsOf } from '#lib/meeting/roll/seat-holders.ts';
import type { Room } from '#server/meeting/room.ts';

/** A vote that is over, and its ballots by their tokens. */
export interface SecretBoard {
	vote: Vote;
	ballots: BoardBallot[];
	/** Papers with check codes, by these; without a choice where few used paper. */
	papers: BoardPaper[];
}

/**
 * The board of this vote; null where there is none, or none for this session: before its record is public the result
 * is for those who were there.
 */
export function secretBoard(room: Room, id: string, session: string | null): SecretBoard | null {
	const { state, hidden } = room.committed;
	if (!isPublic(state) && seatsOf(state, hidden, session).length === 0) return null;
	const vote = voteOf(state.ballots, id);
	if (!vote?.result?.board && !vote?.result?.papers) return null;
	const { board, papers } = hiddenVote(hidden.ballots, id);
	return {
		vote,
		ballots: [...board.values()].sort((one, other) => (one.token < other.token ? -1 : 1)),
		papers: [...papers]
			.map(([code, { choice }]) => ({ code, choice }))
			.sort((one, other) => (one.code < other.code ? -1 : 1))
	};
}

/** The same as a file, which the verifier reads. */
export function boardFile(
	{ meeting, texts }: Pick<Room, 'meeting' | 'texts'>,
	{ vote, ballots, papers }: SecretBoard
): string {
	const { id, question, options, blind, result } = vote;
	const asked = texts.get(question.id);
	const named = options.flatMap((option) => {
		const words = texts.get(option.text.id);
		return words ? [[option.id, words] as const] : [];
	});
	const file: BoardFile = {
		format: BOARD_FORMAT,
		meeting,
		vote: id,
		...(asked ? { question: asked } : {}),
		options: Object.fromEntries(named),
		keys: blind?.keys.map(({ key }) => key) ?? [],
		digest: result!.board?.digest ?? NO_LINES,
		ballots,
		...(result!.papers ? { papers, papersDigest: result!.papers.digest } : {})
	};
	return JSON.stringify(file);
}

/** What a board without ballots comes to: papers alone were counted. */
const NO_LINES = hash('sha256', '');
