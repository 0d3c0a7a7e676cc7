import { describe, expect, it } from 'vitest';
import type { BallotsAlike } from './ballots.ts';
import { needed, reaches, tally, type TallyInput } from './tally.ts';
import type { VoteRuleId } from './vote-rule.ts';
import { VOTE_RULES } from './vote-rules.ts';

const YES_NO = ['yes', 'no', 'abstain'];

/** So many ballots of one choice, with this area in all. */
function ballots(choice: string, n: number, area?: number): BallotsAlike[] {
	if (n === 0) return [];
	if (area === undefined) return [{ choice: [choice], n }];
	return [{ choice: [choice], n, area }];
}

function heads(
	rule: VoteRuleId,
	register: number,
	yes: number,
	{ present, no, abstain = 0 }: { present?: number; no?: number; abstain?: number } = {}
) {
	const against = no ?? Math.max(0, (present ?? yes) - yes - abstain);
	return tally({
		kind: 'yes-no',
		rule,
		options: YES_NO,
		register: { heads: register, area: null },
		present: present ?? yes + against + abstain,
		ballots: [...ballots('yes', yes), ...ballots('no', against), ...ballots('abstain', abstain)]
	});
}

/** [area, heads] of those who took part and of those who were for it. */
function owners(rule: VoteRuleId, cast: [number, number], yes: [number, number]) {
	return tally({
		kind: 'yes-no',
		rule,
		options: YES_NO,
		register: { heads: 14, area: 102_900 },
		present: cast[1],
		ballots: [
			...ballots('yes', yes[1], yes[0]),
			...ballots('no', cast[1] - yes[1], cast[0] - yes[0])
		]
	});
}

describe('the vectors of §6.F', () => {
	const cases: [string, { outcome: string }, string][] = [
		['V06 exactly three quarters', owners('V06', [88_200, 12], [66_150, 9]), 'passed'],
		['V06 0.01 ㎡ too little', owners('V06', [88_200, 12], [66_149, 9]), 'failed'],
		['V06 too few heads', owners('V06', [88_200, 12], [73_500, 8]), 'failed'],
		['V06 exactly two thirds take part', owners('V06', [68_600, 10], [68_600, 10]), 'passed'],
		['V06 too few take part', owners('V06', [68_599, 10], [68_599, 10]), 'too-few'],
		['V05 exactly half the area', owners('V05', [88_200, 12], [44_100, 7]), 'failed'],
		['V05 more than half', owners('V05', [88_200, 12], [44_101, 7]), 'passed'],
		['V05 exactly half the heads', owners('V05', [88_200, 12], [50_000, 6]), 'failed'],
		['V03 18 of 27 here, 10 for', heads('V03', 27, 10, { present: 18 }), 'passed'],
		['V03 exactly half for', heads('V03', 27, 9, { present: 18 }), 'failed'],
		['V03 17 of 27 here', heads('V03', 27, 17, { present: 17 }), 'too-few'],
		['V10 exactly two thirds', heads('V10', 27, 18), 'passed'],
		['V10 17 of 27', heads('V10', 27, 17, { present: 26 }), 'failed'],
		['V08 66 of 100', heads('V08', 100, 66, { present: 70 }), 'failed'],
		['V08 66 of 99', heads('V08', 99, 66), 'passed'],
		['V01 exactly half here', heads('V01', 24, 12, { present: 12 }), 'too-few'],
		['V01 18 of 21', heads('V01', 24, 18, { present: 21 }), 'passed'],
		['V01 exactly half for', heads('V01', 24, 10, { present: 20 }), 'failed'],
		['V14 a tie', heads('V14', 24, 9, { no: 9, abstain: 3 }), 'failed'],
		['V14 one more', heads('V14', 24, 9, { no: 8, abstain: 4 }), 'passed']
	];
	for (const [name, { outcome }, expected] of cases)
		it(`[E10] ${name}`, () => expect(outcome).toBe(expected));
});

describe('scenario B', () => {
	const AREAS: Record<string, number> = {
		'101': 8250,
		'102': 6450,
		'201': 8250,
		'202': 6450,
		'301': 8250,
		'302': 6450
	};
	for (const floor of [4, 5, 6, 7]) {
		AREAS[`${floor}01`] = 8250;
		AREAS[`${floor}02`] = 6450;
	}
	const HIGH = Object.keys(AREAS).filter((unit) => unit >= '401');
	const total = Object.values(AREAS).reduce((sum, area) => sum + area);

	function vote(choices: Record<string, string>, more: Partial<Parameters<typeof tally>[0]> = {}) {
		const all = { ...Object.fromEntries(HIGH.map((unit) => [unit, 'yes'])), ...choices };
		return tally({
			kind: 'yes-no',
			rule: 'V06',
			options: YES_NO,
			register: { heads: 14, area: total },
			present: 12,
			...more,
			ballots: Object.entries(all).map(([unit, choice]) => ({
				choice: [choice],
				n: 1,
				area: AREAS[unit]!
			}))
		});
	}
	const passing = (all: ReturnType<typeof vote>) =>
		all.checks.filter(({ what }) => what === 'passes').map(({ part, whole }) => [part, whole]);

	const SECOND = { '101': 'no', '202': 'abstain', '301': 'yes', '302': 'yes' };

	it('[E10 L2] the first round fails, the second passes, to the square centimetre', () => {
		expect(total).toBe(102_900);
		const first = vote({ '101': 'no', '202': 'no', '301': 'abstain', '302': 'no' });
		expect(passing(first)).toEqual([
			[58_800, 88_200],
			[8, 12]
		]);
		expect(first.outcome).toBe('failed');
		const second = vote(SECOND);
		expect(second.cast).toEqual({ heads: 12, area: 88_200 });
		expect(passing(second)).toEqual([
			[73_500, 88_200],
			[10, 12]
		]);
		expect(second.outcome).toBe('passed');
	});

	it('[E49 L6] who did not vote counts with the majority only where the vote says so, and is told apart', () => {
		const asked = (silentFollow: boolean, choices: Record<string, string>) =>
			vote(choices, { silentFollow });
		const first = { '101': 'no', '202': 'no', '301': 'abstain', '302': 'no' };
		expect(asked(false, first)).not.toHaveProperty('followed');
		const followed = asked(true, first);
		// 102 and 201 were silent: 147 ㎡, two heads; eight of fourteen and ten of fourteen do not reach 3/4.
		expect(followed.followed).toEqual({ choice: 'yes', heads: 2, area: 14_700 });
		expect(passing(followed)).toEqual([
			[73_500, 102_900],
			[10, 14]
		]);
		expect(followed.outcome).toBe('failed');
		// What was chosen stands as it was chosen.
		expect(followed.options).toEqual(asked(false, first).options);
		expect(followed.cast).toEqual({ heads: 12, area: 88_200 });
		expect(asked(true, { ...SECOND, '102': 'no', '201': 'no' })).not.toHaveProperty('followed');
	});

	it('[E10] each of the four what-ifs comes out as computed', () => {
		expect(vote({ ...SECOND, '301': 'abstain', '302': 'no' }).outcome).toBe('failed');
		const with102 = vote({ ...SECOND, '102': 'no' });
		expect(passing(with102)).toEqual([
			[73_500, 94_650],
			[10, 13]
		]);
		expect(with102.outcome).toBe('passed');
		const with201 = vote({ ...SECOND, '102': 'no', '201': 'no' });
		expect(passing(with201)[0]).toEqual([73_500, 102_900]);
		expect(with201.outcome).toBe('failed');
	});
});

describe('kinds', () => {
	const of = (input: Partial<TallyInput>) =>
		tally({
			kind: 'single',
			rule: 'V16',
			options: ['a', 'b', 'c'],
			register: { heads: 24, area: null },
			present: 21,
			ballots: [],
			...input
		});

	it('[E11] single choice: the order, and a tie said as a tie', () => {
		const meals = of({
			ballots: [...ballots('a', 12), ...ballots('b', 6), ...ballots('c', 3)]
		});
		expect(meals.options.map(({ heads: n }) => n)).toEqual([12, 6, 3]);
		expect(meals).toMatchObject({ outcome: 'order', leading: ['a'], cast: { heads: 21 } });
		const tied = of({ ballots: [...ballots('a', 6), ...ballots('b', 6), ...ballots('c', 3)] });
		expect(tied).toMatchObject({ outcome: 'tied', leading: ['a', 'b'] });
		expect(of({}).outcome).toBe('nobody');
	});

	it('[E11] nobody leads where everybody abstains', () => {
		const none = of({
			options: ['a', 'b', 'abstain'],
			ballots: ballots('abstain', 5)
		});
		expect(none).toMatchObject({ outcome: 'order', leading: [] });
	});

	it('[E11] approval: each ballot may name several', () => {
		const result = of({
			kind: 'approval',
			ballots: [
				{ choice: ['a', 'b'], n: 7 },
				{ choice: ['b'], n: 8 },
				{ choice: ['c'], n: 3 }
			]
		});
		expect(result.options.map(({ heads: n }) => n)).toEqual([7, 15, 3]);
		expect(result).toMatchObject({ leading: ['b'], cast: { heads: 18 } });
	});

	it('[E11] ranking: a point for each option that stands below', () => {
		const result = of({
			kind: 'ranking',
			ballots: [
				{ choice: ['a', 'b', 'c'], n: 3 },
				{ choice: ['b', 'c', 'a'], n: 2 },
				{ choice: ['b'], n: 1 }
			]
		});
		expect(result.options.map(({ points }) => points)).toEqual([6, 9, 2]);
		expect(result.leading).toEqual(['b']);
	});

	it('[E12 X5] the scale of scenario A before and after', () => {
		const scale = (agree: number, accept: number, reserve: number, disagree: number) =>
			of({
				kind: 'scale',
				rule: 'V15',
				options: ['agree', 'accept', 'reserve', 'disagree'],
				ballots: [
					...ballots('agree', agree),
					...ballots('accept', accept),
					...ballots('reserve', reserve),
					...ballots('disagree', disagree)
				]
			});
		const before = scale(9, 6, 4, 2);
		expect(before.checks[0]).toMatchObject({ part: 15, whole: 21, met: false });
		const after = scale(14, 5, 2, 0);
		expect(after.checks[0]).toMatchObject({ part: 19, whole: 21, met: true });
		expect([before.outcome, after.outcome]).toEqual(['failed', 'passed']);
		expect(scale(5, 1, 1, 0).outcome).toBe('passed');
	});

	it('[E13] a simple majority asks for the room’s quorum where it has one', () => {
		const input: TallyInput = {
			kind: 'yes-no',
			rule: 'V14',
			options: YES_NO,
			register: { heads: 24, area: null },
			present: 12,
			room: { share: { num: 1, den: 2, strict: true }, present: 12, due: 24 },
			ballots: [...ballots('yes', 9), ...ballots('no', 3)]
		};
		expect(tally(input).outcome).toBe('too-few');
		const more = { ...input.room!, present: 13 };
		expect(tally({ ...input, room: more }).outcome).toBe('passed');
	});

	it('[E12] whoever voted has come, whatever the roll of those present says', () => {
		expect(heads('V01', 24, 13, { present: 2, no: 0 }).outcome).toBe('passed');
	});
});

describe('properties', () => {
	/** Seeded, so that a failure can be repeated. */
	function numbers(seed: number) {
		let state = seed;
		return (below: number) => {
			state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
			return (state >>> 8) % below;
		};
	}
	const RULES = VOTE_RULES.filter(({ kinds }) => kinds.includes('yes-no')).map(({ id }) => id);

	function chance(seed: number): TallyInput {
		const next = numbers(seed);
		const register = 1 + next(60);
		const areas = Array.from({ length: register }, () => 1 + next(20_000));
		const cast = areas.slice(0, next(register + 1));
		return {
			kind: 'yes-no',
			rule: RULES[next(RULES.length)]!,
			options: YES_NO,
			register: { heads: register, area: areas.reduce((sum, area) => sum + area, 0) },
			present: Math.min(register, cast.length + next(4)),
			ballots: cast.map((area) => ({ choice: [YES_NO[next(3)]!], n: 1, area }))
		};
	}
	const SEEDS = Array.from({ length: 400 }, (_, n) => n + 1);

	it('[E10] the order of ballots, and how alike ones are put together, change nothing', () => {
		for (const seed of SEEDS) {
			const input = chance(seed);
			const other = { ...input, ballots: input.ballots.toReversed() };
			expect(tally(other)).toEqual(tally(input));
		}
	});

	it('[E10] one who changes from against to for never makes it fail', () => {
		for (const seed of SEEDS) {
			const input = chance(seed);
			const at = input.ballots.findIndex(({ choice }) => choice[0] !== 'yes');
			if (at < 0 || tally(input).outcome !== 'passed') continue;
			const changed = input.ballots.map((one, n) => (n === at ? { ...one, choice: ['yes'] } : one));
			expect(tally({ ...input, ballots: changed }).outcome).toBe('passed');
		}
	});

	it('[E10] options add up to those who voted, in heads and in area', () => {
		for (const seed of SEEDS) {
			const { options, cast } = tally(chance(seed));
			expect(options.reduce((all, { heads: n }) => all + n, 0)).toBe(cast.heads);
			expect(options.reduce((all, { area }) => all + area!, 0)).toBe(cast.area);
		}
	});

	it('[E10] shares are exact at one half, two thirds and three quarters', () => {
		for (const [num, den] of [
			[1, 2],
			[2, 3],
			[3, 4]
		] as const)
			for (let whole = 1; whole <= 300; whole++) {
				const least = needed(whole, { num, den, strict: false });
				const more = needed(whole, { num, den, strict: true });
				expect(reaches(least, whole, { num, den, strict: false })).toBe(true);
				expect(reaches(least - 1, whole, { num, den, strict: false })).toBe(false);
				expect(reaches(more, whole, { num, den, strict: true })).toBe(true);
				expect(reaches(more - 1, whole, { num, den, strict: true })).toBe(false);
				expect(more - least).toBe((whole * num) % den === 0 ? 1 : 0);
			}
		expect(reaches(0, 0, { num: 1, den: 2, strict: false })).toBe(false);
	});
});
