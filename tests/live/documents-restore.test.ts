/** A backup comes back under people who write: what they hold and the server does not is never merged. */
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';
import { SYNC } from '#lib/documents/wire.ts';
import { open } from '#server/running.ts';
import { bundled } from './bundled.ts';
import { linked } from './linked.ts';
import { makeMeeting, resident } from './people.ts';
import type { Served } from './serve.ts';
import { folder } from './world.ts';
import { addressOf, cookieOf, rawSocket, syncMessage } from './writers.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');

/** The server as it runs, which can take a backup in; without pages. */
async function running(dir: string): Promise<Served> {
	const env = { DATA_DIR: dir, PORT: '0', HOST: '127.0.0.1', DEMO: 'off' };
	const live = await open({ ...env, LOG_LEVEL: 'silent', YITANG_ROOT: root });
	const server = createServer((_, response) => response.writeHead(404).end());
	server.on('upgrade', (request, socket, head) => {
		socket.on('error', () => socket.destroy());
		live.handleUpgrade(request, socket, head);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const stop = async () => {
		await live.close();
		server.closeAllConnections();
		server.close();
	};
	onTestFinished(stop);
	return {
		get app() {
			return live.app;
		},
		server,
		origin: `http://127.0.0.1:${port}`,
		stop
	};
}

/** `npm run backup` or `npm run restore` with this file. */
async function script(name: 'backup' | 'restore', dir: string, file: string) {
	return run(process.execPath, [await bundled(name), file], {
		cwd: root,
		env: { ...process.env, DATA_DIR: dir, YITANG_ROOT: root }
	});
}

test('[F22 F41] a backup taken and restored under writers: everybody is told; of the old document nothing is merged, one’s own words stay in sight', async () => {
	const dir = folder();
	const it = await running(dir);
	const room = await makeMeeting(it.app, [resident('王桂芳')]);
	const cookie = await cookieOf(it, room, 'clerk');
	const one = linked(it, room, cookie);
	const two = linked(it, room, cookie);
	await one.until((state) => state.synced, 'the words');
	await two.until((state) => state.synced, 'the words');
	one.type('开头');

	const copy = join(dir, 'copy.db');
	let backed = false;
	const backup = script('backup', dir, copy).finally(() => (backed = true));
	for (let n = 0; !backed; n++) {
		one.type(String(n % 10));
		await one.until((state) => state.unsaved === 0, 'it to be saved');
	}
	await backup;
	one.type('备份以后存好的');
	await one.until((state) => state.unsaved === 0, 'it to be saved');
	await two.until(() => two.words() === one.words(), 'the other to have it');
	const all = one.words();
	const old = await addressOf(it, room, 'minutes');

	const restoring = script('restore', dir, copy);
	await one.until((state) => !state.connected, 'the server to close');
	one.type('没来得及存的');
	const held = Y.encodeStateAsUpdate(one.link.doc);
	await one.until((state) => state.restored && state.synced, 'the restored one');
	await two.until((state) => state.restored && state.synced, 'the restored one');
	await restoring;

	const back = (await it.app.rooms.byCode(room.code))!;
	const stored = async () =>
		(await it.app.documents.open(back.meeting, 'minutes')).doc.getText('t').toString();
	const restored = await stored();
	expect(restored).toMatch(/^开头\d*$/);
	expect(all.startsWith(restored)).toBe(true);
	expect([one.words(), two.words()]).toEqual([restored, restored]);
	// What was saved after the backup, and what was not.
	const lost = `${all.slice(restored.length)}没来得及存的`;
	expect(lost).toContain('备份以后存好的');
	expect(one.link.state).toMatchObject({ notIncluded: lost, unsaved: 0 });
	// Who wrote nothing since has nothing to copy.
	expect(two.link.state).toMatchObject({ notIncluded: null, unsaved: 0 });
	one.link.dismiss();
	expect(one.link.state).toMatchObject({ restored: false, notIncluded: null });

	// An old client with everything it held: not let in under the old epoch, whatever it brings.
	expect(await addressOf(it, back, 'minutes')).not.toBe(old);
	const stale = await rawSocket(it, old, cookie);
	stale.send(syncMessage(SYNC.step2, held));
	await stale.until(() => stale.closed !== null, 'to be told');
	expect(stale.closed).toEqual({ code: 4410, reason: 'not-included' });
	expect(await stored()).toBe(restored);

	one.type('，接着写');
	await one.until((state) => state.unsaved === 0, 'it to be saved');
	await two.until(() => two.words() === one.words(), 'the other to have it');
	expect(await stored()).toBe(`${restored}，接着写`);
});
