/** What is refused while lots cannot be opened. */
import { expect, test } from 'vitest';
import type { Command, HiddenWrite, MeetingState } from '#lib/meeting/registry.ts';
import { emptyMeeting } from '#lib/meeting/meeting.ts';
import { LockedLots } from './locked-lots.ts';

const locked = new LockedLots(new Map([['cards b1', 'cards']]));
const none = new LockedLots(new Map());
const state = emptyMeeting();
const close = { type: 'plan.close' } as const;
const closed: MeetingState = { ...state, plan: { ...state.plan, phase: 'closed' } };
const wrote = (...writes: object[]) => ({
	room: { state } as never,
	writes: writes as HiddenWrite[]
});

test('nothing is decided on what cannot be read: commands of the slice, changes by others, the closing', () => {
	const tally = { type: 'cards.tally', board: 'b2' } as unknown as Command;
	const pause = { type: 'queue.pause', entry: 'e1' } as unknown as Command;
	expect([locked.forbid(tally), locked.forbid(pause)]).toEqual([true, false]);
	const at = { slice: 'cards', lot: 'cards' };
	expect(locked.touchedBy(wrote({ ...at, of: 'b1', clear: true }), state, close)).toBe(true);
	expect(locked.touchedBy(wrote({ ...at, of: 'b1', key: 'x', value: null }), state, close)).toBe(
		true
	);
	expect(locked.touchedBy(wrote({ ...at, of: 'b2', clear: true }), state, close)).toBe(false);
	expect(locked.touchedBy(wrote({ slice: 'roll', op: 'person' }), state, close)).toBe(false);
	const closing = { writes: [], room: { state: closed } as never };
	expect(locked.touchedBy(closing, state, close)).toBe(true);
	expect(locked.touchedBy(closing, closed, close), 'what comes after the meeting').toBe(false);
	expect([none.any, none.forbid(tally), none.touchedBy(closing, state, close)]).toEqual([
		false,
		false,
		false
	]);
});
