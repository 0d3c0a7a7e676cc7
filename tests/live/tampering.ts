/**
 * Changes a backup in every way that a file can lose the truth, and asks each time whether the verification
 * says so and where. By chance that can be repeated.
 */
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { databasePath, type Sqlite } from '#server/db/connection.ts';
import { faultLine, type Fault } from '#server/verify/report.ts';
import { columnsOf, keyOf, MANIFEST_TABLES, quoted, tablesOf } from '#server/verify/rows.ts';
import { verifyFile, verifyFolder } from '#server/verify/verify.ts';
import { seeded } from './seeded.ts';

/** What was done to the copy, and what a fault must name. */
interface Deed {
	did: string;
	/** True for a fault that says where. */
	names: (fault: Fault) => boolean;
}

export interface TamperReport {
	tried: number;
	/** Named with its place. */
	located: number;
	/** What was not, with what was said instead. Must be empty. */
	missed: string[];
}

type Chance = () => number;
type Tamper = (db: Sqlite, chance: Chance) => Deed | null;

const one = <T>(chance: Chance, all: readonly T[]): T => all[Math.floor(chance() * all.length)]!;

/** `count` changes of the backup at `path`, each of a fresh copy. */
export function tamperWith(
	path: string,
	dataDir: string,
	count: number,
	seed: number
): TamperReport {
	const chance = seeded(seed);
	const report: TamperReport = { tried: 0, located: 0, missed: [] };
	const copy = `${path}.tampered`;
	while (report.tried < count) {
		copyFileSync(path, copy);
		const deed = done(copy, KINDS[report.tried % KINDS.length]!, chance);
		if (!deed) continue;
		report.tried += 1;
		const { faults } = verifyFile(copy, { dataDir });
		if (faults.some(deed.names)) report.located += 1;
		else report.missed.push(`${deed.did} → ${faults.map(faultLine).slice(0, 5).join(' | ')}`);
	}
	rmSync(copy, { force: true });
	return report;
}

/** `count` changes of the database of a folder whose server is stopped, each of it as it was. */
export function tamperWithFolder(dir: string, count: number, seed: number): TamperReport {
	const chance = seeded(seed);
	const report: TamperReport = { tried: 0, located: 0, missed: [] };
	const path = databasePath(dir);
	const whole = readFileSync(path);
	const kinds = KINDS.filter((kind) => !OF_THE_MANIFEST.includes(kind));
	while (report.tried < count) {
		const deed = done(path, kinds[report.tried % kinds.length]!, chance);
		if (deed) {
			report.tried += 1;
			const { faults } = verifyFolder(dir);
			if (faults.some(deed.names)) report.located += 1;
			else report.missed.push(`${deed.did} → ${faults.map(faultLine).slice(0, 5).join(' | ')}`);
		}
		for (const rest of ['-wal', '-shm']) rmSync(path + rest, { force: true });
		writeFileSync(path, whole);
	}
	return report;
}

function done(copy: string, tamper: Tamper, chance: Chance): Deed | null {
	const db = new Database(copy);
	try {
		db.pragma('foreign_keys = OFF');
		return tamper(db, chance);
	} catch {
		return null; // A constraint of the table stood in the way: something else is tried.
	} finally {
		db.close();
	}
}

/** A row somewhere: tables are chosen first, so that small ones are not left out. */
function someRow(db: Sqlite, chance: Chance) {
	const tables = tablesOf(db).filter(
		(name) => db.prepare(`SELECT 1 FROM ${quoted(name)} LIMIT 1`).get() !== undefined
	);
	const table = one(chance, tables);
	const columns = columnsOf(db, table);
	const key = keyOf(columns);
	const keys = db
		.prepare(`SELECT ${key.map(quoted).join(', ')} FROM ${quoted(table)}`)
		.raw()
		.all() as unknown[][];
	const values = one(chance, keys);
	const where = `WHERE ${key.map((name) => `${quoted(name)} = ?`).join(' AND ')}`;
	const row = db.prepare(`SELECT * FROM ${quoted(table)} ${where}`).get(...values) as Record<
		string,
		unknown
	>;
	const place = key.map((name, n) => `${name}=${String(values[n])}`).join(', ');
	return { table, columns, row, place, where, values };
}

function changed(value: unknown, chance: Chance): unknown {
	if (value === null) return one(chance, ['x', 1]);
	if (typeof value === 'number') return value + one(chance, [1, -1, 2 ** 20]);
	if (Buffer.isBuffer(value)) {
		const bytes = Buffer.from(value);
		bytes[Math.floor(chance() * bytes.length)]! ^= 1 << Math.floor(chance() * 8);
		return bytes;
	}
	const text = String(value);
	const at = Math.floor(chance() * text.length);
	return one(chance, [
		text.slice(0, at) + (text[at] === '一' ? '二' : '一') + text.slice(at + 1),
		text.slice(0, at) + text.slice(at + 1),
		`${text} `
	]);
}

const changeValue: Tamper = (db, chance) => {
	const { table, columns, row, place, where, values } = someRow(db, chance);
	const column = one(chance, columns).name;
	const before = row[column];
	const after = changed(before, chance);
	const set = db.prepare(`UPDATE ${quoted(table)} SET ${quoted(column)} = ? ${where}`);
	set.run(after, ...values);
	// SQLite may keep a value as the kind that the column likes, which is what it was.
	const now = db.prepare(`SELECT * FROM ${quoted(table)} ${where}`).get(...values) as typeof row;
	if (now && now[column] === before) return null;
	const did = `${table} ${place}: ${column} ${String(before)} became ${String(after)}`;
	return { did, names: isAt(table, place) };
};

const deleteRow: Tamper = (db, chance) => {
	const { table, place, where, values } = someRow(db, chance);
	db.prepare(`DELETE FROM ${quoted(table)} ${where}`).run(...values);
	return { did: `${table} ${place} deleted`, names: isAt(table, place) };
};

/** Inside its meeting, which is said in words, a row has a shorter name. */
function isAt(table: string, place: string): Deed['names'] {
	return (fault) =>
		fault.table === table && (fault.row === place || place.endsWith(`, ${fault.row}`));
}

const addRow: Tamper = (db, chance) => {
	const { table, columns, row } = someRow(db, chance);
	const key = columns.filter(({ pk }) => pk > 0).at(-1) ?? columns[0]!;
	const added = typeof row[key.name] === 'number' ? 999_983 : 'added';
	const names = columns.map(({ name }) => quoted(name)).join(', ');
	const marks = columns.map(() => '?').join(', ');
	db.prepare(`INSERT INTO ${quoted(table)} (${names}) VALUES (${marks})`).run(
		columns.map(({ name }) => (name === key.name ? added : row[name]))
	);
	return { did: `a row added to ${table}`, names: (fault) => fault.table === table };
};

const cutTail: Tamper = (db, chance) => {
	const meetings = db
		.prepare(
			'SELECT meeting, max(seq) AS last, title FROM event JOIN meeting ON id = meeting GROUP BY 1'
		)
		.all() as { meeting: string; last: number; title: string }[];
	const { meeting, last, title } = one(chance, meetings);
	const from = 2 + Math.floor(chance() * (last - 1));
	db.prepare('DELETE FROM event WHERE meeting = ? AND seq >= ?').run(meeting, from);
	// As if it had never been: no snapshot, no answers to what came later.
	db.prepare('DELETE FROM snapshot WHERE meeting = ?').run(meeting);
	db.prepare('DELETE FROM answer WHERE meeting = ? AND seq >= ?').run(meeting, from);
	const row = from === last ? `seq=${last}` : `seq=${from}–${last}`;
	const names = (fault: Fault) =>
		fault.table === 'event' && fault.row === row && (fault.meeting ?? '').includes(title);
	return { did: `tail of ${meeting} from ${from} of ${last} cut`, names };
};

const dropMeeting: Tamper = (db, chance) => {
	const id = one(chance, db.prepare('SELECT id FROM meeting').pluck().all() as string[]);
	for (const table of tablesOf(db))
		if (columnsOf(db, table).some(({ name }) => name === 'meeting'))
			db.prepare(`DELETE FROM ${quoted(table)} WHERE meeting = ?`).run(id);
	db.prepare('DELETE FROM meeting WHERE id = ?').run(id);
	const names = (fault: Fault) => fault.table === 'meeting' && fault.row === `id=${id}`;
	return { did: `meeting ${id} taken out whole`, names };
};

const dropTable: Tamper = (db, chance) => {
	const table = one(chance, [...tablesOf(db), ...MANIFEST_TABLES]);
	db.exec(`DROP TABLE ${quoted(table)}`);
	const names = (fault: Fault) =>
		[table, 'backup_manifest'].includes(fault.table) || fault.what.includes(table);
	return { did: `table ${table} dropped`, names };
};

const forgeList: Tamper = (db, chance) => {
	const rows = db.prepare('SELECT tbl, key FROM backup_row').all() as {
		tbl: string;
		key: string;
	}[];
	const { tbl, key } = one(chance, rows);
	const set = one(chance, [
		`DELETE FROM backup_row WHERE tbl = @tbl AND key = @key`,
		`UPDATE backup_row SET digest = 'forged' WHERE tbl = @tbl AND key = @key`
	]);
	db.prepare(set).run({ tbl, key });
	return { did: `the list: ${set} ${tbl} ${key}`, names: (fault) => fault.table === tbl };
};

const forgeManifest: Tamper = (db, chance) => {
	const body = db.prepare('SELECT body FROM backup_manifest').pluck().get() as string;
	const at = Math.floor(chance() * body.length);
	const forged = body.slice(0, at) + (body[at] === '7' ? '8' : '7') + body.slice(at + 1);
	db.prepare('UPDATE backup_manifest SET body = ?').run(forged);
	return {
		did: `the manifest changed at ${at}`,
		names: (fault) => fault.table === 'backup_manifest'
	};
};

/** Values and rows twice as often as the rest. */
const KINDS: readonly Tamper[] = [
	...[changeValue, deleteRow, changeValue, cutTail, changeValue, deleteRow, addRow],
	...[
		dropMeeting,
		changeValue,
		deleteRow,
		cutTail,
		forgeList,
		changeValue,
		dropTable,
		forgeManifest
	]
];

const OF_THE_MANIFEST: readonly Tamper[] = [forgeList, forgeManifest];

export interface FlipReport {
	flipped: number;
	/** Bits whose flip changes something that can be read. */
	mattered: number;
	/** Of those, the ones that nobody was told of. Must be empty. */
	missed: string[];
}

/** Flips single bits of the file itself. */
export function flipBits(path: string, dataDir: string, count: number, seed: number): FlipReport {
	const chance = seeded(seed);
	const bytes = readFileSync(path);
	const copy = `${path}.flipped`;
	const whole = contentOf(path);
	const report: FlipReport = { flipped: count, mattered: 0, missed: [] };
	for (let n = 0; n < count; n++) {
		const at = Math.floor(chance() * bytes.length);
		const bit = 1 << Math.floor(chance() * 8);
		const flipped = Buffer.from(bytes);
		flipped[at]! ^= bit;
		writeFileSync(copy, flipped);
		if (contentOf(copy) === whole) continue;
		report.mattered += 1;
		if (verifyFile(copy, { dataDir }).sound) report.missed.push(`byte ${at}, bit ${bit}`);
	}
	rmSync(copy, { force: true });
	return report;
}

/** All that can be read out of a file, or why it can't. */
function contentOf(path: string): string {
	let db: Sqlite | undefined;
	try {
		db = new Database(path, { readonly: true });
		const tables = db
			.prepare(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`)
			.pluck()
			.all() as string[];
		return JSON.stringify(
			tables.map((table) => [
				table,
				db!
					.prepare(`SELECT * FROM ${quoted(table)}`)
					.raw()
					.all()
			])
		);
	} catch (error) {
		return String(error);
	} finally {
		db?.close();
	}
}
