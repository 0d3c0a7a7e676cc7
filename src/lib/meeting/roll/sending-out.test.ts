import { describe, expect, it } from 'vitest';
import { clearanceOf } from '../viewer.ts';
import { privateView } from '../private-view.ts';
import type { TestRoom } from '../test-room.ts';
import { attendanceOf } from '../attendance/attendance.ts';
import { SURGE } from './guests.ts';
import type { Whence } from './hidden.ts';
import { opened, resident } from './test-rolls.ts';

/** 王桂芳 and 李建国 are here by phone, 孙晓彤 is the clerk. */
function room(): TestRoom {
	const it = opened(
		resident('王桂芳'),
		resident('李建国'),
		resident('孙晓彤', { role: 'clerk', votes: false })
	);
	for (const name of ['王桂芳', '李建国', '孙晓彤']) {
		it.scan(name, name);
		it.send(it.seat(name), { type: 'attendance.sign-in', seat: it.seat(name) });
	}
	return it;
}

const clearance = (it: TestRoom, session: string) =>
	clearanceOf(it.state, it.hidden, { session, organiser: false });
const view = (it: TestRoom, session: string | null, organiser = false) =>
	privateView(it.state, it.hidden, { session, organiser });
const sendOut = (it: TestRoom, name: string, reason = '抢话筒') =>
	it.send(it.seat('孙晓彤'), { type: 'roll.send-out', seat: it.seat(name), reason });

describe('order in the hall', () => {
	it('[S26] who is sent out has what a stranger has, and acts for nobody', () => {
		const it = room();
		const seat = it.seat('王桂芳');
		expect(clearance(it, '王桂芳')).toBe('room');
		expect(sendOut(it, '王桂芳')).toBe('ok');
		expect(clearance(it, '王桂芳')).toBe('public');
		expect(view(it, '王桂芳')).toMatchObject({ you: [], roll: { outside: true, sentOut: [] } });
		expect(attendanceOf(it.state.attendance, seat).status).toBe('left');
		// Neither link nor code nor the clerk's tick brings them back.
		expect(it.scan('王桂芳', '王桂芳')).toBe('ok');
		expect(clearance(it, '王桂芳')).toBe('public');
		expect(it.join('王桂芳', '王二')).toBe('sent-out');
		expect(it.send('organiser', { type: 'attendance.sign-in', seat })).toBe('sent-out');
		expect(it.send('organiser', { type: 'attendance.return', seat })).toBe('sent-out');
		const tick = it.send('organiser', { type: 'attendance.sign-in-all', seats: [seat] });
		expect(tick).toBe('sent-out');
	});

	it('[S26] hand and floor are gone', () => {
		const it = room();
		const [wang, li] = [it.seat('王桂芳'), it.seat('李建国')];
		it.tell([
			{ type: 'runsheet.entered', body: { from: 'in', to: 'talk', how: 'next', reason: null } }
		]);
		it.state = { ...it.state, queue: { ...it.state.queue, item: 'i1' } };
		const item = 'i1';
		for (const seat of [wang, li])
			expect(it.send(seat, { type: 'queue.join', seat, item, stance: 'ask' })).toBe('ok');
		sendOut(it, '王桂芳');
		expect(it.state.queue.entries.map(({ seat }) => seat)).toEqual([li]);
	});

	it('[S26] why is the desk’s alone; the journal says that they stepped out', () => {
		const it = room();
		sendOut(it, '王桂芳');
		expect(JSON.stringify([it.events, it.state])).not.toContain('抢话筒');
		expect(it.events.at(-1)).toMatchObject({ type: 'attendance.stepped-out' });
		const [row] = view(it, '孙晓彤').roll.sentOut;
		expect(row).toMatchObject({ seat: it.seat('王桂芳'), reason: '抢话筒', back: null });
		expect(view(it, null, true).roll.sentOut).toHaveLength(1);
		expect(view(it, '李建国').roll.sentOut).toEqual([]);
	});

	it('[S26] one press lets them in again, into the same place; the log keeps both', () => {
		const it = room();
		const seat = it.seat('王桂芳');
		sendOut(it, '王桂芳');
		expect(it.send('organiser', { type: 'roll.let-back', seat })).toBe('ok');
		expect(clearance(it, '王桂芳')).toBe('room');
		expect(view(it, '王桂芳').you).toEqual([seat]);
		expect(attendanceOf(it.state.attendance, seat).status).toBe('present');
		expect(view(it, '孙晓彤').roll.sentOut).toMatchObject([{ back: { by: 'organiser' } }]);
		const before = it.events.length;
		expect(it.send('organiser', { type: 'roll.let-back', seat })).toBe('ok');
		expect(it.events).toHaveLength(before);
	});

	it('[S26] no other seat brings the phone back: neither a second link nor being recognised', () => {
		const it = room();
		it.join('客人', '李建国');
		const guest = it.state.roll.order.find((seat) => it.state.roll.seats[seat]!.guest)!;
		expect(it.send('organiser', { type: 'roll.send-out', seat: guest, reason: '起哄' })).toBe('ok');
		expect(it.scan('客人', '李建国')).toBe('sent-out');
		expect(it.send('organiser', { type: 'roll.bind', guest, seat: it.seat('王桂芳') })).toBe(
			'sent-out'
		);
		expect(clearance(it, '客人')).toBe('public');
	});

	it('[S26] what their phone waits for at the door is dropped, and no press lets it in', () => {
		const it = room();
		it.scan('王桂芳', '李建国');
		expect(it.hidden.roll.requests).toHaveLength(1);
		sendOut(it, '王桂芳');
		expect(it.hidden.roll.requests).toEqual([]);
		// A phone that asks for a seat, and only then sits in one that was sent out.
		it.send('organiser', { type: 'roll.release', seat: it.seat('王桂芳') });
		it.scan('另一部', '李建国');
		it.scan('另一部', '王桂芳');
		const request = it.hidden.roll.requests[0]!.id;
		expect(it.send('organiser', { type: 'roll.allow', request })).toBe('sent-out');
		// Nor does another phone come into that place.
		it.send('organiser', { type: 'roll.let-back', seat: it.seat('王桂芳') });
		it.scan('第三部', '王桂芳');
		sendOut(it, '王桂芳');
		const other = it.hidden.roll.requests.at(-1)!.id;
		expect(it.send('organiser', { type: 'roll.allow', request: other })).toBe('sent-out');
	});

	it('[S26] who waits in the lobby with a phone that was sent out is not let in with the rest', () => {
		const it = room();
		it.tell([{ type: 'roll.join-opened', body: { open: true } }]);
		const whence: Whence = { place: 'elsewhere', lane: 'eve' };
		it.pace = 0;
		for (let n = 0; n < SURGE.elsewhere; n++) it.join(`客${n}`, `来宾${n}`, '9号楼', whence);
		expect(it.join('王桂芳', '王二', '9号楼', whence)).toBe('ok');
		expect(it.join('客0', '来宾零', '9号楼', whence)).toBe('ok');
		const waits = () => it.hidden.roll.arrivals.filter(({ waiting }) => waiting);
		expect(waits()).toHaveLength(2);
		sendOut(it, '王桂芳');
		expect(waits()).toHaveLength(1);
		// A press against the flood gives nobody their phone back who was sent out of it.
		const guest = it.seat('来宾1');
		it.send('organiser', { type: 'roll.send-out', seat: guest, reason: '起哄' });
		expect(it.send('organiser', { type: 'roll.clear-guests' })).toBe('ok');
		expect(it.join('客1', '来宾一', '9号楼', whence)).toBe('sent-out');
	});

	it('[S26] nobody else becomes who was sent out: neither by hand nor by their link', () => {
		const it = room();
		it.join('客人', '赵敏');
		const seat = it.seat('李建国');
		sendOut(it, '李建国');
		it.send('organiser', { type: 'roll.release', seat });
		expect(it.send('organiser', { type: 'roll.bind', guest: it.seat('赵敏'), seat })).toBe(
			'sent-out'
		);
		it.join('二号', '李建国');
		expect(it.send({ session: '二号', proves: seat }, { type: 'roll.claim', seat })).toBe(
			'sent-out'
		);
		expect(attendanceOf(it.state.attendance, seat).status).toBe('left');
	});

	it('[S26] no place at the desk goes to who was sent out', () => {
		const it = room();
		const seat = it.seat('王桂芳');
		sendOut(it, '王桂芳');
		expect(it.send('organiser', { type: 'roll.hand-chair', to: seat })).toBe('sent-out');
		for (const role of ['chair', 'cochair', 'clerk'] as const) {
			expect(it.send('organiser', { type: 'roll.role', seat, role })).toBe('sent-out');
			expect(it.send('organiser', { type: 'roll.change', seat, change: { role } })).toBe(
				'sent-out'
			);
		}
		it.send('organiser', { type: 'roll.let-back', seat });
		expect(it.send('organiser', { type: 'roll.hand-chair', to: seat })).toBe('ok');
	});

	it('[S26] the meeting closes: they have what everybody who was there has', () => {
		const it = room();
		const seat = it.seat('王桂芳');
		sendOut(it, '王桂芳');
		expect(it.send('organiser', { type: 'plan.close' })).toBe('ok');
		expect(clearance(it, '王桂芳')).toBe('room');
		expect(view(it, '王桂芳')).toMatchObject({ you: [seat], roll: { outside: false } });
		// They left before the end, and that stays so.
		expect(attendanceOf(it.state.attendance, seat).status).toBe('left');
		expect(view(it, '孙晓彤').roll.sentOut).toMatchObject([{ back: { by: 'organiser' } }]);
		const until = it.now + 3600_000;
		expect(it.send('organiser', { type: 'minutes.open-objections', until })).toBe('ok');
		expect(it.send(seat, { type: 'minutes.object', seat, text: '我没说完' })).toBe('ok');
	});

	it('[S26] with a reason, by the desk, and never somebody of the desk', () => {
		const it = room();
		expect(sendOut(it, '王桂芳', ' ')).toBe('text-empty');
		expect(sendOut(it, '孙晓彤')).toBe('not-allowed');
		const seat = it.seat('王桂芳');
		expect(it.send(it.seat('李建国'), { type: 'roll.send-out', seat, reason: '吵' })).toBe(
			'not-allowed'
		);
	});

	it('[S26] the reason goes with the name', () => {
		const it = room();
		const seat = it.seat('王桂芳');
		sendOut(it, '王桂芳');
		it.send('organiser', { type: 'plan.erase', text: seat });
		expect(view(it, null, true).roll.sentOut).toEqual([]);
	});
});
