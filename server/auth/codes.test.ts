import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Room } from '#server/meeting/room.ts';
import { newId } from './arrival.ts';
import { CodeDesk, digitsOf, type Trying } from './codes.ts';
import { claimSeat } from './doors.ts';
import { networkOf } from './network.ts';
import { meeting, MINUTE, phone, seatOf, stage, type Stage } from './test-meeting.ts';

let here: Stage;
let waits: number[];
/** A desk whose pauses are only counted. */
let desk: CodeDesk;
beforeEach(async () => {
	here = await stage();
	waits = [];
	desk = new CodeDesk(async (ms) => void waits.push(ms), here.app.monotonic);
});
afterEach(() => here.close());

const stranger: Trying = { session: null, account: null, display: null, network: '203.0.113.9' };
const find = (typed: string, who: Partial<Trying> = {}) =>
	desk.find(here.app, typed, { ...stranger, ...who });
/** A code that the meeting does not have. */
const wrong = (room: Room, n = 0) => String(100_000 + ((Number(room.code) + 1 + n) % 900_000));

/** Somebody uses up what the house answers. */
async function flood(room: Room, who: Partial<Trying> = {}) {
	for (let n = 0; n < 60; n += 1) await find(wrong(room, n), who);
}

describe('/join, where six digits are tried', () => {
	it('answers a right code at once, spaces and all, and a wrong one after a moment', async () => {
		const room = await meeting(here.app, []);
		const { code } = room;
		expect(await find(` ${code.slice(0, 3)} ${code.slice(3)}`)).toBe(room);
		expect(waits).toEqual([]);
		expect(await find(wrong(room))).toBe('unknown');
		expect(waits).toEqual([400]);
	});

	it('a wrong code takes as long whatever it took to look it up', async () => {
		let now = 0;
		const timed = new CodeDesk(
			async (ms) => void waits.push(ms),
			() => now
		);
		// A meeting that is not open yet is brought into memory first.
		const slow = async () => ((now += 250), undefined);
		const access = { ownByCode: () => undefined, openByCode: slow, opened: slow };
		const app = { access, liveGateway: here.app.liveGateway } as never;
		await timed.find(app, '123456', stranger);
		await timed.findSeat(app, { code: '123456', letters: 'aaaaaa' }, stranger);
		expect(waits).toEqual([150, 150]);
	});

	it('answers for a meeting whose sign-in is not open as for none', async () => {
		const planned = await meeting(here.app, [], false);
		expect(await find(planned.code)).toBe('unknown');
		const room = await meeting(here.app, []);
		const owner = { session: null, owner: true };
		const shut = { type: 'roll.join-open', open: false } as const;
		await room.ask({ id: newId(), as: 'organiser', command: shut }, owner);
		expect(await find(room.code)).toBe('unknown');
		const other = await meeting(here.app, []);
		await other.ask({ id: newId(), as: 'organiser', command: { type: 'plan.close' } }, owner);
		await here.app.rooms.flush();
		expect(await find(other.code)).toBe('unknown');
		expect(waits).toEqual([400, 400, 400]);
	});

	it('rings the alarm when many are wrong, and looks up no more than one in two seconds', async () => {
		const room = await meeting(here.app, []);
		expect(desk.alarmed).toBe(false);
		await flood(room);
		expect(desk.alarmed).toBe(true);
		for (let n = 0; n < 20; n += 1)
			expect(await find(room.code), 'a right guess among wrong ones is not told').toBe('busy');
		here.later(2000);
		expect([await find(wrong(room)), await find(wrong(room))]).toEqual(['unknown', 'busy']);
		here.later(10 * MINUTE);
		expect(desk.alarmed).toBe(false);
		expect(await find(room.code), 'and when it is over, everything is as before').toBe(room);
	});

	it('keeps nobody out meanwhile who scanned a QR, sits there already, or is in the hall', async () => {
		const room = await meeting(here.app, ['李建国']);
		const his = phone(here.app);
		const seat = seatOf(room, '李建国');
		const token = here.app.links.token(room.meeting, seat);
		await claimSeat(await his.caller(), room, seat, token);
		await flood(room);
		const told = waits.length;
		expect(await find(room.addressKey), 'the QR carries the key').toBe(room);
		expect(await find(room.code, { session: (await his.session()).id }), 'its own meeting').toBe(
			room
		);
		expect(waits).toHaveLength(told);
		expect(await find('abcdefghjk'), 'a key that nobody has').toBe('unknown');
	});

	it.each([
		['110411', '110411'],
		['１１０ ４１１', '110411'],
		['110-411', '110411'],
		['11041', null],
		['1104111', null],
		["1' OR 1", null]
	])('"%s" is read as %s', (typed, code) => expect(digitsOf(typed)).toBe(code));
});

it.each([
	[false, '192.168.1.5', undefined, '192.168.1.5'],
	[false, '::ffff:192.168.1.5', undefined, '192.168.1.5'],
	[false, '127.0.0.1', undefined, null],
	[false, '192.168.1.5', '8.8.8.8', '192.168.1.5'],
	[true, '127.0.0.1', '8.8.8.8', '8.8.8.8'],
	[true, '10.0.0.1', 'invented, 203.0.113.7', '203.0.113.7'],
	[true, '127.0.0.1', '8.8.8.8:4711', '8.8.8.8'],
	[true, '127.0.0.1', '[2001:db8:1:2::9]:443', '2001:db8:1:2'],
	[true, '10.0.0.1', 'not an address', '10.0.0.1'],
	[true, '10.0.0.1', undefined, '10.0.0.1'],
	[false, '2001:DB8::1', undefined, '2001:db8:0:0'],
	[false, 'fe80::1%eth0', undefined, 'fe80:0:0:0'],
	[true, '127.0.0.1', undefined, null],
	[true, '127.0.0.1', '<script>', null],
	[false, '2001:db8:1:2:3:4:5:6', undefined, '2001:db8:1:2'],
	[false, '2001:db8::6', undefined, '2001:db8:0:0'],
	[false, '::1', undefined, null],
	[false, undefined, undefined, null]
])('trusting a proxy %s, %s saying %s is the network %s', (trustProxy, remote, said, network) => {
	expect(networkOf({ trustProxy }, remote, said)).toBe(network);
});
