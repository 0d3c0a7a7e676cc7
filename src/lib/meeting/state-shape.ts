/** Which shapes the state of a meeting has: stored snapshots of another one are folded anew. */
import { SLICE_NAMES, STATE } from './meeting.ts';

/** Says in one number which shapes the slices have: another one when any of them changes. */
export const STATE_SHAPE = fingerprint(
	SLICE_NAMES.map((name) => `${name} ${STATE[name].shape}`).join()
);

/** FNV-1a, 32 bits. */
function fingerprint(text: string): number {
	let print = 0x811c9dc5;
	for (let n = 0; n < text.length; n++) print = Math.imul(print ^ text.charCodeAt(n), 0x01000193);
	return print >>> 0;
}
