/** Work that must not keep anybody waiting, in a thread of its own. */
import { readlinkSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

/**
 * Lets the others on this machine go first: where two cores carry a thousand phones, a thread that thinks
 * would stand in their way. Other systems than Linux give a thread no rank of its own; there it does
 * nothing.
 */
export function stepBack(): void {
	try {
		// "<process>/task/<thread>" of whoever asks.
		const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1));
		if (thread > 0) setPriority(thread, constants.priority.PRIORITY_BELOW_NORMAL);
	} catch {
		// Then it shares the machine like everything else.
	}
}
