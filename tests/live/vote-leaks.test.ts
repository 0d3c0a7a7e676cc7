import { expect, test } from 'vitest';
import { voteLeaks } from './vote-leaks.ts';
import { folder, served } from './world.ts';

test('[E15 F11] before the end no route and no socket of any role holds a choice, whoever asks; after it all do', async () => {
	const { read, leaks, blind } = await voteLeaks(await served(folder()), true);
	expect(leaks).toEqual([]);
	expect(blind).toEqual([]);
	expect(read).toBeGreaterThan(300);
}, 120_000);
