/** Half as much time again, for who needs it. */
import { expect, test } from 'vitest';
import { opened, resident } from './test-rolls.ts';

test('[S35] gives more time by the person or the desk, takes it back, and a guest keeps it when recognised', () => {
	const room = opened(resident('周雅琴', { role: 'chair' }), resident('李建国'));
	room.join('p', '李建国');
	const guest = room.state.roll.order.at(-1)!;
	const li = room.state.roll.order[1]!;
	const more = (seat: string, on: boolean) =>
		room.send('周雅琴', { type: 'roll.more-time', seat, more: on });
	expect([more('nobody', true), more(guest, true), more(guest, true)]).toEqual([
		'no-such-seat',
		'ok',
		'ok'
	]);
	expect(room.state.roll.seats[guest]).toMatchObject({ moreTime: true });
	room.send('organiser', { type: 'roll.bind', guest, seat: li });
	expect(room.state.roll.seats[li]).toMatchObject({ moreTime: true });
	more(guest, false);
	expect(room.state.roll.seats[li]).not.toHaveProperty('moreTime');
});
