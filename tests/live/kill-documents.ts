/**
 * Pulls the plug while ten people type in one document, again and again: every word that was shown as
 * saved is on disk at that very moment, before anybody can bring it again.
 * `node tests/live/kill-documents.ts --cycles 500` runs it for long; the tests run six.
 */
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { DocumentLink } from '#lib/live/document-link.ts';
import type { DocumentPlace } from '#lib/documents/wire.ts';
import { spawnServer } from './kill.ts';
import { makeMeeting, resident, seatId, sitDown } from './people.ts';
import { seeded } from './seeded.ts';
import { serve } from './serve.ts';

const WRITERS = 10;
/** One word of a writer each so many ms: fast typing, and below what one writer may send. */
const PACE_MS = 20;
/** Far longer than anybody waits before trying again. */
const LONGEST_MS = 60_000;

export interface DocumentKillReport {
	cycles: number;
	/** Words shown as saved. */
	saved: number;
	/** Shown as saved and not on disk after a kill. Must be 0. */
	lost: number;
	/** There more than once at the end. Must be 0. */
	twice: number;
	/** All typed words are there at the end, in every writer's copy. */
	whole: boolean;
}

/** Runs `cycles` kills; `seed` chooses when. */
export async function pullPlugsOnWriters(
	cycles: number,
	seed: number
): Promise<DocumentKillReport> {
	const random = seeded(seed);
	const dir = mkdtempSync(join(tmpdir(), 'yitang-kill-words-'));
	const first = await serve(dir);
	const room = await makeMeeting(
		first.app,
		Array.from({ length: WRITERS }, (_, n) => resident(`居民${n}`))
	);
	const { meeting, code } = room;
	const cookies: string[] = [];
	for (let n = 1; n <= WRITERS; n++) {
		const seat = seatId(room, n);
		cookies.push(await sitDown(first.app, room, seat));
		const allowed = await room.ask(
			{
				id: `may-write-${n}`,
				as: 'organiser',
				command: { type: 'minutes.allow', seat, allowed: true }
			},
			{ session: null, owner: true, door: true }
		);
		if ('refused' in allowed) throw new Error(allowed.refused);
	}
	const { epoch } = await first.app.documents.open(meeting, 'minutes');
	const installation = first.app.epoch;
	const place: DocumentPlace = { meeting, epoch, installation, sealed: false, writes: true };
	const port = Number(new URL(first.origin).port);
	await first.stop();

	let child = await spawnServer(dir, port);
	const writers = cookies.map((cookie, n) => new Writer(n, code, port, cookie, place));
	const typing = setInterval(() => {
		for (const writer of writers) writer.type();
	}, PACE_MS);
	let lost = 0;
	const all = () => writers.reduce((sum, writer) => sum + writer.saved, 0);
	for (let cycle = 0; cycle < cycles; cycle++) {
		const goal = all() + 10 + random() * 60;
		await until(() => all() > goal, writers);
		const shown = writers.map((writer) => writer.saved);
		await killed(child);
		const words = wordsOnDisk(dir, meeting);
		for (const [n, count] of shown.entries())
			for (let word = 1; word <= count; word++) if (!words.has(`${n}.${word}`)) lost += 1;
		child = await spawnServer(dir, port);
	}
	clearInterval(typing);
	const typed = writers.reduce((sum, writer) => sum + writer.typed, 0);
	await until(() => writers.every((writer) => writer.saved === writer.typed), writers);
	// What is saved may still be on its way to the others.
	await until(() => writers.every((writer) => writer.words().length >= typed), writers);
	const text = writers[0]!.text();
	const found = writers[0]!.words();
	const report = {
		cycles,
		saved: all(),
		lost,
		twice: found.length - new Set(found).size,
		whole: new Set(found).size === typed && writers.every((writer) => writer.text() === text)
	};
	for (const writer of writers) writer.link.destroy();
	await killed(child);
	rmSync(dir, { recursive: true, force: true });
	return report;
}

/** Somebody who types numbered words, with the code that browsers run. */
class Writer {
	readonly link: DocumentLink;
	typed = 0;
	/** Words that the screen shows as saved. */
	saved = 0;
	#name: number;

	constructor(name: number, code: string, port: number, cookie: string, place: DocumentPlace) {
		this.#name = name;
		const origin = `http://127.0.0.1:${port}`;
		class Socket extends WebSocket {
			constructor(url: string) {
				super(url, { headers: { origin, cookie } });
			}
		}
		this.link = new DocumentLink({
			code,
			name: 'minutes',
			origin,
			socket: Socket as unknown as typeof globalThis.WebSocket,
			fetch: async () => Response.json(place),
			changed: () => this.#look()
		});
	}

	/** One word more, at the end; while the server is away only now and then. */
	type(): void {
		if (!this.link.state.synced || (!this.link.state.connected && this.typed % 3 === 0)) return;
		const text = this.link.doc.getText('t');
		this.typed += 1;
		text.insert(text.length, `${this.#name}.${this.typed};`);
	}

	text(): string {
		return this.link.doc.getText('t').toString();
	}

	words(): string[] {
		return this.text().split(';').filter(Boolean);
	}

	/** What it sees, for whoever wonders why its words do not get there. */
	get seen(): string {
		const { typed, saved } = this;
		return JSON.stringify({ typed, saved, has: this.words().length, ...this.link.state });
	}

	#look(): void {
		this.saved = Math.max(this.saved, this.typed - this.link.state.unsaved);
	}
}

/** What is in the rows now, read by itself. */
function wordsOnDisk(dir: string, meeting: string): Set<string> {
	const db = new Database(join(dir, 'yitang.db'), { readonly: true });
	const rows = db
		.prepare(
			`SELECT bytes FROM document_update WHERE meeting = ? AND name = 'minutes' ORDER BY version`
		)
		.all(meeting) as { bytes: Buffer }[];
	db.close();
	const doc = new Y.Doc();
	doc.transact(() => {
		for (const { bytes } of rows) Y.applyUpdate(doc, bytes);
	});
	return new Set(doc.getText('t').toString().split(';'));
}

function killed(child: ChildProcess): Promise<unknown> {
	const dead = new Promise((resolve) => child.once('exit', resolve));
	child.kill('SIGKILL');
	return dead;
}

/** @throws {Error} with what every writer sees, where it does not come */
async function until(condition: () => boolean, writers: readonly Writer[]): Promise<void> {
	const end = performance.now() + LONGEST_MS;
	while (!condition()) {
		if (performance.now() > end)
			throw new Error(`words are missing:\n${writers.map(({ seen }) => seen).join('\n')}`);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

if (import.meta.main) {
	const at = process.argv.indexOf('--cycles');
	const cycles = at > 0 ? Number(process.argv[at + 1]) : 100;
	const report = await pullPlugsOnWriters(cycles, Date.now() % 100_000);
	process.stdout.write(`${JSON.stringify(report, null, '\t')}\n`);
	process.exit(report.lost + report.twice > 0 || !report.whole ? 1 : 0);
}
