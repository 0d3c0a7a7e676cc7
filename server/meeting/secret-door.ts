/**
 * The door of secret ballots: what comes is a signed ballot and nothing else. No session is looked up, no cookie read,
 * no address noted, and no line written of it; behind the door it is a command like all others, in the name of nobody
 * (docs/decisions/0022-secret-ballots.md).
 *
 * Invariants: the answer leaves after the COMMIT; the same ballot gets the same answer; over a line that others can
 * listen to nothing is taken.
 */
import { voteOf } from '#lib/meeting/ballots/ballots.ts';
import { boardOf } from '#lib/meeting/cards/cards.ts';
import { refuse, type Refusal } from '#lib/meeting/refusal.ts';
import type { Command } from '#lib/meeting/registry.ts';
import type { App } from '#server/app.ts';
import { newId } from '#server/auth/arrival.ts';
import { Limiter } from '#server/auth/limiter.ts';
import { isSigned } from './blind-keys.ts';
import { parseCommand } from './commands.ts';
import type { Room } from './room.ts';

type Secret = Extract<Command, { type: 'ballots.cast-secret' | 'cards.send-secret' }>;

/** Far above what a ballot takes, bytes. */
export const MOST_BALLOT = 8192;

/**
 * Of one ballot, however it comes: whose address it comes from is nobody's business, and a hall has one for all. What
 * is not signed never reaches the room, so that nobody's noise keeps anybody else's ballot out.
 */
const limiter = new Limiter(20, 1);

/** What was counted, signed by this installation: with it a voter whose ballot is not on the board can show so. */
export interface Receipt {
	receipt: string;
}

/** A ballot, or a secret card, that somebody handed in. `secure`: nobody else can have read it on its way. */
export async function takeBallot(
	app: Pick<App, 'access' | 'sign'>,
	addressKey: string,
	body: string,
	secure: boolean
): Promise<Receipt | Refusal> {
	if (!secure) return refuse('vote-needs-https');
	if (body.length > MOST_BALLOT) return refuse('too-large');
	const room = await app.access.forBallot(addressKey);
	if (!room) return refuse('no-such-vote');
	const command = parseCommand(ballotIn(body));
	if ('refused' in command) return command;
	if (command.type !== 'ballots.cast-secret' && command.type !== 'cards.send-secret')
		return refuse('malformed');
	const unsigned = refuseUnsigned(room, command);
	if (unsigned) return unsigned;
	if (!limiter.take(`${room.meeting} ${command.token}`)) return refuse('too-fast');
	const nobody = { session: null, owner: false, door: true };
	const answer = await room.ask({ id: newId(), as: 'anonymous', command }, nobody);
	if ('refused' in answer) return answer;
	const text =
		command.type === 'cards.send-secret'
			? cardReceiptText(room.meeting, command)
			: receiptText(room.meeting, command);
	return { receipt: app.sign(text) };
}

/** Looked at before anything waits for the room: forging costs 0.04 ms here. The room looks again. */
function refuseUnsigned(room: Room, command: Secret): Refusal | null {
	const key = keyOf(room, command);
	if (typeof key !== 'string') return key;
	return isSigned(key, command.token, command.signature) ? null : refuse('token-forged');
}

/** What it should be signed with, or why nothing can be. */
function keyOf({ committed: { state } }: Room, command: Secret): string | Refusal {
	if (command.type === 'cards.send-secret') {
		const board = boardOf(state.cards, command.board);
		if (!board) return refuse('no-such-board');
		if (board.settings.level !== 'secret') return refuse('malformed');
		return board.blind?.key ?? refuse('cards-not-open');
	}
	const vote = voteOf(state.ballots, command.vote);
	if (!vote) return refuse('no-such-vote');
	if (!vote.blind) return refuse(vote.step === 'ready' ? 'vote-not-open' : 'malformed');
	return vote.blind.keys[command.key]?.key ?? refuse('token-forged');
}

/** What a receipt signs. */
export function receiptText(
	meeting: string,
	{ vote, token, choice }: { vote: string; token: string; choice: readonly string[] }
): string {
	return `yitang receipt\n${meeting}\n${vote}\n${token}\n${choice.join()}\n`;
}

/** The same of a card: that it was taken, and in what words. */
export function cardReceiptText(
	meeting: string,
	{ board, token, card, text }: { board: string; token: string; card: string; text: string }
): string {
	return `yitang receipt\n${meeting}\n${board}\n${token}\n${card}\n${text}\n`;
}

/** What a text says, as the command that it may be: what names a board is a card. Whether it is one the schema says. */
function ballotIn(body: string): Command {
	const ballot = { type: 'ballots.cast-secret' } as const;
	try {
		const said = JSON.parse(body) as object;
		return Object.assign(said, 'board' in said ? { type: 'cards.send-secret' } : ballot) as Command;
	} catch {
		return ballot as Command;
	}
}
