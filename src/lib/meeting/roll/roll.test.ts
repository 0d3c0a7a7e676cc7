import { likenesses } from './match.ts';
import { describe, expect, it } from 'vitest';
import { attendanceCommands } from '../attendance/schema.ts';
import { privateView } from '../private-view.ts';
import { notesCommands } from '../notes/schema.ts';
import { PERMITS } from '../permissions.ts';
import { chairOf } from './roll.ts';
import { rollCommands } from './schema.ts';
import { resident, opened, planned, roomOf } from './test-rolls.ts';
import type { TestRoom } from '../test-room.ts';
import { byRole, seatByNo, seatWithRole, unhelped } from './view.ts';

const seat = (room: TestRoom, name: string) => room.state.roll.seats[room.seat(name)]!;
const holder = (room: TestRoom, name: string) => room.hidden.roll.holders.get(room.seat(name));
const add = (room: TestRoom, ...entries: ReturnType<typeof resident>[]) =>
	room.send('organiser', { type: 'roll.add', entries });

describe('the list', () => {
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
		expect(
			room.send(clerk, { type: 'roll.change', seat: clerk, change: { role: 'cochair' } })
		).toBe('not-allowed');
	});

	it('[S7] seats and signs in a walk-in at once', () => {
		const room = opened(resident('孙晓彤', { role: 'clerk', votes: false }), resident('王桂芳'));
		room.scan('laptop', '孙晓彤');
		const entry = resident('过路的');
		expect(room.send(room.seat('孙晓彤'), { type: 'roll.walk-in', entry })).toBe('ok');
		expect(seat(room, '过路的').no).toBe(2);
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
		const before = seat(room, '王桂芳');
		const change = (to: object, of = id) =>
			room.send('organiser', { type: 'roll.change', seat: of, change: to });
		expect(change({ channel: 'online' })).toBe('ok');
		expect(seat(room, '王桂芳')).toEqual({ ...before, channel: 'online' });
		expect(change({ building: '3号楼' })).toBe('ok');
		expect(room.state.roll.seats[id]!.person).not.toBe(before.person);
		expect(room.person(id)).toEqual({ name: '王桂芳', building: '3号楼', title: '居民代表' });
		const events = room.events.length;
		expect(change({ channel: 'online', building: '3号楼' })).toBe('ok');
		expect(room.events).toHaveLength(events);
		expect(change({ votes: true }, room.seat('孙晓彤'))).toBe('ok');
		expect(seat(room, '孙晓彤').no).toBe(2);
		expect(change({ name: '' })).toBe('name-missing');
		add(room, resident('李建国'));
		expect(change({ name: '李建国', building: '1号楼' })).toBe('already-on-roll');
	});
});

describe('phones', () => {
	it('[S10] sits down by the personal link, again without a word, and by nothing else', () => {
		const room = roomOf();
		add(room, resident('王桂芳'), resident('李建国'));
		const [wang, li] = room.state.roll.order as [string, string];
		expect(room.send({ session: 'p' }, { type: 'roll.claim', seat: wang })).toBe('not-your-seat');
		const wrong = { session: 'p', proves: li };
		expect(room.send(wrong, { type: 'roll.claim', seat: wang })).toBe('not-your-seat');
		expect(room.scan('p', '王桂芳')).toBe('ok');
		const after = room.state;
		expect(room.scan('p', '王桂芳')).toBe('ok');
		expect(room.state).toBe(after);
		expect(seat(room, '王桂芳').held).toBe(true);
	});

	it('[S11] asks the desk once when another phone holds the seat', () => {
		const room = roomOf();
		add(room, resident('王桂芳'));
		room.scan('old', '王桂芳');
		const after = room.state;
		room.scan('new', '王桂芳');
		room.scan('new', '王桂芳');
		expect(room.state).toBe(after);
		expect(room.hidden.roll.requests).toHaveLength(1);
		expect(holder(room, '王桂芳')).toBe('old');
		expect(
			privateView(room.state, room.hidden, { session: 'new', organiser: false }).roll.asking
		).toBe(room.seat('王桂芳'));
		for (let n = 0; n < 20; n += 1) room.scan(`curious ${n}`, '王桂芳');
		expect(room.hidden.roll.requests).toHaveLength(5);
	});

	it('[S12] holds three voting seats and any staff seat', () => {
		const room = roomOf();
		add(room, resident('甲'), resident('乙'), resident('丙'), resident('丁'));
		add(room, resident('记录员', { role: 'clerk', votes: false }));
		for (const name of ['甲', '乙', '丙']) expect(room.scan('p', name)).toBe('ok');
		expect(room.scan('p', '丁')).toBe('too-many-seats');
		expect(room.detail).toEqual({ max: 3 });
		expect(room.scan('p', '记录员')).toBe('ok');
		const vote = {
			type: 'roll.change',
			seat: room.seat('记录员'),
			change: { votes: true }
		} as const;
		expect(room.send('organiser', vote)).toBe('too-many-seats');
	});

	it('[S13] turns a guest into the entry when the same phone opens the link', () => {
		const room = opened(resident('王桂芳'));
		room.join('p', '王桂芳');
		const guest = room.state.roll.order[1]!;
		room.send(guest, { type: 'attendance.sign-in', seat: guest });
		const seatId = room.state.roll.order[0]!;
		expect(room.send({ session: 'p', proves: seatId }, { type: 'roll.claim', seat: seatId })).toBe(
			'ok'
		);
		expect([...room.hidden.roll.holders]).toEqual([[seatId, 'p']]);
		expect(room.state.roll.seats[guest]!.boundTo).toBe(seatId);
		expect(room.state.attendance.of[seatId]!.status).toBe('present');
	});

	it('[S14] moves the seat when the desk agrees, and leaves it when it does not', () => {
		const room = roomOf();
		add(room, resident('王桂芳'), resident('孙晓彤', { role: 'clerk', votes: false }));
		room.scan('laptop', '孙晓彤');
		room.scan('old', '王桂芳');
		room.scan('new', '王桂芳');
		const clerk = room.seat('孙晓彤');
		const asked = () => room.hidden.roll.requests[0]!.id;
		const events = room.events.length;
		expect(room.send(clerk, { type: 'roll.deny', request: asked() })).toBe('ok');
		expect(room.events).toHaveLength(events);
		expect(room.send(clerk, { type: 'roll.deny', request: 'r0' })).toBe('no-such-request');
		room.scan('new', '王桂芳');
		expect(room.send(room.seat('王桂芳'), { type: 'roll.allow', request: asked() })).toBe(
			'not-allowed'
		);
		expect(room.send(clerk, { type: 'roll.allow', request: asked() })).toBe('ok');
		expect(room.events.at(-1)!.type).toBe('roll.taken-over');
		expect(holder(room, '王桂芳')).toBe('new');
		expect(room.hidden.roll.requests).toEqual([]);
	});

	it('[S14] never gives a phone a fourth seat', () => {
		const room = roomOf();
		add(room, resident('甲'), resident('乙'), resident('丙'), resident('丁'));
		room.scan('old', '丁');
		room.scan('p', '丁');
		for (const name of ['甲', '乙', '丙']) room.scan('p', name);
		const request = room.hidden.roll.requests[0]!.id;
		expect(room.send('organiser', { type: 'roll.allow', request })).toBe('too-many-seats');
		expect(holder(room, '丁')).toBe('old');
	});

	it('[S15] gives a guest a seat without a vote while the code works and there is room', () => {
		expect(roomOf().join('p', '路人')).toBe('signin-closed');
		const room = roomOf(planned({ capacity: 2 }));
		room.pass(1000).tell([{ type: 'plan.opened', body: { stage: 'in' } }]);
		expect(room.join('p', ' \u200B')).toBe('name-missing');
		expect(room.join('p', '路人')).toBe('ok');
		expect(seat(room, '路人')).toMatchObject({ role: 'guest', votes: false, no: 0, held: true });
		expect(room.join('q', '路人乙')).toBe('ok');
		expect(room.join('r', '路人丙'), 'waits for the desk').toBe('ok');
		expect(room.hidden.roll.holders.size).toBe(2);
	});

	it('[S16] frees the seat; a guest who never took part is gone', () => {
		const room = opened(resident('王桂芳'));
		room.scan('p', '王桂芳');
		expect(
			room.send(room.seat('王桂芳'), { type: 'roll.release', seat: room.seat('王桂芳') })
		).toBe('ok');
		expect(seat(room, '王桂芳').held).toBe(false);
		expect(room.send('organiser', { type: 'roll.release', seat: room.seat('王桂芳') })).toBe(
			'seat-not-held'
		);
		room.join('q', '路人');
		const guest = room.seat('路人');
		expect(room.send(guest, { type: 'roll.release', seat: guest })).toBe('ok');
		expect(room.state.roll.order).toEqual([room.seat('王桂芳')]);
		expect(room.hidden.roll.people.get(guest)).toBeNull();
	});
});

describe('binding', () => {
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
		expect(holder(room, '王桂芳')).toBe('p');
		expect(room.hidden.roll.holders.has(guest)).toBe(false);
		expect(seat(room, '王桂芳')).toMatchObject({ held: true, channel: 'online' });
		expect(Object.keys(room.state.attendance.of)).toEqual([room.seat('王桂芳')]);
		expect(bind('王桂芳')).toBe('already-bound');
		expect(room.send('organiser', { type: 'attendance.sign-in', seat: guest })).toBe(
			'already-bound'
		);
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
});

describe('roles', () => {
	it('[S20] a browser with several seats acts as the one that fits its page', () => {
		const room = roomOf();
		add(room, resident('王桂芳'), resident('孙晓彤', { role: 'clerk', votes: false }));
		add(room, resident('周雅琴', { role: 'chair', votes: false }));
		const held = room.state.roll.order;
		const [wang, clerk, chair] = held as [string, string, string];
		expect(seatWithRole(room.state.roll, held, ['chair', 'cochair'])).toBe(chair);
		expect(seatWithRole(room.state.roll, held, ['timekeeper', 'clerk'])).toBe(clerk);
		expect(seatWithRole(room.state.roll, [wang, '__proto__'], ['chair'])).toBeUndefined();
	});

	it('[S19] hands each seat to exactly one helper', () => {
		const room = roomOf();
		add(room, resident('王桂芳', { hasPhone: false }), resident('刘玉珍', { hasPhone: false }));
		add(room, resident('刘洋', { role: 'helper', votes: false }));
		add(room, resident('韩磊', { role: 'helper', votes: false }));
		const [wang, liu, yang, han] = room.state.roll.order as [string, string, string, string];
		const help = (helper: string, seats: string[]) =>
			room.send('organiser', { type: 'roll.help', helper, seats });
		expect(help(wang, [liu])).toBe('not-a-helper');
		expect(help(yang, ['__proto__'])).toBe('no-such-seat');
		expect(help(yang, [wang, liu, liu])).toBe('ok');
		expect(unhelped(room.state.roll)).toEqual([]);
		expect(help(han, [liu])).toBe('ok');
		expect([wang, liu].map((id) => room.state.roll.seats[id]!.helper)).toEqual([yang, han]);
		expect(help(yang, [])).toBe('ok');
		expect(room.state.roll.seats[wang]!.helper).toBeNull();
		room.send('organiser', { type: 'roll.role', seat: han, role: 'member' });
		expect(room.state.roll.seats[liu]!.helper).toBeNull();
	});

	it('[S20] gives roles, but not the chair twice nor to a guest', () => {
		const room = opened(resident('周雅琴', { role: 'chair' }), resident('李建国'));
		room.join('p', '路人');
		const role = (name: string, to: 'chair' | 'member' | 'adviser') =>
			room.send('organiser', { type: 'roll.role', seat: room.seat(name), role: to });
		expect(role('李建国', 'chair')).toBe('second-chair');
		expect(role('周雅琴', 'member')).toBe('last-chair');
		expect(role('路人', 'adviser')).toBe('bind-first');
		expect(role('李建国', 'adviser')).toBe('ok');
		expect(seat(room, '李建国')).toMatchObject({ role: 'adviser', homeRole: 'adviser' });
		expect(byRole(room.state.roll).map((group) => group.role)).toEqual([
			'chair',
			'guest',
			'adviser'
		]);
	});

	it('[S21] hands the chair to somebody who is there, and takes it back', () => {
		const room = opened(resident('周雅琴', { role: 'chair' }), resident('李建国'));
		room.scan('desk', '周雅琴');
		const [zhou, li] = room.state.roll.order as [string, string];
		expect(room.send(zhou, { type: 'roll.hand-chair', to: li })).toBe('seat-not-held');
		room.send('organiser', { type: 'attendance.sign-in', seat: li });
		expect(room.send(zhou, { type: 'roll.hand-chair', to: li })).toBe('ok');
		expect(chairOf(room.state.roll)!.id).toBe(li);
		expect(room.state.roll.seats[zhou]!.role).toBe('cochair');
		expect(room.send(zhou, { type: 'roll.hand-chair', to: zhou })).toBe('ok');
		expect(room.state.roll.seats[li]!.role).toBe('member');
		expect(chairOf(room.state.roll)!.id).toBe(zhou);
	});

	it('[S22] opens the code with the meeting and closes it with the meeting', () => {
		const room = roomOf();
		const open = (to: boolean) => room.send('organiser', { type: 'roll.join-open', open: to });
		expect(open(true)).toBe('not-open');
		room.pass(1000).tell([{ type: 'plan.opened', body: { stage: 'in' } }]);
		expect(room.state.roll.joinOpen).toBe(true);
		expect(open(false)).toBe('ok');
		expect(room.join('p', '路人')).toBe('signin-closed');
		expect(open(true)).toBe('ok');
		room.pass(1000).tell([{ type: 'plan.closed', body: {} }]);
		expect(room.state.roll.joinOpen).toBe(false);
		expect(open(true)).toBe('closed');
	});
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
