import { expect, it } from 'vitest';
import { factsOf } from '../facts.ts';
import { chairOf } from './roll.ts';
import { add, opened, resident, roomOf, seatOf } from './test-rolls.ts';
import { byRole, seatWithRole, unhelped } from './view.ts';

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
	expect(seatOf(room, '李建国')).toMatchObject({ role: 'adviser', homeRole: 'adviser' });
	expect(byRole(room.state.roll).map((group) => group.role)).toEqual(['chair', 'guest', 'adviser']);
});

it('[S21] [S40] the chair is offered to somebody who can preside, accepted there, and taken back', () => {
	const room = opened(
		resident('周雅琴', { role: 'chair' }),
		resident('李建国'),
		resident('何静', { role: 'observer', votes: false }),
		resident('陈副', { role: 'cochair', votes: false })
	);
	room.scan('desk', '周雅琴');
	const [zhou, li, he, chen] = room.state.roll.order as [string, string, string, string];
	const offer = (to: string) => room.send(zhou, { type: 'roll.hand-chair', to });
	const answer = (seat: string, accept: boolean) =>
		room.send(seat, { type: 'roll.answer-chair', seat, accept });
	const chair = () => chairOf(room.state.roll)!.id;
	expect(offer(li)).toBe('seat-not-held');
	room.scan('phone', '李建国');
	expect(offer(li)).toBe('not-present');
	room.send('organiser', { type: 'attendance.sign-in-all', seats: [li, he, chen] });
	room.scan('other', '何静');
	expect(offer(he)).toBe('cannot-preside');
	expect(offer(li)).toBe('ok');
	expect([chair(), room.state.roll.offered], 'nothing changes before they accept').toEqual([
		zhou,
		li
	]);
	expect(answer(he, true)).toBe('not-allowed');
	expect(answer(chen, true), 'another was asked').toBe('stale');
	expect(answer(li, false)).toBe('ok');
	expect(answer(li, true)).toBe('stale');
	expect(offer(li)).toBe('ok');
	expect(offer(zhou), 'kept after all').toBe('ok');
	expect(room.state.roll.offered).toBeUndefined();
	expect(offer(li)).toBe('ok');
	expect(answer(li, true)).toBe('ok');
	expect(chair()).toBe(li);
	// A member's page and powers until it is taken back.
	expect(room.state.roll.seats[zhou]!.role).toBe('member');
	expect(room.send(zhou, { type: 'roll.hand-chair', to: zhou })).toBe('not-allowed');
	expect(room.send(he, { type: 'roll.take-back-chair', seat: he })).toBe('not-allowed');
	expect(room.send(zhou, { type: 'roll.take-back-chair', seat: zhou })).toBe('ok');
	expect([chair(), room.state.roll.seats[li]!.role]).toEqual([zhou, 'member']);
	// Without a line a co-chair takes over, and the minutes say so.
	expect(room.send(chen, { type: 'roll.hand-chair', to: li })).toBe('not-allowed');
	const takeOver = () => room.send(chen, { type: 'roll.hand-chair', to: chen });
	expect(takeOver(), 'the chair has a line').toBe('chair-connected');
	room.silent.set(zhou, 10_000);
	room.send('organiser', { type: 'attendance.step-out', seat: chen });
	expect(takeOver()).toBe('not-present');
	room.send('organiser', { type: 'attendance.return', seat: chen });
	expect(takeOver()).toBe('ok');
	expect(chair()).toBe(chen);
	const facts = factsOf(room.events).filter(({ what }) => what === 'chair');
	expect(facts.map((fact) => fact.what === 'chair' && fact.rescued)).toEqual([
		undefined,
		undefined,
		true
	]);
});

it('[S20] whose chair it is is one: who had it before takes nothing back, and nobody is given it who never may', () => {
	const room = opened(
		resident('周雅琴', { role: 'chair' }),
		resident('李建国'),
		resident('何静', { role: 'observer', votes: false })
	);
	const [zhou, li, he] = room.state.roll.order as [string, string, string];
	room.send('organiser', { type: 'attendance.sign-in-all', seats: [zhou, li, he] });
	const give = (to: string) => room.send('organiser', { type: 'roll.hand-chair', to });
	expect(give(he)).toBe('cannot-preside');
	expect(give(li)).toBe('ok');
	expect(room.send('organiser', { type: 'roll.role', seat: li, role: 'chair' })).toBe('ok');
	const takeBack = (seat: string) => room.send(seat, { type: 'roll.take-back-chair', seat });
	expect(takeBack(zhou)).toBe('not-allowed');
	const home = Object.values(room.state.roll.seats).filter(({ homeRole }) => homeRole === 'chair');
	expect(home.map(({ id }) => id)).toEqual([li]);
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
