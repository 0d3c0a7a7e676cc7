// The packages: installed when package.json or the lock file says something else than last time.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, root, Stop } from './process.mjs';
import { fingerprint, isStamped, writeStamp } from './stamp.mjs';

const STAMP = 'node_modules/.yitang-installed';

/**
 * Installs exactly what the lock file names, tools included even where NODE_ENV is production:
 * the build needs them. No package's script is run; SQLite and argon2 come prebuilt.
 *
 * @param {{ tools?: boolean }} [options] `tools: false`: what only builds and tests may be missing, as after
 *   `npm ci --omit=dev`
 * @throws {Stop} when npm fails
 */
export async function install({ tools = true } = {}) {
	const print = `${process.platform}-${process.arch} ${fingerprint(['package.json', 'package-lock.json'])}`;
	const without = `${print} without tools`;
	if (isStamped(STAMP, print) || (!tools && isStamped(STAMP, without))) return;
	const all = holdsTheLockedVersions(true);
	if (!all && !tools && holdsTheLockedVersions(false)) return writeStamp(STAMP, without);
	if (!all) {
		console.log('Installing the packages …');
		const flags = ['--ignore-scripts', '--include=dev', '--no-audit', '--no-fund'];
		const { code, output } = await npm(['ci', ...flags, '--loglevel=error'], { quiet: true });
		if (code !== 0) {
			throw new Stop(`The packages could not be installed; npm says:\n${output.slice(0, 2000)}`);
		}
	}
	writeStamp(STAMP, print);
}

/**
 * True after an `npm install` by hand: npm keeps its own list of what it put there, and it is there.
 *
 * @param {boolean} tools whether what only builds and tests must be there too
 */
function holdsTheLockedVersions(tools) {
	const list = join(root, 'node_modules/.package-lock.json');
	if (!existsSync(list)) return false;
	const present = JSON.parse(readFileSync(list, 'utf8')).packages;
	const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
	return Object.entries(wanted).every(([path, { version, optional, dev, devOptional }]) => {
		if (path === '') return true;
		if (!present[path]) return optional || (!tools && (dev || devOptional));
		return present[path].version === version && existsSync(join(root, path, 'package.json'));
	});
}
