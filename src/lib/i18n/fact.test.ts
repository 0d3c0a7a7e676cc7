import { afterEach, describe, expect, it } from 'vitest';
import { overwriteGetLocale } from '#lib/i18n/paraglide/runtime.js';
import type { Happening } from '#lib/meeting/registry.ts';
import { factQuotes, factSentence, formatFactKind } from './fact.ts';

const NAMES: Record<string, string> = { s1: '王桂芳', s2: '赵敏', s9: '孙晓彤' };
const words = {
	name: (seat: string) => NAMES[seat] ?? seat,
	text: ({ id }: { id: string }) => (id === 'gone' ? '已删除' : `「${id}」`)
};
const sentence = (fact: Happening) => factSentence(fact, words);

const turn: Extract<Happening, { what: 'turn' }> = {
	what: 'turn',
	entry: 'e1',
	seat: 's1',
	channel: 'hall',
	writing: false,
	by: 's9',
	stance: 'for',
	side: null,
	point: null,
	response: false,
	speaksFor: 0,
	spent: 110_000,
	written: []
};
const stage = { 'zh-Hans': '组织讨论', 'zh-Hant': '組織討論', en: 'Discussion' };
const heads = { due: 24, present: 21, hall: 15, online: 6, phone: 0, leave: 3 };

afterEach(() => overwriteGetLocale(() => 'zh-Hans'));

describe('facts in sentences', () => {
	it('[A24] a turn says who, through which channel, for or against, how long, entered by whom', () => {
		expect(sentence(turn)).toBe('王桂芳（现场 · 赞成 · 孙晓彤代录）发言，1分50秒。');
		expect(sentence({ ...turn, by: null, spent: null })).toBe('王桂芳（现场 · 赞成）正在发言。');
		const online = { ...turn, seat: 's2', channel: 'online', by: null, response: true } as const;
		expect(sentence({ ...online, stance: 'none', spent: 60_000 })).toBe(
			'赵敏（线上）应主持人之请回应，1分钟。'
		);
	});

	it('[A24] what was spoken in writing is quoted, and an erased paragraph says so', () => {
		const fact = {
			...turn,
			writing: true,
			written: ['t1', 'gone'].map((id) => ({ id, hash: '' }))
		};
		expect(sentence(fact)).toContain('打字');
		expect(factQuotes(fact, words)).toEqual(['「t1」', '已删除']);
	});

	it('[A24] a stage says who came when sign-in is left', () => {
		const fact: Happening = {
			what: 'stage',
			title: stage,
			how: 'next',
			reason: null,
			headcount: heads,
			acks: null
		};
		expect(sentence(fact)).toBe('应到24人，实到21人（现场15 · 线上6 · 请假3）。进入“组织讨论”。');
		overwriteGetLocale(() => 'zh-Hant');
		expect(sentence(fact)).toBe('應到24人，實到21人（現場15 · 線上6 · 請假3）。進入「組織討論」。');
		overwriteGetLocale(() => 'en');
		expect(sentence(fact)).toContain('24 expected, 21 present');
		expect(sentence(fact)).toContain('Moved on to “Discussion”.');
	});

	it('[A24] a point of order and its ruling', () => {
		const point = 'off-topic' as const;
		expect(sentence({ ...turn, by: null, stance: 'order', point })).toBe(
			'王桂芳（现场）提程序问题：跑题了。'
		);
		const ruling: Happening = {
			what: 'ruling',
			entry: 'e1',
			seat: 's1',
			point,
			ruling: 'agreed',
			words: { id: 't2', hash: '' }
		};
		expect(sentence(ruling)).toBe('主持人对王桂芳所提程序问题（跑题了）的裁定：同意。');
		expect(factQuotes(ruling, words)).toEqual(['「t2」']);
	});

	it('[A24] a title that is a question is quoted, so that its mark and the sentence’s do not meet', () => {
		const titled = { ...words, text: () => '老年食堂怎么办？' };
		const title = { id: 't1', hash: '' };
		const opened = { what: 'item-opened', item: 'i1', number: '2', title, again: false } as const;
		expect(factSentence(opened, titled)).toBe('开始商量第二项“老年食堂怎么办？”。');
		const named = { item: 'i1', number: '3', title };
		const fact = {
			what: 'agenda',
			added: [named, { ...named, number: '' }],
			withdrawn: []
		} as const;
		expect(factSentence({ ...fact, added: [...fact.added], withdrawn: [] }, titled)).toBe(
			'议程增加：第三项“老年食堂怎么办？”；“老年食堂怎么办？”。'
		);
		overwriteGetLocale(() => 'en');
		expect(factSentence(opened, { ...words, text: () => 'The canteen?' })).toBe(
			'Item 2 opened: “The canteen?”.'
		);
	});

	it('[A25] the four kinds have a word in every language', () => {
		const kinds = () => (['speech', 'decision', 'task', 'procedure'] as const).map(formatFactKind);
		expect(kinds()).toEqual(['发言', '决定', '任务', '程序']);
		overwriteGetLocale(() => 'zh-Hant');
		expect(kinds()).toEqual(['發言', '決定', '任務', '程序']);
		overwriteGetLocale(() => 'en');
		expect(new Set(kinds()).size).toBe(4);
	});
});
