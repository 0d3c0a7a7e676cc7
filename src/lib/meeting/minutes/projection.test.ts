import { expect, it } from 'vitest';
import { call, discussion, end, people, raise, start } from '../queue/test-discussion.ts';
import { factsOf } from '../facts.ts';
import { MinutesProjection } from './projection.ts';

it('resolves the facts that an event touches, however long the meeting has become', () => {
	const world = discussion(people('a', 'b', 'c'), 'thirteen');
	const projection = new MinutesProjection();
	const follow = () => {
		for (const event of world.events.slice(projection.seq)) projection.add(event);
	};
	const perTurn: number[] = [];
	for (let turn = 1; turn <= 600; turn++) {
		follow();
		const before = projection.resolved;
		raise(world, 'abc'[turn % 3]!, 'for');
		call(world);
		start(world);
		if (turn % 7 === 0) {
			world.do('chair', { type: 'queue.undo', at: world.state.queue.undo?.at ?? 0 });
			start(world);
		}
		world.pass(60_000);
		end(world);
		if (turn % 4 === 0) {
			world.do('a', { type: 'agenda.propose', seat: 'a', title: '停车' });
			const proposal = world.state.agenda.proposals.at(-1)!.id;
			world.do('chair', { type: 'agenda.decline', proposal, reason: '下次' });
		}
		follow();
		if (turn % 100 === 0) perTurn.push(projection.resolved - before);
	}
	expect(new Set(perTurn).size, perTurn.join()).toBe(1);
	expect(projection.facts).toEqual(factsOf(world.events));
});
