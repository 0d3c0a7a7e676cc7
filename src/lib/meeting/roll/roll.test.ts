import { expect, it } from 'vitest';
import { attendanceCommands } from '../attendance/schema.ts';
import { notesCommands } from '../notes/schema.ts';
import { PERMITS } from '../permissions.ts';
import { rollCommands } from './schema.ts';
import { add, opened, planned, resident, roomOf, seatOf } from './test-rolls.ts';
import { seatByNo } from './view.ts';

it('[S1] numbers voting seats in the order of the list and leaves staff without', () => {
	const room = roomOf();
	const clerk = resident('孙晓彤', { role: 'clerk', votes: false });
	expect(add(room, resident('王桂芳'), clerk, resident('李建国'))).toBe('ok');
	expect(add(room, resident('刘玉珍'))).toBe('ok');
	expect(room.state.roll.order.map((id) => room.state.roll.seats[id]!.no)).toEqual([1, 0, 2, 3]);
	expect(seatByNo(room.state.roll, 3)?.id).toBe(room.seat('刘玉珍'));
	expect(seatByNo(room.state.roll, 0)).toBeUndefined();
});

it('[S1] writes nothing at all when one line is wrong', () => {
	const start = planned();
	const room = roomOf(start);
	expect(add(room, resident('王桂芳'), resident('   '))).toBe('name-missing');
	expect(room.detail).toEqual({ line: 2 });
	expect(room.state).toBe(start);
	expect(room.hidden.roll.people.size).toBe(0);
});

it('[S2] takes 2,000 lines and says so at 2,001', () => {
	const room = roomOf();
	const many = Array.from({ length: 2001 }, (_, n) => resident(`人${n}`));
	expect(add(room, ...many)).toBe('roll-too-long');
	expect(room.detail).toEqual({ max: 2000 });
	expect(add(room, ...many.slice(1))).toBe('ok');
	expect(add(room, resident('再来一位'))).toBe('roll-too-long');
});

it('[S3] cleans names and names the line that cannot be used', () => {
	const room = roomOf();
	expect(add(room, resident(' 王\u202E桂\u0000芳\n'))).toBe('ok');
	expect(room.hidden.roll.people.get(room.seat('王桂芳'))?.name).toBe('王桂芳');
	expect(add(room, resident('好'), resident('坏\uD800'))).toBe('malformed');
	expect(room.detail).toEqual({ line: 2 });
	expect(add(room, resident('字'.repeat(41)))).toBe('text-too-long');
	expect(room.detail).toEqual({ max: 40, line: 1 });
	expect(add(room, resident('字'.repeat(40)))).toBe('ok');
});

it('[S3] takes names that are keys of every object', () => {
	const room = roomOf();
	expect(add(room, resident('__proto__'), resident('constructor'), resident('toString'))).toBe(
		'ok'
	);
	expect(room.state.roll.order).toHaveLength(3);
	expect(room.send('organiser', { type: 'roll.remove', seat: '__proto__' })).toBe('no-such-seat');
	expect(room.send('organiser', { type: 'roll.role', seat: 'constructor', role: 'clerk' })).toBe(
		'no-such-seat'
	);
});

it('[S4] refuses the same person twice, by line and without the name', () => {
	const room = roomOf();
	expect(add(room, resident('王桂芳'), resident('李建国'), resident('王 桂芳'))).toBe(
		'roll-duplicate'
	);
	expect(room.detail).toEqual({ line: 1, other: 3 });
	expect(add(room, resident('王桂芳'), resident('王桂芳', { building: '2号楼' }))).toBe('ok');
	expect(add(room, resident('赵敏'), resident('王桂芳'))).toBe('already-on-roll');
	expect(room.detail).toEqual({ line: 2 });
});

it('[S5] [S6] has one chair, and only the organiser seats the desk', () => {
	const room = roomOf();
	const chair = resident('周雅琴', { role: 'chair' });
	expect(add(room, chair, resident('二号', { role: 'chair' }))).toBe('second-chair');
	expect(add(room, chair, resident('孙晓彤', { role: 'clerk' }))).toBe('ok');
	expect(add(room, resident('二号', { role: 'chair' }))).toBe('second-chair');
	room.scan('laptop', '孙晓彤');
	const clerk = room.seat('孙晓彤');
	const entries = [resident('朋友', { role: 'cochair' })];
	expect(room.send(clerk, { type: 'roll.add', entries })).toBe('not-allowed');
	expect(room.send(clerk, { type: 'roll.change', seat: clerk, change: { role: 'cochair' } })).toBe(
		'not-allowed'
	);
});

it('[S3] no number of an identity card is kept, wherever it is typed', () => {
	const room = opened(resident('孙晓彤', { role: 'clerk', votes: false }));
	room.scan('laptop', '孙晓彤');
	const clerk = room.seat('孙晓彤');
	for (const [name, building, title] of [
		['王桂芳', '370102196501011234', ''],
		['王桂芳 370102 19650101 123X', '', ''],
		['王桂芳', '', '３７０１０２１９６５０１０１１２３４'],
		['王桂芳', '370102', '19650101 1234']
	] as const) {
		const entry = resident(name, { building, title });
		expect(room.send(clerk, { type: 'roll.walk-in', entry })).toBe('id-number');
		expect(room.send('organiser', { type: 'roll.add', entries: [entry] })).toBe('id-number');
	}
	const entry = resident('王桂芳', { building: '12栋3单元1201', title: '电话13805310000' });
	expect(room.send(clerk, { type: 'roll.walk-in', entry })).toBe('ok');
});

it('[S7] seats and signs in a walk-in at once', () => {
	const room = opened(resident('孙晓彤', { role: 'clerk', votes: false }), resident('王桂芳'));
	room.scan('laptop', '孙晓彤');
	const entry = resident('过路的');
	expect(room.send(room.seat('孙晓彤'), { type: 'roll.walk-in', entry })).toBe('ok');
	expect(seatOf(room, '过路的').no).toBe(2);
	const attendance = room.state.attendance.of[room.seat('过路的')];
	expect(attendance).toMatchObject({ status: 'present', by: room.seat('孙晓彤'), late: false });
	expect(roomOf().send('organiser', { type: 'roll.walk-in', entry })).toBe('not-open');
});

it('[S8] removes a seat nobody speaks of and forgets the name', () => {
	const room = opened(
		resident('王桂芳'),
		resident('李建国'),
		resident('周雅琴', { role: 'chair' })
	);
	const [wang, li, zhou] = room.state.roll.order as [string, string, string];
	room.send('organiser', { type: 'attendance.sign-in', seat: wang });
	expect(room.send('organiser', { type: 'roll.remove', seat: wang })).toBe('seat-in-use');
	expect(room.send('organiser', { type: 'roll.remove', seat: zhou })).toBe('last-chair');
	room.scan('phone', '李建国');
	expect(room.send('organiser', { type: 'roll.remove', seat: li })).toBe('ok');
	expect(room.state.roll.order).toEqual([wang, zhou]);
	expect(room.hidden.roll.people.get(li)).toBeNull();
	expect(room.hidden.roll.holders.has(li)).toBe(false);
});

it('[S9] changes what is named, hashes a person again only when the words changed', () => {
	const room = roomOf();
	add(room, resident('王桂芳'), resident('孙晓彤', { role: 'clerk', votes: false }));
	const id = room.seat('王桂芳');
	const before = seatOf(room, '王桂芳');
	const change = (to: object, of = id) =>
		room.send('organiser', { type: 'roll.change', seat: of, change: to });
	expect(change({ channel: 'online' })).toBe('ok');
	expect(seatOf(room, '王桂芳')).toEqual({ ...before, channel: 'online' });
	expect(change({ building: '3号楼' })).toBe('ok');
	expect(room.state.roll.seats[id]!.person).not.toBe(before.person);
	expect(room.person(id)).toEqual({ name: '王桂芳', building: '3号楼', title: '居民代表' });
	const events = room.events.length;
	expect(change({ channel: 'online', building: '3号楼' })).toBe('ok');
	expect(room.events).toHaveLength(events);
	expect(change({ votes: true }, room.seat('孙晓彤'))).toBe('ok');
	expect(seatOf(room, '孙晓彤').no).toBe(2);
	expect(change({ name: '' })).toBe('name-missing');
	add(room, resident('李建国'));
	expect(change({ name: '李建国', building: '1号楼' })).toBe('already-on-roll');
});

it('[S1] has one shape for each command of the three slices, and no room in it for more', () => {
	const shapes = [...rollCommands, ...attendanceCommands, ...notesCommands];
	const types = shapes.map((shape) => shape.shape.type.value);
	const ours = Object.keys(PERMITS).filter((type) => /^(roll|attendance|notes)\./u.test(type));
	expect([...types].sort()).toEqual(ours.sort());
	const ok = (value: unknown) => rollCommands.some((shape) => shape.safeParse(value).success);
	const entry = resident('王桂芳');
	expect(ok({ type: 'roll.add', entries: [entry] })).toBe(true);
	expect(ok({ type: 'roll.add', entries: [{ ...entry, no: 1 }] })).toBe(false);
	expect(ok({ type: 'roll.add', entries: [{ ...entry, name: 'x'.repeat(1_000_000) }] })).toBe(
		false
	);
	expect(ok({ type: 'roll.change', seat: 's1', change: { held: true } })).toBe(false);
	expect(ok({ type: 'roll.role', seat: 's1', role: 'organiser' })).toBe(false);
	expect(ok(JSON.parse('{"type":"roll.remove","seat":"s1","__proto__":{"x":1}}'))).toBe(false);
});
