/** Times that people choose, whatever they are, are stored, backed up and verified as they are. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Command } from '#lib/meeting/registry.ts';
import { makeBackup } from '#server/backup.ts';
import { parseCommand } from '#server/meeting/commands.ts';
import { faultLines } from '#server/verify/report.ts';
import { makeMeeting } from './people.ts';
import { serve } from './serve.ts';
import { folder } from './world.ts';

test('[V1] a start that people chose is no fault, whatever a plan takes', async () => {
	const dir = folder();
	const it = await serve(dir);
	const line = { session: null, owner: true, door: true };
	for (const [n, startsAt] of [0, 1, 978_307_200_000, 4_102_444_800_000].entries()) {
		const room = await makeMeeting(it.app, []);
		const draft = { title: '试一试', matter: '怎样办老年食堂？', startsAt };
		const command = parseCommand({ type: 'plan.amend', draft }) as Command;
		const answer = await room.ask({ id: `amended-${n}`, as: 'organiser', command }, line);
		expect(answer).toHaveProperty('seq');
	}
	await it.stop();
	expect(faultLines(await makeBackup(dir, join(dir, 'backup.db')))).toEqual([]);
});
