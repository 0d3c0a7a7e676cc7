/**
 * One meeting with a marked word in every place, read in every phase by a stranger, a member and the desk:
 * on every route, and on sockets that were open all the time. Who reads what is said word by word [F46].
 */
import { expect, onTestFinished, test } from 'vitest';
import type { Command } from '#lib/meeting/registry.ts';
import { cookieName } from '#server/auth/cookies.ts';
import { signInOf } from '#lib/meeting/plan/view.ts';
import { hallKey } from '#server/auth/hall-key.ts';
import { createMeeting } from '#server/meeting/create.ts';
import { newId } from '#server/auth/arrival.ts';
import { crawl, type Reader } from './crawl.ts';
import { makeMeeting, Phone, resident, staff } from './people.ts';
import { folder, phone, served } from './world.ts';

type Who = 'stranger' | 'screen' | 'member' | 'desk';
const READERS: readonly Who[] = ['stranger', 'screen', 'member', 'desk'];
/** From the phase of this name on, these read it; until a later phase says otherwise. */
type Secret = Record<string, readonly Who[]>;

const DESK: readonly Who[] = ['desk'];
const ROOM: readonly Who[] = ['screen', 'member', 'desk'];
/** Titles: the big screen shows them as strangers see them. */
const NAMED: readonly Who[] = ['member', 'desk'];
const ALL: readonly Who[] = READERS;

const NOBODY: Reader = { seat: null, account: null, display: null };
const PHASES = [
	'unannounced',
	'planned',
	'open',
	'written',
	'shown',
	'hidden',
	'sealed',
	'live',
	'closed'
];

const SECRETS: Record<string, Secret> = {
	// The plan and the roll
	试一试: { unannounced: ROOM, planned: ALL },
	会议的背景: { unannounced: ROOM, planned: ALL },
	'https://video.example/beitai': { unannounced: ROOM },
	独居老人代表: { unannounced: NAMED },
	// The wall shows whole names while people sit before it.
	王桂芳: { unannounced: ROOM, closed: NAMED },
	// Before the meeting
	住院三周: { unannounced: DESK, open: [] },
	提议加装电梯: { unannounced: ROOM, live: ALL },
	因为腿脚不便: { unannounced: ROOM },
	监督员会前的话: { unannounced: DESK },
	备好的问题: { unannounced: ROOM, written: ALL, sealed: ROOM, live: ALL },
	// Of votes: the draft and the homes are the room's, what is asked in the meeting is everybody's
	一零一室的家: { unannounced: ROOM },
	表决问的话: { unannounced: ROOM, open: ALL, sealed: ROOM, live: ALL },
	方案里的做法: { unannounced: ROOM, open: ALL, sealed: ROOM, live: ALL },
	回避因为是亲戚: { unannounced: ROOM },
	没谈就投的理由: { open: ALL, sealed: ROOM, live: ALL },
	作废因为点错: { open: ALL, sealed: ROOM, live: ALL },
	// In it
	家里办丧事: { open: DESK },
	跳过因为没时间: { open: ALL, sealed: NAMED, live: ALL },
	打字说的话: { open: ALL, sealed: ROOM, live: ALL },
	记录员写的结果: { open: ALL, sealed: ROOM, live: ALL },
	旧的一行摘要: { open: DESK },
	新的一行摘要: { open: ALL, sealed: ROOM, live: ALL },
	写错的结果: { open: DESK },
	改好的结果: { open: ALL, sealed: ROOM, live: ALL },
	负责的那个单位: { open: ALL, sealed: ROOM, live: ALL },
	卡片没亮之前: { written: [], shown: ALL, sealed: ROOM, live: ALL },
	卡片骂人的话: { written: [], shown: ALL, hidden: DESK, live: ALL },
	藏起来的理由: { hidden: ALL, sealed: ROOM, live: ALL },
	请把卡挪一挪: { shown: DESK },
	// After it
	未审的意见: { closed: DESK },
	压下的意见: { closed: DESK },
	发布的意见: { closed: ALL },
	对记录的异议: { closed: ALL }
};

test('[F46] every word is read by those it is for, in every phase, on every route and socket', async () => {
	const it = await served(folder());
	const people = [
		resident('王桂芳', { title: '独居老人代表', hasPhone: false }),
		...[resident('李建国'), resident('赵敏')],
		staff('何静', 'supervisor')
	];
	const room = await makeMeeting(it.app, people, undefined, undefined, false);
	const chair = await phone(it, room, 'chair');
	const clerk = await phone(it, room, 'clerk');
	const [wang, li, zhao] = [
		await phone(it, room, 1),
		await phone(it, room, 2),
		await phone(it, room, 3)
	];
	const supervisor = await phone(it, room, 'supervisor');
	const watching = () => new Phone(it.origin, room.addressKey, '', '');
	const early = watching();
	const display = await it.app.sessions.create('display', null, undefined, room.meeting);
	const cookie = `${cookieName('display', false)}=${display.token}`;
	const screen = new Phone(it.origin, room.code, '', cookie);
	onTestFinished(() => [early, screen].forEach((one) => one.close()));

	const session = (seat: string) => {
		const id = room.committed.hidden.roll.holders.get(seat)!;
		return { id, account: null, expiresAt: Infinity } as unknown as Reader['seat'];
	};
	const readers: Record<Who, { phone: Phone; reader: Reader }> = {
		stranger: { phone: early, reader: NOBODY },
		screen: { phone: screen, reader: { ...NOBODY, display: display.session } },
		member: { phone: zhao, reader: { ...NOBODY, seat: session(zhao.seat) } },
		desk: { phone: clerk, reader: { ...NOBODY, seat: session(clerk.seat) } }
	};
	const send = async (who: Phone | 'organiser' | 'door', command: Command) => {
		const as = typeof who === 'string' ? who : who.seat;
		const owner = as === 'organiser' || as === 'door';
		const from = { session: owner ? null : session(as)!.id, owner, door: owner };
		expect(await room.ask({ id: newId(), as, command }, from), command.type).toHaveProperty('seq');
	};

	/** Who read what they must not, or did not read what they may. */
	const wrong: [string, Who, string, boolean, string[]][] = [];

	/** Reads everything as everybody, and compares with what the list above says of this phase. */
	async function read(phase: string): Promise<void> {
		const at = PHASES.indexOf(phase);
		for (const who of READERS) {
			const { phone, reader } = readers[who];
			// Asked anew each time: while one reads, a time may run out and the room go on.
			const told = () =>
				who === 'stranger' && phase === 'unannounced' ? null : room.committed.seq;
			await phone.until((p) => (p.copy?.seq ?? null) === told(), `${who} to be up to date`);
			const { copy, privateView, directory, presence } = phone;
			const line: [string, string] = [
				'socket',
				JSON.stringify([copy, privateView, directory, presence])
			];
			const keys = [hallKey(it.app, room.meeting).key];
			const all = [line, ...(await crawl(it.app, room, reader))];
			keys.push(hallKey(it.app, room.meeting).key);
			// The key of the minute is on paired hall screens alone, and while people sign in [S29].
			const mayKey = who === 'screen' && signInOf(room.committed.state).is === 'open';
			const shown = all.filter(([, text]) => keys.some((key) => text.includes(key)));
			if (mayKey !== shown.length > 0)
				wrong.push([phase, who, 'the key of the hall', mayKey, shown.map(([place]) => place)]);
			for (const [words, secret] of Object.entries(SECRETS)) {
				const since = PHASES.slice(0, at + 1).findLast((one) => secret[one] !== undefined);
				const where = all.filter(([, text]) => text.includes(words)).map(([place]) => place);
				if (!since) continue;
				const may = secret[since]!.includes(who);
				if (may !== where.length > 0) wrong.push([phase, who, words, may, where]);
			}
		}
	}

	const draft = {
		...{ title: '试一试', matter: '怎样办老年食堂？', background: '会议的背景' },
		outsideLink: 'https://video.example/beitai'
	};
	await send('organiser', { type: 'plan.amend', draft });
	const leave = { rsvp: 'leave', reason: '住院三周' } as const;
	await send(li, { type: 'attendance.rsvp', seat: li.seat, ...leave });
	const proposal = { title: '提议加装电梯', why: '因为腿脚不便' };
	await send(wang, { type: 'agenda.propose', seat: wang.seat, ...proposal });
	await send(supervisor, { type: 'notes.leave', seat: supervisor.seat, text: '监督员会前的话' });
	const [first, item] = [
		room.committed.state.runsheet.stages[0]!,
		room.committed.state.agenda.items[0]!.id
	];
	await send(chair, {
		type: 'cards.prepare',
		item,
		question: '备好的问题',
		settings: { level: 'named' }
	});
	const home = { unit: '一零一室的家', area: 8000, owner: '甲', seat: wang.seat };
	await send('organiser', { type: 'ballots.register', units: [home], area: 8000 });
	const options = ['方案里的做法', '另一个做法'].map((text) => ({ text }));
	const asked = { question: '表决问的话', settings: { kind: 'single' }, options } as const;
	await send(chair, { type: 'ballots.prepare', item, draft: { ...asked, options } });
	const vote = room.committed.state.ballots.votes[0]!.id;
	await send(chair, { type: 'ballots.exclude', vote, seat: li.seat, reason: '回避因为是亲戚' });
	await read('unannounced');
	await send(clerk, { type: 'plan.announce' });
	readers.stranger.phone = watching();
	onTestFinished(() => readers.stranger.phone.close());
	await readers.stranger.phone.until((p) => p.presence !== null, 'the room to show');
	await read('planned');
	await li.until(
		(p) => p.privateView!.attendance[li.seat] === '住院三周',
		'the person to read the reason'
	);

	await send(chair, { type: 'plan.open' });
	await send(clerk, { type: 'attendance.sign-in-all', seats: [wang.seat, zhao.seat] });
	await send(clerk, { type: 'attendance.leave', seat: li.seat, reason: '家里办丧事' });
	const { stages } = room.committed.state.runsheet;
	const to = stages.find(({ kind }) => kind === 'discussion')!.id;
	await send(chair, {
		type: 'runsheet.go',
		from: first.id,
		to,
		force: true,
		reason: '跳过因为没时间'
	});
	await send(chair, { type: 'ballots.open', vote, waive: '没谈就投的理由' });
	const choice = [room.committed.state.ballots.votes[0]!.options[0]!.id];
	const ballot = 'ballotofprivatecrawl0001';
	await send(wang, { type: 'ballots.cast', vote, seat: wang.seat, ballot, choice });
	await send(chair, { type: 'ballots.annul', vote, reason: '作废因为点错' });
	await send(wang, { type: 'queue.join', seat: wang.seat, item, stance: 'for' });
	const entry = room.committed.state.queue.entries[0]!.id;
	await send(chair, { type: 'queue.call', item, expect: entry });
	await send(wang, { type: 'queue.start', entry, writing: true });
	await send(wang, { type: 'queue.write', entry, text: '打字说的话' });
	await send(chair, { type: 'queue.end', entry });
	await send(clerk, { type: 'runsheet.note', stage: to, text: '记录员写的结果' });
	const result = { text: '写错的结果', owner: { body: '负责的那个单位' } };
	await send(clerk, { type: 'outcomes.write', source: null, draft: result });
	const [line] = room.committed.state.outcomes.lines;
	const { id: outcome, version } = line!;
	await send(clerk, { type: 'outcomes.revise', outcome, version, draft: { text: '改好的结果' } });
	for (const line of ['旧的一行摘要', '新的一行摘要'])
		await send(clerk, { type: 'record.summarise', decided: [line], open: [], doable: [] });
	await read('open');

	const board = 'b1';
	const go = (from: string, to: string) =>
		send(chair, { type: 'cards.go', board, from, to, force: true } as Command);
	await go('ready', 'writing');
	const write = (who: Phone, card: string, text: string) =>
		send(who, {
			...{ type: 'cards.send', board, seat: who.seat, card, key: `key-of-${card}-0000`, text },
			stance: 'idea'
		});
	await write(wang, 'card00000001', '卡片没亮之前');
	await write(wang, 'card00000002', '卡片骂人的话');
	await read('written');
	await go('writing', 'revealed');
	await go('revealed', 'grouping');
	const note = { wish: 'split', note: '请把卡挪一挪', key: 'key-of-card00000001-0000' } as const;
	await send(wang, { type: 'cards.ask', board, card: 'card00000001', ...note });
	await read('shown');
	await send(chair, { type: 'cards.hide', board, card: 'card00000002', reason: '藏起来的理由' });
	await read('hidden');
	await send('organiser', { type: 'record.set', publish: 'sealed' });
	await read('sealed');
	await send('organiser', { type: 'record.set', publish: 'live' });
	// Shown again, the words are back on screens that were open all the time.
	await send(chair, { type: 'cards.hide', board, card: 'card00000002', reason: null });
	const [open] = room.committed.state.agenda.proposals;
	const accept = { parent: null, kind: 'speech', minutes: 5 } as const;
	await send(chair, { type: 'agenda.accept', proposal: open!.id, ...accept });
	await read('live');

	await go('grouping', 'result');
	await send(chair, { type: 'plan.close' });
	const comment = {
		type: 'comments.leave',
		how: 'self',
		name: '丁淑华',
		building: '9号楼'
	} as const;
	for (const [id, text] of [
		['w1', '未审的意见'],
		['w2', '压下的意见'],
		['w3', '发布的意见']
	] as const)
		await send('door', { ...comment, comment: id, text });
	await send(clerk, { type: 'comments.withhold', comment: 'w2', reason: '广告' });
	await send(clerk, { type: 'comments.publish', comment: 'w3' });
	const until = it.app.now() + 3600_000;
	await send('organiser', { type: 'minutes.open-objections', until });
	await send(wang, { type: 'minutes.object', seat: wang.seat, text: '对记录的异议' });
	await read('closed');

	expect(wrong).toEqual([]);
});

test('[W1] nobody outside a community’s organisers reads its roll, or a meeting of it before it is announced', async () => {
	const { app } = await served(folder());
	const account = async (login: string, community?: string) => {
		const token = await app.accounts.invite(undefined, community);
		const made = await app.accounts.create(token, login, login, '食堂 油烟 槐树 早饭');
		if (typeof made === 'string') throw new Error(made);
		const { session } = await app.sessions.create('account', made.id);
		return { id: made.id, reader: { ...NOBODY, account: session } };
	};
	const owner = await account('zhou');
	const community = (await app.communities.of(owner.id))[0]!.id;
	const colleague = await account('wu', community);
	const outside = await account('zheng');
	const seed = Buffer.from('a page of it');
	await app.communityRoll.add(community, [resident('名册上的人'), resident('也在会上')], seed);
	const room = await createMeeting(app, {
		...{ owner: owner.id, community },
		plan: {
			draft: { title: '还没公布的会', matter: '怎样办老年食堂？' },
			...{ preset: 'eight', template: 'seven-set', items: [] }
		},
		then: [{ type: 'roll.add', entries: [staff('何静', 'chair'), resident('也在会上')] }]
	});
	if ('refused' in room) throw new Error(room.refused);
	const { id } = (await app.sessions.create('seat')).session;
	const [seat = ''] = room.committed.state.roll.order;
	const claim = { id: newId(), as: 'door', command: { type: 'roll.claim', seat } } as const;
	const sits = await room.ask(claim, { session: id, owner: false, door: true, proves: seat });
	expect(sits).toHaveProperty('seq');
	const chair = { id, account: null, expiresAt: Infinity } as unknown as Reader['seat'];
	const readers: Record<string, Reader> = {
		...{ owner: owner.reader, colleague: colleague.reader, outside: outside.reader },
		...{ nobody: NOBODY, chair: { ...NOBODY, seat: chair } }
	};
	const read = new Map<string, string>();
	for (const [who, reader] of Object.entries(readers)) {
		const all = await crawl(app, room, reader, { community: [community] });
		read.set(who, all.map(([, text]) => text).join('\n'));
	}
	const having = (words: string) =>
		[...read].flatMap(([who, all]) => (all.includes(words) ? [who] : []));
	expect(having('名册上的人')).toEqual(['owner', 'colleague']);
	expect(having('还没公布的会')).toEqual(['owner', 'colleague', 'chair']);
});
