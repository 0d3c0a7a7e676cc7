import { expect, test } from 'vitest';
import { resident } from './people.ts';
import { fillSlowPhone } from './slow.ts';
import { folder, openMeeting, served } from './world.ts';

test('[F33] a phone that stops reading is let go instead of filling the server; others are untouched', async () => {
	const it = await served(folder());
	const { room, chair } = await openMeeting(it, [resident('王桂芳')]);
	await fillSlowPhone(it, room, chair);
	expect(chair.copy!.seq).toBeGreaterThan(0);
});
