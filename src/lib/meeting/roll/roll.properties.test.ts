/** Whatever people do, in whatever order: what must never be untrue about seats and attendance. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { counts } from '../attendance/view.ts';
import type { Command } from '../registry.ts';
import { fold } from '../evolve.ts';
import { SEAT_ROLES } from '../names.ts';
import { placesOf } from './holding.ts';
import { SEATS_PER_PHONE } from './roll.ts';
import { resident, roomOf, planned } from './test-rolls.ts';
import type { TestRoom, Who } from '../test-room.ts';

const NAMES = ['甲', '乙', '丙', '丁', '戊', '己'];

/** Numbers that a step turns into seats, phones and requests that exist, or nearly. */
type Dice = { kind: number; a: number; b: number; c: number };

function deed(room: TestRoom, { kind, a, b, c }: Dice): [Who, Command] {
	const order = room.state.roll.order;
	const pick = (n: number) => order[n % Math.max(1, order.length)] ?? 's0';
	const phone = { session: `phone ${b % 4}` };
	const request = room.hidden.roll.requests[a % 5]?.id ?? 'r0';
	const role = SEAT_ROLES[c % SEAT_ROLES.length]!;
	const name = NAMES[a % NAMES.length]!;
	const votes = c % 2 === 0;
	const seat = pick(a);
	const deeds: [Who, Command][] = [
		[
			{ ...phone, proves: seat },
			{ type: 'roll.claim', seat }
		],
		[
			{ ...phone, proves: seat },
			{ type: 'roll.claim', seat }
		],
		[phone, { type: 'roll.guest', name, building: '1号楼', channel: 'online' }],
		['organiser', { type: 'roll.allow', request }],
		['organiser', { type: 'roll.deny', request }],
		['organiser', { type: 'roll.bind', guest: pick(b), seat }],
		['organiser', { type: 'roll.clear-guests' }],
		['organiser', { type: 'roll.release', seat }],
		['organiser', { type: 'roll.remove', seat }],
		['organiser', { type: 'roll.role', seat, role }],
		['organiser', { type: 'roll.change', seat, change: { role, votes } }],
		['organiser', { type: 'roll.hand-chair', to: seat }],
		['organiser', { type: 'roll.help', helper: seat, seats: [pick(b), pick(c)] }],
		['organiser', { type: 'roll.walk-in', entry: resident(`${name}${c}`, { role, votes }) }],
		['organiser', { type: 'attendance.sign-in', seat, channel: votes ? 'phone' : 'hall' }],
		['organiser', { type: 'attendance.sign-in-all', seats: [seat, pick(b), pick(c)] }],
		['organiser', { type: 'attendance.undo-sign-in', seat }],
		['organiser', { type: 'attendance.leave', seat }],
		['organiser', { type: 'attendance.step-out', seat }],
		['organiser', { type: 'attendance.return', seat }]
	];
	return deeds[kind % deeds.length]!;
}

function check(room: TestRoom) {
	const { roll } = room.state;
	const seats = roll.order.map((id) => roll.seats[id]!);
	expect(new Set(roll.order).size).toBe(roll.order.length);
	expect(Object.keys(roll.seats).sort()).toEqual([...roll.order].sort());
	expect(seats.filter(({ role }) => role === 'chair').length).toBeLessThanOrEqual(1);
	for (const session of new Set(room.hidden.roll.holders.values()))
		expect(placesOf(roll, room.hidden.roll, session)).toBeLessThanOrEqual(SEATS_PER_PHONE);
	for (const seat of seats) {
		expect(room.hidden.roll.holders.has(seat.id)).toBe(seat.held);
		expect(seat.votes).toBe(seat.no > 0);
		if (seat.guest) expect(seat.votes).toBe(false);
		if (seat.boundTo) expect(room.state.attendance.of[seat.id]).toBeUndefined();
		if (seat.helper) expect(roll.seats[seat.helper]).toBeDefined();
	}
	const numbers = seats.map(({ no }) => no).filter((no) => no > 0);
	expect(new Set(numbers).size).toBe(numbers.length);
	for (const holder of room.hidden.roll.holders.keys()) expect(roll.seats[holder]).toBeDefined();
	const sum = counts(room.state);
	expect(sum.present + sum.left + sum.leave + sum.absent).toBe(sum.due);
	expect(sum.hall + sum.online + sum.phone).toBe(sum.present);
	expect(sum.due).toBe(seats.filter(({ votes }) => votes).length);
}

const dice = fc.record({
	kind: fc.nat(1000),
	a: fc.nat(1000),
	b: fc.nat(1000),
	c: fc.nat(1000)
});

it('[S5] [S10] [S12] [A9] keeps seats, phones, the chair and the counts right whatever is done', () => {
	const heard = new Set<string>();
	const holds = fc.property(fc.array(dice, { minLength: 20, maxLength: 60 }), (throws) => {
		const room = roomOf();
		const staff = resident('周雅琴', { role: 'chair', votes: false });
		const entries = [...NAMES.map((name) => resident(name)), staff];
		room.send('organiser', { type: 'roll.add', entries });
		room.pass(1000).tell([{ type: 'plan.opened', body: { stage: 'in' } }]);
		for (const one of throws) {
			const [who, command] = deed(room, one);
			heard.add(`${command.type} ${room.send(who, command)}`);
			check(room);
		}
		// Replay: the journal alone gives the same state.
		expect(fold(planned(), room.events)).toEqual(room.state);
	});
	// New histories each time, and the same ones each time for what must have been reached below.
	fc.assert(holds, { numRuns: 75 });
	fc.assert(holds, { numRuns: 150, seed: 1 });
	// The property says something only if the random people got far enough.
	for (const one of [
		'roll.claim ok',
		'roll.claim too-many-seats',
		'roll.allow ok',
		'roll.bind ok',
		'roll.change ok',
		'roll.hand-chair ok',
		'roll.help ok',
		'attendance.return ok'
	])
		expect(heard).toContain(one);
}, 60_000);
