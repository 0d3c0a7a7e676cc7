/** A meeting was wiped while somebody was reading it: what they asked for is not there (P17). */
import { error } from '@sveltejs/kit';

/** @throws an HTTP error 404, as for a meeting that never was */
export function meetingGone(): never {
	error(404, 'not-found');
}
