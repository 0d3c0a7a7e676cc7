/** Development is the same app: one registry of rooms for pages and sockets, also after a reload. */
import { spawn } from 'node:child_process';
import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { databasePath } from '#server/db/connection.ts';
import { DEMO_CODE } from '#server/demo/scenario-a.ts';
import { folder } from './world.ts';

const root = join(import.meta.dirname, '../..');

test('the page and the socket name the same start, before and after a reload', async () => {
	const data = folder();
	const child = spawn(
		process.execPath,
		[join(root, 'node_modules/vite/bin/vite.js'), 'dev', '--port', '0', '--host', '127.0.0.1'],
		{
			cwd: root,
			env: {
				...process.env,
				NODE_ENV: 'development',
				DATA_DIR: data,
				LOG_LEVEL: 'error',
				NO_COLOR: '1'
			},
			stdio: ['ignore', 'pipe', 'inherit']
		}
	);
	onTestFinished(() => void child.kill('SIGKILL'));
	const origin = await new Promise<string>((resolve, reject) => {
		let said = '';
		child.stdout!.on('data', (chunk: Buffer) => {
			said += chunk.toString();
			const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
			if (found) resolve(found[0]);
		});
		child.once('exit', () => reject(new Error(said)));
	});

	const first = await bootOfPage(origin);
	const key = addressKey(data);
	expect(await bootOfSocket(origin, key)).toBe(first);
	const now = new Date();
	utimesSync(join(root, 'server/live.ts'), now, now);
	await expect.poll(() => bootOfPage(origin), { timeout: 30_000 }).not.toBe(first);
	const second = await bootOfPage(origin);
	expect(await bootOfSocket(origin, key)).toBe(second);
}, 240_000);

async function bootOfPage(origin: string): Promise<string> {
	const response = await fetch(`${origin}/health`);
	return response.ok ? ((await response.json()) as { boot: string }).boot : '';
}

/** The demo meeting's unguessable address: six digits open no socket to a stranger. */
function addressKey(data: string): string {
	const db = new Database(databasePath(data), { readonly: true });
	const key = db.prepare('SELECT address_key FROM meeting WHERE code = ?').pluck().get(DEMO_CODE);
	db.close();
	return String(key);
}

function bootOfSocket(origin: string, key: string): Promise<string> {
	const url = `${origin.replace('http', 'ws')}/live/?m=${key}&EIO=4&transport=websocket`;
	const ws = new WebSocket(url, { headers: { origin } });
	return new Promise((resolve, reject) => {
		ws.on('message', (data) => {
			if (String(data).startsWith('0')) ws.send('40{}');
			if (String(data).startsWith('44')) reject(new Error(String(data)));
			const found = /"boot":"([0-9a-f]+)"/.exec(String(data));
			if (!found) return;
			resolve(found[1]!);
			ws.terminate();
		});
		ws.on('error', reject);
	});
}
