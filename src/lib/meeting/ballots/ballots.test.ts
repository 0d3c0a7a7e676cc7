/** Ballots from the first one to the result. */
import { describe, expect, it } from 'vitest';
import { factCorrection, factSentence } from '#lib/i18n/fact.ts';
import { due } from '../due.ts';
import { factsOf } from '../facts.ts';
import { privateView } from '../private-view.ts';
import type { TestRoom } from '../test-room.ts';
import { voteOf } from './ballots.ts';
import { begin, cast, CHAIR, CLERK, close, PEOPLE, prepare, talked } from './test-votes.ts';

function seen(room: TestRoom, who: string) {
	const holders = new Map([[room.seat(who), 'session']]);
	const hidden = { ...room.hidden, roll: { ...room.hidden.roll, holders } };
	return privateView(room.state, hidden, { session: 'session', organiser: false }).ballots;
}
const heads = (room: TestRoom, vote: string) =>
	voteOf(room.state.ballots, vote)!.result!.tally.options.map(({ heads: n }) => n);

describe('casting', () => {
	it('[E3] takes what can be chosen, and as much of it as the kind says', () => {
		const room = talked();
		const vote = begin(room, {
			settings: { kind: 'approval' },
			options: [{ text: 'A' }, { text: 'B' }]
		});
		const [a, b] = voteOf(room.state.ballots, vote)!.options.map(({ id }) => id) as [
			string,
			string
		];
		expect(cast(room, '甲', 'yes')).toBe('no-such-option');
		expect(cast(room, '甲', [])).toBe('choice-count');
		expect(cast(room, '甲', [a, a])).toBe('choice-twice');
		expect(cast(room, '甲', [a, b])).toBe('ok');
		expect(cast(room, '乙', [a])).toBe('ok');
		close(room, vote);
		begin(room);
		expect(cast(room, '甲', ['yes', 'no'])).toBe('choice-count');
		expect(cast(room, '甲', a)).toBe('no-such-option');
		expect(cast(room, '甲', 'constructor')).toBe('no-such-option');
	});

	it('[E5] who is not here, or too late, reads why', () => {
		const room = talked();
		const ready = prepare(room);
		expect(cast(room, '甲', 'yes')).toBe('vote-not-open');
		room.send(CHAIR, { type: 'ballots.open', vote: ready });
		room.send('庚', { type: 'attendance.step-out', seat: room.seat('庚') });
		expect(cast(room, '庚', 'yes')).toBe('not-present');
		close(room, ready);
		expect(cast(room, '甲', 'yes')).toBe('vote-closed');
		const other = { type: 'ballots.cast', vote: ready, seat: room.seat('乙') } as const;
		expect(room.send('甲', { ...other, ballot: 'x'.repeat(20), choice: ['yes'] })).toBe(
			'not-allowed'
		);
	});

	it('[E17] 不记名: one ballot a person, changed by the same phone alone', () => {
		const room = talked();
		const vote = begin(room);
		expect(cast(room, '甲', 'yes')).toBe('ok');
		expect(cast(room, '甲', 'yes')).toBe('ok');
		expect(cast(room, '甲', 'no', { ballot: 'another-phone-0123456' })).toBe('already-voted');
		expect(cast(room, '甲', 'no', { by: CLERK, ballot: 'of-the-clerk-012345678' })).toBe(
			'already-voted'
		);
		expect(cast(room, '乙', 'no', { ballot: 'ballot-of-甲-0123456789' })).toBe('conflict');
		expect(cast(room, '甲', 'no')).toBe('ok');
		expect(cast(room, '丙', 'abstain')).toBe('ok');
		close(room, vote);
		expect(heads(room, vote)).toEqual([0, 1, 1]);
	});

	it.each(['unsigned', 'named'] as const)('[E27] entered for the wrong person (%s)', (secrecy) => {
		const room = talked();
		const vote = begin(room, { settings: { kind: 'yes-no', secrecy, changeable: false } });
		const takeBack = (who: string, ballot = `ballot-of-${who}-0123456789`, by = CLERK) =>
			room.send(by, { type: 'ballots.take-back', vote, seat: room.seat(who), ballot });
		const ballot = 'of-the-clerk-012345678';
		expect(takeBack('乙', ballot)).toBe('ok');
		expect(cast(room, '乙', 'no', { by: CLERK, ballot })).toBe('ok');
		expect(takeBack('乙', ballot, '乙')).toBe('not-allowed');
		if (secrecy === 'unsigned') expect(takeBack('乙', 'x'.repeat(24))).toBe('ballot-not-entered');
		expect(takeBack('乙', ballot)).toBe('ok');
		expect(cast(room, '乙', 'yes')).toBe('ok');
		expect(takeBack('乙')).toBe('ballot-not-entered');
		room.pass(1000).do('clock', { type: 'ballots.tell-turnout', vote });
		expect(room.state.ballots.votes[0]!.turnout).toEqual({ hall: 1 });
		cast(room, '丙', 'abstain');
		close(room, vote);
		expect(takeBack('乙', ballot)).toBe('vote-closed');
		expect(heads(room, vote)).toEqual([1, 0, 1]);
	});

	it('[E17] final where the rule says so', () => {
		const room = talked();
		begin(room, { settings: { kind: 'yes-no', changeable: false } });
		cast(room, '甲', 'yes');
		expect(cast(room, '甲', 'no')).toBe('vote-fixed');
		expect(cast(room, '甲', 'yes')).toBe('ok');
	});

	it('[E17] keeps no seat beside a choice, and no trace in the journal', () => {
		const room = talked();
		begin(room);
		const from = room.events.length;
		for (const who of PEOPLE) cast(room, who, who === '庚' ? 'no' : 'yes');
		const written = room.events.slice(from);
		expect(new Set(written.map(({ type }) => type))).toEqual(new Set(['ballots.turnout-told']));
		expect(new Set(written.map(({ actor }) => actor))).toEqual(new Set(['anonymous']));
		const secret = [...room.hidden.ballots.votes.values()][0]!;
		const ballots = JSON.stringify([...secret.ballots]);
		for (const who of PEOPLE) expect(ballots).not.toContain(`"${room.seat(who)}"`);
	});

	it('[E16 L14] 记名: the last counts, or whatever was given in the hall', () => {
		const room = talked();
		const seat = room.seat('甲');
		room.send('organiser', { type: 'roll.change', seat, change: { channel: 'online' } });
		const first = begin(room, { settings: { kind: 'yes-no', secrecy: 'named' } });
		expect(cast(room, '甲', 'no', { by: CLERK })).toBe('ok');
		expect(cast(room, '甲', 'yes')).toBe('ok');
		expect(seen(room, CHAIR).twice).toEqual([{ seat, sources: ['entered', 'online'] }]);
		expect(seen(room, '甲').cast).toEqual([{ vote: first, seat, choice: ['yes'] }]);
		close(room, first);
		expect(heads(room, first)).toEqual([1, 0, 0]);
		const second = begin(room, {
			settings: { kind: 'yes-no', secrecy: 'named', twice: 'hall' }
		});
		cast(room, '甲', 'no', { by: CLERK });
		expect(cast(room, '甲', 'yes')).toBe('already-voted');
		const vote = close(room, second);
		expect(vote.result!.box).toEqual([{ choice: ['no'], n: 1, seats: [seat] }]);
	});

	it('[E14 L13] where the rules say so the chair votes last', () => {
		const room = talked();
		const { rules } = room.state.plan;
		const plan = { ...room.state.plan, rules: { ...rules!, chairVotesLast: true } };
		const chair = room.seat(CHAIR);
		const seats = { ...room.state.roll.seats };
		seats[chair] = { ...seats[chair]!, votes: true };
		room.state = { ...room.state, plan, roll: { ...room.state.roll, seats } };
		room.send(CLERK, { type: 'attendance.sign-in-all', seats: [chair] });
		begin(room);
		for (const who of PEOPLE.slice(1)) cast(room, who, 'yes');
		expect(cast(room, CHAIR, 'no')).toBe('chair-votes-last');
		expect(room.detail).toEqual({ n: 1 });
		cast(room, '甲', 'yes');
		expect(cast(room, CHAIR, 'no')).toBe('ok');
	});
});

describe('until it is closed', () => {
	it('[E15] nobody sees more than how many have voted', () => {
		const room = talked();
		const vote = begin(room);
		for (const who of ['甲', '乙', '丙']) cast(room, who, 'no');
		for (const who of [CHAIR, CLERK, '甲', '丁']) {
			const view = JSON.stringify(seen(room, who));
			expect(view).not.toContain('"no"');
		}
		expect(JSON.stringify(room.state.ballots)).not.toContain('"no"');
		expect(seen(room, CLERK).voted).toHaveLength(3);
		expect(seen(room, '丁').voted).toBeNull();
		// Told at once, and what comes within a second together.
		expect(voteOf(room.state.ballots, vote)!.turnout).toEqual({ hall: 1 });
		expect(due(room.state)?.command).toEqual({ type: 'ballots.tell-turnout', vote });
		room.send('clock', { type: 'ballots.tell-turnout', vote });
		expect(voteOf(room.state.ballots, vote)!.turnout).toEqual({ hall: 3 });
	});

	it('[E19] it closes by itself, and what comes after is refused', () => {
		const room = talked();
		const vote = begin(room, { settings: { kind: 'yes-no', seconds: 30 } });
		for (const who of ['甲', '丙']) cast(room, who, 'yes');
		const { until } = voteOf(room.state.ballots, vote)!;
		expect(room.send(CHAIR, { type: 'ballots.extend', vote, seconds: 30 })).toBe('ok');
		expect(voteOf(room.state.ballots, vote)!.until).toBe(until! + 30_000);
		room.pass(61_000);
		room.send('clock', { type: 'ballots.tell-turnout', vote });
		expect(due(room.state)).toMatchObject({ command: { type: 'ballots.close', vote } });
		expect(room.send('clock', { type: 'ballots.close', vote })).toBe('ok');
		expect(cast(room, '乙', 'no')).toBe('vote-closed');
		expect(room.send(CHAIR, { type: 'ballots.close', vote })).toBe('ok');
		expect(heads(room, vote)).toEqual([2, 0, 0]);
		expect(room.hidden.ballots.votes.get(vote)).toEqual({
			...{ ballots: new Map(), cast: new Map(), counted: new Map() },
			...{
				keys: new Map(),
				issued: new Map(),
				board: new Map(),
				...{ papers: new Map(), entries: new Map() }
			}
		});
	});

	it('[E19] it closes with the meeting', () => {
		const room = talked();
		const vote = begin(room);
		for (const who of ['甲', '乙']) cast(room, who, 'yes');
		expect(room.send(CHAIR, { type: 'plan.close' })).toBe('ok');
		expect(voteOf(room.state.ballots, vote)).toMatchObject({
			step: 'closed',
			turnout: { hall: 2 }
		});
		expect(due(room.state)).toBe(null);
	});

	it('[E20 L9] the hall is counted by two, who come to the same', () => {
		const room = talked();
		const vote = begin(room);
		cast(room, '甲', 'yes');
		cast(room, '乙', 'no');
		const count = (who: string, counts: Record<string, number>) =>
			room.send(who, { type: 'ballots.count', vote, source: 'hands', counts });
		expect(count(CLERK, { yes: 3 })).toBe('vote-phones-open');
		room.send(CHAIR, { type: 'ballots.close-phones', vote });
		expect(cast(room, '丙', 'yes')).toBe('vote-phones-closed');
		expect(count(CLERK, { yes: 4, no: 2 })).toBe('counts-people');
		expect(room.detail).toEqual({ max: 5 });
		expect(count(CLERK, { yes: 3, no: 2 })).toBe('ok');
		expect(count(CLERK, { yes: 3, no: 2 })).toBe('counts-second-person');
		expect(seen(room, CLERK).counted).toEqual([
			{ source: 'hands', counts: { yes: 3, no: 2, abstain: 0 } }
		]);
		expect(seen(room, CHAIR).counted).toEqual([]);
		expect(count(CHAIR, { yes: 2, no: 3 })).toBe('counts-differ');
		expect(count(CHAIR, { yes: 3, no: 2 })).toBe('ok');
		close(room, vote);
		expect(heads(room, vote)).toEqual([4, 3, 0]);
	});

	it('[E20] what only one has counted is not in the result', () => {
		const room = talked();
		const vote = begin(room);
		for (const who of ['甲', '乙']) cast(room, who, 'yes');
		room.send(CHAIR, { type: 'ballots.close-phones', vote });
		room.send(CLERK, { type: 'ballots.count', vote, source: 'paper', counts: { no: 2 } });
		close(room, vote);
		expect(heads(room, vote)).toEqual([2, 0, 0]);
	});

	it('[E21] fifty closings against fifty votes: one result, and refused and counted add up', () => {
		const people = Array.from({ length: 50 }, (_, n) => `人${n}`);
		for (let at = 0; at <= 50; at += 5) {
			const room = talked(people);
			const vote = begin(room);
			let counted = 0;
			let refused = 0;
			for (const [n, who] of people.entries()) {
				if (n >= at) room.send(n % 2 ? CHAIR : 'clock', { type: 'ballots.close', vote });
				const answer = cast(room, who, n % 3 ? 'yes' : 'no');
				if (answer === 'ok') counted += 1;
				else refused += 1;
			}
			if (at === 50) close(room, vote);
			const closed = room.events.filter(({ type }) => type === 'ballots.closed');
			expect(closed).toHaveLength(1);
			expect(counted + refused).toBe(50);
			expect(voteOf(room.state.ballots, vote)!.result!.tally.cast.heads).toBe(counted);
		}
	});
});

describe('afterwards', () => {
	it('[E22] what went wrong is annulled with its reason, and stays to be seen', () => {
		const room = talked();
		const vote = begin(room);
		for (const who of ['甲', '乙']) cast(room, who, 'yes');
		close(room, vote);
		expect(room.send('甲', { type: 'ballots.annul', vote, reason: 'x' })).toBe('not-allowed');
		expect(room.send(CHAIR, { type: 'ballots.annul', vote, reason: ' ' })).toBe('text-empty');
		expect(room.send(CHAIR, { type: 'ballots.annul', vote, reason: '题目念错了' })).toBe('ok');
		const annulled = voteOf(room.state.ballots, vote)!;
		expect(annulled).toMatchObject({ step: 'annulled', result: { tally: { cast: { heads: 2 } } } });
		expect(room.text(annulled.why)).toBe('题目念错了');
		// Its result stands where it stood, struck out, with when, by whom and why.
		const fact = factsOf(room.events).find(({ what }) => what === 'vote-closed')!;
		expect(fact.struck).toEqual({ ...annulled.annulled, why: annulled.why });
		expect(fact.struck!.by).toBe(room.seat(CHAIR));
		const words = { name: () => '周雅琴', text: ({ id }: { id: string }) => room.texts.get(id)! };
		const { was, never, notes } = factCorrection(fact, words)!;
		expect(never, 'nothing stands beside it').toBe(true);
		expect(was).toBe(factSentence(fact, words));
		expect(notes).toEqual([expect.stringMatching(/^作废：题目念错了（周雅琴，/u)]);
	});
});
