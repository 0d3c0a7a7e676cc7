/**
 * A sheet of homes as it was pasted: 户号, 面积, 产权人, and where there are 合并人 and 表决人 (L4). Read by browser
 * and server with the same code; whose seat a voter is, is found with the names of the roll.
 */
import type { SeatId } from '../names.ts';
import { hasIdNumber } from '../id-number.ts';
import { lookUp, MOST_PASTED, rowsOf, type Row } from '../pasted-rows.ts';
import { isLonger, sameKey } from '../words.ts';
import { areaIn, factorIn } from './amounts.ts';
import type { BallotsCommand } from './commands.ts';
import { MAX_HOME, MAX_UNITS } from './register.ts';

type Column = 'unit' | 'area' | 'owner' | 'merged' | 'voter' | 'factor';

const HEADERS: Record<Column, string> = {
	unit: '户号 戶號 房号 房號 房间号 房間號 门牌 門牌 门牌号 門牌號 室号 室號 unit home',
	area: '面积 面積 建筑面积 建築面積 产权面积 產權面積 专有面积 專有面積 平米 平方米 area',
	owner: '产权人 產權人 业主 業主 业主姓名 業主姓名 姓名 owner name',
	merged: '合并人 合併人 合并 合併 同一业主 同一業主 merged',
	voter: '表决人 表決人 投票人 共有人代表 voter',
	factor: '系数 係數 楼层系数 樓層係數 分摊系数 分攤係數 factor'
};
const columnOf = lookUp(HEADERS);
/** Without a head the columns come in this order. */
const USUAL: readonly Column[] = ['unit', 'area', 'owner', 'merged', 'voter'];
const SUM = /^(?:合计|合計|总计|總計|共计|共計|总面积|總面積|total)$/iu;

/** One home as it was read. */
export interface HomeLine {
	line: number;
	unit: string;
	/** 0.01 ㎡; null where what stands there is no area. */
	area: number | null;
	/** As it was written. */
	areaText: string;
	/** Whose it is: homes with the same word here are one owner's. */
	owner: string;
	/** Who votes for it. */
	voter: string;
	/** By which it pays, in hundredths; null where the sheet has no such column. */
	factor: number | null;
}
export interface RegisterProblem {
	line: number;
	what: 'area' | 'unit' | 'long' | 'twice' | 'factor' | 'id' | 'many';
	/** What stands there. */
	words: string;
}
export interface RegisterSheet {
	homes: HomeLine[];
	/** What the sheet itself says is the sum, 0.01 ㎡. */
	sum: number | null;
	problems: RegisterProblem[];
}

/** Reads it; a row of headings, where there is one, says what the columns are. */
export function readRegister(pasted: string): RegisterSheet {
	const rows = pasted.length > MOST_PASTED ? [] : rowsOf(pasted);
	const { columns, first } = head(rows);
	const sheet: RegisterSheet = { homes: [], sum: null, problems: [] };
	// A heading, a title and a sum are no homes; more than that is too many, and not read.
	if (pasted.length > MOST_PASTED || rows.length > MAX_UNITS + 100)
		return { ...sheet, problems: [{ line: MAX_UNITS + 1, what: 'many', words: `${MAX_UNITS}` }] };
	const units = new Set<string>();
	const paysByFactor = columns.includes('factor');
	for (const { line, cells } of rows.slice(first)) {
		const cell = (column: Column) => cells[columns.indexOf(column)]?.trim() ?? '';
		const areaText = cell('area');
		const area = areaIn(areaText.replace(/(?:㎡|m²|m2|平方米|平米)$/iu, ''));
		const found = cells.find((one) => one.trim() !== '') ?? '';
		if (SUM.test(found.trim())) {
			sheet.sum = area ?? areaIn(cells.find((one) => areaIn(one) !== null) ?? '');
			continue;
		}
		const unit = cell('unit');
		const problem = (what: RegisterProblem['what'], words: string) =>
			sheet.problems.push({ line, what, words });
		if (cells.some(hasIdNumber)) problem('id', '');
		else if (unit === '') problem('unit', found);
		else if (isLonger(unit, MAX_HOME)) problem('long', `${MAX_HOME}`);
		else if (units.has(sameKey(unit))) problem('twice', unit);
		else if (area === null || area === 0) problem('area', areaText);
		const factor = paysByFactor ? factorIn(cell('factor')) : null;
		if (paysByFactor && factor === null) problem('factor', cell('factor'));
		units.add(sameKey(unit));
		const owner = cell('merged') || cell('owner') || unit;
		const voter = cell('voter') || cell('owner');
		sheet.homes.push({ line, unit, area, areaText, owner, voter, factor });
	}
	if (sheet.homes.length > MAX_UNITS)
		sheet.problems.push({ line: MAX_UNITS + 1, what: 'many', words: `${MAX_UNITS}` });
	return sheet;
}

function head(rows: readonly Row[]): { columns: (Column | null)[]; first: number } {
	// Titles may stand above the row of headings.
	const at = rows.findIndex(({ cells }) => {
		const known = cells.map(columnOf);
		return known.includes('unit') && known.includes('area');
	});
	if (at < 0) return { columns: [...USUAL], first: 0 };
	return { columns: rows[at]!.cells.map(columnOf), first: at + 1 };
}

/** Owners of more than one home: who has the same name as another is taken for the same person. */
export function severalHomes({ homes }: RegisterSheet): string[] {
	const seen = new Set<string>();
	const several = new Map<string, string>();
	for (const { owner } of homes) {
		if (seen.has(sameKey(owner))) several.set(sameKey(owner), owner);
		seen.add(sameKey(owner));
	}
	return [...several.values()];
}

/** Somebody of the roll who votes. */
export interface Voter {
	seat: SeatId;
	name: string;
	building: string;
}

/**
 * The command that enters the sheet: every home with the seat of its voter, by name, and where several have
 * that name by the home as well. Who is not found has no seat, and counts among all who may vote.
 */
export function registerCommand(
	{ homes }: RegisterSheet,
	area: number,
	voters: readonly Voter[]
): Extract<BallotsCommand, { type: 'ballots.register' }> {
	const named = new Map<string, Voter[]>();
	for (const { name, building, ...voter } of voters) {
		const key = sameKey(name);
		if (!named.has(key)) named.set(key, []);
		named.get(key)!.push({ ...voter, name: key, building: sameKey(building) });
	}
	const units = homes.map(({ unit, area: own, owner, voter, factor }) => ({
		...{ unit, area: own ?? 0, owner: sameKey(owner) },
		...(factor === null ? {} : { factor }),
		seat: seatFor(sameKey(unit), voter === '' ? [] : (named.get(sameKey(voter)) ?? []))
	}));
	return { type: 'ballots.register', units, area };
}

/** All by the keys of their names and homes. */
function seatFor(unit: string, named: readonly Voter[]): SeatId | null {
	if (named.length === 1) return named[0]!.seat;
	const there = named.filter(({ building }) => namesHome(building, unit));
	return there.length === 1 ? there[0]!.seat : null;
}

/** Whether this home stands there, and not as a part of another's number: 1-101 is not 21-101. */
function namesHome(building: string, unit: string): boolean {
	const part = (at: number) => /[a-z\d]/u.test(building[at] ?? '');
	for (let at = building.indexOf(unit); at >= 0; at = building.indexOf(unit, at + 1))
		if (!part(at - 1) && !part(at + unit.length)) return true;
	return false;
}
