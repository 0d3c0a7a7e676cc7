/**
 * Invented residents: who they are and how they behave. Their words are in the language of the people, as the demo's
 * are (`server/demo/people.ts`), so this data is not translated.
 */
import type { RollEntry } from '#lib/meeting/roll/roll.ts';

/** How somebody behaves in a meeting. */
export interface Persona {
	/** 身份 on the roll: whoever rehearses reads on every screen whom they have before them. */
	title: string;
	/** Out of a hundred looks at what is open, how often a hand is raised. */
	hand: number;
	/** Seconds on the floor; more than is allowed: somebody who does not stop. */
	speaks: number;
	/** Cards a round. */
	cards: number;
	/** Out of a hundred looks, how often the line breaks or comes back. */
	breaks: number;
	/** Is against whatever it is, and raises points of order. */
	angry: boolean;
	hasPhone: boolean;
	channel: RollEntry['channel'];
}

const USUAL: Persona = {
	title: '居民代表',
	hand: 5,
	speaks: 25,
	cards: 2,
	breaks: 0,
	angry: false,
	hasPhone: true,
	channel: 'hall'
};

/** In the order of the numbers, again and again: twelve people, as a hall has them. */
const PERSONAS: readonly Persona[] = [
	USUAL,
	{ ...USUAL, title: '话多的居民', hand: 25, speaks: 200, cards: 3 },
	{ ...USUAL, title: '不用手机的老人', hasPhone: false },
	{ ...USUAL, title: '在家的居民', channel: 'online' },
	{ ...USUAL, title: '不爱说话的居民', hand: 0.3, speaks: 8, cards: 1 },
	{ ...USUAL, title: '火气大的居民', hand: 18, speaks: 60, angry: true },
	USUAL,
	{ ...USUAL, title: '网不好的居民', channel: 'online', breaks: 8 },
	{ ...USUAL, title: '不用手机的老人', hasPhone: false },
	{ ...USUAL, title: '楼长', hand: 10, speaks: 40 },
	{ ...USUAL, title: '在家的居民', channel: 'online', hand: 3 },
	{ ...USUAL, title: '不爱说话的居民', hand: 0.3, speaks: 8, cards: 1 }
];

const SURNAMES = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许'];
const GIVEN =
	'演一 演二 演三 演四 演五 演六 演七 演八 演九 演十 练一 练二 练三 练四 练五 练六 练七 练八 练九 练十 习一 习二 习三 习四 习五'.split(
		' '
	);

/** Who gives a legal word on results that wait for one. */
const ADVISER: Persona = { ...USUAL, title: '法律顾问', hand: 1, cards: 1, channel: 'online' };

/** How many may be invented: a round table, a hall, a large hall, a load. */
export const SIZES = [12, 30, 100, 300] as const;

/** How the voting seat with this number behaves; 0: who is asked for advice. */
export function personaOf(no: number): Persona {
	return no === 0 ? ADVISER : PERSONAS[(no - 1) % PERSONAS.length]!;
}

/** So many residents, whose names say that they are invented, and one whose advice can be asked for. */
export function inventedResidents(count: number): RollEntry[] {
	const { title, hasPhone, channel } = ADVISER;
	const adviser: RollEntry = {
		...{ name: '许演法', building: '律师', title, role: 'adviser', votes: false },
		...{ official: false, channel, hasPhone }
	};
	return [...residents(count), adviser];
}

function residents(count: number): RollEntry[] {
	return Array.from({ length: count }, (_, n) => {
		const { title, hasPhone, channel } = personaOf(n + 1);
		const surname = SURNAMES[n % SURNAMES.length]!;
		const given = GIVEN[Math.floor(n / SURNAMES.length) % GIVEN.length]!;
		return {
			name: surname + given,
			building: `${(n % 9) + 1}号楼`,
			title,
			role: 'member',
			votes: true,
			official: false,
			channel,
			hasPhone
		};
	});
}

/** What is said by whoever is for it, against it, asks, or raises a point of order. */
export const SAID = {
	for: [
		'我赞成，早办早好，先把能做的做起来。',
		'这件事对老人好，我支持，请把时间定下来。',
		'我同意，但是账要公开，大家看得见。'
	],
	against: [
		'我不同意，影响到我家了，先说清楚谁负责。',
		'钱从哪里来没说清，我不能同意。',
		'不能光听一边的，住得近的人还没说呢。'
	],
	ask: ['一个月要花多少钱？谁来管？', '要是以后办不下去了怎么办？', '什么时候能办好？'],
	order: ['说着说着就跑题了，请回到议题。', '一个人说了太久，请按规则来。']
} as const;

/** What stands on cards. */
export const WRITTEN = {
	idea: ['先试三个月', '账目每月贴出来', '请志愿者轮班', '先修楼道的灯', '错开早晚高峰'],
	worry: ['油烟和噪声', '没人长期管', '老人上下不方便', '费用越收越多'],
	question: ['钱从哪里出？', '谁来签字？', '出了事找谁？'],
	fact: ['我家离得最近', '去年办过一次，停了', '有四十多位老人独居']
} as const;

/** What was meant, by whoever finds themselves written down wrong. */
export const MEANT = '我说的不是这个意思，请照我的原话写。';
/** The word of who is asked for advice. */
export const ADVISED = '合法可行，请写明费用由谁出、什么时候办完。';
