import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '#lib/meeting/registry.ts';
import type { Account } from './accounts.ts';
import { newId } from './arrival.ts';
import { becomeDisplay } from './displays.ts';
import { claimSeat, joinAsGuest } from './doors.ts';
import { signInHere } from './organiser.ts';
import { renewRaised } from './renewal.ts';
import { meeting, phone, seatOf, stage, type Stage } from './test-meeting.ts';

let here: Stage;
beforeEach(async () => (here = await stage()));
afterEach(() => here.close());

type Room = Awaited<ReturnType<typeof meeting>>;
type Phone = ReturnType<typeof phone>;

/** A page is asked for: the token that comes back with it, if any. */
async function asks(who: Phone, browser = 'a phone'): Promise<void> {
	const { app, cookies, https, seat } = await who.caller();
	const request = new Request('http://hall/', { headers: { 'user-agent': browser } });
	renewRaised({
		locals: { app, https, seat } as App.Locals,
		...{ cookies, request, getClientAddress: () => '192.168.1.9' }
	});
}
const works = async (who: Phone) =>
	(await here.app.sessions.validate(who.jar.get('yitang_seat'), 'seat')) !== null;
const copied = (who: Phone) => phone(here.app, who.jar);
const office = async (room: Room, command: Command) =>
	expect(
		await room.ask({ id: newId(), as: 'organiser', command }, { session: null, owner: true })
	).toHaveProperty('seq');

async function sits(room: Room, name: string): Promise<Phone> {
	const who = phone(here.app);
	const seat = seatOf(room, name);
	await claimSeat(await who.caller(), room, seat, here.app.links.token(room.meeting, seat));
	return who;
}

async function guest(room: Room, name: string): Promise<[Phone, string]> {
	const who = phone(here.app);
	const once = here.app.once.open('guest', null, here.app.once.issue('guest', null))!;
	const told = await joinAsGuest(
		await who.caller(),
		room,
		{ name, building: '5号楼', channel: 'hall' },
		once
	);
	return [who, 'seat' in told ? told.seat! : ''];
}

describe('a session that is given more gets another token', () => {
	const ways: [string, (room: Room) => Promise<Phone>][] = [
		[
			'a guest is known to be somebody on the roll',
			async (room) => {
				const [who, seat] = await guest(room, '不认识');
				const knownAs = { type: 'roll.bind', guest: seat, seat: seatOf(room, '王桂芳') } as const;
				await office(room, knownAs);
				return who;
			}
		],
		[
			'another role',
			async (room) => {
				const who = await sits(room, '李建国');
				await office(room, { type: 'roll.role', seat: seatOf(room, '李建国'), role: 'timekeeper' });
				return who;
			}
		],
		[
			'the chair',
			async (room) => {
				const who = await sits(room, '李建国');
				await office(room, { type: 'roll.hand-chair', to: seatOf(room, '李建国') });
				return who;
			}
		],
		[
			'a helper’s people',
			async (room) => {
				const who = await sits(room, '李建国');
				await office(room, { type: 'roll.role', seat: seatOf(room, '李建国'), role: 'helper' });
				await asks(who);
				await works(who);
				const seats = [seatOf(room, '王桂芳')];
				await office(room, { type: 'roll.help', helper: seatOf(room, '李建国'), seats });
				return who;
			}
		],
		[
			'a seat that another phone held',
			async (room) => {
				await sits(room, '李建国');
				const next = await sits(room, '李建国');
				const [request] = room.committed.hidden.roll.requests;
				await office(room, { type: 'roll.allow', request: request!.id });
				return next;
			}
		]
	];

	it.each(ways)(
		'%s: a copy of the old one opens nothing when the page was asked for',
		async (_, given) => {
			const room = await meeting(here.app, ['李建国', '王桂芳']);
			const who = await given(room);
			const { id } = await who.session();
			const thief = copied(who);
			await asks(who);
			expect(who.jar).not.toEqual(thief.jar);
			expect([await works(thief), await works(who), await works(thief)]).toEqual([
				true,
				true,
				false
			]);
			expect((await who.session()).id, 'the seats stay with it').toBe(id);
			expect((await who.session()).raised).toBe(false);
			const before = new Map(who.jar);
			await asks(who);
			expect(who.jar, 'once').toEqual(before);
		}
	);

	it('who only sits there keeps the token, and so does who is told nothing new', async () => {
		const room = await meeting(here.app, ['李建国', '王桂芳']);
		const [li, wang] = [await sits(room, '李建国'), await sits(room, '王桂芳')];
		await office(room, { type: 'roll.hand-chair', to: seatOf(room, '李建国') });
		expect([(await li.session()).raised, (await wang.session()).raised]).toEqual([true, false]);
	});

	it('an answer may be lost, and several may be on their way', async () => {
		const room = await meeting(here.app, ['李建国']);
		const who = await sits(room, '李建国');
		await office(room, { type: 'roll.hand-chair', to: seatOf(room, '李建国') });
		const [lost, one, two] = [copied(who), copied(who), copied(who)];
		for (const request of [lost, one, two]) await asks(request);
		expect(one.jar).toEqual(two.jar);
		expect(await works(who), 'the cookie has not arrived').toBe(true);
		await asks(who);
		expect([await works(who), await works(two), await works(who)]).toEqual([true, true, true]);
	});

	it('somebody else with a copy is offered another one: the first that is used ends the other', async () => {
		const room = await meeting(here.app, ['李建国']);
		const who = await sits(room, '李建国');
		await office(room, { type: 'roll.hand-chair', to: seatOf(room, '李建国') });
		const thief = copied(who);
		await asks(thief, 'another browser');
		await asks(who);
		expect(thief.jar).not.toEqual(who.jar);
		expect([await works(who), await works(thief), await works(who)]).toEqual([true, false, true]);
		const made = phone(
			here.app,
			new Map([['yitang_seat', `${(await who.session()).id}.${'A'.repeat(40)}`]])
		);
		expect(await works(made)).toBe(false);
	});

	it('it is remembered over a restart', async () => {
		const room = await meeting(here.app, ['李建国']);
		const who = await sits(room, '李建国');
		await office(room, { type: 'roll.hand-chair', to: seatOf(room, '李建国') });
		await here.restart();
		const again = here.phone(who.jar);
		expect((await again.session()).raised).toBe(true);
		await asks(again);
		expect([await works(again), await works(here.phone(who.jar))]).toEqual([true, false]);
	});

	it('an organiser who signs in and a screen that is paired have theirs with that very answer', async () => {
		const room = await meeting(here.app, []);
		const { app } = here;
		const made = [await app.accounts.invite(), 'zhou', '周雅琴', '食堂 油烟 槐树 早饭'] as const;
		const account = (await app.accounts.create(...made)) as Account;
		const planted = await app.sessions.create('account');
		const locals = { app, https: false, account: planted.session } as App.Locals;
		const browser = phone(app);
		await signInHere(locals, (await browser.caller()).cookies, account);
		expect(browser.jar.get('yitang_account')).not.toBe(planted.token);
		expect(
			await app.sessions.validate(planted.token, 'account'),
			'the one before is over'
		).toBeNull();
		const old = await app.sessions.create('display', null, undefined, room.meeting);
		const token = await app.displays.token(room.meeting);
		const pass = (await app.displays.byLink(room.meeting, token))!;
		await becomeDisplay({ app, https: false }, (await browser.caller()).cookies, pass);
		expect(browser.jar.get('yitang_display')).not.toBe(old.token);
	});
});
