import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { eq } from 'drizzle-orm';
import { account as accounts, communityOrganiser, meeting as meetings } from '#server/db/schema.ts';
import type { Room } from '#server/meeting/room.ts';
import { isAddressKey, newAddressKey } from './address-key.ts';
import { claimSeat, linkedRoom } from './doors.ts';
import { ownBy, type Caller } from './meeting-access.ts';
import { meeting, phone, seatOf, stage, type Stage } from './test-meeting.ts';

let here: Stage;
beforeEach(async () => (here = await stage()));
afterEach(() => here.close());

/** The meeting is of a community in which these organise. */
async function gather({ app }: Stage, { meeting: id }: Room, organisers: string[]): Promise<void> {
	const [first, ...others] = organisers;
	const community = await app.communities.make(first!, '第一社区');
	const { tables } = app.connection;
	for (const account of others)
		tables.insert(communityOrganiser).values({ account, community, since: 1 }).run();
	tables.update(meetings).set({ community }).where(eq(meetings.id, id)).run();
}

const nobody: Caller = { session: null, account: null, display: null };
const at = (address: string, who: Partial<Caller> = {}) =>
	here.app.access.room(address, { ...nobody, ...who });

it('six digits mean a meeting to those who have to do with it, and to nobody else', async () => {
	const room = await meeting(here.app, ['李建国']);
	const other = await meeting(here.app, ['李建国']);
	const [his, next] = [phone(here.app), phone(here.app)];
	const seat = seatOf(room, '李建国');
	const token = here.app.links.token(room.meeting, seat);
	await claimSeat(await his.caller(), room, seat, token);
	expect(await at(room.code, { session: (await his.session()).id })).toBe(room);
	await claimSeat(await next.caller(), room, seat, token);
	expect(await at(room.code, { session: (await next.session()).id }), 'it asks for a seat').toBe(
		room
	);
	expect(await at(other.code, { session: (await his.session()).id })).toBeUndefined();

	const { tables } = here.app.connection;
	const made = { id: 'a1', login: 'zhou', name: '周', passwordHash: '', createdAt: 0 };
	tables.insert(accounts).values(made).run();
	await gather(here, room, ['a1']);
	expect(await at(room.code, { account: 'a1' }), 'its organiser').toBe(room);
	expect(await at(other.code, { account: 'a1' })).toBeUndefined();

	expect(await at(room.code, { display: room.meeting }), 'its big screen').toBe(room);
	expect(await at(other.code, { display: room.meeting })).toBeUndefined();
	for (const code of [room.code, other.code, '999999', '', "' OR 1=1 --"])
		expect(await at(code), code).toBeUndefined();
});

it('the key means it to everybody, and is not guessed', async () => {
	const room = await meeting(here.app, []);
	expect(isAddressKey(room.addressKey)).toBe(true);
	expect(await at(room.addressKey)).toBe(room);
	expect(await at(newAddressKey())).toBeUndefined();
	expect(isAddressKey('110411')).toBe(false);
	const keys = new Set(Array.from({ length: 1000 }, newAddressKey));
	expect(keys.size).toBe(1000);
	expect(new Set([...keys].join('')).size).toBe(32);
});

it('[P12] before it is announced its key and its id mean it to those who have to do with it alone', async () => {
	const room = await meeting(here.app, ['李建国', '王桂芳'], false);
	const other = await meeting(here.app, ['李建国'], false);
	const [his, next, guest] = [phone(here.app), phone(here.app), phone(here.app)];
	const seat = seatOf(room, '李建国');
	const token = here.app.links.token(room.meeting, seat);
	const elsewhere = seatOf(other, '李建国');
	// A personal link tells that one person: it opens, and from then on the meeting is there for them.
	expect(await linkedRoom(here.app, room.code, seat, token)).toBe(room);
	await claimSeat(await his.caller(), room, seat, token);
	await claimSeat(await next.caller(), room, seat, token);
	await claimSeat(
		await guest.caller(),
		other,
		elsewhere,
		here.app.links.token(other.meeting, elsewhere)
	);
	const { tables } = here.app.connection;
	const made = { id: 'a1', login: 'zhou', name: '周', passwordHash: '', createdAt: 0 };
	tables.insert(accounts).values(made).run();
	tables
		.insert(accounts)
		.values([
			{ ...made, id: 'a2', login: 'wu' },
			{ ...made, id: 'a3', login: 'zheng' }
		])
		.run();
	await gather(here, room, ['a1', 'a3']);
	await here.app.communities.make('a2', '另一个社区');

	const its: [string, Partial<Caller>][] = [
		['holds a seat', { session: (await his.session()).id }],
		['asks for one', { session: (await next.session()).id }],
		['its organiser', { account: 'a1' }],
		['another one of its community [W1]', { account: 'a3' }],
		['its big screen', { display: room.meeting }]
	];
	const others: [string, Partial<Caller>][] = [
		['nobody', {}],
		['sits elsewhere', { session: (await guest.session()).id }],
		['another organiser', { account: 'a2' }],
		['another big screen', { display: other.meeting }]
	];
	const found = async (who: Partial<Caller>) => {
		const caller = { ...nobody, ...who };
		const rooms = [at(room.addressKey, who), here.app.access.byId(room.meeting, caller)];
		return (await Promise.all(rooms)).map((one) => one?.meeting === room.meeting);
	};
	for (const [what, who] of its) expect(await found(who), what).toEqual([true, true]);
	for (const [what, who] of others) expect(await found(who), what).toEqual([false, false]);

	// Nor is it opened for somebody who may not read it: that would take longer than for none.
	await here.restart();
	for (const [, who] of others) await found(who);
	expect([...here.app.rooms.inMemory]).toEqual([]);
	expect(await here.app.access.byKey(room.addressKey)).toBeUndefined();
	for (const [what, who] of its) expect(await found(who), what).toEqual([true, true]);

	const again = (await at(room.addressKey, { account: 'a1' }))!;
	const envelope = {
		id: 'announced-now',
		as: 'organiser',
		command: { type: 'plan.announce' } as const
	};
	await again.ask(envelope, { session: null, owner: true });
	for (const [what, who] of others) expect(await found(who), what).toEqual([true, true]);
	await here.restart();
	expect((await at(room.addressKey))?.meeting, 'and after a restart').toBe(room.meeting);
});

it.each(['code', 'address_key', 'id'] as const)(
	'what a caller has to do with the meeting of a %s is looked for from the caller on',
	async (name) => {
		const nobody = Array.from({ length: 8 }, () => null);
		const plan = `EXPLAIN QUERY PLAN ${ownBy(name)}`;
		const steps = (await here.app.store.all<{ detail: string }>(plan, ...nobody))
			.map(({ detail }) => detail)
			.filter((detail) => /^(?:SEARCH|SCAN)/u.test(detail));
		// The name of a meeting in a full hall would walk through all who sit there, and tell that it is one.
		expect(steps.map((step) => step.replace(/USING .*INDEX \S+ /u, ''))).toEqual([
			'SEARCH seat_holder (session=?)',
			'SEARCH meeting (id=?)',
			'SCAN seat_request',
			'SEARCH meeting (id=?)',
			'SEARCH community_organiser (account=?)',
			'SEARCH meeting (community=?)',
			'SEARCH meeting (id=?)'
		]);
	}
);

it('no page, door or socket turns six digits into a meeting by itself', () => {
	const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'src', 'server'], {
		encoding: 'utf8'
	});
	const own = ['server/meeting/rooms.ts', 'server/auth/meeting-access.ts'];
	const found = files
		.split('\n')
		.filter((file) => /\.(ts|svelte)$/u.test(file) && !file.endsWith('.test.ts'))
		.filter((file) => !own.includes(file) && /\bbyCode\b/u.test(readFileSync(file, 'utf8')));
	expect(found).toEqual([]);
	const uses = (name: string) =>
		files
			.split('\n')
			.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
			.filter((file) => readFileSync(file, 'utf8').includes(`access.${name}(`));
	expect(uses('openByCode'), 'only behind the limiter').toEqual(['server/auth/codes.ts']);
});
