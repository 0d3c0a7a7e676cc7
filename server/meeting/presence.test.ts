/** For how long a seat has been silent, as the door of personal links asks (S41 of the roll). */
import { expect, it } from 'vitest';
import { emptyMeeting } from '#lib/meeting/meeting.ts';
import { Presence } from './presence.ts';
import type { Room } from './room.ts';

it('a seat is silent since its last screen went, and since the start where none came', () => {
	let at = 5_000;
	const room = { committed: { state: emptyMeeting(), seq: 0 }, now: () => at } as unknown as Room;
	const presence = new Presence(room, () => at);
	at += 30_000;
	expect(presence.silentFor('s1')).toBe(30_000);
	presence.come(['s1'], false);
	presence.come(['s1'], false);
	at += 90_000;
	expect(presence.silentFor('s1')).toBe(0);
	presence.go(['s1'], false);
	at += 1_000;
	expect(presence.silentFor('s1'), 'another screen is still there').toBe(0);
	presence.go(['s1'], false);
	at += 61_000;
	expect(presence.silentFor('s1')).toBe(61_000);
	presence.come(['s1'], false);
	expect(presence.silentFor('s1')).toBe(0);
});
