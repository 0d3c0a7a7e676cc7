/** Sent twice is made once: forms as a browser sends them, through the pages' own actions. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { invitation, meeting as meetings, session as sessions } from '#server/db/schema.ts';
import { PAGE_MS } from './once.ts';
import { DAY, MINUTE, meeting, phone, seatOf, stage, type Stage } from './test-meeting.ts';
import { actions as account } from '../../src/routes/(app)/account/+page.server.ts';
import { actions as urgent } from '../../src/routes/(app)/meetings/urgent/+page.server.ts';
import { actions as planned } from '../../src/routes/(app)/meetings/new/+page.server.ts';
import { actions as roll } from '../../src/routes/(app)/meetings/[code]/roll/+page.server.ts';
import { actions as sitting } from '../../src/routes/(public)/s/[code]/+page.server.ts';
import { actions as recovering } from '../../src/routes/(public)/recover/+page.server.ts';
import { actions as welcome } from '../../src/routes/(public)/welcome/+page.server.ts';
import { actions as joining } from '../../src/routes/(public)/join/+page.server.ts';

let here: Stage;
beforeEach(async () => (here = await stage()));
afterEach(() => here.close());

type Browser = ReturnType<typeof phone>;
type Sent = { location?: string; status?: number; data?: { refused?: object; once?: string } };

/** Sends a form from a browser; gives where it leads, or what the page says. */
async function send(
	action: unknown,
	browser: Browser,
	fields: Record<string, string>,
	params: Record<string, string> = {}
): Promise<Sent> {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.set(name, value);
	const caller = await browser.caller();
	const organiser = await here.app.sessions.validate(browser.jar.get('yitang_account'), 'account');
	const event = {
		...{ params, cookies: caller.cookies, url: new URL('http://yitang/') },
		locals: { ...caller, account: organiser },
		request: new Request('http://yitang/', { method: 'POST', body: form }),
		getClientAddress: () => '127.0.0.1'
	};
	try {
		return (await (action as (event: never) => Promise<Sent>)(event as never)) ?? {};
	} catch (thrown) {
		if (typeof (thrown as Sent).location === 'string') return thrown as Sent;
		throw thrown;
	}
}

async function organiser(): Promise<Browser & { id: string }> {
	const made = await here.app.accounts.create(
		await here.app.accounts.invite(),
		'zhou',
		'周雅琴',
		'食堂 油烟 槐树 早饭'
	);
	if (typeof made === 'string') throw new Error(made);
	const browser = phone(here.app);
	browser.jar.set('yitang_account', (await here.app.sessions.create('account', made.id)).token);
	return Object.assign(browser, { id: made.id });
}

describe('a guest', () => {
	const words = { name: '田野', building: '12号楼', channel: 'online' };

	it('twice at once without a cookie is one seat, and both sit in it', async () => {
		const room = await meeting(here.app, []);
		const once = here.app.once.issue('guest', null);
		const [one, two] = [phone(here.app), phone(here.app)];
		const fields = { code: room.code, once, ...words };
		const sent = await Promise.all([
			send(joining.default, one, fields),
			send(joining.default, two, fields)
		]);
		expect(sent[0]!.location).toMatch(/^\/m\/\d{6}\?seat=/);
		expect(sent[1]!.location).toBe(sent[0]!.location);
		const { seats, order } = room.committed.state.roll;
		const guests = order.filter((seat) => seats[seat]!.guest);
		expect(guests).toHaveLength(1);
		for (const browser of [one, two])
			expect(room.committed.hidden.roll.holders.get(guests[0]!)).toBe((await browser.session()).id);
		expect(here.app.connection.tables.select().from(sessions).all()).toHaveLength(1);
	});

	it('again after an hour and a restart, with the cookie or without, is the same seat', async () => {
		const room = await meeting(here.app, []);
		const once = here.app.once.issue('guest', null);
		const fields = { code: room.code, once, ...words };
		const mine = phone(here.app);
		const first = await send(joining.default, mine, fields);
		here.later(60 * MINUTE);
		await here.restart();
		const { location } = await send(joining.default, here.phone(mine.jar), fields);
		expect(location).toBe(first.location);
		expect(await send(joining.default, phone(here.app), fields)).toHaveProperty(
			'location',
			first.location
		);
		const again = (await here.app.rooms.byCode(room.code))!;
		expect(again.committed.state.roll.order).toHaveLength(3);
	});

	it('another browser’s seat is never given away, and a session that ended is not made again', async () => {
		const room = await meeting(here.app, []);
		const once = here.app.once.issue('guest', null);
		const fields = { code: room.code, once, ...words };
		const mine = phone(here.app);
		await send(joining.default, mine, fields);
		const eve = phone(here.app);
		eve.jar.set('yitang_seat', (await here.app.sessions.create('seat')).token);
		expect(await send(joining.default, eve, fields)).toMatchObject({
			data: { refused: { refused: 'page-used' } }
		});
		await here.app.sessions.revoke((await mine.session()).id);
		const late = phone(here.app);
		expect(await send(joining.default, late, fields)).toMatchObject({
			data: { refused: { refused: 'page-used' } }
		});
		expect(late.jar.size).toBe(0);
	});

	it('a page drawn for one browser serves no other; other words, no id and an old page ask for one more press', async () => {
		const room = await meeting(here.app, []);
		const { app } = here;
		const owner = await app.sessions.create('seat');
		const bound = app.once.issue('guest', owner.session.id);
		const fields = (once: string, name = words.name) => ({ code: room.code, ...words, once, name });
		const refused = async (once: string, name?: string) =>
			(await send(joining.default, phone(app), fields(once, name))).data?.refused;
		expect(await refused(bound)).toEqual({ refused: 'page-old' });
		expect(await refused('')).toEqual({ refused: 'page-old' });
		expect(await refused(app.once.issue('claim', null))).toEqual({ refused: 'page-old' });
		expect(await refused(bound.replace(/.$/u, '_'))).toEqual({ refused: 'page-old' });
		const old = app.once.issue('guest', null);
		here.later(PAGE_MS);
		expect(await refused(old)).toEqual({ refused: 'page-old' });
		const page = app.once.issue('guest', null);
		const mine = phone(app);
		await send(joining.default, mine, fields(page));
		const other = await send(joining.default, mine, fields(page, '田埂'));
		expect(other.data?.refused).toEqual({ refused: 'page-used' });
		// The page that comes back has a new id: one more press is a second person on this phone.
		const next = await send(joining.default, mine, fields(other.data!.once!, '田埂'));
		expect(next).toHaveProperty('location');
	});

	it('the database holds nothing with which the form could be sent again', async () => {
		const room = await meeting(here.app, []);
		const once = here.app.once.issue('guest', null);
		const mine = phone(here.app);
		await send(joining.default, mine, { code: room.code, once, ...words });
		const dump = here.app.connection.sqlite.serialize().toString('latin1');
		expect(dump).not.toContain(once);
		expect(dump).not.toContain(mine.jar.get('yitang_seat')!.split('.')[1]);
	});
});

it('a personal link sent twice at once sits one browser down and asks the desk nothing', async () => {
	const room = await meeting(here.app, ['李建国']);
	const seat = seatOf(room, '李建国');
	const key = `${seat}.${here.app.links.token(room.meeting, seat)}`;
	const once = here.app.once.issue('claim', null);
	const browsers = [phone(here.app), phone(here.app)];
	const sent = await Promise.all(
		browsers.map((one) => send(sitting.default, one, { key, once }, { code: room.code }))
	);
	expect(new Set(sent.map(({ location }) => location)).size).toBe(1);
	for (const browser of browsers)
		expect(room.committed.hidden.roll.holders.get(seat)).toBe((await browser.session()).id);
	expect(room.committed.hidden.roll.requests).toEqual([]);
});

describe('an organiser', () => {
	const all = () => here.app.connection.tables.select().from(meetings).all();

	it.each([
		['meeting', planned, { template: 'seven-set', preset: 'eight', roll: '李建国\n赵敏' }],
		['urgent', urgent, { urgentReason: '井盖破了，天黑以前要定。' }]
	] as const)('a new %s sent three times is one', async (form, page, more) => {
		const zhou = await organiser();
		const once = here.app.once.issue(form, zhou.id);
		const fields = {
			once,
			title: '食堂',
			matter: '食堂的油烟往哪里排？',
			chair: '周雅琴',
			...more
		};
		const sent = await Promise.all([1, 2].map(() => send(page.default, zhou, fields)));
		here.later(60 * MINUTE);
		await here.restart();
		sent.push(await send(page.default, here.phone(zhou.jar), fields));
		expect(sent[0]!.location).toMatch(/^\/meetings\/\d{6}/);
		expect(new Set(sent.map(({ location }) => location)).size).toBe(1);
		expect(all()).toHaveLength(1);
		// Other words on a used page make and change nothing.
		const other = { ...fields, matter: '食堂几点开门？' };
		expect((await send(page.default, here.phone(zhou.jar), other)).data?.refused).toEqual({
			refused: 'page-used'
		});
		expect(all()).toHaveLength(1);
	});

	it('a refused plan leaves the id good, and a half-made meeting is finished by the next press', async () => {
		const zhou = await organiser();
		const once = here.app.once.issue('meeting', zhou.id);
		const fields = { once, title: '食堂', template: 'seven-set', preset: 'eight' };
		const refused = await Promise.all([1, 2].map(() => send(planned.default, zhou, fields)));
		for (const one of refused) expect(one).toHaveProperty('data.refused');
		expect(all()).toHaveLength(0);
		// As a kill between the row and its first event leaves it.
		const id = here.app.once.open('meeting', zhou.id, once)!.derive('meeting').subarray(0, 12);
		const row = { id: id.toString('base64url'), code: '123456', owner: zhou.id, createdAt: 1 };
		here.app.connection.tables.insert(meetings).values(row).run();
		const right = { ...fields, matter: '食堂的油烟往哪里排？', chair: '周雅琴' };
		expect(await send(planned.default, zhou, right)).toHaveProperty('location', '/meetings/123456');
		expect((await here.app.rooms.byCode('123456'))!.committed.state.roll.order).toHaveLength(1);
	});

	it('lines of a roll, and a link for another organiser', async () => {
		const zhou = await organiser();
		const { app } = here;
		const fields = {
			title: '食堂',
			matter: '油烟往哪里排？',
			template: 'seven-set',
			preset: 'eight'
		};
		const once = app.once.issue('meeting', zhou.id);
		const made = await send(planned.default, zhou, { ...fields, chair: '周雅琴', once });
		const code = made.location!.split('/').at(-1)!;
		const page = { once: app.once.issue('desk', zhou.id), roll: '李建国\n赵敏' };
		const added = await Promise.all([1, 2].map(() => send(roll.add, zhou, page, { code })));
		expect(added).toEqual([{ added: 2 }, { added: 2 }]);
		expect((await app.rooms.byCode(code))!.committed.state.roll.order).toHaveLength(3);

		const before = app.connection.tables.select().from(invitation).all().length;
		const asked = { once: app.once.issue('account', zhou.id) };
		const links = await Promise.all([1, 2].map(() => send(account.invite, zhou, asked)));
		expect(links[0]).toEqual(links[1]);
		expect(links[0]).toHaveProperty('link');
		expect(app.connection.tables.select().from(invitation).all()).toHaveLength(before + 1);
	});

	it('a new password: the old one is asked, both answers sign the same browser in, the others are out', async () => {
		const zhou = await organiser();
		const { app } = here;
		const elsewhere = (await app.sessions.create('account', zhou.id)).token;
		const before = zhou.jar.get('yitang_account');
		const page = () => app.once.issue('account', zhou.id);
		const to = { old: '食堂 油烟 槐树 早饭', password: '蜻蜓 砚台 拖拉机 薄荷' };
		const wrong = { ...to, old: 'not the old one', once: page() };
		expect(await send(account.password, zhou, wrong)).toHaveProperty('data.fault', 'old-wrong');
		const weak = { ...to, password: 'woaini1314520', once: page() };
		expect(await send(account.password, zhou, weak)).toHaveProperty('data.fault');
		expect(zhou.jar.get('yitang_account')).toBe(before);
		const fields = { ...to, once: page() };
		const sent = await Promise.all([1, 2].map(() => send(account.password, zhou, fields)));
		expect(sent).toEqual([{ changed: true }, { changed: true }]);
		expect(await app.sessions.validate(zhou.jar.get('yitang_account'), 'account')).not.toBeNull();
		for (const token of [before, elsewhere])
			expect(await app.sessions.validate(token, 'account')).toBeNull();
		expect(await app.accounts.signIn('zhou', to.password)).not.toBeNull();
	});

	it('the form of an invitation, and of a forgotten password, twice: one account, and both are in', async () => {
		const { app } = here;
		const token = await app.accounts.invite();
		const fields = { token, name: '周雅琴', login: 'zhou', password: '食堂 油烟 槐树 早饭' };
		const both = [phone(app), phone(app)];
		const sent = await Promise.all(both.map((one) => send(welcome.default, one, fields)));
		expect(sent).toMatchObject([{ location: '/meetings' }, { location: '/meetings' }]);
		const another = { ...fields, password: '蜻蜓 砚台 拖拉机 薄荷' };
		expect(await send(welcome.default, phone(app), another)).toHaveProperty('data.fault', 'used');
		const lost = { token: (await app.accounts.recover('zhou'))!, password: '雨伞 螃蟹 钢琴 萝卜' };
		const again = await Promise.all(both.map((one) => send(recovering.default, one, lost)));
		expect(again).toMatchObject([{ location: '/meetings' }, { location: '/meetings' }]);
		const late = { ...lost, password: '蜻蜓 砚台 拖拉机 薄荷' };
		expect(await send(recovering.default, phone(app), late)).toHaveProperty(
			'data.fault',
			'recovery-used'
		);
	});

	it('a page of one account is nothing to another', async () => {
		const zhou = await organiser();
		const once = here.app.once.issue('urgent', 'somebody-else');
		const fields = { once, matter: '井盖', urgentReason: '破了' };
		expect((await send(urgent.default, zhou, fields)).data?.refused).toEqual({
			refused: 'page-old'
		});
	});
});

it('an id is good for a day', () => {
	const { once } = here.app;
	const id = once.issue('guest', null);
	here.later(DAY - MINUTE);
	expect(once.open('guest', null, id)).not.toBeNull();
	here.later(MINUTE);
	expect(once.open('guest', null, id)).toBeNull();
	for (const bad of [null, '', '..', 'x.y.z', `${id}.`, id + id])
		expect(once.open('guest', null, bad)).toBeNull();
});
