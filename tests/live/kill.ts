/**
 * Pulls the plug in the middle of bursts, again and again: nothing that was answered is lost, nothing
 * is counted twice, every chain verifies. `node tests/live/kill.ts --cycles 1000` runs it for long;
 * the tests run a few.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import Database from 'better-sqlite3';
import { verify, type Verdict } from '#server/meeting/verify.ts';
import type { JournalRow } from '#server/meeting/unit-of-work.ts';
import { Answers } from './answers.ts';
import { bundled } from './bundled.ts';
import { makeMeeting, Phone, seatId, sitDown, staff } from './people.ts';
import { serve } from './serve.ts';
import { seeded } from './seeded.ts';

const PEOPLE = 12;

export interface KillReport {
	cycles: number;
	acknowledged: number;
	/** Answered "done" and not there after the restart. Must be 0. */
	lost: number;
	/** There twice. Must be 0. */
	twice: number;
	/** Stored, then killed before the answer, and answered the same later. */
	healed: number;
	verdict: Verdict;
}

/** Runs `cycles` kills; `seed` chooses when. `die` names crash points instead of a random moment. */
export async function pullPlugs(
	cycles: number,
	seed: number,
	die?: 'before' | 'after'
): Promise<KillReport> {
	const random = seeded(seed);
	const dir = mkdtempSync(path(tmpdir(), 'yitang-kill-'));
	const first = await serve(dir);
	const room = await makeMeeting(
		first.app,
		Array.from({ length: PEOPLE }, (_, i) => staff(`观察员${i}`, 'observer'))
	);
	const { meeting, code } = room;
	const seats = room.committed.state.roll.order.filter(
		(id) => room.committed.state.roll.seats[id]!.role === 'observer'
	);
	const chair = seatId(room, 'chair');
	const cookies = await Promise.all(
		[chair, ...seats].map((seat) => sitDown(first.app, room, seat))
	);
	const port = Number(new URL(first.origin).port);
	await first.stop();

	const acknowledged = new Set<string>();
	const answers = new Answers();
	let child = await spawnServer(dir, port, die && `${die}:${2 + Math.floor(random() * 6)}`);
	const phones = seats.map(
		(seat, i) => new Phone(`http://127.0.0.1:${port}`, code, seat, cookies[i + 1]!)
	);
	let stopping = false;
	let count = 0;
	const talking = phones.map(async (phone) => {
		while (!stopping) {
			const text = `note ${(count += 1)}`;
			const answer = await phone.send({ type: 'notes.leave', seat: phone.seat, text });
			if (!('seq' in answer)) continue;
			acknowledged.add(text);
			answers.add();
		}
	});
	for (let cycle = 0; cycle < cycles; cycle++) {
		const more = answers.until(answers.count + 1 + random() * 25);
		const dead = new Promise((resolve) => child.once('exit', resolve));
		if (!die) {
			await more;
			child.kill('SIGKILL');
		}
		await dead;
		const again = cycle + 1 < cycles;
		child = await spawnServer(
			dir,
			port,
			again && die ? `${die}:${2 + Math.floor(random() * 6)}` : undefined
		);
	}
	stopping = true;
	await Promise.all(talking);
	for (const phone of phones) phone.close();
	const exited = new Promise((resolve) => child.once('exit', resolve));
	child.kill('SIGTERM');
	await exited;

	const db = new Database(path(dir, 'yitang.db'), { readonly: true });
	const stored = new Map<string, number>();
	const notes = db.prepare(`SELECT body ->> 'text' FROM hidden WHERE lot = 'notes'`).pluck();
	for (const text of notes.all() as string[]) stored.set(text, (stored.get(text) ?? 0) + 1);
	const rows = db
		.prepare('SELECT seq, line, hash FROM event WHERE meeting = ? ORDER BY seq')
		.all(meeting) as JournalRow[];
	const report = {
		cycles,
		acknowledged: acknowledged.size,
		lost: [...acknowledged].filter((text) => !stored.has(text)).length,
		twice: [...stored.values()].filter((n) => n > 1).length,
		healed: stored.size - acknowledged.size,
		verdict: verify(meeting, rows)
	};
	db.close();
	rmSync(dir, { recursive: true, force: true });
	return report;
}

/** A server of its own that can be killed; resolves when it listens. */
export async function spawnServer(dir: string, port: number, die?: string): Promise<ChildProcess> {
	const child = spawn(process.execPath, [await bundled('serve')], {
		env: {
			...process.env,
			DATA_DIR: dir,
			PORT: String(port),
			...(die ? { DIE: die } : {})
		},
		stdio: ['ignore', 'pipe', 'inherit']
	});
	// A test that fails leaves nobody behind who keeps its run from ending.
	const end = () => child.kill('SIGKILL');
	process.once('exit', end);
	child.once('exit', () => process.off('exit', end));
	return new Promise((resolve, reject) => {
		child.stdout!.once('data', () => resolve(child));
		child.once('exit', (code, signal) => reject(new Error(`the server ended: ${code} ${signal}`)));
	});
}

if (import.meta.main) {
	const at = process.argv.indexOf('--cycles');
	const cycles = at > 0 ? Number(process.argv[at + 1]) : 100;
	const report = await pullPlugs(cycles, Date.now() % 100_000);
	process.stdout.write(`${JSON.stringify(report, null, '\t')}\n`);
	process.exit(report.lost + report.twice > 0 || !report.verdict.ok ? 1 : 0);
}
