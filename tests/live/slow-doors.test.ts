/**
 * Accounts, sessions and lists on a store that answers late (decision 0019): what is looked at and then used up is used
 * up once, and who was signed out while being let in stays out.
 */
import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, test, vi } from 'vitest';
import { cookieName } from '#server/auth/cookies.ts';
import type { Session } from '#server/auth/session.ts';
import { displayPath } from '#server/meeting/links.ts';
import { demoMeeting, meetingsOfAccount, meetingsOfPhone } from '#server/meeting/meeting-lists.ts';
import { createMeeting, type NewMeeting } from '#server/meeting/create.ts';
import { recentRecords } from '#server/record/recent.ts';
import { makeMeeting, Phone, resident, seatId, sitDown, staff } from './people.ts';
import { seeded } from './seeded.ts';
import type { Served } from './serve.ts';
import { OnTheWay, slowStore } from './slow-store.ts';
import { folder, served } from './world.ts';

const PASSWORD = '食堂 油烟 槐树 早饭';
const PEOPLE = [resident('王桂芳'), resident('李建国')];

const PLAN: NewMeeting = {
	owner: null,
	plan: {
		draft: { title: '试一试', matter: '怎样办老年食堂？' },
		preset: 'twelve-rules',
		template: 'seven-set',
		items: []
	},
	then: [
		{ type: 'roll.add', entries: [staff('周雅琴', 'chair'), ...PEOPLE] },
		{ type: 'plan.announce' }
	]
};

const slow = () => served(folder(), slowStore(seeded(19)));

test('an invitation makes one account, however many forms come at once', async () => {
	const { app } = await slow();
	const token = await app.accounts.invite();
	const made = await Promise.all(
		['zhou', 'wang', 'li'].map((login) => app.accounts.create(token, login, login, PASSWORD))
	);
	expect(made.filter((one) => one === 'used')).toHaveLength(2);
	const [account] = made.filter((one) => typeof one === 'object');
	expect(await app.accounts.madeWith(token)).toEqual(account);
	expect(await app.accounts.none()).toBe(false);
});

test('a login is given once, to whoever comes first; the other link is still good', async () => {
	const { app } = await slow();
	await app.accounts.create(await app.accounts.invite(), 'first', '一', PASSWORD);
	const tokens = [await app.accounts.invite(), await app.accounts.invite()];
	const made = await Promise.all(
		tokens.map((token) => app.accounts.create(token, 'zhou', '周雅琴', PASSWORD))
	);
	expect(made.filter((one) => one === 'taken')).toHaveLength(1);
	const open = await Promise.all(tokens.map((token) => app.accounts.invited(token)));
	expect(open).toEqual(made.map((one) => one === 'taken'));
});

test('a link for a forgotten password is used once, and the password is the one that used it', async () => {
	const { app } = await slow();
	await app.accounts.create(await app.accounts.invite(), 'zhou', '周雅琴', PASSWORD);
	const token = (await app.accounts.recover('zhou'))!;
	const chosen = ['雨伞 螃蟹 钢琴 萝卜', '灯笼 木梳 石榴 酒杯'];
	const used = await Promise.all(chosen.map((one) => app.accounts.useRecovery(token, one)));
	expect(used.filter((one) => one === 'used')).toHaveLength(1);
	const fits = await Promise.all(chosen.map((one) => app.accounts.signIn('zhou', one)));
	expect(fits.map((one) => one !== null)).toEqual(used.map((one) => one !== 'used'));
});

test('of the tokens that a raised session is offered, one holds', async () => {
	const { app } = await slow();
	const { session, token } = await app.sessions.create('seat');
	await app.sessions.raise([session.id]);
	const raised = (await app.sessions.validate(token, 'seat'))!;
	const offers = ['hall chrome', 'elsewhere safari'].map((one) => app.sessions.offer(raised, one));
	const came = await Promise.all(offers.map((one) => app.sessions.validate(one, 'seat')));
	expect(came.filter((one) => one !== null)).toHaveLength(1);
	expect(await app.sessions.validate(token, 'seat'), 'the one before').toBeNull();
	const after = await Promise.all(offers.map((one) => app.sessions.validate(one, 'seat')));
	expect(after.map((one) => one !== null)).toEqual(came.map((one) => one !== null));
});

test('a meeting, its lists and its display link', async () => {
	const { app } = await slow();
	const account = await app.accounts.create(await app.accounts.invite(), 'zhou', '周', PASSWORD);
	if (typeof account === 'string') throw new Error(account);
	const room = await createMeeting(app, { ...PLAN, owner: account.id });
	if ('refused' in room) throw new Error(room.refused);
	expect(await meetingsOfAccount(app, account.id)).toMatchObject([
		{ code: room.code, addressKey: room.addressKey, announced: true, demo: false }
	]);
	expect([await demoMeeting(app), await meetingsOfPhone(app, 'nobody')]).toEqual([undefined, []]);
	expect(await app.communities.organises(room.meeting, account.id)).toBe(true);
	expect((await recentRecords(app)).map(({ code }) => code)).toEqual([]);
	const link = await displayPath(app, room);
	await Promise.all([app.displays.revoke(room.meeting), app.displays.revoke(room.meeting)]);
	expect(await displayPath(app, room)).not.toBe(link);
	const token = link.slice(link.indexOf('=') + 1);
	expect(await app.displays.opens(room.meeting, token)).toBe(false);
});

test('a code that another meeting has is no meeting', async () => {
	const { app } = await slow();
	const room = await makeMeeting(app, PEOPLE);
	const again = createMeeting(app, { ...PLAN, code: room.code });
	await expect(again).rejects.toThrow(room.code);
	expect(await app.rooms.byCode(room.code)).toBe(room);
});

/** Seats of a phone that sat down before, when it is let in; `ends`: what happens after its session was read. */
async function seatsLetIn(ends: (it: Served, session: string) => Promise<unknown>) {
	const onTheWay = new OnTheWay();
	const it = await served(folder(), onTheWay.wrap);
	const room = await makeMeeting(it.app, PEOPLE);
	const seat = seatId(room, 1);
	const cookie = await sitDown(it.app, room, seat);
	onTheWay.hold('session');
	const phone = new Phone(it.origin, room.addressKey, seat, cookie);
	onTestFinished(() => phone.close());
	await onTheWay.asked;
	await ends(it, room.committed.hidden.roll.holders.get(seat)!);
	onTheWay.arrive();
	await phone.until(({ privateView }) => privateView !== null, 'being let in');
	return phone.privateView!.you.length;
}

test('who is signed out while being let in comes in as a stranger', async () => {
	expect(await seatsLetIn(async () => {})).toBe(1);
	expect(await seatsLetIn((it, session) => it.app.sessions.revoke(session))).toBe(0);
});

test('whose token was another one meanwhile comes in, and comes again with that once it has it', async () => {
	const renew = async (it: Served, id: string) => {
		const session = { id, secretHash: 'as it came' } as Session;
		const row = it.app.connection.sqlite.prepare('SELECT secret_hash FROM session WHERE id = ?');
		const secretHash = row.pluck().get(id) as string;
		expect(
			await it.app.sessions.renew({ ...session, secretHash }, () => randomBytes(32))
		).not.toBeNull();
	};
	expect(await seatsLetIn(renew)).toBe(1);
});

test('who comes with the token it was offered comes once', async () => {
	const it = await served(folder());
	const room = await makeMeeting(it.app, PEOPLE);
	const seat = seatId(room, 1);
	const [, token = ''] = (await sitDown(it.app, room, seat)).split('=');
	await it.app.sessions.raise([token.split('.')[0]!]);
	const offered = it.app.sessions.offer(
		(await it.app.sessions.validate(token, 'seat'))!,
		'a phone'
	);
	const asked = vi.spyOn(it.app.sessions, 'validate');
	const cookie = `${cookieName('seat', false)}=${offered}`;
	const phone = new Phone(it.origin, room.addressKey, seat, cookie);
	onTestFinished(() => phone.close());
	await phone.until(({ privateView }) => privateView !== null, 'being let in');
	const item = room.committed.state.agenda.items[0]!.id;
	const said = await phone.send({ type: 'queue.join', seat, item, stance: 'none' });
	expect(said).toEqual({ refused: 'not-open' });
	expect(asked.mock.calls.filter(([, kind]) => kind === 'seat')).toHaveLength(1);
});
