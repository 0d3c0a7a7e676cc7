import { describe, expect, it } from 'vitest';
import scenarios from '../../../../tests/data/scenarios.json' with { type: 'json' };
import { seeded } from '../../../../tests/live/seeded.ts';
import { factsOf } from '../facts.ts';
import { yuan, yuanIn } from './amounts.ts';
import type { Register } from './ballots.ts';
import { costShares, sharedBy } from './cost-shares.ts';
import { readRegister, registerCommand } from './register-sheet.ts';
import { begin, CHAIR, close, PEOPLE, prepare, talked } from './test-votes.ts';

const B = scenarios.scenarios[1]!;
const HOMES = B.住户!;
const COST = B.自筹合计! * 100;

function register(units: { area: number; factor?: number }[]): Register {
	const of = units.map((unit, n) => ({
		...{ unit: { id: `u${n}`, hash: '' }, owner: n + 1, seat: null },
		...unit
	}));
	return { units: of, area: of.reduce((sum, { area }) => sum + area, 0), owners: of.length };
}

const shares = (cost: number, sheet: Register) => costShares(cost, sheet).map(({ share }) => share);

describe('what each home pays', () => {
	it('[E28] scenario B: 340,000 元 by the factors of the floors, to each home what is written', () => {
		const pasted = ['户号\t面积\t业主\t系数']
			.concat(HOMES.map((home) => [home.户号, home.面积, home.业主, home.系数].join('\t')))
			.join('\n');
		const sheet = readRegister(pasted);
		expect(sheet.problems).toEqual([]);
		const area = sheet.homes.reduce((sum, home) => sum + home.area!, 0);
		const { units } = registerCommand(sheet, area, []);
		const read = register(units.map(({ area: own, factor }) => ({ area: own, factor: factor! })));
		expect(sharedBy({ register: read })).toBe('factor');
		expect(shares(COST, read)).toEqual(HOMES.map((home) => home.分摊 * 100));
		expect(yuan(COST)).toBe('340,000');
	});

	it('[E28 L17] without factors, or with none above zero, by area', () => {
		const two = register([{ area: 8250 }, { area: 6450 }]);
		expect(sharedBy({ register: two })).toBe('area');
		expect(shares(14_700_00, two)).toEqual([8250_00, 6450_00]);
		const zero = register([
			{ area: 100, factor: 0 },
			{ area: 300, factor: 0 }
		]);
		expect(shares(400, zero)).toEqual([100, 300]);
		expect(sharedBy({ register: null })).toBeNull();
	});

	it('[E28] what is left over goes to who gave up most, then to who stands first; nobody pays less for a larger home', () => {
		expect(shares(100, register([{ area: 1 }, { area: 1 }, { area: 1 }]))).toEqual([34, 33, 33]);
		expect(shares(10, register([{ area: 1 }, { area: 2 }, { area: 4 }]))).toEqual([1, 3, 6]);
		const random = seeded(20261130);
		const upTo = (most: number) => Math.floor(random() * most) + 1;
		for (let n = 0; n < 300; n++) {
			const homes = Array.from({ length: upTo(60) }, () => ({ area: upTo(100_000_000) }));
			const cost = upTo(99_999_999_999);
			const paid = shares(cost, register(homes));
			expect(paid.reduce((sum, share) => sum + share, 0)).toBe(cost);
			const order = homes.map((_, at) => at).sort((a, b) => homes[a]!.area - homes[b]!.area);
			for (const [at, home] of order.slice(1).entries())
				expect(paid[home]! - paid[order[at]!]!).toBeGreaterThanOrEqual(-1);
		}
	});

	it('[E28] amounts as people write them', () => {
		expect(['340000', '340,000.5 元', '￥1,234,567', '３４０', '0'].map(yuanIn)).toEqual([
			34_000_000, 34_000_050, 123_456_700, 34_000, 0
		]);
		for (const wrong of ['34万', '-1', '1.005', '1e9', '=A1', '', '1234567890'])
			expect(yuanIn(wrong), wrong).toBeNull();
		expect([yuan(2_600_000), yuan(123_456_789), yuan(5)]).toEqual([
			'26,000',
			'1,234,567.89',
			'0.05'
		]);
	});

	it('[E28 E1] said when a vote is prepared, kept when it is changed, told when it is opened', () => {
		const room = talked();
		const burden = { proposer: '702李梅等5户', responsible: '', beneficiary: '3—7层', cost: COST };
		const vote = prepare(room, { burden });
		const said = () => room.state.ballots.votes.at(-1)!.burden!;
		expect(room.text(said().proposer!)).toBe('702李梅等5户');
		expect(said()).toMatchObject({ responsible: null, cost: COST });
		const none = { proposer: ' ', responsible: '', beneficiary: '', cost: null };
		room.do(CHAIR, {
			...{ type: 'ballots.change', vote },
			draft: { question: '装电梯', settings: { kind: 'yes-no' }, burden: none }
		});
		expect(room.state.ballots.votes.at(-1)!.burden).toBeNull();
		room.do(CHAIR, { type: 'ballots.drop', vote });

		const units = PEOPLE.map((name, n) => ({
			...{ unit: `${n + 1}01`, area: 8000, owner: name, seat: room.seat(name) },
			factor: n * 50
		}));
		const sheet = { type: 'ballots.register', units, area: 8000 * PEOPLE.length } as const;
		const [first, ...rest] = units;
		const bare = [{ ...first!, factor: undefined }, ...rest];
		expect(room.send(CHAIR, { ...sheet, units: bare })).toBe('register-factor');
		room.do(CHAIR, sheet);
		close(room, begin(room, { burden }));
		const opened = factsOf(room.events).find(({ what }) => what === 'vote-opened');
		expect(opened).toMatchObject({ burden: { cost: COST, by: 'factor' } });
	});
});
