/** A thousand cards in the public record, as the built server sends it: a small page, and one with all. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import type { Command } from '#lib/meeting/registry.ts';
import { newId } from '#server/auth/arrival.ts';
import type { Room } from '#server/meeting/room.ts';
import { discuss, folder, openMeeting } from './world.ts';
import { resident } from './people.ts';
import { serve } from './serve.ts';

const CARDS = 1000;
const GROUPS = 20;

/** A folder with a meeting in which a thousand cards lie in twenty groups, but the last in none. */
async function thousand(): Promise<{ dir: string; room: Room }> {
	const dir = folder();
	const it = await serve(dir);
	const { room, chair, clerk } = await openMeeting(it, [resident('王桂芳')]);
	await discuss(room, chair);
	const item = room.committed.state.agenda.items[0]!.id;
	const session = room.committed.hidden.roll.holders.get(clerk.seat)!;
	// Typed at the desk, but not over its throttled socket.
	const send = async (as: string, command: Command) => {
		const who = { session: as === 'organiser' ? 'office' : session, owner: true };
		const said = await room.ask({ id: newId(), as, command }, { ...who, door: true });
		expect(said, command.type).toHaveProperty('seq');
	};
	await send('organiser', { type: 'record.set', publish: 'live' });
	const step = (from: 'ready' | 'writing' | 'grouping', to: 'writing' | 'grouping' | 'result') =>
		chair.send({ type: 'cards.go', board: 'b1', from, to, force: true });
	await chair.send({ type: 'cards.prepare', item, question: '最担心什么？' });
	await step('ready', 'writing');
	const ids = Array.from({ length: CARDS }, (_, n) => `card${String(n).padStart(9, '0')}`);
	await Promise.all(
		ids.map((card, n) => {
			const text = `第${n + 1}张：希望第${(n * 7) % 31}号楼的饭菜软烂少盐、价格便宜`;
			const key = `key-of-card-number-${n}`;
			const paper = { type: 'cards.paper', board: 'b1', stance: 'idea', number: n + 1 } as const;
			return send(clerk.seat, { ...paper, text, card, key });
		})
	);
	await step('writing', 'grouping');
	for (let n = 0; n < GROUPS; n++) {
		const cards = ids.slice(0, -1).filter((_, index) => index % GROUPS === n);
		const name = `第${n + 1}类想法`;
		await send(clerk.seat, { type: 'cards.group', board: 'b1', cards, to: 'new', name });
	}
	expect(await step('grouping', 'result')).toHaveProperty('seq');
	chair.close();
	clerk.close();
	await it.stop();
	return { dir, room };
}

/** The server as it is built, on this folder; gives its origin. */
function built(dir: string): Promise<string> {
	const env = { ...process.env, PORT: '0', HOST: '127.0.0.1', DATA_DIR: dir, DEMO: 'off' };
	const child = spawn(process.execPath, ['server/main.mjs'], {
		cwd: join(import.meta.dirname, '../..'),
		env: { ...env, LOG_LEVEL: 'error', PUBLIC_URL: '', NODE_ENV: 'production' },
		stdio: ['ignore', 'ignore', 'inherit', 'ipc']
	});
	onTestFinished(() => void child.kill('SIGKILL'));
	return new Promise((resolve, reject) => {
		child.once('message', ({ port }: { port: number }) => resolve(`http://127.0.0.1:${port}`));
		child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
	});
}

test('[D9] of a thousand cards the page shows the first, in 30 KB; all stand on a page without script', async () => {
	const { dir, room } = await thousand();
	const origin = await built(dir);
	const page = await (await fetch(`${origin}/r/${room.addressKey}`)).text();
	const size = gzipSync(page).length;
	expect(size, `${(size / 1024).toFixed(1)} KB gzip`).toBeLessThan(30 * 1024);
	expect(page).toContain('卡片1000张，归成20类。');
	expect(page).toContain('20. 第20类想法（49张）');
	// One of each group, and the one in none, once: the data comes beside the page.
	expect(page.split(/第\d+张：/u)).toHaveLength(1 + GROUPS + 1);
	expect(page).toContain(`href="/r/${room.addressKey}/cards#b1"`);

	const all = await (await fetch(`${origin}/r/${room.addressKey}/cards`)).text();
	for (let n = 1; n <= CARDS; n++) expect(all.split(`第${n}张：`), `card ${n}`).toHaveLength(2);
	expect(all).toContain('id="b1"');
	expect(all).toContain('最担心什么？');
	expect(all).not.toContain('<script');

	// Whoever follows the page gets no more than the page shows.
	const followed = await (await fetch(`${origin}/r/${room.addressKey}/record.json`)).text();
	expect(followed.split(/第\d+张：/u)).toHaveLength(1 + GROUPS + 1);
	const exported = await (await fetch(`${origin}/r/${room.addressKey}/export.md`)).text();
	expect(exported.split(/第\d+张：/u)).toHaveLength(1 + CARDS);
});
