/**
 * Development is the same app: one registry of rooms for pages and sockets, before and after a file has changed; and
 * who asks while it is opened anew waits, and is answered.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { WebSocket } from 'ws';
import { databasePath } from '#server/db/connection.ts';
import { DEMO_CODE } from '#server/demo/scenario-a.ts';
import { grouped, type Prove, type Row } from './program.ts';

const root = join(import.meta.dirname, '../..');
/** Of what every start reads, a file of each kind: the server's, a slice's, one that the screens share. */
const CHANGED = ['server/live.ts', 'src/lib/meeting/queue/decide.ts', 'src/lib/documents/wire.ts'];
/** How many ask at once, pages and sockets each, while it is opened anew. */
const ASKING = 5;
/** Who has not been answered by then is not answered at all; and so long may a change take to be noticed. */
const ANSWERED_MS = 60_000;

export const prove: Prove = async ({ size }) => {
	const dataDir = mkdtempSync(join(tmpdir(), 'yitang-development-'));
	const server = await startVite(dataDir);
	try {
		return await walk(server.origin, dataDir, size === 'full' ? 3 : 1);
	} finally {
		await server.stop();
		rmSync(dataDir, { recursive: true, force: true });
	}
};

async function walk(origin: string, dataDir: string, rounds: number): Promise<Row[]> {
	const page = () => startOfPage(origin);
	let start = await patiently(page);
	const key = addressKey(dataDir);
	const socket = () => startOfSocket(origin, key);
	const faults: string[] = [];
	const unanswered: string[] = [];
	const compare = async (when: string) => {
		const other = await patiently(socket);
		if (other !== start) faults.push(`${when}: a page says ${start}, a socket ${other}`);
	};
	await compare('at first');

	let answered = 0;
	for (let round = 0; round < rounds; round++)
		for (const file of CHANGED) {
			const now = new Date();
			utimesSync(join(root, file), now, now);
			let over = false;
			const ask = async (what: () => Promise<string>) => {
				for (; !over; await pause(20))
					await patiently(what).then(
						() => (answered += 1),
						(cause) => unanswered.push(`${file}: ${String(cause)}`)
					);
			};
			const asking = Array.from({ length: ASKING }, () => [ask(page), ask(socket)]).flat();
			const another = await anotherStart(page, start);
			over = true;
			await Promise.all(asking);
			if (another === null) faults.push(`${file} changed, and nothing was opened anew`);
			else start = another;
			await compare(`after ${file}`);
		}
	for (const fault of [...faults, ...unanswered].slice(0, 20)) console.error(fault);
	return [
		{
			promise: 'In development too a page and a socket are of one start, also after a change',
			figure: `${rounds * CHANGED.length} changes, ${faults.length} faults`,
			held: faults.length === 0
		},
		{
			promise: 'Whoever asks while development opens the app anew is answered',
			figure: `${grouped(answered)} pages and sockets answered, ${unanswered.length} not`,
			held: unanswered.length === 0
		}
	];
}

/** Whoever is told that it is stopping, or whose line is closed, asks again, as a phone does; silence is a fault. */
async function patiently(ask: () => Promise<string>): Promise<string> {
	const until = performance.now() + ANSWERED_MS;
	for (;;)
		try {
			return await ask();
		} catch (cause) {
			if (performance.now() >= until) throw cause;
			await pause(20);
		}
}

/** Asks until another start answers; null where none came. */
async function anotherStart(page: () => Promise<string>, before: string): Promise<string | null> {
	const until = performance.now() + ANSWERED_MS;
	while (performance.now() < until) {
		const now = await page().catch(() => before);
		if (now !== before) return now;
		await pause(20);
	}
	return null;
}

/** `npm run dev` without the compiler of sentences, which another test may be using. */
async function startVite(dataDir: string): Promise<{ origin: string; stop(): Promise<void> }> {
	const vite = join(root, 'node_modules/vite/bin/vite.js');
	const child = spawn(process.execPath, [vite, 'dev', '--port', '0', '--host', '127.0.0.1'], {
		cwd: root,
		env: {
			...process.env,
			...{ NODE_ENV: 'development', DATA_DIR: dataDir, LOG_LEVEL: 'error', NO_COLOR: '1' }
		},
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const ended = once(child, 'exit');
	const stop = async () => {
		child.kill('SIGKILL');
		await ended;
	};
	const origin = await new Promise<string>((resolve, reject) => {
		let said = '';
		child.stdout.setEncoding('utf8').on('data', (words: string) => {
			const found = /http:\/\/127\.0\.0\.1:\d+/.exec((said += words));
			if (found) resolve(found[0]);
		});
		void ended.then(() => reject(new Error(said)));
	});
	return { origin, stop };
}

/** Which start of the app answers pages. Rejects where it says that it cannot now, or says nothing. */
async function startOfPage(origin: string): Promise<string> {
	const response = await fetch(`${origin}/health`, { signal: AbortSignal.timeout(ANSWERED_MS) });
	if (!response.ok) throw new Error(`${response.status}`);
	return ((await response.json()) as { boot: string }).boot;
}

/** The demo meeting's unguessable address: six digits open no socket to a stranger. */
function addressKey(dataDir: string): string {
	const db = new Database(databasePath(dataDir), { readonly: true });
	const key = db.prepare('SELECT address_key FROM meeting WHERE code = ?').pluck().get(DEMO_CODE);
	db.close();
	return String(key);
}

/** Which start of the app answers a socket. Rejects where it is closed before it said so, or says nothing. */
async function startOfSocket(origin: string, key: string): Promise<string> {
	const url = `${origin.replace('http', 'ws')}/live/?m=${key}&EIO=4&transport=websocket`;
	const ws = new WebSocket(url, { headers: { origin } });
	const timer = setTimeout(() => ws.terminate(), ANSWERED_MS);
	try {
		return await new Promise<string>((resolve, reject) => {
			ws.on('message', (data) => {
				const words = String(data as Buffer);
				if (words.startsWith('0')) ws.send('40{}');
				if (words.startsWith('44')) reject(new Error(words));
				const found = /"boot":"([0-9a-f]+)"/.exec(words);
				if (found) resolve(found[1]!);
			});
			ws.on('error', reject);
			ws.on('close', (code) => reject(new Error(`closed with ${code}`)));
		});
	} finally {
		clearTimeout(timer);
		ws.terminate();
	}
}
