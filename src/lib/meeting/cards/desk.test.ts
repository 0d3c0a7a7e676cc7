/** The desk presses one thing at a time; what it is follows from the board. */
import { describe, expect, it } from 'vitest';
import {
	alike,
	backStep,
	backUnweighs,
	deskPress,
	groupTyped,
	handsOf,
	hallTotal,
	nextPaper,
	openThemes,
	sortPress,
	themeOf
} from './desk.ts';
import { CHAIR, CLERK, Round, shown } from './test-round.ts';

const ALONE = { clerk: false, hallCalls: true };
const press = (round: Round, hands = ALONE) => deskPress(round.board, hands);
const what = (round: Round, hands = ALONE) => press(round, hands)?.what;

describe('[C1] the one thing to press', () => {
	it('[K1] leads through a whole round: write, sort, each card, groups, names, dots, phones, result', () => {
		const round = new Round();
		expect(press(round)).toEqual({ what: 'write', to: 'writing', twice: false });
		round.go('writing');
		for (const who of ['甲', '乙', '丙']) round.write(who, `${who}说`);
		expect(press(round)).toEqual({ what: 'sort', to: 'reading', twice: true });
		round.go('collecting');
		expect(what(round)).toBe('sort');
		round.go('reading');
		for (const { id } of round.board.cards) {
			expect(press(round)).toEqual({ what: 'next', card: id, twice: false });
			round.send(CHAIR, { type: 'cards.show', card: id });
		}
		expect(what(round)).toBe('look');
		round.go('grouping');
		expect(what(round)).toBe('wait');
		round.group([round.board.cards[0]!.id], 'new');
		expect(what(round)).toBe('name');
		round.send(CLERK, { type: 'cards.name', group: 'g1', name: '价格' });
		expect(press(round)).toEqual({ what: 'weigh', to: 'dots', twice: true });
		round.go('dots');
		expect(what(round)).toBe('close-phones');
		round.send(CHAIR, { type: 'cards.close-phones' });
		expect(what(round)).toBe('result');
		round.go('result');
		expect(press(round)).toBeNull();
	});

	it('[K1] with a clerk the chair presses four times; who sorts turns the cards, groups and names', () => {
		const round = new Round();
		round.room.send(CLERK, { type: 'attendance.sign-in', seat: round.room.seat(CLERK) });
		const clerk = handsOf(round.room.state);
		expect(clerk).toEqual({ clerk: true, hallCalls: false });
		const presses: (string | undefined)[] = [];
		const chair = () => {
			const next = press(round, clerk);
			presses.push(next?.what);
			if (next && 'to' in next) expect(round.go(next.to)).toBe('ok');
		};
		chair();
		for (const who of ['甲', '乙', '丙']) round.write(who, `${who}说`);
		expect(sortPress(round.board)).toBeNull();
		chair();
		for (let n = 0; n < 3; n++) {
			const turn = sortPress(round.board);
			expect([turn?.what, what(round, clerk)]).toEqual(['next', n === 0 ? 'wait' : 'weigh']);
			if (turn?.what === 'next') round.send(CLERK, { type: 'cards.show', card: turn.card });
			round.group([round.board.cards[n]!.id], n === 0 ? 'new' : 'g1');
		}
		const sorts = (to: 'grouping' | 'naming') => {
			expect(sortPress(round.board)).toMatchObject({ to });
			return round.send(CLERK, { type: 'cards.go', from: round.board.step, to });
		};
		expect([sorts('grouping'), sorts('naming')]).toEqual(['ok', 'ok']);
		const { step: from } = round.board;
		for (const to of ['dots', 'writing'] as const)
			expect(round.send(CLERK, { type: 'cards.go', from, to })).toBe('not-allowed');
		chair();
		round.weigh('甲', { g1: 3 });
		chair();
		expect(presses).toEqual(['write', 'sort', 'weigh', 'result']);
		expect(round.board.weighed).toMatchObject({ ballots: 1, of: 3 });
		expect(press(round, clerk)).toBeNull();
	});

	it('[K1] a chair alone closes phones only where the hall has somebody to call', () => {
		const round = shown();
		round.group(['c1'], 'new');
		round.go('dots');
		expect([what(round), what(round, { clerk: false, hallCalls: false })]).toEqual([
			'close-phones',
			'result'
		]);
	});

	it('[K1] a chair who goes on to the groups need not have every card read aloud first', () => {
		const round = shown();
		round.group(['c1'], 'new', '价格');
		expect(what(round)).toBe('next');
		round.go('grouping');
		expect(what(round)).toBe('weigh');
		round.go('reading');
		expect(what(round)).toBe('next');
	});

	it('[K5] the way back goes press by press and says where it costs the dots', () => {
		const round = shown();
		expect(backStep(round.board)).toBe('writing');
		round.go('grouping');
		expect(backStep(round.board)).toBe('reading');
		round.group(['c1'], 'new', '价格');
		round.go('dots');
		expect([backStep(round.board), backUnweighs(round.board)]).toEqual(['grouping', true]);
		round.send(CHAIR, { type: 'cards.close-phones' });
		round.go('result');
		expect(backStep(round.board)).toBe('dots');
		expect(backStep(new Round().board)).toBeNull();
	});
});

describe('[K33] what the computer proposes', () => {
	const hinted = () => {
		const round = shown();
		const hints = {
			near: [['c1', 'c2']] as [string, string][],
			themes: [{ cards: ['c1', 'c2', 'c3'] }]
		};
		return { round, board: () => ({ ...round.board, hints }) };
	};

	it('[K21] alike cards are proposed until they lie on one stack', () => {
		const { round, board } = hinted();
		expect(alike(board(), round.card('c1')).map(({ id }) => id)).toEqual(['c2']);
		expect(alike(board(), round.card('c3'))).toEqual([]);
		round.send(CLERK, { type: 'cards.stack', card: 'c1', onto: 'c2' });
		expect(alike(board(), round.card('c1'))).toEqual([]);
		expect(alike(board(), round.card('c2'))).toEqual([]);
	});

	it('[K19] a theme is proposed while two of its cards are loose; what its cards share then names the group', () => {
		const { round, board } = hinted();
		expect(openThemes(board())[0]!.cards).toEqual(['c1', 'c2', 'c3']);
		round.group(['c1', 'c2'], 'new');
		expect(openThemes(board())).toEqual([]);
		expect(themeOf(board(), round.board.groups[0]!)).toEqual(['c1', 'c2', 'c3']);
		round.group(['c3'], 'new');
		expect(themeOf(board(), round.board.groups[1]!)).toEqual([]);
	});
});

describe('by keyboard', () => {
	const groups = Array.from({ length: 12 }, (_, n) => ({ id: `g${n + 1}` }));

	it('[C12] a digit acts at once unless a longer number begins with it', () => {
		expect(groupTyped(groups, '2')).toBe('g2');
		expect(groupTyped(groups, '1')).toBeNull();
		expect(groupTyped(groups, '12')).toBe('g12');
		expect(groupTyped(groups, '1', true)).toBe('g1');
		expect(groupTyped(groups, '0')).toBe('new');
		expect(groupTyped(groups.slice(0, 5), '7')).toBe('unknown');
	});

	it('[C8] the next paper number follows the highest that anybody used', () => {
		expect(nextPaper([])).toBe(1);
		expect(nextPaper([3, 12, 7])).toBe(13);
	});

	it('[C18] the hall gives at most people × dots', () => {
		expect(hallTotal({ g1: 10, g2: 8 }, 6, 3)).toEqual({ given: 18, most: 18, over: false });
		expect(hallTotal({ g1: 11, g2: 8 }, 6, 3).over).toBe(true);
	});
});
