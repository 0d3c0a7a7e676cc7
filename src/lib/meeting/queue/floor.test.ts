/** From being called to being over. */
import { describe, expect, it } from 'vitest';
import type { TestRoom } from '../test-room.ts';
import { formatLonger } from '#lib/i18n/fairness-words.ts';
import { fairness } from './fairness.ts';
import { presetOf } from './presets.ts';
import type { QueueCommand } from './queue.ts';
import {
	call,
	discussion,
	end,
	people,
	places,
	raise,
	speak,
	start,
	waiting
} from './test-discussion.ts';
import { turnLength } from './turn-seconds.ts';
import { speakingView } from './view.ts';

const now = (world: TestRoom) => world.state.queue.speaker!;
const view = (world: TestRoom) => speakingView(world.state, world.now)!;
const on = <T extends string>(world: TestRoom, type: T) => ({ type, entry: now(world).entry.id });

describe('calling', () => {
	it('[Q20] two presses call one person', () => {
		const world = discussion(people('a', 'b'), 'eight');
		raise(world, 'a', 'for');
		raise(world, 'b', 'for');
		const press: QueueCommand = {
			type: 'queue.call',
			item: 'i1',
			expect: places(world)[0]!.entry.id
		};
		world.do('chair', press);
		expect(world.refused('chair', press)).toBe('stale');
		expect(now(world).entry.seat).toBe('a');
	});

	it('[Q20] is refused when the order has changed, and when nobody waits', () => {
		const world = discussion(people('a', 'b'), 'eight');
		expect(world.refused('chair', { type: 'queue.call', item: 'i1', expect: 'x' })).toBe(
			'nobody-waiting'
		);
		raise(world, 'a', 'for');
		const expected = places(world)[0]!.entry.id;
		raise(world, 'b', 'order');
		expect(world.refused('chair', { type: 'queue.call', item: 'i1', expect: expected })).toBe(
			'stale'
		);
	});

	it('[Q20] ends the turn of whoever speaks', () => {
		const world = discussion(people('a', 'b'), 'eight');
		raise(world, 'a', 'for');
		raise(world, 'b', 'for');
		speak(world, 42_000);
		call(world);
		expect(world.events.slice(-2).map(({ type }) => type)).toEqual(['queue.ended', 'queue.called']);
		expect(world.state.queue.turns).toMatchObject([{ entry: { seat: 'a' }, spent: 42_000 }]);
	});

	it('[Q21] who never started has had no turn', () => {
		const world = discussion(people('a', 'b', 'c'), 'twelve-rules');
		raise(world, 'a', 'for');
		raise(world, 'b', 'for');
		raise(world, 'c', 'against');
		call(world);
		world.pass(60_000);
		expect(view(world).spent).toBe(0);
		call(world);
		expect(world.state.queue.turns).toEqual([]);
		expect(world.state.queue.counts).toEqual({});
		expect(world.state.queue.lastStance).toBeNull();
	});
});

describe('the clock', () => {
	it('[Q22] in a hearing a statement has ten minutes and a question two (3.6)', () => {
		const world = discussion(people('a', 'b'), 'hearing');
		raise(world, 'a', 'none');
		raise(world, 'b', 'ask');
		call(world);
		expect(view(world)).toMatchObject({ allowed: 600_000 });
		call(world);
		expect(view(world)).toMatchObject({ allowed: 120_000 });
	});

	it('[Q38] whoever needs it has half as long again, also to answer; in whole ms, and told beside the shares', () => {
		const world = discussion(people('a', 'b'), 'hearing');
		world.do('a', { type: 'roll.more-time', seat: 'a', more: true });
		expect(world.do('chair', { type: 'roll.more-time', seat: 'a', more: true })).toEqual([]);
		raise(world, 'a', 'ask');
		call(world);
		expect(view(world)).toMatchObject({ allowed: 180_000 });
		start(world);
		world.pass(1_000);
		end(world);
		world.do('chair', { type: 'queue.respond', item: 'i1', seat: 'a' });
		const usual = world.state.plan.rules!.responseSeconds * 1000;
		expect(view(world).allowed * 2).toBe(usual * 3);
		expect(fairness(world.state).longer).toBe(1);
		expect(formatLonger({ longer: 1 })).toBe('其中1位的发言时间按1.5倍');
		world.do('chair', { type: 'roll.more-time', seat: 'a', more: false });
		expect([fairness(world.state).longer, formatLonger({ longer: 0 })]).toEqual([0, '']);
		for (const seconds of [10, 45, 61, 3_600])
			expect(turnLength(seconds, { moreTime: true })).toBe(seconds * 1000 + seconds * 500);
	});

	it('[Q22] runs from 开始, stands in a pause, and warns', () => {
		const world = discussion(people('a'), 'twelve-rules');
		raise(world, 'a', 'for');
		call(world);
		expect(world.refused('timer', on(world, 'queue.pause'))).toBe('not-started');
		start(world);
		expect(world.refused('timer', on(world, 'queue.start'))).toBe('already-started');
		world.pass(80_000);
		expect(view(world)).toMatchObject({ spent: 80_000, remaining: 40_000, warning: 'none' });
		world.do('timer', on(world, 'queue.pause'));
		world.pass(500_000);
		expect(view(world)).toMatchObject({ spent: 80_000, paused: true });
		expect(world.do('timer', on(world, 'queue.pause'))).toEqual([]);
		world.do('timer', on(world, 'queue.resume'));
		world.pass(10_000);
		expect(view(world)).toMatchObject({ remaining: 30_000, warning: '30s', fraction: 0.75 });
		world.pass(30_000);
		expect(view(world)).toMatchObject({ remaining: 0, overtime: 0, warning: 'over' });
		world.pass(5_000);
		expect(view(world)).toMatchObject({ remaining: 0, overtime: 5_000, fraction: 1 });
		world.do('chair', { ...on(world, 'queue.extend'), seconds: 60 });
		expect(view(world)).toMatchObject({ remaining: 55_000, overtime: 0, extensions: 1 });
		expect(world.refused('timer', { ...on(world, 'queue.extend'), seconds: 60 })).toBe(
			'not-allowed'
		);
	});

	it('[Q22] of 座谈 only informs; thirty seconds aren’t warned of in thirty seconds', () => {
		const talk = discussion(people('a'), 'free-talk');
		raise(talk, 'a', 'none');
		speak(talk, 200_000);
		expect(view(talk)).toMatchObject({ soft: true, overtime: 20_000, warning: 'none' });
		const short = discussion(people('a'), 'thirty-seconds');
		raise(short, 'a', 'none');
		speak(short, 1_000);
		expect(view(short).warning).toBe('none');
		short.pass(29_000);
		expect(view(short).warning).toBe('over');
	});

	it('[Q23] is started and ended by the speaker, the helper, the desk, the timekeeper', () => {
		const world = discussion([{ id: 'a', helper: 'helper' }, { id: 'b' }], 'thirty-seconds');
		for (const who of ['a', 'helper', 'chair', 'clerk', 'timer']) {
			raise(world, 'a', 'none', 'clerk');
			call(world);
			expect(world.refused('b', on(world, 'queue.start'))).toBe('not-speaking');
			world.do(who, on(world, 'queue.start'));
			expect(world.refused('b', on(world, 'queue.end'))).toBe('not-speaking');
			world.do(who, on(world, 'queue.end'));
		}
		expect(world.state.queue.turns).toHaveLength(5);
		expect(world.refused('chair', { type: 'queue.end', entry: 'hand1' })).toBe('nobody-speaking');
	});

	it('[Q23] a turn is given up before it starts, by the called person or the desk', () => {
		const world = discussion(people('a', 'b'), 'twelve-rules');
		raise(world, 'a', 'for');
		call(world);
		expect(world.refused('b', on(world, 'queue.pass'))).toBe('not-speaking');
		world.do('a', on(world, 'queue.pass'));
		expect(world.state.queue).toMatchObject({ speaker: null, counts: {}, turns: [] });
		raise(world, 'a', 'for');
		speak(world, 1000);
		expect(world.refused('a', on(world, 'queue.pass'))).toBe('already-started');
		expect(world.refused('chair', { type: 'queue.end', entry: 'hand0' })).toBe('stale');
	});
});

describe('speaking in writing', () => {
	it('[Q24] starts the clock, counts as a turn, by the called person’s hand', () => {
		const world = discussion(people('a', 'b'), 'twelve-rules');
		raise(world, 'a', 'for');
		call(world);
		const write = (text: string) => ({ ...on(world, 'queue.write'), text });
		expect(world.refused('b', write('no'))).toBe('not-speaking');
		expect(world.refused('chair', write('no'))).toBe('not-speaking');
		expect(world.refused('a', write(' \u200b '))).toBe('text-empty');
		expect(world.refused('a', write('长'.repeat(2001)))).toBe('text-too-long');
		expect(world.refused('a', write('\ud800'))).toBe('malformed');
		world.do('a', write('长'.repeat(2000)));
		world.pass(20_000);
		world.do('clerk', write('第二段'));
		expect(view(world)).toMatchObject({ way: 'written', started: true, spent: 20_000 });
		expect(view(world).written.map(({ id }) => world.texts.get(id)?.length)).toEqual([2000, 3]);
		expect(
			world.refused('chair', { type: 'queue.undo', at: world.state.queue.undo?.at ?? 0 })
		).toBe('nothing-to-undo');
		end(world);
		expect(world.state.queue.counts).toEqual({ a: 1 });
		expect(world.state.queue.turns[0]!.written).toHaveLength(2);
	});

	it('[Q24] 打字发言 tells the hall before the first paragraph', () => {
		const world = discussion([{ id: 'a', helper: 'helper' }], 'eight');
		raise(world, 'a', 'for');
		call(world);
		world.do('a', { ...on(world, 'queue.start'), writing: true });
		expect(view(world)).toMatchObject({ writing: true, way: 'written', written: [] });
		world.do('helper', { ...on(world, 'queue.write'), text: '请写下来' });
	});
});

describe('responses and rulings', () => {
	it('[Q25] a response takes no turn and changes no memory', () => {
		const world = discussion(people('a', 'b', 'c'), 'twelve-rules');
		raise(world, 'a', 'for');
		speak(world, 1000);
		raise(world, 'b', 'against');
		world.do('chair', { type: 'queue.respond', item: 'i1', seat: 'b' });
		expect(view(world)).toMatchObject({ response: true, allowed: 60_000, turn: 0 });
		expect(view(world).reasons).toEqual([{ code: 'asked-by-chair' }]);
		start(world);
		world.pass(5000);
		expect(world.refused('chair', { type: 'queue.respond', item: 'i1', seat: 'b' })).toBe(
			'already-speaking'
		);
		end(world);
		expect(world.state.queue).toMatchObject({ counts: { a: 1 }, lastStance: 'for' });
		expect(waiting(world)).toEqual(['b']);
		expect(world.refused('clerk', { type: 'queue.respond', item: 'i1', seat: 'c' })).toBe(
			'not-allowed'
		);
	});

	it('[Q26] the chair rules during a point of order or after it, never before it was heard', () => {
		const world = discussion(people('a', 'b'), 'twelve-rules');
		raise(world, 'a', 'order');
		raise(world, 'b', 'for');
		const entry = places(world)[0]!.entry.id;
		const ruling = { type: 'queue.rule', entry, ruling: 'agreed', words: '分为两题' } as const;
		expect(world.refused('chair', ruling)).toBe('no-point-of-order');
		call(world);
		expect(world.refused('chair', ruling)).toBe('not-started');
		start(world);
		world.do('chair', ruling);
		expect(view(world).ruling).toBe('agreed');
		call(world);
		expect(world.state.queue.turns).toMatchObject([{ entry: { id: entry }, ruling: 'agreed' }]);
		world.do('chair', { type: 'queue.rule', entry, ruling: 'declined' });
		expect(world.state.queue.turns).toMatchObject([{ ruling: 'declined', rulingWords: null }]);
		expect(world.refused('chair', { ...ruling, entry: now(world).entry.id })).toBe(
			'no-point-of-order'
		);
		expect(world.refused('a', ruling)).toBe('not-allowed');
	});
});

describe('撤回刚才一步', () => {
	it('[Q27] puts a call back and the ended turn with it', () => {
		const world = discussion(people('a', 'b', 'c'), 'twelve-rules');
		raise(world, 'a', 'for');
		raise(world, 'b', 'against');
		speak(world, 30_000);
		const before = world.state.queue;
		call(world);
		raise(world, 'c', 'for');
		world.pass(2000).do('clerk', { type: 'queue.undo', at: world.state.queue.undo?.at ?? 0 });
		expect(now(world)).toEqual(before.speaker);
		expect(world.state.queue.turns).toEqual([]);
		expect(world.state.queue.counts).toEqual({});
		expect(waiting(world)).toEqual(['b', 'c']);
		expect(view(world).spent).toBe(33_000);
		expect(
			world.refused('chair', { type: 'queue.undo', at: world.state.queue.undo?.at ?? 0 })
		).toBe('nothing-to-undo');
	});

	it.each([
		['started', 'queue.start', 'timer'],
		['paused', 'queue.pause', 'timer'],
		['resumed', 'queue.resume', 'timer'],
		['extended', 'queue.extend', 'chair'],
		['ended', 'queue.end', 'timer']
	] as const)('[Q27] takes back %s', (what, type, who) => {
		const world = discussion(people('a'), 'twelve-rules');
		raise(world, 'a', 'for');
		call(world);
		if (type !== 'queue.start') start(world);
		if (type === 'queue.resume') world.do('timer', on(world, 'queue.pause'));
		world.pass(1000);
		const { speaker, turns, counts } = world.state.queue;
		const command = { ...on(world, type), ...(type === 'queue.extend' ? { seconds: 60 } : {}) };
		world.do(who, command as QueueCommand);
		expect(world.state.queue.speaker).not.toEqual(speaker);
		const [fact] = world
			.pass(10_000)
			.do('chair', { type: 'queue.undo', at: world.state.queue.undo?.at ?? 0 });
		expect(fact).toMatchObject({ type: 'queue.undone', body: { what } });
		expect(world.state.queue).toMatchObject({ speaker, turns, counts, undo: null });
	});

	it('[Q27] is too late after ten seconds', () => {
		const world = discussion(people('a'), 'eight');
		expect(
			world.refused('chair', { type: 'queue.undo', at: world.state.queue.undo?.at ?? 0 })
		).toBe('nothing-to-undo');
		raise(world, 'a', 'for');
		call(world);
		world.pass(10_001);
		expect(
			world.refused('chair', { type: 'queue.undo', at: world.state.queue.undo?.at ?? 0 })
		).toBe('undo-too-late');
	});

	it('[Q27] keeps a hand down that was put down meanwhile', () => {
		const world = discussion(people('a', 'b'), presetOf('eight')!);
		raise(world, 'a', 'for');
		raise(world, 'b', 'for');
		call(world);
		world.do('b', { type: 'queue.withdraw', seat: 'b', item: 'i1' });
		world.do('chair', { type: 'queue.undo', at: world.state.queue.undo?.at ?? 0 });
		expect(waiting(world)).toEqual(['a']);
	});
});
