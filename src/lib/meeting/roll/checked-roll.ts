/**
 * A pasted roll while somebody goes through it: rows are corrected or left out, and what is right can be saved.
 *
 * Invariant: what is sent is read again by `pasteRoll`, the same as what is pasted.
 */
import { pasteRoll, type Pasted, type PastedLine, type PasteProblem } from './paste.ts';
import type { Party, RollEntry } from './roll.ts';

/** What somebody wrote in place of what was read; by the place of the row among those read. */
export type Corrections = Readonly<Record<number, Pick<RollEntry, 'name' | 'title' | 'building'>>>;

export interface CheckedRow extends PastedLine {
	/** Its place among the rows that were read: a line may hold several people. */
	at: number;
	/** Why it is doubtful. */
	problems: PasteProblem[];
	/** Left out by whoever pasted it. */
	out: boolean;
	/** Looked at, and taken as it was read. */
	checked: boolean;
}

/** What somebody said of the rows. */
export interface Said {
	corrections: Corrections;
	out: ReadonlySet<number>;
	checked: ReadonlySet<number>;
}

/** Every row as it stands now, with what is still doubtful about it. */
export function checkedRows(
	{ lines, problems }: Pasted,
	{ corrections, out, checked }: Said
): CheckedRow[] {
	const now = lines.map((one, at) => ({
		...one,
		at,
		entry: { ...one.entry, ...corrections[at] },
		checked: checked.has(at),
		out: out.has(at)
	}));
	const kept = now.filter((row) => !row.out);
	const again = pasteRoll(rollText(kept)).problems;
	return now.map((row) => {
		if (row.out) return { ...row, problems: [] };
		const place = kept.indexOf(row) + FIRST;
		// What only the first reading saw is gone from what is read again: it stays doubtful until it is accepted,
		// or, where a chat left it open, written anew.
		const written = corrections[row.at] !== undefined;
		const unread = problems.filter(
			(one) =>
				isOf(one, row.line) &&
				(one.code === 'not-understood' || (OF_CHATS.includes(one.code) && !written))
		);
		const found = again.filter((one) => isOf(one, place)).map((one) => placed(one, kept));
		return { ...row, problems: [...(row.checked ? [] : unread), ...found] };
	});
}

const OF_CHATS: readonly PasteProblem['code'][] = ['nickname', 'brings-others', 'of-list'];

/** The same places with this one too, or without it. */
export function ticked(places: ReadonlySet<number>, at: number, yes: boolean): Set<number> {
	const next = new Set(places);
	if (yes) next.add(at);
	else next.delete(at);
	return next;
}

/** The heading is line 1. */
const FIRST = 2;
const isOf = (problem: PasteProblem, line: number) => 'line' in problem && problem.line === line;
/** The same problem with the lines as they stand in what was pasted. */
function placed(problem: PasteProblem, kept: readonly PastedLine[]): PasteProblem {
	const lineOf = (line: number) => kept[line - FIRST]?.line ?? line;
	if (!('line' in problem)) return problem;
	const moved = { ...problem, line: lineOf(problem.line) };
	return 'other' in moved ? { ...moved, other: lineOf(moved.other) } : moved;
}

const HEADINGS =
	'姓名\t身份\t角色\t楼栋\t参加方式\t手机\t干部\t表决权\t一方\t请假\t已核对\t先生或女士';
const SIDE: Record<Party | 'none', string> = {
	...{ a: '甲方', b: '乙方', mediator: '调解人' },
	...{ presenter: '提案人', asker: '质询人', none: '' }
};
const CALLED = { mr: '先生', ms: '女士', none: '' };
const yesNo = (yes: boolean) => (yes ? '是' : '否');

/** These rows as they would stand in a spreadsheet that leaves no doubt. */
export function rollText(rows: readonly (PastedLine & { checked?: boolean })[]): string {
	const lines = rows.map(({ entry, leave, checked }) =>
		[
			...[entry.name, entry.title, entry.role, entry.building, entry.channel],
			...[entry.hasPhone, entry.official, entry.votes].map(yesNo),
			entry.side ? SIDE[entry.side] : '',
			leave ? '是' : '',
			checked ? '是' : '',
			CALLED[entry.honorific ?? 'none']
		]
			.map((cell) => cell.replace(/[\t\n]/gu, ' '))
			.join('\t')
	);
	return [HEADINGS, ...lines].join('\n');
}

/**
 * What is left to paste once these rows are saved: their lines as they came, below their heading. Where a line
 * holds several people it would bring all of them back, and the rows are written anew.
 */
export function leftOver(
	text: string,
	{ lines, headingLine, columns, chat }: Pasted,
	rows: readonly CheckedRow[]
): string {
	if (rows.length === 0) return '';
	// So would a side that stood above its people be gone.
	const above =
		rows.some(({ entry }) => entry.side) && columns.every(({ column }) => column !== 'side');
	// Nor are lines of a chat a chat.
	if (chat || above || new Set(lines.map(({ line }) => line)).size < lines.length)
		return rollText(rows);
	const written = text.split('\n');
	const kept = [...(headingLine === null ? [] : [headingLine]), ...rows.map(({ line }) => line)];
	return kept.map((line) => written[line - 1] ?? '').join('\n');
}
