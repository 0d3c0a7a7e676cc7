/** How many of how many: those who did it were there, whoever has left since. */
import { describe, expect, it } from 'vitest';
import { formatTurnout } from '#lib/i18n/cards-written.ts';
import { outOf } from '../board.ts';
import { CLERK, shown, type Round } from '../test-round.ts';

const PEOPLE = ['甲', '乙', '丙'];

/** Three groups, and dots are placed. */
function dots(): Round {
	const round = shown({}, PEOPLE);
	for (const card of round.board.cards) round.group([card.id], 'new');
	for (const step of ['grouping', 'naming', 'dots'] as const) round.go(step, true);
	return round;
}

function leave(round: Round, who: string): void {
	round.room.do(who, { type: 'attendance.step-out', seat: round.room.seat(who) });
}

describe('who has placed dots and left', () => {
	it('[K39] is one of those of whom so many did', () => {
		const round = dots();
		for (const who of PEOPLE) expect(round.weigh(who, { g1: 1 })).toBe('ok');
		leave(round, '丙');
		expect(outOf(round.room.state, 3)).toEqual({ n: 3, total: 3 });
		expect(round.go('result')).toBe('ok');
		expect(formatTurnout(round.board)).toBe('3/3人投了点');
	});

	it('[K29] takes no dots from those in the hall who have not', () => {
		const round = dots();
		expect(round.weigh('丙', { g1: 1 })).toBe('ok');
		leave(round, '丙');
		round.send(CLERK, { type: 'cards.close-phones' });
		const hall = (people: number) =>
			round.send(CLERK, { type: 'cards.weigh-hall', people, points: { g1: people } });
		expect(hall(3)).toBe('hall-people');
		expect(hall(2)).toBe('ok');
		expect(round.go('result')).toBe('ok');
		expect(formatTurnout(round.board)).toBe('3/3人投了点');
	});
});
