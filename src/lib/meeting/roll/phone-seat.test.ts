/** Several seats on one phone (A8): which one it shows. */
import { describe, expect, it } from 'vitest';
import { discussion } from '../queue/test-discussion.ts';
import { phoneSeat, phoneSeats } from './view.ts';

const { roll } = discussion([{ id: 'mother' }, { id: 'son' }], 'eight').state;

describe('the seats on one phone', () => {
	it('[A8] shows the one asked for, if the phone holds it', () => {
		expect(phoneSeat(roll, ['mother', 'son'], 'son')?.id).toBe('son');
		expect(phoneSeat(roll, ['mother'], 'son')?.id).toBe('mother');
		expect(phoneSeat(roll, ['mother'], '__proto__')?.id).toBe('mother');
	});

	it('[A8] shows a resident before the staff, staff before nobody', () => {
		expect(phoneSeat(roll, ['chair', 'son'], null)?.id).toBe('son');
		expect(phoneSeat(roll, ['chair'], null)?.id).toBe('chair');
		expect(phoneSeat(roll, [], 'son')).toBeNull();
	});

	it('[A8] a guest who turned out to be on the roll is one seat, not two', () => {
		const guest = { ...roll.seats.son!, id: 'guest', guest: true, boundTo: 'son' };
		const bound = { ...roll, seats: { ...roll.seats, guest } };
		expect(phoneSeats(bound, ['guest', 'son', 'gone']).map(({ id }) => id)).toEqual(['son']);
		expect(phoneSeat(bound, ['mother', 'son'], 'guest')?.id).toBe('son');
	});
});
