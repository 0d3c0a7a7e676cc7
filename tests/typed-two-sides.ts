/** A mediation with everything in it that only a meeting of two sides has; for the tests of what events hold. */
import type { Command } from '#lib/meeting/registry.ts';
import type { TestRoom } from '#lib/meeting/test-room.ts';

type Run = (room: TestRoom, who: string, ...commands: Command[]) => void;

/** Somebody of a side talks, is given more time as the other side is, and the sides are apart. */
export function twoSides(room: TestRoom, run: Run, one: string, chair: string): TestRoom {
	const seat = room.seat(one);
	run(room, one, { type: 'roll.side', seat, side: 'a' });
	room.go('discussion', { force: true });
	const item = room.state.queue.item!;
	run(room, one, { type: 'queue.join', seat, item, stance: 'side' });
	const entry = room.state.queue.entries[0]!.id;
	run(room, chair, { type: 'queue.call', item, expect: entry }, { type: 'queue.start', entry });
	run(room, chair, { type: 'queue.extend', entry, seconds: 60 });
	run(room, chair, { type: 'queue.even', item, side: 'b' }, { type: 'queue.end', entry });
	run(room, chair, { type: 'runsheet.caucus', side: 'a' });
	return room;
}
