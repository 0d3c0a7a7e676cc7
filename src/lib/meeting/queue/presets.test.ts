/** The presets against table 3.8, changes to them, and the shapes of commands. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { withChanges } from './preset-changes.ts';
import { PRESETS, presetOf, type RulePreset } from './presets.ts';
import { queueCommands } from './schema.ts';
import { secondsFor } from './turn-seconds.ts';

// key: 12条, 13条, 南塘, 30秒, 轮流, 调解, 座谈 — the columns of table 3.8.
const COLUMNS = [
	'twelve-rules',
	'thirteen',
	'nantang',
	'thirty-seconds',
	'round-robin',
	'mediation',
	'free-talk'
];
const TABLE: Partial<Record<keyof RulePreset, unknown[]>> = {
	turnSeconds: [120, 180, 120, 30, 120, 180, 180],
	soft: [false, false, false, false, false, false, true],
	maxTurns: [2, null, 2, null, 1, 3, null],
	limitPer: ['item', 'item', 'item', 'item', 'round', 'side', 'item'],
	stances: ['for-against', 'for-against-ask', 'for-against', 'none', 'none', 'side', 'none'],
	firstSpeakersFirst: [true, false, false, false, false, false, true],
	alternate: ['yes', 'yes', 'yes', 'no', 'no', 'strict', 'no'],
	roundRobin: [false, false, false, false, true, false, false],
	motionRequired: [true, false, true, false, false, false, false],
	chairNeutral: [true, true, true, true, false, true, false],
	chairVotesLast: [null, null, true, null, null, null, null],
	askAbstain: [true, true, false, null, null, null, null],
	voteNeedsDebateExhausted: [true, false, true, null, null, null, null],
	tie: ['fails', 'fails', 'fails', null, null, null, null]
};

describe('presets', () => {
	it.each(Object.entries(TABLE))('[Q36] %s is as in table 3.8', (key, row) => {
		expect(COLUMNS.map((id) => presetOf(id)![key as keyof RulePreset])).toEqual(row);
	});

	it('[Q36] 八条 does what its lines say (3.7)', () => {
		expect(presetOf('eight')).toMatchObject({
			turnSeconds: 180,
			maxTurns: 2,
			stances: 'for-against-ask',
			firstSpeakersFirst: true,
			alternate: 'no',
			residentsFirst: false
		});
		expect(presetOf('eight')!.lines).toHaveLength(8);
		expect(PRESETS[0]!.id).toBe('eight');
	});

	it('[Q36] have their lines in three languages, as many as their name says', () => {
		const count = (id: string) => presetOf(id)!.lines.length;
		expect(['twelve-rules', 'thirteen', 'nantang'].map(count)).toEqual([12, 13, 13]);
		for (const preset of PRESETS) {
			const responseSeconds = preset.id === 'hearing' ? 180 : 60;
			expect(preset).toMatchObject({ responseSeconds, holdSeconds: 60 });
			for (const line of [preset.name, ...preset.lines])
				for (const text of [line['zh-Hans'], line['zh-Hant'], line.en])
					expect(text.trim().length).toBeGreaterThan(1);
		}
		expect(new Set(PRESETS.map(({ id }) => id)).size).toBe(12);
		expect(presetOf('no-such-rules')).toBeUndefined();
	});

	it('[Q36] 萝卜规则 are the 13 under a friendly name; 文华 begins with a pledge (3.4, 3.5)', () => {
		const { id, name } = presetOf('thirteen')!;
		expect({ ...presetOf('radish'), id, name }).toEqual(presetOf('thirteen'));
		const [pledge, ...rest] = presetOf('oath')!.lines;
		expect(pledge!['zh-Hans']).toContain('我将以积极的态度参与本次议事');
		expect(rest).toEqual(presetOf('eight')!.lines);
	});

	it('[Q36] 提案路演 gives 5 minutes, 听证 10 / 2 / 3: a question is shorter than a turn (3.6)', () => {
		const seconds = (id: string) => {
			const rules = presetOf(id)!;
			const { responseSeconds } = rules;
			return [secondsFor(rules, 'none'), secondsFor(rules, 'ask'), responseSeconds];
		};
		expect(seconds('pitch')).toEqual([300, 60, 60]);
		expect(seconds('hearing')).toEqual([600, 120, 180]);
		expect(seconds('eight')).toEqual([180, 180, 60]);
	});

	it('[Q36] take changes that fit', () => {
		const twelve = presetOf('twelve-rules')!;
		const line = { 'zh-Hans': '一', 'zh-Hant': '一', en: 'one' };
		const changed = withChanges(twelve, { turnSeconds: 90, residentsFirst: true, lines: [line] });
		expect(changed).toEqual({ ...twelve, turnSeconds: 90, residentsFirst: true, lines: [line] });
		expect(withChanges(twelve, {})).toEqual(twelve);
	});

	it.each<[Record<string, unknown>]>([
		[{ turnSeconds: 5 }],
		[{ turnSeconds: 90.5 }],
		[{ maxTurns: 0 }],
		[{ alternate: 'sometimes' }],
		[{ id: 'mine' }],
		[{ constructor: 1 }],
		[{ lines: [] }],
		[{ lines: [{ en: 'only' }] }],
		[{ alternate: 'strict' }],
		[{ limitPer: 'round' }],
		[{ stances: 'side' }]
	])('[Q36] refuse %j', (change) => {
		expect(withChanges(presetOf('eight')!, change)).toBeNull();
	});
});

describe('shapes', () => {
	const schema = z.discriminatedUnion('type', [...queueCommands]);

	it('[Q37] every command has one', () => {
		const join = { type: 'queue.join', seat: 's1', item: 'i1', stance: 'order', point: 'time' };
		expect(schema.parse(join)).toEqual(join);
		expect(queueCommands.map((one) => one.shape.type.value).sort()).toEqual(
			[
				'join withdraw call interrupt respond start pause resume extend write end pass move list',
				'rule next-round table undo away back even'
			]
				.join(' ')
				.split(' ')
				.map((name) => `queue.${name}`)
				.sort()
		);
	});

	it.each([
		{ type: 'queue.join', seat: 's1', item: 'i1', stance: 'maybe' },
		{ type: 'queue.join', seat: 's1', item: 'i1', stance: 'for', role: 'chair' },
		{ type: 'queue.join', seat: 's'.repeat(41), item: 'i1', stance: 'for' },
		{ type: 'queue.join', seat: '', item: 'i1', stance: 'for' },
		{ type: 'queue.extend', entry: 'e', seconds: 1e9 },
		{ type: 'queue.extend', entry: 'e', seconds: -60 },
		{ type: 'queue.move', entry: 'e', place: 1.5 },
		{ type: 'queue.write', entry: 'e', text: 'x'.repeat(40_001) },
		{ type: 'queue.write', entry: 'e', text: { toString: 'x' } },
		{ type: 'queue.fly' },
		null
	])('[Q37] refuses %#', (command) => {
		expect(schema.safeParse(command).success).toBe(false);
	});
});
