// The door behind `npm start`, `npm test` and the other commands. It runs on any Node from 18 and
// needs nothing installed: it fetches what is missing, in this order, and only when it is missing:
// a newer Node, the packages, the build. Keep every file it imports free of dependencies.

import { backup, bench, dev, recover, restore, start, verify } from './commands.mjs';
import { useNewEnoughNode } from './node.mjs';
import { Stop } from './process.mjs';
import { prove } from './prove.mjs';
import { test } from './tests.mjs';

/** @type {Record<string, (args: string[]) => Promise<number>>} */
const commands = { start, dev, test, prove, bench, backup, restore, recover, verify };

const [name = '', ...args] = process.argv.slice(2);

try {
	const command = commands[name];
	if (!command) throw new Stop(`Say one of: npm run ${Object.keys(commands).join(', ')}.`);
	process.exitCode = (await useNewEnoughNode()) ?? (await command(args));
} catch (error) {
	// A Stop was foreseen and says in words what to do; anything else is a fault and keeps its stack.
	console.error(error instanceof Stop ? `\n${error.message}` : error);
	process.exitCode = 1;
}
