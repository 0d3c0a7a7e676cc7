/** Scenario A's card round, exactly: 24 cards, 5 groups and one parked, 63 dots (requirements §6.A). */
import { expect, it } from 'vitest';
import scenarios from '../../../../tests/data/scenarios.json' with { type: 'json' };
import { factsOf } from '../facts.ts';
import type { Person } from '../names.ts';
import type { CardStance } from './cards.ts';
import { CHAIR, CLERK, Round } from './test-round.ts';
import { columnOf, groupsOf, pointsGiven, ranking } from './view.ts';

const A = scenarios.scenarios[0]!;
const STANCE: Record<string, CardStance> = {
	建议: 'idea',
	担心: 'worry',
	疑问: 'question',
	事实: 'fact'
};
const OFF = '不属于本议题(另记)';
const HERE = A.参与人!.filter(({ 方式 }) => 方式 === '现场' || 方式 === '线上');
const PHONES = HERE.filter((one) => one.有手机);
const PAPER = HERE.filter((one) => !one.有手机);

/** The room of scenario A with its question open for writing. */
function room(): Round {
	const round = new Round(
		{ level: 'kind', early: true },
		HERE.map(({ 姓名 }) => 姓名)
	);
	const people = new Map(round.room.hidden.roll.people);
	for (const { 姓名, 身份, 楼栋 } of HERE) {
		const seat = round.room.seat(姓名);
		const person: Person = { name: 姓名, title: 身份, building: 楼栋 };
		people.set(seat, person);
	}
	round.room.hidden = { ...round.room.hidden, roll: { ...round.room.hidden.roll, people } };
	for (const { 姓名, 方式 } of HERE)
		if (方式 === '线上')
			round.room.send(CLERK, {
				type: 'roll.change',
				seat: round.room.seat(姓名),
				change: { channel: 'online' }
			});
	round.go('writing');
	return round;
}

it('[6.A] 24 cards, 5 groups and one parked, 63 dots: 价格18 > 油烟15 > 饭菜12 > 监督10 > 送餐8', () => {
	const round = room();
	const phones = A.卡片!.filter(({ 来源 }) => 来源 === '手机');
	const papers = A.卡片!.filter(({ 来源 }) => 来源 !== '手机');
	for (const [n, card] of phones.entries()) {
		const who = PHONES[n % PHONES.length]!.姓名;
		expect(round.write(who, card.文字, STANCE[card.立场]!)).toBe('ok');
	}
	for (const [n, card] of papers.entries()) {
		const seat = round.room.seat(PAPER[n % PAPER.length]!.姓名);
		expect(round.paper(Number(card.来源.slice(3)), card.文字, { seat })).toBe('ok');
	}
	expect(round.paper(1, '同一张纸')).toBe('paper-number-used');
	expect(round.go('collecting')).toBe('ok');
	expect(round.board.count).toEqual({ cards: 24, people: 21, papers: 8 });
	expect(round.go('reading')).toBe('ok');

	const groups = A.打点!.map(({ 簇 }) => 簇);
	for (const [n, name] of groups.entries()) {
		const ids = A.卡片!.filter((card) => card.簇 === name).map(
			(card) => round.cardWith(card.文字).id
		);
		expect(round.group([ids[0]!], 'new', name)).toBe('ok');
		for (const id of ids.slice(1)) expect(round.group([id], `g${n + 1}`)).toBe('ok');
	}
	const other = round.cardWith(A.卡片!.find((card) => card.簇 === OFF)!.文字);
	const park = {
		type: 'cards.park',
		cards: [other.id],
		as: 'off',
		reason: '另记，转物业'
	} as const;
	expect(round.send(CLERK, { ...park, cards: [other.id] })).toBe('ok');
	expect(groupsOf(round.board).map(({ cards }) => cards)).toEqual([5, 4, 5, 5, 4]);
	expect(columnOf(round.board, 'off')).toHaveLength(1);
	expect(columnOf(round.board, 'loose')).toHaveLength(0);

	expect(round.go('dots')).toBe('ok');
	const dots = A.打点!.flatMap(({ 手机 }, n) => Array<string>(手机).fill(`g${n + 1}`));
	for (const [n, { 姓名 }] of PHONES.entries()) {
		const points: Record<string, number> = {};
		for (const group of [0, 1, 2].map((k) => dots[n + k * PHONES.length]!))
			points[group] = (points[group] ?? 0) + 1;
		expect(round.weigh(姓名, points)).toBe('ok');
	}
	expect(round.send(CHAIR, { type: 'cards.close-phones' })).toBe('ok');
	const hall = Object.fromEntries(A.打点!.map(({ 代录 }, n) => [`g${n + 1}`, 代录]));
	const enter = (people: number, points: Record<string, number>) =>
		round.send(CLERK, { type: 'cards.weigh-hall', people, points });
	expect(enter(7, hall)).toBe('hall-people');
	expect(enter(6, { ...hall, g1: hall.g1! + 1 })).toBe('hall-total');
	expect(enter(6, hall)).toBe('ok');
	expect(round.go('result')).toBe('ok');

	const rows = ranking(round.board);
	expect(rows.map(({ total }) => total)).toEqual([18, 15, 12, 10, 8]);
	expect(rows.map(({ name }) => round.room.text(name))).toEqual([
		'价格与补贴',
		'油烟、噪声与消防',
		'饭菜与健康',
		'谁来办、谁监督',
		'对谁开放、怎么送餐'
	]);
	for (const { 簇, 代录, 手机, 合计 } of A.打点!) {
		const row = rows.find(({ name }) => round.room.text(name) === 簇)!;
		// Six people called theirs, six phones are online, nine in the hall: nobody can be read from any.
		const [here, online, called] = row.parts as [number, number, number];
		expect([called, here + online, row.total]).toEqual([代录, 手机, 合计]);
		expect(row.here! + row.online!).toBe(合计);
	}
	expect(pointsGiven(round.board)).toBe(63);
	// Six phones are online; three dots each.
	expect(rows.reduce((sum, { online }) => sum + online!, 0)).toBe(18);
});

it('[6.A C21] the minutes keep the question, what was shown, and every card by group', () => {
	const round = room();
	for (const { 姓名 } of PHONES) round.write(姓名, `${姓名}的话`);
	round.go('reading');
	const [first, second, third] = round.board.cards;
	round.group([first!.id, second!.id], 'new', '价格与补贴');
	round.send(CLERK, { type: 'cards.park', cards: [third!.id], as: 'parked', reason: '下次再议' });
	round.go('dots');
	round.weigh(PHONES[0]!.姓名, { g1: 3 });
	round.go('result');
	const facts = factsOf(round.room.events).filter(({ what }) => what.startsWith('cards-'));
	expect(facts).toMatchObject([
		{ what: 'cards-asked', kind: 'procedure' },
		{ what: 'cards-shown', cards: 15, people: 15, papers: 0 },
		{ what: 'cards-result', kind: 'procedure', groups: [{ number: 1, points: 3 }] }
	]);
	const result = facts[2]!;
	if (result.what !== 'cards-result') throw new Error('no result');
	expect(result.groups[0]!.cards).toEqual([first!.text, second!.text]);
	// The cards that nobody sorted, and after them what was put aside.
	const rest = round.board.cards.slice(2).map(({ text }) => text);
	expect(result.rest).toEqual([
		{ what: 'loose', cards: rest.slice(1) },
		{ what: 'parked', cards: rest.slice(0, 1) }
	]);
});

it('[6.A C5] only kinds of three and more are shown; nobody is called by a kind of their own', () => {
	const round = room();
	for (const { 姓名 } of PHONES) round.write(姓名, `${姓名.length}字的卡片`);
	round.go('reading');
	const kinds = round.board.kinds.map(({ title }) => round.room.text(title));
	expect(kinds).toEqual(['居民代表']);
	const shown = new Set(round.board.cards.map(({ kind }) => kind));
	expect([...shown].sort()).toEqual(['k1', 'resident', 'unit']);
});
