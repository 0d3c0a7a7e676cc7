/**
 * What is said in an ordinary meeting, command by command, for as long as somebody asks: hands, turns, points
 * of order with their rulings, people who step out, the chair's moves, proposals, one item after the other.
 */
import type { Command, MeetingState } from '#lib/meeting/registry.ts';
import { speakingOrder } from '#lib/meeting/queue/speaking-order.ts';
import { rulesOf } from '#lib/meeting/queue/waiting.ts';

/** A command and whose seat says it. */
export interface Said {
	as: string;
	command: Command;
}

/** Turns between two changes of the item, and all the rest that comes now and then. */
const EVERY = { item: 35, point: 10, stepOut: 8, move: 15, remind: 9, proposal: 12, undo: 11 };

/** The next thing said; `state` is the room's after the one before. */
export function* evening(
	chair: string,
	members: readonly string[]
): Generator<Said, never, MeetingState> {
	let state = yield { as: chair, command: { type: 'runsheet.remind', kind: 'civil' } };
	const now = () => state.queue;
	const desk = (command: Command): Said => ({ as: chair, command });
	for (let turn = 1; ; turn++) {
		const seat = members[turn % members.length]!;
		const other = members[(turn + 5) % members.length]!;
		if (turn % EVERY.item === 0) {
			const next = state.agenda.items.find(({ id }) => id !== now().item)!;
			state = yield desk({ type: 'agenda.open', item: next.id });
		}
		const item = now().item!;
		const point = turn % EVERY.point === 0;
		const stance = point ? 'order' : turn % 2 ? 'for' : 'against';
		state = yield { as: seat, command: { type: 'queue.join', seat, item, stance } };
		if (turn % EVERY.move === 0) {
			state = yield {
				as: other,
				command: { type: 'queue.join', seat: other, item, stance: 'for' }
			};
			const entry = now().entries.at(-1)!.id;
			state = yield desk({ type: 'queue.move', entry, place: 0 });
			state = yield { as: other, command: { type: 'queue.withdraw', seat: other, item } };
		}
		const expect = speakingOrder(now(), rulesOf(state), state.roll.seats)[0]!.entry.id;
		state = yield desk({ type: 'queue.call', item, expect });
		state = yield desk({ type: 'queue.start', entry: expect });
		if (turn % EVERY.undo === 0) {
			state = yield desk({ type: 'queue.undo', at: now().undo!.at });
			state = yield desk({ type: 'queue.start', entry: expect });
		}
		if (point)
			state = yield desk({
				type: 'queue.rule',
				entry: expect,
				ruling: 'agreed',
				words: '请回到议题'
			});
		state = yield desk({ type: 'queue.end', entry: expect });
		if (turn % EVERY.stepOut === 0) {
			state = yield { as: other, command: { type: 'attendance.step-out', seat: other } };
			state = yield { as: other, command: { type: 'attendance.return', seat: other } };
		}
		if (turn % EVERY.remind === 0)
			state = yield desk({ type: 'runsheet.remind', kind: 'overtime' });
		if (turn % EVERY.proposal === 0) {
			state = yield { as: seat, command: { type: 'agenda.propose', seat, title: '也谈谈停车' } };
			const proposal = state.agenda.proposals.at(-1)!.id;
			state = yield desk({ type: 'agenda.decline', proposal, reason: '下次再议' });
		}
	}
}
