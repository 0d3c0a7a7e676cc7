/** 秘密: ballots as they lie for everybody to see, after the end [E31]. */
import { plainDigits } from '../parse-text.ts';
import type { BoardBallot, OptionId } from './ballots.ts';
import type { HiddenVote } from './hidden.ts';
import { paperLines } from './paper-entries.ts';

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

/**
 * What is not so in a board: `twice` two ballots of one token, `unsigned` one that no key of the vote made, `digest`; and
 * of its papers `papers`, two under one code or others than the digest says.
 */
export type BoardFault =
	{ what: 'twice' | 'digest' | 'papers' } | { what: 'unsigned'; code: string };

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

/** The same of a file, with its papers. */
export function auditFile(file: BoardFile, proof: BoardProof): BoardFault[] {
	const { ballots, papers = [], papersDigest } = file;
	const faults = auditBoard(file, ballots, proof);
	const codes = new Set(papers.map(({ code }) => code));
	const others = papersDigest !== undefined && proof.digest(paperLines(papers)) !== papersDigest;
	if (others || codes.size < papers.length) faults.push({ what: 'papers' });
	return faults;
}

/**
 * What lies under eight digits that somebody typed, of ballots and papers: what each chose, or null where a paper says
 * that it was counted and no more. Empty: nothing does.
 */
export function lyingUnder(
	{ ballots, papers = [] }: BoardFile,
	typed: string
): (OptionId[] | null)[] {
	const code = digitsOf(typed);
	return [
		...ballots.filter(({ token }) => digitsOf(codeOf(token)) === code),
		...papers.filter((paper) => paper.code === code)
	].map(({ choice }) => choice);
}

/** The digits of a code as it was typed or printed. */
export function digitsOf(typed: string): string {
	return plainDigits(typed).replace(/\D/gu, '');
}

/** Names the file of a board; a change that could break a reader raises its number. */
export const BOARD_FORMAT = 'yitang.board/1';

/** The same as a file, which anybody may fetch and check. */
export interface BoardFile {
	format: typeof BOARD_FORMAT;
	meeting: string;
	vote: string;
	/** What was asked; missing in files of before, and where it was erased. */
	question?: string;
	/** What choices are called that somebody wrote. */
	options?: Record<OptionId, string>;
	/** SPKI, base64url. */
	keys: string[];
	/** SHA-256 of its lines, hex. */
	digest: string;
	ballots: BoardBallot[];
	/** Papers with check codes, by these. */
	papers?: BoardPaper[];
	/** SHA-256 of theirs. */
	papersDigest?: string;
}

/** A paper that was counted; `choice` null where it is not told by itself (E41). */
export interface BoardPaper {
	code: string;
	choice: OptionId[] | null;
}

/** The file in this text; null where it is none. */
export function boardFileIn(text: string): BoardFile | null {
	try {
		const file = JSON.parse(text) as BoardFile;
		const { format, keys, digest, ballots, question = '', options = {} } = file;
		const { papers = [], papersDigest = '' } = file;
		const texts = [digest, ...keys, question, papersDigest, ...Object.values(options)];
		const right = format === BOARD_FORMAT && texts.every(isText);
		return right && ballots.every(isBallot) && papers.every(isPaper) ? file : null;
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

function isPaper({ code, choice }: BoardPaper): boolean {
	return /^\d{8}$/u.test(code) && (choice === null || choice.every(isText));
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
