/** Requests that no browser sends end no process and no page. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoMeeting, startBuilt } from '../live/built.ts';
import { fuzzHttp } from '../live/http-fuzz.ts';
import { grouped, type Prove } from './program.ts';

export const prove: Prove = async ({ size, seed }) => {
	const dataDir = mkdtempSync(join(tmpdir(), 'yitang-http-'));
	const built = await startBuilt(dataDir, { LOG_LEVEL: 'error' });
	const demo = await demoMeeting(built);
	const raw = await fuzzHttp(built, demo, size === 'full' ? 20_000 : 1000, seed);
	await built.stop();
	rmSync(dataDir, { recursive: true, force: true });
	for (const fault of raw.faults.slice(0, 20)) console.error(`${fault}\n`);
	const by = Object.entries(raw.answers).map(([status, n]) => `${status}: ${grouped(n)}`);
	return [
		{
			promise: 'Raw HTTP of every kind: the process lives, and nothing is answered 5xx',
			figure: `${grouped(raw.sent)} requests, ${raw.faults.length} faults (${by.join(', ')})`,
			held: raw.alive && raw.faults.length === 0
		}
	];
};
