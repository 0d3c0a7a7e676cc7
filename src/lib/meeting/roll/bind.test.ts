import { expect, it } from 'vitest';
import { likenesses } from './match.ts';
import { holderOf, opened, resident, seatOf } from './test-rolls.ts';

it('[S17] moves phone and attendance to the entry, and never to one that is taken', () => {
	const room = opened(resident('王桂芳'), resident('李建国'));
	room.scan('other', '李建国');
	room.join('p', '王阿姨');
	const guest = room.seat('王阿姨');
	room.send(guest, { type: 'attendance.sign-in', seat: guest, channel: 'online' });
	const bind = (name: string) =>
		room.send('organiser', { type: 'roll.bind', guest, seat: room.seat(name) });
	expect(bind('李建国')).toBe('already-bound');
	expect(bind('王桂芳')).toBe('ok');
	expect(holderOf(room, '王桂芳')).toBe('p');
	expect(room.hidden.roll.holders.has(guest)).toBe(false);
	expect(seatOf(room, '王桂芳')).toMatchObject({ held: true, channel: 'online' });
	expect(Object.keys(room.state.attendance.of)).toEqual([room.seat('王桂芳')]);
	expect(bind('王桂芳')).toBe('already-bound');
	expect(room.send('organiser', { type: 'attendance.sign-in', seat: guest })).toBe('already-bound');
});

it('[S18] says whom a guest seems to be, and what speaks against it', () => {
	const room = opened(
		resident('王桂芳', { building: '3号楼' }),
		resident('李建国'),
		resident('双胞'),
		resident('双胞', { title: '楼长' }),
		resident('周雅琴', { role: 'chair' }),
		resident('占着'),
		resident('到了'),
		resident('两位')
	);
	room.scan('z', '占着');
	room.send('organiser', {
		type: 'attendance.sign-in',
		seat: room.seat('到了'),
		channel: 'hall'
	});
	const asked: [string, string][] = [
		['王 桂芳', '３号楼'],
		['李建国', '2号楼'],
		['双胞', '1号楼'],
		['周雅琴', '1号楼'],
		['占着', '1号楼'],
		['到了', '1号楼'],
		['两位', '1号楼'],
		['两位', '1号楼']
	];
	for (const [n, [name, building]] of asked.entries()) room.join(`p${n}`, name, building);
	const { roll, attendance } = room.state;
	const alike = likenesses(roll, attendance, (seat) => room.hidden.roll.people.get(seat));
	const guests = roll.order.filter((seat) => roll.seats[seat]!.guest);
	expect(guests.map((guest) => alike.get(guest)?.doubt)).toEqual([
		...[null, undefined, undefined, undefined],
		...['held', 'present', 'two', 'two']
	]);
	expect(alike.get(guests[0]!)!.seat.id).toBe(room.seat('王桂芳'));
});
