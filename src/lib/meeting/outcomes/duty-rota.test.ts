import { describe, expect, it } from 'vitest';
import { formatCostShares, formatFormer, outcomeDetails } from '#lib/i18n/outcome-words.ts';
import { overwriteGetLocale } from '#lib/i18n/paraglide/runtime.js';
import { visibleTexts } from '../disclosure/disclosure.ts';
import { factsOf } from '../facts.ts';
import type { TestRoom } from '../test-room.ts';
import { costSharesIn, sumOfShares } from './typed-shares.ts';
import { outcomeOf, type OutcomeLine } from './outcomes.ts';
import { freeShifts, openShiftsIn, rotaOf, shiftsIn } from './duty-rota.ts';
import { atResults, CLERK, PEOPLE, revise, WHOLE, written } from './test-outcomes.ts';

const ROTA = '周一9:00-11:00：王桂芳\n周一下午\n\n周二上午：\n周二14:00-16:00';

function withRota(): { room: TestRoom; now: () => OutcomeLine } {
	const room = atResults();
	const { id } = written(room, { ...WHOLE, parts: { rota: ROTA } });
	return { room, now: () => outcomeOf(room.state.outcomes, id)! };
}
const take = (room: TestRoom, line: OutcomeLine, shift: number, who: string, by = who) =>
	room.send(by, { type: 'outcomes.take-shift', outcome: line.id, shift, seat: room.seat(who) });
const reader = (room: TestRoom) => ({
	name: (seat: string) => room.person(seat)?.name ?? '',
	text: (ref: { id: string; hash: string }) => room.text(ref) ?? ''
});

describe('a duty rota (值班安排)', () => {
	it('[Q21] is a shift a line; a name stands behind a colon, and a time of the day is none', () => {
		expect(shiftsIn(ROTA)).toEqual([
			{ words: '周一9:00-11:00', named: '王桂芳' },
			{ words: '周一下午', named: '' },
			{ words: '周二上午', named: '' },
			{ words: '周二14:00-16:00', named: '' }
		]);
		expect(openShiftsIn(ROTA)).toEqual([1, 2, 3]);
		expect(openShiftsIn(' \n')).toEqual([]);
	});

	it('[Q21] [S2.50] people sign up by themselves or through the desk, one a shift, and can leave again', () => {
		const { room, now } = withRota();
		const [one, other] = PEOPLE as [string, string];
		expect(now().openShifts).toEqual([1, 2, 3]);
		expect(take(room, now(), 0, one)).toBe('no-such-shift');
		expect(take(room, now(), 9, one)).toBe('no-such-shift');
		expect(take(room, now(), 1, one)).toBe('ok');
		expect(take(room, now(), 1, one)).toBe('ok');
		expect(now().volunteers).toHaveLength(1);
		expect(take(room, now(), 1, other)).toBe('shift-taken');
		expect(take(room, now(), 2, other, CLERK)).toBe('ok');
		expect(take(room, now(), 2, other, one)).toBe('not-allowed');
		const enter = (body: string, by = CLERK) =>
			room.send(by, { type: 'outcomes.enter-shift', outcome: now().id, shift: 3, body });
		expect(enter('骑手志愿队', one)).toBe('not-allowed');
		expect(enter(' ')).toBe('text-empty');
		expect(enter('骑手志愿队')).toBe('ok');
		expect(enter('别的队')).toBe('shift-taken');
		expect(freeShifts(now())).toEqual([]);
		const leave = (seat: string, shift: number) =>
			room.send(seat, {
				type: 'outcomes.leave-shift',
				outcome: now().id,
				shift,
				seat: room.seat(seat)
			});
		expect(leave(other, 1)).toBe('not-allowed');
		expect(leave(one, 1)).toBe('ok');
		expect(leave(one, 1)).toBe('shift-free');
		expect(room.send(CLERK, { type: 'outcomes.free-shift', outcome: now().id, shift: 3 })).toBe(
			'ok'
		);
		expect(freeShifts(now())).toEqual([1, 3]);
		const told = factsOf(room.events).filter(({ what }) => what.startsWith('shift-'));
		expect(told.map(({ what, kind }) => `${what} ${kind}`)).toEqual([
			...Array<string>(3).fill('shift-taken task'),
			...Array<string>(2).fill('shift-freed task')
		]);
	});

	it('[Q21] who signed up stands in the rota for everybody; the seal hinders nobody, 办结 does', () => {
		const { room, now } = withRota();
		take(room, now(), 1, PEOPLE[0]!);
		room.do(CLERK, {
			type: 'outcomes.enter-shift',
			outcome: now().id,
			shift: 2,
			body: '骑手志愿队'
		});
		overwriteGetLocale(() => 'zh-Hans');
		const said = outcomeDetails(now(), reader(room)).find(({ label }) => label === '值班安排')!;
		expect(said.words.split('\n')).toEqual([
			'周一9:00-11:00：王桂芳',
			`周一下午：${PEOPLE[0]!}`,
			'周二上午：骑手志愿队',
			'周二14:00-16:00（还没有人）'
		]);
		room.do(CLERK, {
			type: 'outcomes.publish',
			from: room.now + 60_000,
			until: room.now + 3_600_000
		});
		const [, { who }] = now().volunteers as [unknown, OutcomeLine['volunteers'][number]];
		expect(visibleTexts(room.state, room.texts, 'public')[who.body!.id]).toBe('骑手志愿队');
		const sealed = { at: room.now, by: CLERK, seq: 1, upTo: 1, hash: '', prose: [] };
		room.state = { ...room.state, minutes: { ...room.state.minutes, sealed } };
		expect(take(room, now(), 3, PEOPLE[1]!)).toBe('ok');
		room.do(CLERK, { type: 'outcomes.free-shift', outcome: now().id, shift: 3 });
		room.do(CLERK, { type: 'outcomes.finish', outcome: now().id, text: '排好了' });
		expect(take(room, now(), 3, PEOPLE[1]!)).toBe('outcome-done');
		expect(freeShifts(now()), 'nobody is asked any more').toEqual([]);
	});

	it('[Q21] a rota is changed below whoever signed up, and never so that somebody loses a shift', () => {
		const { room, now } = withRota();
		take(room, now(), 3, PEOPLE[0]!);
		const to = (rota: string) => revise(room, now(), { parts: { rota } });
		expect(to('周一上午\n周一下午')).toBe('shift-taken');
		expect(to('')).toBe('shift-taken');
		expect(to(ROTA.replace('周二14:00-16:00', '周二14:00-16:00：李建国'))).toBe('shift-taken');
		expect(to(`${ROTA}\n周三上午`)).toBe('ok');
		expect(now().openShifts).toEqual([1, 2, 3, 4]);
		expect(rotaOf(now(), reader(room))[3]).toMatchObject({ who: { seat: room.seat(PEOPLE[0]!) } });
		expect(revise(room, now(), { measure: '别的' })).toBe('ok');
		expect(now().openShifts).toEqual([1, 2, 3, 4]);
	});
});

describe('a rota that is full', () => {
	const COMMITMENT = { class: 'commitment', everyDays: 14 } as const;
	const SHIFTS = ['一', '二', '三', '四', '五', '六', '日'].flatMap((day) => [
		`周${day}上午`,
		`周${day}下午`
	]);
	function committed(rota: string, draft = {}) {
		const room = atResults();
		const { id } = written(room, { ...WHOLE, ...COMMITMENT, ...draft, parts: { rota } });
		return { room, id, now: () => outcomeOf(room.state.outcomes, id)! };
	}
	const enter = (room: TestRoom, outcome: string, shift: number, body: string) =>
		room.send(CLERK, { type: 'outcomes.enter-shift', outcome, shift, body });
	const free = (room: TestRoom, outcome: string, shift: number) =>
		room.send(CLERK, { type: 'outcomes.free-shift', outcome, shift });

	it('[Q23] [6.D] fourteen shifts and eleven volunteers: 承诺件 up to the last of them, then 即办件 by itself', () => {
		overwriteGetLocale(() => 'zh-Hans');
		const { room, id, now } = committed(SHIFTS.join('\n'));
		room.do(CLERK, {
			type: 'outcomes.publish',
			from: room.now + 60_000,
			until: room.now + 3_600_000
		});
		SHIFTS.forEach((_, shift) => {
			expect(now().class, `shift ${shift}`).toBe('commitment');
			expect(enter(room, id, shift, `志愿者${shift % 11}`)).toBe('ok');
		});
		expect(now()).toMatchObject({ class: 'act-now', everyDays: null, corrected: [] });
		expect(formatFormer(now(), reader(room))).toEqual([
			expect.stringMatching(/前是承诺件。值班都有人了，转为即办件。$/u)
		]);
		expect(factsOf(room.events).at(-1)).toMatchObject({ what: 'rota-full', kind: 'task', n: 1 });
	});

	it('[Q23] a shift that is free again, or new, makes a 承诺件 of it, as often heard of as before', () => {
		const { room, id, now } = committed('周一\n周二');
		for (const shift of [0, 1]) enter(room, id, shift, '志愿队');
		expect(now().class).toBe('act-now');
		expect(free(room, id, 1)).toBe('ok');
		expect(now()).toMatchObject({ class: 'commitment', everyDays: 14, filled: null });
		enter(room, id, 1, '别的队');
		expect(revise(room, now(), { parts: { rota: '周一\n周二\n周三' } })).toBe('ok');
		expect(now()).toMatchObject({ class: 'commitment', everyDays: 14 });
		// The shift that was added is not needed after all.
		expect(revise(room, now(), { parts: { rota: '周一\n周二' } })).toBe('ok');
		expect(now().class).toBe('act-now');
		expect(now().former.map(({ rota }) => rota)).toEqual(['full', 'open', 'full', 'open', 'full']);
	});

	it('[Q23] a class that somebody gave stays, as does what is done', () => {
		const { room, id, now } = committed('周一\n周二', { class: 'act-now' });
		for (const shift of [0, 1]) enter(room, id, shift, '志愿队');
		free(room, id, 1);
		expect(now()).toMatchObject({ class: 'act-now', former: [] });
		const other = committed('周一');
		enter(other.room, other.id, 0, '志愿队');
		expect(revise(other.room, other.now(), COMMITMENT, { reason: '还要试一个月' })).toBe('ok');
		expect(other.now()).toMatchObject({ class: 'commitment', filled: null });
		free(other.room, other.id, 0);
		expect(other.now().class).toBe('commitment');
		const done = committed('周一');
		enter(done.room, done.id, 0, '志愿队');
		const period = { from: done.room.now + 60_000, until: done.room.now + 3_600_000 };
		done.room.do(CLERK, { type: 'outcomes.publish', ...period });
		done.room.do(CLERK, { type: 'outcomes.finish', outcome: done.id, text: '排好了' });
		expect(free(done.room, done.id, 0)).toBe('ok');
		expect(done.now().class).toBe('act-now');
	});

	it('[Q23] a rota in which everybody is named by hand turns nothing', () => {
		const { room, now } = committed('周一：王桂芳');
		revise(room, now(), { measure: '别的' });
		expect(now().class).toBe('commitment');
	});
});

describe('shares of costs (费用分担)', () => {
	it('[Q22] [S5.38] are an entry a line; amounts of yuan have a sum, anything else stands as it was typed', () => {
		overwriteGetLocale(() => 'zh-Hans');
		const sum = (text: string) => sumOfShares(costSharesIn(text)!);
		expect(sum('物业公司：3000元\n居民：1,200.50元\n街道：1.5万元')).toBe(1_920_050);
		expect(sum('201：10000\n301：20000')).toBe(3_000_000);
		expect(sum('物业公司：一半\n居民：一半')).toBeNull();
		expect(sum('物业公司：3000元')).toBeNull();
		expect(costSharesIn('大家商量着出')).toBeNull();
		expect(costSharesIn('')).toBeNull();
		expect(formatCostShares('物业公司：3000元\n居民：1200.50元')!.at(-1)).toEqual({
			party: '合计',
			amount: '4200.50元',
			sum: true
		});
	});
});
