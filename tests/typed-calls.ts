/** Sound and video, for the test of what is typed: in the hall, apart, and in a call that everybody knows of. */
import { isPresent } from '#lib/meeting/attendance/attendance.ts';
import type { TestRoom } from '#lib/meeting/test-room.ts';
import { CHAIR, run, typed } from './typed-signs.ts';

export function calls(room: TestRoom, who: string): void {
	const seat = room.seat(who);
	run(room, CHAIR, { type: 'calls.let-speak', seat, open: true });
	run(room, CHAIR, { type: 'calls.close-hall' });
	if (!isPresent(room.state.attendance, room.seat(CHAIR)))
		run(room, CHAIR, { type: 'attendance.sign-in', seat: room.seat(CHAIR) });
	run(room, CHAIR, { type: 'calls.begin-private', seats: [seat] });
	const [id] = [...room.hidden.lots['private-calls'].keys()] as [string];
	run(room, who, { type: 'calls.answer', call: id, seat, level: 'text' });
	run(room, who, { type: 'calls.write', call: id, seat, text: typed() });
	run(room, CHAIR, { type: 'calls.end', call: id, result: typed() });
	const parent = room.state.agenda.items[0]!.id;
	run(room, CHAIR, { type: 'agenda.add-sub', parent, title: typed(), kind: 'video' });
	const item = room.state.agenda.items.find(({ kind }) => kind === 'video')!.id;
	run(room, CHAIR, { type: 'agenda.open', item });
	const call = room.state.calls.video.at(-1)!.id;
	run(room, CHAIR, { type: 'calls.invite', call, seat });
	run(room, who, { type: 'calls.answer', call, seat, level: 'voice' });
	run(room, who, { type: 'calls.leave', call, seat });
	run(room, CHAIR, { type: 'calls.end', call, result: typed() });
	run(room, CHAIR, { type: 'agenda.open', item: parent });
}
