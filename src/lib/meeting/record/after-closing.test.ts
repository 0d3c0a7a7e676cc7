/** What stands first when a meeting is over: the lines drafted by the machine, the steps that are left, procedure folded. */
import { describe, expect, it } from 'vitest';
import { summaryDraft } from '#lib/i18n/summary-draft.ts';
import { overwriteGetLocale } from '#lib/i18n/paraglide/runtime.js';
import type { MinutesFact } from '../registry.ts';
import { stepsShown } from '../next-steps.ts';
import { opened, plan } from '../runsheet/test-meetings.ts';
import { graphemes } from '../words.ts';
import { SUMMARY_LENGTH, SUMMARY_LINES } from './publication.ts';
import type { MeetingRecord, RecordLine } from './record.ts';
import { recordCommands } from './schema.ts';
import { stretchesOf } from './stretches.ts';
import { keptLongEnough, keptUntil } from './view.ts';

overwriteGetLocale(() => 'zh-Hans');
const DAY = 24 * 3600_000;
const may = (day: number) => Date.UTC(2026, 4, day, 15, 59);

const words = { text: ({ id }: { id: string }) => id, name: (seat: string) => seat };
const ref = (id: string) => ({ id, hash: '' });

function line(n: number, fact: object, type: RecordLine['type'] = 'decision'): RecordLine {
	const body = {
		is: 'fact',
		fact: { seq: n, at: n, actor: 'clerk', kind: type, ...fact } as MinutesFact
	} as const;
	return {
		id: `f${n}`,
		seq: n,
		at: n,
		type,
		seat: null,
		role: null,
		by: null,
		nth: 0,
		body,
		gist: []
	};
}

function outcome(n: number, more: object): RecordLine {
	const whole = {
		...{
			id: `o${n}`,
			version: 1,
			item: null,
			source: null,
			text: ref(`结果${n}`),
			class: 'act-now'
		},
		...{ owner: { seat: null, body: ref('社区党委') }, measure: ref('办'), due: may(11) },
		...{
			everyDays: null,
			receiver: null,
			early: null,
			legal: { awaited: false, notes: [] },
			former: []
		},
		...more
	};
	return line(n, { what: 'outcome', n, outcome: whole, origin: null });
}

const vote = (n: number, result: string, more: object = {}) =>
	line(n, {
		...{ what: 'vote-closed', vote: `v${n}`, question: ref(`表决${n}`), voteKind: 'yes-no' },
		...{
			secrecy: 'unsigned',
			rule: 'simple',
			legal: false,
			options: [],
			sources: []
		},
		tally: {
			outcome: result,
			leading: [],
			options: [
				{ id: 'yes', heads: 18, area: null },
				{ id: 'no', heads: 1, area: null }
			]
		},
		...more
	});

const drafted = (lines: RecordLine[], noticeUntil: number | null = null) =>
	summaryDraft({ lines, noticeUntil, meeting: {} as MeetingRecord['meeting'] }, words);

describe('the lines a record opens with', () => {
	it('[D11] are drafted from results by class, votes of their own, dots, and what comes next', () => {
		const draft = drafted(
			[
				outcome(1, {}),
				outcome(2, { class: 'set-aside', text: ref('是否供应晚餐'), due: may(12) }),
				outcome(3, {
					class: 'recommendation',
					receiver: { seat: null, body: ref('街道') },
					source: { from: 'vote', vote: 'v5' }
				}),
				vote(4, 'passed'),
				vote(5, 'passed'),
				vote(6, 'failed', { struck: { at: 7, by: 'chair', why: null } }),
				line(7, {
					what: 'cards-result',
					board: 'b',
					rest: [],
					groups: [
						{ number: 1, name: ref('价格'), cards: [], points: 18 },
						{ number: 2, name: null, cards: [], points: 0 }
					]
				})
			],
			may(20)
		);
		expect(draft.decided).toEqual([
			'结果1（社区党委、2026年5月11日前办完）',
			expect.stringMatching(/^表决4：赞成18、反对1，/u)
		]);
		expect(draft.open).toHaveLength(3);
		expect(draft.open[0]).toContain('2026年5月12日再议');
		expect(draft.open[1]).toContain('街道');
		expect(draft.open[2]).toBe('投点最多：“价格”18点。');
		expect(draft.doable).toEqual([
			'没到会的，2026年5月20日前可以在记录页面说一句。',
			'2026年5月12日再议：是否供应晚餐'
		]);
		expect(JSON.stringify(draft), 'its vote made a result; the other was annulled').not.toMatch(
			/表决[56]/u
		);
	});

	it('[D11] fit the eight lines of 80 characters, and count what has no room; a date is never cut', () => {
		const many = Array.from({ length: 14 }, (_, n) => outcome(n, { text: ref('长'.repeat(120)) }));
		const late = Array.from({ length: 5 }, (_, n) => outcome(20 + n, { class: 'set-aside' }));
		const draft = drafted([...many, ...late], may(20));
		const all = [...draft.decided, ...draft.open, ...draft.doable];
		expect(all).toHaveLength(SUMMARY_LINES);
		for (const one of all) expect(graphemes(one)).toBeLessThanOrEqual(SUMMARY_LENGTH);
		expect(draft.decided[0]).toMatch(/…（社区党委、2026年5月11日前办完）$/u);
		const done = { text: ref('移交了'), at: may(8), by: 'clerk' };
		expect(drafted([outcome(1, { done })]).decided).toEqual([
			'结果1（社区党委、2026年5月8日办结）'
		]);
		expect(draft.decided.at(-1)).toBe('还有12项，见下面。');
		expect(draft.open.at(-1)).toBe('还有3项，见下面。');
	});

	it('[D11] where nothing came out it says so, and of nothing at all it drafts nothing', () => {
		expect(drafted([line(1, { what: 'no-outcomes' })]).decided).toEqual(['今天没有形成结果。']);
		expect(drafted([])).toEqual({ decided: [], open: [], doable: [] });
	});
});

it('[D12] procedure in a row is folded away where it stood; a single line and all that was said stay', () => {
	const types: RecordLine['type'][] = [
		'procedure',
		'procedure',
		'speech',
		'procedure',
		'decision',
		'procedure',
		'procedure'
	];
	const lines = types.map((type, n) => line(n, { what: 'opened' }, type));
	const stretches = stretchesOf(lines, ({ type }) => type === 'procedure');
	expect(stretches.map(({ folded, from, lines: some }) => [folded, from, some.length])).toEqual([
		[true, 0, 2],
		[false, 2, 1],
		[false, 3, 1],
		[false, 4, 1],
		[true, 5, 2]
	]);
	expect(stretches.flatMap(({ lines: some }) => some)).toEqual(lines);
	expect(stretchesOf([], () => true)).toEqual([]);
});

it('[D14] a record is kept five years, or as many as were said; then it is only asked about', () => {
	const room = opened(plan(), ['王桂芳']);
	const set = (keepYears: number) => room.send('organiser', { type: 'record.set', keepYears });
	expect(keptUntil(room.state)).toBeNull();
	const shape = recordCommands[1];
	for (const keepYears of [0, 101, 2.5, '5'])
		expect(shape.safeParse({ type: 'record.set', keepYears }).success, `${keepYears}`).toBe(false);
	expect(room.send('周雅琴', { type: 'plan.close' })).toBe('ok');
	const years = () =>
		Math.round((keptUntil(room.state)! - room.state.plan.closedAt!) / (365 * DAY));
	expect(years()).toBe(5);
	expect(keptLongEnough(room.state, keptUntil(room.state)! - 1)).toBe(false);
	expect(keptLongEnough(room.state, keptUntil(room.state)!)).toBe(true);
	expect(set(1)).toBe('ok');
	expect(years()).toBe(1);
	expect(room.send('organiser', { type: 'record.set', publish: 'sealed' })).toBe('ok');
	expect(room.state.record.keepYears, 'what is not named stays').toBe(1);
	expect(room.send('周雅琴', { type: 'record.set', keepYears: 9 })).toBe('not-allowed');
});

it('[D13] after 散会 five steps stand in one order, each with who and by when; the first that is not done is now', () => {
	const room = opened(plan(), ['王桂芳']);
	const shown = () => stepsShown(room.state, room.now).map(({ step, is }) => `${step.id} ${is}`);
	expect(room.send('周雅琴', { type: 'plan.close' })).toBe('ok');
	expect(shown()).toEqual([
		'results done',
		'lines now',
		'objections later',
		'answers later',
		'seal later'
	]);
	const [, lines, objections] = stepsShown(room.state, room.now);
	expect(lines!.by).toBe(room.state.plan.closedAt! + DAY);
	expect(objections!.by).toBe(room.state.plan.closedAt! + 3 * DAY);
	room.send('organiser', {
		type: 'record.summarise',
		decided: ['用房办食堂'],
		open: [],
		doable: []
	});
	expect(shown()[2]).toBe('objections now');
	room.send('organiser', { type: 'minutes.open-objections', until: room.now + DAY });
	expect(shown()[2], 'while they are taken').toBe('objections now');
	room.pass(DAY);
	expect(shown()).toEqual([
		'results done',
		'lines done',
		'objections done',
		'answers done',
		'seal now'
	]);
});
