// Cards with known groups, and how many pairs a suggestion gets right. For tests and the bench.

import type { CardText, Theme } from './suggest.ts';

export type KnownCard = CardText & { group: string };

/** Pairs put together rightly, put together at all, and belonging together. */
export type PairFigures = { right: number; said: number; all: number };

export function pairFigures(themes: readonly Theme[], cards: readonly KnownCard[]): PairFigures {
	const groupOf = new Map(cards.map(({ id, group }) => [id, group]));
	const said = themes.flatMap(({ cards: set }) => pairsOf(set));
	return {
		right: said.filter(([a, b]) => groupOf.get(a) === groupOf.get(b)).length,
		said: said.length,
		all: pairsOf(cards).filter(([a, b]) => a.group === b.group).length
	};
}

function pairsOf<T>(list: readonly T[]): [T, T][] {
	return list.flatMap((a, at) => list.slice(at + 1).map((b): [T, T] => [a, b]));
}

const known = (prefix: string, groups: Record<string, string[]>): KnownCard[] =>
	Object.entries(groups)
		.flatMap(([group, texts]) => texts.map((text) => ({ text, group })))
		.map((card, at) => ({ ...card, id: `${prefix}${String(at).padStart(2, '0')}` }));

/** Scenario B's ten cards, in the three groups that it names as we read them; one stands alone. */
export const LIFT_CARDS = known('b', {
	影响与补偿: [
		'挡光',
		'噪声',
		'一楼房子掉价',
		'钢结构玻璃井道少挡光',
		'给一楼装隔音窗',
		'公示采光模拟图'
	],
	钱怎么分: ['一楼要不要出钱'],
	以后谁管: ['谁管维修', '刷卡乘梯'],
	事实: ['老人住院三次抬下楼']
});

/** Other wordings of scenario A's cards (by number, as they stand in it), and some that only look alike. */
export const REWORDED: readonly (readonly [text: string, of: number | null])[] = [
	['备菜早上噪声太大,睡不好', 10],
	['排烟口不要对着10号楼', 9],
	['八十岁以上的老人给点补贴', 1],
	['菜谱每周提前公布', 6],
	['账目要每月公开', 20],
	['希望也供应晚饭', 18],
	['卧床的老人能不能送上门', 15],
	['怕下水道被油堵了', 13],
	['怕开几个月就关门', 22],
	['让骑手顺路帮着送餐', 16],
	['菜做软一点,少放盐', 5],
	['饭菜别太贵,十五元以内', 0],
	['要用明火炒菜才香', null],
	['可以让个人承包', null],
	['送餐不用出钱', null],
	['早饭也希望有', null]
];

/** Pairs rightly said to be the same, said at all, and being the same. */
export function duplicateFigures(
	pairs: readonly { a: string; b: string }[],
	cardId: (of: number) => string,
	rewordedId: (at: number) => string
): PairFigures {
	const same = new Set(
		REWORDED.flatMap(([, of], at) => (of === null ? [] : [`${cardId(of)} ${rewordedId(at)}`]))
	);
	const right = pairs.filter(({ a, b }) => same.has(`${a} ${b}`)).length;
	return { right, said: pairs.length, all: same.size };
}
