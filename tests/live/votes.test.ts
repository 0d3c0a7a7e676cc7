/** Votes over real sockets and a real file: counted once, told to nobody before the end, kept through a restart. */
import { readdirSync, readFileSync } from 'node:fs';
import { join as path } from 'node:path';
import { expect, test } from 'vitest';
import { voteOf } from '#lib/meeting/ballots/ballots.ts';
import type { VoteDraft } from '#lib/meeting/ballots/commands.ts';
import type { Room } from '#server/meeting/room.ts';
import { resident, type Phone } from './people.ts';
import { discuss, folder, openMeeting, phone, replay, served } from './world.ts';

const NAMES = ['王桂芳', '李建国', '刘玉珍', '陈立新', '张秀兰', '赵德厚'];
const SCALE: VoteDraft = { question: '您对办食堂的态度', settings: { kind: 'scale' } };

/** A vote that is open: asked of people's feelings, nothing needs to be said before it. */
async function opened(chair: Phone, room: Room, draft: VoteDraft = SCALE): Promise<string> {
	await chair.send({ type: 'ballots.prepare', item: null, draft });
	const vote = room.committed.state.ballots.votes.at(-1)!.id;
	expect(await chair.send({ type: 'ballots.open', vote })).toHaveProperty('seq');
	return vote;
}

/** Everybody with a phone of their own, in the discussion. */
async function hall(dir: string, names = NAMES) {
	const it = await served(dir);
	const people = names.map((name) => resident(name));
	const { room, chair, clerk } = await openMeeting(it, people);
	const phones: Phone[] = [];
	for (let n = 1; n <= names.length; n++) phones.push(await phone(it, room, n));
	await discuss(room, chair);
	return { it, room, chair, clerk, phones };
}

const ballotOf = (n: number) => `ballotofnobodyatall${n}x`;
const cast = (one: Phone, vote: string, n: number, choice: string) =>
	one.send({ type: 'ballots.cast', vote, seat: one.seat, ballot: ballotOf(n), choice: [choice] });

test('[E15 E17 E21] no file, no journal and no other page sees a choice before the end, and a restart counts the same', async () => {
	const dir = folder();
	const { it, room, chair, clerk, phones } = await hall(dir);
	const vote = await opened(chair, room);
	for (const [n, one] of phones.entries())
		expect(await cast(one, vote, n, n < 4 ? 'agree' : 'disagree')).toHaveProperty('seq');
	await clerk.until((p) => p.privateView!.ballots.voted?.length === 6, 'who has voted');
	for (const one of [chair, clerk, ...phones]) {
		expect(JSON.stringify(one.privateView!.ballots)).not.toContain('agree');
		expect(JSON.stringify(one.copy!.state.ballots)).not.toContain('"disagree"');
	}
	expect(phones[0]!.privateView!.ballots.cast).toEqual([
		{ vote, seat: phones[0]!.seat, choice: null }
	]);

	await it.app.rooms.flush();
	const files = readdirSync(dir).filter((file) => /^yitang\.db(-wal)?$/u.test(file));
	const bytes = Buffer.concat(files.map((file) => readFileSync(path(dir, file))));
	for (const secret of ['ballotofnobodyatall', '"disagree"'])
		expect(bytes.includes(Buffer.from(secret)), secret).toBe(false);

	const { hidden } = await it.app.journal.load(room.meeting);
	expect(new Map(hidden.ballots.votes.get(vote)!.ballots)).toEqual(
		new Map(room.committed.hidden.ballots.votes.get(vote)!.ballots)
	);
	expect(await chair.send({ type: 'ballots.close', vote })).toHaveProperty('seq');
	await phones[5]!.until(
		(p) => voteOf(p.copy!.state.ballots, vote)!.step === 'closed',
		'the result'
	);
	const { tally } = voteOf(phones[5]!.copy!.state.ballots, vote)!.result!;
	expect(tally.options.map(({ heads }) => heads)).toEqual([4, 0, 0, 2]);
	await it.app.rooms.flush();
	expect((await it.app.journal.load(room.meeting)).hidden.ballots.votes.size).toBe(0);
	expect(replay(it, room).ballots).toEqual(room.committed.state.ballots);
});

test('[E21] fifty votes against fifty closings at once: one result for all, refused and counted add up', async () => {
	const names = Array.from({ length: 50 }, (_, n) => `居民${n + 1}`);
	const { room, chair, clerk, phones } = await hall(folder(), names);
	const vote = await opened(chair, room);
	const said = phones.map((one, n) => cast(one, vote, n, n % 2 ? 'agree' : 'reserve'));
	const closings = Array.from({ length: 50 }, () => chair.send({ type: 'ballots.close', vote }));
	const answers = await Promise.all(said);
	const closed = await Promise.all(closings);
	expect(closed.filter((answer) => 'seq' in answer).length).toBeGreaterThan(0);
	// One hand presses no faster than this; the vote is closed all the same.
	for (const answer of closed)
		if ('refused' in answer) expect(['too-fast', 'vote-alone']).toContain(answer.refused);
	const refused = answers.filter((answer) => 'refused' in answer);
	for (const answer of refused) expect(answer).toMatchObject({ refused: 'vote-closed' });
	const { result } = voteOf(room.committed.state.ballots, vote)!;
	expect(result!.tally.cast.heads).toBe(answers.length - refused.length);
	for (const one of [chair, clerk, ...phones]) {
		await one.until((p) => voteOf(p.copy!.state.ballots, vote)!.step === 'closed', 'the end');
		expect(voteOf(one.copy!.state.ballots, vote)!.result).toEqual(result);
	}
});

test('[E27 F3] taken back, entered anew, and all of it sent again: what was entered last stands', async () => {
	const { room, chair, clerk, phones } = await hall(folder());
	const vote = await opened(chair, room, {
		...SCALE,
		settings: { kind: 'scale', secrecy: 'named' }
	});
	const [{ seat }] = phones as [Phone];
	const of = { vote, seat, ballot: ballotOf(0) };
	const said = [
		['cast-1', { type: 'ballots.cast', ...of, choice: ['agree'] as string[] }],
		['back-1', { type: 'ballots.take-back', ...of }],
		['cast-2', { type: 'ballots.cast', ...of, choice: ['disagree'] as string[] }]
	] as const;
	// The answers were lost: the phone says its whole tail again.
	for (let times = 0; times < 2; times++)
		for (const [id, command] of said)
			expect(await clerk.client.send(clerk.seat, command, `${id}-0123456789`)).toHaveProperty(
				'seq'
			);
	await chair.send({ type: 'ballots.close', vote });
	expect(voteOf(room.committed.state.ballots, vote)!.result!.box).toEqual([
		{ choice: ['disagree'], n: 1, seats: [seat] }
	]);
});

test('[E5 E17] the same ballot sent again, another seat’s, a strange one: each meets its answer and none counts twice', async () => {
	const { room, chair, clerk, phones } = await hall(folder());
	const [one, two] = phones as [Phone, Phone];
	const vote = await opened(chair, room);
	const seat = one.seat;
	const command = { type: 'ballots.cast', vote, seat, ballot: ballotOf(0) } as const;
	for (let n = 0; n < 3; n++) await one.send({ ...command, choice: ['agree'] });
	expect(await two.send({ ...command, choice: ['disagree'] })).toMatchObject({
		refused: 'not-allowed'
	});
	expect(await clerk.send({ ...command, ballot: ballotOf(9), choice: ['disagree'] })).toMatchObject(
		{ refused: 'already-voted' }
	);
	const wrong: [unknown, string][] = [
		[['maybe'], 'no-such-option'],
		[['agree', 'accept'], 'choice-count'],
		[[], 'choice-count'],
		['agree', 'malformed'],
		[[Number.NaN], 'malformed'],
		[[{ id: 'agree' }], 'malformed'],
		[{ 0: 'agree' }, 'malformed'],
		[['__proto__'], 'no-such-option']
	];
	for (const [choice, refused] of wrong) {
		const seat = two.seat;
		const sent = { ...command, seat, ballot: ballotOf(1), choice } as never;
		expect(await two.send(sent), JSON.stringify(choice)).toMatchObject({ refused });
	}
	const foreign = { ...command, vote: 'vnowhere' };
	expect(await one.send({ ...foreign, choice: ['agree'] })).toMatchObject({
		refused: 'no-such-vote'
	});
	await cast(phones[2]!, vote, 2, 'agree');
	await chair.send({ type: 'ballots.close', vote });
	expect(voteOf(room.committed.state.ballots, vote)!.result!.tally.cast.heads).toBe(2);
});

test('[E17 E21] the disk is full: a ballot is refused as not saved, by phone and by the clerk; with room again each counts once', async () => {
	const { it, room, chair, clerk, phones } = await hall(folder());
	const [one, two] = phones as [Phone, Phone];
	const vote = await opened(chair, room);
	expect(await cast(one, vote, 0, 'agree')).toHaveProperty('seq');
	expect(await cast(phones[3]!, vote, 3, 'agree')).toHaveProperty('seq');
	const seat = phones[2]!.seat;
	const byClerk = { type: 'ballots.cast', vote, seat, ballot: ballotOf(2) } as const;
	const { sqlite } = it.app.connection;

	sqlite.pragma('query_only = ON');
	const refused = [
		await cast(two, vote, 1, 'disagree'),
		await cast(one, vote, 0, 'disagree'),
		await clerk.send({ ...byClerk, choice: ['agree'] }),
		await chair.send({ type: 'ballots.close', vote })
	];
	sqlite.pragma('query_only = OFF');
	for (const answer of refused) expect(answer).toMatchObject({ refused: 'not-saved' });
	expect(voteOf(room.committed.state.ballots, vote)!.step).toBe('open');
	expect(two.privateView!.ballots.cast).toEqual([]);

	for (let n = 0; n < 2; n++) {
		expect(await cast(two, vote, 1, 'disagree')).toHaveProperty('seq');
		expect(await clerk.send({ ...byClerk, choice: ['agree'] })).toHaveProperty('seq');
	}
	expect(await chair.send({ type: 'ballots.close', vote })).toHaveProperty('seq');
	const { tally } = voteOf(room.committed.state.ballots, vote)!.result!;
	// The change that was refused counts nowhere.
	expect(tally.options.map(({ heads }) => heads)).toEqual([3, 0, 0, 1]);
});
