/**
 * `npm run bench`: one table of what a full hall costs, our server beside three others, in one run.
 *
 *   --quick          100 clients, then the special exercises small (about a minute)
 *   --sizes 100,500  other sizes
 *   --only storm,snapshot,kill,arriving,crowd,rooms,cards,votes,secret,record,documents,evening
 *   --kinds ours,plain,single,batch
 *   --dir <folder>   where data folders are made (its disk is the one measured)
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { arrivingPart } from './arriving.ts';
import { Crowd } from './crowd.ts';
import { documentsPart } from './documents.ts';
import { eveningPart } from './evening.ts';
import { table, type Line } from './figures.ts';
import { fsyncTimes, machine, watchHost } from './machine.ts';
import {
	cardsPart,
	crowdPart,
	killPart,
	roomsPart,
	snapshotPart,
	stormPart,
	type Bench
} from './parts.ts';
import { recordPart } from './record.ts';
import { KINDS, type Kind } from './servers.ts';
import { secretVotesPart } from './secret-votes.ts';
import { votesPart } from './votes.ts';

const { values: options } = parseArgs({
	options: {
		quick: { type: 'boolean', default: false },
		sizes: { type: 'string' },
		only: {
			type: 'string',
			default:
				'storm,snapshot,kill,arriving,crowd,rooms,cards,votes,secret,record,documents,evening'
		},
		kinds: { type: 'string', default: KINDS.join() },
		dir: { type: 'string', default: tmpdir() }
	}
});
const sizes = (options.sizes ?? (options.quick ? '100' : '100,500,1000')).split(',').map(Number);
const parts = new Set(options.only.split(','));
const folder = mkdtempSync(join(options.dir, 'yitang-bench-'));
const lines: Line[] = [];
const started = Date.now();
const about = machine();
const host = watchHost();
const disk = fsyncTimes(folder);
const crowd = await Crowd.start(2);
const bench: Bench = {
	crowd,
	folder,
	fsync: disk.p50,
	kinds: options.kinds.split(',') as Kind[],
	add: (...more) => void lines.push(...more),
	log: (text) => process.stderr.write(`${((Date.now() - started) / 1000).toFixed(0)} s  ${text}\n`)
};

try {
	if (parts.has('storm')) for (const size of sizes) await stormPart(bench, size);
	const full = options.quick ? 200 : 1000;
	if (parts.has('snapshot')) await snapshotPart(bench, full);
	if (parts.has('kill')) await killPart(bench, full);
	if (parts.has('arriving'))
		for (const seats of options.quick ? [100] : [300, 1000]) await arrivingPart(bench, seats);
	if (parts.has('crowd') && !options.quick) await crowdPart(bench, 1000, 5000);
	if (parts.has('record'))
		await recordPart(bench, options.quick ? 100 : 1000, options.quick ? 5 : 15);
	if (parts.has('rooms')) await roomsPart(bench, options.quick ? 20 : 200, 25, 45);
	if (parts.has('documents')) await documentsPart(bench, options.quick ? 5 : 15);
	if (parts.has('evening')) await eveningPart(bench, options.quick ? 700 : undefined);
	if (parts.has('votes')) await votesPart(bench, full, options.quick ? 2 : 5);
	if (parts.has('secret')) await secretVotesPart(bench, full);
	if (parts.has('cards')) await cardsPart(bench, full, options.quick ? 10 : 30);
} finally {
	await crowd.end();
	rmSync(folder, { recursive: true });
}

const missed = lines.filter((line) => line.met === false).length;
const load = loadavg()[0]!.toFixed(2);
console.log(`\n${about}; ${load} after it (the bench itself included)`);
console.log(`taken by others on the same host meanwhile: ${host()}`);
console.log(`fsync of 4 KB: p50 ${disk.p50.toFixed(2)} ms, p99 ${disk.p99.toFixed(2)} ms`);
console.log(`${new Date().toISOString().slice(0, 10)}, ${Date.now() - started} ms in all\n`);
console.log(table(lines));
console.log(`\n${lines.filter((line) => line.met).length} met, ${missed} not met`);
