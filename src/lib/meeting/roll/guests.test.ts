import { describe, expect, it } from 'vitest';
import { SURGE } from './guests.ts';
import type { Whence } from './hidden.ts';
import { resident, planned, roomOf } from './test-rolls.ts';
import type { TestRoom } from '../test-room.ts';

const MINUTE = 60_000;
const home: Whence = { place: 'elsewhere', lane: 'home' };
const botnet: Whence = { place: 'elsewhere', lane: 'eve' };
const hall: Whence = { place: 'hall', lane: 'hall' };

function opened(capacity = 500): TestRoom {
	const told = roomOf(planned({ capacity }));
	told.pace = 20;
	told.say('organiser', { type: 'roll.add', entries: [resident('王桂芳'), resident('李建国')] });
	told.pass(1000).tell([{ type: 'plan.opened', body: { stage: 'in' } }]);
	return told;
}

/** `n` invented guests from one network. */
function flood(told: TestRoom, n: number, whence: Whence = botnet): string[] {
	return Array.from({ length: n }, (_, i) =>
		told.join(`${whence.lane} ${i}`, `来宾${whence.lane}${i}`, '9号楼', whence)
	);
}
const guests = (told: TestRoom) =>
	told.state.roll.order.filter((seat) => told.state.roll.seats[seat]!.guest).length;
const waiting = (told: TestRoom) => told.hidden.roll.arrivals.filter((one) => one.waiting !== null);

describe('guests by the shared code', () => {
	it('[S23] five hundred invented ones fill no room: the rest of a surge waits, and then is refused', () => {
		const told = opened();
		const answers = flood(told, 500);
		expect(guests(told)).toBe(SURGE.elsewhere);
		expect(waiting(told).length).toBe(100);
		expect(answers.filter((answer) => answer === 'guests-many').length).toBe(370);
		expect(answers).not.toContain('room-full');
	});

	it('[S23] honest ones from other networks, from the hall and with a link come in meanwhile', () => {
		const told = opened();
		flood(told, 200);
		expect(told.join('han', '韩梅', '5号楼', home)).toBe('ok');
		expect(told.hidden.roll.holders.get(told.seat('韩梅'))).toBe('han');
		flood(told, 60, hall);
		expect(guests(told)).toBe(SURGE.elsewhere + 1 + 60);
		expect(told.scan('wang', '王桂芳')).toBe('ok');
		expect(told.hidden.roll.holders.get(told.seat('王桂芳'))).toBe('wang');
	});

	it('[S23] who waits waits once, has no seat and no name, and comes in when the surge is over', () => {
		const told = opened();
		flood(told, 30);
		const facts = told.events.length;
		expect(told.join('li', '李想', '5号楼', botnet)).toBe('ok');
		expect(told.join('li', '李想', '5号楼', botnet)).toBe('ok');
		expect(waiting(told)).toHaveLength(1);
		expect(told.events).toHaveLength(facts);
		expect([...told.hidden.roll.people.values()].some((one) => one?.name === '李想')).toBe(false);
		told.pass(MINUTE);
		expect(told.join('chen', '陈晓', '5号楼', botnet)).toBe('ok');
		expect(told.hidden.roll.holders.get(told.seat('陈晓'))).toBe('chen');
	});

	it('[S24] the desk lets them in, as far as there is room', () => {
		const told = opened(32);
		flood(told, 35);
		const ids = waiting(told).map(({ id }) => id);
		expect(ids).toHaveLength(5);
		expect(told.say('organiser', { type: 'roll.admit', guests: ['nobody'] })).toBe(
			'no-such-request'
		);
		expect(told.say('organiser', { type: 'roll.admit', guests: ids })).toBe('ok');
		expect(guests(told)).toBe(32);
		expect(waiting(told)).toHaveLength(3);
		expect(told.say('organiser', { type: 'roll.admit', guests: ids })).toBe('room-full');
		const seat = told.seat('来宾eve30');
		expect(told.hidden.roll.holders.get(seat)).toBe('eve 30');
		expect(told.hidden.roll.people.get(seat)).toMatchObject({ building: '9号楼' });
	});

	it('[S25] one press clears the crowd, and nobody who did something or came from elsewhere', () => {
		const told = opened();
		told.join('han', '韩梅', '5号楼', home);
		flood(told, 60);
		const busy = told.seat('来宾eve3');
		told.say(busy, { type: 'attendance.sign-in', seat: busy, channel: 'hall' });
		expect(told.say('organiser', { type: 'roll.clear-guests' })).toBe('ok');
		expect(waiting(told)).toEqual([]);
		expect(guests(told)).toBe(2);
		expect(told.hidden.roll.holders.has(busy)).toBe(true);
		expect(told.hidden.roll.people.get(told.seat('韩梅'))).not.toBeNull();
		expect(told.say('organiser', { type: 'roll.clear-guests' })).toBe('no-such-request');
		expect(told.join('eve 9', '真有其人', '5号楼', botnet), 'and may come again').toBe('ok');
		expect(told.hidden.roll.holders.get(told.seat('真有其人'))).toBe('eve 9');
	});
});
