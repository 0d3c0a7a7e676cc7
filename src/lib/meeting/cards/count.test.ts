/** How many have said something, told while nobody may see what: dots, ranks and answers (C2, C17). */
import { describe, expect, it } from 'vitest';
import { due } from '../due.ts';
import { applyHidden } from '../hidden.ts';
import { factsOf } from '../facts.ts';
import { after } from './count.ts';
import { stillToWrite } from './desk.ts';
import { setCount } from './hidden-rows.ts';
import { CHAIR, CLERK, Round, shown } from './test-round.ts';
import { saidBy } from './view.ts';

const PEOPLE = ['甲', '乙', '丙', '丁', '戊'];

function weighing(settings: Parameters<typeof shown>[0] = {}): Round {
	const round = shown(settings, PEOPLE);
	for (const { id } of round.board.cards) round.group([id], 'new');
	round.go('dots');
	return round;
}

/** The clock tells what came since the last count. */
function tally(round: Round): void {
	round.room.pass(1000);
	expect(round.room.send('clock', due(round.room.state)!.command)).toBe('ok');
}

it('[K27 C17] how many have placed dots is told at once and then once a second, never who or where', () => {
	const round = weighing();
	expect(round.board.count.weighed).toBeUndefined();
	round.weigh('甲', { g1: 3 });
	expect(round.board.count.weighed).toBe(1);
	round.weigh('乙', { g2: 1 });
	round.weigh('丙', { g3: 2 });
	expect(round.board.count.weighed).toBe(1);
	tally(round);
	expect(round.board.count).toEqual({ cards: 5, people: 5, papers: 0, weighed: 3 });
	expect(due(round.room.state)).toBeNull();

	// Whoever changes their mind is counted once, and nothing is told of it.
	const before = round.open;
	round.weigh('甲', { g4: 3 });
	expect(round.open).toBe(before);
	const told = round.room.events.filter(
		(event) => event.type === 'cards.counted' && event.body.count.weighed
	);
	expect(told.map(({ actor }) => actor)).toEqual(['anonymous', 'clock']);
	expect(JSON.stringify(told)).not.toContain('g1');
});

it('[K29 C17] closing the phones makes the count exact; who called in the hall is added', () => {
	const round = weighing();
	round.weigh('甲', { g1: 1 });
	round.weigh('乙', { g1: 1 });
	round.send(CHAIR, { type: 'cards.close-phones' });
	expect(round.board.count.weighed).toBe(2);
	expect(due(round.room.state)).toBeNull();
	round.send(CLERK, { type: 'cards.weigh-hall', people: 3, points: { g2: 5 } });
	expect(saidBy(round.board, 'weighed')).toBe(5);
});

describe('paper cards of which nobody said whose they are', () => {
	const written = (level: 'named' | 'unsigned' = 'unsigned') => {
		const round = new Round({ level });
		round.go('writing');
		for (let number = 1; number <= 13; number++) round.paper(number, `纸卡${number}`);
		round.write('甲', '手机一');
		round.write('甲', '手机二');
		tally(round);
		return round;
	};

	it('[K39] are counted, and who wrote is not known, on screens nor in the minutes', () => {
		const round = written();
		expect(round.board.count).toEqual({ cards: 15, people: 1, papers: 13, unclaimed: 13 });
		expect(stillToWrite(round.room.state, round.board).silent).toBeNull();
		round.go('reading');
		const told = factsOf(round.room.events).find(({ what }) => what === 'cards-shown');
		expect(told).toMatchObject({ cards: 15, papers: 13, unclaimed: 13 });
	});

	it('[K39] do not make the chair think that few wrote, unless few can have written', () => {
		expect(written().go('reading')).toBe('ok');
		const round = new Round({ level: 'unsigned' });
		round.go('writing');
		for (const number of [1, 2, 3]) round.paper(number, `纸卡${number}`);
		round.write('甲', '手机一');
		expect(round.go('reading')).toBe('cards-few');
	});

	it('[K39] are claimed by their writers one by one, and then people are counted', () => {
		const round = new Round();
		round.go('writing');
		round.paper(1, '纸卡一', { seat: round.room.seat('乙') });
		round.write('甲', '手机一');
		tally(round);
		expect(round.board.count).toEqual({ cards: 2, people: 2, papers: 1 });
		expect(stillToWrite(round.room.state, round.board).silent).toBe(1);
	});
});

it('[K5] a weighing that begins anew is counted anew', () => {
	const round = weighing();
	round.weigh('甲', { g1: 3 });
	round.go('grouping');
	expect(round.board.count.weighed).toBeUndefined();
	round.go('dots');
	expect(saidBy(round.board, 'weighed')).toBe(0);
	round.weigh('乙', { g1: 1 });
	expect(round.board.count.weighed).toBe(1);
});

it('[K32 X6] how many have answered on cards is told; nobody is counted for a second answer', () => {
	const people = Array.from({ length: 30 }, (_, n) => `居民${n}`);
	const round = shown({}, people);
	round.send(CHAIR, { type: 'cards.agreeing', open: true });
	const [a, b] = round.board.cards.map(({ id }) => id) as [string, string];
	const agree = (who: string, votes: Record<string, 1 | 0 | -1>) =>
		round.send(who, {
			...{ type: 'cards.agree', seat: round.room.seat(who), ballot: `b-${who}`, votes }
		});
	agree('居民1', { [a]: 1 });
	agree('居民1', { [b]: 0 });
	agree('居民2', { [a]: -1 });
	tally(round);
	expect(round.board.count.agreed).toBe(2);
	round.send(CHAIR, { type: 'cards.agreeing', open: false });
	const refusal = { code: 'ground-few-people', has: 2, needs: 30 } as const;
	round.send('clock', { type: 'cards.ground', ground: { ok: false, refusal } });
	expect(round.board.count.agreed, 'kept, so that it can go on').toBe(2);
	round.send(CHAIR, { type: 'cards.agreeing', open: true });
	expect(saidBy(round.board, 'agreed')).toBe(0);
});

it('a hidden write is applied once, though its decision has counted with it', () => {
	const { hidden } = weighing().room;
	const write = setCount('b1', 'weigh', 's1', 1);
	const counted = after(hidden, [write]);
	expect(applyHidden(hidden, write).cards).toBe(counted.cards);
	// On another part it is another write.
	expect(after(counted, [write]).cards).not.toBe(counted.cards);
});
