import { describe, expect, it } from 'vitest';
import type { MeetingEvent } from '../registry.ts';
import { privateView } from '../private-view.ts';
import type { Channel } from '../names.ts';
import { resident, opened, planned, roomOf } from '../roll/test-rolls.ts';
import type { TestRoom } from '../test-room.ts';
import { upcast } from '../upcast.ts';
import { attendanceCommands } from './schema.ts';
import { attendanceOf, counts, nonOfficialShare, quorum } from './view.ts';

const go = (told: TestRoom, to: string) =>
	told
		.pass(1000)
		.tell([{ type: 'runsheet.entered', body: { from: 'in', to, how: 'next', reason: null } }]);
const why = (told: TestRoom, name: string) =>
	told.hidden.lots['leave-reasons'].get(told.seat(name));
const of = (told: TestRoom, name: string) => attendanceOf(told.state, told.seat(name));

/** A meeting with three residents and a clerk at the laptop. */
function room(): TestRoom & { clerk: string } {
	const told = opened(
		resident('王桂芳', { hasPhone: false }),
		resident('李建国'),
		resident('赵敏', { channel: 'online' }),
		resident('孙晓彤', { role: 'clerk', votes: false, official: true })
	);
	told.scan('laptop', '孙晓彤');
	told.scan('phone', '李建国');
	return Object.assign(told, { clerk: told.seat('孙晓彤') });
}

describe('signing in', () => {
	it('[A1] waits for the opening, happens once, ends with the meeting', () => {
		const told = roomOf();
		told.say('organiser', { type: 'roll.add', entries: [resident('李建国')] });
		const seat = told.seat('李建国');
		const signIn = () => told.say('organiser', { type: 'attendance.sign-in', seat });
		expect(signIn()).toBe('not-open');
		told.pass(1000).tell([{ type: 'plan.opened', body: { stage: 'in' } }]);
		expect(signIn()).toBe('ok');
		expect(signIn()).toBe('already-present');
		told.pass(1000).tell([{ type: 'plan.closed', body: {} }]);
		expect(told.say('organiser', { type: 'attendance.step-out', seat })).toBe('closed');
	});

	it('[A1] knows no seat that is not on the roll, whatever its name', () => {
		const told = room();
		for (const seat of ['s99', '__proto__', 'toString'])
			expect(told.say(told.clerk, { type: 'attendance.sign-in', seat })).toBe('no-such-seat');
	});

	it('[A2] [A3] says from where, and who ticked it', () => {
		const told = room();
		const li = told.seat('李建国');
		expect(told.say(li, { type: 'attendance.sign-in', seat: li, channel: 'online' })).toBe('ok');
		expect(of(told, '李建国').by).toBeNull();
		expect(told.state.roll.seats[li]!.channel).toBe('online');
		const wang = told.seat('王桂芳');
		expect(told.say(li, { type: 'attendance.sign-in', seat: wang })).toBe('not-allowed');
		expect(told.say(told.clerk, { type: 'attendance.sign-in', seat: wang })).toBe('ok');
		expect(of(told, '王桂芳').by).toBe(told.clerk);
	});

	it('[A3] ticks several at once, all or none', () => {
		const told = room();
		const seats = ['王桂芳', '李建国', '王桂芳'].map((name) => told.seat(name));
		const all = (list: string[]) =>
			told.say(told.clerk, { type: 'attendance.sign-in-all', seats: list });
		expect(all([...seats, 's99'])).toBe('no-such-seat');
		expect(counts(told.state).present).toBe(0);
		expect(all(seats)).toBe('ok');
		expect(counts(told.state).present).toBe(2);
		expect(all([...seats, told.seat('赵敏')])).toBe('ok');
		expect(counts(told.state)).toMatchObject({ present: 3, hall: 2, online: 1 });
		expect(all(seats)).toBe('already-present');
	});

	it('[A4] is late once the room has gone past sign-in, and stays so', () => {
		const told = room();
		const tick = (name: string) =>
			told.say(told.clerk, { type: 'attendance.sign-in', seat: told.seat(name) });
		tick('王桂芳');
		go(told, 'rules');
		tick('李建国');
		const { signedInAt } = of(told, '李建国');
		expect([of(told, '王桂芳').late, of(told, '李建国').late]).toEqual([false, true]);
		go(told, 'in');
		tick('赵敏');
		expect(of(told, '赵敏').late).toBe(false);
		for (const type of ['attendance.step-out', 'attendance.return'] as const)
			told.say(told.clerk, { type, seat: told.seat('李建国') });
		expect(of(told, '李建国')).toMatchObject({ status: 'present', late: true, signedInAt });
		expect(counts(told.state).late).toBe(1);
	});
});

describe('being away', () => {
	it('[A5] answers before the meeting, and changes its mind', () => {
		const told = roomOf();
		told.say('organiser', { type: 'roll.add', entries: [resident('谢军')] });
		const seat = told.seat('谢军');
		told.scan('p', '谢军');
		const rsvp = (answer: 'coming' | 'online' | 'leave', reason?: string) =>
			told.say(seat, { type: 'attendance.rsvp', seat, rsvp: answer, reason });
		expect(rsvp('leave', ' 出差 ')).toBe('ok');
		expect(of(told, '谢军')).toMatchObject({ status: 'leave', rsvp: 'leave' });
		expect(why(told, '谢军')).toBe('出差');
		expect(counts(told.state)).toMatchObject({ due: 1, leave: 1, absent: 0 });
		expect(rsvp('online')).toBe('ok');
		expect(told.state.roll.seats[seat]!.channel).toBe('online');
		expect(of(told, '谢军').status).toBe('expected');
		expect(why(told, '谢军')).toBeUndefined();
		expect(rsvp('leave', '长'.repeat(201))).toBe('text-too-long');
		told.pass(1000).tell([{ type: 'plan.opened', body: { stage: 'in' } }]);
		expect(rsvp('coming')).toBe('rsvp-closed');
	});

	it('[A6] asks for leave during the meeting, with or without a reason', () => {
		const told = room();
		const li = told.seat('李建国');
		told.say(li, { type: 'attendance.sign-in', seat: li });
		expect(told.say(li, { type: 'attendance.leave', seat: li, reason: '\u200B' })).toBe('ok');
		expect(of(told, '李建国').status).toBe('leave');
		expect(why(told, '李建国')).toBeUndefined();
		expect(told.say(li, { type: 'attendance.leave', seat: li, reason: '\uDC00' })).toBe(
			'malformed'
		);
		expect(counts(told.state)).toMatchObject({ present: 0, leave: 1 });
	});

	it('[A12] a reason is read by the desk and the person, and stands in no fact and no state', () => {
		const told = room();
		const li = told.seat('李建国');
		told.say(li, { type: 'attendance.leave', seat: li, reason: '住院' });
		const read = (session: string | null) =>
			privateView(told.state, told.hidden, { session, organiser: false }).attendance;
		expect(JSON.stringify([told.state, told.events])).not.toContain('住院');
		expect(read('phone')).toEqual({ [li]: '住院' });
		expect(read('laptop')).toEqual({ [li]: '住院' });
		expect(told.scan('another', '赵敏')).toBe('ok');
		expect(read('another')).toEqual({});
		expect(read(null)).toEqual({});
		told.say('organiser', { type: 'plan.erase', text: li });
		expect(read('laptop')).toEqual({});
	});

	it('[A12] an event of an earlier release is read without the reason that it named', () => {
		const body = { seat: 's1', reason: { id: 'x1', hash: 'h' } };
		const old = { v: 1, seq: 1, at: 0, actor: 's1', type: 'attendance.excused', body };
		expect(upcast(old as unknown as MeetingEvent).body).toEqual({ seat: 's1' });
	});

	it('[A7] steps out and returns, only after having been here', () => {
		const told = room();
		const li = told.seat('李建国');
		const say = (type: 'step-out' | 'return' | 'undo-sign-in' | 'sign-in', who = li) =>
			told.say(who, { type: `attendance.${type}`, seat: li });
		expect(say('step-out')).toBe('not-present');
		expect(say('return')).toBe('not-present');
		expect(say('undo-sign-in', told.clerk)).toBe('not-present');
		say('sign-in');
		expect(say('return')).toBe('already-present');
		expect(say('step-out')).toBe('ok');
		expect(counts(told.state)).toMatchObject({ present: 0, left: 1 });
		expect(say('sign-in')).toBe('ok');
		expect(told.events.at(-1)!.type).toBe('attendance.returned');
		expect(say('undo-sign-in')).toBe('not-allowed');
		expect(say('undo-sign-in', told.clerk)).toBe('ok');
		expect(of(told, '李建国')).toMatchObject({ status: 'expected', signedInAt: null });
	});

	it('[A7] undoes a tick to the leave that was there', () => {
		const told = room();
		const seat = told.seat('王桂芳');
		told.say(told.clerk, { type: 'attendance.leave', seat, reason: '住院' });
		told.say(told.clerk, { type: 'attendance.sign-in', seat });
		told.say(told.clerk, { type: 'attendance.undo-sign-in', seat });
		expect(of(told, '王桂芳')).toMatchObject({ status: 'leave', signedInAt: null });
		expect(why(told, '王桂芳')).toBe('住院');
	});

	it('[A8] keeps the earlier of two sign-ins when a guest is bound', () => {
		const told = room();
		told.join('p', '王阿姨');
		const guest = told.seat('王阿姨');
		told.say(guest, { type: 'attendance.sign-in', seat: guest });
		const early = of(told, '王阿姨').signedInAt;
		go(told, 'rules');
		told.say(told.clerk, { type: 'attendance.sign-in', seat: told.seat('王桂芳') });
		expect(counts(told.state)).toMatchObject({ present: 1, guests: 1, late: 1 });
		told.say(told.clerk, { type: 'roll.bind', guest, seat: told.seat('王桂芳') });
		expect(of(told, '王桂芳')).toMatchObject({ status: 'present', signedInAt: early, late: false });
		expect(counts(told.state)).toMatchObject({ present: 1, guests: 0, late: 0 });
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
		const told = roomOf();
		const staff = [
			resident('周雅琴', { role: 'chair', votes: false, official: true }),
			resident('孙晓彤', { role: 'clerk', votes: false, official: true })
		];
		const entries = [...seats(hall, 'hall'), ...seats(online, 'online'), ...seats(leave, 'hall')];
		told.say('organiser', { type: 'roll.add', entries: [...entries, ...staff] });
		for (const name of leave.split(' '))
			told.say('organiser', { type: 'attendance.rsvp', seat: told.seat(name), rsvp: 'leave' });
		told.pass(1000).tell([{ type: 'plan.opened', body: { stage: 'in' } }]);
		const here = [...hall.split(' '), ...online.split(' '), '周雅琴', '孙晓彤'].map((name) =>
			told.seat(name)
		);
		told.say('organiser', { type: 'attendance.sign-in-all', seats: here });
		return told;
	}

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
			guests: 0
		});
	});

	it('[A10] lights green in scenario A, with 13 needed', () => {
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
		const told = roomOf(planned({ quorum: rule }));
		const entries = Array.from({ length: due }, (_, n) => resident(`人${n}`));
		told.say('organiser', { type: 'roll.add', entries });
		expect(quorum(told.state)).toMatchObject({ due, needed, met: false });
		told.pass(1000).tell([{ type: 'plan.opened', body: { stage: 'in' } }]);
		const seats = told.state.roll.order.slice(0, needed - 1);
		told.say('organiser', { type: 'attendance.sign-in-all', seats });
		expect(quorum(told.state).met).toBe(false);
		const seat = told.state.roll.order[needed - 1]!;
		told.say('organiser', { type: 'attendance.sign-in', seat });
		expect(quorum(told.state).met).toBe(true);
	});

	it('[A10] is never met by nobody', () => {
		const told = roomOf(planned({ quorum: { num: 1, den: 2, strict: false } }));
		expect(quorum(told.state)).toEqual({ present: 0, due: 0, needed: 0, met: false });
	});

	it('[A11] finds 20 of 21 present not to be officials (95.2 %), staff not counted', () => {
		const { state } = scenarioA();
		expect(nonOfficialShare(state)).toEqual({ num: 20, den: 21, perMille: 952, low: false });
		expect(nonOfficialShare(state, 'due')).toMatchObject({ num: 23, den: 24 });
	});

	it('[A11] warns below one half, not at it', () => {
		const told = opened(
			resident('甲'),
			resident('乙', { official: true }),
			resident('丙', { official: true })
		);
		const [jia, yi, bing] = told.state.roll.order as [string, string, string];
		const tick = (seat: string) => told.say('organiser', { type: 'attendance.sign-in', seat });
		expect(nonOfficialShare(told.state)).toEqual({ num: 0, den: 0, perMille: 0, low: false });
		tick(jia);
		tick(yi);
		expect(nonOfficialShare(told.state).low).toBe(false);
		tick(bing);
		expect(nonOfficialShare(told.state)).toEqual({ num: 1, den: 3, perMille: 333, low: true });
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
