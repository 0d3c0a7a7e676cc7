import { describe, expect, it } from 'vitest';
import { counts } from '../attendance/view.ts';
import type { Hooks } from '../hooks.ts';
import { decideBind } from './bind.ts';
import { unboundGuests } from './unbound-guests.ts';
import { SURGE } from './guests.ts';
import { takeSeat } from './phones.ts';
import type { Whence } from './hidden.ts';
import { resident, planned, roomOf } from './test-rolls.ts';
import type { TestRoom } from '../test-room.ts';

const MINUTE = 60_000;
const home: Whence = { place: 'elsewhere', lane: 'home' };
const botnet: Whence = { place: 'elsewhere', lane: 'eve' };
const hall: Whence = { place: 'hall', lane: 'hall' };

function opened(capacity = 500): TestRoom {
	const room = roomOf(planned({ capacity }));
	room.pace = 20;
	room.send('organiser', { type: 'roll.add', entries: [resident('王桂芳'), resident('李建国')] });
	room.pass(1000).tell([{ type: 'plan.opened', body: { stage: 'in' } }]);
	return room;
}

/** `n` invented guests from one network. */
function flood(room: TestRoom, n: number, whence: Whence = botnet): string[] {
	return Array.from({ length: n }, (_, i) =>
		room.join(`${whence.lane} ${i}`, `来宾${whence.lane}${i}`, '9号楼', whence)
	);
}
const guests = (room: TestRoom) =>
	room.state.roll.order.filter((seat) => room.state.roll.seats[seat]!.guest).length;
const waiting = (room: TestRoom) => room.hidden.roll.arrivals.filter((one) => one.waiting !== null);

describe('guests by the shared code', () => {
	it('[S23] five hundred invented ones fill no room: the rest of a surge waits, and then is refused', () => {
		const room = opened();
		const answers = flood(room, 500);
		expect(guests(room)).toBe(SURGE.elsewhere);
		expect(waiting(room).length).toBe(100);
		expect(answers.filter((answer) => answer === 'guests-many').length).toBe(370);
		expect(answers).not.toContain('room-full');
	});

	it('[S23] honest ones from other networks, from the hall and with a link come in meanwhile', () => {
		const room = opened();
		flood(room, 200);
		expect(room.join('han', '韩梅', '5号楼', home)).toBe('ok');
		expect(room.hidden.roll.holders.get(room.seat('韩梅'))).toBe('han');
		flood(room, 60, hall);
		expect(guests(room)).toBe(SURGE.elsewhere + 1 + 60);
		expect(room.scan('wang', '王桂芳')).toBe('ok');
		expect(room.hidden.roll.holders.get(room.seat('王桂芳'))).toBe('wang');
	});

	it('[S23] who waits waits once, has no seat and no name, and comes in when the surge is over', () => {
		const room = opened();
		flood(room, 30);
		const facts = room.events.length;
		expect(room.join('li', '李想', '5号楼', botnet)).toBe('ok');
		expect(room.join('li', '李想', '5号楼', botnet)).toBe('ok');
		expect(waiting(room)).toHaveLength(1);
		expect(room.events).toHaveLength(facts);
		expect([...room.hidden.roll.people.values()].some((one) => one?.name === '李想')).toBe(false);
		room.pass(MINUTE);
		expect(room.join('chen', '陈晓', '5号楼', botnet)).toBe('ok');
		expect(room.hidden.roll.holders.get(room.seat('陈晓'))).toBe('chen');
	});

	it('[S24] the desk lets them in, as far as there is room', () => {
		const room = opened(32);
		flood(room, 35);
		const ids = waiting(room).map(({ id }) => id);
		expect(ids).toHaveLength(5);
		expect(room.send('organiser', { type: 'roll.admit', guests: ['nobody'] })).toBe(
			'no-such-request'
		);
		expect(room.send('organiser', { type: 'roll.admit', guests: ids })).toBe('ok');
		expect(guests(room)).toBe(32);
		expect(waiting(room)).toHaveLength(3);
		expect(room.send('organiser', { type: 'roll.admit', guests: ids })).toBe('room-full');
		const seat = room.seat('来宾eve30');
		expect(room.hidden.roll.holders.get(seat)).toBe('eve 30');
		expect(room.hidden.roll.people.get(seat)).toMatchObject({ building: '9号楼' });
	});

	it('[S25] one press clears the crowd, and nobody who did something or came from elsewhere', () => {
		const room = opened();
		room.join('han', '韩梅', '5号楼', home);
		flood(room, 60);
		const busy = room.seat('来宾eve3');
		room.send(busy, { type: 'attendance.sign-in', seat: busy, channel: 'hall' });
		expect(room.send('organiser', { type: 'roll.clear-guests' })).toBe('ok');
		expect(waiting(room)).toEqual([]);
		expect(guests(room)).toBe(2);
		expect(room.hidden.roll.holders.has(busy)).toBe(true);
		expect(room.hidden.roll.people.get(room.seat('韩梅'))).not.toBeNull();
		expect(room.send('organiser', { type: 'roll.clear-guests' })).toBe('no-such-request');
		expect(room.join('eve 9', '真有其人', '5号楼', botnet), 'and may come again').toBe('ok');
		expect(room.hidden.roll.holders.get(room.seat('真有其人'))).toBe('eve 9');
	});

	it('[A12] [S25] however a guest is forgotten, the reason for being away is too', () => {
		const reasons = (told: TestRoom) => [...told.hidden.lots['leave-reasons'].values()];
		const away = (told: TestRoom, name: string) => {
			const seat = told.seat(name);
			told.send(seat, { type: 'attendance.rsvp', seat, rsvp: 'leave', reason: '住院' });
			if (reasons(told).length === 0)
				told.send('organiser', { type: 'attendance.leave', seat, reason: '住院' });
			expect(reasons(told)).toEqual(['住院']);
			return seat;
		};
		const ways: Record<string, (told: TestRoom, seat: string) => unknown> = {
			cleared: (told) => told.send('organiser', { type: 'roll.clear-guests' }),
			released: (told, seat) => told.send('organiser', { type: 'roll.release', seat }),
			removed: (told, seat) => told.send('organiser', { type: 'roll.remove', seat }),
			erased: (told, seat) => told.send('organiser', { type: 'plan.erase', text: seat }),
			bound: (told, guest) =>
				told.send('organiser', { type: 'roll.bind', guest, seat: told.seat('王桂芳') })
		};
		for (const [way, go] of Object.entries(ways)) {
			const told = opened();
			flood(told, SURGE.elsewhere + 1);
			const seat = away(told, `来宾${botnet.lane}0`);
			expect(go(told, seat), way).toBe('ok');
			expect(reasons(told), way).toEqual([]);
		}
	});
});

describe('[S33] an urgent meeting without a list', () => {
	const urgent = (votes: boolean) => {
		const room = roomOf(planned({ urgentReason: { id: 'u', hash: '' } }));
		const chair = resident('周雅琴', { role: 'chair', votes: false });
		room.do('organiser', {
			type: 'roll.add',
			entries: votes ? [chair, resident('王桂芳')] : [chair]
		});
		room.pass(1000).tell([{ type: 'plan.opened', body: { stage: 'in' } }]);
		return room;
	};

	it('everyone who comes is a member with a number, counted as present, and may get a role', () => {
		const room = urgent(false);
		room.join('li', '李建国');
		room.join('zhao', '赵敏');
		const seats = ['李建国', '赵敏'].map((name) => room.state.roll.seats[room.seat(name)]!);
		expect(seats).toMatchObject([
			{ no: 1, votes: true, role: 'member' },
			{ no: 2, votes: true, role: 'member' }
		]);
		room.do('李建国', { type: 'attendance.sign-in', seat: room.seat('李建国') });
		expect(counts(room.state)).toMatchObject({ due: 0, present: 1, hall: 1, absent: 0, guests: 0 });
		expect(unboundGuests(room.state.roll), 'nobody has to be matched').toEqual([]);
		room.do('organiser', { type: 'roll.role', seat: room.seat('赵敏'), role: 'clerk' });
		room.do('李建国', { type: 'roll.release', seat: room.seat('李建国') });
	});

	it('a neighbour without a phone, added at the desk, came like everybody: whoever comes later votes too', () => {
		const room = urgent(false);
		room.do('周雅琴', { type: 'roll.walk-in', entry: resident('王桂芳', { hasPhone: false }) });
		room.join('li', '李建国');
		expect(room.state.roll.seats[room.seat('李建国')]).toMatchObject({ no: 2, votes: true });
		room.do('李建国', { type: 'attendance.sign-in', seat: room.seat('李建国') });
		expect(counts(room.state)).toMatchObject({ due: 0, present: 2, absent: 0 });
	});

	it('who has voted as whoever came does not become somebody of a later list, and vote again', () => {
		const room = urgent(false);
		room.join('li', '李建国');
		const came = room.seat('李建国');
		room.do('organiser', { type: 'roll.add', entries: [resident('李建国')] });
		const listed = room.state.roll.seats[room.state.roll.order.at(-1)!]!;
		const bind = { type: 'roll.bind', guest: came, seat: listed.id } as const;
		const { state, hidden } = room;
		const tries = (voted: boolean) => {
			const hooks = { tookPart: () => voted, onBound: () => [] } as unknown as Hooks;
			return [
				decideBind(state, hidden, bind, hooks),
				takeSeat(state, hidden, listed, 'li', hooks)
			].map((one) => ('refused' in one ? one.refused : one.events[0]!.type));
		};
		expect(tries(true)).toEqual(['voted-as-guest', 'voted-as-guest']);
		expect(tries(false), 'who has not voted moves there').toEqual(['roll.bound', 'roll.bound']);
	});

	it('those let in from the lobby have numbers of their own; with a list they are guests', () => {
		const room = urgent(false);
		flood(room, SURGE.elsewhere + 2);
		const waits = waiting(room).map(({ id }) => id);
		room.do('周雅琴', { type: 'roll.admit', guests: waits });
		const numbers = room.state.roll.order
			.map((id) => room.state.roll.seats[id]!.no)
			.filter(Boolean);
		expect(numbers).toEqual(Array.from({ length: SURGE.elsewhere + 2 }, (_, n) => n + 1));
		const listed = urgent(true);
		listed.join('li', '李建国');
		expect(listed.state.roll.seats[listed.seat('李建国')]).toMatchObject({ no: 0, votes: false });
	});
});
