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

const seat = (told: TestRoom, name: string) => told.state.roll.seats[told.seat(name)]!;
const holder = (told: TestRoom, name: string) => told.hidden.roll.holders.get(told.seat(name));
const add = (told: TestRoom, ...entries: ReturnType<typeof resident>[]) =>
	told.say('organiser', { type: 'roll.add', entries });

describe('the list', () => {
	it('[S1] numbers voting seats in the order of the list and leaves staff without', () => {
		const told = roomOf();
		const clerk = resident('孙晓彤', { role: 'clerk', votes: false });
		expect(add(told, resident('王桂芳'), clerk, resident('李建国'))).toBe('ok');
		expect(add(told, resident('刘玉珍'))).toBe('ok');
		expect(told.state.roll.order.map((id) => told.state.roll.seats[id]!.no)).toEqual([1, 0, 2, 3]);
		expect(seatByNo(told.state.roll, 3)?.id).toBe(told.seat('刘玉珍'));
		expect(seatByNo(told.state.roll, 0)).toBeUndefined();
	});

	it('[S1] writes nothing at all when one line is wrong', () => {
		const start = planned();
		const told = roomOf(start);
		expect(add(told, resident('王桂芳'), resident('   '))).toBe('name-missing');
		expect(told.detail).toEqual({ line: 2 });
		expect(told.state).toBe(start);
		expect(told.hidden.roll.people.size).toBe(0);
	});

	it('[S2] takes 2,000 lines and says so at 2,001', () => {
		const told = roomOf();
		const many = Array.from({ length: 2001 }, (_, n) => resident(`人${n}`));
		expect(add(told, ...many)).toBe('roll-too-long');
		expect(told.detail).toEqual({ max: 2000 });
		expect(add(told, ...many.slice(1))).toBe('ok');
		expect(add(told, resident('再来一位'))).toBe('roll-too-long');
	});

	it('[S3] cleans names and names the line that cannot be used', () => {
		const told = roomOf();
		expect(add(told, resident(' 王\u202E桂\u0000芳\n'))).toBe('ok');
		expect(told.hidden.roll.people.get(told.seat('王桂芳'))?.name).toBe('王桂芳');
		expect(add(told, resident('好'), resident('坏\uD800'))).toBe('malformed');
		expect(told.detail).toEqual({ line: 2 });
		expect(add(told, resident('字'.repeat(41)))).toBe('text-too-long');
		expect(told.detail).toEqual({ max: 40, line: 1 });
		expect(add(told, resident('字'.repeat(40)))).toBe('ok');
	});

	it('[S3] takes names that are keys of every object', () => {
		const told = roomOf();
		expect(add(told, resident('__proto__'), resident('constructor'), resident('toString'))).toBe(
			'ok'
		);
		expect(told.state.roll.order).toHaveLength(3);
		expect(told.say('organiser', { type: 'roll.remove', seat: '__proto__' })).toBe('no-such-seat');
		expect(told.say('organiser', { type: 'roll.role', seat: 'constructor', role: 'clerk' })).toBe(
			'no-such-seat'
		);
	});

	it('[S4] refuses the same person twice, by line and without the name', () => {
		const told = roomOf();
		expect(add(told, resident('王桂芳'), resident('李建国'), resident('王 桂芳'))).toBe(
			'roll-duplicate'
		);
		expect(told.detail).toEqual({ line: 1, other: 3 });
		expect(add(told, resident('王桂芳'), resident('王桂芳', { building: '2号楼' }))).toBe('ok');
		expect(add(told, resident('赵敏'), resident('王桂芳'))).toBe('already-on-roll');
		expect(told.detail).toEqual({ line: 2 });
	});

	it('[S5] [S6] has one chair, and only the organiser seats the desk', () => {
		const told = roomOf();
		const chair = resident('周雅琴', { role: 'chair' });
		expect(add(told, chair, resident('二号', { role: 'chair' }))).toBe('second-chair');
		expect(add(told, chair, resident('孙晓彤', { role: 'clerk' }))).toBe('ok');
		expect(add(told, resident('二号', { role: 'chair' }))).toBe('second-chair');
		told.scan('laptop', '孙晓彤');
		const clerk = told.seat('孙晓彤');
		const entries = [resident('朋友', { role: 'cochair' })];
		expect(told.say(clerk, { type: 'roll.add', entries })).toBe('not-allowed');
		expect(told.say(clerk, { type: 'roll.change', seat: clerk, change: { role: 'cochair' } })).toBe(
			'not-allowed'
		);
	});

	it('[S7] seats and signs in a walk-in at once', () => {
		const told = opened(resident('孙晓彤', { role: 'clerk', votes: false }), resident('王桂芳'));
		told.scan('laptop', '孙晓彤');
		const entry = resident('过路的');
		expect(told.say(told.seat('孙晓彤'), { type: 'roll.walk-in', entry })).toBe('ok');
		expect(seat(told, '过路的').no).toBe(2);
		const attendance = told.state.attendance.of[told.seat('过路的')];
		expect(attendance).toMatchObject({ status: 'present', by: told.seat('孙晓彤'), late: false });
		expect(roomOf().say('organiser', { type: 'roll.walk-in', entry })).toBe('not-open');
	});

	it('[S8] removes a seat nobody speaks of and forgets the name', () => {
		const told = opened(
			resident('王桂芳'),
			resident('李建国'),
			resident('周雅琴', { role: 'chair' })
		);
		const [wang, li, zhou] = told.state.roll.order as [string, string, string];
		told.say('organiser', { type: 'attendance.sign-in', seat: wang });
		expect(told.say('organiser', { type: 'roll.remove', seat: wang })).toBe('seat-in-use');
		expect(told.say('organiser', { type: 'roll.remove', seat: zhou })).toBe('last-chair');
		told.scan('phone', '李建国');
		expect(told.say('organiser', { type: 'roll.remove', seat: li })).toBe('ok');
		expect(told.state.roll.order).toEqual([wang, zhou]);
		expect(told.hidden.roll.people.get(li)).toBeNull();
		expect(told.hidden.roll.holders.has(li)).toBe(false);
	});

	it('[S9] changes what is named, hashes a person again only when the words changed', () => {
		const told = roomOf();
		add(told, resident('王桂芳'), resident('孙晓彤', { role: 'clerk', votes: false }));
		const id = told.seat('王桂芳');
		const before = seat(told, '王桂芳');
		const change = (to: object, of = id) =>
			told.say('organiser', { type: 'roll.change', seat: of, change: to });
		expect(change({ channel: 'online' })).toBe('ok');
		expect(seat(told, '王桂芳')).toEqual({ ...before, channel: 'online' });
		expect(change({ building: '3号楼' })).toBe('ok');
		expect(told.state.roll.seats[id]!.person).not.toBe(before.person);
		expect(told.person(id)).toEqual({ name: '王桂芳', building: '3号楼', title: '居民代表' });
		const events = told.events.length;
		expect(change({ channel: 'online', building: '3号楼' })).toBe('ok');
		expect(told.events).toHaveLength(events);
		expect(change({ votes: true }, told.seat('孙晓彤'))).toBe('ok');
		expect(seat(told, '孙晓彤').no).toBe(2);
		expect(change({ name: '' })).toBe('name-missing');
		add(told, resident('李建国'));
		expect(change({ name: '李建国', building: '1号楼' })).toBe('already-on-roll');
	});
});

describe('phones', () => {
	it('[S10] sits down by the personal link, again without a word, and by nothing else', () => {
		const told = roomOf();
		add(told, resident('王桂芳'), resident('李建国'));
		const [wang, li] = told.state.roll.order as [string, string];
		expect(told.say({ session: 'p' }, { type: 'roll.claim', seat: wang })).toBe('not-your-seat');
		const wrong = { session: 'p', proves: li };
		expect(told.say(wrong, { type: 'roll.claim', seat: wang })).toBe('not-your-seat');
		expect(told.scan('p', '王桂芳')).toBe('ok');
		const after = told.state;
		expect(told.scan('p', '王桂芳')).toBe('ok');
		expect(told.state).toBe(after);
		expect(seat(told, '王桂芳').held).toBe(true);
	});

	it('[S11] asks the desk once when another phone holds the seat', () => {
		const told = roomOf();
		add(told, resident('王桂芳'));
		told.scan('old', '王桂芳');
		const after = told.state;
		told.scan('new', '王桂芳');
		told.scan('new', '王桂芳');
		expect(told.state).toBe(after);
		expect(told.hidden.roll.requests).toHaveLength(1);
		expect(holder(told, '王桂芳')).toBe('old');
		expect(
			privateView(told.state, told.hidden, { session: 'new', organiser: false }).roll.asking
		).toBe(told.seat('王桂芳'));
		for (let n = 0; n < 20; n += 1) told.scan(`curious ${n}`, '王桂芳');
		expect(told.hidden.roll.requests).toHaveLength(5);
	});

	it('[S12] holds three voting seats and any staff seat', () => {
		const told = roomOf();
		add(told, resident('甲'), resident('乙'), resident('丙'), resident('丁'));
		add(told, resident('记录员', { role: 'clerk', votes: false }));
		for (const name of ['甲', '乙', '丙']) expect(told.scan('p', name)).toBe('ok');
		expect(told.scan('p', '丁')).toBe('too-many-seats');
		expect(told.detail).toEqual({ max: 3 });
		expect(told.scan('p', '记录员')).toBe('ok');
		const vote = {
			type: 'roll.change',
			seat: told.seat('记录员'),
			change: { votes: true }
		} as const;
		expect(told.say('organiser', vote)).toBe('too-many-seats');
	});

	it('[S13] turns a guest into the entry when the same phone opens the link', () => {
		const told = opened(resident('王桂芳'));
		told.join('p', '王桂芳');
		const guest = told.state.roll.order[1]!;
		told.say(guest, { type: 'attendance.sign-in', seat: guest });
		const seatId = told.state.roll.order[0]!;
		expect(told.say({ session: 'p', proves: seatId }, { type: 'roll.claim', seat: seatId })).toBe(
			'ok'
		);
		expect([...told.hidden.roll.holders]).toEqual([[seatId, 'p']]);
		expect(told.state.roll.seats[guest]!.boundTo).toBe(seatId);
		expect(told.state.attendance.of[seatId]!.status).toBe('present');
	});

	it('[S14] moves the seat when the desk agrees, and leaves it when it does not', () => {
		const told = roomOf();
		add(told, resident('王桂芳'), resident('孙晓彤', { role: 'clerk', votes: false }));
		told.scan('laptop', '孙晓彤');
		told.scan('old', '王桂芳');
		told.scan('new', '王桂芳');
		const clerk = told.seat('孙晓彤');
		const asked = () => told.hidden.roll.requests[0]!.id;
		const events = told.events.length;
		expect(told.say(clerk, { type: 'roll.deny', request: asked() })).toBe('ok');
		expect(told.events).toHaveLength(events);
		expect(told.say(clerk, { type: 'roll.deny', request: 'r0' })).toBe('no-such-request');
		told.scan('new', '王桂芳');
		expect(told.say(told.seat('王桂芳'), { type: 'roll.allow', request: asked() })).toBe(
			'not-allowed'
		);
		expect(told.say(clerk, { type: 'roll.allow', request: asked() })).toBe('ok');
		expect(told.events.at(-1)!.type).toBe('roll.taken-over');
		expect(holder(told, '王桂芳')).toBe('new');
		expect(told.hidden.roll.requests).toEqual([]);
	});

	it('[S14] never gives a phone a fourth seat', () => {
		const told = roomOf();
		add(told, resident('甲'), resident('乙'), resident('丙'), resident('丁'));
		told.scan('old', '丁');
		told.scan('p', '丁');
		for (const name of ['甲', '乙', '丙']) told.scan('p', name);
		const request = told.hidden.roll.requests[0]!.id;
		expect(told.say('organiser', { type: 'roll.allow', request })).toBe('too-many-seats');
		expect(holder(told, '丁')).toBe('old');
	});

	it('[S15] gives a guest a seat without a vote while the code works and there is room', () => {
		expect(roomOf().join('p', '路人')).toBe('signin-closed');
		const told = roomOf(planned({ capacity: 2 }));
		told.pass(1000).tell([{ type: 'plan.opened', body: { stage: 'in' } }]);
		expect(told.join('p', ' \u200B')).toBe('name-missing');
		expect(told.join('p', '路人')).toBe('ok');
		expect(seat(told, '路人')).toMatchObject({ role: 'guest', votes: false, no: 0, held: true });
		expect(told.join('q', '路人乙')).toBe('ok');
		expect(told.join('r', '路人丙'), 'waits for the desk').toBe('ok');
		expect(told.hidden.roll.holders.size).toBe(2);
	});

	it('[S16] frees the seat; a guest who never took part is gone', () => {
		const told = opened(resident('王桂芳'));
		told.scan('p', '王桂芳');
		expect(told.say(told.seat('王桂芳'), { type: 'roll.release', seat: told.seat('王桂芳') })).toBe(
			'ok'
		);
		expect(seat(told, '王桂芳').held).toBe(false);
		expect(told.say('organiser', { type: 'roll.release', seat: told.seat('王桂芳') })).toBe(
			'seat-not-held'
		);
		told.join('q', '路人');
		const guest = told.seat('路人');
		expect(told.say(guest, { type: 'roll.release', seat: guest })).toBe('ok');
		expect(told.state.roll.order).toEqual([told.seat('王桂芳')]);
		expect(told.hidden.roll.people.get(guest)).toBeNull();
	});
});

describe('binding', () => {
	it('[S17] moves phone and attendance to the entry, and never to one that is taken', () => {
		const told = opened(resident('王桂芳'), resident('李建国'));
		told.scan('other', '李建国');
		told.join('p', '王阿姨');
		const guest = told.seat('王阿姨');
		told.say(guest, { type: 'attendance.sign-in', seat: guest, channel: 'online' });
		const bind = (name: string) =>
			told.say('organiser', { type: 'roll.bind', guest, seat: told.seat(name) });
		expect(bind('李建国')).toBe('already-bound');
		expect(bind('王桂芳')).toBe('ok');
		expect(holder(told, '王桂芳')).toBe('p');
		expect(told.hidden.roll.holders.has(guest)).toBe(false);
		expect(seat(told, '王桂芳')).toMatchObject({ held: true, channel: 'online' });
		expect(Object.keys(told.state.attendance.of)).toEqual([told.seat('王桂芳')]);
		expect(bind('王桂芳')).toBe('already-bound');
		expect(told.say('organiser', { type: 'attendance.sign-in', seat: guest })).toBe(
			'already-bound'
		);
	});

	it('[S18] says whom a guest seems to be, and what speaks against it', () => {
		const told = opened(
			resident('王桂芳', { building: '3号楼' }),
			resident('李建国'),
			resident('双胞'),
			resident('双胞', { title: '楼长' }),
			resident('周雅琴', { role: 'chair' }),
			resident('占着'),
			resident('到了'),
			resident('两位')
		);
		told.scan('z', '占着');
		told.say('organiser', { type: 'attendance.sign-in', seat: told.seat('到了'), channel: 'hall' });
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
		for (const [n, [name, building]] of asked.entries()) told.join(`p${n}`, name, building);
		const { roll, attendance } = told.state;
		const alike = likenesses(roll, attendance, (seat) => told.hidden.roll.people.get(seat));
		const guests = roll.order.filter((seat) => roll.seats[seat]!.guest);
		expect(guests.map((guest) => alike.get(guest)?.doubt)).toEqual([
			...[null, undefined, undefined, undefined],
			...['held', 'present', 'two', 'two']
		]);
		expect(alike.get(guests[0]!)!.seat.id).toBe(told.seat('王桂芳'));
	});
});

describe('roles', () => {
	it('[S20] a browser with several seats acts as the one that fits its page', () => {
		const told = roomOf();
		add(told, resident('王桂芳'), resident('孙晓彤', { role: 'clerk', votes: false }));
		add(told, resident('周雅琴', { role: 'chair', votes: false }));
		const held = told.state.roll.order;
		const [wang, clerk, chair] = held as [string, string, string];
		expect(seatWithRole(told.state.roll, held, ['chair', 'cochair'])).toBe(chair);
		expect(seatWithRole(told.state.roll, held, ['timekeeper', 'clerk'])).toBe(clerk);
		expect(seatWithRole(told.state.roll, [wang, '__proto__'], ['chair'])).toBeUndefined();
	});

	it('[S19] hands each seat to exactly one helper', () => {
		const told = roomOf();
		add(told, resident('王桂芳', { hasPhone: false }), resident('刘玉珍', { hasPhone: false }));
		add(told, resident('刘洋', { role: 'helper', votes: false }));
		add(told, resident('韩磊', { role: 'helper', votes: false }));
		const [wang, liu, yang, han] = told.state.roll.order as [string, string, string, string];
		const help = (helper: string, seats: string[]) =>
			told.say('organiser', { type: 'roll.help', helper, seats });
		expect(help(wang, [liu])).toBe('not-a-helper');
		expect(help(yang, ['__proto__'])).toBe('no-such-seat');
		expect(help(yang, [wang, liu, liu])).toBe('ok');
		expect(unhelped(told.state.roll)).toEqual([]);
		expect(help(han, [liu])).toBe('ok');
		expect([wang, liu].map((id) => told.state.roll.seats[id]!.helper)).toEqual([yang, han]);
		expect(help(yang, [])).toBe('ok');
		expect(told.state.roll.seats[wang]!.helper).toBeNull();
		told.say('organiser', { type: 'roll.role', seat: han, role: 'member' });
		expect(told.state.roll.seats[liu]!.helper).toBeNull();
	});

	it('[S20] gives roles, but not the chair twice nor to a guest', () => {
		const told = opened(resident('周雅琴', { role: 'chair' }), resident('李建国'));
		told.join('p', '路人');
		const role = (name: string, to: 'chair' | 'member' | 'adviser') =>
			told.say('organiser', { type: 'roll.role', seat: told.seat(name), role: to });
		expect(role('李建国', 'chair')).toBe('second-chair');
		expect(role('周雅琴', 'member')).toBe('last-chair');
		expect(role('路人', 'adviser')).toBe('bind-first');
		expect(role('李建国', 'adviser')).toBe('ok');
		expect(seat(told, '李建国')).toMatchObject({ role: 'adviser', homeRole: 'adviser' });
		expect(byRole(told.state.roll).map((group) => group.role)).toEqual([
			'chair',
			'guest',
			'adviser'
		]);
	});

	it('[S21] hands the chair to somebody who is there, and takes it back', () => {
		const told = opened(resident('周雅琴', { role: 'chair' }), resident('李建国'));
		told.scan('desk', '周雅琴');
		const [zhou, li] = told.state.roll.order as [string, string];
		expect(told.say(zhou, { type: 'roll.hand-chair', to: li })).toBe('seat-not-held');
		told.say('organiser', { type: 'attendance.sign-in', seat: li });
		expect(told.say(zhou, { type: 'roll.hand-chair', to: li })).toBe('ok');
		expect(chairOf(told.state.roll)!.id).toBe(li);
		expect(told.state.roll.seats[zhou]!.role).toBe('cochair');
		expect(told.say(zhou, { type: 'roll.hand-chair', to: zhou })).toBe('ok');
		expect(told.state.roll.seats[li]!.role).toBe('member');
		expect(chairOf(told.state.roll)!.id).toBe(zhou);
	});

	it('[S22] opens the code with the meeting and closes it with the meeting', () => {
		const told = roomOf();
		const open = (to: boolean) => told.say('organiser', { type: 'roll.join-open', open: to });
		expect(open(true)).toBe('not-open');
		told.pass(1000).tell([{ type: 'plan.opened', body: { stage: 'in' } }]);
		expect(told.state.roll.joinOpen).toBe(true);
		expect(open(false)).toBe('ok');
		expect(told.join('p', '路人')).toBe('signin-closed');
		expect(open(true)).toBe('ok');
		told.pass(1000).tell([{ type: 'plan.closed', body: {} }]);
		expect(told.state.roll.joinOpen).toBe(false);
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
