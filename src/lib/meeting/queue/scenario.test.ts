/** The sequences that the requirements promise, press by press: 6.A, 6.B, 6.C. */
import { describe, expect, it } from 'vitest';
import scenarios from '../../../../tests/data/scenarios.json' with { type: 'json' };
import type { Channel } from '../names.ts';
import type { Stance } from './queue.ts';
import {
	call,
	discussion,
	end,
	places,
	raise,
	speak,
	start,
	waiting,
	why
} from './test-discussion.ts';
import { fairness } from './fairness.ts';

const STANCE: Record<string, Stance> = {
	赞成: 'for',
	反对: 'against',
	提问: 'ask',
	程序问题: 'order'
};
const CHANNEL: Record<string, Channel> = { 现场: 'hall', 线上: 'online' };
const A = scenarios.scenarios[0]!;

/** 15:27:01 on the day of scenario A. */
function instant(time: string): number {
	return Date.parse(`2026-04-11T${time}+08:00`);
}

function scenarioA() {
	const people = A.参与人!.filter((one) => one.方式 in CHANNEL);
	return discussion(
		people.map((one) => ({
			id: one.姓名,
			channel: CHANNEL[one.方式]!,
			hasPhone: one.有手机
		})),
		'twelve-rules'
	);
}

describe('scenario A: the elderly canteen', () => {
	it('[6.A] 6.E line 12: calls exactly the people of the table, at the times of the table', () => {
		const world = scenarioA();
		const called: [string, string][] = [];
		const expected: [string, string][] = [];
		for (const [time, what, name, stance, how] of A.发言队列事件!) {
			world.now = instant(time!);
			const join = {
				type: 'queue.join',
				seat: name!,
				item: 'i1',
				stance: STANCE[stance!]!
			} as const;
			if (what === 'raise') world.do(how === '现场代录' ? 'clerk' : name!, join);
			if (what === 'refuse') {
				expect(world.refused('clerk', join)).toBe('turns-used');
				expect(world.detail).toEqual({ n: 2 });
			}
			if (what === 'next') {
				expected.push([time!, name!]);
				expect(places(world)[0]!.entry.seat).toBe(name);
				called.push([time!, call(world)]);
				world.pass(1000);
				start(world);
			}
		}
		expect(called).toEqual(expected);
		expect(called.map(([, name]) => name)).toEqual([
			'王桂芳',
			'赵敏',
			'李建国',
			'宋立军',
			'刘玉珍',
			'杨振东',
			'王桂芳'
		]);
	});

	it('[Q18] gives the reasons of the table', () => {
		const world = scenarioA();
		raise(world, '王桂芳', 'for', 'clerk');
		raise(world, '李建国', 'for');
		raise(world, '赵敏', 'against');
		raise(world, '刘玉珍', 'ask', 'clerk');
		expect(waiting(world)).toEqual(['王桂芳', '赵敏', '李建国', '刘玉珍']);
		expect(why(world, '王桂芳')).toEqual(['first-time']);
		expect(why(world, '赵敏')).toEqual(['alternation', 'first-time']);
		expect(why(world, '李建国')).toEqual(['gave-way', 'first-time']);
		expect(why(world, '刘玉珍')).toEqual(['first-time', 'question']);
		speak(world, 60_000);
		end(world);
		raise(world, '王桂芳', 'for', 'clerk');
		expect(why(world, '王桂芳')).toEqual(['second-turn 2']);
		raise(world, '宋立军', 'order');
		expect(waiting(world)[0]).toBe('宋立军');
		expect(why(world, '宋立军')).toEqual(['point-of-order']);
	});

	it('[Q5] refuses the third hand also after the second turn is over', () => {
		const world = scenarioA();
		for (let turn = 0; turn < 2; turn++) {
			raise(world, '王桂芳', 'for', 'clerk');
			speak(world, 30_000);
			end(world);
		}
		const join = { type: 'queue.join', seat: '王桂芳', item: 'i1', stance: 'for' } as const;
		expect(world.refused('clerk', join)).toBe('turns-used');
		expect(world.detail).toEqual({ n: 2 });
	});
});

describe('scenario B: the lift, equal time for both sides', () => {
	it('[6.B] alternates the sides exactly', () => {
		const world = discussion(
			[
				{ id: '李梅', side: 'a' },
				{ id: '蒋国强', side: 'a' },
				{ id: '唐守义', side: 'b' },
				{ id: '邓红', side: 'b' },
				{ id: '代永康', side: 'a' }
			],
			'mediation'
		);
		for (const name of ['李梅', '蒋国强', '唐守义', '邓红', '代永康']) raise(world, name, 'side');
		const expected = ['李梅', '唐守义', '蒋国强', '邓红', '代永康'];
		expect(waiting(world)).toEqual(expected);
		expect(places(world).map(({ entry }) => why(world, entry.seat)[0])).toEqual([
			'arrival',
			'side-turn',
			'side-turn',
			'side-turn',
			'side-turn'
		]);
		const called = expected.map(() => {
			const name = speak(world, 180_000);
			end(world);
			return name;
		});
		expect(called).toEqual(expected);
		const spent = (names: string[]) =>
			fairness(world.state)
				.people.filter(({ key }) => names.includes(key))
				.reduce((sum, share) => sum + share.spent, 0);
		expect(spent(['李梅', '蒋国强', '代永康'])).toBe(540_000);
		expect(spent(['唐守义', '邓红'])).toBe(360_000);
		expect(
			world.refused('李梅', { type: 'queue.join', seat: '李梅', item: 'i1', stance: 'side' })
		).toBe('turns-used');
	});
});

describe('scenario C: the pasture, a weak line and a turn given up', () => {
	it('[6.C] holds the place for forty seconds and lets a side pass', () => {
		const world = discussion(
			[
				{ id: '那仁', side: 'a' },
				{ id: '布和', side: 'b' },
				{ id: '阿木古楞', side: 'a', channel: 'online' },
				{ id: '张强', side: 'b' }
			],
			'mediation'
		);
		const called: string[] = [];
		raise(world, '那仁', 'side');
		raise(world, '布和', 'side');
		raise(world, '阿木古楞', 'side');
		raise(world, '张强', 'side');
		called.push(speak(world, 180_000));
		called.push(speak(world, 180_000));
		// The line of 阿木古楞 is gone for forty seconds: less than the sixty of the rules, so nothing
		// is written down, and the place is the same.
		expect(waiting(world)[0]).toBe('阿木古楞');
		world.pass(40_000);
		expect(waiting(world)[0]).toBe('阿木古楞');
		called.push(speak(world, 170_000));
		raise(world, '那仁', 'side');
		raise(world, '布和', 'side');
		called.push(speak(world, 180_000));
		called.push(speak(world, 180_000));
		expect(call(world)).toBe('布和');
		world.do('布和', { type: 'queue.pass', entry: world.state.queue.speaker!.entry.id });
		expect(called).toEqual(['那仁', '布和', '阿木古楞', '张强', '那仁']);
		expect(world.state.queue.speaker).toBeNull();
		expect(world.state.queue.counts['布和']).toBe(1);
		const time = world.state.queue.turns
			.filter(({ entry }) => entry.side === 'a')
			.reduce((sum, { spent }) => sum + spent, 0);
		expect(time).toBeLessThanOrEqual(540_000);
	});
});
