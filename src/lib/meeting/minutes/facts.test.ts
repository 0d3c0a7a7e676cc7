import { describe, expect, it } from 'vitest';
import type { MeetingEvent, MinutesFact } from '../registry.ts';
import {
	interrupt,
	call,
	discussion,
	end,
	itemOf,
	people,
	raise,
	speak,
	start
} from '../queue/test-discussion.ts';
import { factsOf } from '../facts.ts';

/** What happened, each with its most telling word. */
function said(events: readonly MeetingEvent[]): string[] {
	return factsOf(events).map((fact) => {
		switch (fact.what) {
			case 'turn':
				return `${fact.seat} ${fact.stance} ${fact.spent ?? 'now'}`;
			case 'stage':
				return `stage ${fact.how}`;
			default:
				return fact.what;
		}
	});
}

const turns = (events: readonly MeetingEvent[]) =>
	factsOf(events).filter((fact) => fact.what === 'turn');

const BEGINNING = ['opened', 'stage next', 'item-opened'];

describe('which events are facts of the minutes', () => {
	it('[M1] a stage, with who came when sign-in is left; signing in on time is no line of its own', () => {
		const facts = factsOf(discussion(people('a', 'b', 'c'), 'twelve-rules').events);
		expect(facts.map((fact) => fact.what)).toEqual(['opened', 'stage', 'item-opened']);
		expect(facts[1]).toMatchObject({ headcount: { due: 3, present: 3, hall: 3 }, acks: null });
	});

	it('[M1] a turn is one fact from its start: it learns its length when it ends', () => {
		const world = discussion(people('a', 'b'), 'twelve-rules');
		raise(world, 'a', 'for');
		speak(world, 80_000);
		expect(said(world.events)).toEqual([...BEGINNING, 'a for now']);
		const { seq } = turns(world.events)[0]!;
		end(world);
		expect(said(world.events)).toEqual([...BEGINNING, 'a for 80000']);
		expect(turns(world.events)[0]!.seq).toBe(seq);
	});

	it('[M1] a press that was taken back leaves nothing', () => {
		const world = discussion(people('a', 'b'), 'twelve-rules');
		raise(world, 'a', 'for');
		speak(world, 5_000);
		world.do('chair', { type: 'queue.undo', at: world.state.queue.undo?.at ?? 0 });
		expect(said(world.events)).toEqual(BEGINNING);
		start(world);
		world.pass(9_000);
		end(world);
		expect(said(world.events)).toEqual([...BEGINNING, 'a for 9000']);
	});

	it('[M1] an end that was taken back is no second turn', () => {
		const world = discussion(people('a', 'b'), 'twelve-rules');
		raise(world, 'a', 'for');
		speak(world, 5_000);
		end(world);
		world.do('chair', { type: 'queue.undo', at: world.state.queue.undo?.at ?? 0 });
		expect(said(world.events)).toEqual([...BEGINNING, 'a for now']);
		world.pass(5_000);
		end(world);
		expect(said(world.events)).toEqual([...BEGINNING, 'a for 10000']);
	});

	it('[M1] started, taken back and started again within a millisecond is one turn', () => {
		const world = discussion(people('a', 'b'), 'twelve-rules');
		raise(world, 'a', 'for');
		call(world);
		start(world);
		world.do('chair', { type: 'queue.undo', at: world.state.queue.undo?.at ?? 0 });
		start(world);
		expect(turns(world.events)).toHaveLength(1);
		expect(turns(world.events)[0]!.seq).toBe(world.events.length);
	});

	it('[M1] what was spoken in writing is part of the turn', () => {
		const world = discussion(people('a', 'b'), 'twelve-rules');
		raise(world, 'a', 'ask');
		call(world);
		const entry = world.state.queue.speaker!.entry.id;
		world.do('a', { type: 'queue.start', entry, writing: true });
		world.do('a', { type: 'queue.write', entry, text: '怎么付钱？' });
		const fact = turns(world.events)[0] as Extract<MinutesFact, { what: 'turn' }>;
		expect(fact.writing).toBe(true);
		expect(fact.written.map(({ id }) => world.texts.get(id))).toEqual(['怎么付钱？']);
	});

	it('[M1] a turn entered for somebody without a phone says by whom (A9)', () => {
		const world = discussion([{ id: 'a', hasPhone: false }], 'twelve-rules');
		raise(world, 'a', 'for', 'clerk');
		speak(world, 1_000);
		expect(turns(world.events)[0]).toMatchObject({ seat: 'a', by: 'clerk', channel: 'hall' });
	});

	it('[M1] a point of order is procedure, its ruling a decision', () => {
		const world = discussion(people('a', 'b'), 'twelve-rules');
		const item = itemOf(world);
		world.do('a', { type: 'queue.join', seat: 'a', item, stance: 'order', point: 'off-topic' });
		speak(world, 3_000);
		const entry = world.state.queue.speaker!.entry.id;
		world.do('chair', { type: 'queue.rule', entry, ruling: 'agreed', words: '请回到议题' });
		end(world);
		const [turn, ruling] = factsOf(world.events).slice(BEGINNING.length);
		expect(turn).toMatchObject({ what: 'turn', kind: 'procedure', point: 'off-topic' });
		expect(ruling).toMatchObject({ what: 'ruling', kind: 'decision', seat: 'a', ruling: 'agreed' });
	});

	it('[M1] a turn that stands for a point of order is one turn, in its place, and learns its length at its end', () => {
		const world = discussion(people('a', 'b', 'c'), 'twelve-rules');
		raise(world, 'a', 'for');
		speak(world, 5_000);
		world.do('b', { type: 'queue.join', seat: 'b', item: itemOf(world), stance: 'order' });
		interrupt(world);
		start(world);
		expect(said(world.events)).toEqual([...BEGINNING, 'a for now', 'b order now']);
		world.pass(3_000);
		const entry = world.state.queue.speaker!.entry.id;
		world.do('chair', { type: 'queue.rule', entry, ruling: 'declined' });
		const back = world.state.queue.speaker!.entry.id;
		world.do('chair', { type: 'queue.resume', entry: back });
		world.pass(4_000);
		end(world);
		raise(world, 'c', 'against');
		speak(world, 2_000);
		end(world);
		const lines = ['a for 9000', 'b order 3000', 'ruling', 'c against 2000'];
		expect(said(world.events)).toEqual([...BEGINNING, ...lines]);
	});

	it('[M1] the chair’s changes of the order, late comers and leavers are written down', () => {
		const world = discussion([...people('a', 'b', 'c'), { id: 'd', absent: true }], 'twelve-rules');
		raise(world, 'a', 'for');
		raise(world, 'b', 'for');
		const [, second] = world.state.queue.entries;
		world.do('chair', { type: 'queue.move', entry: second!.id, place: 0 });
		world.do('chair', { type: 'queue.list', item: 'i1', open: false });
		world.do('clerk', { type: 'attendance.sign-in', seat: 'd' });
		world.do('c', { type: 'attendance.step-out', seat: 'c' });
		world.do('chair', { type: 'runsheet.remind', kind: 'civil' });
		world.do('chair', { type: 'plan.close' });
		const rest = ['moved', 'list', 'came', 'left', 'reminder', 'item-closed', 'closed'];
		expect(said(world.events)).toEqual([...BEGINNING, ...rest]);
	});

	it('[M1] what the clerk notes under the result is a decision', () => {
		const world = discussion(people('a'), 'twelve-rules');
		world.do('clerk', { type: 'runsheet.note', stage: '6', text: '同意建食堂' });
		world.do('clerk', { type: 'runsheet.note', stage: '5', text: '大家关心价格' });
		const notes = factsOf(world.events).filter((fact) => fact.what === 'note');
		expect(notes.map((fact) => fact.kind)).toEqual(['decision', 'procedure']);
	});

	it('[M1] a guest who is recognised speaks as the person on the roll', () => {
		const world = discussion([...people('a'), { id: 'g', role: 'guest' }], 'twelve-rules');
		raise(world, 'g', 'for');
		speak(world, 2_000);
		end(world);
		world.tell([{ type: 'roll.bound', body: { guest: 'g', seat: 'a' } }]);
		expect(turns(world.events)[0]).toMatchObject({ seat: 'a' });
	});

	it('[M1] the same up to a number: nothing later shines through', () => {
		const world = discussion(people('a', 'b'), 'twelve-rules');
		raise(world, 'a', 'for');
		speak(world, 4_000);
		const seq = world.events.length;
		end(world);
		expect(factsOf(world.events, seq).at(-1)).toMatchObject({ what: 'turn', spent: null });
	});
});
