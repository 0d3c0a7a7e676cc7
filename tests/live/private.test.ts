/** What only some may see: told to them at once, to nobody else, and no longer than their session. */
import { expect, onTestFinished, test } from 'vitest';
import { cookieName } from '#server/auth/cookies.ts';
import { Phone, resident, seatId, sitDown, staff } from './people.ts';
import { folder, openMeeting, phone, served } from './world.ts';

test('[N2] a note reaches its author’s own screen and the desk at once, and nobody else', async () => {
	const it = await served(folder());
	const people = [resident('王桂芳'), staff('吕文', 'observer'), staff('何静', 'supervisor')];
	const { room, clerk } = await openMeeting(it, people);
	const author = await phone(it, room, 'observer');
	const other = await phone(it, room, 'supervisor');
	await author.say({ type: 'notes.leave', seat: author.seat, text: '听不清。' });
	await clerk.until((p) => p.mine!.notes.length === 1, 'the desk to read it');
	await author.until((p) => p.mine!.notes.length === 1, 'the author to see it kept');
	await other.say({ type: 'notes.leave', seat: other.seat, text: '程序对。' });
	await other.until((p) => p.mine!.notes.length === 1, 'the other to see theirs');
	expect(other.mine!.notes.map(({ text }) => text)).toEqual(['程序对。']);
	expect(author.mine!.notes.map(({ text }) => text)).toEqual(['听不清。']);
});

test('signing out closes the organiser’s sockets, also in a browser that holds a seat', async () => {
	const it = await served(folder());
	const { room } = await openMeeting(it, [resident('王桂芳')]);
	const { session, token } = it.app.sessions.create('account');
	const seat = seatId(room, 1);
	const cookies = `${await sitDown(it.app, room, seat)}; ${cookieName('account', false)}=${token}`;
	const both = new Phone(it.origin, room.code, seat, cookies);
	onTestFinished(() => both.close());
	await both.until((p) => p.connected && p.mine !== null, 'the room to show');
	it.app.sessions.revoke(session.id);
	await both.until((p) => !p.connected, 'the socket to close', 2000);
	// It comes back with what is left to it: the seat.
	await both.until((p) => p.connected && p.mine!.you.includes(seat), 'the seat to be there again');
});
