/** 秘密: ballots as they lie for everybody to see, after the end [E31]. */
import type { BoardBallot } from './ballots.ts';
import type { HiddenVote } from './hidden.ts';

/** The ballots as they lie on the board: by their tokens, so that nothing says when they came. */
export function boardOf({ ballots }: Pick<HiddenVote, 'ballots'>): BoardBallot[] {
	return [...ballots]
		.flatMap(([token, { choice, signed }]) =>
			signed ? [{ token, ...signed, choice: [...choice] }] : []
		)
		.sort((one, other) => (one.token < other.token ? -1 : 1));
}

/** What the digest of a board is of: a line for each ballot, in their order. */
export function boardLines(board: readonly BoardBallot[]): string {
	return board
		.map(({ token, key, signature, choice }) => `${token} ${key} ${signature} ${choice.join()}\n`)
		.join('');
}

/** Eight digits by which a voter finds a ballot on the board; in the order of the tokens. */
export function codeOf(token: string): string {
	const digits = Math.floor((Number.parseInt(token.slice(0, 8), 16) / 2 ** 32) * 10 ** 8);
	const code = `${digits}`.padStart(8, '0');
	return `${code.slice(0, 4)} ${code.slice(4)}`;
}

/** What checking a board takes of the world. */
export interface BoardProof {
	/** SHA-256, hex. */
	digest(text: string): string;
	isSigned(key: string, token: string, signature: string): boolean;
}

/** What is not so in a board, a sentence each; empty where all is well. Needs nobody's word: anybody may ask. */
export function auditBoard(
	{ keys, digest }: { keys: readonly string[]; digest: string },
	ballots: readonly BoardBallot[],
	proof: BoardProof
): string[] {
	const wrong: string[] = [];
	const tokens = ballots.map(({ token }) => token);
	if (new Set(tokens).size < tokens.length) wrong.push('a ballot lies on the board twice');
	for (const { token, key, signature } of ballots) {
		const made = keys[key];
		if (made === undefined || !proof.isSigned(made, token, signature))
			wrong.push(`the ballot ${codeOf(token)} was not signed for this vote`);
	}
	const inOrder = [...ballots].sort((one, other) => (one.token < other.token ? -1 : 1));
	if (proof.digest(boardLines(inOrder)) !== digest)
		wrong.push('its board is another than the one whose digest the result carries');
	return wrong;
}
