/**
 * The hash chain of one meeting: the exact string of each event, and the hash over all before it. Whoever
 * holds the last hash holds the whole journal to account.
 */
import { hash } from 'node:crypto';
import { canonical } from '#lib/meeting/canonical.ts';
import type { MeetingEvent } from '#lib/meeting/registry.ts';
import { upcast } from '#lib/meeting/upcast.ts';

/** Hash before the first event: covers the meeting id. */
export function genesis(meeting: string): string {
	return hash('sha256', `yitang:${meeting}`, 'hex');
}

/** The next hash of the chain: SHA-256(previous ‖ line), hex. */
export function chain(previous: string, line: string): string {
	return hash('sha256', previous + line, 'hex');
}

/** The exact string that is hashed and stored for one event. */
export function lineOf(meeting: string, event: MeetingEvent): string {
	const { v, seq, at, actor, type, body } = event;
	return canonical([v, meeting, seq, at, actor, type, body]);
}

/** Reads a stored line back. */
export function eventOf(line: string): MeetingEvent {
	const [v, , seq, at, actor, type, body] = JSON.parse(line) as unknown[];
	return upcast({ v, seq, at, actor, type, body } as MeetingEvent);
}
