/**
 * A server of its own for whoever opens real pages: the built app on a free port, with the demo meeting, and the links
 * that it would print.
 */
import Database from 'better-sqlite3';
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { OutcomeLine } from '#lib/meeting/outcomes/outcomes.ts';
import { Links } from '#server/auth/links.ts';
import { ownerPath } from '#server/notice/owner-links.ts';

/** Code of the demo meeting, scenario A. */
export const CODE = '110411';

/** Paths of public addresses, and of the big screen, paired already. */
export interface PublicPaths {
	join: string;
	watch: string;
	record: string;
	hall: string;
}

/** A server that runs; `output`: all that it has printed. */
export interface Running {
	process: ChildProcess;
	port: number;
	output(): string;
}

/** Starts it on this data folder; port 0: any that is free. Throws when it ends before it listens. */
export function start(dataDir: string, port: number): Promise<Running> {
	const child = spawn(process.execPath, ['server/main.mjs'], {
		env: {
			...process.env,
			PORT: String(port),
			HOST: '0.0.0.0',
			DATA_DIR: dataDir,
			LOG_LEVEL: 'warn',
			PUBLIC_URL: ''
		},
		stdio: ['ignore', 'pipe', 'inherit', 'ipc']
	});
	let output = '';
	child.stdout!.on('data', (chunk: Buffer) => (output += chunk.toString()));
	return new Promise((resolve, reject) => {
		child.once('message', (message) =>
			resolve({ process: child, port: (message as { port: number }).port, output: () => output })
		);
		child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${output}`)));
	});
}

/** Ends it, and waits until it has ended. */
export function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
	if (child.exitCode !== null) return Promise.resolve();
	return new Promise((resolve) => {
		child.removeAllListeners('exit');
		child.once('exit', () => resolve());
		child.kill(signal);
	});
}

/** Where the meeting with this code is watched, shown and read. */
export function publicPaths(dataDir: string, code: string): PublicPaths {
	const db = new Database(join(dataDir, 'yitang.db'), { readonly: true });
	const row = db
		.prepare('SELECT id, address_key AS key, display_round AS round FROM meeting WHERE code = ?')
		.get(code) as { id: string; key: string; round: number };
	db.close();
	return {
		join: `/join?code=${row.key}`,
		watch: `/m/${row.key}/watch`,
		record: `/r/${row.key}`,
		hall: `/hall/${code}?display=${new Links(dataDir).displayToken(row.id, row.round)}`
	};
}

/** Path of the personal link of this person of the demo meeting, or of the one with this code. */
export function personalLink(dataDir: string, name: string, code = CODE): string {
	const db = new Database(join(dataDir, 'yitang.db'), { readonly: true });
	const row = db
		.prepare(
			`SELECT person.meeting, person.seat FROM person JOIN meeting ON meeting.id = person.meeting
			 WHERE meeting.code = ? AND json_extract(person.body, '$.name') = ?`
		)
		.get(code, name) as { meeting: string; seat: string } | undefined;
	db.close();
	if (!row) throw new Error(`nobody called ${name} is on the roll`);
	return `/s/${code}#${row.seat}.${new Links(dataDir).token(row.meeting, row.seat)}`;
}

/** Path of the page of whoever answers for the first result of the demo meeting. */
export function firstOwner(dataDir: string, line: OutcomeLine): string {
	const db = new Database(join(dataDir, 'yitang.db'), { readonly: true });
	const room = db
		.prepare('SELECT id AS meeting, address_key AS addressKey FROM meeting WHERE code = ?')
		.get(CODE) as { meeting: string; addressKey: string };
	db.close();
	const path = ownerPath({ links: new Links(dataDir) }, room, 1, line);
	if (!path) throw new Error('nobody answers for the first result');
	return path;
}
