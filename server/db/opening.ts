/**
 * Opens the data folder, or says in a sentence why not. Everything is looked at before anything is
 * changed; what fails half-way is closed again.
 */
import Database from 'better-sqlite3';
import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '#server/config.ts';
import { Links } from '#server/auth/links.ts';
import { makePrivate } from '#server/private-files.ts';
import { databaseRefused, keysRefused, storedMissing, worded } from '#server/start-refused.ts';
import { databasePath, openDatabase, type Connection } from './connection.ts';
import { troubleWith } from './inspect.ts';
import { lockDataFolder } from './lock.ts';
import { migrateDatabase } from './migrate.ts';
import { installation } from './schema.ts';
import type { StoredCount } from './store.ts';
import { readMark, StoredMark, type Stored } from './stored-mark.ts';

/** The data folder, ours until it is closed. */
export interface DataFolder {
	connection: Connection;
	links: Links;
	/** Changes when a backup was restored, or a loss accepted: what phones hold may be more than is here. */
	epoch: string;
	/** Goes with every COMMIT of the journal. */
	count: StoredCount;
	/** How much was stored, as the file beside the database said before this start. */
	mark: ReturnType<typeof readMark>;
	close(): void;
}

/** Where the migrations of this version lie. */
export function migrationsFolder(root: string): string {
	return join(root, 'server/db/migrations');
}

/**
 * @throws {AlreadyRunning} when another process uses the folder
 * @throws {StartRefused} when what lies there is not to be used
 */
export function openDataFolder(config: Config, now: () => number): DataFolder {
	const open: (() => void)[] = [];
	const close = () => {
		for (const one of open.splice(0).reverse()) one();
	};
	try {
		mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
		open.push(lockDataFolder(config.dataDir));
		const path = databasePath(config.dataDir);
		const mark = readMark(config.dataDir);
		const lossy = checkFile(config, path, mark);
		const connection = openDatabase(path);
		open.push(() => connection.close());
		migrateDatabase(connection, path, migrationsFolder(config.root));
		if (lossy) connection.tables.update(installation).set({ epoch: newEpoch() }).run();
		const { epoch, stored, keys } = installationOf(connection, now);
		const links = keysFor(config, connection, keys);
		const count = new StoredMark(config.dataDir, connection.sqlite, { epoch, stored });
		open.push(() => count.close());
		// Also what was made just now, by a process with another mask (development, tests).
		makePrivate(config.dataDir);
		return { connection, links, epoch, count, mark, close };
	} catch (error) {
		close();
		throw worded(error, config.dataDir);
	}
}

/**
 * Ends the start when the file is not to be used, or holds less than was answered "done". True where that loss is
 * accepted: what goes on is another history, as after a restore.
 */
function checkFile(
	{ root, acceptLoss }: Config,
	path: string,
	mark: ReturnType<typeof readMark>
): boolean {
	const trouble = troubleWith(path, migrationsFolder(root));
	// Nothing was ever stored here: a new folder, or one whose very first start was cut short.
	if (mark === 'missing' && (trouble === 'missing' || trouble === 'empty')) return false;
	if (trouble) throw databaseRefused(path, trouble);
	if (typeof mark === 'string') return false;
	const missing = mark.stored - storedUnder(path, mark.epoch);
	if (missing <= 0) return false;
	if (!acceptLoss) throw storedMissing(path, missing);
	keepLog(path);
	return true;
}

/** How much the file says it holds; everything when the mark is not about it. */
function storedUnder(path: string, epoch: string): number {
	const db = new Database(path, { readonly: true });
	try {
		// A folder of an older version, or one put back by hand: it has not counted yet.
		const counts = db.prepare(
			`SELECT 1 FROM pragma_table_info('installation') WHERE name = 'stored'`
		);
		if (!counts.get()) return Infinity;
		const row = db.prepare('SELECT epoch, stored FROM installation').get() as Stored | undefined;
		return row && row.epoch === epoch ? row.stored : Infinity;
	} finally {
		db.close();
	}
}

/** What cannot be read of the log now would be written over; it may still be saved by hand. */
function keepLog(path: string): void {
	const log = `${path}-wal`;
	if (!existsSync(log)) return;
	const stamp = new Date().toISOString().replace(/[:.]/g, '-');
	copyFileSync(log, `${log}.damaged-${stamp}`);
}

const newEpoch = () => randomBytes(6).toString('hex');

type Installation = Stored & { keys: string | null };

function installationOf({ tables }: Connection, now: () => number): Installation {
	const row = tables.select().from(installation).get();
	if (row) return row;
	const made = { id: 1, epoch: newEpoch(), createdAt: now() };
	return tables.insert(installation).values(made).returning().get();
}

/** The keys that the database was used with; those of the first start are remembered (not the keys: a print). */
function keysFor(config: Config, { tables }: Connection, known: string | null): Links {
	const here = Links.printIn(config.dataDir);
	if (known !== null && here !== known && !config.newKeys)
		throw keysRefused(join(config.dataDir, 'keys'), here === null ? 'gone' : 'others');
	const links = new Links(config.dataDir);
	if (links.print !== known) tables.update(installation).set({ keys: links.print }).run();
	return links;
}

/** Writes the public key down; false when it stood there already. */
export function rememberSigningKey({ tables }: Connection, publicKey: string): boolean {
	if (tables.select().from(installation).get()?.publicKey === publicKey) return false;
	tables.update(installation).set({ publicKey }).run();
	return true;
}
