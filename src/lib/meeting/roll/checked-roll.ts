/**
 * A pasted roll while somebody goes through it: rows are corrected or left out, and what is right can be saved.
 *
 * Invariant: what is sent is read again by `pasteRoll`, the same as what is pasted.
 */
import { pasteRoll, type Pasted, type PastedLine, type PasteProblem } from './paste.ts';
import type { RollEntry } from './roll.ts';

/** What somebody wrote in place of what was read; by the line it stands on. */
export type Corrections = Readonly<Record<number, Pick<RollEntry, 'name' | 'title' | 'building'>>>;

export interface CheckedRow extends PastedLine {
	/** Why it is doubtful. */
	problems: PasteProblem[];
	/** Left out by whoever pasted it. */
	out: boolean;
}

/** Every row as it stands now, with what is still doubtful about it. */
export function checkedRows(
	{ lines, problems }: Pasted,
	corrections: Corrections,
	out: ReadonlySet<number>
): CheckedRow[] {
	const now = lines.map((one) => {
		const corrected = corrections[one.line];
		return corrected ? { ...one, entry: { ...one.entry, ...corrected } } : one;
	});
	const kept = now.filter(({ line }) => !out.has(line));
	const again = pasteRoll(rollText(kept)).problems;
	return now.map((row) => {
		const place = kept.indexOf(row);
		// What nobody has corrected says itself what is wrong with it: the cell that was not understood is gone.
		const first = corrections[row.line] ? [] : problems.filter((one) => isOf(one, row.line));
		const found = place < 0 ? [] : again.filter((one) => isOf(one, place + FIRST));
		const said =
			place < 0 ? [] : [...first.filter(isItsOwn), ...found.map((one) => placed(one, kept))];
		return { ...row, problems: withoutTwice(said), out: place < 0 };
	});
}

/** The lines that are left out, with this one too, or without it. */
export function leavingOut(out: ReadonlySet<number>, line: number, leave: boolean): Set<number> {
	const next = new Set(out);
	if (leave) next.add(line);
	else next.delete(line);
	return next;
}

/** The heading is line 1. */
const FIRST = 2;
const isOf = (problem: PasteProblem, line: number) => 'line' in problem && problem.line === line;
/** Of two that are alike it depends on which are kept. */
const isItsOwn = ({ code }: PasteProblem) => code !== 'duplicate' && code !== 'second-chair';

/** The same problem with the lines as they stand in what was pasted. */
function placed(problem: PasteProblem, kept: readonly PastedLine[]): PasteProblem {
	const lineOf = (line: number) => kept[line - FIRST]?.line ?? line;
	if (!('line' in problem)) return problem;
	const moved = { ...problem, line: lineOf(problem.line) };
	return 'other' in moved ? { ...moved, other: lineOf(moved.other) } : moved;
}

function withoutTwice(problems: readonly PasteProblem[]): PasteProblem[] {
	const known = new Set<string>();
	return problems.filter((one) => {
		const key = JSON.stringify(one);
		if (known.has(key)) return false;
		known.add(key);
		return true;
	});
}

const HEADINGS = '姓名\t身份\t角色\t楼栋\t参加方式\t手机\t干部\t表决权\t一方\t请假';
const SIDE = { a: '甲方', b: '乙方' };
const yesNo = (yes: boolean) => (yes ? '是' : '否');

/** These rows as they would stand in a spreadsheet that leaves no doubt. */
export function rollText(rows: readonly PastedLine[]): string {
	const lines = rows.map(({ entry, leave }) =>
		[
			...[entry.name, entry.title, entry.role, entry.building, entry.channel],
			...[entry.hasPhone, entry.official, entry.votes].map(yesNo),
			entry.side ? SIDE[entry.side] : '',
			leave ? '是' : ''
		]
			.map((cell) => cell.replace(/[\t\n]/gu, ' '))
			.join('\t')
	);
	return [HEADINGS, ...lines].join('\n');
}
