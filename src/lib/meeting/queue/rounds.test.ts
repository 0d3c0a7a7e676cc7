import { describe, expect, it } from 'vitest';
import clerkActions from './clerk-actions.ts';
import { pressFor } from '../runsheet/press.ts';
import { floorOf } from '../runsheet/script/floor.ts';
import type { TestRoom } from '../test-room.ts';
import { call, discussion, end, ITEM, people, speak, waiting } from './test-discussion.ts';
import { queueFacts } from './facts.ts';
import { isOfTable, roundOffered } from './rounds.ts';

const round = (n: number) => ({ type: 'queue.next-round', item: ITEM, round: n }) as const;

function table(): TestRoom {
	const world = discussion(
		[...people('王桂芳', '李建国'), { id: '赵敏', helper: 'helper' }],
		'round-robin'
	);
	world.do('chair', round(1));
	return world;
}

const pass = (world: TestRoom, seat: string) => {
	const { entries, speaker } = world.state.queue;
	const mine = [...entries, ...(speaker ? [speaker.entry] : [])].find((one) => one.seat === seat)!;
	return { type: 'queue.pass', entry: mine.id, said: true } as const;
};
const press = (world: TestRoom) => pressFor(world.state, floorOf(world.state, world.now)).what;

describe('[Q48] 过', () => {
	it('is said before one is called or when one is, by phone, by the helper’s and at the desk', () => {
		const world = table();
		expect(world.refused('王桂芳', pass(world, '李建国'))).toBe('not-speaking');
		world.do('helper', pass(world, '赵敏'));
		expect(waiting(world)).toEqual(['王桂芳', '李建国']);
		call(world);
		world.do('王桂芳', pass(world, '王桂芳'));
		world.do('clerk', pass(world, '李建国'));
		expect(waiting(world)).toEqual([]);
		expect(world.state.queue.turns).toEqual([]);
	});

	it('stands on the number line in place of lowering a hand, and sends the same', () => {
		const world = table();
		const choices = clerkActions.inRoom(world.state, world.state.roll.seats['李建国']!);
		const six = choices.find(({ digit }) => digit === 6)!;
		expect(six.action).toBe('pass');
		world.do('clerk', six.command!);
		expect(waiting(world)).toEqual(['王桂芳', '赵敏']);
	});

	it('is told as said; whoever was not there is told otherwise', () => {
		const world = table();
		const facts = (how: () => void) => {
			const before = world.state;
			const from = world.events.length;
			how();
			return world.events
				.slice(from)
				.map((one) => queueFacts.of(before, one as never, world.state));
		};
		call(world);
		expect(facts(() => world.do('chair', pass(world, '王桂芳')))).toEqual([
			{ what: 'passed', seat: '王桂芳', said: true }
		]);
		call(world);
		const entry = world.state.queue.speaker!.entry.id;
		expect(facts(() => world.do('chair', { type: 'queue.pass', entry }))).toEqual([
			{ what: 'passed', seat: '李建国' }
		]);
	});

	it('is no word where hands are raised', () => {
		const world = discussion(people('王桂芳'), 'eight');
		world.do('王桂芳', { type: 'queue.join', seat: '王桂芳', item: ITEM, stance: 'for' });
		const entry = world.state.queue.entries[0]!;
		expect(isOfTable(world.state, entry)).toBe(false);
		expect(world.refused('王桂芳', pass(world, '王桂芳'))).toBe('nobody-speaking');
	});
});

describe('[Q49] the next round', () => {
	it('is offered when one was spoken to its end, and not before', () => {
		const world = table();
		expect(roundOffered(world.state)).toBeNull();
		speak(world, 1000);
		end(world);
		expect(roundOffered(world.state)).toBeNull();
		expect(world.refused('chair', round(2))).toBe('round-goes-on');
		world.do('李建国', pass(world, '李建国'));
		world.do('helper', pass(world, '赵敏'));
		expect(roundOffered(world.state)).toBe(2);
		world.do('chair', round(2));
		expect(waiting(world)).toEqual(['王桂芳', '李建国', '赵敏']);
	});

	it('is none where all said 过: the chair goes on', () => {
		const world = table();
		for (const who of ['王桂芳', '李建国']) world.do(who, pass(world, who));
		world.do('clerk', pass(world, '赵敏'));
		expect(roundOffered(world.state)).toBeNull();
		expect(world.refused('chair', round(2))).toBe('all-passed');
		expect(press(world)).toBe('next');
	});

	it('is none where all of the second round said 过, though the first was spoken', () => {
		const world = table();
		for (let n = 0; n < 3; n++) {
			speak(world, 1000);
			end(world);
		}
		world.do('chair', round(2));
		for (const who of ['王桂芳', '李建国']) world.do(who, pass(world, who));
		world.do('clerk', pass(world, '赵敏'));
		expect(roundOffered(world.state)).toBeNull();
		expect(world.refused('chair', round(3))).toBe('all-passed');
	});
});

describe('[Q52] 轮流, whatever the rules', () => {
	const set = (on: boolean) => ({ type: 'queue.table', item: ITEM, on }) as const;

	it('everybody speaks in turn by seat, and then hands are raised again', () => {
		const world = discussion(people('王桂芳', '李建国', '赵敏'), 'twelve-rules');
		expect(world.refused('chair', round(1))).toBe('no-rounds');
		expect(world.refused('王桂芳', set(true))).toBe('not-allowed');
		world.do('chair', set(true));
		expect(world.do('chair', set(true)), 'said twice').toEqual([]);
		expect(press(world)).toBe('round');
		world.do('chair', round(1));
		expect(waiting(world)).toEqual(['王桂芳', '李建国', '赵敏']);
		speak(world, 60_000);
		end(world);
		world.do('李建国', pass(world, '李建国'));
		world.do('chair', set(false));
		expect(waiting(world), 'who has not had a turn waits no more').toEqual([]);
		expect(world.state.queue.counts['王桂芳'], 'what the rules count goes on').toBe(1);
		const join = { type: 'queue.join', seat: '赵敏', item: ITEM, stance: 'for' } as const;
		world.do('赵敏', join);
		expect(waiting(world)).toEqual(['赵敏']);
	});

	it('[Q49] a next round needs somebody who spoke in this one, not before it', () => {
		const world = discussion(people('王桂芳', '李建国'), 'twelve-rules');
		const join = { type: 'queue.join', seat: '王桂芳', item: ITEM, stance: 'for' } as const;
		world.do('王桂芳', join);
		speak(world, 60_000);
		end(world);
		world.do('chair', set(true));
		world.do('chair', round(1));
		for (const who of ['王桂芳', '李建国']) world.do(who, pass(world, who));
		expect(roundOffered(world.state)).toBeNull();
		expect(world.refused('chair', round(2))).toBe('all-passed');
	});

	it('[Q27] stays when a press is taken back', () => {
		const world = discussion(people('王桂芳', '李建国'), 'twelve-rules');
		world.do('chair', set(true));
		world.do('chair', round(1));
		speak(world, 60_000);
		end(world);
		world.do('chair', { type: 'queue.undo', at: world.state.queue.undo!.at });
		expect(world.state.queue).toMatchObject({ table: true, round: 1 });
		end(world);
		world.do('李建国', pass(world, '李建国'));
		expect(roundOffered(world.state)).toBe(2);
	});

	it('is not offered where the rules say how people speak', () => {
		const world = discussion(people('王桂芳'), 'round-robin');
		expect(world.refused('chair', set(true))).toBe('no-rounds');
	});
});
