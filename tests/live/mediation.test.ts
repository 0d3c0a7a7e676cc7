/**
 * A mediation from the parties to the agreement, with four people at their phones: the sides are said, take turns by
 * two clocks, are apart with nothing taken down, and agree. All the while nobody outside finds a word of it [P18].
 */
import { expect, onTestFinished, test } from 'vitest';
import type { Command } from '#lib/meeting/registry.ts';
import { sideClocks } from '#lib/meeting/queue/side-clocks.ts';
import { cookieName } from '#server/auth/cookies.ts';
import { createMeeting } from '#server/meeting/create.ts';
import type { Room } from '#server/meeting/room.ts';
import { crawl, type Reader } from './crawl.ts';
import { Phone, resident, staff } from './people.ts';
import { folder, phone, replay, served } from './world.ts';

const DAY = 24 * 3_600_000;
const NOBODY: Reader = { seat: null, account: null, display: null };
/** Words that stand somewhere in it. */
const WORDS = [
	...['草场边界纠纷', '边界和租金怎么定', '那仁', '布和', '乌云', '牧户', '量边界'],
	...['租金多年没涨', '双方同意重新测量']
];

async function mediation(app: Parameters<typeof createMeeting>[0]): Promise<Room> {
	const made = await createMeeting(app, {
		owner: null,
		plan: {
			draft: { title: '草场边界纠纷', matter: '边界和租金怎么定？' },
			...{ preset: 'mediation', template: 'seven-mediation' },
			items: [{ title: '量边界', minutes: 30, goal: '' }]
		},
		then: [
			{
				type: 'roll.add',
				entries: [
					...[staff('苏日娜', 'chair'), staff('孙晓彤', 'clerk'), staff('何静', 'observer')],
					resident('那仁', { title: '牧户', side: 'a' }),
					...[resident('布和'), resident('乌云')]
				]
			},
			{ type: 'plan.announce' }
		]
	});
	if ('refused' in made) throw new Error(made.refused);
	return made;
}

test('[P18] [T35] four people come to an agreement, and nobody outside reads a word', async () => {
	const it = await served(folder());
	const room = await mediation(it.app);
	const state = () => room.committed.state;
	const chair = await phone(it, room, 'chair');
	const clerk = await phone(it, room, 'clerk');
	const observer = await phone(it, room, 'observer');
	const naren = await phone(it, room, 1);
	const buhe = await phone(it, room, 2);
	const wuyun = await phone(it, room, 3);
	const display = await it.app.sessions.create('display', null, undefined, room.meeting);
	const wall = new Phone(
		it.origin,
		room.code,
		'',
		`${cookieName('display', false)}=${display.token}`
	);
	onTestFinished(() => wall.close());
	await wall.until((p) => p.copy !== null, 'the wall to show');

	const ok = async (who: Phone, command: Command) =>
		expect(await who.send(command), command.type).toHaveProperty('seq');
	const no = async (who: Phone, command: Command, refused: string) =>
		expect(await who.send(command), command.type).toMatchObject({ refused });
	const go = (to: string) =>
		ok(chair, { type: 'runsheet.go', from: state().runsheet.stageId!, to, force: true });
	const reader = (who: Phone): Reader => {
		const id = room.committed.hidden.roll.holders.get(who.seat)!;
		return { ...NOBODY, seat: { id, account: null, expiresAt: Infinity } as never };
	};
	/** Words that this reader finds, anywhere. */
	const finds = async (who: Reader, at: (place: string) => boolean = () => true) => {
		const all = (await crawl(it.app, room, who)).filter(([place]) => at(place));
		return WORDS.filter((words) => all.some(([, text]) => text.includes(words)));
	};
	const stranger = new Phone(it.origin, room.addressKey, '', '');
	onTestFinished(() => stranger.close());
	expect(await finds(NOBODY), 'announced').toEqual([]);

	await ok(chair, { type: 'plan.open' });
	// No code seats anybody, and none can be made to.
	expect(state().roll.joinOpen).toBe(false);
	await no(clerk, { type: 'roll.join-open', open: true }, 'private-meeting');
	const seats = [naren, buhe, wuyun].map(({ seat }) => seat);
	await ok(clerk, { type: 'attendance.sign-in-all', seats });

	await go('parties');
	await ok(buhe, { type: 'roll.side', seat: buhe.seat, side: 'b' });
	await ok(clerk, { type: 'roll.side', seat: wuyun.seat, side: 'mediator' });
	await ok(chair, { type: 'runsheet.introduce', seat: buhe.seat });

	await go('sides');
	await no(buhe, { type: 'roll.side', seat: buhe.seat, side: 'a' }, 'side-at-desk');
	const item = state().queue.item!;
	const speak = async (who: Phone, words: string) => {
		await ok(who, { type: 'queue.join', seat: who.seat, item, stance: 'side' });
		const entry = state().queue.entries.find(({ seat }) => seat === who.seat)!.id;
		await ok(chair, { type: 'queue.call', item, expect: entry });
		await ok(who, { type: 'queue.write', entry, text: words });
		return entry;
	};
	const first = await speak(naren, '租金多年没涨');
	await ok(chair, { type: 'queue.extend', entry: first, seconds: 60 });
	await ok(chair, { type: 'queue.even', item, side: 'b' });
	await ok(chair, { type: 'queue.end', entry: first });
	await no(wuyun, { type: 'queue.join', seat: wuyun.seat, item, stance: 'side' }, 'side-required');
	const second = await speak(buhe, '围栏是合作社投的');
	expect(state().queue.speaker!.allowed).toBe(240_000);
	await ok(chair, { type: 'queue.end', entry: second });
	const clocks = sideClocks(state(), it.app.now())!;
	expect([clocks.a.allowed, clocks.b.allowed]).toEqual([600_000, 600_000]);
	// The same on the wall, folded from what it was told.
	await wall.until((p) => p.copy!.seq === room.committed.seq, 'the wall to be up to date');
	expect(sideClocks(wall.copy!.state, it.app.now())).toEqual(clocks);
	expect(await finds(NOBODY), 'while the sides talk').toEqual([]);

	await go('caucus');
	await ok(chair, { type: 'runsheet.caucus', side: 'a' });
	await no(naren, { type: 'queue.join', seat: naren.seat, item, stance: 'side' }, 'in-caucus');
	await no(clerk, { type: 'runsheet.note', stage: 'caucus', text: '底价两块' }, 'in-caucus');
	await wall.until((p) => p.copy!.state.runsheet.caucus !== null, 'the wall to cover itself');
	expect(await finds(NOBODY), 'apart').toEqual([]);
	await ok(chair, { type: 'runsheet.caucus', side: 'b' });
	await ok(chair, { type: 'runsheet.caucus', side: null });

	await go('agreement');
	const draft = {
		...{ text: '双方同意重新测量', owner: { body: '嘎查' }, class: 'act-now' as const },
		...{ measure: '请测绘队', due: it.app.now() + 30 * DAY }
	};
	await ok(clerk, { type: 'outcomes.write', source: null, draft });
	const texts = await Promise.all(
		[naren, buhe, wuyun].map(async (who) => {
			await who.until((p) => p.copy!.seq === room.committed.seq, 'the agreement to come');
			return who.copy!.texts[state().outcomes.lines[0]!.text.id];
		})
	);
	expect(new Set(texts)).toEqual(new Set(['双方同意重新测量']));

	await ok(chair, { type: 'plan.close' });
	const records = (place: string) =>
		place.includes('/(public)/r/') || place.includes('/(public)/n/');
	expect(await finds(NOBODY), 'afterwards').toEqual([]);
	expect(stranger.copy, 'a stranger’s line').toBeNull();
	expect(await finds(reader(observer), records), 'who looked on').toEqual([]);
	for (const who of [naren, buhe, wuyun, clerk])
		expect(await finds(reader(who), records)).toContain('双方同意重新测量');

	// [Q29] Both sides agree that the result is made public: that, and nothing else.
	const period = { from: it.app.now() - 1000, until: it.app.now() + 7 * DAY };
	await no(chair, { type: 'outcomes.publish', ...period }, 'agreement-missing');
	await no(clerk, { type: 'outcomes.publish', ...period, agreed: true }, 'agreement-missing');
	await ok(chair, { type: 'outcomes.publish', ...period, agreed: true });
	expect(await finds(NOBODY, records), 'agreed').toEqual(['草场边界纠纷', '双方同意重新测量']);
	const others = (place: string) => !place.includes('/(public)/n/');
	expect(await finds(NOBODY, others), 'beside the notice').toEqual([]);
	const theRecord = (place: string) => place.includes('/(public)/r/');
	expect(await finds(reader(observer), theRecord), 'the record of who looked on').toEqual([]);
	expect(replay(it, room).outcomes.notice?.agreed).toBe(true);
	expect(replay(it, room).runsheet.apart).toEqual(state().runsheet.apart);
}, 120_000);
