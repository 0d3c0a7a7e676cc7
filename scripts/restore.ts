/** `npm run restore -- file [--key fingerprint] [--force]`: see `server/restore-backup.ts`. */
import { parseArgs } from 'node:util';
import { readConfig } from '#server/config.ts';
import { restoreFrom } from '#server/restore-backup.ts';
import { writePrivately } from '#server/private-files.ts';

writePrivately();

try {
	const { values, positionals } = parseArgs({
		options: {
			key: { type: 'string', multiple: true },
			force: { type: 'boolean', default: false }
		},
		allowPositionals: true
	});
	const options = { force: values.force, ...(values.key ? { keys: values.key } : {}) };
	const said = await restoreFrom(positionals[0], readConfig(process.env), options);
	for (const sentence of said) console.log(sentence);
} catch (error) {
	// Foreseen or not, whoever restores at night needs a sentence and no stack.
	console.error(error instanceof Error ? error.message : String(error));
	process.exitCode = 1;
}
