/**
 * A data folder whose disk can be filled up and emptied again while a server runs on it: a small file system
 * of its own where one may be mounted, else a limit on what the process may write. For whatever looks at a
 * full disk.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Built } from './built.ts';

export interface SmallDisk {
	/** For the closing table. */
	called: string;
	dir: string;
	/** From now on nothing new can be written. */
	fill(built: Built): void;
	free(built: Built): void;
	remove(): void;
}

const MEGABYTES = 64;

/** A file system in memory that is really full (ENOSPC); null where this user may not mount one. */
export function mountedDisk(): SmallDisk | null {
	const dir = mkdtempSync(join(tmpdir(), 'yitang-small-'));
	const options = ['-t', 'tmpfs', '-o', `size=${MEGABYTES}m,mode=700`, 'tmpfs', dir];
	if (process.platform !== 'linux' || spawnSync('mount', options).status !== 0) {
		rmSync(dir, { recursive: true });
		return null;
	}
	const ballast = join(dir, 'ballast');
	return {
		called: `a full file system of ${MEGABYTES} MB`,
		dir,
		fill() {
			const file = openSync(ballast, 'w');
			for (const bytes of [1 << 20, 4096, 1])
				try {
					for (;;) writeSync(file, Buffer.alloc(bytes));
				} catch {
					// So much no longer fits.
				}
			closeSync(file);
		},
		free: () => rmSync(ballast),
		remove() {
			execFileSync('umount', [dir]);
			rmSync(dir, { recursive: true });
		}
	};
}

/** A folder of which the server may write nothing while it is "full" (EFBIG), not even over old pages. */
export function limitedDisk(): SmallDisk | null {
	if (spawnSync('prlimit', ['--version']).status !== 0) return null;
	const dir = mkdtempSync(join(tmpdir(), 'yitang-small-'));
	const limit = ({ child }: Built, size: string) =>
		void execFileSync('prlimit', ['--pid', String(child.pid), `--fsize=${size}:unlimited`]);
	return {
		called: 'a limit of 0 bytes on every file',
		dir,
		fill: (built) => limit(built, '0'),
		free: (built) => limit(built, 'unlimited'),
		remove: () => rmSync(dir, { recursive: true })
	};
}
