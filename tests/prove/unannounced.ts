/** Whoever has the key of a meeting that is not announced learns nothing by it, whatever they ask. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareUnannounced } from '../live/unannounced.ts';
import { grouped, type Prove } from './program.ts';

export const prove: Prove = async ({ size }) => {
	const dir = mkdtempSync(join(tmpdir(), 'yitang-unannounced-'));
	try {
		const { asked, differ, ownRecord, kept, read } = await compareUnannounced(dir, size === 'full');
		for (const fault of [...differ, ...kept].slice(0, 20)) console.error(fault);
		return [
			{
				promise: 'Not announced: with its key every route answers as with the key of no meeting',
				figure: `${grouped(asked)} pairs of requests, ${differ.length} differ`,
				held: asked > 0 && differ.length === 0
			},
			{
				promise: 'Not announced: who holds a seat reads it, and no browser or proxy may keep it',
				figure: `${read} answers read, ${kept.length} may be kept`,
				held: ownRecord.reads && kept.length === 0
			}
		];
	} finally {
		rmSync(dir, { recursive: true, force: true });
	}
};
