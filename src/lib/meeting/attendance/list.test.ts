// The sign-in list of the clerk: who stands where, and what each filter leaves.

import { describe, expect, it } from 'vitest';
import { resident, opened } from '../roll/test-rolls.ts';
import type { TestRoom } from '../test-room.ts';
import { canBeTicked, passes, signInList, type Filter } from './list.ts';

function hall(): TestRoom {
	const told = opened(
		resident('孙晓彤', { role: 'clerk', votes: false }),
		resident('王桂芳', { hasPhone: false }),
		resident('李建国'),
		resident('赵敏', { channel: 'online' })
	);
	told.scan('phone-2', '李建国');
	told.join('phone-9', '新来的');
	return told;
}

const names = (told: TestRoom, filter: Filter, connected?: string[]) =>
	signInList(told.state, connected)
		.filter((one) => passes(one, filter))
		.map(({ seat }) => told.hidden.roll.people.get(seat.id)?.name);

describe('the sign-in list', () => {
	it('[S1.25] has those who vote by number, then staff, then guests', () => {
		expect(names(hall(), 'all')).toEqual(['王桂芳', '李建国', '赵敏', '孙晓彤', '新来的']);
	});

	it('[S1.25] filters by place, phone and absence', () => {
		const told = hall();
		told.say('organiser', { type: 'attendance.sign-in', seat: told.seat('王桂芳') });
		expect(names(told, 'absent')).toEqual(['李建国', '赵敏']);
		expect(names(told, 'hall')).not.toContain('赵敏');
		expect(names(told, 'online')).toEqual(['赵敏']);
		expect(names(told, 'no-phone')).toEqual(['王桂芳']);
	});

	it('a guest who turned out to be on the roll is one line', () => {
		const told = hall();
		const guest = told.seat('新来的');
		told.say('organiser', { type: 'roll.bind', guest, seat: told.seat('赵敏') });
		expect(names(told, 'all')).toEqual(['王桂芳', '李建国', '赵敏', '孙晓彤']);
	});

	it('a phone is lost only when presence says so, and only who is here is missed', () => {
		const told = hall();
		const phone = (connected?: string[]) =>
			signInList(told.state, connected).find(({ seat }) => seat.id === told.seat('李建国'))?.phone;
		expect(phone()).toBe('unknown');
		expect(phone([told.seat('李建国')])).toBe('connected');
		expect(phone([])).toBe('lost');
		expect(names(told, 'lost', [])).toEqual([]);
		told.say('organiser', { type: 'attendance.sign-in', seat: told.seat('李建国') });
		expect(names(told, 'lost', [])).toEqual(['李建国']);
		expect(names(told, 'lost')).toEqual([]);
	});

	it('[A3] those here and those on leave are not ticked along', () => {
		const told = hall();
		told.say('organiser', { type: 'attendance.sign-in', seat: told.seat('王桂芳') });
		told.say('organiser', { type: 'attendance.leave', seat: told.seat('李建国') });
		const ticked = signInList(told.state).filter(canBeTicked);
		expect(ticked.map(({ seat }) => seat.id)).toEqual(
			['赵敏', '孙晓彤', '新来的'].map((name) => told.seat(name))
		);
	});
});
