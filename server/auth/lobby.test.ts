import { afterEach, beforeEach, expect, it } from 'vitest';
import { privateView } from '#lib/meeting/private-view.ts';
import { SURGE } from '#lib/meeting/roll/guests.ts';
import { newId } from './arrival.ts';
import { claimSeat, joinAsGuest } from './doors.ts';
import { meeting, phone, seatOf, stage, type Stage } from './test-meeting.ts';

let here: Stage;
beforeEach(async () => (here = await stage()));
afterEach(() => here.close());

const once = () => here.app.once.open('guest', null, here.app.once.issue('guest', null))!;

it('[S23] [S25] five hundred invented guests; others come in meanwhile, and one press clears it', async () => {
	const room = await meeting(here.app, ['李建国']);
	const guest = (n: number) => ({ name: `来宾${n}`, building: '', channel: 'online' }) as const;
	const crowd = Array.from({ length: 500 }, (_, n) => ({ n, his: phone(here.app) }));
	const answers = await Promise.all(
		crowd.map(async ({ n, his }) =>
			joinAsGuest(await his.caller(), room, guest(n), once(), '203.0.113.9')
		)
	);
	const seated = answers.filter((one) => 'seat' in one && one.seat !== null);
	const waiting = answers.filter((one) => 'seat' in one && one.seat === null);
	expect([seated.length, waiting.length]).toEqual([SURGE.elsewhere, 100]);
	expect(answers.some((one) => 'refused' in one && one.refused === 'room-full')).toBe(false);

	const honest = phone(here.app);
	const han = await joinAsGuest(await honest.caller(), room, guest(500), once(), '198.51.100.4');
	expect(han).toHaveProperty('seat', expect.stringMatching(/^s/u));
	const his = phone(here.app);
	const seat = seatOf(room, '李建国');
	const token = here.app.links.token(room.meeting, seat);
	expect(await claimSeat(await his.caller(), room, seat, token)).toHaveProperty('screen');

	const { state, hidden } = room.committed;
	const waits = crowd.find((_, n) => 'seat' in answers[n]! && answers[n].seat === null)!;
	expect(
		privateView(state, hidden, { session: (await waits.his.session()).id, organiser: false })
	).toMatchObject({
		...{ you: [], roll: expect.objectContaining({ waiting: true, guests: [] }) }
	});
	const desk = privateView(state, hidden, { session: null, organiser: true });
	expect(desk.roll.guests.filter((one) => one.seat === null)).toHaveLength(100);
	expect(desk.roll.guests.find((one) => one.seat === (han as { seat: string }).seat)).toMatchObject(
		{
			...{ place: 'elsewhere', flood: false }
		}
	);
	expect(JSON.stringify(desk), 'no address is told').not.toContain('203.0.113');

	const clear = { type: 'roll.clear-guests' } as const;
	const owner = { session: null, owner: true };
	await room.ask({ id: newId(), as: 'organiser', command: clear }, owner);
	const { seats, order } = room.committed.state.roll;
	expect(order.filter((id) => seats[id]!.guest)).toEqual([(han as { seat: string }).seat]);
	await here.restart();
	const again = (await here.app.rooms.byId(room.meeting))!;
	expect(again.committed.hidden.roll.arrivals, 'kept over a restart').toEqual(
		room.committed.hidden.roll.arrivals
	);
});
