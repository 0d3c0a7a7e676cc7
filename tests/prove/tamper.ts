/** A backup is changed in a thousand ways: each is found, and named with its place. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeBackup } from '#server/backup.ts';
import { verifyFolder } from '#server/verify/verify.ts';
import { faultLines } from '#server/verify/report.ts';
import { fillFolder } from '../live/kept-folder.ts';
import { flipBits, tamperWith, tamperWithFolder } from '../live/tampering.ts';
import { grouped, type Prove } from './program.ts';

export const prove: Prove = async ({ size, seed }) => {
	const [changes, bits] = size === 'full' ? [1000, 1000] : [60, 60];
	const dir = mkdtempSync(join(tmpdir(), 'yitang-tamper-'));
	try {
		await fillFolder(dir);
		const backup = join(dir, 'backup.db');
		const whole = [await makeBackup(dir, backup), verifyFolder(dir)];
		for (const line of whole.flatMap((report) => faultLines(report))) console.error(line);
		const { tried, located, missed } = tamperWith(backup, dir, changes, seed);
		const flips = flipBits(backup, dir, bits, seed);
		const rest = join(dir, 'rest');
		mkdirSync(rest);
		await fillFolder(rest);
		const folder = tamperWithFolder(rest, changes, seed);
		for (const line of [...missed, ...folder.missed, ...flips.missed].slice(0, 20))
			console.error(line);
		return [
			{
				promise: 'A backup and its folder as they were made verify',
				figure: `${whole[0]!.events} events, ${whole[0]!.faults.length + whole[1]!.faults.length} faults`,
				held: whole.every((report) => report.sound)
			},
			{
				promise:
					'Changed values, deleted and added rows, tails, meetings, tables of a backup are located',
				figure: `${grouped(tried)} changes, ${grouped(located)} located and named`,
				held: missed.length === 0
			},
			{
				promise: 'The same changes of a folder whose server was stopped are located',
				figure: `${grouped(folder.tried)} changes, ${grouped(folder.located)} located and named`,
				held: folder.missed.length === 0
			},
			{
				promise: 'A flipped bit of a backup that changes what can be read is noticed',
				figure: `${grouped(flips.flipped)} bits, ${flips.mattered} mattered, ${flips.missed.length} unnoticed`,
				held: flips.missed.length === 0
			}
		];
	} finally {
		rmSync(dir, { recursive: true, force: true });
	}
};
