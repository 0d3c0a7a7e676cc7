/** Development is the same app: one registry of rooms for pages and sockets, also after a reload. */
import { spawn } from 'node:child_process';
import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { DEMO_CODE } from '#server/demo/scenario-a.ts';
import { folder } from './world.ts';

const root = join(import.meta.dirname, '../..');

test('the page and the socket name the same start, before and after a reload', async () => {
	const child = spawn(
		process.execPath,
		[join(root, 'node_modules/vite/bin/vite.js'), 'dev', '--port', '0', '--host', '127.0.0.1'],
		{
			cwd: root,
			env: {
				...process.env,
				NODE_ENV: 'development',
				DATA_DIR: folder(),
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
	expect(await bootOfSocket(origin)).toBe(first);
	const now = new Date();
	utimesSync(join(root, 'server/live.ts'), now, now);
	await expect.poll(() => bootOfPage(origin), { timeout: 30_000 }).not.toBe(first);
	const second = await bootOfPage(origin);
	expect(await bootOfSocket(origin)).toBe(second);
}, 240_000);

async function bootOfPage(origin: string): Promise<string> {
	const response = await fetch(`${origin}/health`);
	return response.ok ? ((await response.json()) as { boot: string }).boot : '';
}

function bootOfSocket(origin: string): Promise<string> {
	const url = `${origin.replace('http', 'ws')}/live/?m=${DEMO_CODE}&EIO=4&transport=websocket`;
	const ws = new WebSocket(url, { headers: { origin } });
	return new Promise((resolve, reject) => {
		ws.on('message', (data) => {
			if (String(data).startsWith('0')) ws.send('40{}');
			const found = /"boot":"([0-9a-f]+)"/.exec(String(data));
			if (!found) return;
			resolve(found[1]!);
			ws.terminate();
		});
		ws.on('error', reject);
	});
}
