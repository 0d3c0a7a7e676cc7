/**
 * A roll pasted from a spreadsheet → lines for `roll.add`, or exactly what is wrong on which line.
 *
 * Invariants: the same text gives the same lines in the browser's preview and on the server; a phone
 * number says only that there is a phone, and identity numbers are refused (L18: least data).
 */
import type { SeatRole } from '../names.ts';
import { cleanLine, cutTo, isLonger, sameKey } from '../words.ts';
import { NAME_LENGTH, SEATS_IN_ROLL, type RollEntry } from './roll.ts';
import { rowsOf, type Row } from '../pasted-rows.ts';
import {
	channelOf,
	columnOf,
	roleOf,
	sideOf,
	USUAL_ORDER,
	yesOrNo,
	type Column
} from './paste-words.ts';

/** A line that can be added; `line` is where it stands in the pasted text. */
export interface PastedLine {
	line: number;
	entry: RollEntry;
}

export type PasteProblem =
	| { code: 'too-much' }
	| { code: 'too-many-rows'; rows: number; max: number }
	| { code: 'no-name-column' }
	| { code: 'name-missing'; line: number }
	| { code: 'duplicate'; line: number; other: number }
	| { code: 'too-long'; line: number; column: Column; max: number }
	| { code: 'unreadable'; line: number }
	| { code: 'not-understood'; line: number; column: Column; value: string }
	| { code: 'id-number'; line: number }
	| { code: 'second-chair'; line: number; other: number };

export interface Pasted {
	lines: PastedLine[];
	problems: PasteProblem[];
	/** Headers of columns that are not kept, so that nobody wonders where they went. */
	ignored: string[];
}

/** Characters of a whole spreadsheet with columns that nobody keeps; read no further, in a browser neither. */
const MOST_PASTED = 300_000;
/** An identity card number; never kept. */
const ID_NUMBER = /(?<!\d)\d{17}[\dXx](?!\d)/u;
const PHONE_NUMBER = /\d[\d\s-]{5,}\d/u;

/** Lines, or problems with their line; with any problem nothing should be added. */
export function pasteRoll(pasted: string, max = SEATS_IN_ROLL): Pasted {
	if (pasted.length > MOST_PASTED)
		return { lines: [], problems: [{ code: 'too-much' }], ignored: [] };
	const rows = rowsOf(pasted);
	const header = headerOf(rows[0]);
	const body = header ? rows.slice(1) : rows;
	const columns = header?.columns ?? USUAL_ORDER;
	const ignored = header?.ignored ?? [];
	if (body.length > max)
		return { lines: [], problems: [{ code: 'too-many-rows', rows: body.length, max }], ignored };
	if (!columns.includes('name'))
		return { lines: [], problems: [{ code: 'no-name-column' }], ignored };
	const problems: PasteProblem[] = [];
	const lines = body.map((row) => ({
		line: row.line,
		entry: entryOf(row, columns, (problem) => problems.push(problem))
	}));
	problems.push(...clashes(lines));
	return { lines, problems: problems.sort((a, b) => lineOf(a) - lineOf(b)), ignored };
}

const lineOf = (problem: PasteProblem) => ('line' in problem ? problem.line : 0);

/** A first row of which at least two cells (or the only one) name columns. */
function headerOf(row: Row | undefined) {
	if (!row) return null;
	const columns = row.cells.map((cell) => columnOf(cell));
	const known = columns.filter((column) => column !== null).length;
	const filled = row.cells.filter((cell) => cell !== '').length;
	if (known === 0 || (known === 1 && filled > 1 && !columns.includes('name'))) return null;
	const ignored = row.cells.filter((cell, index) => cell !== '' && columns[index] === null);
	return { columns, ignored };
}

function entryOf(
	row: Row,
	columns: readonly (Column | null)[],
	problem: (problem: PasteProblem) => void
): RollEntry {
	const { line } = row;
	const cell = (column: Column): string => {
		const index = columns.indexOf(column);
		return (index >= 0 ? row.cells[index] : undefined) ?? '';
	};
	const word = (column: Column): string => {
		const clean = cleanLine(cell(column));
		if (clean === null) problem({ code: 'unreadable', line });
		else if (ID_NUMBER.test(clean)) problem({ code: 'id-number', line });
		else if (isLonger(clean, NAME_LENGTH))
			problem({ code: 'too-long', line, column, max: NAME_LENGTH });
		return clean ?? '';
	};
	const read = <T>(column: Column, of: (cell: string) => T | null, otherwise: T): T => {
		const value = cell(column);
		if (value === '') return otherwise;
		const known = of(value);
		if (known === null) problem({ code: 'not-understood', line, column, value: cutTo(value, 12) });
		return known ?? otherwise;
	};
	const written = word('name');
	// A line of separators only is nobody.
	const name = /[\p{L}\p{N}]/u.test(written) ? written : '';
	if (name === '') problem({ code: 'name-missing', line });
	const title = word('title');
	// One column may hold both, 身份/角色: 「记录员」 is a role, 「楼长」 only a title.
	const role = read<SeatRole>('role', roleOf, roleOf(title) ?? 'member');
	const side = read('side', sideOf, null);
	return {
		name,
		building: word('building'),
		title,
		role,
		votes: read('votes', yesOrNo, role === 'member'),
		official: read('official', yesOrNo, false),
		channel: read('channel', channelOf, 'hall'),
		hasPhone: read('phone', (value) => PHONE_NUMBER.test(value) || yesOrNo(value), true),
		...(side ? { side } : {})
	};
}

/** The same person twice, and a second chair. */
function clashes(lines: readonly PastedLine[]): PasteProblem[] {
	const problems: PasteProblem[] = [];
	const first = new Map<string, number>();
	let chair: number | null = null;
	for (const { line, entry } of lines) {
		const key = sameKey(entry.name, entry.building, entry.title);
		const other = first.get(key);
		if (other === undefined) first.set(key, line);
		else if (entry.name !== '') problems.push({ code: 'duplicate', line, other });
		if (entry.role !== 'chair') continue;
		if (chair !== null) problems.push({ code: 'second-chair', line, other: chair });
		chair ??= line;
	}
	return problems;
}
