/**
 * A data folder in which there is something of everything: a meeting that was held and sealed, one with
 * cards that nobody has seen yet and votes, one counted and one open, comments, notes, accounts. For whatever looks after what is kept.
 */
import { SCALE } from '#lib/meeting/ballots/ballots.ts';
import { Accounts } from '#server/auth/accounts.ts';
import { realEnvironment } from '#server/meeting/context.ts';
import { createMeeting } from '#server/meeting/create.ts';
import { copiedPlan, copiedRoll } from '#server/meeting/meeting-copy.ts';
import { join, makeMeeting, resident, seatId, staff, type Phone } from './people.ts';
import { serve, type Served } from './serve.ts';
import { BEGINS, hold, seal } from './spoken.ts';

export interface KeptFolder {
	/** Ids of the meetings. */
	held: string;
	open: string;
}

/** Fills the folder and stops its server; `before` it stops, something else may happen. */
export async function fillFolder(
	dir: string,
	before: (it: Served) => Promise<unknown> = async () => {}
): Promise<KeptFolder> {
	const clock = { at: BEGINS };
	const now = () => clock.at;
	const it = await serve(dir, { ...realEnvironment, now, monotonic: now });
	const phones: Phone[] = [];
	try {
		const spoken = await hold(it.app, clock);
		await seal(spoken);
		const waiting = {
			type: 'comments.leave',
			how: 'self',
			name: '牛春梅',
			building: '3号楼'
		} as const;
		await spoken.send('door', { ...waiting, comment: 'w3', text: '公示栏贴高一点。' });
		const open = await openRound(it, phones);
		const accounts = new Accounts(it.app.store, now);
		await accounts.invite();
		const made = await accounts.create(await accounts.invite(), 'zhou', '周雅琴', '食堂 油烟 槐树');
		if (typeof made === 'string') throw new Error(made);
		await organise(it, made.id, spoken.room.meeting);
		await before(it);
		return { held: spoken.room.meeting, open };
	} finally {
		for (const phone of phones) phone.close();
		await it.stop();
	}
}

/** A community with its roll, a second organiser, and a meeting that was copied there. */
async function organise({ app }: Served, account: string, held: string): Promise<void> {
	const community = await app.communities.firstOf(account);
	const room = (await app.rooms.byId(held))!;
	await app.communities.rename(community, '甸柳一社区');
	await app.communityRoll.add(community, copiedRoll(room), Buffer.from('roll-of-the-community'));
	const second = await app.accounts.create(
		...([await app.accounts.invite(undefined, community), 'wu', '吴姐', '雨伞 螃蟹 钢琴'] as const)
	);
	if (typeof second === 'string') throw new Error(second);
	const copy = await createMeeting(app, {
		...{ owner: account, community, plan: copiedPlan(room, app.now()) },
		then: [{ type: 'roll.add', entries: copiedRoll(room) }]
	});
	if ('refused' in copy) throw new Error(copy.refused);
}

/** A meeting whose cards and faces are still sealed. */
async function openRound(it: Served, phones: Phone[]): Promise<string> {
	const room = await makeMeeting(it.app, [
		resident('王桂芳'),
		resident('李建国'),
		staff('观察员', 'observer')
	]);
	const chair = await join(it, room, 'chair');
	const one = await join(it, room, 1);
	const observer = await join(it, room, 'observer');
	phones.push(chair, one, observer);
	const send = async (who: Phone, command: Parameters<Phone['send']>[0]) => {
		const answer = await who.send(command);
		if ('refused' in answer) throw new Error(`${command.type}: ${answer.refused}`);
	};
	await send(chair, { type: 'plan.open' });
	await send(chair, { type: 'attendance.sign-in-all', seats: [seatId(room, 1), seatId(room, 2)] });
	const { runsheet, agenda } = room.committed.state;
	const to = runsheet.stages.find(({ kind }) => kind === 'discussion')!.id;
	await send(chair, { type: 'runsheet.go', from: runsheet.stageId!, to, force: true });
	await send(chair, { type: 'cards.prepare', item: agenda.items[0]!.id, question: '最担心什么？' });
	await send(chair, { type: 'cards.go', board: 'b1', from: 'ready', to: 'writing' });
	for (const [n, text] of ['油烟怎么办', '价钱贵不贵'].entries())
		await send(one, {
			...{ type: 'cards.send', board: 'b1', seat: one.seat, text, stance: 'worry' },
			...{ card: `card00000${n}x00`, key: `key-of-a-single-phone-0-${n}` }
		});
	await send(observer, { type: 'notes.leave', seat: observer.seat, text: '会后想看一眼图纸。' });
	await send(chair, { type: 'mood.open' });
	await send(one, {
		type: 'mood.give',
		seat: one.seat,
		ballot: 'ballot000000000000000001',
		face: 'good'
	});
	const home = { unit: '101', area: 8000, owner: '甲', seat: one.seat };
	await send(chair, { type: 'ballots.register', units: [home], area: 8000 });
	// One that was counted, and one whose ballots are still sealed.
	for (const question of ['食堂办不办', '几点开饭好']) {
		// Unsigned, one ballot alone would have no result.
		const secrecy = question === '食堂办不办' ? 'named' : 'unsigned';
		const draft = { question, settings: { kind: 'scale', secrecy } } as const;
		await send(chair, { type: 'ballots.prepare', item: null, draft });
		const vote = room.committed.state.ballots.votes.at(-1)!.id;
		await send(chair, { type: 'ballots.open', vote });
		const ballot = `ballotofakeptfolder${vote}0000`;
		await send(one, { type: 'ballots.cast', vote, seat: one.seat, ballot, choice: [SCALE[0]!] });
		if (question === '食堂办不办') await send(chair, { type: 'ballots.close', vote });
	}
	const document = await it.app.documents.open(room.meeting, 'minutes');
	for (const words of ['记录', '，第二句', '，第三句'])
		await document.change((doc) => doc.getText('t').insert(doc.getText('t').length, words));
	return room.meeting;
}
