import { expect, it } from 'vitest';
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
