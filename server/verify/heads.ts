/**
 * Where every journal and document of a data folder ended when it was last written down: a signed file
 * beside the database, so that a lost meeting or tail is noticed although nothing in the database speaks of
 * it any more. Written once a minute where something changed, at a close, a seal and a stop.
 *
 * Invariant: the file never says more than what is stored.
 */
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { canonical } from '#lib/meeting/canonical.ts';
import { isSignedBy, type SigningKey } from '#server/auth/signing-key.ts';
import type { Sqlite } from '#server/db/connection.ts';
import type { Log } from '#server/log.ts';
import type { Rooms } from '#server/meeting/rooms.ts';
import { headsOf, type MeetingHead } from './manifest.ts';
import type { Titles, VerifyReport } from './report.ts';

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
}

const EVERY_MS = 60_000;
/** After these nobody should have to wait a minute. */
const AT_ONCE = new Set(['plan.closed', 'minutes.sealed', 'minutes.corrected']);

export function headsPath(dataDir: string): string {
	return join(dataDir, 'heads.json');
}

/** What the file says; null when there is none, `unreadable` when it was damaged or signed by nobody. */
export function readHeads(file: string): Heads | null | 'unreadable' {
	if (!existsSync(file)) return null;
	try {
		const { body, signature } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
		const heads = JSON.parse(body!) as Heads;
		return isSignedBy(heads.publicKey, body!, signature!) ? heads : 'unreadable';
	} catch {
		return 'unreadable';
	}
}

/** Holds the journals and documents against heads that were signed earlier. */
export function checkHeads(
	db: Sqlite,
	{ meetings, documents }: Pick<Heads, 'meetings' | 'documents'>,
	report: VerifyReport,
	titles: Titles
): void {
	const last = db.prepare('SELECT max(seq) FROM event WHERE meeting = ?').pluck();
	const hashAt = db.prepare('SELECT hash FROM event WHERE meeting = ? AND seq = ?').pluck();
	for (const { id, code, seq, head } of meetings) {
		const called = `${titles(id)} (${code})`;
		const ends = (last.get(id) as number | null) ?? 0;
		if (ends === 0) report.fault(called, 'meeting', `id=${id}`, `is gone with its ${seq} events`);
		else if (ends < seq) {
			const lost = seq - ends > 1 ? `seq=${ends + 1}–${seq}` : `seq=${seq}`;
			report.fault(called, 'event', lost, seq - ends > 1 ? 'are gone' : 'is gone');
		} else if (hashAt.get(id, seq) !== head)
			report.fault(called, 'event', `seq=${seq}`, 'is another one than was signed');
	}
	const stored = db.prepare(
		`SELECT epoch, (SELECT max(version) FROM document_update
		  WHERE meeting = document.meeting AND name = document.name) AS version
		 FROM document WHERE meeting = ? AND name = ?`
	);
	for (const { meeting, name, epoch, version } of documents) {
		const row = stored.get(meeting, name) as { epoch: string; version: number | null } | undefined;
		if (row?.epoch !== epoch && row !== undefined) continue; // Written anew since.
		const ends = row?.version ?? 0;
		if (ends < version)
			report.fault(
				titles(meeting),
				'document_update',
				`name=${name}, version=${ends + 1}${version > ends + 1 ? `–${version}` : ''}`,
				version > ends + 1 ? 'are gone' : 'is gone'
			);
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
		rooms.follow(({ meeting, code, stored: { seq, head } }, { events }) => {
			this.#meetings.set(meeting, { id: meeting, code, seq, head });
			this.#changed = true;
			if (events.some(({ type }) => AT_ONCE.has(type))) this.#write();
		});
		rooms.onDiscarded = (meeting) => this.#meetings.delete(meeting);
		this.#timer = setInterval(() => this.#write(), EVERY_MS).unref();
	}

	/** Writes what is stored now, and stops. */
	async stop(): Promise<void> {
		clearInterval(this.#timer);
		this.#write();
		await this.#writing;
	}

	#write(): void {
		if (!this.#changed) return;
		this.#changed = false;
		const text = this.#signed();
		this.#writing = this.#writing
			.then(() => replaceFile(this.#file, text))
			.catch((error: unknown) =>
				this.#log.warn({ err: error }, 'the signed heads could not be written')
			);
	}

	#signed(): string {
		const heads: Heads = {
			...{ format: 'yitang.heads', version: 1, epoch: this.#epoch },
			...{ publicKey: this.#key.publicKey, at: this.#now() },
			meetings: [...this.#meetings.values()],
			documents: this.#db
				.prepare(
					`SELECT document.meeting, document.name, epoch, max(document_update.version) AS version
					 FROM document JOIN document_update USING (meeting, name) GROUP BY 1, 2`
				)
				.all() as Heads['documents']
		};
		const body = canonical(heads);
		return JSON.stringify({ body, signature: this.#key.sign(body) });
	}
}

/** What was signed for this history and is not there any more; the file that says so is set aside. */
export function lostSinceSigned(
	db: Sqlite,
	dataDir: string,
	epoch: string,
	report: VerifyReport,
	titles: Titles
): void {
	const file = headsPath(dataDir);
	const heads = readHeads(file);
	if (heads === null || heads === 'unreadable' || heads.epoch !== epoch) return;
	checkHeads(db, heads, report, titles);
	if (!report.sound) renameSync(file, `${file}.${heads.at}`);
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
