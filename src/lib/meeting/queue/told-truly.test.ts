/** Reasons and counts of the list are true of the history that they name, whatever moved in it meanwhile. */
import { expect, it } from 'vitest';
import { fairness } from './fairness.ts';
import {
	call,
	discussion,
	end,
	ITEM,
	people,
	raise,
	speak,
	waiting,
	why
} from './test-discussion.ts';

const guest = { id: 'g', role: 'guest' } as const;

it('[Q32] a guest who spoke and is matched to the roll has spoken', () => {
	const world = discussion([...people('a', 'b'), guest], 'twelve-rules');
	raise(world, 'g', 'for');
	speak(world, 5000);
	end(world);
	world.do('organiser', { type: 'roll.bind', guest: 'g', seat: 'a' });
	raise(world, 'a', 'for');
	raise(world, 'b', 'for');
	expect(why(world, 'a')).toContain('second-turn 2');
	expect(why(world, 'b')).toContain('first-time');
	expect(waiting(world)).toEqual(['b', 'a']);
});

it('[Q27] a turn that was taken back was none', () => {
	const world = discussion(people('a', 'b'), 'twelve-rules');
	raise(world, 'a', 'for');
	call(world);
	world.do('chair', { type: 'queue.undo', at: world.state.queue.undo!.at });
	expect(why(world, 'a')).toContain('first-time');
});

it('[Q21] who was called and was not there has not spoken', () => {
	const world = discussion(people('a', 'b'), 'twelve-rules');
	raise(world, 'a', 'for');
	call(world);
	world.do('chair', { type: 'queue.pass', entry: world.state.queue.speaker!.entry.id });
	expect(fairness(world.state, ITEM).silent).toContain('a');
});

it('[Q12] who was sent out after speaking and let back in has spoken', () => {
	const world = discussion(people('a', 'b'), 'twelve-rules');
	raise(world, 'a', 'for');
	speak(world, 3000);
	world.do('clerk', { type: 'roll.send-out', seat: 'a', reason: '吵' });
	world.do('clerk', { type: 'roll.let-back', seat: 'a' });
	raise(world, 'a', 'for');
	expect(why(world, 'a')).toContain('second-turn 2');
});

it('[Q13] alternation is after the turn that was heard, not after one that was passed over', () => {
	const world = discussion(people('a', 'b', 'c'), 'twelve-rules');
	raise(world, 'a', 'for');
	raise(world, 'b', 'for');
	raise(world, 'c', 'against');
	call(world);
	world.do('chair', { type: 'queue.pass', entry: world.state.queue.speaker!.entry.id });
	expect(why(world, 'c')).not.toContain('alternation');
	expect(waiting(world)[0]).toBe('b');
});

it('[Q13] a corrected stance changes who alternates with it', () => {
	const world = discussion(people('a', 'b', 'c'), 'twelve-rules');
	raise(world, 'a', 'for');
	speak(world, 1000);
	const { fact } = world.state.queue.speaker!;
	end(world);
	raise(world, 'b', 'for');
	raise(world, 'c', 'against');
	expect(waiting(world)).toEqual(['c', 'b']);
	world.do('clerk', {
		type: 'minutes.correct',
		text: '按错了',
		fact: fact!,
		change: { is: 'stance', stance: 'against' }
	});
	expect(why(world, 'c')).not.toContain('alternation');
	expect(waiting(world)).toEqual(['b', 'c']);
});
