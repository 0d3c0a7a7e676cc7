/** 秘密: ballots as they lie for everybody to see, after the end [E31]. */
import type { BoardBallot, OptionId } from './ballots.ts';
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

/** What is not so in a board: `twice` two ballots of one token, `unsigned` one that no key of the vote made, `digest`. */
export type BoardFault = { what: 'twice' | 'digest' } | { what: 'unsigned'; code: string };

/** Everything that is not so; empty where all is well. Needs nobody's word: anybody may ask. */
export function auditBoard(
	{ keys, digest }: { keys: readonly string[]; digest: string },
	ballots: readonly BoardBallot[],
	proof: BoardProof
): BoardFault[] {
	const faults: BoardFault[] = [];
	const tokens = ballots.map(({ token }) => token);
	if (new Set(tokens).size < tokens.length) faults.push({ what: 'twice' });
	for (const { token, key, signature } of ballots) {
		const made = keys[key];
		if (made === undefined || !proof.isSigned(made, token, signature))
			faults.push({ what: 'unsigned', code: codeOf(token) });
	}
	const inOrder = [...ballots].sort((one, other) => (one.token < other.token ? -1 : 1));
	if (proof.digest(boardLines(inOrder)) !== digest) faults.push({ what: 'digest' });
	return faults;
}

/** Names the file of a board; a change that could break a reader raises its number. */
export const BOARD_FORMAT = 'yitang.board/1';

/** The same as a file, which anybody may fetch and check. */
export interface BoardFile {
	format: typeof BOARD_FORMAT;
	meeting: string;
	vote: string;
	/** SPKI, base64url. */
	keys: string[];
	/** SHA-256 of its lines, hex. */
	digest: string;
	ballots: BoardBallot[];
}

/** The file in this text; null where it is none. */
export function boardFileIn(text: string): BoardFile | null {
	try {
		const file = JSON.parse(text) as BoardFile;
		const { format, keys, digest, ballots } = file;
		const right = format === BOARD_FORMAT && [digest, ...keys].every(isText);
		return right && ballots.every(isBallot) ? file : null;
	} catch {
		return null;
	}
}

function isBallot({ token, key, signature, choice }: BoardBallot): boolean {
	return (
		/^[0-9a-f]{128}$/u.test(token) &&
		Number.isSafeInteger(key) &&
		isText(signature) &&
		choice.every(isText)
	);
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** How many chose just this; the most first. */
export function countBoard(ballots: readonly BoardBallot[]): { choice: OptionId[]; n: number }[] {
	const counts = new Map<string, { choice: OptionId[]; n: number }>();
	for (const { choice } of ballots) {
		const alike = counts.get(choice.join()) ?? { choice, n: 0 };
		counts.set(choice.join(), { choice, n: alike.n + 1 });
	}
	return [...counts.values()].sort((one, other) => other.n - one.n);
}
