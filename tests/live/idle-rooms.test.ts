/** Rooms that nobody needs leave memory; one that somebody has in hand does not, though it is only read. */
import { expect, onTestFinished, test } from 'vitest';
import type { Command } from '#lib/meeting/registry.ts';
import { newId } from '#server/auth/arrival.ts';
import { testClock } from '#server/test-clock.ts';
import { makeMeeting, resident, staff } from './people.ts';
import { serve } from './serve.ts';
import { folder } from './world.ts';

const MINUTES = 60_000;
const ORGANISER = { session: null, owner: true, door: true };

test('a room that is only read stays; one that went home takes nothing, and its meeting has one room', async () => {
	const clock = testClock();
	const it = await serve(folder(), clock.environment);
	onTestFinished(() => it.stop());
	const { rooms, access } = it.app;
	const room = await makeMeeting(it.app, [resident('王桂芳')]);
	const readers = [
		() => rooms.byId(room.meeting),
		() => rooms.byCode(room.code),
		() => Promise.resolve(rooms.inMemoryByKey(room.addressKey)),
		() => access.byKey(room.addressKey)
	];
	for (const read of readers) {
		clock.pass(8 * MINUTES);
		await read();
		clock.pass(8 * MINUTES);
		rooms.unloadIdle();
		expect([...rooms.inMemory]).toEqual([room]);
	}
	clock.pass(11 * MINUTES);
	rooms.unloadIdle();
	expect([...rooms.inMemory]).toEqual([]);
	const next = (await rooms.byId(room.meeting))!;
	expect(next).not.toBe(room);
	// Whoever holds the one from before, over a slow upload, writes no second history.
	const entries = [staff('来宾', 'observer')];
	const ask = (at: typeof room) => {
		const command: Command = { type: 'roll.add', entries };
		return at.ask({ id: newId(), as: 'organiser', command }, ORGANISER);
	};
	expect(await ask(room)).toEqual({ refused: 'not-saved' });
	expect(await ask(next)).toEqual({ seq: next.committed.seq });
});
