/** What may be said wrongly to votes, over a room as it runs: each meets a refusal that has a sentence, and nothing is lost. */
import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import zhHans from '#lib/i18n/messages/zh-Hans/refusal.json' with { type: 'json' };
import { voteOf } from '#lib/meeting/ballots/ballots.ts';
import type { Command } from '#lib/meeting/registry.ts';
import type { Answer } from '#lib/meeting/wire.ts';
import { newId } from '#server/auth/arrival.ts';
import { parseEnvelope } from '#server/meeting/commands.ts';
import type { Room } from '#server/meeting/room.ts';
import { makeMeeting, resident, seatId, staff } from './people.ts';
import { folder, replay, served } from './world.ts';

const NAMES = ['王桂芳', '李建国', '刘玉珍', '陈立新', '张秀兰', '赵德厚'];

/** Everybody seated, in the discussion; `say` takes what comes the way that a socket's message takes. */
async function hall() {
	const it = await served(folder());
	const people = [...NAMES.map((name) => resident(name)), staff('旁听', 'observer')];
	const adviser = resident('专家', { votes: false, title: '专家' });
	const room = await makeMeeting(it.app, [...people, adviser]);
	const sessions = new Map<string, string>();
	for (const seat of room.committed.state.roll.order) {
		const { session } = await it.app.sessions.create('seat');
		sessions.set(seat, session.id);
		const who = { session: session.id, owner: false, door: true, proves: seat };
		await room.ask({ id: newId(), as: 'door', command: { type: 'roll.claim', seat } }, who);
	}
	const say = (seat: string, command: unknown): Promise<Answer> => {
		const envelope = parseEnvelope({ id: newId(), as: seat, command });
		if ('refused' in envelope) return Promise.resolve(envelope);
		return room.ask(envelope, { session: sessions.get(seat)!, owner: false, door: false });
	};
	const chair = seatId(room, 'chair');
	const well = async (command: unknown, seat = chair) =>
		expect(await say(seat, command), JSON.stringify(command)).toHaveProperty('seq');
	await well({ type: 'plan.open' });
	const { seats, order } = room.committed.state.roll;
	await well({ type: 'attendance.sign-in-all', seats: order.filter((one) => seats[one]!.votes) });
	const { stages, stageId } = room.committed.state.runsheet;
	const to = stages.find(({ kind }) => kind === 'discussion')!.id;
	await well({ type: 'runsheet.go', from: stageId, to, force: true });
	/** All of these are refused with these codes, each of which has a sentence; and nothing has changed. */
	const refused = async (seat: string, cases: readonly (readonly [unknown, string])[]) => {
		await it.app.rooms.flush();
		const before = room.committed.seq;
		for (const [command, code] of cases) {
			const answer = await say(seat, command);
			expect(answer, JSON.stringify(command).slice(0, 300)).toMatchObject({ refused: code });
			expect(zhHans, code).toHaveProperty(`refusal_${code.replaceAll('-', '_')}`);
		}
		await it.app.rooms.flush();
		expect(room.committed.seq).toBe(before);
	};
	return { it, room, chair, clerk: seatId(room, 'clerk'), say, well, refused };
}

const SCALE = { question: '您对办食堂的态度', settings: { kind: 'scale', seconds: null } };
const lastOf = (room: Room) => room.committed.state.ballots.votes.at(-1)!.id;
const ballotOf = (n: number) => `ballotofnobodyatall${n}x`;

test('[E3] [E5] [E17] a ballot that is none, comes too early or too late, or is somebody else’s', async () => {
	const { it, room, chair, say, well, refused } = await hall();
	const [one, two, three] = [1, 2, 3].map((n) => seatId(room, n)) as [string, string, string];
	await well({ type: 'ballots.prepare', item: null, draft: SCALE });
	const vote = lastOf(room);
	const cast = { type: 'ballots.cast', vote, seat: one, ballot: ballotOf(1), choice: ['agree'] };
	await refused(one, [[cast, 'vote-not-open']]);
	await well({ type: 'ballots.open', vote });
	const choices: [unknown, string][] = [
		[['maybe'], 'no-such-option'],
		[['yes'], 'no-such-option'],
		[['constructor'], 'no-such-option'],
		[['__proto__'], 'no-such-option'],
		[['agree '], 'no-such-option'],
		[['AGREE'], 'no-such-option'],
		[['agree', 'agree'], 'choice-twice'],
		[['agree', 'accept'], 'choice-count'],
		[[], 'choice-count'],
		[Array(14).fill('agree'), 'too-large'],
		[[''], 'malformed'],
		[[['agree']], 'malformed'],
		[[Number.NaN], 'malformed'],
		[[null], 'malformed'],
		[[1], 'malformed'],
		['agree', 'malformed'],
		[{ 0: 'agree', length: 1 }, 'malformed'],
		[null, 'malformed'],
		[undefined, 'malformed']
	];
	await refused(
		one,
		choices.map(([choice, code]) => [{ ...cast, choice }, code])
	);
	await refused(one, [
		[{ ...cast, vote: 'vnowhere' }, 'no-such-vote'],
		[{ ...cast, vote: '__proto__' }, 'no-such-vote'],
		[{ ...cast, vote: 7 }, 'malformed'],
		[{ ...cast, seat: two }, 'not-allowed'],
		[{ ...cast, seat: 's99' }, 'no-such-seat'],
		[{ ...cast, ballot: 'short' }, 'malformed'],
		[{ ...cast, ballot: `${'b'.repeat(30)}\u202e` }, 'malformed'],
		[{ ...cast, weight: 5 }, 'malformed'],
		[{ ...cast, type: 'ballots.cast ' }, 'malformed'],
		[{ type: 'ballots.close', vote }, 'not-allowed'],
		[{ type: 'ballots.annul', vote, reason: '不服' }, 'not-allowed'],
		[{ type: 'ballots.count', vote, source: 'hands', counts: { agree: 1 } }, 'not-allowed'],
		[{ type: 'ballots.tell-turnout', vote }, 'not-allowed'],
		[{ type: 'ballots.void', vote }, 'not-allowed'],
		[{ type: 'ballots.adopt', rule: 'V14' }, 'not-allowed']
	]);
	// Whoever looks on, and whoever advises: neither has a vote.
	const { order, seats } = room.committed.state.roll;
	const observer = order.find((id) => seats[id]!.role === 'observer')!;
	const adviser = order.find((id) => seats[id]!.role === 'member' && !seats[id]!.votes)!;
	await refused(adviser, [[{ ...cast, seat: adviser }, 'not-a-voter']]);
	expect(await say(observer, { ...cast, seat: observer })).toHaveProperty('refused');
	expect(await say(chair, { ...cast, seat: chair })).toMatchObject({ refused: 'not-a-voter' });

	await well(cast, one);
	await refused(one, [[{ ...cast, ballot: ballotOf(9), choice: ['disagree'] }, 'already-voted']]);
	await refused(two, [[{ ...cast, seat: two, choice: ['disagree'] }, 'conflict']]);
	await well({ ...cast, seat: two, ballot: ballotOf(2) }, two);
	await well({ type: 'ballots.close', vote });
	await refused(three, [[{ ...cast, seat: three, ballot: ballotOf(3) }, 'vote-closed']]);
	await refused(one, [[{ ...cast, choice: ['disagree'] }, 'vote-closed']]);
	const { tally } = voteOf(room.committed.state.ballots, vote)!.result!;
	expect(tally.options.map(({ heads }) => heads)).toEqual([2, 0, 0, 0]);
	await it.app.rooms.flush();
	expect(replay(it, room).ballots).toEqual(room.committed.state.ballots);
});

test('[E16] [E17] a message that is sent again with another choice in it', async () => {
	const { room, well } = await hall();
	const seat = seatId(room, 1);
	const session = room.committed.hidden.roll.holders.get(seat)!;
	const replayed = async (settings: object) => {
		await well({
			...{ type: 'ballots.prepare', item: null },
			draft: { ...SCALE, settings: { ...SCALE.settings, ...settings } }
		});
		const vote = lastOf(room);
		await well({ type: 'ballots.open', vote });
		const id = newId();
		const answers: string[] = [];
		for (const choice of ['agree', 'disagree', 'agree']) {
			const said: Command = {
				...{ type: 'ballots.cast', vote, seat, ballot: ballotOf(1) },
				choice: [choice]
			};
			const who = { session, owner: false, door: false };
			const answer = await room.ask({ id, as: seat, command: said }, who);
			answers.push('refused' in answer ? answer.refused : 'taken');
		}
		await well({ type: 'ballots.annul', vote, reason: '试' });
		return answers;
	};
	// Of a named vote the message is known, and good for one thing; of an unsigned one nothing is kept that would tell
	// who said it: whoever holds the ballot may change it where it can be changed.
	expect(await replayed({ secrecy: 'named' })).toEqual(['taken', 'conflict', 'taken']);
	expect(await replayed({ changeable: false })).toEqual(['taken', 'vote-fixed', 'taken']);
	expect(await replayed({})).toEqual(['taken', 'taken', 'taken']);
});

test('[E2] [E9] [E18] [E19] [E42] [E49] [E52] a vote that cannot be, as it is prepared', async () => {
	const { room, chair, refused } = await hall();
	const draft = (more: object) => ({
		...{ type: 'ballots.prepare', item: null },
		draft: { question: '同意办食堂', settings: { kind: 'yes-no' }, ...more }
	});
	const set = (settings: object) => draft({ settings: { kind: 'yes-no', ...settings } });
	const many = (n: number) => Array.from({ length: n }, (_, at) => ({ text: `第${at}个` }));
	const single = (options: unknown) => draft({ settings: { kind: 'single' }, options });
	await refused(chair, [
		[draft({ question: '' }), 'text-empty'],
		[draft({ question: ' \u200b\u2060 ' }), 'text-empty'],
		[draft({ question: '问'.repeat(121) }), 'text-too-long'],
		[draft({ question: 'a'.repeat(4001) }), 'too-large'],
		[draft({ question: '\ud800' }), 'malformed'],
		[draft({ question: ['同意'] }), 'malformed'],
		[draft({ question: '改选业委会主任' }), 'vote-elects'],
		[set({ kind: 'lottery' }), 'malformed'],
		[set({ rule: 'V99' }), 'malformed'],
		[set({ rule: 'V16' }), 'vote-rule-kind'],
		[set({ secrecy: 'open' }), 'malformed'],
		[set({ seconds: 29 }), 'malformed'],
		[set({ seconds: 601 }), 'too-large'],
		[set({ seconds: 60.5 }), 'malformed'],
		[set({ seconds: Number.NaN }), 'malformed'],
		[set({ seconds: '60' }), 'malformed'],
		[set({ rule: 'V06', days: 4 }), 'malformed'],
		[set({ rule: 'V06', days: 61 }), 'too-large'],
		[set({ days: 7 }), 'vote-days-rule'],
		[set({ silentFollow: 'yes' }), 'malformed'],
		[set({ silentFollow: true }), 'vote-silent-rule'],
		[set({ twice: 'both' }), 'malformed'],
		[set({ afterwards: true, legal: true }), 'vote-afterwards-rule'],
		[single(many(13)), 'vote-many-options'],
		[single(many(20)), 'too-large'],
		[single([{ text: '甲' }, { text: '甲 ' }]), 'vote-same-options'],
		[single([{ text: 'Ａ' }, { text: 'a' }]), 'vote-same-options'],
		[single([{ text: '甲' }, { text: '' }]), 'text-empty'],
		[single([{ text: '甲' }, '乙']), 'malformed'],
		[single([{ text: '甲', cost: 3 }]), 'malformed'],
		[draft({ before: 'vnowhere' }), 'no-such-vote'],
		[draft({ scope: { label: '3号楼', seats: [] } }), 'malformed'],
		[draft({ scope: { label: '3号楼', seats: ['s99'] } }), 'no-such-seat'],
		[draft({ scope: { label: '', seats: [seatId(room, 1)] } }), 'text-empty'],
		[draft({ burden: { proposer: '', responsible: '', beneficiary: '', cost: 0.5 } }), 'malformed'],
		[draft({ burden: { proposer: '', responsible: '', beneficiary: '', cost: -1 } }), 'malformed'],
		[{ ...draft({}), item: 'i99' }, 'no-such-item'],
		[{ type: 'ballots.adopt', rule: 'V99' }, 'malformed'],
		[{ type: 'ballots.adopt', rule: ['V14'] }, 'malformed'],
		[{ type: 'ballots.open', vote: 'vnowhere' }, 'no-such-vote'],
		[{ type: 'ballots.change', vote: 'vnowhere', draft: draft({}).draft }, 'no-such-vote']
	]);
	expect(room.committed.state.ballots.votes).toEqual([]);
});

test('[E23] [L4] a sheet of homes that does not add up, as a program may send it past the page', async () => {
	const { room, chair, refused, well } = await hall();
	const seat = seatId(room, 1);
	const home = { unit: '101', area: 8250, owner: '甲', seat };
	const sheet = (units: unknown, area = 8250) => ({ type: 'ballots.register', units, area });
	await refused(chair, [
		[sheet([home], 8251), 'register-sum'],
		[sheet([{ ...home, area: 0 }], 0), 'register-area'],
		[sheet([{ ...home, area: -8250 }], -8250), 'malformed'],
		[sheet([{ ...home, area: 82.505 }], 82.505), 'malformed'],
		[sheet([{ ...home, area: '=82.5*100' }]), 'malformed'],
		[sheet([{ ...home, area: Number.NaN }]), 'malformed'],
		[sheet([{ ...home, area: 1e15 }], 1e15), 'too-large'],
		[sheet([home, { ...home, unit: '１０１' }], 16_500), 'register-twice'],
		[sheet([home, { ...home, unit: '102', owner: '乙' }], 16_500), 'register-voter'],
		[sheet([{ ...home, seat: 's99' }]), 'no-such-seat'],
		[sheet([{ ...home, unit: '' }]), 'text-empty'],
		[sheet([{ ...home, factor: -1 }]), 'malformed'],
		[
			sheet(
				[
					{ ...home, factor: 1 },
					{ ...home, unit: '102' }
				],
				16_500
			),
			'register-factor'
		],
		[sheet([]), 'malformed'],
		[sheet({ 0: home }), 'malformed'],
		[sheet(Array.from({ length: 10_000 }, (_, n) => ({ ...home, unit: `${n}` }))), 'too-large']
	]);
	await well(sheet([home]));
	await refused(chair, [
		[
			{ type: 'ballots.proxy', principal: seat, proxy: seat, form: '原件', sameHome: true },
			'proxy-self'
		]
	]);
});

test('[E20] [E39] [E40] counts and papers of numbers that cannot be', async () => {
	const { room, chair, clerk, say, refused, well } = await hall();
	const draft = { question: '同意办食堂', settings: { kind: 'yes-no', seconds: null } };
	await well({ type: 'ballots.prepare', item: null, draft });
	const vote = lastOf(room);
	await well({ type: 'ballots.open', vote, waive: '都说过了' });
	const count = { type: 'ballots.count', vote, source: 'hands' };
	await refused(clerk, [[{ ...count, counts: { yes: 1 } }, 'vote-phones-open']]);
	await well({ type: 'ballots.close-phones', vote });
	await refused(clerk, [
		[{ ...count, counts: { yes: -1 } }, 'malformed'],
		[{ ...count, counts: { yes: 1.5 } }, 'malformed'],
		[{ ...count, counts: { yes: Number.NaN } }, 'malformed'],
		[{ ...count, counts: { yes: '3' } }, 'malformed'],
		[{ ...count, counts: { yes: 3000 } }, 'too-large'],
		[{ ...count, counts: { yes: 7 } }, 'counts-people'],
		[{ ...count, counts: { maybe: 1 } }, 'no-such-option'],
		[{ ...count, source: 'online', counts: { yes: 1 } }, 'malformed'],
		[{ type: 'ballots.enter-paper', vote, code: '12345678', choice: ['yes'] }, 'paper-unknown'],
		[{ type: 'ballots.enter-paper', vote, code: '1234', choice: ['yes'] }, 'malformed'],
		[{ type: 'ballots.print', vote, codes: ['12345678', '12345678'] }, 'paper-twice'],
		[{ type: 'ballots.print', vote, codes: Array(5000).fill('12345678') }, 'too-large'],
		[{ type: 'ballots.extend', vote, seconds: 45 }, 'malformed']
	]);
	await well({ ...count, counts: { yes: 3 } }, clerk);
	// One person is one, whatever they press.
	await refused(clerk, [[{ ...count, counts: { yes: 3 } }, 'counts-second-person']]);
	expect(voteOf(room.committed.state.ballots, vote)!.counted[0]).toMatchObject({ second: null });
	expect(await say(chair, { ...count, counts: { yes: 2 } })).toMatchObject({
		refused: 'counts-differ'
	});
});

test('[E29] [E34] what is no blinded ballot is not signed: digests, receipts, small numbers, and what is too large', async () => {
	const { it, room, refused, well } = await hall();
	const draft = { ...SCALE, settings: { ...SCALE.settings, secrecy: 'secret' } };
	await well({ type: 'ballots.prepare', item: null, draft });
	const vote = lastOf(room);
	await well({ type: 'ballots.open', vote });
	const seat = seatId(room, 1);
	const ask = (blinded: unknown) => ({ type: 'ballots.token', vote, seat, blinded });
	const padded = (end: Buffer) => Buffer.concat([Buffer.alloc(256 - end.length), end]);
	const receipt = createHash('sha256').update(`yitang receipt\n${room.meeting}\n`).digest();
	const signed = Buffer.from(it.app.sign('yitang receipt\n'), 'base64url');
	await refused(seat, [
		[ask(receipt.toString('base64url')), 'token-unreadable'],
		[ask(padded(receipt).toString('base64url')), 'token-unreadable'],
		[ask(padded(signed).toString('base64url')), 'token-unreadable'],
		[ask(Buffer.alloc(256).toString('base64url')), 'token-unreadable'],
		[ask(padded(Buffer.of(1)).toString('base64url')), 'token-unreadable'],
		[ask(Buffer.alloc(256, 0xff).toString('base64url')), 'token-unreadable'],
		[ask(randomBytes(255).toString('base64url')), 'token-unreadable'],
		[ask(randomBytes(257).toString('base64url')), 'token-unreadable'],
		[ask(randomBytes(256).toString('base64')), 'malformed'],
		[ask(`${randomBytes(256).toString('base64url')}=`), 'malformed'],
		[ask(''), 'malformed'],
		[ask('A'.repeat(401)), 'malformed'],
		[ask([1]), 'malformed'],
		[{ ...ask('A'), seat: seatId(room, 2) }, 'not-allowed'],
		[{ type: 'ballots.cast', vote, seat, ballot: ballotOf(1), choice: ['agree'] }, 'vote-secret'],
		[
			{
				...{ type: 'ballots.cast-secret', vote, token: 'a'.repeat(128), key: 0 },
				...{ signature: 'A'.repeat(342), choice: ['agree'] }
			},
			'not-allowed'
		]
	]);
});
