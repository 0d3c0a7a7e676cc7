/** Who is connected is not attendance; it becomes a fact only through the clock, after a grace. */
import { expect, onTestFinished, test } from 'vitest';
import { itemNow } from '#lib/meeting/agenda/agenda.ts';
import { cookieName } from '#server/auth/cookies.ts';
import { CodeDesk } from '#server/auth/codes.ts';
import { makeMeeting, Phone, resident } from './people.ts';
import { discuss, folder, openMeeting, phone, served } from './world.ts';
import { storedRows } from './stored-rows.ts';

test('[R9] a place is held while a phone is offline, then 没连上, and given back on return', async () => {
	const it = await served(folder());
	const people = [resident('赵敏', { channel: 'online' }), resident('李建国')];
	const { room, chair } = await openMeeting(it, people, { holdSeconds: 5 });
	await discuss(room, chair);
	const item = itemNow(room.committed.state.agenda)!.id;
	const online = await phone(it, room, 1);
	await online.send({ type: 'queue.join', seat: online.seat, item, stance: 'for' });
	online.client.pause();
	await chair.until((p) => p.copy!.state.queue.entries[0]?.awayAt != null, '没连上');
	expect(room.committed.state.attendance.of[online.seat]!.status).toBe('present');
	const away = storedRows(it.app, room.meeting).at(-1)!;
	expect(away.line).toContain('"clock","queue.went-away"');
	online.client.wake();
	await chair.until((p) => p.copy!.state.queue.entries[0]?.awayAt === null, 'the place back');
	expect(room.committed.state.queue.entries).toHaveLength(1);
});

test('the desk sees which phones are connected; others see only counts', async () => {
	const it = await served(folder());
	const { room, clerk } = await openMeeting(it, [resident('王桂芳'), resident('李建国')]);
	const one = await phone(it, room, 1);
	await clerk.until((p) => p.presence?.connected?.includes(one.seat) ?? false, 'seat 1 to show');
	expect(clerk.presence).toMatchObject({ hall: 3 });
	expect(one.presence!.connected).toBeUndefined();
	one.close();
	await clerk.until((p) => !p.presence!.connected!.includes(one.seat), 'seat 1 to go');
});

test('[S2.35] who looks on is counted without the big screen, which is nobody', async () => {
	const it = await served(folder());
	const { room, clerk } = await openMeeting(it, [resident('王桂芳')]);
	const stranger = new Phone(it.origin, room.addressKey, '', '');
	onTestFinished(() => stranger.close());
	await clerk.until((p) => p.presence?.watching === 1, 'the stranger to be counted');
	const { token } = await it.app.sessions.create('display', null, undefined, room.meeting);
	const cookie = `${cookieName('display', false)}=${token}`;
	const screen = new Phone(it.origin, room.addressKey, '', cookie);
	onTestFinished(() => screen.close());
	await screen.until((p) => p.presence !== null, 'the big screen to be here');
	expect(screen.presence!.watching).toBe(1);
	stranger.close();
	await screen.until((p) => p.presence!.watching === 0, 'the stranger to be gone');
});

test('[P14] the hall screen comes up: sign-in is open, phones and the door say so, and 开会 is still to come', async () => {
	const it = await served(folder());
	const room = await makeMeeting(it.app, [resident('王桂芳')]);
	const one = await phone(it, room, 1);
	const signIn = { type: 'attendance.sign-in', seat: one.seat } as const;
	expect(await one.send(signIn)).toMatchObject({ refused: 'not-open' });
	const stranger = { session: null, account: null, display: null, network: null };
	const desk = () => new CodeDesk(async () => {}).find(it.app, room.code, stranger);
	expect(await desk()).toBe('unknown');
	const { token } = await it.app.sessions.create('display', null, undefined, room.meeting);
	const cookie = `${cookieName('display', false)}=${token}`;
	const screen = new Phone(it.origin, room.addressKey, '', cookie);
	onTestFinished(() => screen.close());
	await one.until((p) => p.copy?.state.roll.joinOpen === true, 'sign-in to open');
	expect(storedRows(it.app, room.meeting).at(-1)!.line).toContain('"clock","plan.sign-in-opened"');
	expect(await desk()).toBe(room);
	expect(await one.send(signIn)).toHaveProperty('seq');
	expect(room.committed.state.plan).toMatchObject({ phase: 'planned', openedAt: null });
});

test('[P14] the hall screen was up before the meeting was announced: sign-in opens then', async () => {
	const it = await served(folder());
	const room = await makeMeeting(it.app, [resident('王桂芳')], 'twelve-rules', {}, false);
	const { token } = await it.app.sessions.create('display', null, undefined, room.meeting);
	const screen = new Phone(
		it.origin,
		room.addressKey,
		'',
		`${cookieName('display', false)}=${token}`
	);
	onTestFinished(() => screen.close());
	await screen.until((p) => p.copy !== null, 'the state');
	expect(room.committed.state.plan.signInAt).toBeNull();
	const envelope = {
		id: 'announces',
		as: 'organiser',
		command: { type: 'plan.announce' }
	} as const;
	await room.ask(envelope, { session: null, owner: true, door: true });
	await screen.until((p) => p.copy!.state.plan.signInAt !== null, 'sign-in to open');
});
