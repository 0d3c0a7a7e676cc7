import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { refuse } from '#lib/meeting/refusal.ts';
import { INVITATION_MS } from '#server/auth/accounts.ts';
import { person, stage, type Stage } from '#server/auth/test-meeting.ts';
import { createMeeting } from '#server/meeting/create.ts';
import { seedDemo } from '#server/demo/seed.ts';
import { demoMeeting, meetingsOfAccount } from '#server/meeting/meeting-lists.ts';
import { alsoNamedIn, wouldSaveBack } from './meetings.ts';

let here: Stage;
beforeEach(async () => (here = await stage()));
afterEach(() => here.close());

const PASSWORD = '雨伞 螃蟹 钢琴 萝卜';
async function organiser(login: string, community?: string) {
	const { accounts } = here.app;
	const token = await accounts.invite(undefined, community);
	const made = await accounts.create(token, login, login, PASSWORD);
	if (typeof made === 'string') throw new Error(made);
	return made;
}
const seed = (text: string) => Buffer.from(text.padEnd(12, '-'));

async function meetingOf(owner: string, community?: string) {
	const made = await createMeeting(here.app, {
		owner,
		...(community ? { community } : {}),
		plan: {
			draft: { title: '试一试', matter: '怎样办老年食堂？' },
			...{ preset: 'eight', template: 'seven-set', items: [] }
		},
		then: [{ type: 'roll.add', entries: [person('李建国'), person('王桂芳')] }]
	});
	if ('refused' in made) throw new Error(made.refused);
	return made;
}

it('[W1] a new account has a community of its own, takes over the demo, and reads no other', async () => {
	await seedDemo(here.app);
	const zhou = await organiser('zhou');
	const wu = await organiser('wu');
	const { communities } = here.app;
	const demo = (await demoMeeting(here.app))!;
	expect(await communities.of(zhou.id)).toMatchObject([{ name: '', people: 0, meetings: 1 }]);
	expect(await communities.organises(demo.id, zhou.id)).toBe(true);
	expect(await communities.organises(demo.id, wu.id)).toBe(false);
	const [own] = await communities.of(zhou.id);
	expect(await communities.own(own!.id, wu.id)).toBeUndefined();
	expect((await meetingsOfAccount(here.app, wu.id)).map(({ id }) => id)).toEqual([]);
});

it('[W1] a meeting is of the community that was chosen, and every organiser there has it', async () => {
	const zhou = await organiser('zhou');
	const { communities } = here.app;
	const second = await communities.make(zhou.id, '第二社区', seed('second'));
	expect(await communities.make(zhou.id, '第二社区', seed('second')), 'sent twice').toBe(second);
	const wu = await organiser('wu', second);
	expect(await communities.of(wu.id)).toMatchObject([{ id: second, name: '第二社区' }]);
	const other = await meetingOf(zhou.id, second);
	const own = (await communities.of(zhou.id)).find(({ id }) => id !== second)!;
	const first = await meetingOf(zhou.id, own.id);
	expect(await communities.ofMeeting(first.meeting)).toBe(own.id);
	expect((await meetingsOfAccount(here.app, zhou.id)).length).toBe(2);
	expect((await meetingsOfAccount(here.app, wu.id)).map(({ id }) => id)).toEqual([other.meeting]);
});

it('[W2] an invitation takes in whoever accepts it, once; nobody is taken in unasked; the last one stays', async () => {
	const [zhou, wu, zheng] = [
		await organiser('zhou'),
		await organiser('wu'),
		await organiser('zheng')
	];
	const { accounts, communities } = here.app;
	const id = (await communities.of(zhou.id))[0]!.id;
	const token = await accounts.invite(undefined, id);
	const there = async () => (await communities.organisers(id)).map(({ login }) => login).sort();
	expect(await there(), 'made, and not accepted').toEqual(['zhou']);
	const both = await Promise.all([wu, zheng].map((one) => accounts.accept(token, one.id)));
	expect(both).toEqual([{ community: id }, 'used']);
	expect(await accounts.accept(token, wu.id), 'sent twice').toEqual({ community: id });
	expect(await there()).toEqual(['wu', 'zhou']);
	expect(await accounts.create(token, 'late', 'late', PASSWORD), 'used for an account').toBe(
		'used'
	);
	const again = await accounts.invite(undefined, id);
	expect(await accounts.accept(again, wu.id), 'in already').toEqual({ community: id });
	expect(await accounts.accept(await accounts.invite(), wu.id), 'of no community').toBe('for-new');
	const old = await accounts.invite(undefined, id);
	here.later(INVITATION_MS);
	expect(await accounts.accept(old, zheng.id), 'a week old').toBe('used');
	expect(await communities.letGo(id, zhou.id)).toBe('gone');
	expect(await communities.letGo(id, zhou.id), 'sent twice').toBe('stranger');
	expect(await communities.letGo(id, wu.id), 'the last').toBe('last');
	expect(await accounts.accept(token, wu.id), 'in by it still').toEqual({ community: id });
	expect(await communities.own(id, zhou.id)).toBeUndefined();
	// Without any, the next meeting makes one: the former is not come back to.
	await meetingOf(zhou.id);
	expect((await communities.of(zhou.id)).map((one) => one.id)).not.toContain(id);
});

it('[W2] who was taken out does not come back by the form that let them in', async () => {
	const [zhou, wu] = [await organiser('zhou'), await organiser('wu')];
	const { accounts, communities } = here.app;
	const id = (await communities.of(zhou.id))[0]!.id;
	const token = await accounts.invite(undefined, id);
	await accounts.accept(token, wu.id);
	await communities.letGo(id, wu.id);
	expect(await accounts.accept(token, wu.id)).toBe('used');
	expect(await communities.own(id, wu.id)).toBeUndefined();
});

it('[W2] who is taken out comes back by no link of before, and opens nobody else’s account by one', async () => {
	const [zhou, eve] = [await organiser('zhou'), await organiser('eve')];
	const { accounts, communities } = here.app;
	const id = (await communities.of(zhou.id))[0]!.id;
	await accounts.accept(await accounts.invite(undefined, id), eve.id);
	const [hers, elsewhere] = [await accounts.invite(undefined, id), await accounts.invite()];
	const recovery = (await accounts.recover('zhou'))!;
	expect(await communities.letGo(id, zhou.id)).toBe('gone');
	expect(await communities.letGo(id, zhou.id), 'sent twice ends nothing').toBe('stranger');
	expect(await accounts.invited(hers)).toBe(false);
	expect(await accounts.invited(elsewhere)).toBe(true);
	expect(await accounts.recoverable(recovery)).toBeUndefined();
	await accounts.accept(await accounts.invite(undefined, id), zhou.id);
	const again = (await accounts.recover('zhou'))!;
	expect(await communities.letGo(id, eve.id)).toBe('gone');
	expect(await accounts.accept(hers, eve.id)).toBe('used');
	expect(await accounts.recoverable(again)).toBeUndefined();
});

it('[W2] a link for a password opens nothing that came to that account after it', async () => {
	const zhou = await organiser('zhou');
	const { accounts, communities } = here.app;
	const before = (await accounts.recover('zhou'))!;
	await communities.make(zhou.id, '第二社区');
	expect(await accounts.recoverable(before)).toBeUndefined();
	const again = (await accounts.recover('zhou'))!;
	const eve = await organiser('eve');
	const [hers] = await communities.of(eve.id);
	await accounts.accept(await accounts.invite(undefined, hers!.id), zhou.id);
	expect(await accounts.recoverable(again)).toBeUndefined();
});

it('[W1] [W2] a link for another’s password is made by who organises wherever they do', async () => {
	const [zhou, eve] = [await organiser('zhou'), await organiser('eve')];
	const { accounts, communities } = here.app;
	const accept = async (community: string, by: { id: string }) =>
		accounts.accept(await accounts.invite(undefined, community), by.id);
	const [own] = await communities.of(zhou.id);
	const may = (login: string, by: { id: string }) => communities.mayRecover(login, by.id);
	expect([await may('zhou', eve), await may('nobody', eve), await may('zhou', zhou)]).toEqual([
		...[false, false, true]
	]);
	// Who goes along gives no power over what else they have.
	const [hers] = await communities.of(eve.id);
	await accept(hers!.id, zhou);
	expect(await may('zhou', eve)).toBe(false);
	expect(await may('eve', zhou), 'all of hers is his, too').toBe(true);
	await accept(own!.id, eve);
	expect(await may('zhou', eve)).toBe(true);
});

it('[W3] [W5] a list put on the roll twice by one press is there once; a meeting’s list is saved back', async () => {
	const zhou = await organiser('zhou');
	const id = (await here.app.communities.of(zhou.id))[0]!.id;
	const roll = here.app.communityRoll;
	const list = [person('李建国'), person('赵敏')];
	const same = await Promise.all([1, 2].map(() => roll.add(id, list, seed('page'))));
	expect(same).toEqual([2, 2]);
	expect(await roll.add(id, list, seed('another'))).toEqual(refuse('already-on-roll', { line: 1 }));
	const room = await meetingOf(zhou.id);
	const saved = await roll.saveBack(id, (now) => wouldSaveBack(room, now));
	expect(saved).toMatchObject({ added: [{ name: '王桂芳' }], changed: [] });
	const people = await roll.people(id);
	expect(people.map(({ entry }) => entry.name)).toEqual(['李建国', '赵敏', '王桂芳']);
	const [first] = people;
	expect(await roll.change(id, first!.id, { ...person('李建国'), title: '楼长' })).toBeNull();
	expect((await roll.people(id))[0]!.entry.title).toBe('楼长');
	expect(room.committed.hidden.roll.people.values().next().value, '[W4]').toMatchObject({
		title: ''
	});
});

it('[W5] [W7] whoever is taken off while a list is saved back does not come back with it', async () => {
	const zhou = await organiser('zhou');
	const id = (await here.app.communities.of(zhou.id))[0]!.id;
	const roll = here.app.communityRoll;
	await roll.add(id, [{ ...person('李建国'), title: '楼长' }], seed('page'));
	const [li] = await roll.people(id);
	const room = await meetingOf(zhou.id);
	const saved = roll.saveBack(id, (now) => wouldSaveBack(room, now));
	expect(await roll.remove(id, li!.id)).toBeNull();
	expect(await saved).toMatchObject({ changed: [{ id: li!.id }] });
	expect((await roll.people(id)).map(({ entry }) => entry.name)).toEqual(['王桂芳']);
});

it('[W7] [V8] whoever is taken off is in no byte of the folder; which meetings name them is known', async () => {
	const zhou = await organiser('zhou');
	const id = (await here.app.communities.of(zhou.id))[0]!.id;
	const roll = here.app.communityRoll;
	await roll.add(id, [person('李建国'), person('某某要忘掉')], seed('page'));
	const room = await meetingOf(zhou.id);
	const meetings = await meetingsOfAccount(here.app, zhou.id);
	const [li, gone] = await roll.people(id);
	expect(await alsoNamedIn(here.app, meetings, li!.entry)).toMatchObject([{ code: room.code }]);
	expect(await roll.remove(id, gone!.id)).toBeNull();
	expect(await roll.remove(id, gone!.id)).toEqual(refuse('no-such-seat'));
	const dir = here.app.config.dataDir;
	const holding = readdirSync(dir).filter(
		(file) => file.startsWith('yitang.db') && readFileSync(join(dir, file)).includes('某某要忘掉')
	);
	expect(holding).toEqual([]);
});
