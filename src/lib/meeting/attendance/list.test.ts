// The sign-in list of the clerk: who stands where, and what each filter leaves.

import { describe, expect, it } from 'vitest';
import { resident, opened } from '../roll/test-rolls.ts';
import type { TestRoom } from '../test-room.ts';
import { canBeTicked, passes, signInList, type Filter } from './list.ts';

function hall(): TestRoom {
	const room = opened(
		resident('孙晓彤', { role: 'clerk', votes: false }),
		resident('王桂芳', { hasPhone: false }),
		resident('李建国'),
		resident('赵敏', { channel: 'online' })
	);
	room.scan('phone-2', '李建国');
	room.join('phone-9', '新来的');
	return room;
}

const names = (room: TestRoom, filter: Filter, connected?: string[]) =>
	signInList(room.state, connected)
		.filter((one) => passes(one, filter))
		.map(({ seat }) => room.hidden.roll.people.get(seat.id)?.name);

describe('the sign-in list', () => {
	it('[S1.25] has those who vote by number, then staff, then guests', () => {
		expect(names(hall(), 'all')).toEqual(['王桂芳', '李建国', '赵敏', '孙晓彤', '新来的']);
	});

	it('[S1.25] filters by place, phone and absence', () => {
		const room = hall();
		room.send('organiser', { type: 'attendance.sign-in', seat: room.seat('王桂芳') });
		expect(names(room, 'absent')).toEqual(['李建国', '赵敏']);
		expect(names(room, 'hall')).not.toContain('赵敏');
		expect(names(room, 'online')).toEqual(['赵敏']);
		expect(names(room, 'no-phone')).toEqual(['王桂芳']);
	});

	it('a guest who turned out to be on the roll is one line', () => {
		const room = hall();
		const guest = room.seat('新来的');
		room.send('organiser', { type: 'roll.bind', guest, seat: room.seat('赵敏') });
		expect(names(room, 'all')).toEqual(['王桂芳', '李建国', '赵敏', '孙晓彤']);
	});

	it('a phone is lost only when presence says so, and only who is here is missed', () => {
		const room = hall();
		const phone = (connected?: string[]) =>
			signInList(room.state, connected).find(({ seat }) => seat.id === room.seat('李建国'))?.phone;
		expect(phone()).toBe('unknown');
		expect(phone([room.seat('李建国')])).toBe('connected');
		expect(phone([])).toBe('lost');
		expect(names(room, 'lost', [])).toEqual([]);
		room.send('organiser', { type: 'attendance.sign-in', seat: room.seat('李建国') });
		expect(names(room, 'lost', [])).toEqual(['李建国']);
		expect(names(room, 'lost')).toEqual([]);
	});

	it('[A3] those here and those on leave are not ticked along', () => {
		const room = hall();
		room.send('organiser', { type: 'attendance.sign-in', seat: room.seat('王桂芳') });
		room.send('organiser', { type: 'attendance.leave', seat: room.seat('李建国') });
		const ticked = signInList(room.state).filter(canBeTicked);
		expect(ticked.map(({ seat }) => seat.id)).toEqual(
			['赵敏', '孙晓彤', '新来的'].map((name) => room.seat(name))
		);
	});
});
