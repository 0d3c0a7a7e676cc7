// Folders that runs of the tests make for themselves and remove at their end; one that was killed could not.

import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** No run takes as long, ms. */
const LONGER_THAN_A_RUN_MS = 3600_000;

/**
 * Removes what begins with `start` in `folder` and was last touched so long ago that whoever made it is gone.
 *
 * @param {string} folder
 * @param {string} start
 * @param {number} [age] ms
 */
export function removeLeftovers(folder, start, age = LONGER_THAN_A_RUN_MS) {
	for (const name of readdirSync(folder)) {
		if (!name.startsWith(start)) continue;
		const path = join(folder, name);
		// Another run may remove it at the same time, and what somebody else made is theirs.
		const found = statSync(path, { throwIfNoEntry: false });
		if (!found || Date.now() - found.mtimeMs < age) continue;
		try {
			rmSync(path, { recursive: true, force: true });
		} catch {
			continue;
		}
	}
}
