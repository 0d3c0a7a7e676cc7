/** The votes of scenarios A and B, as commands of phones, online and by the clerk (requirements §6). */
import { describe, expect, it } from 'vitest';
import scenarios from '../../../../tests/data/scenarios.json' with { type: 'json' };
import type { RollEntry } from '../roll/roll.ts';
import { plan, prepared } from '../runsheet/test-meetings.ts';
import type { TestRoom } from '../test-room.ts';
import { voteOf, type VoteResult } from './ballots.ts';
import type { VoteDraft } from './commands.ts';
import { areaIn } from './amounts.ts';
import { begin, cast, CHAIR, CLERK, close } from './test-votes.ts';

const [A, B] = scenarios.scenarios as [
	(typeof scenarios.scenarios)[0],
	(typeof scenarios.scenarios)[1]
];

/** In the discussion, with these people signed in; something was said already. */
function open(entries: readonly RollEntry[]): TestRoom {
	const room = prepared(plan());
	room.do('organiser', { type: 'roll.add', entries: [...entries] });
	room.do('organiser', { type: 'plan.open' });
	const here = entries.filter(({ title }) => title !== '请假');
	room.do(CLERK, {
		type: 'attendance.sign-in-all',
		seats: here.map(({ name }) => room.seat(name))
	});
	room.go('discussion', { force: true });
	const item = room.state.agenda.items[0]!.id;
	room.do(CHAIR, { type: 'agenda.open', item });
	const seat = room.seat(entries[0]!.name);
	room.do(CLERK, { type: 'queue.join', seat, item, stance: 'for' });
	const entry = room.state.queue.entries[0]!.id;
	room.do(CHAIR, { type: 'queue.call', item, expect: entry });
	room.do(CHAIR, { type: 'queue.start', entry });
	room.pass(20_000).do(CHAIR, { type: 'queue.end', entry });
	return room;
}

function person(name: string, more: Partial<RollEntry> = {}): RollEntry {
	return {
		...{ name, building: '1号楼', title: '居民', role: 'member', votes: true, official: false },
		...{ channel: 'hall', hasPhone: true },
		...more
	};
}

function heads({ tally }: VoteResult): number[] {
	return tally.options.map((one) => one.heads);
}

describe('scenario A', () => {
	const people = A.参与人!.map((one) =>
		person(one.姓名, {
			building: one.楼栋,
			title: one.方式.startsWith('请假') ? '请假' : one.身份,
			channel: one.方式 === '线上' ? 'online' : 'hall',
			hasPhone: one.有手机
		})
	);
	const here = people.filter(({ title }) => title !== '请假');
	const bySource = {
		entered: here.filter(({ hasPhone }) => !hasPhone),
		hall: here.filter(({ hasPhone, channel }) => hasPhone && channel === 'hall'),
		online: here.filter(({ channel }) => channel === 'online')
	};

	/** Everybody chooses, the first so many the first, and so on; those without a phone by the clerk. */
	function vote(room: TestRoom, draft: VoteDraft, choices: Record<string, number>) {
		const id = begin(room, draft);
		const { options } = voteOf(room.state.ballots, id)!;
		const idOf = (text: string) => options.find((one) => room.text(one.text) === text)?.id ?? text;
		const all = Object.entries(choices).flatMap(([text, n]) => Array<string>(n).fill(idOf(text)));
		expect(all).toHaveLength(21);
		for (const [n, { name, hasPhone }] of here.entries())
			expect(cast(room, name, all[n]!, hasPhone ? {} : { by: CLERK })).toBe('ok');
		return close(room, id).result!;
	}

	it('[E10 E25 L13] the first vote: 18/1/2, and its sources', () => {
		const room = open(people);
		const draft: VoteDraft = {
			question: (A.表决 as { 题: string }[])[0]!.题,
			settings: { kind: 'yes-no', rule: 'V01' }
		};
		const id = begin(room, draft);
		const choose = (who: readonly RollEntry[], choices: readonly string[]) => {
			for (const [n, { name, hasPhone }] of who.entries())
				expect(cast(room, name, choices[n] ?? 'yes', hasPhone ? {} : { by: CLERK })).toBe('ok');
		};
		choose(bySource.entered, []);
		choose(bySource.hall, ['no']);
		choose(bySource.online, ['abstain', 'abstain']);
		const result = close(room, id).result!;
		expect(heads(result)).toEqual([18, 1, 2]);
		expect(result.tally).toMatchObject({ outcome: 'passed', present: 21, register: { heads: 24 } });
		expect(result.sources).toEqual([
			{ sources: ['hall', 'entered'], counts: { yes: 14, no: 1, abstain: 0 } },
			{ sources: ['online'], counts: { yes: 4, no: 0, abstain: 2 } }
		]);
	});

	it('[E11] the second: one of three, an order and nothing more', () => {
		const room = open(people);
		const { 合计: sums } = (A.表决 as unknown as { 合计: Record<string, number> }[])[1]!;
		const settings = { kind: 'single' } as const;
		const options = Object.keys(sums).map((text) => ({ text }));
		const result = vote(room, { question: '开业初期供餐时段', settings, options }, sums);
		expect(heads(result)).toEqual([12, 6, 3]);
		expect(result.tally.outcome).toBe('order');
	});

	it('[E25] the third: unanimous, so that no source is told by itself', () => {
		const room = open(people);
		const settings = { kind: 'yes-no', rule: 'V01' } as const;
		const question = (A.表决 as { 题: string }[])[2]!.题;
		const result = vote(room, { question, settings }, { yes: 21 });
		expect(heads(result)).toEqual([21, 0, 0]);
		expect(result.sources).toHaveLength(1);
	});

	it('[E12 X5] the thermometer before and after', () => {
		const room = open(people);
		const settings = { kind: 'scale' } as const;
		const question = '您对“办老年食堂”的态度';
		const before = { agree: 9, accept: 6, reserve: 4, disagree: 2 };
		const first = vote(room, { question, settings }, before);
		const asked = room.state.ballots.votes[0]!.id;
		const after = { agree: 14, accept: 5, reserve: 2, disagree: 0 };
		const second = vote(room, { question, settings, before: asked }, after);
		expect([heads(first), heads(second)]).toEqual([
			[9, 6, 4, 2],
			[14, 5, 2, 0]
		]);
		expect([first.tally.outcome, second.tally.outcome]).toEqual(['failed', 'passed']);
		expect(room.state.ballots.votes[1]!.before).toBe(asked);
	});
});

describe('scenario B', () => {
	type Home = {
		户号: string;
		面积: number;
		业主: string;
		参与: boolean;
		第一次: string;
		第二次: string;
	};
	const homes = B.住户 as Home[];
	const there = homes.filter((home) => home.参与);
	const WORDS: Record<string, string> = { 赞成: 'yes', 反对: 'no', 弃权: 'abstain' };

	it.each(['第一次', '第二次'] as const)('[E10 E23 L3] the round of %s, to 0.01 ㎡', (round) => {
		const room = open(there.map(({ 业主: name }) => person(name)));
		const units = homes.map((home) => ({
			unit: home.户号,
			area: areaIn(home.面积.toFixed(2))!,
			owner: home.户号,
			seat: home.参与 ? room.seat(home.业主) : null
		}));
		room.do(CHAIR, { type: 'ballots.register', units, area: areaIn('1029.00')! });
		const settings = { kind: 'yes-no', rule: 'V06', secrecy: 'named' } as const;
		const id = begin(room, { question: '3单元加装电梯', settings });
		for (const home of there) expect(cast(room, home.业主, WORDS[home[round]]!)).toBe('ok');
		const { tally } = close(room, id).result!;
		const expected = B[round] as unknown as Record<string, string | boolean>;
		const numbers = (what: string, measure: string) => {
			const check = tally.checks.find((one) => one.what === what && one.measure === measure)!;
			const metres = (area: number) => (area / 100).toFixed(2);
			return measure === 'area'
				? `${metres(check.part)}/${metres(check.whole)}`
				: `${check.part}/${check.whole}`;
		};
		expect(numbers('takes-part', 'area')).toBe(expected.参与面积);
		expect(numbers('takes-part', 'heads')).toBe(expected.参与人数);
		expect(numbers('passes', 'area')).toBe(expected.赞成面积);
		expect(numbers('passes', 'heads')).toBe(expected.赞成人数);
		expect(tally.outcome === 'passed').toBe(expected.通过);
	});
});
