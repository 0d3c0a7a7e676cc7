/**
 * A roll as it comes, from a spreadsheet, a chat or a letter → lines for `roll.add`, what is left out of it and
 * why, and exactly what is doubtful on which line.
 *
 * Invariants: the same text gives the same lines in the browser's preview and on the server; nobody is made of a
 * title, a heading, a sum or of what was said in a chat; a phone number says only that there is a phone, and identity numbers are refused
 * (L18: least data).
 */
import type { SeatRole } from '../names.ts';
import { hasIdNumber } from '../id-number.ts';
import { cleanLine, cutTo, isLonger, normalized, sameKey } from '../words.ts';
import { NAME_LENGTH, SEATS_IN_ROLL, type Party, type RollEntry } from './roll.ts';
import { MOST_COLUMNS, MOST_PASTED, PLACE, rowsOf, type Row } from '../pasted-rows.ts';
import { chatLogOf, type ChatDoubt, type ChatLog } from './chat-log.ts';
import { bySides, headerOf, nobodyIn, partySaid, type SkippedRow } from './paste-header.ts';
import {
	channelOf,
	honorificOf,
	columnOf,
	isNoName,
	remarkOf,
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
	/** 备注 says that this person asked for leave. */
	leave?: true;
}

export type PasteProblem =
	| { code: 'too-much' }
	| { code: 'too-many-rows'; rows: number; max: number }
	| { code: 'no-name-column' }
	| { code: 'name-missing'; line: number }
	| { code: 'no-name'; line: number; value: string }
	| { code: 'duplicate'; line: number; other: number }
	| { code: 'too-long'; line: number; column: Column; max: number }
	| { code: 'unreadable'; line: number }
	| { code: 'not-understood'; line: number; column: Column; value: string }
	| { code: 'id-number'; line: number }
	| { code: 'second-chair'; line: number; other: number }
	| ChatDoubt;

export interface Pasted {
	lines: PastedLine[];
	problems: PasteProblem[];
	/** Headers of columns that are not kept, so that nobody wonders where they went. */
	ignored: string[];
	skipped: SkippedRow[];
	/** What stands in each column, its heading where it has one, and what it is taken for. */
	columns: { heading: string; column: Column | null }[];
	/** On which line the headings stand; null: there are none. */
	headingLine: number | null;
	/** The log of a chat: of whom the lines were made; null: a list. */
	chat: ChatLog['from'] | null;
}

/** Rows for one that is somebody: headings, sums and titles between them. */
const ROWS_FOR_ONE = 4;
/** No name, home or remark is as long. */
const LONGEST_CELL = 400;
const PHONE_NUMBER = /\d[\d\s-]{5,}\d/u;

const NOTHING: Omit<Pasted, 'problems'> = {
	lines: [],
	ignored: [],
	skipped: [],
	columns: [],
	headingLine: null,
	chat: null
};

/**
 * Lines, and problems with their line; with any problem nothing should be added. `chosen`: what somebody says
 * that each column is, in place of what its heading says.
 */
export function pasteRoll(
	pasted: string,
	max = SEATS_IN_ROLL,
	chosen?: readonly (Column | null)[]
): Pasted {
	if (pasted.length > MOST_PASTED) return { ...NOTHING, problems: [{ code: 'too-much' }] };
	const chat = chatLogOf(pasted);
	const all = chat?.rows ?? rowsOf(pasted);
	if (all.length > max * ROWS_FOR_ONE)
		return { ...NOTHING, problems: [{ code: 'too-many-rows', rows: all.length, max }] };
	if (all.some(({ cells }) => cells.length > MOST_COLUMNS))
		return { ...NOTHING, problems: [{ code: 'too-much' }] };
	const rows = chat ? all : (bySides(all) ?? withoutCounting(all));
	const header = chat ? null : headerOf(rows);
	const skipped: SkippedRow[] = [];
	const skip = (row: Row, why: SkippedRow['why']) =>
		skipped.push({ line: row.line, why, words: cutTo(row.cells.find(Boolean) ?? '', 20) });
	for (const row of rows.slice(0, header?.at ?? 0)) skip(row, 'title');
	// 甲方 alone over its people says whose side they are, until the next words of the kind.
	const sides = new Map<Row, Party>();
	let under: Party | null = null;
	const body = rows.slice(header ? header.at + 1 : 0).filter((row, n) => {
		const why = chat ? null : nobodyIn(row, header, n === 0 && !header);
		if (why) {
			skip(row, why);
			if (why === 'heading') under = partySaid(row.cells.find(Boolean) ?? '');
		} else if (under) sides.set(row, under);
		return !why;
	});
	const widest = Math.max(0, ...body.map(({ cells }) => cells.length), header?.columns.length ?? 0);
	const found = chat ? IN_CHAT : (header?.columns ?? guessed(body, widest));
	const taken = Array.from({ length: widest }, (_, n) =>
		chosen ? (chosen[n] ?? null) : (found[n] ?? null)
	);
	const columns = taken.map((column, n) => ({ heading: header?.cells[n] ?? '', column }));
	const ignored = columns.flatMap(({ heading, column }) =>
		column === null && heading !== '' ? [heading] : []
	);
	const headingLine = header?.line ?? null;
	const rest = { ignored, skipped, columns, headingLine, chat: chat?.from ?? null };
	if (body.length > max)
		return { lines: [], problems: [{ code: 'too-many-rows', rows: body.length, max }], ...rest };
	if (body.length > 0 && !taken.includes('name'))
		return { lines: [], problems: [{ code: 'no-name-column' }], ...rest };
	const problems: PasteProblem[] = [...(chat?.doubts ?? [])];
	const lines = body.map((row) =>
		lineOf(row, taken, sides.get(row) ?? null, (problem) => problems.push(problem))
	);
	problems.push(...clashes(lines));
	return { lines, problems: problems.sort((a, b) => placeOf(a) - placeOf(b)), ...rest };
}

const placeOf = (problem: PasteProblem) => ('line' in problem ? problem.line : 0);

/** What stands in the rows that a chat gives. */
const IN_CHAT: readonly Column[] = ['name', 'building', 'remark'];

/** Rows that are looked at to see what a column holds. */
const LOOKED_AT = 50;

/** Without headings: the name first, what can be told by its words, and the rest in the usual order. */
function guessed(rows: readonly Row[], widest: number): (Column | null)[] {
	const sample = rows.slice(0, LOOKED_AT);
	const free = new Set<Column>(USUAL_ORDER);
	const take = (column: Column) => (free.delete(column) ? column : null);
	const mostly = (n: number, holds: (cell: string) => boolean) => {
		const filled = sample.map(({ cells }) => cells[n] ?? '').filter((cell) => cell !== '');
		return filled.length > 0 && filled.filter(holds).length * 2 > filled.length;
	};
	const places = mostly(0, (cell) => PLACE.test(cell));
	const nameAt = places && widest > 1 ? 1 : 0;
	const columns = Array.from({ length: widest }, (_, n): Column | null => {
		if (n === nameAt) return take('name');
		if (mostly(n, (cell) => channelOf(cell) !== null)) return take('channel');
		if (mostly(n, (cell) => PLACE.test(cell))) return take('building');
		const answers = (cell: string) => yesOrNo(cell) !== null || PHONE_NUMBER.test(cell);
		return mostly(n, answers) ? (take('phone') ?? take('official')) : null;
	});
	const words = USUAL_ORDER.filter((column) => free.has(column));
	return columns.map((column) => column ?? words.shift() ?? null);
}

/** 1, 2, 3 … before everybody, where no heading says what it is: the list's own numbers. */
function withoutCounting(rows: readonly Row[]): readonly Row[] {
	const counts = rows.filter(({ cells }) => /^\d{1,4}$/u.test(cells[0] ?? ''));
	const rising = counts.every(({ cells }, n) => n === 0 || +cells[0]! > +counts[n - 1]!.cells[0]!);
	const headed = rows.some(({ cells }) => cells.filter((cell) => columnOf(cell)).length >= 2);
	if (headed || !rising || counts.length < 2 || counts.length * 2 <= rows.length) return rows;
	const counted = new Set(counts);
	return rows.map((row) => (counted.has(row) ? { ...row, cells: row.cells.slice(1) } : row));
}

/** Of these nothing is kept of an identity number, not even where it stands in two cells. */
const KEPT: readonly (Column | null)[] = ['name', 'title', 'building', 'door'];

function lineOf(
	row: Row,
	columns: readonly (Column | null)[],
	under: Party | null,
	problem: (problem: PasteProblem) => void
): PastedLine {
	const { line } = row;
	// What is far too long anyway is not looked into to its end.
	const cells = (column: Column): string[] =>
		row.cells
			.filter((cell, n) => columns[n] === column && cell !== '')
			.map((cell) => (cell.length > LONGEST_CELL ? cutTo(cell, LONGEST_CELL) : cell));
	const cell = (column: Column) => cells(column)[0] ?? '';
	const word = (column: Column, said = cell(column)): string => {
		const clean = cleanLine(said);
		if (clean === null) problem({ code: 'unreadable', line });
		else if (hasIdNumber(clean)) problem({ code: 'id-number', line });
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
	const kept = row.cells.filter(
		(cell, n) => KEPT.includes(columns[n] ?? null) && cell.length <= LONGEST_CELL
	);
	if (!kept.some(hasIdNumber) && hasIdNumber(kept.join(' '))) problem({ code: 'id-number', line });
	const written = word('name');
	// A line of separators only is nobody.
	const name = /[\p{L}\p{N}]/u.test(written) ? unspaced(written) : '';
	if (name === '') problem({ code: 'name-missing', line });
	else if (isNoName(name) && yesOrNo(cell('checked')) !== true)
		problem({ code: 'no-name', line, value: cutTo(name, 12) });
	const title = word('title');
	// One column may hold both, 身份/角色: 「记录员」 is a role, 「楼长」 only a title.
	const role = read<SeatRole>('role', roleOf, roleOf(title) ?? 'member');
	const building = word('building', [...cells('building'), ...cells('door')].join(' '));
	// 甲方：那仁、布和 and 那仁（甲方） say it where a home or a title is expected.
	const side = read('side', sideOf, partySaid(title) ?? partySaid(building) ?? under);
	const remarks = cells('remark').map((said) => remarkOf(said));
	const remark = Object.assign({}, ...remarks) as ReturnType<typeof remarkOf>;
	const entry: RollEntry = {
		name,
		building: partySaid(building) === null ? building : '',
		title,
		honorific: honorificOf(cell('honorific')) ?? undefined,
		role,
		votes: read('votes', yesOrNo, role === 'member'),
		official: read('official', yesOrNo, false),
		channel: read('channel', channelOf, remark.channel ?? 'hall'),
		hasPhone: read(
			'phone',
			(value) => PHONE_NUMBER.test(normalized(value, 'NFKC')) || yesOrNo(value),
			remark.hasPhone ?? true
		),
		...(side ? { side } : {})
	};
	const leave = read('leave', yesOrNo, remark.leave ?? false);
	return leave ? { line, entry, leave } : { line, entry };
}

/** 李　敏 is 李敏, set wide. */
function unspaced(name: string): string {
	return name.replace(/^(\p{Script=Han})[ \u3000]+(\p{Script=Han})$/u, '$1$2');
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
