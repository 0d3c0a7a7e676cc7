/** 纸质票: what was read from them, how far two people agree, and how they lie on the board [E40 E41]. */
import type { OptionId, Source, Vote } from './ballots.ts';
import type { BallotsWrite, HiddenVote, PaperEntry } from './hidden.ts';

/** A code as it is read and printed: 1234 5678. */
export function inFours(code: string): string {
	return `${code.slice(0, 4)} ${code.slice(4)}`;
}

/** A paper as it lies in its row. */
export function onPaper({ id: of }: Vote, key: string, choice: OptionId[] | null): BallotsWrite {
	return { slice: 'ballots', lot: 'ballots-papers', of, key, value: { choice } };
}

/** Whether two read the same. */
export const same = (one: readonly OptionId[], other: readonly OptionId[]) =>
	one.join() === other.join();

/** What two people have entered alike; null until then. */
export function agreedOn([one, other]: readonly PaperEntry[]): readonly OptionId[] | null {
	return one && other && same(one.choice, other.choice) ? one.choice : null;
}

/** Papers that count, by their codes. */
export function papersOf({ entries }: Pick<HiddenVote, 'entries'>): Map<string, OptionId[]> {
	const all = [...entries].flatMap(([code, both]) => {
		const choice = agreedOn(both);
		return choice ? [[code, [...choice]] as [string, OptionId[]]] : [];
	});
	return new Map(all.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** How far the entering is; `differ`: codes of papers that two people read differently. */
export interface PapersEntered {
	once: number;
	agreed: number;
	differ: string[];
	/** Papers that this person has entered. */
	mine: number;
}

/** The same for one person who enters. */
export function papersEntered(
	{ entries }: Pick<HiddenVote, 'entries'>,
	you: readonly string[]
): PapersEntered {
	const all = [...entries];
	const differ = all.filter(([, both]) => both.length > 1 && agreedOn(both) === null);
	return {
		once: all.filter(([, both]) => both.length === 1).length,
		agreed: papersOf({ entries }).size,
		differ: differ.map(([code]) => code).sort(),
		mine: all.filter(([, both]) => both.some(({ by }) => you.includes(by))).length
	};
}

/**
 * What lies on the board at the end: each counted paper, with its choice where the sources are told so that paper
 * stands by itself (E25), else that it was counted and no more.
 */
export function paperBoard(
	vote: Vote,
	papers: ReadonlyMap<string, OptionId[]>,
	told: readonly { sources: readonly Source[] }[]
): { lines: string; hidden: BallotsWrite[] } {
	const alone = told.some(({ sources }) => sources.join() === 'paper');
	const rows = [...papers].map(([code, choice]) => [code, alone ? choice : null] as const);
	return {
		lines: paperLines(rows.map(([code, choice]) => ({ code, choice }))),
		hidden: rows.map(([code, choice]) => onPaper(vote, code, choice))
	};
}

/** What the digest of a board of papers is of: a line for each, by their codes. */
export function paperLines(
	papers: readonly { code: string; choice: readonly OptionId[] | null }[]
): string {
	return papers.map(({ code, choice }) => `${code} ${choice?.join() ?? ''}\n`).join('');
}
