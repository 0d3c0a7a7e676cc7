// `npm run prove`: what is too long for the tests, ending in one table of promise → figure. The
// programs are tests/prove/*.ts; tests/prove/main.ts says what can be chosen.

import { buildPages } from './build.mjs';
import { install } from './install.mjs';
import { node, root, Stop } from './process.mjs';

/** Builds what people get, and runs the programs against it. */
export async function prove(/** @type {string[]} */ args) {
	await install();
	const { code, output } = await buildPages({ quiet: true });
	if (code !== 0) throw new Stop(`${output}\nThe pages could not be built; see above.`);
	const env = { ...process.env, YITANG_ROOT: root };
	return (await node(['tests/prove/main.ts', ...args], { env })).code;
}
