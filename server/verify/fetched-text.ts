/** A file that somebody fetched and gives to the verifier: whatever it is, what is wrong is said in a sentence [V14 V15]. */
import { readFileSync } from 'node:fs';
import { whatIs } from '#server/db/inspect.ts';

/** Its text, or why there is none, to be read after its path. */
export function fetchedText(path: string): { text: string } | { wrong: string } {
	// A pipe might never end.
	if (!whatIs(path)?.isFile()) return { wrong: 'is no file that is there' };
	try {
		return { text: readFileSync(path, 'utf8') };
	} catch (error) {
		return { wrong: `cannot be read (${(error as NodeJS.ErrnoException).code})` };
	}
}
