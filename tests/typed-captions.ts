/** Captions, for the test of what is typed: written, taken back, and still there when the meeting closes. */
import type { TestRoom } from '#lib/meeting/test-room.ts';
import { CLERK, run, typed } from './typed-signs.ts';

export function captions(room: TestRoom, who: string): void {
	const seat = room.seat(who);
	run(room, CLERK, { type: 'captions.ask', seat, on: true });
	run(room, who, { type: 'captions.write', seat, text: typed() });
	const line = room.state.captions.lines[0]!.text.id;
	run(room, who, { type: 'captions.take-back', seat, line });
	run(room, who, { type: 'captions.write', seat, text: typed() });
}
