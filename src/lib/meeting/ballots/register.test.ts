import { describe, expect, it } from 'vitest';
import type { TestRoom } from '../test-room.ts';
import { voteOf, type Register } from './ballots.ts';
import { auditVotes } from './recount.ts';
import { registered, weightsTell } from './register.ts';
import { formatTakingPart } from '#lib/i18n/vote-words.ts';
import { takingPart } from './view.ts';
import { begin, cast, CHAIR, CLERK, close, PEOPLE, prepare, talked } from './test-votes.ts';

describe('votes by area', () => {
	const UNITS = ['101', '102', '201', '202', '301', '302', '401'];

	function register(room: TestRoom, change: Record<string, number> = {}) {
		const areas = UNITS.map((unit, n) => change[unit] ?? (n % 2 ? 6450 : 8250));
		const units = UNITS.map((unit, n) => ({
			...{ unit, area: areas[n]!, owner: unit },
			seat: n < 6 ? room.seat(PEOPLE[n]!) : null
		}));
		const area = areas.reduce((sum, one) => sum + one);
		return { type: 'ballots.register', units, area } as const;
	}
	const law = { kind: 'yes-no', rule: 'V06', secrecy: 'named' } as const;

	it('[E23 L4] a sheet that does not add up is not taken', () => {
		const room = talked();
		const good = register(room);
		expect(room.send(CHAIR, { ...good, area: good.area - 1 })).toBe('register-sum');
		expect(room.send(CHAIR, register(room, { '101': 0 }))).toBe('register-area');
		const twice = { ...good, units: [...good.units, { ...good.units[0]! }] };
		expect(room.send(CHAIR, twice)).toBe('register-twice');
		expect(room.detail).toEqual({ home: '101' });
		const wide = { ...good.units[0]!, unit: '１０１\u200d' };
		expect(room.send(CHAIR, { ...good, units: [...good.units, wide] })).toBe('register-twice');
		const unknown = { ...good, units: good.units.map((one) => ({ ...one, seat: 's99' })) };
		expect(room.send(CHAIR, unknown)).toBe('no-such-seat');
		expect(room.send(CHAIR, good)).toBe('ok');
	});

	it('[E23 L3] several homes of one owner are one head with all their area', () => {
		const room = talked();
		const good = register(room);
		const units = good.units.map((one) =>
			one.unit === '102' || one.unit === '101'
				? { ...one, owner: '唐', seat: room.seat('甲') }
				: one
		);
		expect(room.send(CHAIR, { ...good, units })).toBe('ok');
		const vote = begin(room, { settings: law });
		expect(cast(room, '乙', 'yes')).toBe('not-in-scope');
		cast(room, '甲', 'yes');
		const { tally } = close(room, vote).result!;
		expect(tally.cast).toEqual({ heads: 1, area: 14_700 });
		expect(tally.register).toEqual({ heads: 6, area: good.area });
	});

	it('[E12 L2] while it is open everybody reads how many owners must take part, and how many are missing', () => {
		const room = talked();
		room.do(CHAIR, register(room));
		const vote = begin(room, { settings: law });
		const part = () => takingPart(room.state, voteOf(room.state.ballots, vote)!);
		// Seven owners, one of them without a seat: two thirds are five.
		expect(part()).toEqual({ of: 7, needed: 5 });
		expect(formatTakingPart(3, part()!)).toContain('还差2位');
		expect(formatTakingPart(5, part()!)).toContain('够了');
		cast(room, '甲', 'yes');
		close(room, vote);
		const other = begin(room, { settings: { kind: 'yes-no' } });
		expect(takingPart(room.state, voteOf(room.state.ballots, other)!)).toBeNull();
	});

	it('[E49 L6] owners who do not vote follow the majority where the vote says so, by a rule that can', () => {
		const room = talked();
		room.do(CHAIR, register(room));
		const draft = { question: '同意更换水泵', settings: { ...law, silentFollow: true } };
		const other = { ...draft, settings: { ...draft.settings, rule: 'V07' as const } };
		const item = room.state.agenda.items[0]!.id;
		for (const one of [
			other,
			{ ...draft, settings: { kind: 'yes-no', silentFollow: true } as const }
		])
			expect(room.send(CHAIR, { type: 'ballots.prepare', item, draft: one })).toBe(
				'vote-silent-rule'
			);
		const vote = begin(room, draft);
		for (const who of ['甲', '乙', '丙']) cast(room, who, who === '丙' ? 'no' : 'yes');
		const { settings, result } = close(room, vote);
		expect(settings.silentFollow).toBe(true);
		// Two for it with 147 ㎡, one against with 82.5: four silent homes with 294 follow those for it.
		expect(result!.tally.followed).toEqual({ choice: 'yes', heads: 4, area: 29_400 });
		expect(result!.tally).toMatchObject({ cast: { heads: 3 }, outcome: 'passed' });
		expect(auditVotes(room.state.ballots)).toEqual([]);
		const without = begin(room, { settings: law });
		for (const who of ['甲', '乙', '丙']) cast(room, who, who === '丙' ? 'no' : 'yes');
		expect(close(room, without).result!.tally.outcome).toBe('too-few');
	});

	it('[E23 L3] nobody votes for two owners, and the refusal names the home', () => {
		const room = talked();
		const good = register(room);
		const units = good.units.map((one) => ({ ...one, seat: room.seat('甲') }));
		expect(room.send(CHAIR, { ...good, units })).toBe('register-voter');
		expect(room.detail).toEqual({ home: '102' });
	});

	it('[E24 L12] unsigned is refused where an area would tell whose it is', () => {
		const room = talked();
		const vote = prepare(room, { settings: { kind: 'yes-no', rule: 'V06' } });
		expect(room.send(CHAIR, { type: 'ballots.open', vote })).toBe('vote-register-missing');
		room.send(CHAIR, register(room));
		expect(room.send(CHAIR, { type: 'ballots.open', vote })).toBe('vote-weights-tell');
		const even = Object.fromEntries(UNITS.map((unit) => [unit, 8250]));
		room.send(CHAIR, register(room, even));
		expect(room.send(CHAIR, { type: 'ballots.open', vote })).toBe('ok');
		for (const who of ['甲', '乙']) cast(room, who, 'yes');
		expect(close(room, vote).result!.box).toEqual([{ choice: ['yes'], n: 2, area: 16_500 }]);
	});

	it('[E24 L12] who comes later and is alone with an area waits until five who came share it', () => {
		const people = Array.from({ length: 11 }, (_, n) => `户${n}`);
		const room = talked(people);
		const units = people.map((name, n) => ({
			...{ unit: name, area: n < 5 ? 8250 : 6450, owner: name, seat: room.seat(name) }
		}));
		const area = units.reduce((sum, one) => sum + one.area, 0);
		for (const name of people.slice(5))
			room.do(CLERK, { type: 'attendance.undo-sign-in', seat: room.seat(name) });
		room.do(CHAIR, { type: 'ballots.register', units, area });
		begin(room, { settings: { kind: 'yes-no', rule: 'V06' } });
		const come = (name: string) =>
			room.do(CLERK, { type: 'attendance.sign-in', seat: room.seat(name) });
		come('户5');
		expect(cast(room, '户5', 'yes')).toBe('vote-area-alone');
		for (const name of people.slice(6, 10)) come(name);
		expect(cast(room, '户5', 'yes')).toBe('ok');
		// Whoever goes home takes nobody's vote along.
		room.do(CLERK, { type: 'attendance.step-out', seat: room.seat('户0') });
		expect(cast(room, '户1', 'yes')).toBe('ok');
	});

	it('[E23 F34] the sheet is gone through a few times, however many homes there are and however many step back', () => {
		const room = talked();
		const id = prepare(room, { settings: law });
		let reads = 0;
		const MANY = 2000;
		const seats = Array.from({ length: MANY }, (_, n) => `s${n}`);
		const units = seats.map((seat, n) => ({
			...{ unit: { id: `u${n}`, hash: '' }, area: 8250, owner: n },
			get seat() {
				reads += 1;
				return seat;
			}
		}));
		const register: Register = { units, area: 8250 * MANY, owners: MANY };
		const reason = { id: 'r', hash: '' };
		const excluded = seats.slice(0, 900).map((seat) => ({ seat, reason }));
		const vote = { ...voteOf(room.state.ballots, id)!, excluded };
		const state = { ...room.state, ballots: { ...room.state.ballots, register } };
		expect(registered(state, vote)).toEqual({ heads: 1100, area: 8250 * 1100 });
		expect(weightsTell(register, seats)).toBe(false);
		expect(reads).toBeLessThan(MANY * 10);
	});
});
