// Whether something is still up to date: a stamp holds a hash of everything it was made from.
// Contents, not times: a fresh clone or a switched branch changes times without changing anything.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root } from './process.mjs';

/**
 * A hash of files and whole folders. What does not exist counts as empty.
 *
 * @param {string[]} paths seen from the repository's root
 * @param {(path: string) => boolean} [leaveOut] asked for every file and folder, with `/`
 */
export function fingerprint(paths, leaveOut = () => false) {
	const hash = createHash('sha256');
	for (const path of paths) {
		for (const file of filesIn(join(root, path), leaveOut)) {
			hash
				.update(`${toPath(file)}\0`)
				.update(readFileSync(file))
				.update('\0');
		}
	}
	return hash.digest('hex');
}

/**
 * @param {string} path
 * @param {(path: string) => boolean} leaveOut
 * @returns {string[]}
 */
function filesIn(path, leaveOut) {
	if (!existsSync(path) || leaveOut(toPath(path))) return [];
	if (!statSync(path).isDirectory()) return [path];
	const names = readdirSync(path).sort();
	return names.flatMap((name) => filesIn(join(path, name), leaveOut));
}

/** @param {string} file */
function toPath(file) {
	return relative(root, file).replaceAll('\\', '/');
}

/**
 * @param {string} stamp path of the stamp, seen from the root
 * @param {string} print
 */
export function isStamped(stamp, print) {
	const file = join(root, stamp);
	return existsSync(file) && readFileSync(file, 'utf8') === print;
}

/**
 * Written aside and renamed: never half a stamp, even if we are stopped in between.
 *
 * @param {string} stamp
 * @param {string} print
 */
export function writeStamp(stamp, print) {
	const file = join(root, stamp);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(`${file}.new`, print);
	renameSync(`${file}.new`, file);
}

/** @param {string} stamp */
export function removeStamp(stamp) {
	rmSync(join(root, stamp), { force: true });
}
