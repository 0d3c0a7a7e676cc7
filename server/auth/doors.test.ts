import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from './arrival.ts';
import { askForSeat, claimSeat, joinAsGuest, linkedRoom } from './doors.ts';
import { originAllowed } from './origin.ts';
import { session as sessions } from '#server/db/schema.ts';
import { onThisMachine } from '#server/addresses.ts';
import { readConfig } from '#server/config.ts';
import { meeting, phone, sendForSeat, seatOf, stage, type Stage } from './test-meeting.ts';

let here: Stage;
beforeEach(async () => (here = await stage()));
afterEach(() => here.close());

const linkOf = (room: { meeting: string }, seat: string) =>
	here.app.links.token(room.meeting, seat);

describe('a personal link', () => {
	it('[B18] opened by a chat that only looks, takes nothing', async () => {
		const room = await meeting(here.app, ['李建国']);
		const seat = seatOf(room, '李建国');
		const page = await import('../../src/routes/(public)/s/[code]/+page.server.ts');
		const preview = phone(here.app);
		const caller = await preview.caller();
		const params = { code: room.code };
		await page.load({ params, locals: caller, cookies: caller.cookies } as never);
		expect(preview.jar.size).toBe(0);
		expect(await linkedRoom(here.app, room.code, seat, linkOf(room, seat))).toBe(room);
		expect(room.committed.hidden.roll.holders.size).toBe(0);
	});

	it('a wrong token and a code that nobody has are told the same', async () => {
		const room = await meeting(here.app, ['李建国']);
		const seat = seatOf(room, '李建国');
		const { actions } = await import('../../src/routes/(public)/s/[code]/+page.server.ts');
		const eve = phone(here.app);
		const knock = async (code: string, key: string) => {
			const body = new URLSearchParams({ key });
			const request = new Request('http://hall/', { method: 'POST', body });
			const caller = await eve.caller();
			const event = { params: { code }, locals: caller, cookies: caller.cookies, request };
			return actions.default!(event as never);
		};
		const told = await knock('999999', `${seat}.${linkOf(room, seat)}`);
		expect(told).toMatchObject({ status: 403, data: { refused: { refused: 'not-your-seat' } } });
		for (const key of [`${seat}.${'A'.repeat(22)}`, seat, '', `nobody.${linkOf(room, seat)}`])
			expect(await knock(room.code, key)).toEqual(told);
		expect(eve.jar.size).toBe(0);
	});

	it('sits its phone down, and again after a reload', async () => {
		const room = await meeting(here.app, ['李建国']);
		const seat = seatOf(room, '李建国');
		const his = phone(here.app);
		expect(await claimSeat(await his.caller(), room, seat, linkOf(room, seat))).toEqual({
			screen: `/m/${room.code}?seat=${seat}`
		});
		expect(room.committed.hidden.roll.holders.get(seat)).toBe((await his.session()).id);
		const seq = room.committed.seq;
		expect(await claimSeat(await his.caller(), room, seat, linkOf(room, seat))).toEqual({
			screen: `/m/${room.code}?seat=${seat}`
		});
		expect(room.committed.seq).toBe(seq);
	});

	it('a cookie that somebody planted opens nothing once its phone has sat down', async () => {
		const [room, other] = [
			await meeting(here.app, ['李建国']),
			await meeting(here.app, ['李建国'])
		];
		const [seat, before] = [seatOf(room, '李建国'), seatOf(other, '李建国')];
		const his = phone(here.app);
		await claimSeat(await his.caller(), other, before, linkOf(other, before));
		const planted = his.jar.get('yitang_seat')!;
		const { id } = await his.session();
		const again: string[] = [];
		here.app.sessions.follow({ renewed: (session) => void again.push(session) });

		const twice = await his.caller();
		await Promise.all([
			claimSeat(twice, room, seat, linkOf(room, seat)),
			claimSeat(twice, room, seat, linkOf(room, seat))
		]);
		expect(await here.app.sessions.validate(planted, 'seat')).toBeNull();
		expect((await his.session()).id, 'the same session, with its other seats').toBe(id);
		expect(other.committed.hidden.roll.holders.get(before)).toBe(id);
		expect(room.committed.hidden.roll.holders.get(seat)).toBe(id);
		expect(again, 'sockets come again').toContain(id);

		const fresh = his.jar.get('yitang_seat');
		await claimSeat(await his.caller(), room, seat, linkOf(room, seat));
		expect(his.jar.get('yitang_seat'), 'sitting there already changes nothing').toBe(fresh);
	});

	it('opens no other seat, no other meeting, and nothing when it is made up', async () => {
		const room = await meeting(here.app, ['李建国', '赵敏']);
		const other = await meeting(here.app, ['李建国']);
		const [li, zhao] = [seatOf(room, '李建国'), seatOf(room, '赵敏')];
		const eve = phone(here.app);
		for (const [at, seat, token] of [
			[room, zhao, linkOf(room, li)],
			[other, seatOf(other, '李建国'), linkOf(room, li)],
			[room, li, 'A'.repeat(22)],
			[room, li, '']
		] as const)
			expect(await claimSeat(await eve.caller(), at, seat, token)).toEqual({
				refused: 'not-your-seat'
			});
		expect(eve.jar.size).toBe(0);
		expect(room.committed.hidden.roll.holders.size).toBe(0);
	});

	it('held by another phone it asks the desk and takes nothing until the clerk allows', async () => {
		const room = await meeting(here.app, ['李建国']);
		const [li, sun] = [seatOf(room, '李建国'), seatOf(room, '孙晓彤')];
		const [old, next, clerk] = [phone(here.app), phone(here.app), phone(here.app)];
		await claimSeat(await clerk.caller(), room, sun, linkOf(room, sun));
		await claimSeat(await old.caller(), room, li, linkOf(room, li));
		expect(await claimSeat(await next.caller(), room, li, linkOf(room, li))).toEqual({
			screen: `/m/${room.code}`
		});
		expect(await claimSeat(await next.caller(), room, sun, linkOf(room, sun))).toEqual({
			screen: `/m/${room.code}`
		});
		expect(room.committed.hidden.roll.holders.get(li)).toBe((await old.session()).id);
		const request = room.committed.hidden.roll.requests[0]!;
		const command = { type: 'roll.allow', request: request.id } as const;
		expect(await sendForSeat(room, await next.session(), li, command)).toEqual({
			refused: 'not-your-seat'
		});
		expect(await sendForSeat(room, await clerk.session(), sun, command)).toHaveProperty('seq');
		expect(room.committed.hidden.roll.holders.get(li)).toBe((await next.session()).id);
	});

	it('[A8] one phone holds three voting seats and not a fourth', async () => {
		const names = ['王桂芳', '李建国', '刘玉珍', '陈立新'];
		const room = await meeting(here.app, names);
		const family = phone(here.app);
		const answers = [];
		for (const name of names) {
			const seat = seatOf(room, name);
			answers.push(await claimSeat(await family.caller(), room, seat, linkOf(room, seat)));
		}
		expect(answers.map((one) => 'screen' in one)).toEqual([true, true, true, false]);
		expect(answers[3]).toEqual({ refused: 'too-many-seats', detail: { max: 3 } });
	});

	it('stands in no table: the key lives outside the database', async () => {
		const room = await meeting(here.app, ['李建国']);
		const seat = seatOf(room, '李建国');
		const dump = here.app.connection.sqlite.serialize().toString('latin1');
		expect(dump).toContain(seat);
		expect(dump).not.toContain(linkOf(room, seat));
	});
});

/** The one-time id of a page that a phone without a cookie has opened. */
const page = () => here.app.once.open('guest', null, here.app.once.issue('guest', null))!;

it('[S29] who tapped a wrong name and comes back to the first asks for the first', async () => {
	const room = await meeting(here.app, ['李建国', '赵敏']);
	const [li, zhao] = [seatOf(room, '李建国'), seatOf(room, '赵敏')];
	const his = phone(here.app);
	const scanned = page();
	for (const seat of [li, zhao, li, li])
		expect(await askForSeat(await his.caller(), room, seat, scanned)).toBeNull();
	expect(room.committed.hidden.roll.hallAsks.map(({ seat }) => seat)).toEqual([li]);
	expect(here.app.connection.tables.select().from(sessions).all()).toHaveLength(1);
});

describe('the six-digit code', () => {
	const guest = { name: '田野', building: '12号楼', channel: 'online' } as const;

	it('[A7] gives a guest seat without a vote', async () => {
		const room = await meeting(here.app, []);
		const seated = await joinAsGuest(await phone(here.app).caller(), room, guest, page());
		if ('refused' in seated) throw new Error(seated.refused);
		expect(room.committed.state.roll.seats[seated.seat!]).toMatchObject({
			guest: true,
			votes: false,
			channel: 'online',
			held: true
		});
	});

	it('pressed twice it is one seat', async () => {
		const room = await meeting(here.app, []);
		const his = phone(here.app);
		await joinAsGuest(await his.caller(), room, guest, page());
		const id = page();
		const again = await joinAsGuest(await his.caller(), room, guest, id);
		expect(await joinAsGuest(await his.caller(), room, guest, id)).toEqual(again);
		expect(room.committed.state.roll.order.length).toBe(4);
	});

	it('seats nobody before the meeting opens or after the code was switched off', async () => {
		const planned = await meeting(here.app, [], false);
		const closed = { refused: 'signin-closed' };
		expect(await joinAsGuest(await phone(here.app).caller(), planned, guest, page())).toEqual(
			closed
		);
		const room = await meeting(here.app, []);
		await room.ask(
			{ id: newId(), as: 'organiser', command: { type: 'roll.join-open', open: false } },
			{ session: null, owner: true }
		);
		expect(await joinAsGuest(await phone(here.app).caller(), room, guest, page())).toEqual(closed);
	});

	it('a nameless or broken guest is refused and leaves nothing behind', async () => {
		const room = await meeting(here.app, []);
		const { seq } = room.committed;
		const his = phone(here.app);
		const sessions = here.app.connection.sqlite.prepare('SELECT count(*) FROM session').pluck();
		const before = sessions.get();
		for (const [name, refused] of [
			['', 'name-missing'],
			['王\uD800', 'malformed'],
			['长'.repeat(41), 'text-too-long']
		] as const)
			expect(await joinAsGuest(await his.caller(), room, { ...guest, name }, page())).toMatchObject(
				{
					refused
				}
			);
		expect(room.committed.seq).toBe(seq);
		expect(sessions.get()).toBe(before);
		expect(await his.session()).toBeNull();
	});
});

describe('where a request comes from', () => {
	it('a foreign, missing or null Origin is refused', () => {
		const ok = (origin: string | null) => originAllowed(origin, '192.168.1.5:3000', null);
		expect(ok('http://192.168.1.5:3000')).toBe(true);
		for (const bad of [null, '', 'null', 'http://evil.example', 'http://192.168.1.5:3001'])
			expect(ok(bad)).toBe(false);
	});

	it('roles of the demo are handed out only at this very machine', () => {
		const config = readConfig({ DATA_DIR: '/tmp/none' });
		const at = (url: string, from: string, headers: Record<string, string> = {}, set = config) =>
			onThisMachine(set, { url, headers: new Headers(headers) }, from);
		expect(at('http://localhost:3000/', '127.0.0.1')).toBe(true);
		expect(at('http://[::1]:3000/', '::ffff:127.0.0.1')).toBe(true);
		expect(at('http://192.168.1.5:3000/', '192.168.1.9')).toBe(false);
		expect(at('http://evil.example/', '127.0.0.1')).toBe(false);
		expect(at('http://localhost:3000/', '127.0.0.1', { 'x-forwarded-for': '8.8.8.8' })).toBe(false);
		const proxied = { ...config, trustProxy: true };
		expect(at('http://localhost:3000/', '127.0.0.1', {}, proxied)).toBe(false);
		const published = { ...config, publicUrl: 'https://yitang.example' };
		expect(at('http://localhost:3000/', '127.0.0.1', {}, published)).toBe(false);
	});
});
