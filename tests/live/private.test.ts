/** What only some may see: told to them at once, to nobody else, and no longer than their session. */
import { expect, onTestFinished, test } from 'vitest';
import { isPublic } from '#lib/meeting/record/view.ts';
import { cookieName } from '#server/auth/cookies.ts';
import { makeMeeting, Phone, resident, seatId, sitDown, staff } from './people.ts';
import { folder, openMeeting, phone, served } from './world.ts';

test('[N2] a note reaches its author’s own screen and the desk at once, and nobody else', async () => {
	const it = await served(folder());
	const people = [resident('王桂芳'), staff('吕文', 'observer'), staff('何静', 'supervisor')];
	const { room, clerk } = await openMeeting(it, people);
	const author = await phone(it, room, 'observer');
	const other = await phone(it, room, 'supervisor');
	await author.send({ type: 'notes.leave', seat: author.seat, text: '听不清。' });
	await clerk.until((p) => p.privateView!.notes.length === 1, 'the desk to read it');
	await author.until((p) => p.privateView!.notes.length === 1, 'the author to see it kept');
	await other.send({ type: 'notes.leave', seat: other.seat, text: '程序对。' });
	await other.until((p) => p.privateView!.notes.length === 1, 'the other to see theirs');
	expect(other.privateView!.notes.map(({ text }) => text)).toEqual(['程序对。']);
	expect(author.privateView!.notes.map(({ text }) => text)).toEqual(['听不清。']);
});

test('signing out closes the organiser’s sockets, also in a browser that holds a seat', async () => {
	const it = await served(folder());
	const { room } = await openMeeting(it, [resident('王桂芳')]);
	const { session, token } = await it.app.sessions.create('account');
	const seat = seatId(room, 1);
	const cookies = `${await sitDown(it.app, room, seat)}; ${cookieName('account', false)}=${token}`;
	const both = new Phone(it.origin, room.code, seat, cookies);
	onTestFinished(() => both.close());
	await both.until((p) => p.connected && p.privateView !== null, 'the room to show');
	await it.app.sessions.revoke(session.id);
	await both.until((p) => !p.connected, 'the socket to close', 2000);
	// It comes back with what is left to it: the seat.
	await both.until(
		(p) => p.connected && p.privateView!.you.includes(seat),
		'the seat to be there again'
	);
});

test('[S26] a phone that is sent out loses the room at once, and has it again with one press', async () => {
	const it = await served(folder());
	const { room, clerk } = await openMeeting(it, [resident('王桂芳'), resident('李建国')]);
	const wang = await phone(it, room, 1);
	const li = await phone(it, room, 2);
	const send = { type: 'roll.send-out', seat: wang.seat, reason: '抢话筒' } as const;
	expect(await clerk.send(send)).toHaveProperty('seq');
	await wang.until((p) => p.copy?.clearance === 'public', 'the phone to be a stranger’s');
	expect(wang.privateView).toMatchObject({ you: [], roll: { outside: true } });
	expect(await wang.send({ type: 'attendance.return', seat: wang.seat })).toMatchObject({
		refused: 'not-your-seat'
	});
	await clerk.until((p) => p.privateView!.roll.sentOut.length === 1, 'the desk to read why');
	expect(JSON.stringify([li.copy, li.privateView])).not.toContain('抢话筒');
	await clerk.send({ type: 'roll.let-back', seat: wang.seat });
	await wang.until((p) => p.copy?.clearance === 'room', 'the room to be theirs again');
	expect(wang.privateView!.you).toEqual([wang.seat]);
});

test('[L18] a guest by the code sees names as strangers do and their own in full, until the clerk knows them', async () => {
	const it = await served(folder());
	const { room, clerk } = await openMeeting(it, [resident('王桂芳'), resident('李建国')]);
	const { session, token } = await it.app.sessions.create('seat');
	const guest = { type: 'roll.guest', name: '李建国', building: '1号楼', channel: 'hall' } as const;
	const door = { session: session.id, owner: false, door: true };
	await room.ask({ id: 'guest-comes-in', as: 'door', command: guest }, door);
	const seat = seatId(room, 'guest');
	const phone = new Phone(it.origin, room.code, seat, `${cookieName('seat', false)}=${token}`);
	onTestFinished(() => phone.close());
	await phone.until(
		(p) => p.privateView !== null && Object.keys(p.directory).length > 0,
		'the names'
	);
	expect(phone.directory[seatId(room, 1)]).toEqual({ name: '王**', building: '1号楼', title: '' });
	expect(phone.privateView!.roll.people[seat]!.name).toBe('李建国');
	expect(phone.copy!.clearance).toBe('room');
	await clerk.send({ type: 'roll.bind', guest: seat, seat: seatId(room, 2) });
	await phone.until((p) => p.directory[seatId(room, 1)]!.name === '王桂芳', 'to be known');
	expect(phone.privateView!.roll.people).toEqual({});
});

test('a phone that sits down, or gets up, has the meeting anew as it may read it now', async () => {
	const it = await served(folder());
	const { room, clerk } = await openMeeting(it, [resident('王桂芳', { hasPhone: false })]);
	const seat = seatId(room, 1);
	const phone = new Phone(it.origin, room.code, seat, await sitDown(it.app, room, seat));
	onTestFinished(() => phone.close());
	await phone.until((p) => p.copy?.clearance === 'room', 'the room');
	await clerk.send({ type: 'roll.release', seat });
	await phone.until((p) => p.copy!.clearance === 'public', 'what strangers read');
	expect(clerk.copy!.state.roll.seats[seat]!.hasPhone).toBe(false);
	expect(phone.copy!.state.roll.seats[seat]!.hasPhone).toBe(true);
	expect(phone.directory[seat]!.name).toBe('王**');
});

test('[F46] before a meeting is opened its record is what was announced: nobody reads who will be away', async () => {
	const it = await served(folder());
	const room = await makeMeeting(it.app, [resident('王桂芳'), resident('李建国')]);
	const wang = await phone(it, room, 1);
	const record = { type: 'record.set', publish: 'live' } as const;
	const as = { session: null, owner: true, door: true };
	await room.ask({ id: 'record', as: 'organiser', command: record }, as);
	const leave = { type: 'attendance.rsvp', seat: wang.seat, rsvp: 'leave' } as const;
	expect(await wang.send({ ...leave, reason: '住院' })).toHaveProperty('seq');
	const read = async () => (await it.app.records.of(room)).json.plain.toString('utf8');
	expect(isPublic(room.committed.state)).toBe(false);
	expect(await read()).not.toContain('"leave":1');
	await room.ask({ id: 'open', as: 'organiser', command: { type: 'plan.open' } }, as);
	expect(isPublic(room.committed.state)).toBe(true);
	await expect.poll(read).toContain('"leave":1');
});
