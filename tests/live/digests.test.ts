/** What is kept of commands over a start: whether the same was said, and nothing to try words against. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { App } from '#server/app.ts';
import { makeMeeting } from './people.ts';
import { serve } from './serve.ts';
import { folder } from './world.ts';

test('a start blanks what other keys have made', async () => {
	const dir = folder();
	const { app, stop } = await serve(dir);
	const room = await makeMeeting(app, []);
	const rows = async (of: App) =>
		(await of.store.all<{ digest: string }>('SELECT digest FROM answer')).map(
			({ digest }) => digest
		);
	const plain = createHash('sha256').update('what an earlier release kept').digest('base64url');
	const add = 'INSERT INTO answer (meeting, actor, command, digest, seq) VALUES (?, ?, ?, ?, 1)';
	await app.store.write([{ sql: add, args: [room.meeting, 'someone', 'long-ago', plain] }]);
	const kept = (await rows(app)).filter((digest) => digest !== plain);
	expect(kept.length).toBeGreaterThan(0);
	await stop();
	const again = await serve(dir);
	// Those of forms can be compared still, and are no use without this installation's key.
	expect((await rows(again.app)).sort()).toEqual(['', ...kept].sort());
	await again.stop();
});
