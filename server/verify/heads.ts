/**
 * Where every journal and document of a data folder ended when it was last written down: a signed file
 * beside the database, so that a lost meeting or tail is noticed although nothing in the database speaks of
 * it any more. Written once a minute where something changed, at a close and a seal; at a stop with every
 * row of every table (`at-rest.ts`).
 *
 * Invariant: the file never says more than what is stored.
 */
import {
	closeSync,
	existsSync,
	fsyncSync,
	openSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { canonical } from '#lib/meeting/canonical.ts';
import { isSignedBy, type SigningKey } from '#server/auth/signing-key.ts';
import type { Sqlite } from '#server/db/connection.ts';
import type { Log } from '#server/log.ts';
import type { Rooms } from '#server/meeting/rooms.ts';
import {
	checkAtRest,
	isSmall,
	sameDefinitions,
	signedAtRest,
	tablesAtRest,
	type RowLists
} from './at-rest.ts';
import { checkHeads } from './check-heads.ts';
import { headsOf } from './manifest.ts';
import type { Titles, VerifyReport } from './report.ts';
import type { MeetingHead, TableDigest } from './tables.ts';

/** What is signed. */
export interface Heads {
	format: 'yitang.heads';
	version: 1;
	epoch: string;
	publicKey: string;
	/** When it was written, ms since 1970. */
	at: number;
	meetings: MeetingHead[];
	documents: { meeting: string; name: string; epoch: string; version: number }[];
	/** Every table when the server was stopped; none while one runs, or after it was killed. */
	tables?: Record<string, TableDigest>;
}

/** With the list of rows that stands beside what is signed. */
export type SignedHeads = Heads & { rows?: RowLists };

/** The file. */
interface HeadsFile {
	body: string;
	signature: string;
	rows?: RowLists;
}

const EVERY_MS = 60_000;
/** After these nobody should have to wait a minute. */
const AT_ONCE = new Set(['plan.closed', 'minutes.sealed', 'minutes.corrected']);

export function headsPath(dataDir: string): string {
	return join(dataDir, 'heads.json');
}

/** What the file says; null when there is none, `unreadable` when it was damaged or signed by nobody. */
export function readHeads(file: string): SignedHeads | null | 'unreadable' {
	if (!existsSync(file)) return null;
	try {
		const { body, signature, rows } = JSON.parse(readFileSync(file, 'utf8')) as HeadsFile;
		const heads = JSON.parse(body) as Heads;
		if (!isSignedBy(heads.publicKey, body, signature)) return 'unreadable';
		return rows ? { ...heads, rows } : heads;
	} catch {
		return 'unreadable';
	}
}

export class HeadKeeper {
	#file: string;
	#db: Sqlite;
	#key: SigningKey;
	#log: Log;
	#epoch: string;
	#now: () => number;
	#meetings: Map<string, MeetingHead>;
	#changed = true;
	#timer: NodeJS.Timeout;
	#writing: Promise<void> = Promise.resolve();

	/** Begins with what is stored; says so when that is less than was signed before. */
	constructor(around: {
		dataDir: string;
		db: Sqlite;
		key: SigningKey;
		rooms: Rooms;
		log: Log;
		epoch: string;
		now: () => number;
	}) {
		const { rooms } = around;
		this.#file = headsPath(around.dataDir);
		this.#db = around.db;
		this.#key = around.key;
		this.#log = around.log;
		this.#epoch = around.epoch;
		this.#now = around.now;
		this.#meetings = new Map(headsOf(this.#db).map((head) => [head.id, head]));
		rooms.follow(({ meeting, code, committed: { seq, head, state } }, { events }) => {
			const invented = this.#meetings.get(meeting)?.invented ?? state.plan.rehearsal;
			const known: MeetingHead = { id: meeting, code, seq, head };
			this.#meetings.set(meeting, invented ? { ...known, invented } : known);
			this.#changed = true;
			if (events.some(({ type }) => AT_ONCE.has(type))) this.#write();
		});
		// Before its rows go: the file never says more than what is stored.
		rooms.onDiscarding = async (meeting) => {
			if (!this.#meetings.delete(meeting)) return;
			this.#changed = true;
			this.#write();
			await this.#writing;
		};
		this.#timer = setInterval(() => this.#write(), EVERY_MS).unref();
		// Killed within the first minute, the next start would miss it.
		if (!existsSync(this.#file)) this.#write();
	}

	/** Writes no more by itself. */
	async stop(): Promise<void> {
		clearInterval(this.#timer);
		this.#changed = false;
		await this.#writing;
	}

	/** Signs all that is stored, with every row. The last thing before the database is closed. */
	signAtRest(): void {
		try {
			const { tables, rows } = tablesAtRest(this.#db, signedAtRest(this.#db));
			replaceFileNow(this.#file, this.#signed({ tables, rows }));
		} catch (error) {
			this.#log.warn({ err: error }, 'the rows could not be signed at the end');
		}
	}

	#write(): void {
		if (!this.#changed) return;
		this.#changed = false;
		// Read within it: on a timer nobody would catch that a page of the database is damaged.
		this.#writing = this.#writing
			.then(() => replaceFile(this.#file, this.#signed()))
			.catch((error: unknown) => {
				this.#changed = true;
				this.#log.warn({ err: error }, 'the signed heads could not be written');
			});
	}

	#signed(rest?: { tables: Record<string, TableDigest>; rows: RowLists }): string {
		const heads: Heads = {
			...(rest ? { tables: rest.tables } : {}),
			...{ format: 'yitang.heads', version: 1, epoch: this.#epoch },
			...{ publicKey: this.#key.publicKey, at: this.#now() },
			meetings: [...this.#meetings.values()],
			// Of a meeting that is being wiped nothing is said any more.
			documents: (
				this.#db
					.prepare(
						`SELECT document.meeting, document.name, epoch, max(document_update.version) AS version
					 FROM document JOIN document_update USING (meeting, name) GROUP BY 1, 2`
					)
					.all() as Heads['documents']
			).filter(({ meeting }) => this.#meetings.has(meeting))
		};
		return signed(heads, this.#key, rest?.rows);
	}
}

function signed(heads: Heads, key: SigningKey, rows?: RowLists): string {
	const body = canonical(heads);
	const file: HeadsFile = { body, signature: key.sign(body), ...(rows ? { rows } : {}) };
	return JSON.stringify(file);
}

/** A start writes about this house itself (its keys) before it looks. */
const WRITTEN_BEFORE = ['installation'];

/** What came of the file of signed heads; only what was `checked` was held against it. */
export type Looked = 'checked' | 'missing' | 'unreadable' | 'other-history';

/**
 * Looks, before anything is written, whether what was signed for this history is still there, and as it
 * was; the file that says otherwise, or nothing, is set aside. From then on nothing is signed of single rows
 * until the server is stopped.
 */
export function lostSinceSigned(
	db: Sqlite,
	dataDir: string,
	{ epoch, key }: { epoch: string; key: SigningKey },
	report: VerifyReport,
	titles: Titles
): Looked {
	const file = headsPath(dataDir);
	const heads = readHeads(file);
	if (heads === null) return 'missing';
	if (heads === 'unreadable') {
		rmSync(`${file}.unreadable`, { recursive: true, force: true });
		renameSync(file, `${file}.unreadable`);
		return 'unreadable';
	}
	const ours = heads.epoch === epoch;
	if (ours) {
		checkHeads(db, heads, report, titles);
		// A larger file would take too long; `npm run verify` looks at it.
		if (isSmall(db) && heads.tables && sameDefinitions(db, heads))
			checkAtRest(db, heads, report, titles, WRITTEN_BEFORE);
	}
	if (!report.sound) renameSync(file, `${file}.${heads.at}`);
	else if (heads.tables || heads.publicKey !== key.publicKey) forgetRows(file, heads, key);
	return ours ? 'checked' : 'other-history';
}

/** From here on rows change, and nothing that is signed speaks of them. */
function forgetRows(file: string, heads: SignedHeads, key: SigningKey): void {
	const now: SignedHeads = { ...heads, publicKey: key.publicKey };
	delete now.tables;
	delete now.rows;
	try {
		replaceFileNow(file, signed(now, key));
	} catch {
		// A full disk. Without the file nothing is called a forgery that the server will have written.
		rmSync(file, { force: true });
	}
}

/**
 * Signs these tables anew, in a folder at rest: for a program beside the server that has written there. While
 * a server runs there is nothing to sign.
 */
export function signTablesAgain(
	db: Sqlite,
	dataDir: string,
	key: SigningKey,
	only: readonly string[]
): void {
	const file = headsPath(dataDir);
	const heads = readHeads(file);
	if (heads === null || heads === 'unreadable' || !heads.tables) return;
	const { rows, ...signedBefore } = heads;
	const now = tablesAtRest(db, only);
	const tables = { ...heads.tables, ...now.tables };
	replaceFileNow(file, signed({ ...signedBefore, tables }, key, { ...rows, ...now.rows }));
}

/** On disk when it returns, or not at all. */
function replaceFileNow(file: string, text: string): void {
	const draft = `${file}.draft`;
	writeFileSync(draft, text, { mode: 0o600, flush: true });
	renameSync(draft, file);
	const folder = openSync(dirname(file), 'r');
	fsyncSync(folder);
	closeSync(folder);
}

async function replaceFile(file: string, text: string): Promise<void> {
	const draft = `${file}.draft`;
	const handle = await open(draft, 'w', 0o600);
	try {
		await handle.writeFile(text);
		await handle.sync();
	} finally {
		await handle.close();
	}
	await rename(draft, file);
}
