import { expect, it } from 'vitest';
import { privateView } from '../private-view.ts';
import { add, holderOf, opened, planned, resident, roomOf, seatOf } from './test-rolls.ts';

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
	expect(seatOf(room, '王桂芳').held).toBe(true);
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
	expect(holderOf(room, '王桂芳')).toBe('old');
	expect(
		privateView(room.state, room.hidden, { session: 'new', organiser: false }).roll.asking
	).toBe(room.seat('王桂芳'));
	for (let n = 0; n < 20; n += 1) room.scan(`curious ${n}`, '王桂芳');
	expect(room.hidden.roll.requests).toHaveLength(5);
});

it('[S41] whoever holds the seat says whether it is they who ask; without a line for a minute the link wins', () => {
	const room = roomOf();
	add(
		room,
		resident('周雅琴', { role: 'chair', votes: false }),
		resident('孙晓彤', { role: 'clerk', votes: false })
	);
	const [zhou, sun] = room.state.roll.order as [string, string];
	room.scan('chair', '周雅琴');
	room.scan('old', '孙晓彤');
	const view = (session: string) =>
		privateView(room.state, room.hidden, { session, organiser: false }).roll;
	const answer = (who: string, mine: boolean) =>
		room.send(who, {
			type: 'roll.answer-claim',
			seat: sun,
			request: room.hidden.roll.requests[0]?.id ?? 'r0',
			mine
		});
	room.scan('thief', '孙晓彤');
	expect(view('old').claims).toEqual([{ id: room.hidden.roll.requests[0]!.id, seat: sun }]);
	expect(view('thief').claims).toEqual([]);
	expect(answer(zhou, true), 'the chair allows, as before').toBe('not-allowed');
	expect(answer(sun, false)).toBe('ok');
	expect(view('old').claims).toEqual([]);
	expect(answer(sun, true)).toBe('no-such-request');
	room.scan('laptop', '孙晓彤');
	expect(answer(sun, true)).toBe('ok');
	expect(holderOf(room, '孙晓彤')).toBe('laptop');
	// The laptop is broken: its link has the seat at once, on whatever opens it.
	const spare = { session: 'spare', proves: sun } as const;
	room.silent.set(sun, 60_000);
	expect(room.send(spare, { type: 'roll.claim', seat: sun })).toBe('ok');
	expect(holderOf(room, '孙晓彤')).toBe('spare');
	expect(room.hidden.roll.requests).toEqual([]);
	expect(room.events.filter(({ type }) => type === 'roll.taken-over')).toHaveLength(2);
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
	expect(holderOf(room, '王桂芳')).toBe('new');
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
	expect(holderOf(room, '丁')).toBe('old');
});

it('[S15] gives a guest a seat without a vote while the code works and there is room', () => {
	expect(roomOf().join('p', '路人')).toBe('signin-closed');
	const room = roomOf(planned({ capacity: 2 }));
	room.pass(1000).tell([{ type: 'plan.opened', body: { stage: 'in' } }]);
	expect(room.join('p', ' \u200B')).toBe('name-missing');
	expect(room.join('p', '路人')).toBe('ok');
	expect(seatOf(room, '路人')).toMatchObject({ role: 'guest', votes: false, no: 0, held: true });
	expect(room.join('q', '路人乙')).toBe('ok');
	expect(room.join('r', '路人丙'), 'waits for the desk').toBe('ok');
	expect(room.hidden.roll.holders.size).toBe(2);
});

it('[S16] frees the seat; a guest who never took part is gone', () => {
	const room = opened(resident('王桂芳'));
	room.scan('p', '王桂芳');
	expect(room.send(room.seat('王桂芳'), { type: 'roll.release', seat: room.seat('王桂芳') })).toBe(
		'ok'
	);
	expect(seatOf(room, '王桂芳').held).toBe(false);
	expect(room.send('organiser', { type: 'roll.release', seat: room.seat('王桂芳') })).toBe(
		'seat-not-held'
	);
	room.join('q', '路人');
	const guest = room.seat('路人');
	expect(room.send(guest, { type: 'roll.release', seat: guest })).toBe('ok');
	expect(room.state.roll.order).toEqual([room.seat('王桂芳')]);
	expect(room.hidden.roll.people.get(guest)).toBeNull();
});
