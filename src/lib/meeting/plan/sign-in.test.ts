/** When people may sign in before the meeting, told as evenings. */
import { describe, expect, it } from 'vitest';
import { due, onHallScreen } from '../due.ts';
import { START, TestRoom } from '../test-room.ts';
import { resident } from '../roll/test-rolls.ts';
import { attendanceOf } from '../attendance/attendance.ts';
import { HALL_BEFORE } from './sign-in.ts';
import { SIGN_IN_BEFORE, signInOf } from './view.ts';

const AT = START + 3 * 60 * 60_000;
const OPEN = { type: 'plan.open-sign-in' } as const;
const DRAFT = { title: '老年食堂', matter: '怎样办？' };

function meeting({ startsAt, announced = true }: { startsAt?: number; announced?: boolean } = {}) {
	const room = new TestRoom();
	room.do('organiser', {
		type: 'plan.create',
		meeting: 'm1',
		code: '110411',
		draft: { ...DRAFT, ...(startsAt === undefined ? {} : { startsAt }) },
		preset: 'twelve-rules',
		template: 'seven-set',
		items: []
	});
	const entries = [
		resident('周雅琴', { role: 'chair', votes: false }),
		resident('王桂芳'),
		resident('李建国')
	];
	room.do('organiser', { type: 'roll.add', entries });
	if (announced) room.do('organiser', { type: 'plan.announce' });
	return room;
}

describe('[P14] sign-in opens by itself', () => {
	it('half an hour before the planned time, as something due; then phones and the desk sign in', () => {
		const room = meeting({ startsAt: AT });
		const seat = room.seat('王桂芳');
		room.scan('phone', '王桂芳');
		const signIn = { type: 'attendance.sign-in', seat } as const;
		expect(room.refused('王桂芳', signIn)).toBe('not-open');
		expect(signInOf(room.state)).toEqual({ is: 'soon', at: AT - SIGN_IN_BEFORE });
		expect(due(room.state)).toEqual({ at: AT - SIGN_IN_BEFORE, command: OPEN });
		room.now = AT - SIGN_IN_BEFORE;
		room.do('clock', OPEN);
		expect(due(room.state), 'nothing is left to do by itself').toBeNull();
		expect(room.do('clock', OPEN), 'twice is once').toEqual([]);
		expect(signInOf(room.state)).toEqual({ is: 'open' });
		room.do('王桂芳', signIn);
		expect(room.join('guest', '孙晓')).toBe('ok');
		const entry = resident('何师傅');
		room.do('周雅琴', { type: 'roll.walk-in', entry });
		expect(room.state.plan).toMatchObject({ phase: 'planned', openedAt: null });
		expect(room.state.runsheet.enteredAt, 'no clock runs').toBeNull();
		room.pass(40 * 60_000).do('周雅琴', { type: 'plan.open' });
		expect(room.state.runsheet.enteredAt).toBe(room.now);
		expect(attendanceOf(room.state.attendance, seat)).toMatchObject({
			status: 'present',
			late: false
		});
	});

	it('when a hall screen comes up; days before it is only being tried out', () => {
		const room = meeting({ startsAt: AT });
		expect(onHallScreen(room.state, AT - HALL_BEFORE - 1)).toEqual([]);
		expect(onHallScreen(room.state, AT - HALL_BEFORE)).toEqual([OPEN]);
		const timeless = meeting();
		expect(due(timeless.state), 'without a time no clock opens it').toBeNull();
		expect(signInOf(timeless.state)).toEqual({ is: 'soon', at: null });
		expect(onHallScreen(timeless.state, START)).toEqual([OPEN]);
		timeless.do('clock', OPEN);
		expect(onHallScreen(timeless.state, START)).toEqual([]);
	});

	it('never for a draft; staff who open it announce it, residents and guests open nothing', () => {
		const room = meeting({ startsAt: AT, announced: false });
		expect([due(room.state), onHallScreen(room.state, AT)]).toEqual([null, []]);
		expect(room.do('clock', OPEN)).toEqual([]);
		expect(signInOf(room.state)).toEqual({ is: 'unannounced' });
		expect(room.refused('王桂芳', OPEN)).toBe('not-allowed');
		room.do('周雅琴', OPEN);
		expect(room.state.plan).toMatchObject({ announcedAt: room.now, signInAt: room.now });
	});

	it('announced late it opens at once; long after its time no clock opens it', () => {
		const late = meeting({ startsAt: START + 60_000 });
		expect(due(late.state)!.at).toBeLessThan(late.now);
		const stale = meeting({ startsAt: START - 13 * 60 * 60_000 });
		expect(due(stale.state)).toBeNull();
	});

	it('the desk switches the code off and on in it, and after 开会 nobody opens it again', () => {
		const room = meeting({ startsAt: AT });
		expect(room.refused('周雅琴', { type: 'roll.join-open', open: true })).toBe('not-open');
		room.do('周雅琴', OPEN);
		room.do('周雅琴', { type: 'roll.join-open', open: false });
		expect(signInOf(room.state)).toEqual({ is: 'off' });
		room.do('周雅琴', { type: 'plan.open' });
		expect(signInOf(room.state)).toEqual({ is: 'open' });
		expect(room.refused('周雅琴', OPEN)).toBe('already-open');
	});
});

describe('[P15] put off while people signed in', () => {
	it('sign-in is shut, nobody is here, and it opens again at the new time', () => {
		const room = meeting({ startsAt: AT });
		const seat = room.seat('王桂芳');
		room.do('王桂芳', { type: 'attendance.rsvp', seat, rsvp: 'online' });
		room.now = AT - SIGN_IN_BEFORE;
		room.do('clock', OPEN);
		room.do('王桂芳', { type: 'attendance.sign-in', seat });
		const li = room.seat('李建国');
		room.send({ session: 'li', scanned: true }, { type: 'roll.ask-seat', seat: li });
		const asks = () => room.hidden.roll.hallAsks.map((ask) => ask.seat);
		const amend = (startsAt: number) =>
			room.do('organiser', { type: 'plan.amend', draft: { ...DRAFT, startsAt } });
		amend(AT);
		expect(signInOf(room.state), 'another thing was amended').toEqual({ is: 'open' });
		expect(asks()).toEqual([li]);
		const next = AT + 7 * 24 * 60 * 60_000;
		amend(next);
		expect(signInOf(room.state)).toEqual({ is: 'soon', at: next - SIGN_IN_BEFORE });
		expect(attendanceOf(room.state.attendance, seat)).toMatchObject({
			status: 'expected',
			rsvp: 'online',
			signedInAt: null
		});
		expect(due(room.state)).toEqual({ at: next - SIGN_IN_BEFORE, command: OPEN });
		expect(asks(), 'whoever scanned today is not let in next week').toEqual([]);
	});
});
