import { describe, expect, it } from 'vitest';
import type { MeetingEvent } from '../registry.ts';
import { privateView } from '../private-view.ts';
import { factsOf } from '../facts.ts';
import type { Channel } from '../names.ts';
import { resident, opened, planned, roomOf } from '../roll/test-rolls.ts';
import type { TestRoom } from '../test-room.ts';
import { upcast } from '../upcast.ts';
import { attendanceCommands } from './schema.ts';
import { nonOfficialShare } from './non-officials.ts';
import { attendanceOf, counts, quorum } from './view.ts';

const go = (room: TestRoom, to: string) =>
	room
		.pass(1000)
		.tell([{ type: 'runsheet.entered', body: { from: 'in', to, how: 'next', reason: null } }]);
const why = (room: TestRoom, name: string) =>
	room.hidden.lots['leave-reasons'].get(room.seat(name));
const of = (room: TestRoom, name: string) => attendanceOf(room.state, room.seat(name));

/** A meeting with three residents and a clerk at the laptop. */
function seated(): TestRoom & { clerk: string } {
	const room = opened(
		resident('王桂芳', { hasPhone: false }),
		resident('李建国'),
		resident('赵敏', { channel: 'online' }),
		resident('孙晓彤', { role: 'clerk', votes: false, official: true })
	);
	room.scan('laptop', '孙晓彤');
	room.scan('phone', '李建国');
	return Object.assign(room, { clerk: room.seat('孙晓彤') });
}

describe('signing in', () => {
	it('[A1] waits for the opening, happens once, ends with the meeting', () => {
		const room = roomOf();
		room.send('organiser', { type: 'roll.add', entries: [resident('李建国')] });
		const seat = room.seat('李建国');
		const signIn = () => room.send('organiser', { type: 'attendance.sign-in', seat });
		expect(signIn()).toBe('not-open');
		room.pass(1000).tell([{ type: 'plan.opened', body: { stage: 'in' } }]);
		expect(signIn()).toBe('ok');
		expect(signIn()).toBe('already-present');
		room.pass(1000).tell([{ type: 'plan.closed', body: {} }]);
		expect(room.send('organiser', { type: 'attendance.step-out', seat })).toBe('closed');
	});

	it('[A1] knows no seat that is not on the roll, whatever its name', () => {
		const room = seated();
		for (const seat of ['s99', '__proto__', 'toString'])
			expect(room.send(room.clerk, { type: 'attendance.sign-in', seat })).toBe('no-such-seat');
	});

	it('[A2] [A3] says from where, and who ticked it', () => {
		const room = seated();
		const li = room.seat('李建国');
		expect(room.send(li, { type: 'attendance.sign-in', seat: li, channel: 'online' })).toBe('ok');
		expect(of(room, '李建国').by).toBeNull();
		expect(room.state.roll.seats[li]!.channel).toBe('online');
		const wang = room.seat('王桂芳');
		expect(room.send(li, { type: 'attendance.sign-in', seat: wang })).toBe('not-allowed');
		expect(room.send(room.clerk, { type: 'attendance.sign-in', seat: wang })).toBe('ok');
		expect(of(room, '王桂芳').by).toBe(room.clerk);
	});

	it('[A3] ticks several at once, all or none', () => {
		const room = seated();
		const seats = ['王桂芳', '李建国', '王桂芳'].map((name) => room.seat(name));
		const all = (list: string[]) =>
			room.send(room.clerk, { type: 'attendance.sign-in-all', seats: list });
		expect(all([...seats, 's99'])).toBe('no-such-seat');
		expect(counts(room.state).present).toBe(0);
		expect(all(seats)).toBe('ok');
		expect(counts(room.state).present).toBe(2);
		expect(all([...seats, room.seat('赵敏')])).toBe('ok');
		expect(counts(room.state)).toMatchObject({ present: 3, hall: 2, online: 1 });
		expect(all(seats)).toBe('already-present');
	});

	it('[A4] is late once the room has gone past sign-in, and stays so', () => {
		const room = seated();
		const tick = (name: string) =>
			room.send(room.clerk, { type: 'attendance.sign-in', seat: room.seat(name) });
		tick('王桂芳');
		go(room, 'rules');
		tick('李建国');
		const { signedInAt } = of(room, '李建国');
		expect([of(room, '王桂芳').late, of(room, '李建国').late]).toEqual([false, true]);
		go(room, 'in');
		tick('赵敏');
		expect(of(room, '赵敏').late).toBe(false);
		for (const type of ['attendance.step-out', 'attendance.return'] as const)
			room.send(room.clerk, { type, seat: room.seat('李建国') });
		expect(of(room, '李建国')).toMatchObject({ status: 'present', late: true, signedInAt });
		expect(counts(room.state).late).toBe(1);
	});
});

it('[A17] who is put on the list while the meeting is on was not awaited, and is never late', () => {
	const room = seated();
	go(room, 'rules');
	room.send(room.clerk, { type: 'roll.add', entries: [resident('后来的', {})] });
	room.send(room.clerk, { type: 'roll.walk-in', entry: resident('路过的', {}) });
	const seat = room.seat('后来的');
	expect(room.send(room.clerk, { type: 'attendance.sign-in', seat })).toBe('ok');
	for (const name of ['后来的', '路过的'])
		expect(of(room, name), name).toMatchObject({ status: 'present', late: false });
	expect(counts(room.state).late).toBe(0);
});

it('[A16] opening the meeting signs in whoever chairs, and nobody else', () => {
	const people = [
		resident('周雅琴', { role: 'chair', votes: false }),
		resident('孙晓彤', { role: 'clerk', votes: false }),
		resident('王桂芳')
	];
	const room = roomOf();
	room.send('organiser', { type: 'roll.add', entries: people });
	room.scan('desk', '周雅琴');
	expect(room.send(room.seat('周雅琴'), { type: 'plan.open' })).toBe('ok');
	expect(of(room, '周雅琴')).toMatchObject({ status: 'present', late: false });
	for (const name of ['孙晓彤', '王桂芳']) expect(of(room, name).status, name).toBe('expected');
	const other = roomOf();
	other.send('organiser', { type: 'roll.add', entries: people });
	other.send('organiser', { type: 'plan.open' });
	expect(of(other, '周雅琴').status, 'the organiser opened it').toBe('expected');
});

describe('entered late', () => {
	it('[A13] is not come late where the desk says so, and the minutes say that it was entered later', () => {
		const room = seated();
		const all = (name: string, earlier?: true) =>
			room.send(room.clerk, {
				...{ type: 'attendance.sign-in-all', seats: [room.seat(name)] },
				...(earlier ? { earlier } : {})
			});
		all('王桂芳', true);
		go(room, 'rules');
		expect(all('李建国', true)).toBe('ok');
		all('赵敏');
		expect(of(room, '王桂芳').backfilled).toBeUndefined();
		expect(of(room, '李建国')).toMatchObject({ late: false, backfilled: true });
		expect(of(room, '赵敏')).toMatchObject({ late: true });
		expect(counts(room.state).late).toBe(1);
		expect(factsOf(room.events).filter(({ what }) => what === 'came')).toMatchObject([
			{ seat: room.seat('李建国'), late: false, backfilled: true },
			{ seat: room.seat('赵敏'), late: true }
		]);
		room.send(room.clerk, { type: 'attendance.undo-sign-in', seat: room.seat('李建国') });
		expect(of(room, '李建国').backfilled).toBeUndefined();
	});

	it('[A13] nobody says of themselves that they came before', () => {
		const room = seated();
		const seat = room.seat('王桂芳');
		room.scan('p', '王桂芳');
		go(room, 'rules');
		const sign = { type: 'attendance.sign-in', seat, earlier: true } as const;
		expect(room.send(seat, sign)).toBe('not-allowed');
	});
});

describe('being away', () => {
	it('[A5] answers before the meeting, and changes its mind', () => {
		const room = roomOf();
		room.send('organiser', { type: 'roll.add', entries: [resident('谢军')] });
		const seat = room.seat('谢军');
		room.scan('p', '谢军');
		const rsvp = (answer: 'coming' | 'online' | 'leave', reason?: string) =>
			room.send(seat, { type: 'attendance.rsvp', seat, rsvp: answer, reason });
		expect(rsvp('leave', ' 出差 ')).toBe('ok');
		expect(of(room, '谢军')).toMatchObject({ status: 'leave', rsvp: 'leave' });
		expect(why(room, '谢军')).toBe('出差');
		expect(counts(room.state)).toMatchObject({ due: 1, leave: 1, absent: 0 });
		expect(rsvp('online')).toBe('ok');
		expect(room.state.roll.seats[seat]!.channel).toBe('online');
		expect(of(room, '谢军').status).toBe('expected');
		expect(why(room, '谢军')).toBeUndefined();
		expect(rsvp('leave', '长'.repeat(201))).toBe('text-too-long');
		room.pass(1000).tell([{ type: 'plan.opened', body: { stage: 'in' } }]);
		expect(rsvp('coming')).toBe('rsvp-closed');
	});

	it('[A6] asks for leave during the meeting, with or without a reason', () => {
		const room = seated();
		const li = room.seat('李建国');
		room.send(li, { type: 'attendance.sign-in', seat: li });
		expect(room.send(li, { type: 'attendance.leave', seat: li, reason: '\u200B' })).toBe('ok');
		expect(of(room, '李建国').status).toBe('leave');
		expect(why(room, '李建国')).toBeUndefined();
		expect(room.send(li, { type: 'attendance.leave', seat: li, reason: '\uDC00' })).toBe(
			'malformed'
		);
		expect(counts(room.state)).toMatchObject({ present: 0, leave: 1 });
	});

	it('[A12] a reason is read by the desk and the person, and stands in no fact and no state', () => {
		const room = seated();
		const li = room.seat('李建国');
		room.send(li, { type: 'attendance.leave', seat: li, reason: '住院' });
		const read = (session: string | null) =>
			privateView(room.state, room.hidden, { session, organiser: false }).attendance;
		expect(JSON.stringify([room.state, room.events])).not.toContain('住院');
		expect(read('phone')).toEqual({ [li]: '住院' });
		expect(read('laptop')).toEqual({ [li]: '住院' });
		expect(room.scan('another', '赵敏')).toBe('ok');
		expect(read('another')).toEqual({});
		expect(read(null)).toEqual({});
		room.send('organiser', { type: 'plan.erase', text: li });
		expect(read('laptop')).toEqual({});
	});

	it('[A12] an event of an earlier release is read without the reason that it named', () => {
		const body = { seat: 's1', reason: { id: 'x1', hash: 'h' } };
		const old = { v: 1, seq: 1, at: 0, actor: 's1', type: 'attendance.excused', body };
		expect(upcast(old as unknown as MeetingEvent).body).toEqual({ seat: 's1' });
	});

	it('[A7] steps out and returns, only after having been here', () => {
		const room = seated();
		const li = room.seat('李建国');
		const send = (type: 'step-out' | 'return' | 'undo-sign-in' | 'sign-in', who = li) =>
			room.send(who, { type: `attendance.${type}`, seat: li });
		expect(send('step-out')).toBe('not-present');
		expect(send('return')).toBe('not-present');
		expect(send('undo-sign-in', room.clerk)).toBe('not-present');
		send('sign-in');
		expect(send('return')).toBe('already-present');
		expect(send('step-out')).toBe('ok');
		expect(counts(room.state)).toMatchObject({ present: 0, left: 1 });
		expect(send('sign-in')).toBe('ok');
		expect(room.events.at(-1)!.type).toBe('attendance.returned');
		expect(send('undo-sign-in')).toBe('not-allowed');
		expect(send('undo-sign-in', room.clerk)).toBe('ok');
		expect(of(room, '李建国')).toMatchObject({ status: 'expected', signedInAt: null });
	});

	it('[A7] undoes a tick to the leave that was there', () => {
		const room = seated();
		const seat = room.seat('王桂芳');
		room.send(room.clerk, { type: 'attendance.leave', seat, reason: '住院' });
		room.send(room.clerk, { type: 'attendance.sign-in', seat });
		room.send(room.clerk, { type: 'attendance.undo-sign-in', seat });
		expect(of(room, '王桂芳')).toMatchObject({ status: 'leave', signedInAt: null });
		expect(why(room, '王桂芳')).toBe('住院');
	});

	it('[A8] keeps the earlier of two sign-ins when a guest is bound', () => {
		const room = seated();
		room.join('p', '王阿姨');
		const guest = room.seat('王阿姨');
		room.send(guest, { type: 'attendance.sign-in', seat: guest });
		const early = of(room, '王阿姨').signedInAt;
		go(room, 'rules');
		room.send(room.clerk, { type: 'attendance.sign-in', seat: room.seat('王桂芳') });
		expect(counts(room.state)).toMatchObject({ present: 1, guests: 1, late: 1 });
		room.send(room.clerk, { type: 'roll.bind', guest, seat: room.seat('王桂芳') });
		expect(of(room, '王桂芳')).toMatchObject({ status: 'present', signedInAt: early, late: false });
		expect(counts(room.state)).toMatchObject({ present: 1, guests: 0, late: 0 });
	});
});

describe('counting', () => {
	/** §6.A: 15 in the hall, 6 online, 3 on leave; 徐明 comes in the name of an institution. */
	function scenarioA(): TestRoom {
		const hall =
			'王桂芳 李建国 刘玉珍 陈立新 张秀兰 赵德厚 马素英 孙长河 郑爱华 杨振东 高凤琴 许志强 宋立军 何秀敏 徐明';
		const online = '赵敏 田野 魏丽 冯涛 邱颖 潘国栋';
		const leave = '丁淑华 谢军 罗小梅';
		const seats = (names: string, channel: Channel) =>
			names.split(' ').map((name) => resident(name, { channel, official: name === '徐明' }));
		const room = roomOf();
		const staff = [
			resident('周雅琴', { role: 'chair', votes: false, official: true }),
			resident('孙晓彤', { role: 'clerk', votes: false, official: true })
		];
		const entries = [...seats(hall, 'hall'), ...seats(online, 'online'), ...seats(leave, 'hall')];
		room.send('organiser', { type: 'roll.add', entries: [...entries, ...staff] });
		for (const name of leave.split(' '))
			room.send('organiser', { type: 'attendance.rsvp', seat: room.seat(name), rsvp: 'leave' });
		room.pass(1000).tell([{ type: 'plan.opened', body: { stage: 'in' } }]);
		const here = [...hall.split(' '), ...online.split(' '), '周雅琴', '孙晓彤'].map((name) =>
			room.seat(name)
		);
		room.send('organiser', { type: 'attendance.sign-in-all', seats: here });
		return room;
	}

	it('[A14] who works there is here with their page, without a sign-in; an observer is counted apart, by signing in', () => {
		const room = opened(
			resident('孙晓彤', { role: 'clerk', votes: false }),
			resident('何静', { role: 'observer', votes: false }),
			resident('王桂芳')
		);
		const here = () => {
			const { staff, others } = counts(room.state);
			return { staff, others };
		};
		expect(here()).toEqual({ staff: 0, others: 0 });
		for (const [phone, name] of [
			['laptop', '孙晓彤'],
			['phone', '何静']
		] as const)
			room.scan(phone, name);
		expect(here()).toEqual({ staff: 1, others: 0 });
		const [clerk, observer] = [room.seat('孙晓彤'), room.seat('何静')];
		room.send(clerk, { type: 'attendance.sign-in', seat: observer });
		expect(here()).toEqual({ staff: 1, others: 1 });
		room.send(clerk, { type: 'roll.release', seat: clerk });
		expect(here()).toEqual({ staff: 0, others: 1 });
	});

	it('[A9] gives scenario A: 应到24 实到21 现场15 线上6 请假3', () => {
		expect(counts(scenarioA().state)).toEqual({
			due: 24,
			present: 21,
			hall: 15,
			online: 6,
			phone: 0,
			left: 0,
			leave: 3,
			absent: 0,
			late: 0,
			staff: 2,
			others: 0,
			guests: 0
		});
	});

	it('[A10] 6.E line 6: lights green in scenario A, with 13 needed', () => {
		expect(quorum(scenarioA().state)).toEqual({ present: 21, due: 24, needed: 13, met: true });
	});

	it.each([
		[24, { num: 1, den: 2, strict: true }, 13],
		[24, { num: 1, den: 2, strict: false }, 12],
		[25, { num: 1, den: 2, strict: true }, 13],
		[25, { num: 1, den: 2, strict: false }, 13],
		[27, { num: 2, den: 3, strict: false }, 18],
		[27, { num: 2, den: 3, strict: true }, 19],
		[14, { num: 3, den: 4, strict: false }, 11]
	])('[A10] of %i due by %o needs %i', (due, rule, needed) => {
		const room = roomOf(planned({ quorum: rule }));
		const entries = Array.from({ length: due }, (_, n) => resident(`人${n}`));
		room.send('organiser', { type: 'roll.add', entries });
		expect(quorum(room.state)).toMatchObject({ due, needed, met: false });
		room.pass(1000).tell([{ type: 'plan.opened', body: { stage: 'in' } }]);
		const seats = room.state.roll.order.slice(0, needed - 1);
		room.send('organiser', { type: 'attendance.sign-in-all', seats });
		expect(quorum(room.state).met).toBe(false);
		const seat = room.state.roll.order[needed - 1]!;
		room.send('organiser', { type: 'attendance.sign-in', seat });
		expect(quorum(room.state).met).toBe(true);
	});

	it('[A10] is never met by nobody', () => {
		const room = roomOf(planned({ quorum: { num: 1, den: 2, strict: false } }));
		expect(quorum(room.state)).toEqual({ present: 0, due: 0, needed: 0, met: false });
	});

	it('[A11] finds 20 of 21 present not to be officials (95.2 %), staff not counted', () => {
		const { state } = scenarioA();
		expect(nonOfficialShare(state)).toEqual({ num: 20, den: 21, perMille: 952, low: false });
		expect(nonOfficialShare(state, 'due')).toMatchObject({ num: 23, den: 24 });
	});

	it('[A11] warns below one half, not at it', () => {
		const room = opened(
			resident('甲'),
			resident('乙', { official: true }),
			resident('丙', { official: true })
		);
		const [jia, yi, bing] = room.state.roll.order as [string, string, string];
		const tick = (seat: string) => room.send('organiser', { type: 'attendance.sign-in', seat });
		expect(nonOfficialShare(room.state)).toEqual({ num: 0, den: 0, perMille: 0, low: false });
		tick(jia);
		tick(yi);
		expect(nonOfficialShare(room.state).low).toBe(false);
		tick(bing);
		expect(nonOfficialShare(room.state)).toEqual({ num: 1, den: 3, perMille: 333, low: true });
	});
});

it('[A1] reads only commands of the right shape', () => {
	const ok = (value: unknown) => attendanceCommands.some((shape) => shape.safeParse(value).success);
	expect(ok({ type: 'attendance.sign-in', seat: 's1' })).toBe(true);
	expect(ok({ type: 'attendance.sign-in', seat: 's1', by: 's2' })).toBe(false);
	expect(ok({ type: 'attendance.sign-in', seat: 's1', channel: 'radio' })).toBe(false);
	expect(ok({ type: 'attendance.sign-in', seat: { $ne: '' } })).toBe(false);
	expect(ok({ type: 'attendance.sign-in-all', seats: [] })).toBe(false);
});
